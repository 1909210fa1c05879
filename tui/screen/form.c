/* form.c — any record to type in or to change, and what a verb asks for.
 *
 * Opened with a kind (a new record), a uid (that one), or a kind and the name of a verb in
 * the arg's text; the records the verb is done to are in the store's hand.  What is typed
 * is a draft half a second after the last key, and stays one when the form is left.
 */
#include "tui/screen/form.h"

#include "locale/msg/msg.h"
#include "store/panel/edit.h"
#include "tui/screen/frame.h"
#include "tui/screen/screens.h"
#include "tui/screen/steps.h"
#include "tui/screen/unmask.h"
#include "tui/screen/words.h"

#include <string.h>

enum { SYNC_SECONDS = 5, ABOVE = 2 };

/* ---- opening ---- */

static const struct schema *subject(const struct form_screen *s)
{
	return schema_of(s->about.kind);
}

static bool open_new(struct form_screen *s, struct ctx *ctx, void **record, struct err *e)
{
	if (!edit_may_new(subject(s), e))
		return false;
	*record = edit_fresh(subject(s), ctx->now, ctx->arena);
	s->title = arena_format(ctx->arena, _("new: %s"), _(subject(s)->label));
	return true;
}

static bool open_record(
	struct form_screen *s, struct ctx *ctx, struct kv_txn *txn, void **record, struct err *e)
{
	*record = schema_new(subject(s), ctx->arena);
	if (!record_get(txn, subject(s), s->about.on.at[0], *record, ctx->arena, e))
		return false;
	s->about.version = schema_head(*record)->version;
	s->title = words_record(txn, s->about.kind, s->about.on.at[0], ctx->arena);
	return true;
}

static bool open_verb(
	struct form_screen *s, struct ctx *ctx, struct kv_txn *txn, void **args, struct err *e)
{
	const struct verb *verb = s->about.verb;

	*args = schema_new(verb->args, ctx->arena);
	if (s->about.on.n > 1) {
		s->title =
			arena_format(ctx->arena, _("%s: %zu marked; what stays empty is as suggested for each"),
				_(verb->label), s->about.on.n);
		return true;
	}
	void *record = schema_new(verb->subject, ctx->arena);
	if (!record_get(txn, verb->subject, s->about.on.at[0], record, ctx->arena, e) ||
		!verb_may(txn, verb, record, e))
		return false;
	verb_suggest(txn, verb, record, *args, ctx->arena);
	s->title = arena_format(ctx->arena, "%s: %s", _(verb->label),
		words_record(txn, s->about.kind, s->about.on.at[0], ctx->arena));
	return true;
}

static void about_what(struct form_screen *s, struct ctx *ctx, const struct arg *arg)
{
	struct hand *hand = &ctx->store->hand;
	struct uids *on = &s->about.on;

	s->about.kind = arg->kind;
	if (arg->text[0]) {
		s->about.verb = verb_named(arg->kind, arg->text);
		on->at = arena_array(ctx->arena, hand->n + 1, sizeof(struct uid));
		if (hand->n)
			memcpy(on->at, hand->uids, hand->n * sizeof(struct uid));
		on->n = hand->n;
	} else if (arg->counter) {
		on->at = arena_alloc(ctx->arena, sizeof(struct uid));
		on->at[0] = (struct uid){ .origin = arg->origin, .counter = arg->counter };
		on->n = 1;
	}
}

static bool read_record(struct form_screen *s, struct ctx *ctx, void **record, struct err *e)
{
	struct kv_txn txn;
	bool good;

	if (!store_read(ctx, &txn, e))
		return false;
	if (s->about.verb)
		good = open_verb(s, ctx, &txn, record, e);
	else if (s->about.on.n)
		good = open_record(s, ctx, &txn, record, e);
	else
		good = open_new(s, ctx, record, e);
	kv_end_read(&txn);
	return good;
}

/* The first draft of a new record of this kind, or, where another is wanted, the first name
 * that none has. */
static unsigned free_serial(const struct form_screen *s, const struct ctx *ctx, bool another)
{
	struct form_draft like = s->about;
	struct buf text = { 0 };
	struct err e = { 0 };
	bool there = true;

	for (like.serial = 1; there; like.serial++) {
		there =
			draft_load(kv_folder(ctx->store->kv), form_draft_name(&like, ctx->frame), &text, &e);
		buf_free(&text);
		if (there != another)
			return like.serial;
	}
	return 1;
}

static void restore(struct form_screen *s, struct ctx *ctx)
{
	struct buf text = { 0 };
	struct err e = { 0 };

	if (draft_load(kv_folder(ctx->store->kv), s->draft, &text, &e)) {
		form_draft_apply((struct bytes){ text.at, text.n }, &s->fields);
		s->restored = s->kept = true;
	}
	buf_free(&text);
}

static struct view form_view(const struct form_screen *s, const struct ctx *ctx)
{
	struct uid none = { 0 };
	bool one = s->about.on.n == 1;
	struct view view = store_view(ctx, VIEW_EXPORT, one ? s->about.on.at[0] : none);

	if (s->about.on.n == 0 || s->about.verb)
		view.personal = true; /* what one types oneself */
	return view;
}

static bool open(void *state, struct ctx *ctx, const struct arg *arg, struct err *e)
{
	struct form_screen *s = state;
	void *record;

	if (kv_is_read_only(ctx->store->kv)) {
		err_set(e, ERR_RULE, "read only: nothing is changed here");
		return err_fix(e, "start without --read-only");
	}
	s->unmasked = ctx->store->unmasked;
	about_what(s, ctx, arg);
	if (!read_record(s, ctx, &record, e))
		return false;
	struct view view = form_view(s, ctx);
	fields_open(&s->fields, ctx->store->kv, s->about.verb ? s->about.verb->args : subject(s),
		record, &view, ctx->arena);
	if (!s->about.verb && s->about.on.n == 0)
		s->about.serial = arg->number ? (unsigned)arg->number : free_serial(s, ctx, false);
	s->draft = form_draft_name(&s->about, ctx->arena);
	restore(s, ctx);
	form_open(&s->form, &fields_ops, &s->fields);
	s->synced = ctx->now;
	return true;
}

/* ---- drafts ---- */

static bool save_draft(struct form_screen *s, struct ctx *ctx, bool sync, struct err *e)
{
	struct buf text = { 0 };

	form_draft_write(&s->about, &s->fields, s->form.scroll.focus, edit_text(&s->form.edit), &text);
	bool good =
		draft_save(kv_folder(ctx->store->kv), s->draft, (struct bytes){ text.at, text.n }, sync, e);
	buf_free(&text);
	if (good) {
		s->typed = false;
		s->kept = true;
	}
	return good;
}

/* Something stands in the form that the store does not know. */
static bool begun(const struct form_screen *s)
{
	for (size_t i = 0; i < s->fields.count; i++)
		if (s->fields.entries[i].changed)
			return true;
	return form_unsaved(&s->form);
}

static struct effect tick(struct form_screen *s, struct ctx *ctx)
{
	struct err e = { 0 };
	bool sync = ctx->now.s - s->synced.s >= SYNC_SECONDS;

	if (!s->typed || !begun(s))
		return stay();
	size_t at = s->form.scroll.focus;
	s->form.err = (struct err){ 0 };
	fields_try(&s->fields, at, edit_text(&s->form.edit), &s->form.err);
	if (!save_draft(s, ctx, sync, &e))
		return say(e);
	if (sync)
		s->synced = ctx->now;
	return stay();
}

static void close(void *state, struct ctx *ctx)
{
	struct form_screen *s = state;
	struct err e = { 0 };

	if (!s->done && s->typed && begun(s))
		save_draft(s, ctx, true, &e);
	ctx->store->unmasked = s->unmasked;
	pick_close(&s->pick);
	form_free(&s->form);
}

/* ---- done ---- */

/* A copy is stored: what storing fills in (a number) lives no longer than the act, and the
 * form goes on when it is refused. */
static bool commit_record(struct form_screen *s, struct ctx *ctx, struct err *e)
{
	struct act act;

	if (!store_begin(ctx, &act, e))
		return false;
	void *record = schema_new(subject(s), &act.scratch);
	schema_copy(subject(s), s->fields.record, record, &act.scratch);
	bool good = s->about.on.n ? edit_save(&act, subject(s), record, e)
							  : edit_new(&act, subject(s), record, e);
	struct uid uid = schema_head(record)->uid;
	good = good && act_commit(&act, e); /* it ends what the act held, the copy too */
	if (good)
		schema_head(s->fields.record)->uid = uid;
	act_abort(&act);
	return good;
}

/* Its number may have been given only when it was stored. */
static const char *saved_words(const struct form_screen *s, struct ctx *ctx)
{
	const char *number = "";
	struct err e = { 0 };
	struct kv_txn txn;

	if (store_read(ctx, &txn, &e)) {
		number = record_number(&txn, s->about.kind, schema_head(s->fields.record)->uid, ctx->frame);
		kv_end_read(&txn);
	}
	return arena_format(
		ctx->frame, _("%s %s saved, Ctrl+U takes it back"), _(subject(s)->label), number);
}

static struct effect finished(struct form_screen *s, struct ctx *ctx)
{
	struct err e = { 0 };
	struct effect effect = back();

	s->done = true;
	hand_clear(&ctx->store->hand);
	if (s->kept)
		draft_drop(kv_folder(ctx->store->kv), s->draft, &e);
	if (s->about.verb)
		return steps_tell(ctx, s->about.verb, s->about.on.at, s->about.on.n, effect);
	if (s->about.on.n == 0)
		ctx->store->made = schema_head(s->fields.record)->uid;
	effect.words = saved_words(s, ctx);
	return effect;
}

static struct effect commit(struct form_screen *s, struct ctx *ctx)
{
	struct err e = { 0 };
	bool good = s->about.verb
		? store_do_all(ctx, s->about.verb, s->about.on.at, s->about.on.n, s->fields.record, &e)
		: commit_record(s, ctx, &e);

	return good ? finished(s, ctx) : say(e);
}

static struct effect agreed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	(void)text;
	if (choice != 1)
		return tell(_("Nothing was changed."));
	return commit(state, ctx);
}

/* What will happen is shown first where it cannot be undone, warns, or is done to several. */
static struct effect ask_first(struct form_screen *s, struct ctx *ctx)
{
	const struct verb *verb = s->about.verb;
	struct buf detail = { 0 };
	struct prompt_choice *choices = arena_array(ctx->frame, 2, sizeof(*choices));
	choices[0].words = _("back to the form");
	choices[1].words = _(verb->label);

	steps_preview(ctx, verb, s->about.on.at, s->about.on.n, s->fields.record, &detail);
	struct question q = {
		.words = arena_format(ctx->frame, _("%s?"), _(verb->label)),
		.detail = arena_text(ctx->frame, buf_text(&detail)),
		.choices = choices,
		.count = 2,
		.then = agreed,
	};
	buf_free(&detail);
	return ask(q);
}

static bool warns(const struct form_screen *s, const struct ctx *ctx)
{
	return s->about.verb &&
		(s->about.on.n > 1 || s->about.verb->final ||
			steps_warn(ctx, s->about.verb, s->about.on.at, s->about.on.n, s->fields.record));
}

static struct effect finish(void *state, struct ctx *ctx)
{
	struct form_screen *s = state;
	struct err e = { 0 };

	if (!form_leave(&s->form))
		return say(s->form.err);
	size_t refused = fields_refused(&s->fields);
	if (refused < s->fields.count) {
		form_go(&s->form, refused);
		fields_try(&s->fields, refused, s->fields.entries[refused].text, &e);
		return say(e);
	}
	fields_finish(&s->fields);
	fields_again(&s->fields);
	form_again(&s->form);
	return warns(s, ctx) ? ask_first(s, ctx) : commit(s, ctx);
}

/* ---- personal data ---- */

static void unmasked(void *state, struct ctx *ctx)
{
	struct form_screen *s = state;

	s->fields.view = form_view(s, ctx);
	fields_again(&s->fields);
	form_again(&s->form);
}

static struct effect unmask_words(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct form_screen *s = state;

	(void)choice;
	return unmask_for(ctx, s->about.kind, s->about.on.at[0], text, unmasked, s);
}

static struct effect unmask_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct form_screen *s = state;

	if (count == 0)
		return stay();
	return unmask_reason(ctx, s->about.kind, s->about.on.at[0], rows[0], unmask_words, unmasked, s);
}

static struct effect unmask(void *state, struct ctx *ctx)
{
	(void)state;
	return unmask_ask(ctx, unmask_chosen);
}

static const char *unmask_not(const void *state, struct ctx *ctx)
{
	const struct form_screen *s = state;

	(void)ctx;
	return s->fields.view.personal ? _("Nothing is masked here.") : NULL;
}

/* ---- leaving ---- */

static struct effect step_out(void *state, struct ctx *ctx)
{
	struct form_screen *s = state;
	struct err e = { 0 };
	struct effect effect = back();

	if (s->typed && begun(s) && !save_draft(s, ctx, true, &e))
		return say(e);
	if (s->kept)
		effect.words = _("What was typed is kept as a draft: the same step opens it again.");
	return effect;
}

static struct effect another(void *state, struct ctx *ctx)
{
	struct form_screen *s = state;
	struct arg arg = arg_none();
	struct err e = { 0 };

	if (begun(s) && !save_draft(s, ctx, true, &e))
		return say(e);
	arg.kind = s->about.kind;
	arg.number = free_serial(s, ctx, true);
	return turn("form", arg);
}

static const char *another_not(const void *state, struct ctx *ctx)
{
	const struct form_screen *s = state;

	(void)ctx;
	return s->about.verb || s->about.on.n ? _("Only a new record has another one beside it.")
										  : NULL;
}

static struct effect dropped(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct form_screen *s = state;
	struct err e = { 0 };

	(void)text;
	if (choice != 1)
		return stay();
	if (s->kept && !draft_drop(kv_folder(ctx->store->kv), s->draft, &e))
		return say(e);
	s->done = true;
	return back();
}

static struct effect drop(void *state, struct ctx *ctx)
{
	struct prompt_choice *choices = arena_array(ctx->frame, 2, sizeof(*choices));
	choices[0].words = _("keep it as a draft");
	choices[1].words = _("throw away what was typed");

	(void)state;
	return ask((struct question){
		.words = _("Throw the draft away?"),
		.choices = choices,
		.count = 2,
		.then = dropped,
	});
}

/* ---- input and drawing ---- */

static struct effect input(void *state, struct ctx *ctx, const struct input *in)
{
	struct form_screen *s = state;
	enum form_use use;

	switch (in->kind) {
	case INPUT_RESIZE:
		form_place(&s->form, (struct rect){ ABOVE, 0, ctx->rows - ABOVE, ctx->cols });
		if (!s->restored)
			return stay();
		s->restored = false;
		return tell(_("The draft of last time is here again; Ctrl+O offers to throw it away."));
	case INPUT_TICK:
		return tick(s, ctx);
	case INPUT_KEY:
	case INPUT_TEXT:
	case INPUT_PASTE:
		use = form_input(&s->form, in);
		if (use == FORM_WANTS_PICKER)
			return form_pick(s, ctx);
		s->typed = s->typed || use == FORM_USED;
		return use == FORM_USED ? stay() : pass();
	default:
		return pass();
	}
}

static void draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	const struct form_screen *s = state;

	frame_title(c, ctx, s->title, NULL);
	form_draw(&s->form, c, true);
}

static const struct action actions[] = {
	{
		.name = "done",
		.keys = "F5 Ctrl+S",
		.run = finish,
		.help = N_("Takes what the form says"),
		.hint = N_("Done"),
	},
	{
		.name = "pick",
		.keys = "F4",
		.run = form_pick,
		.why_not = form_no_list,
		.help = N_("The list for this field; in a text: a unit, a basis, a person"),
		.hint = N_("Pick"),
	},
	{
		.name = "back",
		.keys = "Esc",
		.run = step_out,
		.help = N_("One step out; what was typed stays as a draft"),
		.hint = N_("Back"),
	},
	{
		.name = "another",
		.keys = "Ctrl+N",
		.run = another,
		.why_not = another_not,
		.help = N_("Another new one; this one stays as a draft"),
	},
	{
		.name = "unmask",
		.keys = "",
		.run = unmask,
		.why_not = unmask_not,
		.help = N_("Shows personal data, for a reason that is logged"),
	},
	{
		.name = "throw_away",
		.keys = "",
		.run = drop,
		.help = N_("Throws away what was typed here"),
	},
};

const struct screen_ops form_screen = {
	.name = "form",
	.title = N_("form"),
	.state_size = sizeof(struct form_screen),
	.actions = actions,
	.action_count = COUNT(actions),
	.open = open,
	.close = close,
	.input = input,
	.draw = draw,
};
