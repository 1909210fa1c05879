#include "store/panel/agenda.h"

#include "locale/msg/msg.h"
#include "store/panel/pick.h"
#include "store/panel/units.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
	const struct item *left = a, *right = b;

	if (left->place != right->place)
		return left->place < right->place ? -1 : 1;
	return left->head.ordinal < right->head.ordinal ? -1 : 1;
}

size_t meeting_items(struct kv_txn *txn, struct uid meeting, struct item **out, struct arena *a)
{
	struct item like = { .meeting = meeting }, *items;
	uint32_t *ordinals;
	size_t all = pick_where(txn, &item_schema, "meeting", &like, &ordinals, a), n = 0;
	struct err e = { 0 };

	items = arena_array(a, all + 1, sizeof(*items));
	for (size_t i = 0; i < all; i++)
		if (record_at(txn, &item_schema, ordinals[i], &items[n], a, &e))
			n++;
	qsort(items, n, sizeof(*items), by_place);
	*out = items;
	return n;
}

static bool sooner(const struct meeting *m, const struct meeting *than)
{
	if (m->state != than->state && (m->state == MEETING_OPEN || than->state == MEETING_OPEN))
		return m->state == MEETING_OPEN;
	return m->time.s < than->time.s;
}

bool meeting_circulated(const struct meeting *m)
{
	return m->kind == MEETING_CIRCULATED;
}

/* What goes round in writing takes no more once it is under way. */
static bool takes_cases(const struct meeting *m)
{
	return m->state == MEETING_PLANNED || m->state == MEETING_OPEN ||
		(m->state == MEETING_NOTIFIED && !meeting_circulated(m));
}

bool meeting_next(struct kv_txn *txn, struct meeting *out, struct arena *a)
{
	uint32_t *ordinals;
	size_t n = pick_all(txn, KIND_MEETING, &ordinals, a);
	struct err e = { 0 };
	bool found = false;

	for (size_t i = 0; i < n; i++) {
		struct meeting m;

		if (!record_at(txn, &meeting_schema, ordinals[i], &m, a, &e) || !takes_cases(&m))
			continue;
		if (!found || sooner(&m, out))
			*out = m;
		found = true;
	}
	return found;
}

bool meeting_sits(const struct meeting *m)
{
	return m->state == MEETING_OPEN || (m->state == MEETING_NOTIFIED && meeting_circulated(m));
}

static bool takes_changes(const struct meeting *m, bool sitting, struct err *e)
{
	bool ahead = m->state == MEETING_PLANNED || m->state == MEETING_NOTIFIED;

	if (meeting_sits(m) || (ahead && !sitting))
		return true;
	if (ahead && meeting_circulated(m)) {
		err_set(e, ERR_RULE, "the text has not gone round yet");
		err_fix(e, "send it round first: notify");
	} else if (ahead) {
		err_set(e, ERR_RULE, "the meeting has not been opened");
		err_fix(e, "open the meeting first");
	} else {
		err_set(e, ERR_RULE, "the meeting is over");
		err_fix(e, "put the case on the agenda of another meeting");
	}
	return err_at(e, "%s %s", _(meeting_schema.label), m->number);
}

bool item_changeable(struct kv_txn *txn, const struct item *item, bool sitting, struct err *e)
{
	struct arena a = { 0 };
	struct meeting m;
	bool can =
		record_get(txn, &meeting_schema, item->meeting, &m, &a, e) && takes_changes(&m, sitting, e);

	arena_free(&a);
	return can;
}

bool item_undecided(const struct item *item)
{
	return item->state == ITEM_WAITING || item->state == ITEM_IN_REVIEW;
}

bool item_carry_over(struct act *act, struct item *item, const char *verb, struct err *e)
{
	struct case_ c;

	if (!record_get(&act->txn, &case_schema, item->case_, &c, &act->scratch, e))
		return false;
	c.state = CASE_READY;
	item->state = ITEM_CARRIED;
	return record_put(act, &item_schema, item, verb, e) &&
		record_put(act, &case_schema, &c, "carry-over", e);
}

struct uids item_invited(struct kv_txn *txn, const struct item *item, struct arena *a)
{
	struct uids invited = { 0 };
	struct case_ c;
	struct err none = { 0 };

	if (!record_get(txn, &case_schema, item->case_, &c, a, &none))
		return invited;
	for (size_t i = 0; i < c.parties.n; i++) {
		struct unit u;

		if (record_get(txn, &unit_schema, c.parties.at[i], &u, a, &none) && !unit_is_body(&u))
			uids_add(&invited, c.parties.at[i], a);
	}
	return invited;
}

size_t item_history(struct kv_txn *txn, const struct item *item, struct item **out, struct arena *a)
{
	struct item like = { .case_ = item->case_ };
	struct err none = { 0 };
	uint32_t *ordinals;
	size_t all = pick_where(txn, &item_schema, "case", &like, &ordinals, a), n = 0;

	*out = arena_array(a, all + 1, sizeof(**out));
	for (size_t i = 0; i < all; i++)
		if (ordinals[i] < item->head.ordinal &&
			record_at(txn, &item_schema, ordinals[i], &(*out)[n], a, &none))
			n++;
	return n;
}

const char *item_name(const struct item *item, struct arena *a)
{
	return arena_format(a, _("item %lld"), (long long)item->place);
}
