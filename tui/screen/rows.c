#include "tui/screen/rows.h"

#include "locale/msg/msg.h"
#include "store/panel/units.h"
#include "store/rec/show.h"
#include "store/schema/order.h"
#include "store/schema/review.h"
#include "tui/screen/deadline.h"
#include "tui/screen/screens.h"

#include <string.h>

enum { STATE_COLS = 6, NUMBER_COLS = 14, DEADLINE_COLS = 12, WIDE_COLS = 12 };

/* ---- columns ---- */

static void column(struct rows_view *v, struct table_column c)
{
	v->columns[v->count++] = c;
}

static void order_columns(struct rows_view *v)
{
	column(v, (struct table_column){ .title = _("order number"), .cols = NUMBER_COLS });
	column(v, (struct table_column){ .title = _("matter"), .cols = 10, .shrink = 1 });
	column(v, (struct table_column){ .title = C_("column", "returned"), .cols = 2, .right = true });
	column(v,
		(struct table_column){
			.title = C_("column", "in hand or disputed"), .cols = 8, .shrink = 2, .wish = 14 });
	column(v, (struct table_column){ .title = _("state"), .cols = STATE_COLS });
	column(v, (struct table_column){ .title = _("platform deadline"), .cols = DEADLINE_COLS });
}

static void case_columns(struct rows_view *v)
{
	column(v, (struct table_column){ .title = _("case number"), .cols = 9 });
	column(v, (struct table_column){ .title = _("matter"), .cols = 10, .shrink = 1 });
	column(v, (struct table_column){ .title = C_("column", "orders"), .cols = 2, .right = true });
	column(v, (struct table_column){ .title = _("parties"), .cols = 8, .shrink = 2, .wish = 18 });
	column(v, (struct table_column){ .title = _("state"), .cols = STATE_COLS });
	column(v, (struct table_column){ .title = _("platform deadline"), .cols = DEADLINE_COLS });
}

static void due_columns(struct rows_view *v)
{
	column(v, (struct table_column){ .title = C_("column", "kind"), .cols = STATE_COLS });
	column(v, (struct table_column){ .title = C_("column", "number"), .cols = NUMBER_COLS });
	column(v, (struct table_column){ .title = _("matter"), .cols = 10, .shrink = 1 });
	column(v, (struct table_column){ .title = _("state"), .cols = STATE_COLS });
	column(v, (struct table_column){ .title = C_("column", "due"), .cols = DEADLINE_COLS });
}

static bool shrinks(const struct field *f)
{
	bool text = f->type == FIELD_TEXT || f->type == FIELD_WORDS || f->type == FIELD_LONG ||
		f->type == FIELD_LINK || f->type == FIELD_LINKS;

	return text && f->cols > WIDE_COLS;
}

static void listed_columns(struct rows_view *v)
{
	const struct schema *s = schema_of(v->kind);

	for (size_t i = 0; i < s->field_count && v->count < TABLE_COLUMNS; i++) {
		const struct field *f = &s->fields[i];

		if (!(f->flags & FIELD_LISTED) || (f->flags & FIELD_PERSONAL))
			continue;
		bool title = s->title && strcmp(f->name, s->title) == 0;
		v->fields[v->count] = f;
		column(v,
			(struct table_column){
				.title = _(f->label),
				.cols = title || shrinks(f) ? 8 : f->cols,
				.shrink = title  ? 1
					: shrinks(f) ? 2
								 : 0,
				.wish = f->cols,
				.right = f->type == FIELD_NUMBER,
			});
	}
}

void rows_open(struct rows_view *v, struct kv *kv, enum kind kind, struct time now)
{
	*v = (struct rows_view){ .kv = kv, .kind = kind, .now = now };
	if (kind == KIND_ORDER)
		order_columns(v);
	else if (kind == KIND_CASE)
		case_columns(v);
	else if (kind == KIND_NONE)
		due_columns(v);
	else
		listed_columns(v);
}

/* ---- cells ---- */

struct line {
	const struct rows_view *view;
	struct kv_txn *txn;
	struct arena *a;
	struct table_row *out;
	size_t next;
};

static void put(struct line *l, const char *text)
{
	l->out->cell[l->next++] = text;
}

static void put_field(struct line *l, const struct schema *s, const char *name, const void *record)
{
	struct view view = { .kind = VIEW_LIST, .today = time_day(l->view->now) };
	struct buf text = { 0 };

	field_show(l->txn, s, schema_field(s, name), record, &view, &text);
	put(l, arena_text(l->a, buf_text(&text)));
	buf_free(&text);
}

static void put_number(struct line *l, int64_t n)
{
	put(l, n ? arena_format(l->a, "%lld", (long long)n) : "");
}

static void put_deadline(struct line *l, struct time due)
{
	struct buf text = { 0 };

	deadline_short(due, time_day(l->view->now), &text);
	put(l, arena_text(l->a, buf_text(&text)));
	buf_free(&text);
}

/* The units that returned the order, and the one that has it in hand, each once. */
static size_t disputing(const struct order *o, const char **names, size_t most)
{
	const struct order_return *r = o->returns.at;
	size_t n = 0;

	for (size_t i = 0; i <= o->returns.n; i++) {
		const char *name = i < o->returns.n ? r[i].unit : o->unit;
		bool known = *name == '\0';

		for (size_t k = 0; k < n; k++)
			known = known || strcmp(names[k], name) == 0;
		if (!known && n < most)
			names[n++] = name;
	}
	return n;
}

void rows_disputed(const struct order *o, struct buf *out)
{
	const char *names[32];
	size_t n = disputing(o, names, COUNT(names));

	if (n == 1 || (n && o->returns.n == 0))
		buf_puts(out, names[0]);
	else if (n > 1)
		buf_printf(out, _("%s and others, %zu"), names[0], n);
}

static char order_sign(const struct rows_view *v, const struct order *o)
{
	if (o->damaged)
		return '?';
	if (o->state == ORDER_TO_SCREEN && deadline_past(o->due, v->now))
		return '!';
	return *o->earlier ? '=' : 0;
}

/* What counts once it is taken up is where its case stands. */
static void put_order_state(struct line *l, const struct order *o)
{
	struct case_ c;
	struct err e = { 0 };

	if (o->state == ORDER_TAKEN_UP && record_get(l->txn, &case_schema, o->case_, &c, l->a, &e))
		put_field(l, &case_schema, "state", &c);
	else
		put_field(l, &order_schema, "state", o);
}

static void order_line(struct line *l, const void *record)
{
	const struct order *o = record;
	struct buf units = { 0 };

	rows_disputed(o, &units);
	put_field(l, &order_schema, "number", o);
	put_field(l, &order_schema, *o->matter ? "matter" : *o->title ? "title" : "text", o);
	put_number(l, o->bounces);
	put(l, arena_text(l->a, buf_text(&units)));
	put_order_state(l, o);
	put_deadline(l, o->due);
	l->out->sign = order_sign(l->view, o);
	buf_free(&units);
}

/* The earliest of its orders. */
static struct time case_due(struct line *l, const struct case_ *c)
{
	struct time due = { 0 };

	for (size_t i = 0; i < c->orders.n; i++) {
		struct order o;
		struct err e = { 0 };
		uint32_t ordinal = record_ordinal(l->txn, KIND_ORDER, c->orders.at[i]);

		if (record_peek(l->txn, &order_schema, ordinal, &o, l->a, &e) && o.due.s &&
			(!due.s || o.due.s < due.s))
			due = o.due;
	}
	return due;
}

static void put_parties(struct line *l, const struct case_ *c)
{
	const char *first = c->parties.n ? unit_short(l->txn, c->parties.at[0], l->a) : "";

	if (c->parties.n > 1)
		first = arena_format(l->a, _("%s and others, %zu"), first, c->parties.n);
	put(l, first);
}

static void case_line(struct line *l, const void *record)
{
	const struct case_ *c = record;
	struct time due = case_due(l, c);

	put_field(l, &case_schema, "number", c);
	put_field(l, &case_schema, "title", c);
	put_number(l, (int64_t)c->orders.n);
	put_parties(l, c);
	put_field(l, &case_schema, "state", c);
	put_deadline(l, due);
	if (c->state != CASE_ISSUED && deadline_past(due, l->view->now))
		l->out->sign = '!';
}

static void listed_line(struct line *l, const void *record)
{
	for (size_t i = 0; i < l->view->count; i++)
		put_field(l, schema_of(l->view->kind), l->view->fields[i]->name, record);
}

void rows_record(
	const struct rows_view *v, uint32_t ordinal, struct arena *a, struct table_row *out)
{
	const struct schema *s = schema_of(v->kind);
	struct err e = { 0 };
	struct kv_txn txn;
	struct line line = { .view = v, .txn = &txn, .a = a, .out = out };

	if (!kv_begin_read(v->kv, &txn, &e))
		return;
	void *record = schema_new(s, a);
	if (!result_peek(&txn, s, ordinal, record, a, &e)) {
		out->cell[0] = arena_text(a, e.what);
		out->sign = '?';
	} else if (v->kind == KIND_ORDER) {
		order_line(&line, record);
	} else if (v->kind == KIND_CASE) {
		case_line(&line, record);
	} else {
		listed_line(&line, record);
	}
	kv_end_read(&txn);
}

void rows_due(
	const struct rows_view *v, const struct due *due, struct arena *a, struct table_row *out)
{
	struct line line = { .view = v, .a = a, .out = out };

	put(&line, _(schema_of(due->kind)->label));
	put(&line, due->number);
	put(&line, due->title);
	put(&line, due->state);
	put_deadline(&line, due->time);
	if (deadline_past(due->time, v->now))
		out->sign = '!';
}
