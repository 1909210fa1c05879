#include "store/panel/repeat.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "locale/text/utf8.h"
#include "store/panel/args.h"
#include "store/panel/derive.h"
#include "store/panel/flows.h"
#include "store/panel/pick.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"

#include <stdlib.h>
#include <string.h>

/* --- likeness ------------------------------------------------------------------------ */

enum { LIKE_CHARS = 400, LIKE_ENOUGH = 60, LIKE_PLACE = 45, LIKE_CALLER = 25 };

static int by_value(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

/* Pairs of neighbours, sorted; signs and blanks do not count. */
static size_t pairs_of(const char *s, uint64_t *out)
{
	const char *end = s + strlen(s);
	uint32_t before = 0;
	size_t n = 0;

	for (size_t chars = 0; s < end && chars < LIKE_CHARS; chars++) {
		uint32_t cp = utf8_next(&s, end);

		if (cp <= ' ' || (cp >= 0x3000 && cp <= 0x303F) || (cp >= 0xFF00 && cp <= 0xFF0F))
			continue;
		if (before)
			out[n++] = (uint64_t)before << 32 | cp;
		before = cp;
	}
	if (n)
		qsort(out, n, sizeof(*out), by_value);
	return n;
}

int likeness(const char *a, const char *b)
{
	uint64_t left[LIKE_CHARS], right[LIKE_CHARS];
	size_t n = pairs_of(a, left), m = pairs_of(b, right), i = 0, k = 0, same = 0;

	while (i < n && k < m) {
		if (left[i] == right[k])
			same++, i++, k++;
		else if (left[i] < right[k])
			i++;
		else
			k++;
	}
	return n + m ? (int)(200 * same / (n + m)) : 0;
}

/* --- which one it repeats ------------------------------------------------------------- */

enum { LOOK_MOST = 2000, LOOK_DAYS = 60 };

static bool may_be_repeated(const struct order *o, const struct order *other)
{
	int days = time_day(o->received).n - time_day(other->received).n;

	return !uid_same(o->head.uid, other->head.uid) && uid_none(other->merged) &&
		other->state != ORDER_NOT_OURS && days >= -LOOK_DAYS && days <= LOOK_DAYS;
}

/* What two orders with the same place or caller need in common is less. */
static int enough(const struct order *o, const struct order *other)
{
	if (*o->phone && !strcmp(o->phone, other->phone))
		return LIKE_CALLER;
	return *o->address && !strcmp(o->address, other->address) ? LIKE_PLACE : LIKE_ENOUGH;
}

static int alike(const struct order *o, const struct order *other)
{
	int words = likeness(o->text, other->text), matter = likeness(o->matter, other->matter);

	return words > matter ? words : matter;
}

static bool older(const struct order *a, const struct order *b)
{
	return a->received.s != b->received.s ? a->received.s < b->received.s
										  : a->head.ordinal < b->head.ordinal;
}

bool repeat_of(struct kv_txn *txn, const struct order *o, struct order *out, struct arena *a)
{
	const char *field = *o->category ? "category" : "area";
	struct arena read = { 0 };
	uint32_t *ordinals;
	size_t n =
		*o->category || *o->area ? pick_where(txn, &order_schema, field, o, &ordinals, &read) : 0;
	int best = 0;

	for (size_t i = n; i-- > 0 && n - i <= LOOK_MOST;) {
		struct arena_mark mark = arena_mark(&read);
		struct err e = { 0 };
		struct order other;
		int like;

		if (record_at(txn, &order_schema, ordinals[i], &other, &read, &e) &&
			may_be_repeated(o, &other) && older(&other, o) &&
			(like = alike(o, &other)) >= enough(o, &other) && like > best) {
			best = like;
			schema_copy(&order_schema, &other, out, a);
		}
		arena_reset(&read, mark);
	}
	arena_free(&read);
	return best > 0;
}

size_t repeats_of(struct kv_txn *txn, struct uid uid, struct order **out, struct arena *a)
{
	struct order like = { .merged = uid };
	uint32_t *ordinals;
	size_t n = pick_where(txn, &order_schema, "merged", &like, &ordinals, a), count = 0;
	struct err e = { 0 };

	*out = arena_array(a, n + 1, sizeof(**out));
	for (size_t i = 0; i < n; i++)
		count += record_at(txn, &order_schema, ordinals[i], &(*out)[count], a, &e);
	return count;
}

/* --- together and apart ---------------------------------------------------------------- */

bool repeats_follow(
	struct act *act, struct uid uid, struct case_ *c, const char *verb, struct err *e)
{
	struct order *rows;
	size_t n = repeats_of(&act->txn, uid, &rows, &act->scratch);

	for (size_t i = 0; i < n; i++) {
		uids_add(&c->orders, rows[i].head.uid, &act->scratch);
		rows[i].case_ = c->head.uid;
		rows[i].state = ORDER_TAKEN_UP;
		if (!record_put(act, &order_schema, &rows[i], verb, e))
			return false;
	}
	return !n || record_put(act, &case_schema, c, verb, e);
}

static const struct field merge_fields[] = {
	{
		FIELD_AT(struct merge_args, into, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_ORDER,
		.label = N_("merged into"),
		.help = N_("The order it repeats; it follows that one, and can be taken out again."),
	},
};

static const struct schema merge_schema = {
	.name = "merge",
	.label = N_("merge"),
	.size = sizeof(struct merge_args),
	.fields = merge_fields,
	.field_count = COUNT(merge_fields),
};

static void suggest_merge(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	struct order like;

	if (repeat_of(txn, subject, &like, a))
		((struct merge_args *)args)->into = like.head.uid;
}

static bool may_merge(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct order *o = subject;
	struct arena a = { 0 };
	struct order *rows;
	size_t n = repeats_of(txn, o->head.uid, &rows, &a);

	arena_free(&a);
	if (!uid_none(o->merged)) {
		err_set(e, ERR_RULE, "it is merged already");
		return err_fix(e, "take it out first");
	}
	if (!n)
		return true;
	err_set(e, ERR_RULE, "%zu orders are merged into this one", n);
	return err_fix(e, "merge the other one into this one");
}

static bool takes_merge(const struct order *o, const struct order *into, struct err *e)
{
	if (uid_same(o->head.uid, into->head.uid)) {
		err_set(e, ERR_RULE, "an order does not repeat itself");
		return err_fix(e, "choose the other order");
	}
	if (uid_none(into->merged))
		return true;
	err_set(e, ERR_RULE, "order %s is itself merged into another", into->number);
	return err_fix(e, "choose the one that it repeats");
}

static bool into_case(struct act *act, struct order *o, struct uid uid, struct err *e)
{
	struct case_ c;

	if (!record_get(&act->txn, &case_schema, uid, &c, &act->scratch, e))
		return false;
	uids_add(&c.orders, o->head.uid, &act->scratch);
	o->case_ = uid;
	o->state = ORDER_TAKEN_UP;
	return record_put(act, &case_schema, &c, "merge", e);
}

static bool run_merge(struct act *act, void *subject, const void *args, struct err *e)
{
	struct order *o = subject, into;

	if (!record_get(&act->txn, &order_schema, ((const struct merge_args *)args)->into, &into,
			&act->scratch, e) ||
		!takes_merge(o, &into, e))
		return false;
	o->merged = into.head.uid;
	o->state = ORDER_ON_FILE; /* the other one is worked on */
	if (!uid_none(into.case_) && !into_case(act, o, into.case_, e))
		return false;
	return record_put(act, &order_schema, o, "merge", e);
}

static bool may_unmerge(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct order *o = subject;

	(void)txn;
	if (!uid_none(o->merged))
		return true;
	err_set(e, ERR_RULE, "it is not merged into another order");
	return err_fix(e, "nothing needs to be done");
}

static bool out_of_case(struct act *act, const struct order *o, struct err *e)
{
	struct uids left = { 0 };
	struct case_ c;

	if (!record_get(&act->txn, &case_schema, o->case_, &c, &act->scratch, e))
		return false;
	for (size_t i = 0; i < c.orders.n; i++)
		if (!uid_same(c.orders.at[i], o->head.uid))
			uids_add(&left, c.orders.at[i], &act->scratch);
	c.orders = left;
	return record_put(act, &case_schema, &c, "unmerge", e);
}

static bool run_unmerge(struct act *act, void *subject, const void *args, struct err *e)
{
	struct order *o = subject;

	(void)args;
	if (!uid_none(o->case_) && !out_of_case(act, o, e))
		return false;
	o->case_ = o->merged = (struct uid){ 0 };
	o->state = ORDER_ON_FILE;
	order_derive(o, rules_of(&act->txn));
	return record_put(act, &order_schema, o, "unmerge", e);
}

const struct verb order_merge = {
	.name = "merge",
	.label = N_("merge"),
	.help = N_("Says that the order repeats another one: it follows that one into its case."),
	.subject = &order_schema,
	.args = &merge_schema,
	.may = may_merge,
	.suggest = suggest_merge,
	.run = run_merge,
	.aside = true,
};

const struct verb order_unmerge = {
	.name = "unmerge",
	.label = N_("take apart"),
	.help = N_("Takes a merged order out again; it has all that it had."),
	.subject = &order_schema,
	.may = may_unmerge,
	.run = run_unmerge,
	.aside = true,
};
