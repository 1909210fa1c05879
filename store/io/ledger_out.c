/* ledger_out.c — 台账: the county's own columns, as CSV or as a workbook. */
#include "locale/msg/msg.h"
#include "store/io/ledger.h"
#include "store/io/printer.h"
#include "store/io/xlsx_out.h"

#include <string.h>

enum { COLUMNS_MOST = 64 };

struct column {
	const struct field *field;
	const char *heading;
};

/* The setting was checked when it was read. */
static size_t columns_of(const struct rules *rules, struct column *out, struct arena *a)
{
	size_t n = 0;

	for (size_t i = 0; i < rules->ledger.n && n < COLUMNS_MOST; i++) {
		const char *word = rules->ledger.at[i];
		size_t heading;
		const struct field *f = ledger_column(word, &heading);

		if (f)
			out[n++] = (struct column){ f, arena_copy(a, word, heading) };
	}
	return n;
}

static int cols_of(const struct field *f)
{
	if (f->type == FIELD_LONG)
		return 40;
	return f->type == FIELD_NUMBER ? 8 : !strcmp(f->name, "title") ? 30 : 14;
}

static bool put_cell(struct ledger_out *o, const char *text, bool last, struct err *e)
{
	if (o->form == LEDGER_XLSX)
		return xlsx_out_cell(o->sheet, text, e);
	csv_cell(&o->text, text, last);
	if (last) {
		outlet_add(o->out, buf_text(&o->text), o->text.n);
		buf_cut(&o->text, 0);
	}
	return true;
}

static bool put_headings(
	struct ledger_out *o, const struct column *columns, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (!put_cell(o, columns[i].heading, i + 1 == n, e))
			return false;
	return true;
}

bool ledger_out_open(struct ledger_out *o, const struct rules *rules, enum ledger_form form,
	const struct view *view, struct outlet *out, struct err *e)
{
	struct column columns[COLUMNS_MOST];
	int cols[COLUMNS_MOST];
	struct arena a = { 0 };
	size_t n = columns_of(rules, columns, &a);
	bool good;

	*o = (struct ledger_out){ .rules = rules, .form = form, .out = out, .view = *view };
	for (size_t i = 0; i < n; i++)
		cols[i] = cols_of(columns[i].field);
	if (!n) {
		err_set(e, ERR_INPUT, "the county's ledger has no columns");
		return err_fix(e, "mend the setting ledger in county/rules.conf");
	}
	good = (form != LEDGER_XLSX || xlsx_out_begin(out->out, _("ledger"), cols, n, &o->sheet, e)) &&
		put_headings(o, columns, n, e);
	arena_free(&a);
	return good;
}

/* 0 is shown in a ledger: a ruling that nobody has followed yet. */
static const char *cell_text(
	const struct column *c, const struct ledger_row *line, const struct view *view, struct buf *b)
{
	buf_cut(b, 0);
	if (c->field->type == FIELD_NUMBER)
		buf_printf(b, "%lld", (long long)*FIELD_CONST(c->field, line, int64_t));
	else
		field_show(NULL, &ledger_row_schema, c->field, line, view, b);
	return buf_text(b);
}

bool ledger_out_add(struct ledger_out *o, struct kv_txn *txn, const struct ruling *r, struct err *e)
{
	struct column columns[COLUMNS_MOST];
	struct arena a = { 0 };
	struct ledger_row line;
	struct buf cell = { 0 };
	size_t n = columns_of(o->rules, columns, &a);
	struct view view = o->view;
	bool good = true;

	view.kind = VIEW_EXPORT;
	ledger_line(txn, r, &view, &line, &a);
	line.ordinal = ++o->lines;
	for (size_t i = 0; i < n && good; i++)
		good = put_cell(o, cell_text(&columns[i], &line, &view, &cell), i + 1 == n, e);
	buf_free(&cell);
	arena_free(&a);
	return good;
}

bool ledger_out_close(struct ledger_out *o, struct err *e)
{
	bool good;

	if (o->sheet)
		o->cut = xlsx_out_cut(o->sheet);
	good = xlsx_out_end(o->sheet, e);
	o->sheet = NULL;
	buf_free(&o->text);
	return good;
}
