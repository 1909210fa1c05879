#include "store/panel/due.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/due_tasks.h"
#include "store/panel/pick.h"
#include "store/panel/signing.h"
#include "store/rec/rulebook.h"
#include "store/schema/log.h"
#include "store/schema/objection.h"
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

static void add_ruling(struct list *l, const struct ruling *r)
{
	add(l,
		&(struct due){
			.why = DUE_RULING,
			.kind = KIND_RULING,
			.uid = r->head.uid,
			.number = r->draft,
			.title = r->title,
			.meeting = record_number(l->txn, KIND_MEETING, r->meeting, l->arena),
		},
		&ruling_schema, r);
}

/* From agreement to issue; of drafts the amendments, others are on their item. */
static void rulings_under_way(struct list *l)
{
	static const uint32_t states[] = { RULING_DRAFT, RULING_AGREED, RULING_COUNTERSIGNING,
		RULING_TO_SIGN };

	for (size_t s = 0; s < COUNT(states); s++) {
		struct ruling like = { .state = states[s] };
		uint32_t *ordinals;
		size_t n = pick_where(l->txn, &ruling_schema, "state", &like, &ordinals, l->arena);

		for (size_t i = 0; i < n; i++) {
			struct ruling r;
			struct err e = { 0 };

			if (record_at(l->txn, &ruling_schema, ordinals[i], &r, l->arena, &e) &&
				(r.state != RULING_DRAFT || ruling_is_amendment(&r)))
				add_ruling(l, &r);
		}
	}
}

static void open_objections(struct list *l)
{
	uint32_t *ordinals;
	size_t n = pick_all(l->txn, KIND_OBJECTION, &ordinals, l->arena);

	for (size_t i = 0; i < n; i++) {
		struct objection o;
		struct err e = { 0 };

		if (record_at(l->txn, &objection_schema, ordinals[i], &o, l->arena, &e) &&
			objection_open(&o))
			add(l,
				&(struct due){
					.why = DUE_OBJECTION,
					.kind = KIND_OBJECTION,
					.uid = o.head.uid,
					.number = o.number,
					.title = o.title,
					.time = time_of(o.due, 86399),
					.meeting = "",
				},
				&objection_schema, &o);
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

static void push_all(struct list *l, const struct due *at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		push(l, &at[i]);
}

static void tasks(struct list *l, enum due_why why)
{
	struct due *at;
	size_t n = due_tasks(l->txn, why, l->today, &at, l->arena);

	push_all(l, at, n);
}

static void late_tasks(struct list *l)
{
	tasks(l, DUE_TASK);
}

static void answers(struct list *l)
{
	tasks(l, DUE_ANSWER);
}

static void hand_overs(struct list *l)
{
	tasks(l, DUE_HAND_OVER);
}

static void callers(struct list *l)
{
	struct due *at;
	size_t n = due_callers(l->txn, &at, l->arena);

	push_all(l, at, n);
}

bool due_last_import(struct kv_txn *txn, struct batch *out, struct arena *a)
{
	for (uint32_t last = record_last(txn, KIND_BATCH); last > 0; last--) {
		struct err e = { 0 };

		if (record_peek(txn, &batch_schema, last, out, a, &e) && out->kind == KIND_ORDER)
			return true;
	}
	return false;
}

/* What the file of today brought, as far as it still counts. */
static void todays_import(struct list *l)
{
	struct batch b;

	if (!due_last_import(l->txn, &b, l->arena) || b.state != BATCH_LIVE ||
		time_day(b.time).n != l->today.n)
		return;
	add(l,
		&(struct due){
			.why = DUE_IMPORT,
			.kind = KIND_BATCH,
			.uid = b.head.uid,
			.number = arena_format(l->arena, "%lld", (long long)b.number),
			.title = arena_format(l->arena, _("%s: %lld new, %lld changed, %lld rejected"), b.file,
				(long long)b.added, (long long)b.changed, (long long)b.rejected),
			.meeting = "",
		},
		&batch_schema, &b);
}

/* What 今日 has, in this order. */
static const struct group {
	enum due_why why;
	const char *label;
	void (*add)(struct list *);
	bool as_it_comes; /* not sorted by time */
} groups[] = {
	{
		.why = DUE_ITEM,
		.label = N_("on the agenda"),
		.add = next_items,
		.as_it_comes = true,
	},
	{
		.why = DUE_CASE,
		.label = N_("ready for a meeting"),
		.add = ready_cases,
	},
	{
		.why = DUE_RULING,
		.label = N_("to be countersigned, signed, issued"),
		.add = rulings_under_way,
	},
	{
		.why = DUE_OBJECTION,
		.label = N_("objections to be answered"),
		.add = open_objections,
	},
	{
		.why = DUE_LATE,
		.label = N_("returned after the ruling"),
		.add = late_returns,
	},
	{
		.why = DUE_TASK,
		.label = N_("tasks near or past their day"),
		.add = late_tasks,
	},
	{
		.why = DUE_ANSWER,
		.label = N_("extensions and reports to answer"),
		.add = answers,
	},
	{
		.why = DUE_HAND_OVER,
		.label = N_("hand-overs not signed for"),
		.add = hand_overs,
	},
	{
		.why = DUE_CALL_BACK,
		.label = N_("callers to call back"),
		.add = callers,
	},
	{
		.why = DUE_IMPORT,
		.label = N_("today's import"),
		.add = todays_import,
	},
	{
		.why = DUE_ORDER,
		.label = N_("to screen, deadline near"),
		.add = pressing_orders,
	},
};

/* `orders` are the last group. */
static size_t collect(
	struct kv_txn *txn, struct day today, bool orders, struct due **out, struct arena *a)
{
	struct list l = { .txn = txn, .arena = a, .today = today };

	for (size_t i = 0; i < COUNT(groups); i++) {
		size_t from = l.n;

		if (groups[i].why == DUE_ORDER && !orders)
			continue;
		groups[i].add(&l);
		if (!groups[i].as_it_comes)
			sort_group(&l, from);
	}
	*out = l.at;
	return l.n;
}

size_t due_agenda(struct kv_txn *txn, struct day today, struct due **out, struct arena *a)
{
	return collect(txn, today, false, out, a);
}

size_t due_today(struct kv_txn *txn, struct day today, struct due **out, struct arena *a)
{
	return collect(txn, today, true, out, a);
}

size_t due_late(struct kv_txn *txn, struct day today, struct due **out, struct arena *a)
{
	return due_tasks_late(txn, today, out, a);
}

const char *due_label(enum due_why why)
{
	for (size_t i = 0; i < COUNT(groups); i++)
		if (groups[i].why == why)
			return _(groups[i].label);
	return "";
}
