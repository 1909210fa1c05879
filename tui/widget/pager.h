/* pager.h — a long text to read, wrapped with 避头尾, page by page.
 *
 * The text lives as long as the pager.  Esc, Enter: left to the caller.
 */
#ifndef YANPAN_TUI_WIDGET_PAGER_H
#define YANPAN_TUI_WIDGET_PAGER_H

#include "locale/base/buf.h"
#include "tui/term/canvas.h"
#include "tui/term/input.h"

struct pager {
	const char *text;
	size_t bytes;
	struct rect area;
	size_t top;         /* first line shown */
	struct bytes *line; /* of the wrapped text */
	size_t line_count, line_room;
	size_t found, found_bytes; /* what was searched for, in the text; 0 bytes: nothing */
};

void pager_text(struct pager *p, const char *text);
void pager_place(struct pager *p, struct rect area);
void pager_free(struct pager *p);
bool pager_input(struct pager *p, const struct input *in);
void pager_draw(const struct pager *p, struct canvas *c);

int pager_page(const struct pager *p); /* from 1 */
int pager_pages(const struct pager *p);

/* Appends "page 2/5", as the rule above it shows; nothing when there is one page. */
void pager_where(const struct pager *p, struct buf *out);

/* Goes to the words (folded) and marks them; false when they are nowhere.  Again: to the
 * next line with them, from the last back to the first. */
bool pager_find(struct pager *p, const char *words);
bool pager_find_first(struct pager *p, const char *words); /* the first of the whole text */

#endif
