#include "store/doc/people.h"

#include "store/panel/attendance.h"
#include "store/panel/units.h"

#include <string.h>

/* One person, or a unit nobody was named for. */
struct guest {
	struct uid unit;
	const char *person;
	struct attender best; /* where somebody was there for one item, that counts */
};

struct guests {
	struct guest *at;
	size_t n;
};

static enum people_group group_of(uint32_t as, bool body)
{
	if (as == ATTENDS_LEAVE)
		return PEOPLE_LEAVE;
	if (as == ATTENDS_ABSENT)
		return PEOPLE_ABSENT;
	return body && as != ATTENDS_INVITED ? PEOPLE_BODIES : PEOPLE_INVITED;
}

/* Being there outweighs being invited, that a leave, that an absence. */
static enum people_group weight(uint32_t as)
{
	return group_of(as, true);
}

static void meet(struct guests *g, const struct attender *row)
{
	struct guest *known = NULL;

	for (size_t i = 0; i < g->n && !known; i++)
		if (uid_same(g->at[i].unit, row->unit) && !strcmp(g->at[i].person, row->person))
			known = &g->at[i];
	if (!known) {
		known = &g->at[g->n++];
		*known = (struct guest){ row->unit, row->person, *row };
		return;
	}
	if (weight(row->as) < weight(known->best.as) ||
		(weight(row->as) == weight(known->best.as) && *row->for_whom))
		known->best = *row;
}

static struct guests all_guests(const struct item *items, size_t n, struct arena *a)
{
	struct guests g = { 0 };
	size_t rows = 0;

	for (size_t i = 0; i < n; i++)
		rows += items[i].attenders.n;
	g.at = arena_array(a, rows + 1, sizeof(*g.at));
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < items[i].attenders.n; k++)
			meet(&g, (const struct attender *)items[i].attenders.at + k);
	return g;
}

/* A row without a name says nothing beside one with a name. */
static bool told_by_another(const struct guests *g, const struct guest *guest)
{
	for (size_t i = 0; i < g->n && !*guest->person; i++)
		if (uid_same(g->at[i].unit, guest->unit) && *g->at[i].person)
			return true;
	return false;
}

static void write_guest(
	struct kv_txn *txn, const struct guest *guest, struct buf *out, struct arena *a)
{
	if (out->n)
		buf_puts(out, "，");
	buf_puts(out, unit_short(txn, guest->unit, a));
	buf_puts(out, guest->person);
	if (*guest->best.for_whom)
		buf_printf(out, "（代%s）", guest->best.for_whom);
	else if (guest->best.as == ATTENDS_LEAVE && *guest->best.reason)
		buf_printf(out, "（%s）", guest->best.reason);
}

/* Units in the order of the panel first, then as they came. */
static void write_unit(struct kv_txn *txn, const struct guests *g, const struct uids *bodies,
	struct uid unit, enum people_group group, struct buf *out, struct arena *a)
{
	for (size_t i = 0; i < g->n; i++)
		if (uid_same(g->at[i].unit, unit) && !told_by_another(g, &g->at[i]) &&
			group_of(g->at[i].best.as, uids_have(bodies, unit)) == group)
			write_guest(txn, &g->at[i], out, a);
}

static struct uids body_uids(struct kv_txn *txn, struct arena *a)
{
	struct unit *units;
	size_t n = attendance_bodies(txn, &units, a);
	struct uids bodies = { 0 };

	for (size_t i = 0; i < n; i++)
		uids_add(&bodies, units[i].head.uid, a);
	return bodies;
}

const char *people_words(struct kv_txn *txn, const struct item *items, size_t n,
	enum people_group group, struct arena *a)
{
	struct guests g = all_guests(items, n, a);
	struct uids bodies = body_uids(txn, a), order;
	struct buf out = { 0 };
	const char *words;

	order = bodies;
	for (size_t i = 0; i < g.n; i++)
		uids_add(&order, g.at[i].unit, a);
	for (size_t i = 0; i < order.n; i++)
		write_unit(txn, &g, &bodies, order.at[i], group, &out, a);
	words = arena_text(a, buf_text(&out));
	buf_free(&out);
	return words;
}

const char *people_recusal_reason(const struct item *item, struct uid unit)
{
	const struct attender *rows = item->attenders.at;

	for (size_t i = 0; i < item->attenders.n; i++)
		if (rows[i].as == ATTENDS_RECUSED && uid_same(rows[i].unit, unit))
			return rows[i].reason;
	return "";
}
