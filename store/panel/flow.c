#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/flows.h"
#include "store/panel/recusal.h"
#include "store/rec/undo.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const struct flow_rows *const kinds[] = {
	&order_flow,
	&case_flow,
	&meeting_flow,
	&item_flow,
	&ruling_flow,
	&objection_flow,
	&task_flow,
	&consult_flow,
};

enum { MOST_VERBS = 128 };

const struct flow *flow_of(enum kind kind, size_t *n)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (kinds[i]->kind == kind) {
			*n = kinds[i]->n;
			return kinds[i]->at;
		}
	*n = 0;
	return NULL;
}

static bool listed(const struct verb *const *verbs, size_t n, const struct verb *v)
{
	for (size_t i = 0; i < n; i++)
		if (verbs[i] == v)
			return true;
	return false;
}

const struct verb *const *verb_all(size_t *n)
{
	static const struct verb *verbs[MOST_VERBS];
	static size_t count;

	if (!count)
		for (size_t k = 0; k < COUNT(kinds); k++)
			for (size_t i = 0; i < kinds[k]->n; i++)
				if (!listed(verbs, count, kinds[k]->at[i].verb)) {
					assert(count < MOST_VERBS);
					verbs[count++] = kinds[k]->at[i].verb;
				}
	*n = count;
	return verbs;
}

const struct verb *verb_named(enum kind kind, const char *name)
{
	size_t n;
	const struct flow *rows = flow_of(kind, &n);

	for (size_t i = 0; i < n; i++) {
		const struct verb *v = rows[i].verb;

		if (!strcasecmp(v->name, name) || !strcmp(v->label, name) || !strcmp(_(v->label), name))
			return v;
	}
	return NULL;
}

static uint32_t *state_of(const struct schema *s, void *record)
{
	return FIELD_PTR(schema_field(s, s->state), record, uint32_t);
}

static uint32_t state_now(const struct schema *s, const void *record)
{
	return *FIELD_CONST(schema_field(s, s->state), record, uint32_t);
}

static const char *state_label(const struct schema *s, uint32_t state)
{
	const struct choice *c = field_choice(schema_field(s, s->state), state);

	return c ? _(c->label) : "?";
}

/* The verb's row from this state; NULL: there is none. */
static const struct flow *row_from(const struct verb *v, uint32_t state)
{
	size_t n;
	const struct flow *rows = flow_of(v->subject->kind, &n);

	for (size_t i = 0; i < n; i++)
		if (rows[i].verb == v && (!rows[i].from || rows[i].from == state))
			return &rows[i];
	return NULL;
}

static void states_from(const struct verb *v, char *out, size_t bytes)
{
	size_t n;
	const struct flow *rows = flow_of(v->subject->kind, &n);
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; i < n; i++)
		if (rows[i].verb == v && used < bytes)
			used += (size_t)snprintf(out + used, bytes - used, "%s%s", used ? "、" : "",
				state_label(v->subject, rows[i].from));
}

static bool wrong_state(const struct verb *v, const void *subject, struct err *e)
{
	char from[128];

	states_from(v, from, sizeof(from));
	err_set(e, ERR_RULE, "%s is not possible: the state is %s", _(v->label),
		state_label(v->subject, state_now(v->subject, subject)));
	return err_fix(e, "it is possible while the state is %s", from);
}

static bool named(const struct verb *v, const void *subject, struct err *e)
{
	if (!*e->where)
		err_at(
			e, "%s %s", _(v->subject->label), schema_text(v->subject, subject, v->subject->number));
	return false;
}

bool verb_may(struct kv_txn *txn, const struct verb *v, const void *subject, struct err *e)
{
	if (!row_from(v, state_now(v->subject, subject)))
		return wrong_state(v, subject, e) || named(v, subject, e);
	return !v->may || v->may(txn, subject, e) || named(v, subject, e);
}

void verb_suggest(
	struct kv_txn *txn, const struct verb *v, const void *subject, void *args, struct arena *a)
{
	if (v->suggest)
		v->suggest(txn, subject, args, a);
}

void verb_warn(struct kv_txn *txn, const struct verb *v, const void *subject, const void *args,
	struct buf *lines)
{
	if (v->warn)
		v->warn(txn, subject, args, lines);
}

static const void *suggested(struct act *act, const struct verb *v, const void *subject)
{
	void *args;

	if (!v->args)
		return NULL;
	args = schema_new(v->args, &act->scratch);
	verb_suggest(&act->txn, v, subject, args, &act->scratch);
	return args;
}

/* Arguments that are a whole record (a ruling) are checked when they are put. */
static bool args_sound(const struct verb *v, const void *args, struct err *e)
{
	return !v->args || v->args->kind != KIND_NONE || schema_check(v->args, args, e);
}

bool verb_do(struct act *act, const struct verb *v, struct uid subject, const void *args,
	void *subject_out, struct err *e)
{
	const struct flow *row;

	if (!record_get(&act->txn, v->subject, subject, subject_out, &act->scratch, e) ||
		!verb_may(&act->txn, v, subject_out, e))
		return false;
	if (v->subject == &item_schema && !recusal_pen(act, subject_out, e))
		return named(v, subject_out, e);
	if (!args)
		args = suggested(act, v, subject_out);
	if (!args_sound(v, args, e))
		return named(v, subject_out, e);
	row = row_from(v, state_now(v->subject, subject_out));
	if (row->to)
		*state_of(v->subject, subject_out) = row->to;
	return v->run(act, subject_out, args, e) || named(v, subject_out, e);
}

void verb_start(void)
{
	static struct undo_final finals[MOST_VERBS];
	size_t n, count = 0;
	const struct verb *const *verbs = verb_all(&n);

	for (size_t i = 0; i < n; i++)
		if (verbs[i]->final)
			finals[count++] = (struct undo_final){ verbs[i]->subject->kind, verbs[i]->name };
	undo_refuse(finals, count);
}
