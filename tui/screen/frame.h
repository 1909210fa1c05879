/* frame.h — what the screens' upper rows have in common: where I am, pages with digits, rules.
 *
 * Rows and columns as in tui/term/canvas.h.
 */
#ifndef YANPAN_TUI_SCREEN_FRAME_H
#define YANPAN_TUI_SCREEN_FRAME_H

#include "tui/app/screen.h"

enum { FRAME_WIDE = 110 }; /* from so many columns a second part stands beside the first */

/* The first row: where I am at the left; at the right `right`, or, where it is NULL, who
 * sits at the keyboard and the time. */
void frame_title(struct canvas *c, const struct ctx *ctx, const char *left, const char *right);

/* A view or page with its digit. */
struct frame_page {
	char digit;        /* '1' … '9' */
	const char *label; /* translated */
	long count;        /* behind the label; below 0: none */
	bool empty;        /* nothing there now: greyed */
};

/* One row of them, the open one in [ ]. */
void frame_pages(
	struct canvas *c, int row, int cols, const struct frame_page *pages, size_t n, size_t open);

/* A line across with words near its left and, where not NULL, its right end. */
void frame_rule(struct canvas *c, struct rect row, const char *words, const char *right);

/* Text wrapped with 避头尾 into the area, indented by a blank; what does not fit is left out.
 * Returns the rows it took. */
int frame_wrap(struct canvas *c, struct rect area, enum style style, const char *text);

#endif
