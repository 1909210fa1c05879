/* meeting.c — 会议: opened, closed; and who is there for all of its items.  What follows,
 * 会签 签发 印发, is in issuing.c. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/args.h"
#include "store/panel/attendance.h"
#include "store/panel/circulate.h"
#include "store/panel/flows.h"
#include "store/panel/units.h"
#include "store/schema/review.h"

#include <string.h>

static const struct field close_fields[] = {
	{
		FIELD_AT(struct close_args, carry, FIELD_FLAG),
		.tag = 1,
		.label = N_("carry undecided items over"),
		.help = N_("Cases of undecided items become ready for the next meeting."),
	},
};

static const struct schema close_schema = {
	.name = "close",
	.label = N_("close the meeting"),
	.size = sizeof(struct close_args),
	.fields = close_fields,
	.field_count = COUNT(close_fields),
};

/* What a notice cannot do without. */
static bool announced(const struct meeting *m, size_t items, struct err *e)
{
	bool room = m->kind != MEETING_CIRCULATED && m->kind != MEETING_VIDEO;

	if (!items) {
		err_set(e, ERR_RULE, "nothing is on the agenda yet");
		return err_fix(e, "put a case on the agenda first");
	}
	if (*m->place || !room)
		return true;
	err_set(e, ERR_RULE, "where the meeting takes place is missing");
	return err_fix(e, "fill in the place of the meeting: Ctrl+E, or yanpan edit meeting");
}

static bool run_notify(struct act *act, void *subject, const void *args, struct err *e)
{
	struct meeting *m = subject;
	struct item *items;
	size_t n = meeting_items(&act->txn, m->head.uid, &items, &act->scratch);

	(void)args;
	if (!announced(m, n, e) || (meeting_circulated(m) && !circulate_begin(act, m, items, n, e)))
		return false;
	m->notified = act->now;
	return record_put(act, &meeting_schema, m, "notify", e);
}

/* 传签 has neither an opening nor people in a room. */
static bool may_sit(struct kv_txn *txn, const void *subject, struct err *e)
{
	(void)txn;
	if (!meeting_circulated(subject))
		return true;
	err_set(e, ERR_RULE, "what goes round in writing is not opened and has no attendance");
	return err_fix(e, "send it round (notify) and record the bodies' positions");
}

/* A meeting in a room is opened first; 传签 ends from where it goes round. */
static bool may_close(struct kv_txn *txn, const void *subject, struct err *e)
{
	(void)txn;
	if (meeting_sits(subject))
		return true;
	err_set(e, ERR_RULE, "the meeting has not been opened");
	return err_fix(e, "open the meeting first");
}

static bool run_open(struct act *act, void *subject, const void *args, struct err *e)
{
	struct meeting *m = subject;

	(void)args;
	m->opened = act->now;
	return record_put(act, &meeting_schema, m, "open", e);
}

static bool name_undecided(const struct item *items, size_t n, struct arena *a, struct err *e)
{
	char names[128] = "";

	for (size_t i = 0; i < n; i++) {
		if (!item_undecided(&items[i]) || name_add(names, sizeof(names), item_name(&items[i], a)))
			continue;
		strcat(names, "…");
		break;
	}
	err_set(e, ERR_RULE, "not decided yet: %s", names);
	return err_fix(e, "agree or adjourn them, or carry them over on purpose (carry=yes)");
}

static bool run_close(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct close_args *given = args;
	struct meeting *m = subject;
	struct item *items;
	size_t n = meeting_items(&act->txn, m->head.uid, &items, &act->scratch);

	for (size_t i = 0; i < n; i++) {
		if (!item_undecided(&items[i]))
			continue;
		if (!given->carry)
			return name_undecided(items, n, &act->scratch, e);
		if (!item_carry_over(act, &items[i], "close", e))
			return false;
	}
	m->closed = act->now;
	return record_put(act, &meeting_schema, m, "close", e);
}

/* For every item that is still to be decided; a recusal is said item by item. */
static bool run_attend(struct act *act, void *subject, const void *args, struct err *e)
{
	struct meeting *m = subject;
	struct attender said = *(const struct attender *)args;
	struct item *items;
	size_t n = meeting_items(&act->txn, m->head.uid, &items, &act->scratch);

	if (said.as == ATTENDS_RECUSED) {
		err_set(e, ERR_RULE, "a recusal is from one item, not from a meeting");
		return err_fix(e, "record it on the item");
	}
	if (!n) {
		err_set(e, ERR_RULE, "nothing is on the agenda yet");
		return err_fix(e, "put a case on the agenda first");
	}
	if (!said.at.s && m->state == MEETING_OPEN)
		said.at = act->now;
	for (size_t i = 0; i < n; i++) {
		if (!item_undecided(&items[i]) || attendance_of(&items[i], said.unit) == PRESENCE_RECUSED)
			continue;
		attendance_record(&items[i], &said, &act->scratch);
		if (!record_put(act, &item_schema, &items[i], "attend", e))
			return false;
	}
	return record_put(act, &meeting_schema, m, "attend", e);
}

static const struct verb meeting_notify = {
	.name = "notify",
	.label = N_("notify"),
	.help = N_("The notice has gone out; in writing (传签) the text goes round from now on."),
	.subject = &meeting_schema,
	.run = run_notify,
};

static const struct verb meeting_open = {
	.name = "open",
	.label = N_("open the meeting"),
	.help = N_("The meeting begins; items can be agreed from now on."),
	.subject = &meeting_schema,
	.may = may_sit,
	.run = run_open,
};

static const struct verb meeting_attend = {
	.name = "attend",
	.label = N_("attendance of all items"),
	.help = N_("Who is there, for every item that is still to be decided."),
	.subject = &meeting_schema,
	.args = &attender_schema,
	.may = may_sit,
	.run = run_attend,
};

const struct verb meeting_close = {
	.name = "close",
	.label = N_("close the meeting"),
	.help = N_("Every item is agreed or adjourned, or carried over on purpose."),
	.subject = &meeting_schema,
	.args = &close_schema,
	.may = may_close,
	.run = run_close,
};

static const struct flow rows[] = {
	{ .verb = &meeting_open, .from = MEETING_PLANNED, .to = MEETING_OPEN },
	{ .verb = &meeting_open, .from = MEETING_NOTIFIED, .to = MEETING_OPEN },
	{ .verb = &meeting_attend, .from = MEETING_PLANNED, .to = 0 },
	{ .verb = &meeting_attend, .from = MEETING_NOTIFIED, .to = 0 },
	{ .verb = &meeting_attend, .from = MEETING_OPEN, .to = 0 },
	{ .verb = &meeting_close, .from = MEETING_OPEN, .to = MEETING_CLOSED },
	{ .verb = &meeting_close, .from = MEETING_NOTIFIED, .to = MEETING_CLOSED },
	{ .verb = &meeting_countersign, .from = MEETING_CLOSED, .to = MEETING_COUNTERSIGNING },
	{ .verb = &meeting_countersign, .from = MEETING_COUNTERSIGNING, .to = 0 },
	{ .verb = &meeting_sign, .from = MEETING_CLOSED, .to = MEETING_COUNTERSIGNING },
	{ .verb = &meeting_sign, .from = MEETING_COUNTERSIGNING, .to = 0 },
	{ .verb = &meeting_issue, .from = MEETING_CLOSED, .to = MEETING_ISSUED },
	{ .verb = &meeting_issue, .from = MEETING_COUNTERSIGNING, .to = MEETING_ISSUED },
	{ .verb = &meeting_notify, .from = MEETING_PLANNED, .to = MEETING_NOTIFIED },
};

const struct flow_rows meeting_flow = { .kind = KIND_MEETING, .at = rows, .n = COUNT(rows) };
