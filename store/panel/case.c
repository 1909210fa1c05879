/* case.c — 研判件: onto an agenda, off it, and back to ready. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/args.h"
#include "store/panel/attendance.h"
#include "store/panel/flows.h"
#include "store/panel/pick.h"
#include "store/panel/ready.h"
#include "store/panel/units.h"
#include "store/schema/review.h"

static const struct field place_fields[] = {
	{
		FIELD_AT(struct place_args, meeting, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_MEETING,
		.label = N_("meeting"),
		.help = N_("The meeting that is to hear it; not over yet."),
	},
};

static const struct schema place_schema = {
	.name = "place",
	.label = N_("put on the agenda"),
	.size = sizeof(struct place_args),
	.fields = place_fields,
	.field_count = COUNT(place_fields),
};

static void suggest_place(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	struct place_args *to = args;
	struct meeting m;

	(void)subject;
	if (meeting_next(txn, &m, a))
		to->meeting = m.head.uid;
}

static bool may_place(struct kv_txn *txn, const void *subject, struct err *e)
{
	struct arena a = { 0 };
	struct meeting m;
	bool may = meeting_next(txn, &m, &a);

	arena_free(&a);
	if (may)
		return ready_enough(txn, subject, e);
	err_set(e, ERR_RULE, "no meeting is planned");
	return err_fix(e, "plan one first: Ctrl+N in the view of meetings, or yanpan new meeting");
}

/* Parts and bases may still be named in the meeting; what has been asked is waited for. */
static void warn_place(struct kv_txn *txn, const void *subject, const void *args, struct buf *lines)
{
	struct arena a = { 0 };
	struct condition *all;
	size_t n = ready_conditions(txn, subject, (struct day){ 0 }, &all, &a);

	(void)args;
	for (size_t i = 0; i < n; i++)
		if (!all[i].met && all[i].firm == STRICT_WARN &&
			(all[i].of == CONDITION_RETURNS || all[i].of == CONDITION_REPLIES))
			buf_printf(lines, "%s\n", all[i].words);
	arena_free(&a);
}

static bool takes_items(const struct meeting *m, struct err *e)
{
	if (meeting_circulated(m) && m->state == MEETING_NOTIFIED) {
		err_set(e, ERR_RULE, "the text of %s has gone round already", m->number);
		return err_fix(e, "choose another meeting");
	}
	if (m->state == MEETING_PLANNED || m->state == MEETING_NOTIFIED || m->state == MEETING_OPEN)
		return true;
	err_set(e, ERR_RULE, "meeting %s is over", m->number);
	return err_fix(e, "choose a meeting that is planned or in session");
}

/* What is known of the bodies from the item before holds for the new one; a recusal was
 * from that item alone. */
static void bring_bodies(struct act *act, struct item *item, const struct item *before)
{
	const struct attender *rows = before->attenders.at;
	struct unit *bodies;
	size_t n = attendance_bodies(&act->txn, &bodies, &act->scratch);

	for (size_t i = 0; i < before->attenders.n; i++)
		for (size_t b = 0; b < n; b++)
			if (uid_same(rows[i].unit, bodies[b].head.uid) && rows[i].as != ATTENDS_RECUSED)
				attendance_record(item, &rows[i], &act->scratch);
}

/* What was drafted when the case was heard before goes on. */
static void bring_draft(struct act *act, struct item *item, const struct case_ *c)
{
	struct item before;
	struct ruling r;
	struct err e = { 0 };

	if (!uid_none(c->item) &&
		record_get(&act->txn, &item_schema, c->item, &before, &act->scratch, &e) &&
		!uid_none(before.ruling) &&
		record_get(&act->txn, &ruling_schema, before.ruling, &r, &act->scratch, &e) &&
		r.state == RULING_DRAFT)
		item->ruling = r.head.uid;
}

/* A place may change with the order of the agenda, a number never does. */
static const char *free_number(struct act *act, const struct meeting *m, size_t from)
{
	for (size_t n = from;; n++) {
		const char *number = arena_format(&act->scratch, "%s/%zu", m->number, n);
		uint32_t ordinal;

		if (!record_named(&act->txn, &item_schema, number, &ordinal, 1))
			return number;
	}
}

static bool run_place(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct place_args *given = args;
	struct case_ *c = subject;
	struct meeting m;
	struct item item, *items;
	size_t n;

	if (!record_get(&act->txn, &meeting_schema, given->meeting, &m, &act->scratch, e) ||
		!takes_items(&m, e))
		return false;
	n = meeting_items(&act->txn, m.head.uid, &items, &act->scratch);
	schema_init(&item_schema, &item);
	item.meeting = m.head.uid;
	item.case_ = c->head.uid;
	item.place = n ? items[n - 1].place + 1 : 1;
	item.number = free_number(act, &m, n + 1);
	item.state = ITEM_WAITING;
	item.late = m.state != MEETING_PLANNED;
	if (n)
		bring_bodies(act, &item, &items[n - 1]);
	bring_draft(act, &item, c);
	if (!record_put(act, &item_schema, &item, "place", e))
		return false;
	c->item = item.head.uid;
	return record_put(act, &case_schema, c, "place", e);
}

/* --- off it again -------------------------------------------------------------------- */

/* The item before this one of the same case; none: head.ordinal stays 0. */
static void item_before(
	struct kv_txn *txn, const struct item *item, struct item *out, struct arena *a)
{
	struct item *before;
	size_t n = item_history(txn, item, &before, a);

	*out = n ? before[n - 1] : (struct item){ .number = "" };
}

/* What was said or drafted on it would be out of sight. */
static bool untouched(struct kv_txn *txn, const struct item *item, struct arena *a, struct err *e)
{
	struct item before;

	item_before(txn, item, &before, a);
	if (item->state == ITEM_WAITING && !*item->notes && !item->positions.n && !item->answers.n &&
		(uid_none(item->ruling) || uid_same(item->ruling, before.ruling)))
		return true;
	err_set(e, ERR_RULE, "the item has been heard: it stays on the agenda");
	return err_fix(e, "adjourn it, or let it be carried over when the meeting closes");
}

static bool may_unplace(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct case_ *c = subject;
	struct arena a = { 0 };
	struct item item;
	bool may = record_get(txn, &item_schema, c->item, &item, &a, e) &&
		item_changeable(txn, &item, false, e) && untouched(txn, &item, &a, e);

	arena_free(&a);
	return may;
}

/* Those behind it move up. */
static bool close_gap(struct act *act, const struct item *gone, struct err *e)
{
	struct item *items;
	size_t n = meeting_items(&act->txn, gone->meeting, &items, &act->scratch);

	for (size_t i = 0; i < n; i++) {
		if (items[i].place <= gone->place)
			continue;
		items[i].place--;
		if (!record_put(act, &item_schema, &items[i], "unplace", e))
			return false;
	}
	return true;
}

static bool run_unplace(struct act *act, void *subject, const void *args, struct err *e)
{
	struct case_ *c = subject;
	struct item item, before;

	(void)args;
	if (!record_get(&act->txn, &item_schema, c->item, &item, &act->scratch, e))
		return false;
	item_before(&act->txn, &item, &before, &act->scratch);
	c->item = before.head.uid;
	return close_gap(act, &item, e) &&
		record_set_live(act, &item_schema, item.head.ordinal, false, "unplace", e) &&
		record_put(act, &case_schema, c, "unplace", e);
}

static const struct verb case_place = {
	.name = "place",
	.label = N_("put on the agenda"),
	.help = N_("Makes the case an item at the end of a meeting's agenda."),
	.subject = &case_schema,
	.args = &place_schema,
	.may = may_place,
	.suggest = suggest_place,
	.warn = warn_place,
	.run = run_place,
};

static const struct verb case_unplace = {
	.name = "unplace",
	.label = N_("take off the agenda"),
	.help = N_("Takes the case off the agenda, unheard: it is ready for a meeting again."),
	.subject = &case_schema,
	.may = may_unplace,
	.run = run_unplace,
};

/* What is found out and said before the meeting is written down until there is a ruling. */
#define IN_PREPARATION(v)                                                                          \
	{ .verb = (v), .from = CASE_CONSULTING }, { .verb = (v), .from = CASE_READY },                 \
		{ .verb = (v), .from = CASE_UNDER_REVIEW },                                                \
	{                                                                                              \
		.verb = (v), .from = CASE_ADJOURNED                                                        \
	}

static const struct flow rows[] = {
	{ .verb = &case_place, .from = CASE_READY, .to = CASE_UNDER_REVIEW },
	{ .verb = &case_ready, .from = CASE_CONSULTING, .to = CASE_READY },
	{ .verb = &case_ready, .from = CASE_ADJOURNED, .to = CASE_READY },
	{ .verb = &case_unplace, .from = CASE_UNDER_REVIEW, .to = CASE_READY },
	{ .verb = &case_ready, .from = CASE_REFERRED, .to = CASE_READY },
	{ .verb = &case_settle, .from = CASE_CALL_BACK, .to = CASE_CLOSED },
	{ .verb = &case_settle, .from = CASE_CARRIED_OUT, .to = CASE_CLOSED },
	{ .verb = &case_archive, .from = CASE_CLOSED, .to = CASE_ARCHIVED },
	IN_PREPARATION(&case_claim),
	IN_PREPARATION(&case_part),
	IN_PREPARATION(&case_ask),
	IN_PREPARATION(&case_advise),
	IN_PREPARATION(&case_convene),
	IN_PREPARATION(&case_designate),
	{ .verb = &case_talks, .from = CASE_READY, .to = CASE_CONSULTING },
	{ .verb = &case_talks, .from = CASE_ADJOURNED, .to = CASE_CONSULTING },
};

const struct flow_rows case_flow = { .kind = KIND_CASE, .at = rows, .n = COUNT(rows) };
