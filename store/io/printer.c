#include "store/io/printer.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/io/xlsx_out.h"
#include "store/rec/record.h"

#include <string.h>

enum { ROWS_AT_ONCE = 256, TITLE_LEAST = 10, PACKED_COLS = 40, GAP = 2 };

/* --- which fields ------------------------------------------------------------------ */

static void take_field(struct printer *p, const struct field *f)
{
	p->fields[p->field_count++] = f;
	p->private = p->private || (f->flags & FIELD_PERSONAL);
}

static bool take_named(struct printer *p, const char *names, struct err *e)
{
	while (*names) {
		size_t n = strcspn(names, ",");
		const char *name = arena_copy(&p->arena, names, n);
		const struct field *f = schema_field_named(p->schema, name);

		if (!f || f->type == FIELD_BYTES) {
			err_set(e, ERR_USAGE, "%s have no field \"%s\"", _(p->schema->plural), name);
			return err_fix(e, "yanpan schema %s names them", p->schema->name);
		}
		if (p->field_count == p->schema->field_count)
			return err_set(e, ERR_USAGE, "too many fields: %s", names);
		take_field(p, f);
		names += n + (names[n] == ',');
	}
	return true;
}

/* Columns of other people's files: each has a heading of its own. */
static const struct field *extra_field(const struct printer *p)
{
	return schema_field(p->schema, "extra");
}

/* A list has the listed ones, a table for people what may come in, a file all. */
static bool is_usual(const struct printer *p, const struct field *f)
{
	if (f->type == FIELD_BYTES)
		return false;
	if (p->form == PRINT_LIST)
		return f->flags & FIELD_LISTED;
	if (p->form == PRINT_TABLE || p->form == PRINT_XLSX)
		return f != extra_field(p) && (!(f->flags & FIELD_READONLY) || (f->flags & FIELD_NAME));
	return true;
}

static void take_usual(struct printer *p)
{
	for (size_t i = 0; i < p->schema->field_count; i++)
		if (is_usual(p, &p->schema->fields[i]))
			take_field(p, &p->schema->fields[i]);
}

static int column_cols(const struct field *f)
{
	int cols = f->cols ? f->cols : f->type == FIELD_LONG || f->type == FIELD_ROWS ? 60 : 14;
	int heading = width_text(_(f->label));

	return cols > heading ? cols : heading;
}

/* With its headings. */
static bool begin_workbook(struct printer *p, struct err *e)
{
	for (size_t i = 0; i < p->field_count; i++)
		p->widths[i] = column_cols(p->fields[i]);
	if (!xlsx_out_begin(p->out->out, _(p->schema->plural), p->widths, p->field_count, &p->sheet, e))
		return false;
	for (size_t i = 0; i < p->field_count; i++)
		if (!xlsx_out_cell(p->sheet, _(p->fields[i]->label), e))
			return false;
	return true;
}

static bool give_up(struct printer *p)
{
	struct err ignored = { 0 };

	p->out = NULL; /* nothing was begun */
	printer_close(p, &ignored);
	return false;
}

bool printer_open(struct printer *p, const struct schema *s, enum print_form form,
	const char *fields, const struct view *view, struct outlet *out, struct err *e)
{
	memset(p, 0, sizeof(*p));
	p->schema = s;
	p->form = form;
	p->view = *view;
	p->out = out;
	p->fields = arena_array(&p->arena, s->field_count, sizeof(*p->fields));
	p->private = view->original; /* what was cleaned away is kept there */
	p->view.choice_names = form == PRINT_JSON;
	p->view.kind = form == PRINT_LIST ? VIEW_LIST : form == PRINT_SHEET ? VIEW_SCREEN : VIEW_EXPORT;
	p->chosen = fields && *fields;
	if (!p->chosen)
		take_usual(p);
	else if (!take_named(p, fields, e))
		return give_up(p);
	p->widths = arena_array(&p->arena, p->field_count, sizeof(*p->widths));
	p->cells = arena_array(&p->arena, p->field_count * ROWS_AT_ONCE, sizeof(*p->cells));
	return form != PRINT_XLSX || begin_workbook(p, e) || give_up(p);
}

static void out(struct printer *p)
{
	outlet_add(p->out, buf_text(&p->text), p->text.n);
	buf_cut(&p->text, 0);
}

/* --- a list ---------------------------------------------------------------------------- */

/* The text in `b` on one line; rows that nobody named are a hint of what is there. */
static const char *one_line(struct printer *p, const struct field *f, struct buf *b)
{
	struct buf hint = { 0 };
	const char *line;

	for (size_t i = 0; i < b->n; i++)
		if (b->at[i] == '\n')
			b->at[i] = ' ';
	if (f->type == FIELD_ROWS && !p->chosen)
		width_clip(&hint, buf_text(b), PACKED_COLS, "…");
	else
		buf_add(&hint, buf_text(b), b->n);
	line = arena_copy(&p->rows, buf_text(&hint), hint.n);
	buf_free(&hint);
	return line;
}

static int room_left(const struct printer *p, size_t without)
{
	int left = p->cols;

	for (size_t i = 0; i < p->field_count; i++)
		if (i != without)
			left -= p->widths[i] + GAP;
	return left;
}

/* On a terminal the title becomes narrower before lines break. */
static void fit_terminal(struct printer *p)
{
	for (size_t i = 0; p->cols && i < p->field_count; i++) {
		int left = room_left(p, i);

		if (strcmp(p->fields[i]->name, p->schema->title) != 0 || p->widths[i] <= left)
			continue;
		p->widths[i] = left < TITLE_LEAST ? TITLE_LEAST : left;
	}
}

static void widen(struct printer *p)
{
	for (size_t i = 0; i < p->field_count; i++) {
		int w = width_text(_(p->fields[i]->label));

		if (!p->begun && p->widths[i] < w)
			p->widths[i] = w;
		for (size_t row = 0; row < p->row_count; row++) {
			w = width_text(p->cells[row * p->field_count + i]);
			if (p->widths[i] < w)
				p->widths[i] = w;
		}
	}
	fit_terminal(p);
}

static void add_cell(struct printer *p, size_t column, const char *text)
{
	if (column + 1 == p->field_count) {
		width_clip(&p->text, text, p->widths[column], "…");
		return;
	}
	if (width_text(text) > p->widths[column]) {
		size_t before = p->text.n;

		width_clip(&p->text, text, p->widths[column], "…");
		buf_fill(
			&p->text, ' ', (size_t)(p->widths[column] - width_text(buf_text(&p->text) + before)));
	} else {
		width_pad(&p->text, text, p->widths[column]);
	}
	buf_fill(&p->text, ' ', GAP);
}

static void end_line(struct printer *p)
{
	while (p->text.n && p->text.at[p->text.n - 1] == ' ')
		buf_cut(&p->text, p->text.n - 1);
	buf_putc(&p->text, '\n');
	out(p);
}

static void list_rows(struct printer *p)
{
	widen(p);
	for (size_t i = 0; !p->begun && i < p->field_count; i++)
		add_cell(p, i, _(p->fields[i]->label));
	if (!p->begun)
		end_line(p);
	p->begun = true;
	for (size_t row = 0; row < p->row_count; row++) {
		for (size_t i = 0; i < p->field_count; i++)
			add_cell(p, i, p->cells[row * p->field_count + i]);
		end_line(p);
	}
	p->row_count = 0;
	arena_free(&p->rows);
}

static void list_add(struct printer *p, struct kv_txn *txn, const void *record)
{
	for (size_t i = 0; i < p->field_count; i++) {
		const struct field *f = p->fields[i];

		field_show(txn, p->schema, f, record, &p->view, &p->text);
		p->cells[p->row_count * p->field_count + i] = one_line(p, f, &p->text);
		buf_cut(&p->text, 0);
	}
	if (++p->row_count == ROWS_AT_ONCE)
		list_rows(p);
}

/* --- a sheet --------------------------------------------------------------------------- */

static void sheet_lines(struct printer *p, const char *label, int cols, const char *text)
{
	for (const char *line = text; line;) {
		size_t n = strcspn(line, "\n");

		width_pad(&p->text, line == text ? label : "", cols);
		buf_fill(&p->text, ' ', GAP);
		buf_add(&p->text, line, n);
		end_line(p);
		line = line[n] ? line + n + 1 : NULL;
	}
}

static int label_cols(const struct printer *p, const void *record)
{
	int cols = 0;

	for (size_t i = 0; i < p->field_count; i++)
		if (!field_empty(p->fields[i], record) && width_text(_(p->fields[i]->label)) > cols)
			cols = width_text(_(p->fields[i]->label));
	return cols;
}

static void sheet_add(struct printer *p, struct kv_txn *txn, const void *record)
{
	int cols = label_cols(p, record);
	struct buf shown = { 0 };

	if (p->begun)
		end_line(p);
	p->begun = true;
	for (size_t i = 0; i < p->field_count; i++) {
		buf_cut(&shown, 0);
		field_show(txn, p->schema, p->fields[i], record, &p->view, &shown);
		if (shown.n)
			sheet_lines(p, _(p->fields[i]->label), cols, buf_text(&shown));
	}
	buf_free(&shown);
}

/* --- JSON ------------------------------------------------------------------------------ */

void json_text(struct buf *b, const char *text, size_t bytes)
{
	buf_putc(b, '"');
	for (size_t i = 0; i < bytes; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '"' || c == '\\')
			buf_putc(b, '\\');
		if (c == '\n')
			buf_puts(b, "\\n");
		else if (c < 0x20 || c == 0x7F)
			buf_printf(b, "\\u%04x", c);
		else
			buf_putc(b, (char)c);
	}
	buf_putc(b, '"');
}

static void json_object(struct printer *p, struct kv_txn *txn, const struct schema *s,
	const struct field *const *fields, size_t n, const void *record);

/* The field as shown, in quotes. */
static void json_shown(struct printer *p, struct kv_txn *txn, const struct schema *s,
	const struct field *f, const void *record)
{
	struct buf shown = { 0 };

	field_show(txn, s, f, record, &p->view, &shown);
	if (f->type == FIELD_TIME && shown.n == strlen("2026-09-21 08:40:00")) {
		shown.at[strlen("2026-09-21")] = 'T';
		buf_puts(&shown, "+08:00");
	}
	json_text(&p->text, buf_text(&shown), shown.n);
	buf_free(&shown);
}

static void json_comma(struct printer *p)
{
	char last = p->text.n ? p->text.at[p->text.n - 1] : 0;

	if (last != '[' && last != '{')
		buf_putc(&p->text, ',');
}

static void json_links(
	struct printer *p, struct kv_txn *txn, const struct field *f, const struct uids *links)
{
	buf_putc(&p->text, '[');
	for (size_t i = 0; i < links->n; i++) {
		struct arena scratch = { 0 };
		const char *number = record_number(txn, f->kind, links->at[i], &scratch);

		json_comma(p);
		json_text(&p->text, number, strlen(number));
		arena_free(&scratch);
	}
	buf_putc(&p->text, ']');
}

static void json_words(struct printer *p, const char *words)
{
	buf_putc(&p->text, '[');
	for (;;) {
		size_t n = strcspn(words, "|");

		json_comma(p);
		json_text(&p->text, words, n);
		if (!words[n])
			break;
		words += n + 1;
	}
	buf_putc(&p->text, ']');
}

static void json_rows(
	struct printer *p, struct kv_txn *txn, const struct field *f, const struct rows *rows)
{
	buf_putc(&p->text, '[');
	for (size_t i = 0; i < rows->n; i++) {
		json_comma(p);
		json_object(p, txn, f->rows, NULL, f->rows->field_count,
			(const char *)rows->at + i * f->rows->size);
	}
	buf_putc(&p->text, ']');
}

static void json_value(struct printer *p, struct kv_txn *txn, const struct schema *s,
	const struct field *f, const void *record)
{
	bool masked = field_hidden(f, &p->view) && f->type != FIELD_ROWS;

	switch (masked ? FIELD_TEXT : f->type) {
	case FIELD_NUMBER:
		buf_printf(&p->text, "%lld", (long long)*FIELD_CONST(f, record, int64_t));
		break;
	case FIELD_FLAG:
		buf_puts(&p->text, "true");
		break;
	case FIELD_LINKS:
		json_links(p, txn, f, FIELD_CONST(f, record, struct uids));
		break;
	case FIELD_WORDS:
		json_words(p, *FIELD_CONST(f, record, char *));
		break;
	case FIELD_ROWS:
		json_rows(p, txn, f, FIELD_CONST(f, record, struct rows));
		break;
	default:
		json_shown(p, txn, s, f, record);
	}
}

static void json_object(struct printer *p, struct kv_txn *txn, const struct schema *s,
	const struct field *const *fields, size_t n, const void *record)
{
	buf_putc(&p->text, '{');
	for (size_t i = 0; i < n; i++) {
		const struct field *f = fields ? fields[i] : &s->fields[i];

		if (f->type == FIELD_BYTES || field_empty(f, record))
			continue;
		json_comma(p);
		json_text(&p->text, f->name, strlen(f->name));
		buf_putc(&p->text, ':');
		json_value(p, txn, s, f, record);
	}
	buf_putc(&p->text, '}');
}

static void json_add(struct printer *p, struct kv_txn *txn, const void *record)
{
	json_object(p, txn, p->schema, p->fields, p->field_count, record);
	buf_putc(&p->text, '\n');
	out(p);
}

/* --- CSV -------------------------------------------------------------------------------- */

void csv_cell(struct buf *b, const char *text, bool last)
{
	if (text[strcspn(text, ",\"\r\n")]) {
		buf_putc(b, '"');
		for (; *text; text++) {
			if (*text == '"')
				buf_putc(b, '"');
			buf_putc(b, *text);
		}
		buf_putc(b, '"');
	} else {
		buf_puts(b, text);
	}
	buf_putc(b, last ? '\n' : ',');
}

static void csv_heading(struct printer *p)
{
	for (size_t i = 0; i < p->field_count; i++)
		csv_cell(&p->text, p->form == PRINT_CSV ? p->fields[i]->name : _(p->fields[i]->label),
			i + 1 == p->field_count);
	out(p);
	p->begun = true;
}

static void csv_add(struct printer *p, struct kv_txn *txn, const void *record)
{
	struct buf cell = { 0 };

	if (!p->begun)
		csv_heading(p);
	for (size_t i = 0; i < p->field_count; i++) {
		buf_cut(&cell, 0);
		field_show(txn, p->schema, p->fields[i], record, &p->view, &cell);
		csv_cell(&p->text, buf_text(&cell), i + 1 == p->field_count);
	}
	out(p);
	buf_free(&cell);
}

/* --- a workbook ---------------------------------------------------------------------------- */

static void xlsx_add(struct printer *p, struct kv_txn *txn, const void *record)
{
	struct buf cell = { 0 };

	for (size_t i = 0; i < p->field_count && !p->err.kind; i++) {
		buf_cut(&cell, 0);
		field_show(txn, p->schema, p->fields[i], record, &p->view, &cell);
		xlsx_out_cell(p->sheet, buf_text(&cell), &p->err);
	}
	buf_free(&cell);
}

static bool end_workbook(struct printer *p, struct err *e)
{
	struct err late = { 0 };

	if (p->sheet)
		p->cut = xlsx_out_cut(p->sheet);
	xlsx_out_end(p->sheet, &late);
	p->sheet = NULL;
	if (!p->err.kind)
		p->err = late;
	if (p->err.kind)
		*e = p->err;
	return !p->err.kind;
}

/* --- all of them ------------------------------------------------------------------------- */

void printer_add(struct printer *p, struct kv_txn *txn, const void *record)
{
	static void (*const add[])(struct printer *, struct kv_txn *, const void *) = {
		[PRINT_LIST] = list_add,
		[PRINT_SHEET] = sheet_add,
		[PRINT_JSON] = json_add,
		[PRINT_CSV] = csv_add,
		[PRINT_TABLE] = csv_add,
		[PRINT_XLSX] = xlsx_add,
	};

	add[p->form](p, txn, record);
}

/* A table without rows still says what its columns are. */
bool printer_close(struct printer *p, struct err *e)
{
	bool good = end_workbook(p, e);

	if (p->form == PRINT_LIST && p->row_count)
		list_rows(p);
	if ((p->form == PRINT_CSV || p->form == PRINT_TABLE) && !p->begun && p->out)
		csv_heading(p);
	arena_free(&p->rows);
	arena_free(&p->arena);
	buf_free(&p->text);
	return good;
}
