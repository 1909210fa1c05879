#include "store/io/html_rows.h"

#include "locale/base/array.h"
#include "locale/text/entity.h"
#include "locale/text/utf8.h"
#include "store/io/html.h"
#include "store/io/reader.h"

#include <stdlib.h>
#include <string.h>

enum {
	DEPTH = 64, /* of tables in tables; deeper ones are taken for the outer one's */
	ROWSPAN_MOST = 65534,
	TABLES_MOST = 1 << 20,
};

/* A table that is open where the reading stands, the innermost last. */
struct level {
	size_t table;
	bool row, cell, said; /* open; the cell has said something */
};

/* Of the row at hand. */
struct cell {
	size_t at, n; /* in `raw` */
	size_t columns, rows;
	struct bytes number; /* what Excel notes beside a number it shows shortened */
};

struct html_rows {
	struct bytes page;
	enum encoding encoding;
	struct decoder decoder;
	size_t wanted; /* which table of the page, from 0 */
	size_t columns;
	bool cut;

	size_t at, tables; /* bytes; tables begun so far */
	struct level levels[DEPTH];
	size_t depth, deeper;
	uint64_t row, line;
	size_t line_at; /* of the page, up to where `line` has counted */

	struct buf raw; /* cells without their tags, in the page's encoding */
	struct cell *cells;
	size_t cell_count, cell_room;
	bool soft; /* `raw` ends in a space or line feed that is none unless more follows */
	struct merged merged;
	struct buf text, expanded;
};

/* --- text of a cell --------------------------------------------------------------------- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Whether anything but spaces is said. */
static bool says(struct bytes b)
{
	const char *s = b.at, *end = s + b.n;

	while (s < end) {
		uint32_t cp;
		size_t n = entity_read(s, end, &cp);

		if (n ? cp != 0xA0 : !is_space(*s))
			return true;
		s += n ? n : 1;
	}
	return false;
}

static size_t cell_start(const struct html_rows *t)
{
	return t->cells[t->cell_count - 1].at;
}

static void harden(struct html_rows *t)
{
	if (t->soft)
		buf_cut(&t->raw, t->raw.n - 1);
	t->soft = false;
}

/* A paragraph begins a line where none has begun, and ends one where another follows. */
static void add_line(struct html_rows *t, bool paragraph)
{
	harden(t);
	if (paragraph && (t->raw.n == cell_start(t) || t->raw.at[t->raw.n - 1] == '\n'))
		return;
	buf_putc(&t->raw, '\n');
	t->soft = paragraph;
}

/* Line ends and tabs of the page are one space, and none beside a line feed of the cell. */
static void add_spaces(struct html_rows *t, const char *s, size_t n)
{
	bool soft = false;
	char before = t->raw.n > cell_start(t) ? t->raw.at[t->raw.n - 1] : '\n';

	for (size_t i = 0; i < n; i++)
		soft = soft || s[i] != ' ';
	if (!soft) {
		buf_add(&t->raw, s, n);
		t->soft = false;
	} else if (before != '\n' && before != ' ') {
		buf_putc(&t->raw, ' ');
		t->soft = true;
	}
}

static void add_text(struct html_rows *t, struct bytes text)
{
	const char *s = text.at, *end = s + text.n;

	while (s < end) {
		const char *from = s;
		bool space = is_space(*s);

		while (s < end && is_space(*s) == space)
			s++;
		if (space) {
			add_spaces(t, from, (size_t)(s - from));
			continue;
		}
		buf_add(&t->raw, from, (size_t)(s - from));
		t->soft = false;
	}
}

/* --- the walk through the page ------------------------------------------------------------ */

static struct level *inner(struct html_rows *t)
{
	return t->depth ? &t->levels[t->depth - 1] : NULL;
}

static bool wants(const struct html_rows *t, const struct level *l)
{
	return l && l->table == t->wanted;
}

static void end_cell(struct html_rows *t, struct level *l, size_t *counts)
{
	if (!l->cell)
		return;
	l->cell = false;
	if (counts)
		counts[l->table] += l->said;
	if (!wants(t, l))
		return;
	harden(t);
	t->cells[t->cell_count - 1].n = t->raw.n - cell_start(t);
}

/* True where a row of the wanted table has ended. */
static bool end_row(struct html_rows *t, struct level *l, size_t *counts)
{
	bool was = l->row;

	end_cell(t, l, counts);
	l->row = false;
	return was && wants(t, l);
}

static void begin_row(struct html_rows *t, struct level *l)
{
	l->row = true;
	if (!wants(t, l))
		return;
	t->row++;
	t->cell_count = 0;
	buf_cut(&t->raw, 0);
	t->soft = false;
}

static void begin_cell(struct html_rows *t, struct level *l, const struct html_token *token)
{
	struct cell *c;

	l->cell = true;
	l->said = false;
	if (!wants(t, l))
		return;
	if (t->cell_count == t->cell_room) {
		t->cell_room = t->cell_room ? t->cell_room * 2 : 64;
		t->cells = must_realloc(t->cells, t->cell_room * sizeof(*t->cells));
	}
	c = &t->cells[t->cell_count++];
	*c = (struct cell){
		.at = t->raw.n,
		.columns = html_count(token, "colspan", TABLE_COLUMNS),
		.rows = html_count(token, "rowspan", ROWSPAN_MOST),
	};
	if (!html_attribute(token, "x:num", &c->number))
		c->number.n = 0;
	t->soft = false;
}

static void begin_table(struct html_rows *t)
{
	if (t->depth == DEPTH) {
		t->deeper++;
		return;
	}
	t->levels[t->depth++] = (struct level){ .table = t->tables++ };
}

static bool end_table(struct html_rows *t, size_t *counts)
{
	bool ended;

	if (t->deeper) {
		t->deeper--;
		return false;
	}
	if (!t->depth)
		return false;
	ended = end_row(t, inner(t), counts);
	t->depth--;
	return ended;
}

static bool is_block(const struct html_token *token)
{
	static const char *const names[] = { "p", "/p", "div", "/div", "li", "/li", "h1", "h2", "h3" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (html_is(token, names[i]))
			return true;
	return false;
}

static bool ends_row(const struct html_token *token)
{
	static const char *const names[] = { "/tr", "tbody", "/tbody", "thead", "/thead", "tfoot",
		"/tfoot" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (html_is(token, names[i]))
			return true;
	return false;
}

static void in_cell(struct html_rows *t, struct level *l, const struct html_token *token)
{
	if (token->kind == HTML_TEXT) {
		l->said = l->said || says(token->text);
		if (wants(t, l))
			add_text(t, token->text);
	} else if (wants(t, l) && html_is(token, "br")) {
		add_line(t, false);
	} else if (wants(t, l) && is_block(token)) {
		add_line(t, true);
	}
}

/* A row that has ended may be followed by the start of the next: the token is taken again. */
static bool take_token(
	struct html_rows *t, const struct html_token *token, size_t from, size_t *counts)
{
	struct level *l = inner(t);

	if (html_is(token, "table")) {
		begin_table(t);
	} else if (html_is(token, "/table")) {
		return end_table(t, counts);
	} else if (!l) {
		return false;
	} else if (ends_row(token)) {
		return end_row(t, l, counts);
	} else if (html_is(token, "tr")) {
		if (l->row && wants(t, l)) {
			t->at = from;
			return end_row(t, l, counts);
		}
		end_row(t, l, counts);
		begin_row(t, l);
	} else if (html_is(token, "td") || html_is(token, "th")) {
		end_cell(t, l, counts);
		if (!l->row)
			begin_row(t, l);
		begin_cell(t, l, token);
	} else if (html_is(token, "/td") || html_is(token, "/th")) {
		end_cell(t, l, counts);
	} else if (l->cell) {
		in_cell(t, l, token);
	}
	return false;
}

/* To the end of the wanted table's next row; false: there is none. */
static bool walk(struct html_rows *t, size_t *counts)
{
	struct html_token token;

	for (;;) {
		size_t from = t->at;

		html_next(t->page, &t->at, &token);
		if (token.kind == HTML_END)
			break;
		if (t->tables == TABLES_MOST && html_is(&token, "table"))
			break;
		if (take_token(t, &token, from, counts))
			return true;
	}
	for (; t->depth; t->depth--) {
		bool wanted = wants(t, inner(t));

		t->cut = t->cut || wanted;
		if (end_row(t, inner(t), counts)) {
			t->depth--;
			return true;
		}
	}
	return false;
}

/* --- rows ------------------------------------------------------------------------------------ */

static void count_lines(struct html_rows *t)
{
	const char *s = t->page.at;

	for (; t->line_at < t->at; t->line_at++)
		t->line += s[t->line_at] == '\n';
}

/* 2.01801E+13: Excel's own note beside it has the digits. */
static bool is_short(const char *s)
{
	size_t n = strspn(s, "0123456789.");

	return n && (s[n] == 'E' || s[n] == 'e') && s[n + 1] == '+';
}

static void read_cell(
	struct html_rows *t, const struct cell *c, struct source_cell *out, struct arena *a)
{
	out->raw = (struct bytes){ buf_text(&t->raw) + c->at, c->n };
	reader_decode(out, &t->decoder, &t->text);
	buf_cut(&t->expanded, 0);
	entity_expand(&t->expanded, buf_text(&t->text), t->text.n);
	if (c->number.n && is_short(buf_text(&t->expanded))) {
		buf_cut(&t->expanded, 0);
		buf_add(&t->expanded, c->number.at, c->number.n);
	}
	reader_keep(out, buf_text(&t->expanded), t->expanded.n, a);
	if (!out->lost)
		out->raw = (struct bytes){ out->text, out->n };
}

static bool blank(const struct source_cell *c)
{
	const char *s = c->text, *end = s + c->n;

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		if (cp > ' ' && cp != 0xA0 && cp != 0x3000)
			return false;
	}
	return true;
}

static size_t pass_merged(const struct html_rows *t, size_t column)
{
	struct bytes text;

	while (column < TABLE_COLUMNS && merged_goes_on(&t->merged, column, t->row, &text))
		column++;
	return column;
}

static bool begin_merged(
	struct html_rows *t, const struct cell *c, size_t column, const struct source_cell *said)
{
	for (size_t i = 0; i < c->columns && column + i < TABLE_COLUMNS; i++)
		if (!merged_keep(&t->merged, column + i, t->row + c->rows - 1,
				(struct bytes){ said->text, i ? 0 : said->n }))
			return false;
	return true;
}

static bool too_large(struct html_rows *t, struct err *e)
{
	err_set(e, ERR_INPUT, "the page's table is wider than any table of orders");
	err_at(e, "row %llu", (unsigned long long)t->row);
	return err_fix(e, "open it in WPS or Excel and save it as xlsx or as CSV, then import that");
}

/* The row's own cells at their places; *n: up to the last that has something. */
static bool place_cells(
	struct html_rows *t, struct source_cell *cells, size_t *n, struct arena *a, struct err *e)
{
	size_t column = 0;

	*n = 0;
	for (size_t i = 0; i < t->cell_count; i++) {
		const struct cell *c = &t->cells[i];
		struct source_cell said = { 0 };

		column = pass_merged(t, column);
		read_cell(t, c, &said, a);
		if (column >= TABLE_COLUMNS && !blank(&said))
			return too_large(t, e);
		if (column >= TABLE_COLUMNS)
			break;
		cells[column] = said;
		if (!blank(&said))
			*n = column + 1;
		if (c->rows > 1 && !begin_merged(t, c, column, &said))
			return too_large(t, e);
		column += c->columns;
	}
	return true;
}

static void fill_merged(struct html_rows *t, struct source_cell *cells, size_t *n, struct arena *a)
{
	struct bytes text;

	for (size_t i = 0; i < TABLE_COLUMNS; i++) {
		if (!cells[i].text)
			cells[i].text = "";
		if (cells[i].n || !merged_goes_on(&t->merged, i, t->row, &text) || !text.n)
			continue;
		cells[i].text = arena_copy(a, text.at, text.n);
		cells[i].n = text.n;
		cells[i].raw = (struct bytes){ cells[i].text, text.n };
		*n = i + 1 > *n ? i + 1 : *n;
	}
}

bool html_rows_next(struct html_rows *t, struct source_row *row, struct arena *a, struct err *e)
{
	struct source_cell cells[TABLE_COLUMNS] = { 0 };
	uint64_t line;

	count_lines(t);
	line = t->line;
	if (!walk(t, NULL))
		return false;
	*row = (struct source_row){
		.row = t->row,
		.line = line,
		.raw = { buf_text(&t->raw), t->raw.n },
		.encoding = t->encoding,
		.trouble = t->raw.n > CSV_ROW_MAX ? CSV_TOO_LONG : CSV_SOUND,
	};
	if (!place_cells(t, cells, &row->n, a, e))
		return false;
	row->empty = row->n == 0;
	fill_merged(t, cells, &row->n, a);
	row->n = row->n > t->columns ? row->n : t->columns;
	row->cells = arena_array(a, row->n, sizeof(*cells));
	memcpy(row->cells, cells, row->n * sizeof(*cells));
	return true;
}

/* --- opening ------------------------------------------------------------------------ */

void html_rows_rewind(struct html_rows *t)
{
	t->at = t->line_at = 0;
	t->tables = t->depth = t->deeper = 0;
	t->row = 0;
	t->line = 1;
	merged_drop(&t->merged);
}

static size_t count_tables(struct html_rows *t)
{
	struct html_token token;
	size_t n = 0;

	for (t->at = 0; n < TABLES_MOST;) {
		html_next(t->page, &t->at, &token);
		if (token.kind == HTML_END)
			break;
		n += html_is(&token, "table");
	}
	return n;
}

static bool choose(struct html_rows *t, struct err *e)
{
	size_t n = count_tables(t), *counts = must_alloc(n * sizeof(*counts)), best = 0;

	memset(counts, 0, n * sizeof(*counts));
	html_rows_rewind(t);
	t->wanted = SIZE_MAX;
	walk(t, counts);
	for (size_t i = 1; i < n; i++)
		best = counts[i] > counts[best] ? i : best;
	t->wanted = best;
	if (n && counts[best]) {
		free(counts);
		return true;
	}
	free(counts);
	err_set(e, ERR_INPUT, "this is a web page without a table that says anything");
	return err_fix(e, "ask the hotline for the export as xlsx or CSV");
}

static bool measure(struct html_rows *t, struct err *e)
{
	struct arena a = { 0 };
	struct arena_mark start = arena_mark(&a);
	struct source_row row;

	html_rows_rewind(t);
	while (html_rows_next(t, &row, &a, e)) {
		t->columns = row.n > t->columns ? row.n : t->columns;
		arena_reset(&a, start);
	}
	arena_free(&a);
	html_rows_rewind(t);
	return !e->kind;
}

bool html_rows_open(
	struct bytes page, enum encoding encoding, struct html_rows **out, struct err *e)
{
	struct html_rows *t = must_alloc(sizeof(*t));

	memset(t, 0, sizeof(*t));
	t->page = page;
	t->encoding = encoding;
	*out = NULL;
	if (!decoder_open(&t->decoder, encoding, e) || !choose(t, e) || !measure(t, e)) {
		html_rows_close(t);
		return false;
	}
	*out = t;
	return true;
}

void html_rows_close(struct html_rows *t)
{
	if (!t)
		return;
	decoder_close(&t->decoder);
	merged_drop(&t->merged);
	buf_free(&t->raw);
	buf_free(&t->text);
	buf_free(&t->expanded);
	free(t->cells);
	free(t);
}

size_t html_rows_columns(const struct html_rows *t)
{
	return t->columns;
}

bool html_rows_cut(const struct html_rows *t)
{
	return t->cut;
}

size_t html_rows_done(const struct html_rows *t)
{
	return t->at;
}
