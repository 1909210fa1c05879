#include "locale/msg/msg.h"
#include "tui/app/inside.h"
#include "tui/app/keymap.h"

#include <string.h>

static void begin(struct app *app, enum overlay_kind kind)
{
	overlay_close(app);
	app->overlay.kind = kind;
}

void overlay_close(struct app *app)
{
	struct overlay *o = &app->overlay;

	if (o->kind == OVERLAY_QUESTION)
		prompt_free(&o->prompt);
	if (o->kind == OVERLAY_CHOOSE || o->kind == OVERLAY_ACTIONS)
		picker_free(&o->picker);
	if (o->kind == OVERLAY_PALETTE)
		palette_free(&o->palette);
	if (o->kind == OVERLAY_TEXT) {
		pager_free(&o->pager);
		finder_free(&o->finder);
	}
	arena_free(&o->arena);
	*o = (struct overlay){ 0 };
}

static struct rect whole(const struct app *app)
{
	return (struct rect){ 0, 0, app->rows - 2, app->cols };
}

/* A list takes what it has, within the middle of the screen; up to all its rows. */
static struct rect list_area(const struct app *app, size_t rows, bool plain)
{
	struct rect all = rect_inside(whole(app), 1, 2);
	int want = rows + 3 > (size_t)all.rows ? all.rows : (int)rows + (plain ? 2 : 3);

	return rect_middle(all, want < 8 ? 8 : want, 100);
}

void overlay_place(struct app *app)
{
	struct overlay *o = &app->overlay;

	if (o->kind == OVERLAY_QUESTION)
		prompt_place(&o->prompt, whole(app));
	if (o->kind == OVERLAY_CHOOSE || o->kind == OVERLAY_ACTIONS)
		picker_place(&o->picker, list_area(app, o->rows, o->picker.plain));
	if (o->kind == OVERLAY_PALETTE)
		picker_place(&o->palette.picker, list_area(app, o->rows, false));
	if (o->kind == OVERLAY_TEXT) {
		struct rect area = rect_inside(whole(app), 2, 4);

		pager_place(&o->pager, area);
		finder_place(&o->finder, (struct rect){ area.row + area.rows, area.col, 1, area.cols });
	}
}

/* ---- opening ---- */

static const char *kept(struct overlay *o, const char *text)
{
	return text ? arena_text(&o->arena, text) : NULL;
}

void overlay_ask(struct app *app, const struct question *q, bool global)
{
	struct overlay *o = &app->overlay;
	struct overlay next = { .kind = OVERLAY_QUESTION, .answered = q->then, .global = global };
	struct prompt_choice *choices = arena_array(&next.arena, q->count + 1, sizeof(*choices));

	for (size_t i = 0; i < q->count; i++)
		choices[i] = (struct prompt_choice){ kept(&next, q->choices[i].words),
			kept(&next, q->choices[i].why_not) };
	prompt_open(
		&next.prompt, kept(&next, q->words), kept(&next, q->detail), choices, q->count, q->text);
	overlay_close(app);
	*o = next;
	overlay_place(app);
}

void overlay_choose(struct app *app, const struct choose *c)
{
	struct overlay *o = &app->overlay;
	const char *title;

	begin(app, OVERLAY_CHOOSE);
	title = kept(o, c->title);
	picker_open(&o->picker, title, c->source);
	o->picker.many = c->many;
	for (size_t i = 0; i < c->marked_count; i++)
		picker_mark(&o->picker, c->marked[i], true);
	o->rows = o->picker.scroll.count;
	if (c->text && *c->text)
		picker_type(&o->picker, c->text);
	o->chosen = c->then;
	overlay_place(app);
	if (c->focus)
		picker_focus(&o->picker, c->focus);
}

void overlay_read(struct app *app, const char *title, const char *words)
{
	struct overlay *o = &app->overlay;

	begin(app, OVERLAY_TEXT);
	o->title = kept(o, title);
	pager_text(&o->pager, kept(o, words));
	overlay_place(app);
}

/* One row an action: what it does, and its keys or why not now. */
static struct picker_source action_rows(struct app *app, size_t *count)
{
	struct overlay *o = &app->overlay;
	size_t n = app_offers(app, &o->offers, &o->arena);
	struct picker_row *rows = arena_array(&o->arena, n, sizeof(*rows));
	struct buf keys = { 0 };

	for (size_t i = 0; i < n; i++) {
		buf_cut(&keys, 0);
		keymap_labels(app->setup.options, o->offers[i].action, &keys);
		rows[i] = (struct picker_row){
			.words = _(o->offers[i].action->help),
			.note = arena_text(&o->arena, buf_text(&keys)),
			.why_not = kept(o, app_why_not(app, o->offers[i])),
		};
	}
	buf_free(&keys);
	*count = n;
	return picker_list(rows, n, &o->arena);
}

void overlay_actions(struct app *app, const char *title)
{
	struct overlay *o = &app->overlay;
	struct picker_source rows;

	begin(app, OVERLAY_ACTIONS);
	rows = action_rows(app, &o->rows);
	picker_open(&o->picker, title, rows);
	overlay_place(app);
}

static size_t find_hits(void *data, const char *text)
{
	struct app *app = data;
	struct ctx ctx = app_ctx(app, app_top(app));

	if (!text[0] || !app->setup.find)
		return 0;
	return app->setup.find(&ctx, text, app->overlay.hits, PALETTE_HITS);
}

static void hit_row(void *data, size_t i, struct picker_row *out)
{
	struct app *app = data;

	*out = (struct picker_row){ .words = app->overlay.hits[i].words,
		.note = app->overlay.hits[i].note };
}

void overlay_palette(struct app *app)
{
	struct overlay *o = &app->overlay;
	struct palette_source sources[2] = { { 0 } };

	begin(app, OVERLAY_PALETTE);
	o->hits = arena_array(&o->arena, PALETTE_HITS, sizeof(*o->hits));
	sources[0].title = _("command");
	sources[0].list = action_rows(app, &o->rows);
	sources[1].list = (struct picker_source){ .data = app, .find = find_hits, .row = hit_row };
	o->rows += PALETTE_HITS;
	palette_open(&o->palette, _("Find a command, a record or a unit"), sources, 2);
	finder_enter(&o->palette.picker.finder);
	overlay_place(app);
}

/* ---- answering ---- */

/* The overlay closes before its answer is carried out: the answer may open another. */
static void answer_question(struct app *app)
{
	struct overlay o = app->overlay;
	struct place *top = app_top(app);
	struct ctx ctx = app_ctx(app, top);
	struct effect effect = stay();

	app->overlay = (struct overlay){ 0 };
	if (o.answered)
		effect = o.answered(
			o.global ? app : top->state, &ctx, o.prompt.focus, edit_text(&o.prompt.edit));
	app_carry_out(app, effect);
	prompt_free(&o.prompt);
	arena_free(&o.arena);
}

static void answer_choose(struct app *app)
{
	struct overlay o = app->overlay;
	struct place *top = app_top(app);
	struct ctx ctx = app_ctx(app, top);
	const size_t *rows;
	size_t count = picker_taken(&o.picker, &rows);

	app->overlay = (struct overlay){ 0 };
	app_carry_out(app, o.chosen(top->state, &ctx, rows, count));
	picker_free(&o.picker);
	arena_free(&o.arena);
}

static void run_offer(struct app *app, size_t number)
{
	struct offer offer = app->overlay.offers[number];

	overlay_close(app);
	app_run_action(app, offer);
}

static void answer_actions(struct app *app)
{
	const size_t *rows;

	picker_taken(&app->overlay.picker, &rows);
	run_offer(app, rows[0]);
}

static void answer_palette(struct app *app)
{
	struct overlay *o = &app->overlay;
	size_t source, number = palette_row(&o->palette, o->palette.picker.scroll.focus, &source);
	struct palette_hit hit;

	if (source == 0) {
		run_offer(app, number);
		return;
	}
	hit = o->hits[number];
	overlay_close(app);
	app_carry_out(app, go(hit.screen, hit.arg));
}

/* ---- keys ---- */

static void refuse(struct app *app, const char *why)
{
	app_tell(app, why);
	app->refused = true;
}

static void question_input(struct app *app, const struct input *in)
{
	struct prompt *p = &app->overlay.prompt;

	switch (prompt_input(p, in)) {
	case PROMPT_KEPT:
		break;
	case PROMPT_REFUSED:
		refuse(app, p->choices[p->focus].why_not);
		break;
	case PROMPT_LEFT:
		if (p->count)
			answer_question(app);
		else
			overlay_close(app);
		break;
	case PROMPT_TAKEN:
		answer_question(app);
		break;
	}
}

static void list_input(
	struct app *app, struct picker *p, const struct input *in, void (*answer)(struct app *))
{
	struct picker_row row = { 0 };

	switch (picker_input(p, in)) {
	case PICKER_PASSED:
	case PICKER_MOVED:
		break;
	case PICKER_REFUSED:
		p->source.row(p->source.data, p->scroll.focus, &row);
		refuse(app, row.why_not ? row.why_not : "");
		break;
	case PICKER_LEFT:
		overlay_close(app);
		break;
	case PICKER_TAKEN:
		answer(app);
		break;
	}
}

/* Letters find in the text, Enter finds the next. */
static void text_input(struct app *app, const struct input *in)
{
	struct overlay *o = &app->overlay;
	enum finder_use use = finder_input(&o->finder, in);
	const char *words = finder_text(&o->finder);
	bool again = use == FINDER_PASSED && input_key(in) == K_ENTER && words[0];

	if (use == FINDER_CHANGED || again) {
		if (!(again ? pager_find : pager_find_first)(&o->pager, words) && words[0])
			app_tell(app, _("That is not in this text."));
		return;
	}
	if (use != FINDER_PASSED || pager_input(&o->pager, in))
		return;
	if (input_key(in) == K_ESC || input_key(in) == K_ENTER)
		overlay_close(app);
}

void overlay_input(struct app *app, const struct input *in)
{
	struct overlay *o = &app->overlay;

	if (in->kind == INPUT_KEY && in->key == INPUT_CTRL('X') && o->global) {
		overlay_close(app); /* asked whether to leave, and asked for it again */
		app_carry_out(app, leave());
		return;
	}
	switch (o->kind) {
	case OVERLAY_NONE:
		break;
	case OVERLAY_QUESTION:
		question_input(app, in);
		break;
	case OVERLAY_CHOOSE:
		list_input(app, &o->picker, in, answer_choose);
		break;
	case OVERLAY_ACTIONS:
		list_input(app, &o->picker, in, answer_actions);
		break;
	case OVERLAY_PALETTE:
		list_input(app, &o->palette.picker, in, answer_palette);
		break;
	case OVERLAY_TEXT:
		text_input(app, in);
		break;
	}
}

/* ---- drawing ---- */

static void draw_text(const struct app *app, struct canvas *c)
{
	const struct overlay *o = &app->overlay;
	struct rect frame = rect_inside(whole(app), 1, 2);
	struct buf words = { 0 };

	canvas_box(c, frame, STYLE_FRAME);
	buf_printf(&words, " %s ", o->title);
	pager_where(&o->pager, &words);
	canvas_put(c, frame.row, frame.col + 2, frame.cols - 4, STYLE_TITLE, buf_text(&words));
	pager_draw(&o->pager, c);
	canvas_cursor(c, o->pager.area.row, o->pager.area.col);
	if (o->finder.typing || finder_text(&o->finder)[0])
		finder_draw(&o->finder, c, _("Find: "), "");
	buf_free(&words);
}

void overlay_draw(const struct app *app, struct canvas *c)
{
	const struct overlay *o = &app->overlay;

	switch (o->kind) {
	case OVERLAY_NONE:
		break;
	case OVERLAY_QUESTION:
		prompt_draw(&o->prompt, c);
		break;
	case OVERLAY_CHOOSE:
	case OVERLAY_ACTIONS:
		picker_draw(&o->picker, c);
		break;
	case OVERLAY_PALETTE:
		picker_draw(&o->palette.picker, c);
		break;
	case OVERLAY_TEXT:
		draw_text(app, c);
		break;
	}
}

const char *overlay_hints(const struct app *app)
{
	const struct overlay *o = &app->overlay;

	switch (o->kind) {
	case OVERLAY_QUESTION:
		return o->prompt.count ? _("Enter or a digit takes a choice, Esc the first")
							   : _("Enter takes the text, Esc leaves it");
	case OVERLAY_CHOOSE:
		if (o->picker.many)
			return _("Space marks, Enter takes what is marked, letters find, Esc leaves");
		return _("Enter or a digit takes a row, letters find, Esc leaves");
	case OVERLAY_ACTIONS:
	case OVERLAY_PALETTE:
		return _("Enter or a digit takes a row, letters find, Esc leaves");
	case OVERLAY_TEXT:
		return _("Arrows and PgDn read on, letters find, Esc leaves");
	default:
		return "";
	}
}
