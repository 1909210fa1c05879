/* validity.c — 撤销, 暂停执行, 恢复执行, 政府决定; and the steps of a ruling, all in one table. */
#include "store/panel/validity.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/flows.h"
#include "store/panel/signing.h"
#include "store/panel/task.h"

static const struct field reason_fields[] = {
	{
		FIELD_AT(struct reason_args, reason, FIELD_LONG),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("reason"),
		.help = N_("In words, for the record."),
	},
};

const struct schema reason_schema = {
	.name = "reason",
	.label = N_("reason"),
	.size = sizeof(struct reason_args),
	.fields = reason_fields,
	.field_count = COUNT(reason_fields),
};

static const struct field government_fields[] = {
	{
		FIELD_AT(struct government_args, day, FIELD_DAY),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("decided on"),
		.help = N_("The day of the government's decision."),
	},
	{
		FIELD_AT(struct government_args, words, FIELD_LONG),
		.tag = 2,
		.label = N_("words of the decision"),
		.help = N_("What it says, or where it stands."),
	},
};

static const struct schema government_schema = {
	.name = "government",
	.label = N_("decided by the government"),
	.size = sizeof(struct government_args),
	.fields = government_fields,
	.field_count = COUNT(government_fields),
};

/* 2026-09-18 暂停执行：…, below what was said before: the record keeps all of it. */
static void note(struct act *act, struct ruling *r, const char *what, const char *reason)
{
	char day[DATE_TEXT];

	r->reason = arena_format(&act->scratch, "%s%s%s %s%s%s", r->reason, *r->reason ? "\n" : "",
		day_text(time_day(act->now), day), what, *reason ? "：" : "", reason);
}

/* Its case, where this is the ruling that settles it; false: there is none. */
static bool own_case(struct act *act, const struct ruling *r, struct case_ *c)
{
	struct err e = { 0 };

	return !uid_none(r->case_) &&
		record_get(&act->txn, &case_schema, r->case_, c, &act->scratch, &e) &&
		uid_same(c->ruling, r->head.uid);
}

bool ruling_set_superseded(
	struct act *act, struct ruling *old, const struct ruling *by, struct err *e)
{
	const char *why = arena_format(&act->scratch, "已由结论%s取代", by->number);

	old->state = RULING_SUPERSEDED;
	return record_put(act, &ruling_schema, old, "supersede", e) &&
		tasks_cancel(act, old->head.uid, why, e);
}

bool ruling_set_stayed(struct act *act, struct ruling *r, const char *reason, struct err *e)
{
	struct case_ c;

	note(act, r, "暂停执行", reason);
	r->state = RULING_STAYED;
	if (!record_put(act, &ruling_schema, r, "stay", e) || !tasks_stay(act, r->head.uid, reason, e))
		return false;
	if (!own_case(act, r, &c) || c.state == CASE_OBJECTED)
		return true;
	c.before = c.state;
	c.state = CASE_STAYED;
	return record_put(act, &case_schema, &c, "stay", e);
}

bool ruling_set_resumed(struct act *act, struct ruling *r, const char *reason, struct err *e)
{
	struct case_ c;

	note(act, r, "恢复执行", reason);
	r->state = RULING_ISSUED;
	if (!record_put(act, &ruling_schema, r, "resume", e) || !tasks_resume(act, r->head.uid, e))
		return false;
	if (!own_case(act, r, &c) || c.state != CASE_STAYED)
		return true;
	c.state = c.before ? c.before : CASE_ISSUED;
	c.before = 0;
	return record_put(act, &case_schema, &c, "resume", e);
}

bool ruling_set_revoked(struct act *act, struct ruling *r, const char *reason, struct err *e)
{
	note(act, r, "撤销", reason);
	r->state = RULING_REVOKED;
	return record_put(act, &ruling_schema, r, "revoke", e) &&
		tasks_cancel(act, r->head.uid, reason, e) && case_follows(act, r, CASE_READY, "revoke", e);
}

static bool run_revoke(struct act *act, void *subject, const void *args, struct err *e)
{
	return ruling_set_revoked(act, subject, ((const struct reason_args *)args)->reason, e);
}

static bool run_stay(struct act *act, void *subject, const void *args, struct err *e)
{
	return ruling_set_stayed(act, subject, ((const struct reason_args *)args)->reason, e);
}

static bool run_resume(struct act *act, void *subject, const void *args, struct err *e)
{
	return ruling_set_resumed(act, subject, ((const struct reason_args *)args)->reason, e);
}

/* --- 政府决定 ------------------------------------------------------------------------ */

static bool may_decide(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct ruling *r = subject;

	(void)txn;
	if (r->standing == STANDING_OPINION)
		return true;
	if (r->standing == STANDING_GOVERNMENT)
		err_set(e, ERR_RULE, "the government has decided already");
	else
		err_set(e, ERR_RULE, "the parties agreed: nothing is left to the government");
	return err_fix(e, "only a coordinating opinion goes to the government");
}

static bool day_is_past(struct act *act, struct day day, struct err *e)
{
	if (day.n <= time_day(act->now).n)
		return true;
	err_set(e, ERR_RULE, "the day lies ahead");
	return err_fix(e, "record it when it has happened");
}

static bool run_government(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct government_args *given = args;
	struct ruling *r = subject;
	struct case_ c;

	if (!day_is_past(act, given->day, e))
		return false;
	r->government = given->day;
	r->standing = STANDING_GOVERNMENT;
	note(act, r, "政府决定", given->words);
	if (!record_put(act, &ruling_schema, r, "government", e))
		return false;
	if (!own_case(act, r, &c) || c.state != CASE_REFERRED)
		return true;
	c.state = c.before ? c.before : CASE_ISSUED;
	return record_put(act, &case_schema, &c, "government", e);
}

static const struct verb ruling_revoke = {
	.name = "revoke",
	.label = N_("revoke"),
	.help = N_("It holds no longer; its case is ready for a meeting again."),
	.subject = &ruling_schema,
	.args = &reason_schema,
	.final = true,
	.run = run_revoke,
};

static const struct verb ruling_stay = {
	.name = "stay",
	.label = N_("stay"),
	.help = N_("It need not be carried out for the time being."),
	.subject = &ruling_schema,
	.args = &reason_schema,
	.final = true,
	.run = run_stay,
};

static const struct verb ruling_resume = {
	.name = "resume",
	.label = N_("resume"),
	.help = N_("It is to be carried out again."),
	.subject = &ruling_schema,
	.args = &reason_schema,
	.final = true,
	.run = run_resume,
};

static const struct verb ruling_government = {
	.name = "government",
	.label = N_("decided by the government"),
	.help = N_("The government has decided on a coordinating opinion."),
	.subject = &ruling_schema,
	.args = &government_schema,
	.final = true,
	.may = may_decide,
	.run = run_government,
};

static const struct flow rows[] = {
	{ .verb = &ruling_countersign, .from = RULING_AGREED, .to = RULING_COUNTERSIGNING },
	{ .verb = &ruling_countersign, .from = RULING_COUNTERSIGNING, .to = 0 },
	{ .verb = &ruling_countersign, .from = RULING_DRAFT, .to = RULING_COUNTERSIGNING },
	{ .verb = &ruling_countersign, .from = RULING_TO_SIGN, .to = 0 },
	{ .verb = &ruling_sign, .from = RULING_TO_SIGN, .to = 0 },
	{ .verb = &ruling_sign, .from = RULING_AGREED, .to = RULING_TO_SIGN },
	{ .verb = &ruling_sign, .from = RULING_DRAFT, .to = RULING_TO_SIGN },
	{ .verb = &ruling_issue, .from = RULING_TO_SIGN, .to = RULING_ISSUED },
	{ .verb = &ruling_issue, .from = RULING_AGREED, .to = RULING_ISSUED },
	{ .verb = &ruling_issue, .from = RULING_DRAFT, .to = RULING_ISSUED },
	{ .verb = &ruling_draft, .from = RULING_DRAFT, .to = 0 },
	{ .verb = &ruling_duty, .from = RULING_DRAFT, .to = 0 },
	{ .verb = &ruling_discard, .from = RULING_DRAFT, .to = 0 },
	{ .verb = &ruling_discard, .from = RULING_COUNTERSIGNING, .to = 0 },
	{ .verb = &ruling_discard, .from = RULING_TO_SIGN, .to = 0 },
	{ .verb = &ruling_amend, .from = RULING_ISSUED, .to = 0 },
	{ .verb = &ruling_amend, .from = RULING_STAYED, .to = 0 },
	{ .verb = &ruling_objection, .from = RULING_ISSUED, .to = 0 },
	{ .verb = &ruling_objection, .from = RULING_STAYED, .to = 0 },
	{ .verb = &ruling_stay, .from = RULING_ISSUED, .to = RULING_STAYED },
	{ .verb = &ruling_resume, .from = RULING_STAYED, .to = RULING_ISSUED },
	{ .verb = &ruling_government, .from = RULING_ISSUED, .to = 0 },
	{ .verb = &ruling_government, .from = RULING_STAYED, .to = 0 },
	{ .verb = &ruling_supersede, .from = RULING_ISSUED, .to = 0 },
	{ .verb = &ruling_supersede, .from = RULING_STAYED, .to = 0 },
	{ .verb = &ruling_revoke, .from = RULING_ISSUED, .to = RULING_REVOKED },
	{ .verb = &ruling_revoke, .from = RULING_STAYED, .to = RULING_REVOKED },
};

const struct flow_rows ruling_flow = { .kind = KIND_RULING, .at = rows, .n = COUNT(rows) };
