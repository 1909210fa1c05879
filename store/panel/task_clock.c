#include "store/panel/task_clock.h"

#include "locale/calendar/workday.h"

struct day task_deemed_day(const struct rules *rules, const struct task *t)
{
	struct day from = t->delivered.n ? t->delivered : time_day(t->issued);

	return workday_add(from, rules->deemed_days, NULL);
}

/* The day from which its time runs; the next one is the first that counts. */
static struct day start(const struct rules *rules, struct task *t)
{
	t->reckoned = false;
	if (rules->limits_from != LIMITS_FROM_DELIVERY)
		return time_day(t->issued);
	if (t->deemed.n && (!t->received.n || t->deemed.n < t->received.n))
		return t->deemed;
	if (t->received.n)
		return t->received;
	t->reckoned = true;
	return task_deemed_day(rules, t);
}

void task_set_due(const struct rules *rules, struct task *t)
{
	task_restart_due(t, start(rules, t));
}

void task_restart_due(struct task *t, struct day from)
{
	switch (t->limit.unit) {
	case LIMIT_WORKDAYS:
		t->due = workday_add(from, t->limit.n, NULL);
		return;
	case LIMIT_DAYS:
		t->due = (struct day){ from.n + t->limit.n };
		return;
	case LIMIT_HOURS: /* only the day is known: it ends with the day of the last hour */
		t->due = (struct day){ from.n + (t->limit.n + 23) / 24 };
		return;
	case LIMIT_DAY:
		t->due = t->limit.day;
		t->reckoned = false;
		return;
	case LIMIT_NONE:
	case LIMIT_STANDING:
		t->due = (struct day){ 0 };
		t->reckoned = false;
	}
}

void task_move_due(struct task *t, struct day from, struct day to)
{
	struct day due = t->due;

	if (!t->due.n || to.n <= from.n)
		return;
	if (t->limit.unit == LIMIT_WORKDAYS)
		due = workday_add(
			due, workday_between((struct day){ from.n - 1 }, (struct day){ to.n - 1 }, NULL), NULL);
	else
		due.n += to.n - from.n;
	t->due = due;
}

bool task_clock_runs(const struct task *t)
{
	return t->due.n && !t->paused && !task_settled(t) && t->state != TASK_REPORTED;
}

bool task_late(const struct task *t, struct day today)
{
	return task_clock_runs(t) && t->due.n < today.n;
}

struct extension *task_extension(const struct task *t)
{
	struct extension *last = t->extensions.at;

	return t->extensions.n && !last[t->extensions.n - 1].answer ? last + t->extensions.n - 1 : NULL;
}

struct task_pause *task_pause_open(const struct task *t)
{
	struct task_pause *last = t->pauses.at;

	return t->pauses.n && !last[t->pauses.n - 1].to.n ? last + t->pauses.n - 1 : NULL;
}

struct task_report *task_report_open(const struct task *t)
{
	struct task_report *last = t->reports.at;

	return t->reports.n && !last[t->reports.n - 1].result ? last + t->reports.n - 1 : NULL;
}
