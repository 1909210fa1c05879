#include "store/panel/due.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/pick.h"
#include "store/rec/rulebook.h"
#include "store/schema/order.h"
#include "store/schema/review.h"

#include <stdlib.h>
#include <string.h>

struct list {
	struct kv_txn *txn;
	struct arena *arena;
	struct due *at;
	size_t n, room;
	struct day today;
};

static void tell_state(struct due *d, const struct schema *s, const void *record)
{
	const struct field *f = schema_field(s, s->state);
	const struct choice *c = field_choice(f, *FIELD_CONST(f, record, uint32_t));

	d->state = c ? _(c->label) : "";
	d->state_name = c ? c->name : "";
}

static void push(struct list *l, const struct due *d)
{
	if (l->n == l->room) {
		size_t room = l->room ? 2 * l->room : 64;
		struct due *at = arena_array(l->arena, room, sizeof(*at));

		if (l->n)
			memcpy(at, l->at, l->n * sizeof(*at));
		l->at = at;
		l->room = room;
	}
	l->at[l->n++] = *d;
}

static void add(struct list *l, const struct due *d, const struct schema *s, const void *record)
{
	push(l, d);
	tell_state(&l->at[l->n - 1], s, record);
}

static void next_items(struct list *l)
{
	struct meeting m;
	struct item *items;
	size_t n;

	if (!meeting_next(l->txn, &m, l->arena))
		return;
	n = meeting_items(l->txn, m.head.uid, &items, l->arena);
	for (size_t i = 0; i < n; i++)
		add(l,
			&(struct due){
				.why = DUE_ITEM,
				.kind = KIND_ITEM,
				.uid = items[i].head.uid,
				.number = items[i].number,
				.title = record_title(l->txn, KIND_CASE, items[i].case_, l->arena),
				.time = m.time,
				.meeting = m.number,
			},
			&item_schema, &items[i]);
}

static void ready_cases(struct list *l)
{
	struct case_ like = { .state = CASE_READY };
	struct err e = { 0 };
	uint32_t *ordinals;
	size_t n = pick_where(l->txn, &case_schema, "state", &like, &ordinals, l->arena);

	for (size_t i = 0; i < n; i++) {
		struct case_ c;

		if (record_at(l->txn, &case_schema, ordinals[i], &c, l->arena, &e))
			add(l,
				&(struct due){
					.why = DUE_CASE,
					.kind = KIND_CASE,
					.uid = c.head.uid,
					.number = c.number,
					.title = c.title,
					.meeting = "",
				},
				&case_schema, &c);
	}
}

static void agreed_rulings(struct list *l)
{
	struct ruling like = { .state = RULING_AGREED };
	struct err e = { 0 };
	uint32_t *ordinals;
	size_t n = pick_where(l->txn, &ruling_schema, "state", &like, &ordinals, l->arena);

	for (size_t i = 0; i < n; i++) {
		struct ruling r;

		if (record_at(l->txn, &ruling_schema, ordinals[i], &r, l->arena, &e))
			add(l,
				&(struct due){
					.why = DUE_RULING,
					.kind = KIND_RULING,
					.uid = r.head.uid,
					.number = r.draft,
					.title = r.title,
					.time = r.agreed,
					.meeting = record_number(l->txn, KIND_MEETING, r.meeting, l->arena),
				},
				&ruling_schema, &r);
	}
}

static void late_returns(struct list *l)
{
	struct order like = { .late_open = true };
	uint32_t *ordinals;
	size_t n = pick_where(l->txn, &order_schema, "late_open", &like, &ordinals, l->arena);

	for (size_t i = 0; i < n; i++) {
		struct due d;

		if (!due_order(l->txn, ordinals[i], &d, l->arena))
			continue;
		d.why = DUE_LATE;
		push(l, &d);
	}
}

bool due_order(struct kv_txn *txn, uint32_t ordinal, struct due *out, struct arena *a)
{
	struct order o;
	struct err e = { 0 };

	if (!record_peek(txn, &order_schema, ordinal, &o, a, &e))
		return false;
	*out = (struct due){
		.why = DUE_ORDER,
		.kind = KIND_ORDER,
		.uid = o.head.uid,
		.number = o.number,
		.title = *o.matter ? o.matter : o.title,
		.time = o.due,
		.meeting = "",
	};
	tell_state(out, &order_schema, &o);
	return true;
}

void due_orders_query(const struct rules *rules, struct buf *out)
{
	buf_printf(out, "state:=to_screen due:<%dd", rules->near_days + 1);
}

static void pressing_orders(struct list *l)
{
	struct order like = { .state = ORDER_TO_SCREEN };
	uint32_t *ordinals;
	size_t n = pick_where(l->txn, &order_schema, "state", &like, &ordinals, l->arena);
	int near = rules_of(l->txn)->near_days;

	for (size_t i = 0; i < n; i++) {
		struct due d;

		if (due_order(l->txn, ordinals[i], &d, l->arena) && d.time.s &&
			time_day(d.time).n <= l->today.n + near)
			push(l, &d);
	}
}

/* The agenda keeps its order: its items come as they stand. */
static int by_time(const void *a, const void *b)
{
	const struct due *left = a, *right = b;

	if (left->time.s != right->time.s)
		return left->time.s < right->time.s ? -1 : 1;
	return strcmp(left->number, right->number);
}

static void sort_group(struct list *l, size_t from)
{
	if (l->n > from)
		qsort(l->at + from, l->n - from, sizeof(*l->at), by_time);
}

static void agenda(struct list *l)
{
	size_t from;

	next_items(l);
	from = l->n;
	ready_cases(l);
	sort_group(l, from);
	from = l->n;
	agreed_rulings(l);
	sort_group(l, from);
	from = l->n;
	late_returns(l);
	sort_group(l, from);
}

size_t due_agenda(struct kv_txn *txn, struct day today, struct due **out, struct arena *a)
{
	struct list l = { .txn = txn, .arena = a, .today = today };

	agenda(&l);
	*out = l.at;
	return l.n;
}

size_t due_today(struct kv_txn *txn, struct day today, struct due **out, struct arena *a)
{
	struct list l = { .txn = txn, .arena = a, .today = today };

	agenda(&l);
	size_t from = l.n;

	pressing_orders(&l);
	sort_group(&l, from);
	*out = l.at;
	return l.n;
}

const char *due_label(enum due_why why)
{
	switch (why) {
	case DUE_ITEM:
		return _("on the agenda");
	case DUE_CASE:
		return _("ready for a meeting");
	case DUE_RULING:
		return _("agreed, to be issued");
	case DUE_LATE:
		return _("returned after the ruling");
	case DUE_ORDER:
		return _("to screen, deadline near");
	}
	return "";
}
