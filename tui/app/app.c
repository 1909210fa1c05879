#include "tui/app/app.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "tui/app/inside.h"
#include "tui/app/keymap.h"
#include "tui/term/relay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_BELOW = 2 }; /* the message line and the key line */

struct place *app_top(const struct app *app)
{
	return app->stack[app->count - 1];
}

struct ctx app_ctx(struct app *app, struct place *place)
{
	int below = app_bare(app) ? 0 : LINES_BELOW;

	return (struct ctx){
		.store = app->setup.store,
		.options = app->setup.options,
		.now = app->now,
		.arena = &place->arena,
		.frame = &app->frame,
		.rows = app->rows - below,
		.cols = app->cols,
	};
}

bool app_bare(const struct app *app)
{
	struct place *top = app->count ? app_top(app) : NULL;

	return top && top->ops->bare && top->ops->bare(top->state) && !app->overlay.kind;
}

int app_tick_ms(const struct app *app)
{
	return app_top(app)->ops->tick_ms;
}

bool app_too_small(const struct app *app)
{
	return !app_bare(app) && (app->rows < APP_ROWS_LEAST || app->cols < APP_COLS_LEAST);
}

/* ---- messages ---- */

void app_say(struct app *app, const struct err *e)
{
	err_line(e, app->message, sizeof(app->message));
	app->refused = true;
}

void app_tell(struct app *app, const char *words)
{
	snprintf(app->message, sizeof(app->message), "%s", words);
	app->refused = false;
}

static void clear_message(struct app *app)
{
	app->message[0] = '\0';
	app->refused = false;
}

/* ---- the stack of screens ---- */

static const struct screen_ops *screen_named(const struct app *app, const char *name)
{
	for (size_t i = 0; i < app->setup.screen_count; i++)
		if (!strcmp(app->setup.screens[i]->name, name))
			return app->setup.screens[i];
	return NULL;
}

static void free_place(struct app *app, struct place *place)
{
	struct ctx ctx = app_ctx(app, place);

	if (place->ops->close)
		place->ops->close(place->state, &ctx);
	arena_free(&place->arena);
	free(place->state);
	free(place);
}

/* To the open screen, whose effect is carried out; PASS says that it was not used. */
static enum effect_kind offer_input(struct app *app, const struct input *in)
{
	struct place *top = app_top(app);
	struct ctx ctx = app_ctx(app, top);
	struct effect effect;

	if (!top->ops->input)
		return EFFECT_PASS;
	effect = top->ops->input(top->state, &ctx, in);
	if (effect.kind != EFFECT_PASS)
		app_carry_out(app, effect);
	return effect.kind;
}

static void say_size(struct app *app)
{
	struct input in = { .kind = INPUT_RESIZE, .rows = app->rows - LINES_BELOW, .cols = app->cols };

	if (!app_too_small(app))
		offer_input(app, &in);
}

/* Nothing lies over the screen that it could not work under. */
static bool bare(const struct app *app)
{
	return !app->work.running && !app->overlay.kind && !app_too_small(app);
}

bool app_restless(const struct app *app)
{
	const struct place *top = app_top(app);

	return bare(app) && top->ops->restless && top->ops->restless(top->state);
}

/* Time may have passed, and records changed, under another screen. */
static void say_time(struct app *app)
{
	offer_input(app, &(struct input){ .kind = INPUT_TICK });
}

static void push(struct app *app, struct place *place)
{
	if (app->count == app->room) {
		app->room = app->room ? 2 * app->room : 8;
		app->stack = must_realloc(app->stack, app->room * sizeof(*app->stack));
	}
	app->stack[app->count++] = place;
}

static bool open_screen(struct app *app, const char *name, const struct arg *arg, struct err *e)
{
	const struct screen_ops *ops = screen_named(app, name);
	struct place *place;
	struct ctx ctx;

	if (!ops)
		return err_set(e, ERR_ABSENT, "there is no screen \"%s\"", name);
	place = must_alloc(sizeof(*place));
	*place = (struct place){ .ops = ops, .state = must_alloc(ops->state_size) };
	memset(place->state, 0, ops->state_size);
	ctx = app_ctx(app, place);
	if (ops->open && !ops->open(place->state, &ctx, arg, e)) {
		free_place(app, place);
		return false;
	}
	push(app, place);
	say_size(app);
	return true;
}

static void go_to(struct app *app, const struct effect *effect)
{
	struct err e = { 0 };

	if (!open_screen(app, effect->words, &effect->arg, &e))
		app_say(app, &e);
}

/* The new one opens before the old one closes, so that a refusal leaves things as they were. */
static void turn_to(struct app *app, const char *screen, const struct arg *arg)
{
	struct err e = { 0 };
	struct place *old = app_top(app);
	size_t at = app->count - 1;

	if (!open_screen(app, screen, arg, &e)) {
		app_say(app, &e);
		return;
	}
	memmove(app->stack + at, app->stack + at + 1, (app->count - at - 1) * sizeof(*app->stack));
	app->count--;
	free_place(app, old);
}

static struct effect leave_answered(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	(void)state, (void)ctx, (void)text;
	return choice == 1 ? leave() : stay();
}

static void ask_leave(struct app *app)
{
	const struct prompt_choice choices[] = { { _("Stay"), NULL }, { _("Leave"), NULL } };

	overlay_ask(app,
		&(struct question){
			.words = _("Leave yanpan?"),
			.detail = _("What was confirmed is in the store, and what was begun is a draft: "
						"both are here next time."),
			.choices = choices,
			.count = COUNT(choices),
			.then = leave_answered,
		},
		true);
}

static void go_back(struct app *app)
{
	if (app->count == 1) {
		ask_leave(app);
		return;
	}
	free_place(app, app->stack[--app->count]);
	say_size(app);
	say_time(app);
}

static void step_by(struct app *app, int by)
{
	struct place *below = app->count > 1 ? app->stack[app->count - 2] : NULL;
	struct arg arg = { 0 };
	struct ctx ctx;

	if (!below || !below->ops->neighbour) {
		app_tell(app, _("There is no list here to step through."));
		return;
	}
	ctx = app_ctx(app, below);
	if (below->ops->neighbour(below->state, &ctx, by, &arg))
		turn_to(app, app_top(app)->ops->name, &arg);
	else if (by > 0)
		app_tell(app, _("This is the last one of the list."));
	else
		app_tell(app, _("This is the first one of the list."));
}

void app_carry_out(struct app *app, struct effect effect)
{
	switch (effect.kind) {
	case EFFECT_STAY:
	case EFFECT_PASS:
		break;
	case EFFECT_GO:
		go_to(app, &effect);
		break;
	case EFFECT_TURN:
		turn_to(app, effect.words, &effect.arg);
		break;
	case EFFECT_BACK:
		go_back(app);
		if (effect.words)
			app_tell(app, effect.words);
		break;
	case EFFECT_STEP:
		step_by(app, effect.by);
		break;
	case EFFECT_SAY:
		app_say(app, &effect.err);
		break;
	case EFFECT_TELL:
		app_tell(app, effect.words);
		break;
	case EFFECT_ASK:
		overlay_ask(app, &effect.question, false);
		break;
	case EFFECT_CHOOSE:
		overlay_choose(app, &effect.choose);
		break;
	case EFFECT_READ:
		overlay_read(app, effect.title, effect.words);
		break;
	case EFFECT_JOB:
		work_start(app, &effect.job);
		break;
	case EFFECT_LEAVE:
		app->done = true;
		break;
	}
}

/* ---- actions ---- */

static struct effect show_help(void *state, struct ctx *ctx)
{
	struct app *app = state;

	(void)ctx;
	overlay_actions(app, _("Keys of this place: type to find one, Enter does it"));
	return stay();
}

static struct effect show_menu(void *state, struct ctx *ctx)
{
	struct app *app = state;

	(void)ctx;
	overlay_actions(app, _("What can be done here"));
	return stay();
}

static struct effect show_palette(void *state, struct ctx *ctx)
{
	(void)ctx;
	overlay_palette(state);
	return stay();
}

static struct effect step_out(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	return back();
}

static struct effect undo_or_redo(
	struct app *app, struct ctx *ctx, bool (*verb)(struct ctx *, char *, size_t, struct err *))
{
	char words[256] = "";
	struct err e = { 0 };

	if (!verb)
		return stay();
	if (!verb(ctx, words, sizeof(words), &e))
		return say(e);
	say_time(app); /* the screen reads anew what has changed */
	app_tell(app, words);
	return stay();
}

static struct effect undo(void *state, struct ctx *ctx)
{
	struct app *app = state;

	return undo_or_redo(app, ctx, app->setup.undo);
}

static struct effect redo(void *state, struct ctx *ctx)
{
	struct app *app = state;

	return undo_or_redo(app, ctx, app->setup.redo);
}

static struct effect redraw(void *state, struct ctx *ctx)
{
	struct app *app = state;

	(void)ctx;
	app->redraw = true;
	return stay();
}

static struct effect ask_to_leave(void *state, struct ctx *ctx)
{
	(void)ctx;
	ask_leave(state);
	return stay();
}

static const struct action global_actions[] = {
	{ .name = "menu",
		.keys = "0 Ctrl+O",
		.run = show_menu,
		.help = N_("Everything that can be done here, numbered"),
		.hint = N_("Menu") },
	{ .name = "palette",
		.keys = "Ctrl+P",
		.run = show_palette,
		.help = N_("Find a command, a record or a unit"),
		.hint = N_("Commands") },
	{ .name = "help",
		.keys = "Ctrl+G ? F1",
		.run = show_help,
		.help = N_("The keys of this place"),
		.hint = N_("Help") },
	{ .name = "back",
		.keys = "Esc",
		.run = step_out,
		.help = N_("One step out; texts stay as drafts") },
	{ .name = "undo", .keys = "Ctrl+U", .run = undo, .help = N_("Take back the last step") },
	{ .name = "redo", .keys = "Ctrl+Y", .run = redo, .help = N_("Bring back what was taken back") },
	{ .name = "redraw", .keys = "Ctrl+L", .run = redraw, .help = N_("Paint the screen anew") },
	{ .name = "leave",
		.keys = "Ctrl+X",
		.run = ask_to_leave,
		.help = N_("Leave yanpan; drafts stay") },
};

const struct action *app_actions(size_t *count)
{
	*count = COUNT(global_actions);
	return global_actions;
}

static const char *missing_need(const struct screen_ops *ops, unsigned missing)
{
	for (size_t i = 0; i < ops->need_count; i++)
		if (ops->needs[i].bit & missing)
			return _(ops->needs[i].words);
	return _("That cannot be done here now.");
}

const char *app_why_not(struct app *app, struct offer offer)
{
	struct place *top = app_top(app);
	struct ctx ctx = app_ctx(app, top);
	unsigned has = top->ops->has && !offer.global ? top->ops->has(top->state, &ctx) : 0;

	if (!offer.global && offer.action->needs & ~has)
		return missing_need(top->ops, offer.action->needs & ~has);
	if (!offer.global && offer.action->why_not)
		return offer.action->why_not(top->state, &ctx);
	return NULL;
}

void app_run_action(struct app *app, struct offer offer)
{
	struct place *top = app_top(app);
	struct ctx ctx = app_ctx(app, top);
	const char *why = app_why_not(app, offer);

	if (why) {
		app_tell(app, why);
		app->refused = true;
		return;
	}
	app_carry_out(app, offer.action->run(offer.global ? app : top->state, &ctx));
}

/* A screen may do in its own way what is the same elsewhere: step out, undo. */
static bool has_own(const struct screen_ops *ops, const char *name)
{
	for (size_t i = 0; i < ops->action_count; i++)
		if (!strcmp(ops->actions[i].name, name))
			return true;
	return false;
}

size_t app_offers(struct app *app, struct offer **out, struct arena *a)
{
	const struct screen_ops *ops = app_top(app)->ops;
	size_t n = 0;

	*out = arena_array(a, ops->action_count + COUNT(global_actions), sizeof(**out));
	for (size_t i = 0; i < ops->action_count; i++)
		(*out)[n++] = (struct offer){ &ops->actions[i], false };
	for (size_t i = 0; i < COUNT(global_actions); i++)
		if (!has_own(ops, global_actions[i].name))
			(*out)[n++] = (struct offer){ &global_actions[i], true };
	return n;
}

/* ---- inputs ---- */

static void say_unknown(struct app *app, const struct input *in)
{
	char name[INPUT_NAME_BYTES], words[128];

	if (in->kind != INPUT_KEY)
		return;
	if (in->key == INPUT_CTRL('C')) {
		app_tell(app, _("Ctrl+X leaves yanpan; drafts stay."));
		return;
	}
	snprintf(words, sizeof(words), _("%s does nothing here; Ctrl+G shows the keys of this place."),
		input_key_name(in->key, name));
	app_tell(app, words);
}

static void screen_input(struct app *app, const struct input *in)
{
	const struct screen_ops *ops = app_top(app)->ops;
	const struct options *o = app->setup.options;
	uint32_t key = input_key(in);
	struct offer offer = { 0 };

	if (offer_input(app, in) != EFFECT_PASS)
		return;
	offer.action = keymap_find(o, ops->actions, ops->action_count, key);
	if (!offer.action) {
		offer.action = keymap_find(o, global_actions, COUNT(global_actions), key);
		offer.global = true;
	}
	if (offer.action)
		app_run_action(app, offer);
	else
		say_unknown(app, in);
}

/* The same over everything that may be open. */
static bool anywhere(struct app *app, const struct input *in)
{
	if (in->kind != INPUT_KEY)
		return false;
	if (in->key == INPUT_CTRL('L'))
		app->redraw = true;
	else if (in->key == INPUT_CTRL('X') && app_too_small(app))
		app->done = true;
	else if (!app_too_small(app))
		return false;
	return true;
}

static void person_input(struct app *app, const struct input *in)
{
	if (anywhere(app, in) || app_too_small(app))
		return;
	clear_message(app);
	if (app->work.running)
		work_input(app, in);
	else if (app->overlay.kind)
		overlay_input(app, in);
	else
		screen_input(app, in);
}

static void resize(struct app *app, int rows, int cols)
{
	app->rows = rows;
	app->cols = cols;
	app->redraw = true;
	say_size(app);
	overlay_place(app);
}

/* The terminal's answer may come after the first frame: everything is drawn anew. */
static void learn_width(struct app *app, int cols)
{
	if (cols == width_ambiguous() || cols < 1 || cols > 2)
		return;
	width_set_ambiguous(cols);
	resize(app, app->rows, app->cols);
}

void app_feed(struct app *app, const struct input *in)
{
	arena_free(&app->frame);
	switch (in->kind) {
	case INPUT_NONE:
		break;
	case INPUT_RESIZE:
		resize(app, in->rows, in->cols);
		break;
	case INPUT_TICK:
		if (bare(app))
			say_time(app);
		break;
	case INPUT_LOST:
		app_tell(app,
			relay_inside() ? _("Some bytes were no characters and were left out: does the "
							   "terminal speak what --terminal-encoding says?")
						   : _("Some bytes were no characters and were left out: "
							   "is the terminal set to UTF-8?"));
		break;
	case INPUT_WIDTH:
		learn_width(app, in->cols);
		break;
	case INPUT_HANGUP:
		app->done = true;
		break;
	case INPUT_KEY:
	case INPUT_TEXT:
	case INPUT_PASTE:
		person_input(app, in);
		break;
	}
}

/* ---- life ---- */

struct app *app_new(
	const struct app_setup *setup, struct time now, int rows, int cols, struct err *e)
{
	struct app *app = must_alloc(sizeof(*app));

	*app = (struct app){ .setup = *setup, .now = now, .rows = rows, .cols = cols };
	if (open_screen(app, setup->first, &setup->arg, e))
		return app;
	app_free(app);
	return NULL;
}

void app_free(struct app *app)
{
	if (!app)
		return;
	overlay_close(app);
	while (app->count > 0)
		free_place(app, app->stack[--app->count]);
	free(app->stack);
	arena_free(&app->frame);
	free(app);
}

void app_clock(struct app *app, struct time now)
{
	app->now = now;
}

bool app_done(const struct app *app)
{
	return app->done;
}

bool app_take_redraw(struct app *app)
{
	bool redrawn = app->redraw;

	app->redraw = false;
	return redrawn;
}

const char *app_screen(const struct app *app)
{
	return app_top(app)->ops->name;
}

const char *app_message(const struct app *app)
{
	return app->message;
}
