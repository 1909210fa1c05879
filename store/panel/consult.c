/* consult.c — 征求意见: units are asked in writing, answer in time, late, or not at all (F10). */
#include "locale/base/array.h"
#include "locale/calendar/workday.h"
#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/count.h"
#include "store/panel/flows.h"
#include "store/panel/matrix.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"
#include "store/schema/claim.h"
#include "store/schema/review.h"

static const struct field ask_fields[] = {
	{
		FIELD_AT(struct ask_args, units, FIELD_LINKS),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_UNIT,
		.label = N_("units"),
		.help = N_("The units that are asked; first the parties that were not asked yet."),
	},
	{
		FIELD_AT(struct ask_args, round, FIELD_NUMBER),
		.tag = 2,
		.label = N_("round"),
		.help = N_("The first time of asking, or the second."),
	},
	{
		FIELD_AT(struct ask_args, limit, FIELD_NUMBER),
		.tag = 3,
		.label = N_("working days to answer"),
		.help = N_("How long the unit has."),
	},
	{
		FIELD_AT(struct ask_args, day, FIELD_DAY),
		.tag = 4,
		.label = N_("asked on"),
		.help = N_("The day the unit was asked; nothing: today."),
	},
};

static const struct schema ask_schema = {
	.name = "ask",
	.label = N_("ask for opinions"),
	.size = sizeof(struct ask_args),
	.fields = ask_fields,
	.field_count = COUNT(ask_fields),
};

/* The round that is under way; the next one once all have been heard in it. */
static int64_t round_now(const struct consult *asked, size_t n)
{
	int64_t round = 1;
	bool waiting = false;

	for (size_t i = 0; i < n; i++)
		if (asked[i].round > round)
			round = asked[i].round;
	for (size_t i = 0; i < n; i++)
		waiting = waiting || (asked[i].round == round && !consult_settled(&asked[i]));
	return n && !waiting ? round + 1 : round;
}

static bool asked_in(const struct consult *asked, size_t n, int64_t round, struct uid unit)
{
	for (size_t i = 0; i < n; i++)
		if (asked[i].round == round && uid_same(asked[i].unit, unit) &&
			asked[i].state != CONSULT_WITHDRAWN)
			return true;
	return false;
}

static void suggest_ask(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct case_ *c = subject;
	struct ask_args *to = args;
	struct consult *asked;
	size_t n = consults_of(txn, c->head.uid, &asked, a);

	to->round = round_now(asked, n);
	to->limit = rules_of(txn)->consult_days;
	for (size_t i = 0; i < c->parties.n; i++)
		if (!asked_in(asked, n, to->round, c->parties.at[i]))
			uids_add(&to->units, c->parties.at[i], a);
}

static bool round_allowed(struct act *act, int64_t round, struct err *e)
{
	int most = rules_of(&act->txn)->consult_rounds;

	if (round >= 1 && round <= most)
		return true;
	err_set(e, ERR_RULE, "units are asked in writing %d times at most", most);
	return err_fix(e, "put the case on an agenda, or change consult_rounds in county/rules.conf");
}

static bool ask_one(struct act *act, const struct case_ *c, const struct ask_args *given,
	struct uid unit, struct err *e)
{
	struct consult one;

	schema_init(&consult_schema, &one);
	one.number = count_number(act, &consult_schema, c->number);
	one.case_ = c->head.uid;
	one.unit = unit;
	one.round = given->round;
	one.limit = given->limit;
	one.asked = given->day;
	one.due = workday_add(one.asked, (int)one.limit, NULL);
	one.state = CONSULT_ASKED;
	return record_put(act, &consult_schema, &one, "ask", e);
}

static bool limit_sound(int64_t days, struct err *e)
{
	if (days >= 1 && days <= 60)
		return true;
	err_set(e, ERR_INPUT, "%lld working days are no time to answer in", (long long)days);
	return err_fix(e, "1 to 60 working days");
}

static bool run_ask(struct act *act, void *subject, const void *args, struct err *e)
{
	struct ask_args given = *(const struct ask_args *)args;
	struct case_ *c = subject;
	struct consult *asked;
	size_t n = consults_of(&act->txn, c->head.uid, &asked, &act->scratch);

	given.round = given.round ? given.round : round_now(asked, n);
	given.limit = given.limit ? given.limit : rules_of(&act->txn)->consult_days;
	given.day = given.day.n ? given.day : time_day(act->now);
	if (!round_allowed(act, given.round, e) || !limit_sound(given.limit, e))
		return false;
	for (size_t i = 0; i < given.units.n; i++) {
		if (asked_in(asked, n, given.round, given.units.at[i])) {
			err_set(e, ERR_RULE, "%s was asked in round %lld already",
				unit_short(&act->txn, given.units.at[i], &act->scratch), (long long)given.round);
			return err_fix(e, "remind it, or leave it out");
		}
		if (!ask_one(act, c, &given, given.units.at[i], e))
			return false;
	}
	return record_put(act, &case_schema, c, "ask", e);
}

const struct verb case_ask = {
	.name = "ask",
	.label = N_("ask for opinions"),
	.help = N_("Asks units for their opinion in writing; each has its deadline."),
	.subject = &case_schema,
	.args = &ask_schema,
	.suggest = suggest_ask,
	.run = run_ask,
	.aside = true,
};

/* --- what comes of it -------------------------------------------------------------------- */

static const struct field reply_fields[] = {
	{
		FIELD_AT(struct reply_args, words, FIELD_LONG),
		.tag = 1,
		.label = N_("words of the answer"),
		.help = N_("What it answered, or why it is no longer waited for."),
	},
	{
		FIELD_AT(struct reply_args, day, FIELD_DAY),
		.tag = 2,
		.label = N_("on"),
		.help = N_("The day; nothing: today."),
	},
};

static const struct schema reply_schema = {
	.name = "reply",
	.label = N_("answer"),
	.size = sizeof(struct reply_args),
	.fields = reply_fields,
	.field_count = COUNT(reply_fields),
};

static bool run_reply(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct reply_args *given = args;
	struct consult *c = subject;
	struct day day = given->day.n ? given->day : time_day(act->now);

	if (day.n < c->asked.n) {
		err_set(e, ERR_RULE, "the answer cannot be older than the question");
		return err_fix(e, "give the day on which it came");
	}
	c->replied = day;
	if (*given->words)
		c->words = given->words;
	c->state = day.n <= c->due.n ? CONSULT_REPLIED : CONSULT_LATE;
	return record_put(act, &consult_schema, c, "reply", e);
}

static bool run_remind(struct act *act, void *subject, const void *args, struct err *e)
{
	struct consult *c = subject;

	(void)args;
	c->reminded++;
	return record_put(act, &consult_schema, c, "remind", e);
}

static bool run_withdraw(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct reply_args *given = args;
	struct consult *c = subject;

	if (*given->words)
		c->words = given->words;
	return record_put(act, &consult_schema, c, "withdraw", e);
}

static bool overdue(const struct act *act, const struct consult *c, struct err *e)
{
	char day[DATE_TEXT];

	if (time_day(act->now).n > c->due.n)
		return true;
	err_set(e, ERR_RULE, "the answer is not late yet: it is due on %s", day_text(c->due, day));
	return err_fix(e, "wait, remind the unit, or withdraw the request");
}

static bool run_note_late(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct reply_args *given = args;
	struct consult *c = subject;

	if (!overdue(act, c, e))
		return false;
	if (*given->words)
		c->words = given->words;
	return record_put(act, &consult_schema, c, "note-late", e);
}

static bool may_deem(struct kv_txn *txn, const void *subject, struct err *e)
{
	(void)subject;
	if (rules_of(txn)->silence == SILENCE_CONSENTS)
		return true;
	err_set(e, ERR_RULE, "here silence is not taken as consent");
	return err_fix(e, "note it as late instead; county/rules.conf: silence = consents changes it");
}

static bool run_deem(struct act *act, void *subject, const void *args, struct err *e)
{
	struct consult *c = subject;

	(void)args;
	return overdue(act, c, e) && record_put(act, &consult_schema, c, "deem", e);
}

static const struct verb consult_reply = {
	.name = "reply",
	.label = N_("answered"),
	.help = N_("The unit's answer has come: in time or late, by its day."),
	.subject = &consult_schema,
	.args = &reply_schema,
	.run = run_reply,
	.aside = true,
};

static const struct verb consult_remind = {
	.name = "remind",
	.label = N_("remind"),
	.help = N_("Notes that the unit was reminded."),
	.subject = &consult_schema,
	.run = run_remind,
	.aside = true,
};

static const struct verb consult_note_late = {
	.name = "note-late",
	.label = N_("note as late"),
	.help = N_("The case goes to the meeting without the answer, and the papers say so."),
	.subject = &consult_schema,
	.args = &reply_schema,
	.run = run_note_late,
	.aside = true,
};

static const struct verb consult_deem = {
	.name = "deem",
	.label = N_("deem to agree"),
	.help = N_("No answer in time counts as no objection, where the county's rules say so."),
	.subject = &consult_schema,
	.may = may_deem,
	.run = run_deem,
	.aside = true,
};

static const struct verb consult_withdraw = {
	.name = "withdraw",
	.label = N_("withdraw the request"),
	.help = N_("The unit need not answer any more."),
	.subject = &consult_schema,
	.args = &reply_schema,
	.run = run_withdraw,
	.aside = true,
};

static const struct flow rows[] = {
	{ .verb = &consult_reply, .from = CONSULT_ASKED },
	{ .verb = &consult_remind, .from = CONSULT_ASKED },
	{ .verb = &consult_note_late, .from = CONSULT_ASKED, .to = CONSULT_NOTED },
	{ .verb = &consult_withdraw, .from = CONSULT_ASKED, .to = CONSULT_WITHDRAWN },
	{ .verb = &consult_deem, .from = CONSULT_ASKED, .to = CONSULT_DEEMED },
	{ .verb = &consult_reply, .from = CONSULT_NOTED },
	{ .verb = &consult_reply, .from = CONSULT_DEEMED },
};

const struct flow_rows consult_flow = { .kind = KIND_CONSULT, .at = rows, .n = COUNT(rows) };
