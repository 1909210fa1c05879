/* task_hand.c — the paper gets to the unit: 交付, 签收, 视签收, 催办. */
#include "store/panel/task_args.h"
#include "store/panel/task_clock.h"
#include "store/rec/rulebook.h"
#include "store/schema/panel.h"

static const struct field deliver_fields[] = {
	{
		FIELD_AT(struct task_args, way, FIELD_CHOICE),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.choices = task_ways,
		.choice_count = TASK_WAYS,
		.label = N_("handed over"),
		.help = N_("By hand, by OA, on the platform, by post."),
	},
	{
		FIELD_AT(struct task_args, day, FIELD_DAY),
		.tag = 2,
		.label = N_("handed over on"),
		.help = N_("The day it was handed over; empty: today."),
	},
};

static const struct schema deliver_args = TASK_ARGS(deliver_fields, "deliver", N_("hand over"));

static const struct field receive_fields[] = {
	{
		FIELD_AT(struct task_args, by, FIELD_TEXT),
		.tag = 1,
		.label = N_("signed for by"),
		.help = N_("Who signed for the unit."),
	},
	{
		FIELD_AT(struct task_args, day, FIELD_DAY),
		.tag = 2,
		.label = N_("signed for on"),
		.help = N_("The day on the receipt; empty: today."),
	},
};

static const struct schema receive_args = TASK_ARGS(receive_fields, "receive", N_("sign for"));

static const struct field remind_fields[] = {
	{
		FIELD_AT(struct task_args, way, FIELD_CHOICE),
		.tag = 1,
		.choices = task_ways,
		.choice_count = TASK_WAYS,
		.label = N_("sent by"),
		.help = N_("How it got to the unit."),
	},
	{
		FIELD_AT(struct task_args, day, FIELD_DAY),
		.tag = 2,
		.label = N_("reminded on"),
		.help = N_("The day of the reminder; empty: today."),
	},
	{
		FIELD_AT(struct task_args, words, FIELD_LONG),
		.tag = 3,
		.label = N_("words of the reminder"),
		.help = N_("What was asked for."),
	},
};

static const struct schema remind_args = TASK_ARGS(remind_fields, "remind", N_("remind"));

static void suggest_deliver(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct task *t = subject;
	struct task_args *to = args;

	(void)txn, (void)a;
	to->way = t->way ? t->way : WAY_HAND;
}

static bool run_deliver(struct act *act, void *subject, const void *args, struct err *e)
{
	struct task_args given = *(const struct task_args *)args;
	struct task *t = subject;

	if (!task_day(act, t, &given.day, e))
		return false;
	t->way = given.way;
	t->delivered = given.day;
	task_set_due(rules_of(&act->txn), t);
	return task_put(act, t, "deliver", e);
}

static void suggest_receive(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct task *t = subject;
	struct task_args *to = args;
	struct unit u;
	struct err e = { 0 };

	if (record_get(txn, &unit_schema, t->unit, &u, a, &e))
		to->by = u.contact;
}

/* Nobody signs for what was not handed over yet. */
static bool after_delivery(const struct task *t, struct day day, struct err *e)
{
	char text[DATE_TEXT];

	if (!t->delivered.n || day.n >= t->delivered.n)
		return true;
	err_set(e, ERR_RULE, "%s is before the hand-over", day_text(day, text));
	return err_fix(e, "it was handed over on %s", day_text(t->delivered, text));
}

/* A limit that runs from delivery is fixed now; what counted as delivered before stays so. */
static bool run_receive(struct act *act, void *subject, const void *args, struct err *e)
{
	struct task_args given = *(const struct task_args *)args;
	struct task *t = subject;

	if (!task_day(act, t, &given.day, e) || !after_delivery(t, given.day, e))
		return false;
	t->receiver = given.by;
	t->received = given.day;
	if (!t->delivered.n) {
		t->way = WAY_HAND;
		t->delivered = given.day;
	}
	if (!t->deemed.n)
		task_set_due(rules_of(&act->txn), t);
	return task_put(act, t, "receive", e);
}

static bool may_deem(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct task *t = subject;

	(void)txn;
	if (t->delivered.n)
		return true;
	err_set(e, ERR_RULE, "it has not been handed over: nothing counts as delivered");
	return err_fix(e, "hand it over first, and say on which day");
}

static bool run_deem(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct rules *rules = rules_of(&act->txn);
	struct task *t = subject;
	struct day day = task_deemed_day(rules, t);
	char text[DATE_TEXT];

	(void)args;
	if (time_day(act->now).n <= day.n) {
		err_set(e, ERR_RULE, "it counts as delivered only after %s", day_text(day, text));
		return err_fix(e, "remind the unit to sign, or wait until then");
	}
	t->deemed = day;
	task_set_due(rules, t);
	return task_put(act, t, "deem", e);
}

static void suggest_remind(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct task *t = subject;
	struct task_args *to = args;
	char text[DATE_TEXT];

	(void)txn;
	to->way = t->way ? t->way : WAY_OA;
	if (t->state == TASK_TO_SIGN)
		to->words = "请签收交办单。";
	else if (t->due.n)
		to->words = arena_format(a, "请于%s前办结并反馈办理情况。", day_paper_text(t->due, text));
	else
		to->words = "请反馈办理情况。";
}

static bool run_remind(struct act *act, void *subject, const void *args, struct err *e)
{
	struct task_args given = *(const struct task_args *)args;
	struct task *t = subject;
	struct reminder *row;

	if (!task_day(act, t, &given.day, e))
		return false;
	row = task_row(&t->reminders, sizeof(*row), &act->scratch);
	*row = (struct reminder){ .day = given.day, .way = given.way, .words = given.words };
	return task_put(act, t, "remind", e);
}

const struct verb task_deliver = {
	.name = "deliver",
	.label = N_("hand over"),
	.help = N_("The slip goes to the unit: by hand, by OA, on the platform, by post."),
	.subject = &task_schema,
	.args = &deliver_args,
	.suggest = suggest_deliver,
	.run = run_deliver,
};

const struct verb task_receive = {
	.name = "receive",
	.label = N_("sign for"),
	.help = N_("The unit signed for it; a limit that runs from delivery is fixed now."),
	.subject = &task_schema,
	.args = &receive_args,
	.suggest = suggest_receive,
	.run = run_receive,
};

const struct verb task_deem = {
	.aside = true,
	.name = "deem",
	.label = N_("deem delivered"),
	.help = N_("Nobody signed in the days the county gives: it counts as delivered."),
	.subject = &task_schema,
	.may = may_deem,
	.run = run_deem,
};

const struct verb task_remind = {
	.aside = true,
	.name = "remind",
	.label = N_("remind"),
	.help = N_("The unit is reminded; how often is kept."),
	.subject = &task_schema,
	.args = &remind_args,
	.suggest = suggest_remind,
	.run = run_remind,
};
