/* meeting.c — 会议: opened, closed, issued; and who is there for all of its items. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/args.h"
#include "store/panel/attendance.h"
#include "store/panel/circulate.h"
#include "store/panel/flows.h"
#include "store/panel/number.h"
#include "store/panel/pick.h"
#include "store/panel/rival.h"
#include "store/panel/ruling.h"
#include "store/panel/task.h"
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

static const struct field issue_fields[] = {
	{
		FIELD_AT(struct issue_args, document, FIELD_TEXT),
		.tag = 1,
		.check = document_sound,
		.label = N_("document number of the office"),
		.help = N_("Typed when the office's registry gives it; may stay empty."),
	},
	{
		FIELD_AT(struct issue_args, signer, FIELD_TEXT),
		.tag = 2,
		.label = N_("signer"),
		.help = N_("Who signs."),
	},
	{
		FIELD_AT(struct issue_args, number, FIELD_TEXT),
		.tag = 3,
		.label = N_("number of the first ruling"),
		.help = N_("Only where a county begins in the middle of its numbers: 2026-08."),
	},
};

static const struct schema issue_schema = {
	.name = "issue",
	.label = N_("issue"),
	.size = sizeof(struct issue_args),
	.fields = issue_fields,
	.field_count = COUNT(issue_fields),
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

static bool document_free(
	struct act *act, const struct meeting *mine, const char *document, struct err *e)
{
	uint32_t *ordinals;
	size_t n = pick_all(&act->txn, KIND_MEETING, &ordinals, &act->scratch);
	struct err unread = { 0 };

	for (size_t i = 0; i < n && *document; i++) {
		struct meeting m;

		if (ordinals[i] == mine->head.ordinal ||
			!record_at(&act->txn, &meeting_schema, ordinals[i], &m, &act->scratch, &unread) ||
			strcmp(m.document, document))
			continue;
		err_set(e, ERR_RULE, "%s is the number of meeting %s", document, m.number);
		return err_fix(e, "check it with the registry, or leave it empty");
	}
	return true;
}

static bool issue_ruling(struct act *act, const struct meeting *m, const struct item *item,
	const char *number, struct err *e)
{
	struct ruling r;
	struct case_ c;

	if (!record_get(&act->txn, &ruling_schema, item->ruling, &r, &act->scratch, e) ||
		!record_get(&act->txn, &case_schema, item->case_, &c, &act->scratch, e))
		return false;
	if (!ruling_complete(&act->txn, &r, e))
		return err_at(e, "%s", item_name(item, &act->scratch));
	if (*number && !number_typed(act, KIND_RULING, number, e))
		return false;
	r.number = *number ? number : number_take(act, KIND_RULING, &act->scratch);
	r.issued = act->now;
	r.document = m->document;
	r.state = RULING_ISSUED;
	c.state = CASE_ISSUED;
	return rivals_supersede(act, &r, e) && record_put(act, &ruling_schema, &r, "issue", e) &&
		record_put(act, &case_schema, &c, "issue", e) && tasks_of_ruling(act, &r, e);
}

static void suggest_issue(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct meeting *m = subject;
	struct issue_args *to = args;

	(void)txn;
	to->document = arena_text(a, m->document);
	to->signer = arena_text(a, *m->signer ? m->signer : m->chair);
}

static bool run_issue(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct issue_args *given = args;
	struct meeting *m = subject;
	struct item *items;
	const char *number = given->number;
	size_t n = meeting_items(&act->txn, m->head.uid, &items, &act->scratch);

	if (!document_free(act, m, given->document, e))
		return false;
	m->document = given->document;
	m->signer = given->signer;
	m->issued = act->now;
	for (size_t i = 0; i < n; i++) {
		if (items[i].state != ITEM_AGREED)
			continue;
		if (!issue_ruling(act, m, &items[i], number, e))
			return false;
		number = "";
	}
	return record_put(act, &meeting_schema, m, "issue", e);
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

static const struct verb meeting_issue = {
	.name = "issue",
	.label = N_("issue"),
	.help = N_("Gives the agreed rulings their numbers; they are in force from then on."),
	.subject = &meeting_schema,
	.args = &issue_schema,
	.final = true,
	.suggest = suggest_issue,
	.run = run_issue,
};

static const struct flow rows[] = {
	{ .verb = &meeting_open, .from = MEETING_PLANNED, .to = MEETING_OPEN },
	{ .verb = &meeting_open, .from = MEETING_NOTIFIED, .to = MEETING_OPEN },
	{ .verb = &meeting_attend, .from = MEETING_PLANNED, .to = 0 },
	{ .verb = &meeting_attend, .from = MEETING_NOTIFIED, .to = 0 },
	{ .verb = &meeting_attend, .from = MEETING_OPEN, .to = 0 },
	{ .verb = &meeting_close, .from = MEETING_OPEN, .to = MEETING_CLOSED },
	{ .verb = &meeting_close, .from = MEETING_NOTIFIED, .to = MEETING_CLOSED },
	{ .verb = &meeting_issue, .from = MEETING_CLOSED, .to = MEETING_ISSUED },
	{ .verb = &meeting_notify, .from = MEETING_PLANNED, .to = MEETING_NOTIFIED },
};

const struct flow_rows meeting_flow = { .kind = KIND_MEETING, .at = rows, .n = COUNT(rows) };
