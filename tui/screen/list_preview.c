#include "tui/screen/list.h"

#include "locale/msg/msg.h"
#include "store/schema/order.h"
#include "store/schema/review.h"
#include "tui/screen/words.h"

/* What the row is about, in full sentences; what does not fit is on its own screen. */
static void order_words(struct words *w, const struct order *o, bool beside)
{
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

static void case_words(struct words *w, const struct case_ *c, bool beside)
{
	words_field(w, &case_schema, "reason", c, "\n");
	words_label(w, &case_schema, "parties", c);
	words_label(w, &case_schema, "orders", c);
	words_label(w, &case_schema, "item", c);
	if (!beside)
		return;
	words_label(w, &case_schema, "day", c);
	words_label(w, &case_schema, "bases", c);
	words_label(w, &case_schema, "note", c);
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
		order_words(&w, record, beside);
	else if (row->kind == KIND_CASE)
		case_words(&w, record, beside);
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
	frame_wrap(c, area, STYLE_NORMAL, buf_text(&words));
	buf_free(&words);
}
