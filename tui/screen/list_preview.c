#include "tui/screen/list.h"

#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/schema/order.h"
#include "store/schema/review.h"
#include "tui/screen/history.h"
#include "tui/screen/hits.h"
#include "tui/screen/ticket_tasks.h"
#include "tui/screen/past.h"
#include "tui/screen/words.h"

/* What the row is about, in full sentences; what does not fit is on its own screen. */
static void order_words(struct words *w, const struct order *o, bool beside)
{
	past_hint(w, o); /* first: a long request would push it out of sight */
	if (beside) {
		words_field(w, &order_schema, "type", o, " ");
		words_field(w, &order_schema, "area", o, " ");
		words_field(w, &order_schema, "category", o, "");
		buf_putc(w->out, '\n');
	}
	words_field(w, &order_schema, "text", o, "\n");
	if (o->returns.n)
		words_returns(w, o, beside ? WORDS_LINES : WORDS_ROW);
}

/* While words are looked for the columns may show them in place of the matter. */
static void found_order_words(
	struct words *w, const struct list *l, const struct order *o, bool beside)
{
	struct query_term terms[HITS_WORDS];

	if (l->rows.query && hits_words(l->rows.query, terms).count)
		words_field(w, &order_schema, "matter", o, "\n");
	order_words(w, o, beside);
}

/* The dispute first, then the requests it is about. */
static void case_words(struct words *w, const struct case_ *c, bool beside)
{
	words_field(w, &case_schema, "reason", c, "\n");
	words_label(w, &case_schema, "parties", c);
	for (size_t i = 0; i < c->orders.n; i++) {
		struct arena a = { 0 };
		struct order o;
		struct err e = { 0 };

		if (record_get(w->txn, &order_schema, c->orders.at[i], &o, &a, &e)) {
			buf_printf(w->out, "%s%s ", beside ? "\n" : "", o.number);
			order_words(w, &o, beside);
		}
		arena_free(&a);
	}
	if (beside)
		words_label(w, &case_schema, "note", c);
}

static void item_words(struct words *w, const struct item *item, bool beside)
{
	struct arena a = { 0 };
	struct case_ c;
	struct err e = { 0 };

	if (record_get(w->txn, &case_schema, item->case_, &c, &a, &e))
		case_words(w, &c, beside);
	words_label(w, &item_schema, "reason", item);
	words_label(w, &item_schema, "notes", item);
	arena_free(&a);
}

static void ruling_words(struct words *w, const struct ruling *r)
{
	words_field(w, &ruling_schema, "sentence", r, "\n");
	words_label(w, &ruling_schema, "conditions", r);
	words_label(w, &ruling_schema, "bases", r);
}

static void meeting_words(struct words *w, const struct meeting *m)
{
	struct arena a = { 0 };
	struct item *items;
	size_t n = meeting_items(w->txn, m->head.uid, &items, &a);

	for (size_t i = 0; i < n; i++) {
		buf_printf(w->out, "%lld %s  ", (long long)items[i].place,
			record_title(w->txn, KIND_CASE, items[i].case_, &a));
		words_field(w, &item_schema, "state", &items[i], "\n");
	}
	words_label(w, &meeting_schema, "document", m);
	words_label(w, &meeting_schema, "note", m);
	arena_free(&a);
}

/* What the columns do not show. */
static void other_words(struct words *w, const struct schema *s, const void *record)
{
	for (size_t i = 0; i < s->field_count; i++)
		if (!(s->fields[i].flags & (FIELD_LISTED | FIELD_PERSONAL)))
			words_label(w, s, s->fields[i].name, record);
}

static void preview_words(const struct list *l, const struct ctx *ctx, const struct list_row *row,
	bool beside, struct buf *out)
{
	const struct schema *s = schema_of(row->kind);
	struct arena a = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;
	struct words w = {
		.txn = &txn, .view = store_view(ctx, VIEW_SCREEN, (struct uid){ 0 }), .out = out
	};

	if (!kv_begin_read(l->kv, &txn, &e))
		return;
	void *record = schema_new(s, &a);
	if (!result_peek(&txn, s, row->ordinal, record, &a, &e))
		buf_puts(out, e.what);
	else if (row->kind == KIND_ORDER)
		found_order_words(&w, l, record, beside);
	else if (row->kind == KIND_CASE)
		case_words(&w, record, beside);
	else if (row->kind == KIND_ITEM)
		item_words(&w, record, beside);
	else if (row->kind == KIND_RULING)
		ruling_words(&w, record);
	else if (row->kind == KIND_TASK)
		task_page(&w, record);
	else if (row->kind == KIND_EVENT)
		history_event(&txn, record, out);
	else if (row->kind == KIND_MEETING)
		meeting_words(&w, record);
	else
		other_words(&w, s, record);
	kv_end_read(&txn);
	arena_free(&a);
}

void list_draw_preview(
	const struct list *l, const struct ctx *ctx, struct canvas *c, struct rect area, bool beside)
{
	struct list_row row;
	struct buf words = { 0 };

	if (!list_row(l, &row))
		return;
	preview_words(l, ctx, &row, beside, &words);
	hits_wrap(c, area, l->rows.query, buf_text(&words));
	buf_free(&words);
}
