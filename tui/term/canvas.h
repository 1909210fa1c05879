/* canvas.h — a grid of cells to draw on: a value, with no terminal behind it.
 *
 * Rows and columns count from 0 at the top left.  Text is UTF-8 and takes the
 * columns that locale/text/width.h says.  Nothing drawn here can leave half a
 * wide character: text is clipped at a character and padded with blanks, and
 * where it covers half of an older wide character the other half becomes blank.
 * What lies outside the canvas is clipped; nothing fails.  Control and format
 * characters are not drawn, malformed bytes become U+FFFD.
 *
 * A style is what a cell means, not how it looks; theme.h maps it to colour and
 * attributes.  Never let a style alone say something: NO_COLOR shows the text only.
 */
#ifndef YANPAN_TUI_TERM_CANVAS_H
#define YANPAN_TUI_TERM_CANVAS_H

#include "locale/base/buf.h"

#include <stdbool.h>
#include <stdint.h>

enum style {
	STYLE_NORMAL,
	STYLE_QUIET,      /* cannot be done now, or matters less */
	STYLE_HEAD,       /* the first row */
	STYLE_TITLE,      /* headings of columns and parts */
	STYLE_OPEN,       /* the view or page that is open, in [ ] */
	STYLE_KEY,        /* the name of a key */
	STYLE_FOCUS,      /* the row or cell with > */
	STYLE_MARK,       /* with * */
	STYLE_WARN,       /* with ! */
	STYLE_ERROR,      /* the message line, when something was refused */
	STYLE_FIELD,      /* where text can be typed */
	STYLE_FOUND,      /* what was searched for */
	STYLE_FOUND_HERE, /* … in the row with > */
	STYLE_FRAME,      /* lines */
	STYLE_SHEET,      /* the projector */
	STYLE_COUNT,
};

enum { CELL_CHARS = 3 }; /* a character and at most two marks on it */

struct canvas_cell {
	uint32_t cp[CELL_CHARS]; /* 0 ends; cp[0] is 0 in the second half of a wide character */
	uint8_t style;           /* enum style */
	uint8_t cols;            /* 1 or 2; 0 in the second half */
};

struct rect {
	int row, col, rows, cols;
};

struct canvas {
	int rows, cols;
	struct canvas_cell *cells; /* rows × cols, by rows */
	int cursor_row, cursor_col;
	bool ascii; /* frames are - | + and not lines; always so where lines take two columns */
};

/* A zeroed canvas is an empty one.  canvas_size() clears; canvas_free() is safe to call twice. */
void canvas_size(struct canvas *c, int rows, int cols);
void canvas_free(struct canvas *c);
void canvas_clear(struct canvas *c);
void canvas_copy(struct canvas *to, const struct canvas *from);
bool canvas_same_row(const struct canvas *a, const struct canvas *b, int row);

const struct canvas_cell *canvas_at(const struct canvas *c, int row, int col); /* NULL outside */

/* A whole field: the text, clipped, then blanks up to `cols` columns. */
void canvas_text(struct canvas *c, int row, int col, int cols, enum style style, const char *text);
void canvas_text_n(
	struct canvas *c, int row, int col, int cols, enum style style, const char *text, size_t bytes);

/* The text alone, at most `cols` columns of it, for lines made of several styles.
 * Returns the column behind it. */
int canvas_put(struct canvas *c, int row, int col, int cols, enum style style, const char *text);

/* Right-aligned in its field; what does not fit goes from its end. */
void canvas_right(struct canvas *c, int row, int col, int cols, enum style style, const char *text);

void canvas_fill(struct canvas *c, struct rect area, enum style style); /* with blanks */
void canvas_hline(struct canvas *c, int row, int col, int cols, enum style style);
void canvas_vline(struct canvas *c, int row, int col, int rows, enum style style);
void canvas_box(struct canvas *c, struct rect area, enum style style); /* frame, blank inside */

/* Changes only the style of what stands there. */
void canvas_restyle(struct canvas *c, struct rect area, enum style style);

/* The real cursor; it is always visible, so every draw sets it last. */
void canvas_cursor(struct canvas *c, int row, int col);

struct rect rect_of(const struct canvas *c);
struct rect rect_rows(struct rect r, int from, int rows);   /* clipped to r */
struct rect rect_cols(struct rect r, int from, int cols);   /* clipped to r */
struct rect rect_inside(struct rect r, int rows, int cols); /* without a margin of so many */
struct rect rect_middle(struct rect r, int rows, int cols); /* of that size, in the middle */

/* The cells as text, a line a row, without blanks at the ends; then
 * `cursor ROW COL`; with `styles` then a line a row with a letter a cell,
 * . for normal, again without dots at the ends. */
void canvas_dump(const struct canvas *c, bool styles, struct buf *out);

#endif
