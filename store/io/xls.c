#include "store/io/xls.h"

#include "locale/base/array.h"
#include "store/io/ole.h"
#include "store/io/sheet_row.h"
#include "store/io/xls_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 1 << 16, NOT_SHOWN = 0x20 /* bit of a row's flags */ };

enum cell_kind { NUMBER, SHORT_NUMBER, SHARED, TEXT, FORMULA_TEXT, BOOLEAN, FAILED, UNCOUNTED };

struct old_cell {
	uint16_t row, column, style;
	uint8_t kind;
	uint32_t at; /* of the number or the text's record in the stream; which shared text or value */
};

struct xls {
	struct old_book book;
	struct biff b;
	size_t sheet;
	bool known; /* the sheet was gone through */
	struct old_cell *cells;
	size_t cell_count, cell_room, next;
	bool waiting; /* the last cell is a formula whose text comes next */
	uint8_t hidden[ROWS / 8];
	struct merges merges;
	struct sheet_row row;
	size_t columns;
	uint64_t hidden_rows, first_hidden;
};

/* --- the records of a sheet ----------------------------------------------------------------- */

static void stop_waiting(struct xls *x)
{
	if (x->waiting)
		x->cells[x->cell_count - 1].kind = UNCOUNTED;
	x->waiting = false;
}

static struct old_cell *add_cell(struct xls *x, enum cell_kind kind, uint32_t at)
{
	struct old_cell *c;

	stop_waiting(x);
	if (x->cell_count == x->cell_room) {
		x->cell_room = x->cell_room ? x->cell_room * 2 : 4096;
		x->cells = must_realloc(x->cells, x->cell_room * sizeof(*x->cells));
	}
	c = &x->cells[x->cell_count++];
	*c = (struct old_cell){ .kind = (uint8_t)kind, .at = at };
	return c;
}

/* Row, column and style stand before a cell's value. */
static struct old_cell place(struct xls *x)
{
	struct old_cell c = { 0 };

	c.row = (uint16_t)biff_u16(&x->b);
	c.column = (uint16_t)biff_u16(&x->b);
	c.style = (uint16_t)biff_u16(&x->b);
	return c;
}

static bool take_cell(struct xls *x, enum cell_kind kind, size_t bytes)
{
	struct old_cell c = place(x), *to;

	if (biff_left(&x->b) < bytes)
		return false;
	to = add_cell(x, kind, (uint32_t)x->b.next);
	to->row = c.row;
	to->column = c.column;
	to->style = c.style;
	return true;
}

static bool take_text(struct xls *x)
{
	uint32_t place = (uint32_t)x->b.place;

	if (!take_cell(x, TEXT, 3))
		return false;
	x->cells[x->cell_count - 1].at = place;
	return true;
}

static bool take_shared(struct xls *x)
{
	struct bytes text;

	if (!take_cell(x, SHARED, 4))
		return false;
	x->cells[x->cell_count - 1].at = biff_u32(&x->b);
	return old_book_text(&x->book, x->cells[x->cell_count - 1].at, &text);
}

/* One byte of value, and whether it is an error. */
static bool take_boolean(struct xls *x)
{
	struct old_cell *c;
	unsigned value;

	if (!take_cell(x, BOOLEAN, 2))
		return false;
	c = &x->cells[x->cell_count - 1];
	value = biff_u16(&x->b);
	c->kind = value >> 8 ? FAILED : BOOLEAN;
	c->at = value & 0xFF;
	return true;
}

/* Several numbers side by side; the last two bytes are the last column. */
static bool take_short_numbers(struct xls *x)
{
	uint16_t row = (uint16_t)biff_u16(&x->b), column = (uint16_t)biff_u16(&x->b);

	for (; biff_left(&x->b) >= 8; column++) {
		uint16_t style = (uint16_t)biff_u16(&x->b);
		struct old_cell *c = add_cell(x, SHORT_NUMBER, (uint32_t)x->b.next);

		c->row = row;
		c->column = column;
		c->style = style;
		biff_u32(&x->b);
	}
	return true;
}

/* What a formula came to is a number, or says in its first byte what else it is. */
static bool take_formula(struct xls *x)
{
	const unsigned char *value;
	struct old_cell *c;

	if (!take_cell(x, NUMBER, 8))
		return false;
	c = &x->cells[x->cell_count - 1];
	value = x->b.at + x->b.next;
	if (ole_u16(value + 6) != 0xFFFF)
		return true;
	c->at = value[2];
	if (value[0] == 1 || value[0] == 2)
		c->kind = value[0] == 1 ? BOOLEAN : FAILED;
	else if (value[0] == 0)
		x->waiting = true;
	else
		x->cell_count--; /* an empty text */
	return true;
}

static bool take_formula_text(struct xls *x)
{
	if (x->waiting) {
		x->cells[x->cell_count - 1].kind = FORMULA_TEXT;
		x->cells[x->cell_count - 1].at = (uint32_t)x->b.place;
	}
	x->waiting = false;
	return true;
}

static bool take_row(struct xls *x)
{
	unsigned row = biff_u16(&x->b);

	if (biff_left(&x->b) < 12)
		return false;
	if (ole_u16(x->b.at + x->b.next + 10) & NOT_SHOWN)
		x->hidden[row / 8] |= (uint8_t)(1 << row % 8);
	return true;
}

static bool take_merged(struct xls *x)
{
	for (unsigned n = biff_u16(&x->b); n > 0 && biff_left(&x->b) >= 8; n--) {
		unsigned row = biff_u16(&x->b), last = biff_u16(&x->b), column = biff_u16(&x->b);

		biff_u16(&x->b);
		if (!merges_add(&x->merges, row + 1, last + 1, column))
			return false;
	}
	return true;
}

static bool take_record(struct xls *x)
{
	switch (x->b.kind) {
	case BIFF_SHARED:
		return take_shared(x);
	case BIFF_NUMBER:
		return take_cell(x, NUMBER, 8);
	case BIFF_RK:
		return take_cell(x, SHORT_NUMBER, 4);
	case BIFF_MULRK:
		return take_short_numbers(x);
	case BIFF_LABEL:
	case BIFF_RSTRING:
		return take_text(x);
	case BIFF_BOOLEAN:
		return take_boolean(x);
	case BIFF_FORMULA:
		return take_formula(x);
	case BIFF_STRING:
		return take_formula_text(x);
	case BIFF_ROW:
		return take_row(x);
	case BIFF_MERGED:
		return take_merged(x);
	default:
		return true;
	}
}

/* Charts within the sheet have a beginning and an end of their own. */
static bool read_records(struct xls *x)
{
	int depth = 1;

	x->b = old_book_records(&x->book);
	if (!biff_open(&x->b, x->book.places[x->sheet]) || x->b.kind != BIFF_BEGIN)
		return false;
	while (biff_next(&x->b)) {
		if (x->b.kind == BIFF_BEGIN)
			depth++;
		if (x->b.kind == BIFF_EOF && --depth == 0) {
			stop_waiting(x);
			return true;
		}
		if (depth == 1 && !take_record(x))
			return false;
	}
	return false;
}

static int by_place(const void *a, const void *b)
{
	const struct old_cell *m = a, *n = b;

	if (m->row != n->row)
		return (m->row > n->row) - (m->row < n->row);
	return (m->column > n->column) - (m->column < n->column);
}

/* --- cells as texts ------------------------------------------------------------------------------
 */

static double number_at(const unsigned char *p)
{
	uint64_t bits = (uint64_t)ole_u32(p + 4) << 32 | ole_u32(p);
	double v;

	memcpy(&v, &bits, sizeof(v));
	return v;
}

/* The upper 30 bits of a double, or an integer; either may be meant in hundredths. */
static double short_number_at(const unsigned char *p)
{
	uint32_t n = ole_u32(p);
	uint64_t bits = (uint64_t)(n & ~3u) << 32;
	double v;

	if (n & 2)
		v = (int32_t)n >> 2;
	else
		memcpy(&v, &bits, sizeof(v));
	return n & 1 ? v / 100 : v;
}

static enum cell_trouble add_number(struct xls *x, const struct old_cell *c)
{
	const unsigned char *p = x->b.at + c->at;
	struct number_format f = { NUMBER_PLAIN, 0 };
	char digits[64];

	if (c->style < x->book.format_count)
		f = x->book.formats[c->style];
	snprintf(
		digits, sizeof(digits), "%.17g", c->kind == NUMBER ? number_at(p) : short_number_at(p));
	return number_text(&x->row.texts, digits, f, x->book.from_1904);
}

static enum cell_trouble add_failure(struct xls *x, uint32_t code)
{
	static const struct {
		uint32_t code;
		const char *words;
	} failures[] = {
		{ 0x00, "#NULL!" },
		{ 0x07, "#DIV/0!" },
		{ 0x0F, "#VALUE!" },
		{ 0x17, "#REF!" },
		{ 0x1D, "#NAME?" },
		{ 0x24, "#NUM!" },
		{ 0x2A, "#N/A" },
	};

	for (size_t i = 0; i < COUNT(failures); i++)
		if (failures[i].code == code)
			buf_puts(&x->row.texts, failures[i].words);
	return CELL_ERROR;
}

static enum cell_trouble add_text(struct xls *x, const struct old_cell *c)
{
	struct biff b = old_book_records(&x->book);

	biff_open(&b, c->at);
	if (c->kind == TEXT)
		b.next += 6; /* its place and style */
	return biff_text(&b, biff_u16(&b), &x->row.texts) ? CELL_SOUND : CELL_ERROR;
}

static enum cell_trouble add_value(struct xls *x, const struct old_cell *c)
{
	struct bytes text;

	switch ((enum cell_kind)c->kind) {
	case NUMBER:
	case SHORT_NUMBER:
		return add_number(x, c);
	case SHARED:
		old_book_text(&x->book, c->at, &text);
		buf_add(&x->row.texts, text.at, text.n);
		return CELL_SOUND;
	case TEXT:
	case FORMULA_TEXT:
		return add_text(x, c);
	case BOOLEAN:
		buf_puts(&x->row.texts, c->at ? "TRUE" : "FALSE");
		return CELL_SOUND;
	case FAILED:
		return add_failure(x, c->at);
	default:
		return CELL_UNCOUNTED;
	}
}

/* --- rows ----------------------------------------------------------------------------------------
 */

static bool too_large(const struct xls *x, struct err *e)
{
	err_set(e, ERR_INPUT, "the sheet is larger than any table of orders");
	err_at(e, "sheet %s, row %llu", x->book.sheets[x->sheet].name, (unsigned long long)x->row.row);
	return err_fix(e, "delete what stands far beside and below the table, and save it anew");
}

/* To the next row that has something; false at the end or with e set. */
static bool next_row(struct xls *x, struct err *e)
{
	sheet_row_begin(&x->row, 0);
	while (!x->row.n && x->next < x->cell_count) {
		uint16_t row = x->cells[x->next].row;

		sheet_row_begin(&x->row, (uint64_t)row + 1);
		for (; x->next < x->cell_count && x->cells[x->next].row == row; x->next++) {
			const struct old_cell *c = &x->cells[x->next];
			size_t from = x->row.texts.n;

			if (!sheet_row_cell(&x->row, c->column, from, add_value(x, c)))
				return too_large(x, e);
		}
	}
	return x->row.n > 0;
}

static bool is_hidden(const struct xls *x, uint64_t row)
{
	return x->hidden[(row - 1) / 8] & (1 << (row - 1) % 8);
}

static void start(struct xls *x)
{
	x->next = 0;
	merges_start(&x->merges);
}

static bool go_through(struct xls *x, struct err *e)
{
	x->cell_count = 0;
	x->waiting = x->known = false;
	x->columns = 0;
	x->hidden_rows = 0;
	memset(x->hidden, 0, sizeof(x->hidden));
	merges_free(&x->merges);
	if (!read_records(x))
		return old_book_damaged(e);
	if (x->cell_count)
		qsort(x->cells, x->cell_count, sizeof(*x->cells), by_place);
	start(x);
	while (next_row(x, e)) {
		x->columns = x->row.n > x->columns ? x->row.n : x->columns;
		if (is_hidden(x, x->row.row) && !x->row.blank && !x->hidden_rows++)
			x->first_hidden = x->row.row;
	}
	x->known = !e->kind;
	return x->known;
}

bool xls_begin(struct xls *x, size_t sheet, size_t *columns, struct err *e)
{
	bool read = x->known && sheet == x->sheet;

	x->sheet = sheet;
	if (!read && !go_through(x, e))
		return false;
	*columns = x->columns;
	start(x);
	return true;
}

bool xls_next(struct xls *x, struct source_row *row, struct arena *a, struct err *e)
{
	if (!next_row(x, e))
		return false;
	if (!merges_fill(&x->merges, &x->row, x->columns))
		return too_large(x, e);
	sheet_row_give(&x->row, x->columns, row, a);
	return true;
}

bool xls_open(struct bytes file, struct xls **out, struct err *e)
{
	struct xls *x = must_alloc(sizeof(*x));

	memset(x, 0, sizeof(*x));
	*out = NULL;
	if (!old_book_open(&x->book, file, e)) {
		xls_close(x);
		return false;
	}
	*out = x;
	return true;
}

void xls_close(struct xls *x)
{
	if (!x)
		return;
	merges_free(&x->merges);
	sheet_row_free(&x->row);
	free(x->cells);
	old_book_close(&x->book);
	free(x);
}

size_t xls_sheets(const struct xls *x, const struct source_sheet **out)
{
	*out = x->book.sheets;
	return x->book.sheet_count;
}

uint64_t xls_hidden(const struct xls *x, uint64_t *first)
{
	*first = x->first_hidden;
	return x->hidden_rows;
}

int xls_done(const struct xls *x)
{
	return x->cell_count ? (int)(x->next * 1000 / x->cell_count) : 1000;
}
