/* lines.h — a page of wrapped lines with styles and hanging indents, for panes that scroll.
 *
 * Built anew for a frame: the lines live as long as the arena, the texts are not copied.
 */
#ifndef YANPAN_TUI_SCREEN_LINES_H
#define YANPAN_TUI_SCREEN_LINES_H

#include "locale/base/arena.h"
#include "tui/term/canvas.h"

struct line {
	const char *at;
	size_t bytes;
	int indent; /* columns */
	enum style style;
};

struct lines {
	struct arena *arena;
	int cols; /* that the text is wrapped at */
	struct line *at;
	size_t n, room;
};

/* One paragraph for each line of the text; every line but a paragraph's first is `hang`
 * columns further in than `indent`. */
void lines_add(struct lines *l, enum style style, int indent, int hang, const char *text);
void lines_printf(struct lines *l, enum style style, int indent, int hang, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
void lines_blank(struct lines *l);

/* The last `top` that still fills the rows. */
size_t lines_last_top(const struct lines *l, int rows);

/* All of the area, blank where there is no line. */
void lines_draw(const struct lines *l, struct canvas *c, struct rect area, size_t top);

#endif
