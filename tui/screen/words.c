#include "tui/screen/words.h"

#include "locale/msg/msg.h"
#include "store/rec/record.h"
#include "store/schema/review.h"

#include <string.h>

void words_field(struct words *w, const struct schema *s, const char *field, const void *record,
	const char *behind)
{
	size_t before = w->out->n;

	field_show(w->txn, s, schema_field(s, field), record, &w->view, w->out);
	if (w->out->n > before)
		buf_puts(w->out, behind);
}

void words_label(struct words *w, const struct schema *s, const char *field, const void *record)
{
	const struct field *f = schema_field(s, field);
	struct buf text = { 0 };

	field_show(w->txn, s, f, record, &w->view, &text);
	if (text.n)
		buf_printf(w->out,
			f->type == FIELD_LONG || f->type == FIELD_ROWS ? "%s:\n%s\n" : "%s: %s\n", _(f->label),
			buf_text(&text));
	buf_free(&text);
}

/* An item is about its case. */
static const char *title_of(struct kv_txn *txn, enum kind kind, struct uid uid, struct arena *a)
{
	struct item item;
	struct err e = { 0 };

	if (kind == KIND_ITEM && record_get(txn, &item_schema, uid, &item, a, &e))
		return record_title(txn, KIND_CASE, item.case_, a);
	return record_title(txn, kind, uid, a);
}

const char *words_record(struct kv_txn *txn, enum kind kind, struct uid uid, struct arena *a)
{
	const char *label = _(schema_of(kind)->label);
	const char *number = record_number(txn, kind, uid, a);
	const char *title = title_of(txn, kind, uid, a);

	if (strcmp(number, title) == 0)
		return arena_format(a, "%s %s", label, number);
	return arena_format(a, "%s %s  %s", label, number, title);
}

static void short_return(struct words *w, const struct order_return *r)
{
	char day[DATE_TEXT];

	if (r->day.n)
		buf_printf(w->out, "%s ", day_short_text(r->day, day));
	buf_printf(w->out, "%s ", r->unit);
	if (r->way && r->way != RETURN_BY_UNIT)
		words_field(w, &order_return_schema, "way", r, " ");
	if (r->reason)
		words_field(w, &order_return_schema, "reason", r, "");
	else
		words_field(w, &order_return_schema, "words", r, "");
}

static void long_return(struct words *w, const struct order_return *r)
{
	short_return(w, r);
	if (r->result) {
		buf_puts(w->out, "  ");
		words_field(w, &order_return_schema, "result", r, "");
		char day[DATE_TEXT];
		if (r->decided.n)
			buf_printf(w->out, " %s", day_short_text(r->decided, day));
	}
	buf_putc(w->out, '\n');
	if (r->reason && *r->words) {
		buf_puts(w->out, "  ");
		words_field(w, &order_return_schema, "words", r, "\n");
	}
	if (*r->basis)
		buf_printf(w->out, _("  cites: %s\n"), r->basis);
	if (*r->proposed)
		buf_printf(w->out, _("  proposes: %s\n"), r->proposed);
}

void words_returns(struct words *w, const struct order *o, enum words_form form)
{
	const struct order_return *r = o->returns.at;

	if (form == WORDS_ROW)
		buf_printf(w->out, "%s: ", _("returns"));
	for (size_t i = 0; i < o->returns.n; i++) {
		if (form == WORDS_LINES) {
			long_return(w, &r[i]);
		} else {
			buf_puts(w->out, i ? " | " : "");
			short_return(w, &r[i]);
		}
	}
	if (form == WORDS_ROW)
		buf_putc(w->out, '\n');
}
