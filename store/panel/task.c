#include "store/panel/task.h"

#include "locale/msg/msg.h"
#include "store/panel/pick.h"
#include "store/panel/task_clock.h"
#include "store/panel/task_verbs.h"
#include "store/rec/rulebook.h"

#include <stdlib.h>
#include <string.h>

/* --- which there are --------------------------------------------------------------------- */

/* 2026-09/2 stands before 2026-09/10. */
static int by_number(const void *a, const void *b)
{
	const struct task *left = a, *right = b;
	size_t l = strlen(left->number), r = strlen(right->number);

	if (l != r && !uid_none(left->ruling) && uid_same(left->ruling, right->ruling))
		return l < r ? -1 : 1;
	return strcmp(left->number, right->number);
}

size_t tasks_where(
	struct kv_txn *txn, const char *field, struct uid uid, struct task **out, struct arena *a)
{
	struct task like;
	struct err e = { 0 };
	uint32_t *ordinals;
	size_t n, found = 0;

	schema_init(&task_schema, &like);
	*FIELD_PTR(schema_field(&task_schema, field), &like, struct uid) = uid;
	n = pick_where(txn, &task_schema, field, &like, &ordinals, a);
	*out = arena_array(a, n + 1, sizeof(**out));
	for (size_t i = 0; i < n; i++)
		found += record_at(txn, &task_schema, ordinals[i], &(*out)[found], a, &e);
	if (found)
		qsort(*out, found, sizeof(**out), by_number);
	return found;
}

/* Of a ruling that was replaced there is an older one, too: the last counts. */
bool task_of_lead(struct kv_txn *txn, struct uid case_, struct task *out, struct arena *a)
{
	struct task *tasks;
	size_t n = tasks_where(txn, "case", case_, &tasks, a);
	bool found = false;

	for (size_t i = 0; i < n; i++)
		if (tasks[i].role == DUTY_LEADS && tasks[i].state != TASK_CANCELLED) {
			*out = tasks[i];
			found = true;
		}
	return found;
}

static bool all_settled(const struct task *tasks, size_t n)
{
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (!task_settled(&tasks[i]) && !task_standing(&tasks[i]))
			return false;
		any |= tasks[i].state != TASK_CANCELLED;
	}
	return any;
}

bool tasks_settled(struct kv_txn *txn, struct uid case_)
{
	struct arena a = { 0 };
	struct task *tasks;
	size_t n = tasks_where(txn, "case", case_, &tasks, &a);
	bool settled = all_settled(tasks, n);

	arena_free(&a);
	return settled;
}

/* --- the case goes along ------------------------------------------------------------------ */

static bool under_way(const struct task *tasks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (tasks[i].state != TASK_CANCELLED &&
			(tasks[i].state != TASK_TO_SIGN || tasks[i].delivered.n))
			return true;
	return false;
}

/* States that are not the tasks' own (an objection, a stay) stay as they are. */
static bool follows(uint32_t state)
{
	return state == CASE_ISSUED || state == CASE_CARRIED_OUT || state == CASE_CALL_BACK ||
		state == CASE_CLOSED;
}

static bool case_along(struct act *act, struct uid case_, const char *verb, struct err *e)
{
	struct task *tasks;
	struct case_ c;
	size_t n;
	uint32_t state;

	if (uid_none(case_))
		return true;
	n = tasks_where(&act->txn, "case", case_, &tasks, &act->scratch);
	if (!record_get(&act->txn, &case_schema, case_, &c, &act->scratch, e))
		return false;
	state = !under_way(tasks, n) ? CASE_ISSUED
		: all_settled(tasks, n)  ? CASE_CALL_BACK
								 : CASE_CARRIED_OUT;
	if (!follows(c.state) || c.state == state ||
		(c.state == CASE_CLOSED && state != CASE_CARRIED_OUT))
		return true;
	c.state = state;
	return record_put(act, &case_schema, &c, verb, e);
}

bool task_put(struct act *act, struct task *t, const char *verb, struct err *e)
{
	return record_put(act, &task_schema, t, verb, e) && case_along(act, t->case_, verb, e);
}

void *task_row(struct rows *rows, size_t bytes, struct arena *a)
{
	char *at = arena_array(a, rows->n + 1, bytes);

	if (rows->n)
		memcpy(at, rows->at, rows->n * bytes);
	rows->at = at;
	return at + rows->n++ * bytes;
}

bool task_day(const struct act *act, const struct task *t, struct day *day, struct err *e)
{
	struct day today = time_day(act->now);
	char text[DATE_TEXT];

	if (!day->n)
		*day = today;
	if (day->n > today.n) {
		err_set(e, ERR_RULE, "%s is yet to come", day_text(*day, text));
		return err_fix(e, "name the day on which it happened, or leave it empty for today");
	}
	if (day->n >= time_day(t->issued).n)
		return true;
	err_set(e, ERR_RULE, "%s is before the ruling was issued", day_text(*day, text));
	return err_fix(e, "check the day: it was issued on %s", day_text(time_day(t->issued), text));
}

/* --- with the ruling ------------------------------------------------------------------------ */

static bool make(struct act *act, const struct ruling *r, size_t row, struct err *e)
{
	const struct duty *d = (const struct duty *)r->duties.at + row;
	struct task t;

	schema_init(&task_schema, &t);
	t.number = arena_format(&act->scratch, "%s/%zu", r->number, row + 1);
	t.ruling = r->head.uid;
	t.case_ = r->case_;
	t.unit = d->unit;
	t.role = d->role;
	t.title = r->title;
	t.duty = d->task;
	t.limit = d->limit;
	t.issued = r->issued;
	t.state = TASK_TO_SIGN;
	task_set_due(rules_of(&act->txn), &t);
	return record_put(act, &task_schema, &t, "issue", e);
}

bool tasks_of_ruling(struct act *act, const struct ruling *r, struct err *e)
{
	for (size_t i = 0; i < r->duties.n; i++)
		if (!make(act, r, i, e))
			return false;
	return true;
}

bool tasks_cancel(struct act *act, struct uid ruling, const char *reason, struct err *e)
{
	struct task *tasks;
	size_t n = tasks_where(&act->txn, "ruling", ruling, &tasks, &act->scratch);

	for (size_t i = 0; i < n; i++) {
		if (task_settled(&tasks[i]))
			continue;
		tasks[i].state = TASK_CANCELLED;
		tasks[i].reason = reason;
		tasks[i].paused = false;
		if (!record_put(act, &task_schema, &tasks[i], "cancel", e))
			return false;
	}
	return true;
}

bool tasks_stay(struct act *act, struct uid ruling, const char *reason, struct err *e)
{
	struct task *tasks;
	size_t n = tasks_where(&act->txn, "ruling", ruling, &tasks, &act->scratch);

	for (size_t i = 0; i < n; i++) {
		struct task_pause *p;

		if (task_settled(&tasks[i]) || tasks[i].paused)
			continue;
		p = task_row(&tasks[i].pauses, sizeof(*p), &act->scratch);
		*p = (struct task_pause){ .from = time_day(act->now), .reason = reason, .stay = true };
		tasks[i].paused = true;
		if (!record_put(act, &task_schema, &tasks[i], "pause", e))
			return false;
	}
	return true;
}

bool tasks_resume(struct act *act, struct uid ruling, struct err *e)
{
	struct task *tasks;
	size_t n = tasks_where(&act->txn, "ruling", ruling, &tasks, &act->scratch);

	for (size_t i = 0; i < n; i++) {
		struct task_pause *p = task_pause_open(&tasks[i]);

		if (!p || !p->stay || task_settled(&tasks[i]))
			continue;
		p->to = time_day(act->now);
		tasks[i].paused = false;
		task_move_due(&tasks[i], p->from, p->to);
		if (!record_put(act, &task_schema, &tasks[i], "resume", e))
			return false;
	}
	return true;
}
