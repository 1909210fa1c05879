#include "store/panel/circulate.h"

#include "locale/calendar/workday.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/attendance.h"
#include "store/panel/flows.h"
#include "store/panel/ruling.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"

enum { NAMES_ROOM = 96 };

static bool meeting_of(
	struct kv_txn *txn, const struct item *item, struct meeting *m, struct arena *a)
{
	struct err none = { 0 };

	return record_get(txn, &meeting_schema, item->meeting, m, a, &none);
}

bool circulate_item(struct kv_txn *txn, const struct item *item)
{
	struct arena a = { 0 };
	struct meeting m;
	bool is = meeting_of(txn, item, &m, &a) && meeting_circulated(&m);

	arena_free(&a);
	return is;
}

/* --- it goes round ----------------------------------------------------------------- */

static bool text_finished(struct act *act, const struct item *item, struct err *e)
{
	struct ruling r;

	schema_init(&ruling_schema, &r);
	if (!uid_none(item->ruling) &&
		!record_get(&act->txn, &ruling_schema, item->ruling, &r, &act->scratch, e))
		return false;
	return ruling_complete(&act->txn, &r, e) || err_at(e, "%s", item_name(item, &act->scratch));
}

bool circulate_begin(
	struct act *act, struct meeting *m, const struct item *items, size_t n, struct err *e)
{
	struct day today = time_day(act->now);

	for (size_t i = 0; i < n; i++)
		if (!text_finished(act, &items[i], e))
			return false;
	if (!m->until.n)
		m->until = workday_add(today, rules_of(&act->txn)->circulate_days, NULL);
	if (m->until.n >= today.n)
		return true;
	err_set(e, ERR_RULE, "the last day for positions is over already");
	return err_fix(e, "choose a later day, or leave it empty");
}

/* --- who has answered ---------------------------------------------------------------- */

static const struct position *position_of(const struct item *item, struct uid unit)
{
	const struct position *rows = item->positions.at;

	for (size_t i = 0; i < item->positions.n; i++)
		if (uid_same(rows[i].unit, unit))
			return &rows[i];
	return NULL;
}

size_t circulate_silent(
	struct kv_txn *txn, const struct item *item, struct unit **out, struct arena *a)
{
	struct unit *bodies;
	size_t all = attendance_bodies(txn, &bodies, a), n = 0;

	for (size_t i = 0; i < all; i++)
		if (attendance_of(item, bodies[i].head.uid) != PRESENCE_RECUSED &&
			!position_of(item, bodies[i].head.uid))
			bodies[n++] = bodies[i];
	*out = bodies;
	return n;
}

bool circulate_answered(struct kv_txn *txn, const struct item *item, struct err *e)
{
	struct arena a = { 0 };
	struct unit *silent;
	size_t n = circulate_silent(txn, item, &silent, &a);
	char names[NAMES_ROOM] = "";

	for (size_t i = 0; i < n; i++)
		name_add(names, sizeof(names), silent[i].short_);
	arena_free(&a);
	if (!attendance_panel_stands(txn, item, e))
		return false;
	if (!n)
		return true;
	err_set(e, ERR_RULE, "not answered yet in writing: %s", names);
	return err_fix(e, "record their positions, or put the item off");
}

/* --- a position in writing -------------------------------------------------------------- */

bool circulate_signed(
	struct act *act, const struct item *item, struct position *given, struct err *e)
{
	struct day today = time_day(act->now);
	struct meeting m;

	if (!meeting_of(&act->txn, item, &m, &act->scratch) || !meeting_circulated(&m) ||
		!given->stance)
		return true;
	if (!given->day.n)
		given->day = today;
	if (!*given->signer) {
		err_set(e, ERR_RULE, "who signed for the body is missing");
		return err_fix(e, "name the signer: signer=…");
	}
	if (given->day.n <= today.n && given->day.n >= time_day(m.notified).n)
		return true;
	err_set(e, ERR_RULE, "it cannot have been signed on that day");
	return err_fix(e, "the text has gone round since %s; today is %s",
		day_short_text(time_day(m.notified), (char[DATE_TEXT]){ 0 }),
		day_short_text(today, (char[DATE_TEXT]){ 0 }));
}

bool circulate_text_open(struct kv_txn *txn, const struct item *item, struct err *e)
{
	if (!item->positions.n || !circulate_item(txn, item))
		return true;
	err_set(e, ERR_RULE, "a body has signed this text: it stays as it went round");
	return err_fix(e, "take the positions back, or put the item off and send a new text round");
}

bool circulate_needs_room(struct kv_txn *txn, const struct item *item, struct err *e)
{
	if (!circulate_item(txn, item))
		return true;
	err_set(e, ERR_RULE, "what goes round in writing has no attendance");
	return err_fix(e, "record the bodies' positions");
}

/* --- it settles itself --------------------------------------------------------------------- */

static struct uid who_disagrees(const struct item *item)
{
	const struct position *rows = item->positions.at;

	for (size_t i = 0; i < item->positions.n; i++)
		if (rows[i].stance == STANCE_DISAGREES &&
			attendance_of(item, rows[i].unit) != PRESENCE_RECUSED)
			return rows[i].unit;
	return (struct uid){ 0 };
}

static bool to_a_sitting(struct act *act, struct item *item, struct uid unit, struct err *e)
{
	item->reason = arena_format(
		&act->scratch, "传签中%s不同意，提交会议研究", unit_short(&act->txn, unit, &act->scratch));
	return item_carry_over(act, item, "position", e);
}

static bool close_when_done(struct act *act, const struct item *item, struct err *e)
{
	struct item *items;
	struct meeting after;
	size_t n = meeting_items(&act->txn, item->meeting, &items, &act->scratch);

	for (size_t i = 0; i < n; i++)
		if (item_undecided(&items[i]))
			return true;
	return verb_do(act, &meeting_close, item->meeting, NULL, &after, e);
}

bool circulate_settle(struct act *act, struct item *item, struct err *e)
{
	struct err waits = { 0 };
	struct uid against = who_disagrees(item);
	struct meeting m;

	if (!meeting_of(&act->txn, item, &m, &act->scratch) || !meeting_circulated(&m) ||
		!meeting_sits(&m) || !circulate_answered(&act->txn, item, &waits))
		return true;
	if (!uid_none(against) ? !to_a_sitting(act, item, against, e)
						   : !verb_do(act, &item_agree, item->head.uid, NULL, item, e))
		return false;
	return close_when_done(act, item, e);
}
