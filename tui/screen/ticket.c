/* ticket.c — one record whole: an order or a case with its pages, any other kind too. */
#include "tui/screen/ticket.h"

#include "locale/msg/msg.h"
#include "tui/screen/batch.h"
#include "tui/screen/frame.h"
#include "tui/screen/papers.h"
#include "tui/screen/screens.h"
#include "tui/screen/unmask.h"

#include <string.h>

enum { ROW_TITLE, ROW_HEAD, ROW_PAGES = 3, ROW_RULE, ROW_TEXT, MARGIN = 1, SIDE_SHARE = 5 };

/* ---- reading and placing ---- */

static bool read_it(struct ticket *t, struct ctx *ctx, struct err *e)
{
	struct arena a = { 0 };
	struct ticket_words words;
	struct ticket_next next;
	struct kv_txn txn;

	t->generation = kv_generation(ctx->store->kv);
	if (!store_read(ctx, &txn, e))
		return false;
	bool good = ticket_read(&txn, ctx, t->kind, t->uid, &words, &next, &a, e);
	kv_end_read(&txn);
	if (!good) {
		arena_free(&a);
		return false;
	}
	arena_free(&t->read);
	t->read = a;
	t->words = words;
	t->next = next;
	return true;
}

static bool has_side(const struct ticket *t, const struct ctx *ctx)
{
	size_t n = t->words.page_count;

	return ctx->cols >= FRAME_WIDE && n > 1 && t->words.pages[n - 1].digit == '9';
}

/* Pages that have a place of their own beside need no tab. */
static size_t tabs(const struct ticket *t, const struct ctx *ctx)
{
	return t->words.page_count - (has_side(t, ctx) ? 1 : 0);
}

static int text_cols(const struct ticket *t, const struct ctx *ctx)
{
	return has_side(t, ctx) ? ctx->cols * 3 / SIDE_SHARE : ctx->cols;
}

static int lack_rows(const struct ticket *t)
{
	int n = 0;

	while (n < TICKET_LACKS && t->words.lack[n])
		n++;
	return n ? n + 1 : 0; /* and the rule above them */
}

/* Of the pages that are no running text. */
static struct rect page_area(const struct ticket *t, const struct ctx *ctx)
{
	return (struct rect){ ROW_TEXT, 0, ctx->rows - ROW_TEXT - lack_rows(t), text_cols(t, ctx) };
}

static bool on_page(const struct ticket *t, char digit)
{
	return t->kind == KIND_CASE && !t->on_side && t->words.pages[t->page].digit == digit;
}

static void place(struct ticket *t, const struct ctx *ctx)
{
	int rows = ctx->rows - ROW_TEXT - lack_rows(t), cols = text_cols(t, ctx);

	if (t->page >= tabs(t, ctx))
		t->page = 0;
	/* The texts first: placing breaks lines, and the old texts may be gone. */
	pager_text(&t->pager, t->words.pages[t->page].text);
	pager_text(&t->side, t->words.pages[t->words.page_count - 1].text);
	pager_place(&t->pager, (struct rect){ ROW_TEXT, MARGIN, rows, cols - 2 * MARGIN });
	ticket_claims_place(t, page_area(t, ctx));
	ticket_consults_place(t, page_area(t, ctx));
	pager_place(
		&t->side, (struct rect){ ROW_TEXT, cols + MARGIN, rows, ctx->cols - cols - 2 * MARGIN });
	t->on_side = t->on_side && has_side(t, ctx);
}

static bool open(void *state, struct ctx *ctx, const struct arg *arg, struct err *e)
{
	struct ticket *t = state;

	t->kind = (enum kind)arg->kind;
	t->uid = (struct uid){ .origin = arg->origin, .counter = arg->counter };
	t->where = arena_text(ctx->arena, arg->text);
	return read_it(t, ctx, e);
}

static void close(void *state, struct ctx *ctx)
{
	struct ticket *t = state;

	if (uid_same(ctx->store->unmasked, t->uid))
		ctx->store->unmasked = (struct uid){ 0 };
	pager_free(&t->pager);
	pager_free(&t->side);
	steps_free(&t->steps);
	pick_close(&t->pick);
	arena_free(&t->read);
}

struct effect ticket_again(struct ticket *t, struct ctx *ctx)
{
	struct err e = { 0 };
	size_t top = t->pager.top;

	if (!read_it(t, ctx, &e))
		return say(e);
	place(t, ctx);
	t->pager.top = top < t->pager.line_count ? top : 0;
	return stay();
}

/* ---- pages ---- */

static void show_page(struct ticket *t, size_t page)
{
	t->page = page;
	t->on_side = false;
	pager_text(&t->pager, t->words.pages[page].text);
}

static bool takes_page(struct ticket *t, const struct ctx *ctx, uint32_t key)
{
	size_t n = tabs(t, ctx);

	for (size_t i = 0; i < t->words.page_count; i++)
		if (key == (uint32_t)t->words.pages[i].digit) {
			if (i < n)
				show_page(t, i);
			else
				t->on_side = true;
			return true;
		}
	if (key == K_RIGHT || key == K_LEFT) {
		show_page(t, (t->page + (key == K_RIGHT ? 1 : n - 1)) % n);
		return true;
	}
	return false;
}

static struct effect other_side(void *state, struct ctx *ctx)
{
	struct ticket *t = state;

	t->on_side = !t->on_side && has_side(t, ctx);
	return stay();
}

static const char *no_side(const void *state, struct ctx *ctx)
{
	return has_side(state, ctx) ? NULL : _("There is one part only: a wider window shows two.");
}

static const char *pick_not(const void *state, struct ctx *ctx)
{
	(void)ctx;
	return on_page(state, '3') ? NULL : _("There is no list here: page 3 of a case has one.");
}

/* ---- finding in the text ---- */

static struct pager *pager_now(struct ticket *t)
{
	return t->on_side ? &t->side : &t->pager;
}

static struct effect find_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct ticket *t = state;

	(void)choice;
	if (*text == '\0')
		return stay();
	t->found = arg_text(text);
	if (pager_find(pager_now(t), text))
		return stay();
	return tell(arena_format(ctx->frame, _("not on this page: %s"), text));
}

static struct effect ask_find(struct ctx *ctx, const char *text)
{
	(void)ctx;
	return ask((struct question){
		.words = _("Find on this page"),
		.text = text,
		.then = find_typed,
	});
}

static struct effect find(void *state, struct ctx *ctx)
{
	return ask_find(ctx, ((struct ticket *)state)->found.text);
}

static bool is_letter(const struct input *in)
{
	uint32_t key = in->key;

	return in->kind == INPUT_TEXT &&
		((key >= 'a' && key <= 'z') || (key >= 'A' && key <= 'Z') || key >= 0x80);
}

/* ---- acting ---- */

/* From the page of tasks to their list, where each has its own steps. */
static bool shows_tasks(const struct ticket *t)
{
	const struct ticket_page *page = &t->words.pages[t->page];

	return page->digit == TICKET_TASKS && *page->text;
}

static struct effect go_to_tasks(const struct ticket *t, struct ctx *ctx)
{
	struct kv_txn txn;
	struct err e = { 0 };
	struct arg arg;

	if (!store_read(ctx, &txn, &e))
		return say(e);
	arg = arg_text(arena_format(ctx->frame, "%s:=%s", schema_of(t->kind)->name,
		record_number(&txn, t->kind, t->uid, ctx->frame)));
	kv_end_read(&txn);
	arg.kind = KIND_TASK;
	return go("list", arg);
}

static bool on_past(const struct ticket *t)
{
	return !t->on_side && t->words.past_count && t->words.pages[t->page].digit == '5';
}

static struct effect past_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	const struct ticket *t = state;

	(void)ctx;
	return count ? go(screen_of(KIND_RULING), arg_uid(KIND_RULING, t->words.past[rows[0]].uid))
				 : stay();
}

static struct effect choose_past(struct ticket *t)
{
	struct picker_row *rows = arena_array(&t->read, t->words.past_count, sizeof(*rows));

	for (size_t i = 0; i < t->words.past_count; i++)
		rows[i] =
			(struct picker_row){ .words = t->words.past[i].words, .note = t->words.past[i].note };
	return choose((struct choose){
		.title = _("Open which ruling?"),
		.source = picker_list(rows, t->words.past_count, &t->read),
		.then = past_chosen,
	});
}

static struct effect follow(void *state, struct ctx *ctx)
{
	struct ticket *t = state;

	if (shows_tasks(t))
		return go_to_tasks(t, ctx);
	if (on_past(t))
		return choose_past(t);
	if (t->next.filter) {
		struct arg arg = arg_text(t->next.filter);

		arg.kind = t->next.kind;
		return go("list", arg);
	}
	return go(screen_of(t->next.kind), arg_uid(t->next.kind, t->next.uid));
}

static const char *follow_not(const void *state, struct ctx *ctx)
{
	const struct ticket *t = state;

	(void)ctx;
	return t->next.kind || shows_tasks(t) || on_past(t) ? NULL
														: _("It leads to no other record yet.");
}

/* What was done is seen at once. */
struct effect ticket_after_step(void *state, struct ctx *ctx, struct effect effect)
{
	struct ticket *t = state;
	struct effect seen = ticket_again(t, ctx);

	return seen.kind == EFFECT_SAY ? seen : effect;
}

static struct effect batch_agreed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct ticket *t = state;

	(void)text;
	if (choice != 1)
		return tell(_("Nothing was changed."));
	return ticket_after_step(t, ctx, batch_turn(ctx, t->uid));
}

static struct effect next_steps(void *state, struct ctx *ctx)
{
	struct ticket *t = state;

	if (t->kind == KIND_BATCH)
		return batch_ask(ctx, t->uid, batch_agreed);
	return steps_open(&t->steps, ctx, t->kind, &t->uid, 1, ticket_after_step);
}

static struct effect edit_record(void *state, struct ctx *ctx)
{
	const struct ticket *t = state;

	(void)ctx;
	return go("form", arg_uid(t->kind, t->uid));
}

static struct effect previous_record(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	return step_record(-1);
}

static struct effect next_record(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	return step_record(+1);
}

static struct effect papers(void *state, struct ctx *ctx)
{
	const struct ticket *t = state;

	return papers_open(ctx, t->kind, t->uid);
}

static void unmasked(void *state, struct ctx *ctx)
{
	ticket_again(state, ctx);
}

static struct effect unmask_words(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	const struct ticket *t = state;

	(void)choice;
	return unmask_for(ctx, t->kind, t->uid, text, unmasked, state);
}

static struct effect unmask_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	const struct ticket *t = state;

	if (count == 0)
		return stay();
	return unmask_reason(ctx, t->kind, t->uid, rows[0], unmask_words, unmasked, state);
}

static struct effect unmask(void *state, struct ctx *ctx)
{
	(void)state;
	return unmask_ask(ctx, unmask_chosen);
}

/* ---- input and drawing ---- */

/* Pages with a focus of their own take the keys they know. */
static struct effect page_key(struct ticket *t, struct ctx *ctx, const struct input *in)
{
	if (on_page(t, '3'))
		return ticket_claims_input(t, ctx, in);
	return on_page(t, '6') ? ticket_consults_input(t, ctx, in) : pass();
}

static struct effect key(struct ticket *t, struct ctx *ctx, const struct input *in)
{
	struct effect taken = page_key(t, ctx, in);

	if (taken.kind != EFFECT_PASS)
		return taken;
	if (takes_page(t, ctx, input_key(in)) || pager_input(pager_now(t), in))
		return stay();
	if (is_letter(in))
		return ask_find(ctx, in->text);
	return pass();
}

static struct effect input(void *state, struct ctx *ctx, const struct input *in)
{
	struct ticket *t = state;

	switch (in->kind) {
	case INPUT_RESIZE:
		place(t, ctx);
		return stay();
	case INPUT_TICK:
		return kv_generation(ctx->store->kv) == t->generation ? stay() : ticket_again(t, ctx);
	default:
		return key(t, ctx, in);
	}
}

static void draw_title(const struct ticket *t, const struct ctx *ctx, struct canvas *c)
{
	const char *right = t->words.state;

	if (t->where[0])
		right = arena_format(ctx->frame, _("%s  row %s"), right, t->where);
	frame_title(c, ctx, t->words.title, right);
	for (int i = 0; i < TICKET_HEAD_ROWS; i++)
		canvas_text(c, ROW_HEAD + i, MARGIN, ctx->cols - MARGIN, STYLE_NORMAL,
			t->words.head[i] ? t->words.head[i] : "");
}

static void draw_pages(const struct ticket *t, const struct ctx *ctx, struct canvas *c)
{
	struct frame_page pages[TICKET_PAGES];
	size_t n = tabs(t, ctx);

	for (size_t i = 0; i < n; i++)
		pages[i] = (struct frame_page){
			.digit = t->words.pages[i].digit,
			.label = t->words.pages[i].label,
			.count = -1,
			.empty = t->words.pages[i].text[0] == '\0',
		};
	frame_pages(c, ROW_PAGES, text_cols(t, ctx), pages, n, t->page);
}

static void draw_rule(const struct pager *p, struct canvas *c, int col, int cols)
{
	struct buf where = { 0 };

	pager_where(p, &where);
	frame_rule(c, (struct rect){ ROW_RULE, col, 1, cols }, NULL, buf_text(&where));
	buf_free(&where);
}

static void draw_side(const struct ticket *t, const struct ctx *ctx, struct canvas *c)
{
	int col = text_cols(t, ctx);
	const struct ticket_page *page = &t->words.pages[t->words.page_count - 1];
	const char *label =
		arena_format(ctx->frame, t->on_side ? "[%c%s]" : " %c%s", page->digit, page->label);

	canvas_text(
		c, ROW_PAGES, col + 1, ctx->cols - col - 1, t->on_side ? STYLE_OPEN : STYLE_NORMAL, label);
	draw_rule(&t->side, c, col, ctx->cols - col);
	pager_draw(&t->side, c);
	canvas_vline(c, ROW_PAGES, col, ctx->rows - ROW_PAGES - lack_rows(t), STYLE_FRAME);
}

static void draw_lacks(const struct ticket *t, const struct ctx *ctx, struct canvas *c)
{
	int rows = lack_rows(t), top = ctx->rows - rows;

	if (rows == 0)
		return;
	frame_rule(c, (struct rect){ top, 0, 1, ctx->cols }, NULL, NULL);
	for (int i = 0; i + 1 < rows; i++)
		canvas_text(c, top + 1 + i, MARGIN, ctx->cols - MARGIN, STYLE_WARN, t->words.lack[i]);
}

static void draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	const struct ticket *t = state;

	draw_title(t, ctx, c);
	draw_pages(t, ctx, c);
	draw_rule(&t->pager, c, 0, text_cols(t, ctx));
	pager_draw(&t->pager, c);
	if (t->words.pages[t->page].text[0] == '\0' && !on_page(t, '3'))
		canvas_text(c, ROW_TEXT, MARGIN, text_cols(t, ctx) - MARGIN, STYLE_QUIET,
			_("There is nothing here yet."));
	if (has_side(t, ctx))
		draw_side(t, ctx, c);
	draw_lacks(t, ctx, c);
	canvas_cursor(c, ROW_PAGES, 0);
	if (on_page(t, '3'))
		ticket_claims_draw(t, ctx, c, page_area(t, ctx));
	else if (on_page(t, '6') && *t->words.pages[t->page].text)
		ticket_consults_draw(t, ctx, c, page_area(t, ctx));
}

static const struct action actions[] = {
	{
		.name = "steps",
		.keys = "F5",
		.run = next_steps,
		.help = N_("The next steps of this record"),
		.hint = N_("Steps"),
	},
	{
		.name = "edit",
		.keys = "Ctrl+E",
		.run = edit_record,
		.help = N_("The record's form"),
		.hint = N_("Edit"),
	},
	{
		.name = "follow",
		.keys = "Enter",
		.run = follow,
		.why_not = follow_not,
		.help = N_(
			"Goes on: from an order to its case, from a case to the meeting's item, from page 8 to "
			"the tasks"),
		.hint = N_("Go on"),
	},
	{
		.name = "pick",
		.keys = "F4",
		.run = ticket_claims_pick,
		.why_not = pick_not,
		.help = N_("The bases of the cell in focus, on page 3"),
	},
	{
		.name = "find",
		.keys = "F3 Ctrl+F",
		.run = find,
		.help = N_("Finds words on this page"),
		.hint = N_("Find"),
	},
	{
		.name = "side",
		.keys = "F6",
		.run = other_side,
		.why_not = no_side,
		.help = N_("The other part of the screen"),
	},
	{
		.name = "previous",
		.keys = "F7",
		.run = previous_record,
		.help = N_("The record before, of the list one came from"),
		.hint = N_("Before and next"),
		.hint_keys = N_("F7/F8"),
	},
	{
		.name = "next",
		.keys = "F8",
		.run = next_record,
		.help = N_("The next record of the list one came from"),
	},
	{
		.name = "papers",
		.keys = "",
		.run = papers,
		.help = N_("Papers: opinion, hand-over slips, minutes; read here or written to a file"),
	},
	{
		.name = "unmask",
		.keys = "",
		.run = unmask,
		.help = N_("Shows personal data, for a reason that is logged"),
	},
};

const struct screen_ops ticket_screen = {
	.name = "ticket",
	.title = N_("record"),
	.state_size = sizeof(struct ticket),
	.actions = actions,
	.action_count = COUNT(actions),
	.open = open,
	.close = close,
	.input = input,
	.draw = draw,
};
