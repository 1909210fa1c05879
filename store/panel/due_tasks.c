#include "store/panel/due_tasks.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/pick.h"
#include "store/panel/task_clock.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"
#include "store/schema/review.h"

#include <stdlib.h>
#include <string.h>

/* What is still waited for. */
static const uint32_t open_states[] = {
	TASK_TO_SIGN,
	TASK_DEEMED,
	TASK_IN_HAND,
	TASK_EXTENSION,
	TASK_REDO,
	TASK_REPORTED,
};

static size_t in_state(struct kv_txn *txn, uint32_t state, struct task **out, struct arena *a)
{
	struct task like = { .state = state };
	struct err e = { 0 };
	uint32_t *ordinals;
	size_t n = pick_where(txn, &task_schema, "state", &like, &ordinals, a), found = 0;

	*out = arena_array(a, n + 1, sizeof(**out));
	for (size_t i = 0; i < n; i++)
		found += record_at(txn, &task_schema, ordinals[i], &(*out)[found], a, &e);
	return found;
}

/* 0: it is not due. */
static enum due_why why(const struct task *t, struct day today, int near)
{
	if (task_late(t, today))
		return DUE_TASK;
	if (t->state == TASK_EXTENSION || t->state == TASK_REPORTED)
		return DUE_ANSWER;
	if (t->state == TASK_TO_SIGN)
		return DUE_HAND_OVER;
	return t->due.n && !t->paused && t->due.n <= today.n + near ? DUE_TASK : 0;
}

static const char *state_label(const struct schema *s, uint32_t state, bool name)
{
	const struct choice *c = field_choice(schema_field(s, s->state), state);

	return !c ? "" : name ? c->name : _(c->label);
}

static struct due due_of(
	struct kv_txn *txn, const struct task *t, enum due_why because, struct arena *a)
{
	return (struct due){
		.why = because,
		.kind = KIND_TASK,
		.uid = t->head.uid,
		.number = t->number,
		.title = arena_format(a, "%s  %s", unit_short(txn, t->unit, a), t->title),
		.state = state_label(&task_schema, t->state, false),
		.state_name = state_label(&task_schema, t->state, true),
		.time = task_clock_runs(t) ? time_of(t->due, 0) : (struct time){ 0 },
		.meeting = "",
	};
}

static int by_time(const void *a, const void *b)
{
	const struct due *left = a, *right = b;

	if (left->time.s != right->time.s)
		return left->time.s < right->time.s ? -1 : 1;
	return strcmp(left->number, right->number);
}

size_t due_callers(struct kv_txn *txn, struct due **out, struct arena *a)
{
	struct case_ like = { .state = CASE_CALL_BACK };
	uint32_t *ordinals;
	size_t n = pick_where(txn, &case_schema, "state", &like, &ordinals, a), found = 0;

	*out = arena_array(a, n + 1, sizeof(**out));
	for (size_t i = 0; i < n; i++) {
		struct case_ c;
		struct err e = { 0 };

		if (record_at(txn, &case_schema, ordinals[i], &c, a, &e))
			(*out)[found++] = (struct due){
				.why = DUE_CALL_BACK,
				.kind = KIND_CASE,
				.uid = c.head.uid,
				.number = c.number,
				.title = c.title,
				.state = state_label(&case_schema, c.state, false),
				.state_name = state_label(&case_schema, c.state, true),
				.meeting = "",
			};
	}
	return found;
}

/* `wanted` 0: those past their day, whatever else is due. */
static size_t collect(
	struct kv_txn *txn, enum due_why wanted, struct day today, struct due **out, struct arena *a)
{
	int near = rules_of(txn)->near_days;
	struct task *tasks[COUNT(open_states)];
	size_t counts[COUNT(open_states)], all = 0, n = 0;

	for (size_t s = 0; s < COUNT(open_states); s++)
		all += counts[s] = in_state(txn, open_states[s], &tasks[s], a);
	*out = arena_array(a, all + 1, sizeof(**out));
	for (size_t s = 0; s < COUNT(open_states); s++)
		for (size_t i = 0; i < counts[s]; i++)
			if (wanted ? why(&tasks[s][i], today, near) == wanted : task_late(&tasks[s][i], today))
				(*out)[n++] = due_of(txn, &tasks[s][i], wanted ? wanted : DUE_TASK, a);
	return n;
}

size_t due_tasks(
	struct kv_txn *txn, enum due_why wanted, struct day today, struct due **out, struct arena *a)
{
	return collect(txn, wanted, today, out, a);
}

size_t due_tasks_late(struct kv_txn *txn, struct day today, struct due **out, struct arena *a)
{
	size_t n = collect(txn, 0, today, out, a);

	if (n)
		qsort(*out, n, sizeof(**out), by_time);
	return n;
}
