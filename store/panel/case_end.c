/* case_end.c — 研判件 at its end: 结案, 归档. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/flows.h"
#include "store/panel/task.h"
#include "store/panel/units.h"

static const struct field settle_fields[] = {
	{
		FIELD_AT(struct settle_args, reason, FIELD_LONG),
		.tag = 1,
		.label = N_("why without a call-back"),
		.help = N_("Only where the caller was not called back about a case with orders."),
	},
};

static const struct schema settle_schema = {
	.name = "close",
	.label = N_("close the case"),
	.size = sizeof(struct settle_args),
	.fields = settle_fields,
	.field_count = COUNT(settle_fields),
};

static bool may_settle(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct case_ *c = subject;
	struct arena a = { 0 };
	struct task *tasks;
	size_t n = tasks_where(txn, "case", c->head.uid, &tasks, &a);
	bool settled = tasks_settled(txn, c->head.uid);

	for (size_t i = 0; i < n && !settled && !e->kind; i++)
		if (!task_settled(&tasks[i]) && !task_standing(&tasks[i])) {
			err_set(e, ERR_RULE, "task %s of %s is not settled", tasks[i].number,
				unit_short(txn, tasks[i].unit, &a));
			err_fix(e, "check its report, or reopen and remind");
		}
	arena_free(&a);
	return !e->kind;
}

/* What the unit that leads says is no word of the caller. */
static bool called_back(struct act *act, const struct case_ *c, const char *reason, struct err *e)
{
	struct task lead;

	if (!c->orders.n || *reason || !task_of_lead(&act->txn, c->head.uid, &lead, &act->scratch) ||
		lead.caller_says)
		return true;
	err_set(e, ERR_RULE, "the caller has not been called back");
	return err_fix(e, "call back (task %s), or say why not (reason=…)", lead.number);
}

static void warn_settle(
	struct kv_txn *txn, const void *subject, const void *args, struct buf *lines)
{
	const struct case_ *c = subject;
	struct arena a = { 0 };
	struct task lead;

	(void)args;
	if (task_of_lead(txn, c->head.uid, &lead, &a) && lead.caller_says == CALLER_UNSATISFIED)
		buf_puts(lines, _("the caller is not satisfied: the task can be reopened instead\n"));
	arena_free(&a);
}

static bool run_settle(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct settle_args *given = args;
	struct case_ *c = subject;

	if (!called_back(act, c, given->reason, e))
		return false;
	if (*given->reason)
		c->note = *c->note ? arena_format(&act->scratch, "%s\n%s", c->note, given->reason)
						   : given->reason;
	return record_put(act, &case_schema, c, "close", e);
}

static bool run_archive(struct act *act, void *subject, const void *args, struct err *e)
{
	(void)args;
	return record_put(act, &case_schema, subject, "archive", e);
}

const struct verb case_settle = {
	.name = "close",
	.label = N_("close the case"),
	.help = N_("The units have done what they had to, and the caller was heard."),
	.subject = &case_schema,
	.args = &settle_schema,
	.may = may_settle,
	.warn = warn_settle,
	.run = run_settle,
};

const struct verb case_archive = {
	.name = "archive",
	.label = N_("archive"),
	.help = N_("The case is over and out of the way."),
	.subject = &case_schema,
	.run = run_archive,
};
