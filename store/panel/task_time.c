/* task_time.c — more time, and time that does not run: 延期, 暂停计时. */
#include "locale/calendar/workday.h"
#include "store/panel/task_args.h"
#include "store/panel/task_clock.h"
#include "store/rec/rulebook.h"

static const struct field ask_fields[] = {
	{
		FIELD_AT(struct task_args, until, FIELD_DAY),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("asked until"),
		.help = N_("The day it asks for."),
	},
	{
		FIELD_AT(struct task_args, words, FIELD_LONG),
		.tag = 2,
		.flags = FIELD_REQUIRED,
		.label = N_("why more time"),
		.help = N_("The unit's reason."),
	},
	{
		FIELD_AS(struct task_args, day, "asked", FIELD_DAY),
		.tag = 3,
		.label = N_("asked on"),
		.help = N_("The day the unit asked; empty: today."),
	},
};

static const struct schema ask_args =
	TASK_ARGS(ask_fields, "ask-extension", N_("ask for an extension"));

static const struct field approve_fields[] = {
	{
		FIELD_AT(struct task_args, until, FIELD_DAY),
		.tag = 1,
		.label = N_("approved until"),
		.help = N_("The new last day; what was asked for unless said otherwise."),
	},
	{
		FIELD_AT(struct task_args, words, FIELD_LONG),
		.tag = 2,
		.label = N_("words of the answer"),
		.help = N_("Why, or what comes with it."),
	},
	{
		FIELD_AT(struct task_args, by, FIELD_TEXT),
		.tag = 3,
		.label = N_("answered by"),
		.help = N_("Who answered; empty: who is at the keyboard."),
	},
};

static const struct schema approve_args =
	TASK_ARGS(approve_fields, "approve", N_("approve the extension"));

static const struct field refuse_fields[] = {
	{
		FIELD_AT(struct task_args, words, FIELD_LONG),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("words of the answer"),
		.help = N_("Why; the deadline stays."),
	},
	{
		FIELD_AT(struct task_args, by, FIELD_TEXT),
		.tag = 2,
		.label = N_("answered by"),
		.help = N_("Who answered; empty: who is at the keyboard."),
	},
};

static const struct schema refuse_args =
	TASK_ARGS(refuse_fields, "refuse", N_("refuse the extension"));

static const struct field pause_fields[] = {
	{
		FIELD_AT(struct task_args, words, FIELD_LONG),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("why paused"),
		.help = N_("What is waited for."),
	},
	{
		FIELD_AS(struct task_args, day, "from", FIELD_DAY),
		.tag = 2,
		.label = N_("paused from"),
		.help = N_("The first day that does not count; empty: today."),
	},
};

static const struct schema pause_args = TASK_ARGS(pause_fields, "pause", N_("pause the clock"));

static const struct field resume_fields[] = {
	{
		FIELD_AS(struct task_args, day, "from", FIELD_DAY),
		.tag = 1,
		.label = N_("goes on from"),
		.help = N_("The first day that counts again; empty: today."),
	},
};

static const struct schema resume_args =
	TASK_ARGS(resume_fields, "resume", N_("let the clock run"));

/* What it goes on with when the question of time is answered. */
static uint32_t at_work(const struct task *t)
{
	const struct task_report *last = t->reports.at;

	if (t->reopened.n || (t->reports.n && last[t->reports.n - 1].result == CHECK_REDO))
		return TASK_REDO;
	return t->received.n ? TASK_IN_HAND : TASK_DEEMED;
}

static bool has_deadline(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct task *t = subject;

	(void)txn;
	if (t->due.n)
		return true;
	err_set(e, ERR_RULE, "it is a standing duty: there is no deadline to move");
	return err_fix(e, "record a report instead");
}

/* Whoever asks for more time has got it. */
static void got_it(struct task *t, const struct rules *rules, struct day day)
{
	if (t->received.n || t->deemed.n)
		return;
	t->received = day;
	task_set_due(rules, t);
}

static bool later(const struct task *t, struct day until, struct err *e)
{
	char text[DATE_TEXT];

	if (until.n > t->due.n)
		return true;
	err_set(e, ERR_RULE, "%s is no later than the deadline", day_text(until, text));
	return err_fix(e, "name a day after %s", day_text(t->due, text));
}

static bool run_ask_extension(struct act *act, void *subject, const void *args, struct err *e)
{
	struct task_args given = *(const struct task_args *)args;
	struct task *t = subject;
	struct extension *row;

	if (!task_day(act, t, &given.day, e))
		return false;
	got_it(t, rules_of(&act->txn), given.day);
	if (!later(t, given.until, e))
		return false;
	row = task_row(&t->extensions, sizeof(*row), &act->scratch);
	schema_init(&extension_schema, row);
	row->asked = given.day;
	row->until = given.until;
	row->reason = given.words;
	return task_put(act, t, "ask-extension", e);
}

static void suggest_approve(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct extension *row = task_extension(subject);
	struct task_args *to = args;

	(void)txn, (void)a;
	if (row)
		to->until = row->until;
}

/* How often it was given more time before. */
static int64_t approved(const struct task *t)
{
	const struct extension *rows = t->extensions.at;
	int64_t n = 0;

	for (size_t i = 0; i < t->extensions.n; i++)
		n += rows[i].answer == EXTENSION_APPROVED;
	return n;
}

static void warn_approve(
	struct kv_txn *txn, const void *subject, const void *args, struct buf *lines)
{
	const struct rules *rules = rules_of(txn);
	const struct task_args *given = args;
	const struct task *t = subject;
	int days = workday_between(t->due, given->until, NULL);

	if (approved(t) >= rules->extension_times)
		buf_printf(lines, _("extended %lld times before; the county allows %d\n"),
			(long long)approved(t), rules->extension_times);
	if (days > rules->extension_days)
		buf_printf(lines, _("%d working days more; the county allows %d at a time\n"), days,
			rules->extension_days);
}

/* The open request; what could be approved is there, whatever its state says. */
static struct extension *answered(struct act *act, struct task *t, const struct task_args *given,
	enum task_answer answer, struct err *e)
{
	struct extension *row = task_extension(t);

	if (!row) {
		err_set(e, ERR_RULE, "no extension is asked for");
		return NULL;
	}
	row->answer = answer;
	row->answered = time_day(act->now);
	row->by = *given->by ? given->by : act->who->name;
	row->words = given->words;
	row->before = t->due;
	t->state = at_work(t);
	return row;
}

static bool run_approve(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct task_args *given = args;
	struct task *t = subject;
	struct extension *row;
	struct day until = given->until;

	if (until.n && !later(t, until, e))
		return false;
	row = answered(act, t, given, EXTENSION_APPROVED, e);
	if (!row)
		return false;
	if (until.n)
		row->until = until;
	t->due = row->until;
	return task_put(act, t, "approve", e);
}

static bool run_refuse(struct act *act, void *subject, const void *args, struct err *e)
{
	struct task *t = subject;

	return answered(act, t, args, EXTENSION_REFUSED, e) && task_put(act, t, "refuse", e);
}

static bool may_pause(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct task *t = subject;

	if (!has_deadline(txn, t, e))
		return false;
	if (!t->paused)
		return true;
	err_set(e, ERR_RULE, "its clock stands still already");
	return err_fix(e, "let it run first");
}

static bool run_pause(struct act *act, void *subject, const void *args, struct err *e)
{
	struct task_args given = *(const struct task_args *)args;
	struct task *t = subject;
	struct task_pause *row;

	if (!task_day(act, t, &given.day, e))
		return false;
	row = task_row(&t->pauses, sizeof(*row), &act->scratch);
	*row = (struct task_pause){ .from = given.day, .reason = given.words };
	t->paused = true;
	return task_put(act, t, "pause", e);
}

static bool may_resume(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct task_pause *p = task_pause_open(subject);

	(void)txn;
	if (!p) {
		err_set(e, ERR_RULE, "its clock runs");
		return err_fix(e, "pause it first");
	}
	if (!p->stay)
		return true;
	err_set(e, ERR_RULE, "the ruling is stayed: so are its tasks");
	return err_fix(e, "resume the ruling");
}

static bool run_resume(struct act *act, void *subject, const void *args, struct err *e)
{
	struct task_args given = *(const struct task_args *)args;
	struct task *t = subject;
	struct task_pause *p = task_pause_open(t);
	char text[DATE_TEXT];

	if (!task_day(act, t, &given.day, e))
		return false;
	if (given.day.n < p->from.n) {
		err_set(e, ERR_RULE, "%s is before the pause", day_text(given.day, text));
		return err_fix(e, "it began on %s", day_text(p->from, text));
	}
	p->to = given.day;
	t->paused = false;
	task_move_due(t, p->from, p->to);
	return task_put(act, t, "resume", e);
}

const struct verb task_ask_extension = {
	.name = "ask-extension",
	.label = N_("ask for an extension"),
	.help = N_("The unit asks for more time, with its reason."),
	.subject = &task_schema,
	.args = &ask_args,
	.may = has_deadline,
	.run = run_ask_extension,
};

const struct verb task_approve = {
	.name = "approve",
	.label = N_("approve the extension"),
	.help = N_("The deadline moves; the old one is kept."),
	.subject = &task_schema,
	.args = &approve_args,
	.suggest = suggest_approve,
	.warn = warn_approve,
	.run = run_approve,
};

const struct verb task_refuse = {
	.name = "refuse",
	.label = N_("refuse the extension"),
	.help = N_("The deadline stays; why is kept."),
	.subject = &task_schema,
	.args = &refuse_args,
	.run = run_refuse,
};

const struct verb task_pause = {
	.aside = true,
	.name = "pause",
	.label = N_("pause the clock"),
	.help = N_("The unit's time stands still while others must act first."),
	.subject = &task_schema,
	.args = &pause_args,
	.may = may_pause,
	.run = run_pause,
};

const struct verb task_resume = {
	.aside = true,
	.name = "resume",
	.label = N_("let the clock run"),
	.help = N_("The days of the pause go behind the deadline."),
	.subject = &task_schema,
	.args = &resume_args,
	.may = may_resume,
	.run = run_resume,
};
