#include "tui/screen/steps.h"

#include "locale/msg/msg.h"

#include <stdlib.h>
#include <string.h>

enum { PREVIEW_MOST = 9, REASON_BYTES = 512 };

static bool offered(const struct steps *s, const struct verb *v)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->verbs[i] == v)
			return true;
	return false;
}

static void collect(struct steps *s)
{
	size_t n;
	const struct flow *flow = flow_of(s->kind, &n);

	s->count = 0;
	for (size_t i = 0; i < n && s->count < STEPS_MOST; i++)
		if (!offered(s, flow[i].verb))
			s->verbs[s->count++] = flow[i].verb;
}

/* Why not: what the first record that refuses says, and of how many it is one. */
static const char *why_not(struct steps *s, struct kv_txn *txn, const struct verb *v)
{
	struct err first = { 0 };
	size_t refused = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct arena a = { 0 };
		struct err e = { 0 };
		void *record = schema_new(v->subject, &a);

		if (!record_get(txn, v->subject, s->uids[i], record, &a, &e) ||
			!verb_may(txn, v, record, &e)) {
			if (refused++ == 0)
				first = e;
		}
		arena_free(&a);
	}
	if (refused == 0)
		return NULL;
	char line[REASON_BYTES];
	if (s->n == 1)
		first.where[0] = '\0'; /* it is on the screen */
	err_line(&first, line, sizeof(line));
	if (s->n == 1)
		return arena_text(&s->arena, line);
	return arena_format(&s->arena, _("%zu of %zu: %s"), refused, s->n, line);
}

static void describe(struct steps *s, struct kv_txn *txn)
{
	bool closed = kv_is_read_only(txn->kv);

	for (size_t i = 0; i < s->count; i++)
		s->rows[i] = (struct picker_row){
			.words = _(s->verbs[i]->label),
			.note = _(s->verbs[i]->help),
			.why_not =
				closed ? _("Read only: nothing is changed here.") : why_not(s, txn, s->verbs[i]),
		};
}

static void keep(struct steps *s, enum kind kind, const struct uid *uids, size_t n)
{
	s->uids = must_realloc(s->uids, (n ? n : 1) * sizeof(*uids));
	if (n)
		memmove(s->uids, uids, n * sizeof(*uids));
	s->kind = kind;
	s->n = n;
}

/* The cursor stands on what can be done. */
static size_t first_possible(const struct steps *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (!s->rows[i].why_not)
			return i;
	return 0;
}

static const char *heading(const struct steps *s)
{
	if (s->n > 1)
		return arena_format((struct arena *)&s->arena, _("next steps of %zu marked"), s->n);
	return _("next steps");
}

static void preview_records(struct kv_txn *txn, const struct schema *schema, const struct uid *uids,
	size_t n, struct buf *out)
{
	struct arena a = { 0 };

	for (size_t i = 0; i < n && i < PREVIEW_MOST; i++)
		buf_printf(out, "%s  %s\n", record_number(txn, schema->kind, uids[i], &a),
			record_title(txn, schema->kind, uids[i], &a));
	if (n > PREVIEW_MOST)
		buf_printf(out, _("… %zu in all\n"), n);
	arena_free(&a);
}

static void preview_warnings(struct kv_txn *txn, const struct verb *v, const struct uid *uids,
	size_t n, const void *args, struct buf *out)
{
	for (size_t i = 0; i < n && i < PREVIEW_MOST; i++) {
		struct arena a = { 0 };
		struct err e = { 0 };
		void *record = schema_new(v->subject, &a);

		if (record_get(txn, v->subject, uids[i], record, &a, &e))
			verb_warn(txn, v, record, args, out);
		arena_free(&a);
	}
}

void steps_preview(const struct ctx *ctx, const struct verb *verb, const struct uid *uids, size_t n,
	const void *args, struct buf *out)
{
	struct err e = { 0 };
	struct kv_txn txn;

	if (!store_read(ctx, &txn, &e))
		return;
	preview_records(&txn, verb->subject, uids, n, out);
	size_t before = out->n;
	preview_warnings(&txn, verb, uids, n, args, out);
	if (verb->final && out->n == before)
		buf_puts(out, _("This cannot be undone.\n"));
	kv_end_read(&txn);
	if (out->n)
		buf_cut(out, out->n - 1);
}

bool steps_warn(const struct ctx *ctx, const struct verb *verb, const struct uid *uids, size_t n,
	const void *args)
{
	struct buf lines = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;

	if (!verb->warn || !store_read(ctx, &txn, &e))
		return false;
	preview_warnings(&txn, verb, uids, n, args, &lines);
	kv_end_read(&txn);
	bool any = lines.n > 0;
	buf_free(&lines);
	return any;
}

static const char *done_words(const struct ctx *ctx, const struct verb *verb, struct uid uid)
{
	struct err e = { 0 };
	struct kv_txn txn;
	const char *words = _(verb->label);

	if (!store_read(ctx, &txn, &e))
		return words;
	const char *number = record_number(&txn, verb->subject->kind, uid, ctx->frame);
	kv_end_read(&txn);
	if (verb->final)
		return arena_format(ctx->frame, _("%s: %s done"), words, number);
	return arena_format(ctx->frame, _("%s: %s done, Ctrl+U takes it back"), words, number);
}

struct effect steps_tell(const struct ctx *ctx, const struct verb *verb, const struct uid *uids,
	size_t n, struct effect then)
{
	if (n == 1)
		then.words = done_words(ctx, verb, uids[0]);
	else
		then.words = arena_format(
			ctx->frame, _("%s: %zu done as one step, Ctrl+U takes it back"), _(verb->label), n);
	return then;
}

static struct effect run(struct steps *s, struct ctx *ctx)
{
	struct err e = { 0 };

	if (!store_do_all(ctx, s->chosen, s->uids, s->n, NULL, &e))
		return say(e);
	s->done++;
	return steps_tell(ctx, s->chosen, s->uids, s->n, tell(""));
}

static struct effect agreed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct steps *s = ctx->store->steps;

	(void)text;
	return s->after(state, ctx, choice == 1 ? run(s, ctx) : tell(_("Nothing was changed.")));
}

static struct effect confirm(struct steps *s, struct ctx *ctx)
{
	struct prompt_choice *choices = arena_array(ctx->frame, 2, sizeof(*choices));
	struct buf detail = { 0 };

	choices[0] = (struct prompt_choice){ .words = _("leave it as it is") };
	choices[1] = (struct prompt_choice){ .words = _(s->chosen->label) };
	steps_preview(ctx, s->chosen, s->uids, s->n, NULL, &detail);
	struct question q = {
		.words = arena_format(ctx->frame, _("%s?"), _(s->chosen->label)),
		.detail = arena_text(ctx->frame, buf_text(&detail)),
		.choices = choices,
		.count = 2,
		.then = agreed,
	};
	buf_free(&detail);
	return ask(q);
}

/* Whether the verb asks for nothing that it does not know itself. */
static bool knows_all(const struct steps *s, const struct ctx *ctx)
{
	const struct verb *v = s->chosen;
	struct err e = { 0 };
	struct kv_txn txn;
	bool all = v->quick && store_read(ctx, &txn, &e);

	if (!all)
		return false;
	for (size_t i = 0; i < s->n && all; i++) {
		struct arena a = { 0 };
		void *record = schema_new(v->subject, &a), *args = schema_new(v->args, &a);

		all = record_get(&txn, v->subject, s->uids[i], record, &a, &e);
		if (all)
			verb_suggest(&txn, v, record, args, &a);
		all = all && schema_check(v->args, args, &e);
		arena_free(&a);
	}
	kv_end_read(&txn);
	return all;
}

/* Does it, asks first, or opens the form for what it asks for. */
static struct effect take(struct steps *s, struct ctx *ctx, size_t row)
{
	s->chosen = s->verbs[row];
	if (s->chosen->args && !knows_all(s, ctx)) {
		struct arg arg = arg_text(s->chosen->name);

		hand_give(&ctx->store->hand, s->kind, s->uids, s->n);
		arg.kind = s->kind;
		return go("form", arg);
	}
	if (s->n > 1 || s->chosen->final || steps_warn(ctx, s->chosen, s->uids, s->n, NULL))
		return confirm(s, ctx);
	return run(s, ctx);
}

static struct effect chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct steps *s = ctx->store->steps;

	return count ? s->after(state, ctx, take(s, ctx, rows[0])) : stay();
}

struct effect steps_open(struct steps *s, struct ctx *ctx, enum kind kind, const struct uid *uids,
	size_t n, struct effect (*after)(void *, struct ctx *, struct effect))
{
	struct err e = { 0 };
	struct kv_txn txn;

	arena_free(&s->arena);
	keep(s, kind, uids, n);
	collect(s);
	if (s->count == 0) {
		err_set(&e, ERR_RULE, "no step is known for this kind of record");
		err_fix(&e, "change it with Ctrl+E");
		return say(e);
	}
	if (!store_read(ctx, &txn, &e))
		return say(e);
	describe(s, &txn);
	kv_end_read(&txn);
	s->after = after;
	ctx->store->steps = s;
	return choose((struct choose){
		.title = heading(s),
		.source = picker_list(s->rows, s->count, &s->arena),
		.focus = first_possible(s),
		.then = chosen,
	});
}

void steps_free(struct steps *s)
{
	free(s->uids);
	arena_free(&s->arena);
	*s = (struct steps){ .kind = KIND_NONE };
}
