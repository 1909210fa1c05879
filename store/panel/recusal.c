#include "store/panel/recusal.h"

#include "locale/base/array.h"
#include "store/panel/attendance.h"
#include "store/panel/units.h"
#include "store/schema/order.h"

/* Who has a hand in the case, by how. */
struct hands {
	struct uids returned, against, party;
};

static void add_order(struct kv_txn *txn, struct uid uid, struct hands *h, struct arena *a)
{
	struct order o;
	struct err e = { 0 };
	const struct order_return *returns;

	if (!record_get(txn, &order_schema, uid, &o, a, &e))
		return;
	returns = o.returns.at;
	for (size_t i = 0; i < o.returns.n; i++)
		if (return_bounces(&returns[i]))
			units_in_cell(txn, returns[i].unit, &h->returned, a);
	units_in_cell(txn, o.against, &h->against, a);
}

static struct hands hands_in(struct kv_txn *txn, const struct item *item, struct arena *a)
{
	struct hands h = { 0 };
	struct case_ c;
	struct err e = { 0 };

	if (!record_get(txn, &case_schema, item->case_, &c, a, &e))
		return h;
	for (size_t i = 0; i < c.orders.n; i++)
		add_order(txn, c.orders.at[i], &h, a);
	h.party = c.parties;
	return h;
}

/* The unit of the list that is the body, its parent or its child; none: no such. */
static struct uid related(
	struct kv_txn *txn, const struct uids *list, const struct unit *body, struct arena *a)
{
	struct err e = { 0 };

	if (uids_have(list, body->head.uid))
		return body->head.uid;
	for (size_t i = 0; i < list->n; i++) {
		struct unit u;

		if (uid_same(list->at[i], body->parent))
			return list->at[i];
		if (record_get(txn, &unit_schema, list->at[i], &u, a, &e) &&
			uid_same(u.parent, body->head.uid))
			return list->at[i];
	}
	return (struct uid){ 0 };
}

static const char *reason_words(
	struct kv_txn *txn, const struct conflict *c, const struct unit *body, struct arena *a)
{
	static const char *const roles[] = {
		[CONFLICT_RETURNED] = "系退单单位",
		[CONFLICT_AGAINST] = "系被反映单位",
		[CONFLICT_PARTY] = "系当事单位",
	};
	const char *unit = unit_short(txn, c->unit, a);

	if (uid_same(c->unit, c->body))
		return arena_format(a, "%s%s", unit, roles[c->why]);
	if (uid_same(c->unit, body->parent))
		return arena_format(a, "%s隶属%s，%s%s", body->short_, unit, unit, roles[c->why]);
	return arena_format(a, "%s隶属%s，%s", unit, body->short_, roles[c->why]);
}

static bool conflict_of(struct kv_txn *txn, const struct hands *h, const struct unit *body,
	struct conflict *out, struct arena *a)
{
	const struct uids *lists[] = { &h->returned, &h->against, &h->party };

	for (size_t i = 0; i < COUNT(lists); i++) {
		struct uid unit = related(txn, lists[i], body, a);

		if (uid_none(unit))
			continue;
		*out = (struct conflict){
			.body = body->head.uid,
			.unit = unit,
			.why = (enum conflict_why)(CONFLICT_RETURNED + i),
		};
		out->words = reason_words(txn, out, body, a);
		return true;
	}
	return false;
}

size_t item_conflicts(
	struct kv_txn *txn, const struct item *item, struct conflict **out, struct arena *a)
{
	struct hands h = hands_in(txn, item, a);
	struct unit *bodies;
	size_t body_count = attendance_bodies(txn, &bodies, a), n = 0;
	struct conflict *found = arena_array(a, body_count ? body_count : 1, sizeof(*found));

	for (size_t i = 0; i < body_count; i++)
		if (attendance_of(item, bodies[i].head.uid) != PRESENCE_RECUSED &&
			conflict_of(txn, &h, &bodies[i], &found[n], a))
			n++;
	*out = found;
	return n;
}

bool recusal_pen(struct act *act, const struct item *item, struct err *e)
{
	struct err none = { 0 };
	struct member m;

	if (uid_none(act->who->member) ||
		!record_get(&act->txn, &member_schema, act->who->member, &m, &act->scratch, &none) ||
		attendance_of(item, m.unit) != PRESENCE_RECUSED)
		return true;
	err_set(e, ERR_RULE, "%s has recused: its recorder hands the pen over",
		unit_short(&act->txn, m.unit, &act->scratch));
	return err_fix(e, "change who sits at the keyboard, then go on with this item");
}
