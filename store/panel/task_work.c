/* task_work.c — what the unit did, whether it is so, and what the caller says:
 * 反馈, 审核, 回访, 重新办理. */
#include "store/panel/task_args.h"
#include "store/panel/task_clock.h"
#include "store/rec/rulebook.h"
#include "store/schema/panel.h"

#include <string.h>

static const struct field report_fields[] = {
	{
		FIELD_AT(struct task_args, words, FIELD_LONG),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("what was done"),
		.help = N_("In the unit's words."),
	},
	{
		FIELD_AT(struct task_args, evidence, FIELD_TEXT),
		.tag = 2,
		.label = N_("evidence"),
		.help = N_("Pictures, papers, pages."),
	},
	{
		FIELD_AT(struct task_args, by, FIELD_TEXT),
		.tag = 3,
		.label = N_("reported by"),
		.help = N_("Who reports for the unit."),
	},
	{
		FIELD_AT(struct task_args, day, FIELD_DAY),
		.tag = 4,
		.label = N_("reported on"),
		.help = N_("The day the report came; empty: today."),
	},
};

static const struct schema report_args = TASK_ARGS(report_fields, "report", N_("report"));

static const struct field check_fields[] = {
	{
		FIELD_AT(struct task_args, result, FIELD_CHOICE),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.choices = task_results,
		.choice_count = TASK_RESULTS,
		.label = N_("result of the check"),
		.help = N_("Passed, or to do again."),
	},
	{
		FIELD_AT(struct task_args, words, FIELD_LONG),
		.tag = 2,
		.label = N_("finding"),
		.help = N_("What the check found."),
	},
	{
		FIELD_AT(struct task_args, by, FIELD_TEXT),
		.tag = 3,
		.label = N_("checked by"),
		.help = N_("Somebody else than who reported; empty: who is at the keyboard."),
	},
	{
		FIELD_AT(struct task_args, until, FIELD_DAY),
		.tag = 4,
		.label = N_("to do again until"),
		.help = N_("A new last day; empty: the old one stays."),
	},
};

static const struct schema check_args = TASK_ARGS(check_fields, "check", N_("check the report"));

static const struct field call_fields[] = {
	{
		FIELD_AS(struct task_args, caller, "answer", FIELD_CHOICE),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.choices = caller_answers,
		.choice_count = CALLER_ANSWERS,
		.label = N_("caller's answer"),
		.help = N_("What the caller said."),
	},
	{
		FIELD_AT(struct task_args, words, FIELD_LONG),
		.tag = 2,
		.label = N_("caller's words"),
		.help = N_("In the caller's words."),
	},
	{
		FIELD_AT(struct task_args, day, FIELD_DAY),
		.tag = 3,
		.label = N_("called back on"),
		.help = N_("The day of the call; empty: today."),
	},
	{
		FIELD_AT(struct task_args, by, FIELD_TEXT),
		.tag = 4,
		.label = N_("called back by"),
		.help = N_("Who called; empty: who is at the keyboard."),
	},
};

static const struct schema call_args = TASK_ARGS(call_fields, "call-back", N_("call back"));

static const struct field reopen_fields[] = {
	{
		FIELD_AS(struct task_args, words, "reason", FIELD_LONG),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("why reopened"),
		.help = N_("What was not settled after all."),
	},
	{
		FIELD_AT(struct task_args, until, FIELD_DAY),
		.tag = 2,
		.label = N_("to do again until"),
		.help = N_("The new last day; empty: its limit once more, from today."),
	},
};

static const struct schema reopen_args = TASK_ARGS(reopen_fields, "reopen", N_("reopen"));

static const char *named(const struct act *act, const char *name)
{
	return *name ? name : act->who->name;
}

/* Whoever reports has got it. */
static bool run_report(struct act *act, void *subject, const void *args, struct err *e)
{
	struct task_args given = *(const struct task_args *)args;
	struct task *t = subject;
	struct task_report *row;

	if (!task_day(act, t, &given.day, e))
		return false;
	if (!t->received.n && !t->deemed.n) {
		t->received = given.day;
		task_set_due(rules_of(&act->txn), t);
	}
	row = task_row(&t->reports, sizeof(*row), &act->scratch);
	schema_init(&task_report_schema, row);
	row->day = given.day;
	row->words = given.words;
	row->evidence = given.evidence;
	row->by = given.by;
	return task_put(act, t, "report", e);
}

static bool of_the_unit(struct kv_txn *txn, const char *name, struct uid unit, struct arena *a)
{
	uint32_t ordinals[8];
	size_t n = record_named(txn, &member_schema, name, ordinals, COUNT(ordinals));

	for (size_t i = 0; i < n && i < COUNT(ordinals); i++) {
		struct member m;
		struct err e = { 0 };

		if (record_at(txn, &member_schema, ordinals[i], &m, a, &e) && uid_same(m.unit, unit))
			return true;
	}
	return false;
}

static bool may_judge(struct act *act, const struct task *t, const struct task_report *row,
	const char *checker, struct err *e)
{
	if (!strcmp(checker, row->by))
		err_set(e, ERR_RULE, "%s reported it: somebody else has to check", checker);
	else if (of_the_unit(&act->txn, checker, t->unit, &act->scratch))
		err_set(
			e, ERR_RULE, "%s is of the unit that reported: somebody else has to check", checker);
	else
		return true;
	return err_fix(e, "name who checked it (by=…)");
}

static bool run_check(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct task_args *given = args;
	struct task *t = subject;
	struct task_report *row = task_report_open(t);
	const char *checker = named(act, given->by);

	if (!row)
		return err_set(e, ERR_RULE, "there is no report to check");
	if (!may_judge(act, t, row, checker, e))
		return false;
	row->result = given->result;
	row->checked = time_day(act->now);
	row->checker = checker;
	row->finding = given->words;
	t->state = given->result == CHECK_PASSED ? TASK_DONE : TASK_REDO;
	if (t->state == TASK_DONE)
		t->done = row->checked;
	else if (given->until.n && !task_standing(t))
		t->due = given->until;
	return task_put(act, t, "check", e);
}

static void warn_check(struct kv_txn *txn, const void *subject, const void *args, struct buf *lines)
{
	const struct task_args *given = args;
	const struct task_report *row = task_report_open(subject);

	(void)txn;
	if (row && given->result == CHECK_PASSED && !*row->evidence) {
		buf_puts(lines, _("the report names no evidence"));
		buf_putc(lines, '\n');
	}
}

static bool may_call(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct task *t = subject;
	struct arena a = { 0 };
	struct case_ c;
	bool any = record_get(txn, &case_schema, t->case_, &c, &a, e) && c.orders.n;

	arena_free(&a);
	if (any || e->kind)
		return any;
	err_set(e, ERR_RULE, "the case has no order: nobody is to be called back");
	return err_fix(e, "close the case without");
}

static bool run_call_back(struct act *act, void *subject, const void *args, struct err *e)
{
	struct task_args given = *(const struct task_args *)args;
	struct task *t = subject;

	if (!task_day(act, t, &given.day, e))
		return false;
	t->caller_says = given.caller;
	t->caller_words = given.words;
	t->called = given.day;
	t->called_by = named(act, given.by);
	return task_put(act, t, "call-back", e);
}

/* Its time begins anew; what the caller said before is in the journal. */
static void start_anew(const struct act *act, struct task *t, struct day until)
{
	t->reckoned = false;
	if (until.n || task_standing(t))
		t->due = until;
	else
		task_restart_due(t, time_day(act->now));
}

static bool day_ahead(const struct act *act, const struct task *t, struct day until, struct err *e)
{
	char text[DATE_TEXT];

	if (!until.n && t->limit.unit != LIMIT_DAY)
		return true;
	if (!until.n)
		err_set(e, ERR_RULE, "its limit was a day: a new one is needed");
	else if (until.n < time_day(act->now).n)
		err_set(e, ERR_RULE, "%s is past", day_text(until, text));
	else
		return true;
	return err_fix(e, "name a day to come (until=…)");
}

static bool run_reopen(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct task_args *given = args;
	struct task *t = subject;
	struct reopening *row;

	if (!day_ahead(act, t, given->until, e))
		return false;
	row = task_row(&t->reopened, sizeof(*row), &act->scratch);
	row->day = time_day(act->now);
	row->reason = given->words;
	row->by = act->who->name;
	t->done = (struct day){ 0 };
	t->caller_says = 0;
	t->caller_words = t->called_by = "";
	t->called = (struct day){ 0 };
	start_anew(act, t, given->until);
	return task_put(act, t, "reopen", e);
}

const struct verb task_report = {
	.name = "report",
	.label = N_("report"),
	.help = N_("What the unit says it did, with its evidence."),
	.subject = &task_schema,
	.args = &report_args,
	.run = run_report,
};

const struct verb task_check = {
	.name = "check",
	.label = N_("check the report"),
	.help = N_("Passed, or to do again; by somebody else than who reported."),
	.subject = &task_schema,
	.args = &check_args,
	.warn = warn_check,
	.run = run_check,
};

const struct verb task_call_back = {
	.aside = true,
	.name = "call-back",
	.label = N_("call back"),
	.help = N_("What the caller says, kept apart from what the unit says."),
	.subject = &task_schema,
	.args = &call_args,
	.may = may_call,
	.run = run_call_back,
};

const struct verb task_reopen = {
	.name = "reopen",
	.label = N_("reopen"),
	.help = N_("It was not settled after all; how often is kept."),
	.subject = &task_schema,
	.args = &reopen_args,
	.run = run_reopen,
};
