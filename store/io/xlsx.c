#include "store/io/xlsx.h"

#include "locale/msg/msg.h"
#include "store/io/sheet_row.h"
#include "store/io/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

enum cell_type { NUMBER, SHARED, TEXT, BOOLEAN, FAILED };

/* What is known of a sheet once it was gone through. */
struct extent {
	bool known;
	size_t columns;
	uint64_t hidden, first_hidden;
};

struct xlsx {
	struct book book;
	struct xml *xml;
	struct err err; /* of a handler */
	size_t sheet;
	struct extent extent;
	struct merges merges;
	struct sheet_row row;

	bool in_data, in_row, hidden;
	bool in_cell, in_value, formula;
	int phonetic;
	size_t column;
	enum cell_type type;
	struct number_format format;
	struct buf value;
};

/* The first reason counts. */
static void refuse(struct xlsx *x, const char *what, const char *fix)
{
	if (!x->err.kind) {
		err_set(&x->err, ERR_INPUT, "%s", what);
		err_at(&x->err, "sheet %s, row %llu", x->book.sheets[x->sheet].name,
			(unsigned long long)x->row.row);
		err_fix(&x->err, "%s", fix);
	}
	xml_hold(x->xml);
}

static void too_large(struct xlsx *x)
{
	refuse(x, _("the sheet is larger than any table of orders"),
		_("delete what stands far beside and below the table, and save it anew"));
}

/* --- a cell ------------------------------------------------------------------------------ */

/* "AB12" is 27; SIZE_MAX: no place. */
static size_t column_of(const char *place)
{
	size_t n = 0;

	for (; (*place >= 'A' && *place <= 'Z') || (*place >= 'a' && *place <= 'z'); place++) {
		n = n * 26 + (size_t)((*place & 31));
		if (n > 1 << 20)
			break;
	}
	return n - 1;
}

static enum cell_type type_of(const char *t)
{
	if (!t || !strcmp(t, "n"))
		return NUMBER;
	if (!strcmp(t, "s"))
		return SHARED;
	if (!strcmp(t, "b"))
		return BOOLEAN;
	return strcmp(t, "e") != 0 ? TEXT : FAILED;
}

static void begin_cell(struct xlsx *x, const char **attributes)
{
	const char *place = xml_attribute(attributes, "r"), *style = xml_attribute(attributes, "s");
	size_t column = place ? column_of(place) : SIZE_MAX;
	unsigned long number = style ? strtoul(style, NULL, 10) : 0;

	x->in_cell = true;
	x->formula = false;
	x->column = column == SIZE_MAX ? x->column + 1 : column;
	x->type = type_of(xml_attribute(attributes, "t"));
	x->format = number < x->book.format_count ? x->book.formats[number]
											  : (struct number_format){ NUMBER_PLAIN, 0 };
	buf_cut(&x->value, 0);
}

static bool add_shared(struct xlsx *x)
{
	struct bytes text;
	char *end;
	unsigned long i = strtoul(buf_text(&x->value), &end, 10);

	if (*end || !book_text(&x->book, i, &text))
		return false;
	buf_add(&x->row.texts, text.at, text.n);
	return true;
}

/* Appends what the cell says to the row's texts. */
static enum cell_trouble add_value(struct xlsx *x)
{
	const char *value = buf_text(&x->value);
	size_t from = x->row.texts.n;

	switch (x->type) {
	case NUMBER:
		if (x->formula && !x->value.n)
			return CELL_UNCOUNTED;
		return number_text(&x->row.texts, value, x->format, x->book.from_1904);
	case SHARED:
		if (x->value.n && !add_shared(x))
			refuse(x, _("the workbook is damaged: a cell names a text that is not there"),
				_("open it in WPS or Excel and save it anew"));
		return CELL_SOUND;
	case BOOLEAN:
		buf_puts(&x->row.texts, !x->value.n ? "" : book_yes(value) ? "TRUE" : "FALSE");
		return CELL_SOUND;
	case FAILED:
		buf_puts(&x->row.texts, value);
		return CELL_ERROR;
	default:
		buf_add(&x->row.texts, value, x->value.n);
		book_unescape(&x->row.texts, from);
		return CELL_SOUND;
	}
}

static void end_cell(struct xlsx *x)
{
	size_t from = x->row.texts.n;
	enum cell_trouble trouble = add_value(x);

	x->in_cell = false;
	if (!sheet_row_cell(&x->row, x->column, from, trouble))
		too_large(x);
}

/* --- a row --------------------------------------------------------------------------------- */

static void begin_row(struct xlsx *x, const char **attributes)
{
	const char *place = xml_attribute(attributes, "r");
	unsigned long long row = place ? strtoull(place, NULL, 10) : 0;

	sheet_row_begin(&x->row, row > x->row.row ? row : x->row.row + 1);
	x->column = SIZE_MAX;
	x->in_row = true;
	x->hidden = book_yes(xml_attribute(attributes, "hidden"));
	if (x->row.row > SHEET_ROWS)
		too_large(x);
}

/* Of the first time through: what is known only once all rows were seen. */
static void note_row(struct xlsx *x)
{
	struct extent *t = &x->extent;

	if (x->row.n > t->columns)
		t->columns = x->row.n;
	if (x->hidden && !x->row.blank && !t->hidden++)
		t->first_hidden = x->row.row;
}

static void end_row(struct xlsx *x)
{
	x->in_row = false;
	if (!x->row.n)
		return;
	if (!x->extent.known)
		note_row(x);
	else if (!merges_fill(&x->merges, &x->row, x->extent.columns))
		too_large(x);
	xml_hold(x->xml);
}

/* --- the sheet ------------------------------------------------------------------------------ */

/* "B3:B7" */
static void add_merge(struct xlsx *x, const char *range)
{
	const char *colon = range ? strchr(range, ':') : NULL;
	unsigned long row, last;

	if (x->extent.known || !colon)
		return;
	row = strtoul(range + strcspn(range, "0123456789"), NULL, 10);
	last = strtoul(colon + strcspn(colon, "0123456789"), NULL, 10);
	if (!merges_add(&x->merges, row, last, column_of(range)))
		too_large(x);
}

static void start(void *arg, const char *name, const char **attributes)
{
	struct xlsx *x = arg;

	if (x->in_cell) {
		if (!strcmp(name, "v") || !strcmp(name, "t"))
			x->in_value = true;
		else if (!strcmp(name, "f"))
			x->formula = true;
		else if (!strcmp(name, "rPh"))
			x->phonetic++;
	} else if (x->in_row) {
		if (!strcmp(name, "c"))
			begin_cell(x, attributes);
	} else if (x->in_data) {
		if (!strcmp(name, "row"))
			begin_row(x, attributes);
	} else if (!strcmp(name, "sheetData")) {
		x->in_data = true;
	} else if (!strcmp(name, "mergeCell")) {
		add_merge(x, xml_attribute(attributes, "ref"));
	}
}

static void end(void *arg, const char *name)
{
	struct xlsx *x = arg;

	x->in_value = false;
	if (x->in_cell && !strcmp(name, "c"))
		end_cell(x);
	else if (x->in_cell && !strcmp(name, "rPh"))
		x->phonetic--;
	else if (x->in_row && !strcmp(name, "row"))
		end_row(x);
	else if (x->in_data && !strcmp(name, "sheetData"))
		x->in_data = false;
}

static void text(void *arg, const char *s, size_t n)
{
	struct xlsx *x = arg;

	if (!x->in_value || x->phonetic)
		return;
	if (x->value.n + n <= CSV_ROW_MAX)
		buf_add(&x->value, s, n);
	else
		x->row.too_long = true;
}

static const struct xml_events events = { start, end, text };

/* --- reading -----------------------------------------------------------------------------------
 */

static bool read_from_start(struct xlsx *x, struct err *e)
{
	xml_close(x->xml);
	x->in_data = x->in_row = x->in_cell = x->in_value = false;
	x->phonetic = 0;
	x->row.row = 0;
	x->err = (struct err){ 0 };
	merges_start(&x->merges);
	x->xml = book_xml(&x->book, x->book.parts[x->sheet].part, &events, x, e);
	return x->xml != NULL;
}

/* To the next row that has something; false at the end or with e set. */
static bool next_row(struct xlsx *x, struct err *e)
{
	if (!x->xml)
		return false;
	if (xml_next(x->xml, e) == XML_HELD) {
		if (x->err.kind)
			*e = x->err;
		return !e->kind;
	}
	xml_close(x->xml);
	x->xml = NULL;
	if (e->kind && !*e->where)
		err_at(e, "sheet %s", x->book.sheets[x->sheet].name);
	return false;
}

static bool go_through(struct xlsx *x, struct err *e)
{
	x->extent = (struct extent){ 0 };
	merges_free(&x->merges);
	if (!read_from_start(x, e))
		return false;
	while (next_row(x, e))
		continue;
	x->extent.known = !e->kind;
	return x->extent.known;
}

bool xlsx_begin(struct xlsx *x, size_t sheet, size_t *columns, struct err *e)
{
	if (sheet != x->sheet)
		x->extent.known = false;
	x->sheet = sheet;
	if (!x->extent.known && !go_through(x, e))
		return false;
	*columns = x->extent.columns;
	return read_from_start(x, e);
}

bool xlsx_next(struct xlsx *x, struct source_row *row, struct arena *a, struct err *e)
{
	if (!next_row(x, e))
		return false;
	sheet_row_give(&x->row, x->extent.columns, row, a);
	return true;
}

bool xlsx_open(FILE *f, struct xlsx **out, struct err *e)
{
	struct xlsx *x = must_alloc(sizeof(*x));

	memset(x, 0, sizeof(*x));
	*out = NULL;
	if (!book_open(&x->book, f, e)) {
		xlsx_close(x);
		return false;
	}
	*out = x;
	return true;
}

void xlsx_close(struct xlsx *x)
{
	if (!x)
		return;
	xml_close(x->xml);
	merges_free(&x->merges);
	sheet_row_free(&x->row);
	buf_free(&x->value);
	book_close(&x->book);
	free(x);
}

size_t xlsx_sheets(const struct xlsx *x, const struct source_sheet **out)
{
	*out = x->book.sheets;
	return x->book.sheet_count;
}

uint64_t xlsx_hidden(const struct xlsx *x, uint64_t *first)
{
	*first = x->extent.first_hidden;
	return x->extent.hidden;
}

int xlsx_done(const struct xlsx *x)
{
	return zip_part_done(x->book.zip);
}
