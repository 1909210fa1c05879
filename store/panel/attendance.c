#include "store/panel/attendance.h"

#include "store/panel/agenda.h"
#include "store/panel/pick.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"

#include <stdlib.h>
#include <string.h>

static int convener_first(const void *a, const void *b)
{
	const struct unit *left = a, *right = b;

	if (left->role != right->role)
		return left->role < right->role ? -1 : 1;
	return left->head.ordinal < right->head.ordinal ? -1 : 1;
}

size_t attendance_bodies(struct kv_txn *txn, struct unit **out, struct arena *a)
{
	uint32_t *ordinals;
	size_t all = pick_all(txn, KIND_UNIT, &ordinals, a), n = 0;
	struct unit *bodies = arena_array(a, all + 1, sizeof(*bodies));
	struct err e = { 0 };

	for (size_t i = 0; i < all; i++)
		if (record_peek(txn, &unit_schema, ordinals[i], &bodies[n], a, &e) &&
			unit_is_body(&bodies[n]))
			n++;
	qsort(bodies, n, sizeof(*bodies), convener_first);
	*out = bodies;
	return n;
}

static enum presence presence_of(uint32_t as)
{
	switch (as) {
	case ATTENDS:
	case ATTENDS_FOR:
	case ATTENDS_BACK:
		return PRESENCE_HERE;
	case ATTENDS_RECUSED:
		return PRESENCE_RECUSED;
	}
	return PRESENCE_AWAY;
}

/* Of several people of a unit one in the room is enough; a recusal is the unit's. */
enum presence attendance_of(const struct item *item, struct uid unit)
{
	const struct attender *rows = item->attenders.at;
	enum presence best = PRESENCE_NONE;

	for (size_t i = 0; i < item->attenders.n; i++) {
		enum presence p = presence_of(rows[i].as);

		if (!uid_same(rows[i].unit, unit))
			continue;
		if (p == PRESENCE_RECUSED)
			return p;
		if (best != PRESENCE_HERE)
			best = p;
	}
	return best;
}

static bool was_in_room(const struct item *item, struct uid unit)
{
	const struct attender *rows = item->attenders.at;

	for (size_t i = 0; i < item->attenders.n; i++)
		if (uid_same(rows[i].unit, unit) &&
			(rows[i].as == ATTENDS_LEFT || presence_of(rows[i].as) == PRESENCE_HERE))
			return true;
	return false;
}

/* A body whose only trace is a recusal came to say so, unless it stayed away from
 * another item. */
static bool came(const struct item *items, size_t n, struct uid unit)
{
	bool recused = false, away = false;

	for (size_t i = 0; i < n; i++) {
		enum presence p = attendance_of(&items[i], unit);

		if (was_in_room(&items[i], unit))
			return true;
		recused |= p == PRESENCE_RECUSED;
		away |= p == PRESENCE_AWAY;
	}
	return recused && !away;
}

size_t attendance_seats(
	struct kv_txn *txn, const struct item *item, struct seat **out, struct arena *a)
{
	struct unit *bodies;
	struct item *items;
	size_t n = attendance_bodies(txn, &bodies, a);
	size_t item_count = meeting_items(txn, item->meeting, &items, a);
	struct seat *seats = arena_array(a, n ? n : 1, sizeof(*seats));

	for (size_t i = 0; i < n; i++)
		seats[i] = (struct seat){
			.unit = bodies[i].head.uid,
			.name = bodies[i].short_,
			.now = attendance_of(item, bodies[i].head.uid),
			.came = came(items, item_count, bodies[i].head.uid),
		};
	*out = seats;
	return n;
}

static bool stayed_away(const struct seat *s)
{
	return !s->came;
}

static bool not_here(const struct seat *s)
{
	return s->now != PRESENCE_HERE && s->now != PRESENCE_RECUSED;
}

static bool has_recused(const struct seat *s)
{
	return s->now == PRESENCE_RECUSED;
}

enum { NAMES_ROOM = 96 };

/* "司法局、群众中心", cut at a name when there are many; how many there are. */
static int names_of(
	const struct seat *seats, size_t n, bool (*which)(const struct seat *), char out[NAMES_ROOM])
{
	int count = 0;

	*out = '\0';
	for (size_t i = 0; i < n; i++) {
		if (!which(&seats[i]))
			continue;
		name_add(out, NAMES_ROOM, seats[i].name);
		count++;
	}
	return count;
}

/* How many of `all` are asked for; 0: all of them. */
static int asked(int setting, int all)
{
	return setting && setting < all ? setting : all;
}

static bool panel_stands(const struct seat *seats, int n, int least, struct err *e)
{
	char names[NAMES_ROOM];

	if (n < least) {
		err_set(e, ERR_RULE, "the panel has %d bodies; it needs %d", n, least);
		return err_fix(e, "set the role of its units to convener or panel body");
	}
	if (n - names_of(seats, (size_t)n, has_recused, names) >= least)
		return true;
	err_set(e, ERR_RULE, "%s have recused: too few bodies are left to agree", names);
	return err_fix(e, "refer the case up");
}

static bool meeting_met(const struct seat *seats, int n, int setting, struct err *e)
{
	char names[NAMES_ROOM];
	int came = n - names_of(seats, (size_t)n, stayed_away, names);

	if (came >= asked(setting, n))
		return true;
	err_set(
		e, ERR_RULE, "meeting quorum not met: %d of %d bodies have come, not %s", came, n, names);
	return err_fix(e, "record who came, or adjourn the item");
}

/* At least `least` of those that are left must be there, however few the county asks for. */
static bool item_met(const struct seat *seats, int n, const struct rules *rules, struct err *e)
{
	char names[NAMES_ROOM];
	int left = n - names_of(seats, (size_t)n, has_recused, names);
	int here = left - names_of(seats, (size_t)n, not_here, names);
	int needed = asked(rules->item_bodies, left);

	if (here >= (needed > rules->least_bodies ? needed : rules->least_bodies))
		return true;
	err_set(
		e, ERR_RULE, "item quorum not met: %d of %d bodies are here, not %s", here, left, names);
	return err_fix(e, "record who came back or recused, or adjourn the item");
}

bool attendance_quorum(struct kv_txn *txn, const struct item *item, struct err *e)
{
	struct arena a = { 0 };
	struct seat *seats;
	size_t n = attendance_seats(txn, item, &seats, &a);
	const struct rules *rules = rules_of(txn);
	bool met = panel_stands(seats, (int)n, rules->least_bodies, e) &&
		meeting_met(seats, (int)n, rules->meeting_bodies, e) && item_met(seats, (int)n, rules, e);

	arena_free(&a);
	return met;
}

bool attendance_panel_stands(struct kv_txn *txn, const struct item *item, struct err *e)
{
	struct arena a = { 0 };
	struct seat *seats;
	size_t n = attendance_seats(txn, item, &seats, &a);
	bool stands = panel_stands(seats, (int)n, rules_of(txn)->least_bodies, e);

	arena_free(&a);
	return stands;
}

static bool same_person(const struct attender *row, const struct attender *said)
{
	return uid_same(row->unit, said->unit) &&
		(!*said->person || !*row->person || !strcmp(row->person, said->person));
}

static void take(const char **field, const char *said)
{
	if (*said)
		*field = said;
}

static void change(struct attender *row, const struct attender *said)
{
	if (presence_of(said->as) == PRESENCE_HERE)
		row->reason = ""; /* it was why somebody stayed away */
	if (said->as == ATTENDS)
		row->for_whom = "";
	row->as = said->as;
	take(&row->person, said->person);
	take(&row->for_whom, said->for_whom);
	take(&row->reason, said->reason);
	if (said->at.s)
		row->at = said->at;
}

void attendance_record(struct item *item, const struct attender *said, struct arena *a)
{
	struct attender *rows = arena_array(a, item->attenders.n + 1, sizeof(*rows));
	size_t n = item->attenders.n;
	bool known = false;

	if (n)
		memcpy(rows, item->attenders.at, n * sizeof(*rows));
	for (size_t i = 0; i < n; i++)
		if (same_person(&rows[i], said)) {
			change(&rows[i], said);
			known = true;
		}
	if (!known)
		rows[n++] = *said;
	item->attenders = (struct rows){ n, rows };
}
