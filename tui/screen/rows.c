#include "tui/screen/rows.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/panel/task_clock.h"
#include "store/panel/units.h"
#include "store/rec/show.h"
#include "store/schema/order.h"
#include "store/schema/review.h"
#include "tui/screen/deadline.h"
#include "tui/screen/history.h"
#include "tui/screen/hits.h"
#include "tui/screen/ticket_tasks.h"

#include <string.h>

enum {
	STATE_COLS = 6,
	NUMBER_COLS = 14,
	DEADLINE_COLS = 12,
	WIDE_COLS = 12,
	TIME_COLS = 11,
	COUNT_COLS = 6
};

/* ---- columns ---- */

static void column(struct rows_view *v, struct table_column c)
{
	v->columns[v->count++] = c;
}

/* States are never cut: three Han, or what the longest takes in another language. */
static int state_cols(const struct schema *s)
{
	const struct field *f = schema_field(s, s->state);
	int most = STATE_COLS;

	for (size_t i = 0; i < f->choice_count; i++) {
		int cols = width_text(_(f->choices[i].label));

		most = cols > most ? cols : most;
	}
	return most;
}

static void state_column(struct rows_view *v, const struct schema *s)
{
	column(v, (struct table_column){ .title = _("state"), .cols = state_cols(s) });
}

static void order_columns(struct rows_view *v)
{
	column(v, (struct table_column){ .title = _("order number"), .cols = NUMBER_COLS });
	column(v, (struct table_column){ .title = _("matter"), .cols = 10, .shrink = 1 });
	column(v, (struct table_column){ .title = C_("column", "returned"), .cols = 2, .right = true });
	column(v,
		(struct table_column){
			.title = C_("column", "in hand or disputed"), .cols = 8, .shrink = 2, .wish = 14 });
	state_column(v, &case_schema);
	column(v, (struct table_column){ .title = _("platform deadline"), .cols = DEADLINE_COLS });
}

static void case_columns(struct rows_view *v)
{
	column(v, (struct table_column){ .title = _("case number"), .cols = 9 });
	column(v, (struct table_column){ .title = _("matter"), .cols = 10, .shrink = 1 });
	column(v, (struct table_column){ .title = C_("column", "orders"), .cols = 2, .right = true });
	column(v, (struct table_column){ .title = _("parties"), .cols = 8, .shrink = 2, .wish = 18 });
	state_column(v, &case_schema);
	column(v, (struct table_column){ .title = _("platform deadline"), .cols = DEADLINE_COLS });
}

static void due_columns(struct rows_view *v)
{
	column(v, (struct table_column){ .title = C_("column", "kind"), .cols = STATE_COLS });
	column(v, (struct table_column){ .title = C_("column", "number"), .cols = NUMBER_COLS });
	column(v, (struct table_column){ .title = _("matter"), .cols = 10, .shrink = 1 });
	state_column(v, &case_schema);
	column(v, (struct table_column){ .title = C_("column", "due"), .cols = DEADLINE_COLS });
}

static void ruling_columns(struct rows_view *v)
{
	column(v, (struct table_column){ .title = _("ruling number"), .cols = 8 });
	column(v, (struct table_column){ .title = _("matter"), .cols = 10, .shrink = 1 });
	column(v,
		(struct table_column){
			.title = C_("column", "leads and assists"), .cols = 8, .shrink = 2, .wish = 22 });
	column(v, (struct table_column){ .title = _("scope"), .cols = 12 });
	state_column(v, &ruling_schema);
}

static void task_columns(struct rows_view *v)
{
	column(v, (struct table_column){ .title = _("task number"), .cols = 10 });
	column(v, (struct table_column){ .title = _("unit"), .cols = 8, .shrink = 2, .wish = 12 });
	column(v, (struct table_column){ .title = C_("column", "role"), .cols = 4 });
	column(v, (struct table_column){ .title = _("matter"), .cols = 10, .shrink = 1 });
	state_column(v, &task_schema);
	column(v, (struct table_column){ .title = C_("column", "due"), .cols = DEADLINE_COLS });
}

static void event_columns(struct rows_view *v)
{
	column(v, (struct table_column){ .title = _("time"), .cols = TIME_COLS });
	column(v, (struct table_column){ .title = _("operator"), .cols = 8 });
	column(v, (struct table_column){ .title = C_("column", "did"), .cols = 12 });
	column(v, (struct table_column){ .title = C_("column", "kind"), .cols = 8 });
	column(v, (struct table_column){ .title = C_("column", "number"), .cols = NUMBER_COLS });
	column(v, (struct table_column){ .title = _("words"), .cols = 8, .shrink = 1 });
}

static void item_columns(struct rows_view *v)
{
	column(v, (struct table_column){ .title = _("item number"), .cols = 10 });
	column(v, (struct table_column){ .title = _("matter"), .cols = 10, .shrink = 1 });
	column(v, (struct table_column){ .title = _("case number"), .cols = 9 });
	state_column(v, &item_schema);
}

static bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_WORDS || f->type == FIELD_LONG ||
		f->type == FIELD_LINK || f->type == FIELD_LINKS;
}

static bool is_listed(const struct field *f)
{
	return (f->flags & FIELD_LISTED) && !(f->flags & FIELD_PERSONAL);
}

/* Times come without their year, and counts are short. */
static int cols_of(const struct field *f)
{
	int most = f->type == FIELD_TIME ? TIME_COLS : f->type == FIELD_NUMBER ? COUNT_COLS : f->cols;

	return f->cols < most ? f->cols : most;
}

/* The field that takes what room is left: what the record is about, else the longest text. */
static const struct field *roomy(const struct schema *s)
{
	const struct field *best = NULL, *title = s->title ? schema_field(s, s->title) : NULL;

	if (title && is_listed(title) && title->cols > WIDE_COLS)
		return title;
	for (size_t i = 0; i < s->field_count; i++)
		if (is_listed(&s->fields[i]) && is_text(&s->fields[i]) &&
			(!best || s->fields[i].cols > best->cols))
			best = &s->fields[i];
	return best;
}

static void listed_columns(struct rows_view *v)
{
	const struct schema *s = schema_of(v->kind);
	const struct field *most = roomy(s);

	for (size_t i = 0; i < s->field_count && v->count < TABLE_COLUMNS; i++) {
		const struct field *f = &s->fields[i];
		bool shrinks = is_text(f) && f->cols > WIDE_COLS;

		if (!is_listed(f))
			continue;
		v->fields[v->count] = f;
		column(v,
			(struct table_column){
				.title = _(f->label),
				.cols = f == most || shrinks ? 8 : cols_of(f),
				.shrink = f == most ? 1
					: shrinks       ? 2
									: 0,
				.wish = f->cols,
				.right = f->type == FIELD_NUMBER,
			});
	}
}

/* ---- cells ---- */

struct line {
	const struct rows_view *view;
	struct kv_txn *txn;
	struct arena *a;
	struct table_row *out;
	const struct field *fields[TABLE_COLUMNS]; /* of the cells; NULL: of none */
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

	l->fields[l->next] = schema_field(s, name);
	field_show(l->txn, s, l->fields[l->next], record, &view, &text);
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
		bool known = *name == '\0' || (i < o->returns.n && !return_bounces(&r[i]));

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
	if (o->late_open)
		return '!';
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
	l->fields[l->next] = schema_field(&order_schema, "unit");
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

/* Once there is a ruling the platform's deadline is no longer the panel's worry. */
static bool panel_is_late(const struct case_ *c, struct time due, struct time now)
{
	switch (c->state) {
	case CASE_ISSUED:
	case CASE_CARRIED_OUT:
	case CASE_CALL_BACK:
	case CASE_CLOSED:
	case CASE_OBJECTED:
	case CASE_STAYED:
	case CASE_ARCHIVED:
		return false;
	default:
		return deadline_past(due, now);
	}
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
	if (panel_is_late(c, due, l->view->now))
		l->out->sign = '!';
}

/* Who leads, and how many assist. */
static void put_duties(struct line *l, const struct ruling *r)
{
	const struct duty *duties = r->duties.at;

	if (r->duties.n == 0) {
		put(l, "");
		return;
	}
	const char *lead = unit_short(l->txn, duties[0].unit, l->a);
	put(l,
		r->duties.n == 1 ? lead : arena_format(l->a, _("%s and others, %zu"), lead, r->duties.n));
}

static void ruling_line(struct line *l, const void *record)
{
	const struct ruling *r = record;

	put(l, *r->number ? r->number : r->draft);
	put_field(l, &ruling_schema, "title", r);
	put_duties(l, r);
	put_field(l, &ruling_schema, "scope", r);
	put_field(l, &ruling_schema, "state", r);
}

static void item_line(struct line *l, const void *record)
{
	const struct item *item = record;

	put(l, item->number);
	put(l, record_title(l->txn, KIND_CASE, item->case_, l->a));
	put(l, record_number(l->txn, KIND_CASE, item->case_, l->a));
	put_field(l, &item_schema, "state", item);
}

static void task_line(struct line *l, const void *record)
{
	const struct task *t = record;
	struct buf text = { 0 };

	put_field(l, &task_schema, "number", t);
	put_field(l, &task_schema, "unit", t);
	put_field(l, &task_schema, "role", t);
	put_field(l, &task_schema, "title", t);
	put_field(l, &task_schema, "state", t);
	if (task_clock_runs(t)) {
		put_deadline(l, time_of(t->due, 0));
	} else {
		task_rest_words(t, &text);
		put(l, arena_text(l->a, buf_text(&text)));
	}
	buf_free(&text);
	if (task_late(t, time_day(l->view->now)))
		l->out->sign = '!';
}

static void event_line(struct line *l, const void *record)
{
	const struct event *event = record;
	const struct schema *s = schema_of((enum kind)event->kind);
	char time[DATE_TEXT];

	put(l, arena_text(l->a, time_short_text(event->time, time)));
	put(l, *event->who_name ? event->who_name : event->os_user);
	put(l, history_verb(event));
	put(l, s ? _(s->label) : "");
	put(l, event->subject_number);
	put(l, event->words);
}

static void listed_line(struct line *l, const void *record)
{
	for (size_t i = 0; i < l->view->count; i++)
		put_field(l, schema_of(l->view->kind), l->view->fields[i]->name, record);
}

/* Kinds whose rows say more than their fields one by one. */
static const struct layout {
	enum kind kind;
	void (*columns)(struct rows_view *v);
	void (*line)(struct line *l, const void *record);
} layouts[] = {
	{ KIND_ORDER, order_columns, order_line },
	{ KIND_CASE, case_columns, case_line },
	{ KIND_RULING, ruling_columns, ruling_line },
	{ KIND_ITEM, item_columns, item_line },
	{ KIND_TASK, task_columns, task_line },
	{ KIND_EVENT, event_columns, event_line },
	{ KIND_NONE, due_columns, NULL },
};

static const struct layout *layout_of(enum kind kind)
{
	for (size_t i = 0; i < COUNT(layouts); i++)
		if (layouts[i].kind == kind)
			return &layouts[i];
	return NULL;
}

void rows_open(struct rows_view *v, struct kv *kv, enum kind kind, struct time now)
{
	const struct layout *layout = layout_of(kind);

	*v = (struct rows_view){ .kv = kv, .kind = kind, .now = now };
	if (layout)
		layout->columns(v);
	else
		listed_columns(v);
}

/* The column that takes what room is left: there a word that no column shows is shown. */
static size_t roomiest(const struct rows_view *v)
{
	for (size_t i = 0; i < v->count; i++)
		if (v->columns[i].shrink == 1)
			return i;
	return v->count;
}

static void mark_words(struct line *l, const void *record)
{
	const struct rows_view *v = l->view;
	struct view view = { .kind = VIEW_LIST, .today = time_day(v->now) };
	struct query_term terms[HITS_WORDS];
	struct query words;
	struct buf text = { 0 };
	size_t at = roomiest(v);
	const struct field *f = NULL;

	if (!v->query)
		return;
	words = hits_words(v->query, terms);
	if (words.count && !hits_mark(&words, l->fields, l->next, l->out) && at < l->next)
		f = hits_context(l->txn, &words, record, &view, &text);
	if (f) {
		l->fields[at] = f;
		l->out->cell[at] = arena_text(l->a, buf_text(&text));
	}
	l->out->mark_count = 0;
	hits_mark(v->query, l->fields, l->next, l->out);
	buf_free(&text);
}

void rows_record(
	const struct rows_view *v, uint32_t ordinal, struct arena *a, struct table_row *out)
{
	const struct schema *s = schema_of(v->kind);
	const struct layout *layout = layout_of(v->kind);
	struct err e = { 0 };
	struct kv_txn txn;
	struct line line = { .view = v, .txn = &txn, .a = a, .out = out };

	if (!kv_begin_read(v->kv, &txn, &e))
		return;
	void *record = schema_new(s, a);
	if (!result_peek(&txn, s, ordinal, record, a, &e)) {
		out->cell[0] = arena_text(a, e.what);
		out->sign = '?';
	} else if (layout) {
		layout->line(&line, record);
		mark_words(&line, record);
	} else {
		listed_line(&line, record);
		mark_words(&line, record);
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
	if (due->why == DUE_LATE || deadline_past(due->time, v->now))
		out->sign = '!';
}
