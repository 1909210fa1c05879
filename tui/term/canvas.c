#include "tui/term/canvas.h"

#include "locale/base/arena.h"
#include "locale/text/char_class.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"

#include <stdlib.h>
#include <string.h>

static const struct canvas_cell blank = { { ' ' }, STYLE_NORMAL, 1 };

void canvas_size(struct canvas *c, int rows, int cols)
{
	rows = rows < 1 ? 1 : rows;
	cols = cols < 1 ? 1 : cols;
	if (rows != c->rows || cols != c->cols) {
		free(c->cells);
		c->cells = must_alloc((size_t)rows * (size_t)cols * sizeof(*c->cells));
		c->rows = rows;
		c->cols = cols;
	}
	canvas_clear(c);
}

void canvas_free(struct canvas *c)
{
	free(c->cells);
	*c = (struct canvas){ 0 };
}

void canvas_clear(struct canvas *c)
{
	for (int i = 0; i < c->rows * c->cols; i++)
		c->cells[i] = blank;
	c->cursor_row = c->cursor_col = 0;
}

void canvas_copy(struct canvas *to, const struct canvas *from)
{
	canvas_size(to, from->rows, from->cols);
	memcpy(to->cells, from->cells, (size_t)from->rows * (size_t)from->cols * sizeof(*from->cells));
	to->cursor_row = from->cursor_row;
	to->cursor_col = from->cursor_col;
	to->ascii = from->ascii;
}

static bool same_cell(const struct canvas_cell *a, const struct canvas_cell *b)
{
	return a->cols == b->cols && a->style == b->style && !memcmp(a->cp, b->cp, sizeof(a->cp));
}

bool canvas_same_row(const struct canvas *a, const struct canvas *b, int row)
{
	const struct canvas_cell *x = a->cells + (size_t)row * (size_t)a->cols;
	const struct canvas_cell *y = b->cells + (size_t)row * (size_t)b->cols;

	if (a->cols != b->cols || row >= a->rows || row >= b->rows)
		return false;
	for (int i = 0; i < a->cols; i++)
		if (!same_cell(x + i, y + i))
			return false;
	return true;
}

static struct canvas_cell *cell(const struct canvas *c, int row, int col)
{
	return c->cells + (size_t)row * (size_t)c->cols + col;
}

const struct canvas_cell *canvas_at(const struct canvas *c, int row, int col)
{
	if (row < 0 || col < 0 || row >= c->rows || col >= c->cols)
		return NULL;
	return cell(c, row, col);
}

/* ---- one character ---- */

/* Where the new character covers half of an older wide one, the other half goes blank. */
static void part_from(struct canvas *c, int row, int col)
{
	struct canvas_cell *here = cell(c, row, col);

	if (here->cols == 0 && col > 0)
		here[-1] = (struct canvas_cell){ { ' ' }, here[-1].style, 1 };
	if (here->cols == 2)
		here[1] = (struct canvas_cell){ { ' ' }, here[1].style, 1 };
}

static void put_char(struct canvas *c, int row, int col, uint32_t cp, int cols, enum style style)
{
	struct canvas_cell *here = cell(c, row, col);

	part_from(c, row, col);
	if (cols == 2)
		part_from(c, row, col + 1);
	*here = (struct canvas_cell){ { cp }, (uint8_t)style, (uint8_t)cols };
	if (cols == 2)
		here[1] = (struct canvas_cell){ { 0 }, (uint8_t)style, 0 };
}

/* A mark goes on the character before it; variation selectors ask terminals for
 * widths on which they do not agree, so they are not sent. */
static void put_mark(struct canvas_cell *on, uint32_t cp)
{
	if (cp >= 0xFE00 && cp <= 0xFE0F)
		return;
	for (int i = 1; i < CELL_CHARS; i++) {
		if (!on->cp[i]) {
			on->cp[i] = cp;
			return;
		}
	}
}

static void blanks(struct canvas *c, int row, int from, int to, enum style style)
{
	if (row < 0 || row >= c->rows)
		return;
	for (int col = from < 0 ? 0 : from; col < to && col < c->cols; col++)
		put_char(c, row, col, ' ', 1, style);
}

/* ---- text ---- */

/* A field that begins left of the canvas or ends right of it shows the part that is in it. */
static int put_text(
	struct canvas *c, int row, int col, int cols, enum style style, const char *s, const char *end)
{
	int limit = cols > c->cols - col ? c->cols : col + cols;
	struct canvas_cell *last = NULL;

	if (row < 0 || row >= c->rows || cols <= 0)
		return col;
	while (s < end) {
		uint32_t cp = utf8_next(&s, end);
		enum char_class class = char_class(cp);
		int wide;

		if (cp == UTF8_BAD)
			cp = UTF8_REPLACEMENT;
		if (class == CHAR_MARK && last)
			put_mark(last, cp);
		wide = width_char(cp);
		if (wide == 0)
			continue;
		if (col + wide > limit)
			break;
		last = NULL;
		if (col >= 0) {
			put_char(c, row, col, cp, wide, style);
			last = cell(c, row, col);
		} else if (col + wide > 0) {
			blanks(c, row, 0, col + wide, style);
		}
		col += wide;
	}
	return col;
}

void canvas_text_n(
	struct canvas *c, int row, int col, int cols, enum style style, const char *text, size_t bytes)
{
	int end = put_text(c, row, col, cols, style, text, text + bytes);

	blanks(c, row, end, cols > c->cols - col ? c->cols : col + cols, style);
}

void canvas_text(struct canvas *c, int row, int col, int cols, enum style style, const char *text)
{
	canvas_text_n(c, row, col, cols, style, text, strlen(text));
}

int canvas_put(struct canvas *c, int row, int col, int cols, enum style style, const char *text)
{
	return put_text(c, row, col, cols, style, text, text + strlen(text));
}

void canvas_right(struct canvas *c, int row, int col, int cols, enum style style, const char *text)
{
	int wide = width_text(text);

	if (wide < cols) {
		blanks(c, row, col, col + cols - wide, style);
		col += cols - wide;
		cols = wide;
	}
	canvas_text(c, row, col, cols, style, text);
}

/* ---- areas and lines ---- */

void canvas_fill(struct canvas *c, struct rect area, enum style style)
{
	for (int row = area.row; row < area.row + area.rows; row++)
		blanks(c, row, area.col, area.col + area.cols, style);
}

static bool plain_lines(const struct canvas *c)
{
	return c->ascii || width_ambiguous() == 2;
}

static void put_line(
	struct canvas *c, int row, int col, uint32_t line, char plain, enum style style)
{
	if (!canvas_at(c, row, col))
		return;
	if (plain_lines(c))
		line = (uint32_t)(unsigned char)plain;
	put_char(c, row, col, line, 1, style);
}

void canvas_hline(struct canvas *c, int row, int col, int cols, enum style style)
{
	for (int i = 0; i < cols; i++)
		put_line(c, row, col + i, 0x2500, '-', style);
}

void canvas_vline(struct canvas *c, int row, int col, int rows, enum style style)
{
	for (int i = 0; i < rows; i++)
		put_line(c, row + i, col, 0x2502, '|', style);
}

void canvas_box(struct canvas *c, struct rect area, enum style style)
{
	int bottom = area.row + area.rows - 1, right = area.col + area.cols - 1;

	canvas_fill(c, area, style);
	canvas_hline(c, area.row, area.col, area.cols, style);
	canvas_hline(c, bottom, area.col, area.cols, style);
	canvas_vline(c, area.row, area.col, area.rows, style);
	canvas_vline(c, area.row, right, area.rows, style);
	put_line(c, area.row, area.col, 0x250C, '+', style);
	put_line(c, area.row, right, 0x2510, '+', style);
	put_line(c, bottom, area.col, 0x2514, '+', style);
	put_line(c, bottom, right, 0x2518, '+', style);
}

void canvas_restyle(struct canvas *c, struct rect area, enum style style)
{
	for (int row = area.row; row < area.row + area.rows; row++)
		for (int col = area.col; col < area.col + area.cols; col++)
			if (canvas_at(c, row, col))
				cell(c, row, col)->style = (uint8_t)style;
}

static int between(int n, int least, int most)
{
	return n > most ? most : n < least ? least : n;
}

void canvas_cursor(struct canvas *c, int row, int col)
{
	c->cursor_row = between(row, 0, c->rows - 1);
	c->cursor_col = between(col, 0, c->cols - 1);
}

/* ---- rectangles ---- */

struct rect rect_of(const struct canvas *c)
{
	return (struct rect){ 0, 0, c->rows, c->cols };
}

struct rect rect_rows(struct rect r, int from, int rows)
{
	from = between(from, 0, r.rows);
	return (struct rect){ r.row + from, r.col, between(rows, 0, r.rows - from), r.cols };
}

struct rect rect_cols(struct rect r, int from, int cols)
{
	from = between(from, 0, r.cols);
	return (struct rect){ r.row, r.col + from, r.rows, between(cols, 0, r.cols - from) };
}

struct rect rect_inside(struct rect r, int rows, int cols)
{
	return rect_cols(rect_rows(r, rows, r.rows - 2 * rows), cols, r.cols - 2 * cols);
}

struct rect rect_middle(struct rect r, int rows, int cols)
{
	rows = between(rows, 0, r.rows);
	cols = between(cols, 0, r.cols);
	return rect_cols(rect_rows(r, (r.rows - rows) / 2, rows), (r.cols - cols) / 2, cols);
}

/* ---- as text ---- */

static char style_letter(enum style style)
{
	static const char letters[STYLE_COUNT] = {
		[STYLE_NORMAL] = '.',
		[STYLE_QUIET] = 'q',
		[STYLE_HEAD] = 'h',
		[STYLE_TITLE] = 't',
		[STYLE_OPEN] = 'o',
		[STYLE_KEY] = 'k',
		[STYLE_FOCUS] = 'f',
		[STYLE_MARK] = 'm',
		[STYLE_WARN] = 'w',
		[STYLE_ERROR] = 'e',
		[STYLE_FIELD] = '_',
		[STYLE_FOUND] = '*',
		[STYLE_FOUND_HERE] = '@',
		[STYLE_FRAME] = '-',
		[STYLE_SHEET] = 's',
	};

	return letters[style];
}

static void trim_line(struct buf *out, size_t from, char c)
{
	size_t n = out->n;

	while (n > from && out->at[n - 1] == c)
		n--;
	buf_cut(out, n);
	buf_putc(out, '\n');
}

static void dump_row(const struct canvas *c, int row, bool styles, struct buf *out)
{
	size_t from = out->n;

	for (int col = 0; col < c->cols; col++) {
		const struct canvas_cell *at = cell(c, row, col);

		if (styles)
			buf_putc(out, style_letter(at->style));
		else
			for (int i = 0; i < CELL_CHARS && at->cp[i]; i++)
				utf8_add(out, at->cp[i]);
	}
	trim_line(out, from, styles ? '.' : ' ');
}

void canvas_dump(const struct canvas *c, bool styles, struct buf *out)
{
	for (int row = 0; row < c->rows; row++)
		dump_row(c, row, false, out);
	buf_printf(out, "cursor %d %d\n", c->cursor_row, c->cursor_col);
	for (int row = 0; styles && row < c->rows; row++)
		dump_row(c, row, true, out);
}
