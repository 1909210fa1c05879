/* meeting.c — one meeting: its agenda, what goes onto it, its steps, its minutes. */
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/args.h"
#include "store/schema/order.h"
#include "store/schema/review.h"
#include "tui/screen/frame.h"
#include "tui/screen/papers.h"
#include "tui/screen/pick.h"
#include "tui/screen/screens.h"
#include "tui/screen/steps.h"
#include "tui/screen/words.h"
#include "tui/widget/table.h"

#include <string.h>

enum { ROW_TITLE, ROW_HEAD, ROW_RULE, ROW_TABLE, PREVIEW_ROWS = 7, MARGIN = 1 };

/* A line of the agenda. */
struct agenda_line {
	struct item item;
	const char *place, *title, *parties, *state, *outcome;
};

struct meeting_screen {
	struct uid uid;
	struct meeting meeting;
	struct arena read; /* all that follows */
	struct agenda_line *lines;
	size_t count;
	const char *title, *state, *head;
	struct table table;
	uint64_t generation;
	struct steps steps;
	struct pick pick;
};

/* The matter is what one looks for: it gets its room first. */
static const struct table_column columns[] = {
	{ .cols = 2, .right = true },
	{ .cols = 10, .shrink = 3, .wish = 30 },
	{ .cols = 8, .shrink = 1 },
	{ .cols = 4 },
	{ .cols = 12, .shrink = 2, .wish = 20 },
};

/* ---- reading ---- */

static const char *shown(struct kv_txn *txn, const struct ctx *ctx, const struct schema *s,
	const char *field, const void *record, struct arena *a)
{
	struct buf text = { 0 };
	struct words w = { txn, store_view(ctx, VIEW_SCREEN, (struct uid){ 0 }), &text };

	words_field(&w, s, field, record, "");
	const char *out = arena_text(a, buf_text(&text));
	buf_free(&text);
	return out;
}

/* Who leads, once it is agreed; why and until when, once it is put off. */
static const char *outcome_of(
	struct kv_txn *txn, const struct ctx *ctx, const struct item *item, struct arena *a)
{
	struct ruling r;
	struct err e = { 0 };
	const struct duty *lead;

	if (item->until.n)
		return shown(txn, ctx, &item_schema, "until", item, a);
	if (uid_none(item->ruling) || !record_get(txn, &ruling_schema, item->ruling, &r, a, &e) ||
		r.duties.n == 0)
		return "";
	lead = r.duties.at;
	return arena_format(a, _("lead: %s"), record_number(txn, KIND_UNIT, lead->unit, a));
}

static void read_line(
	struct kv_txn *txn, const struct ctx *ctx, struct agenda_line *line, struct arena *a)
{
	struct case_ c;
	struct err e = { 0 };

	line->place = arena_format(a, "%lld", (long long)line->item.place);
	line->title = record_title(txn, KIND_CASE, line->item.case_, a);
	line->state = shown(txn, ctx, &item_schema, "state", &line->item, a);
	line->outcome = outcome_of(txn, ctx, &line->item, a);
	line->parties = "";
	if (record_get(txn, &case_schema, line->item.case_, &c, a, &e))
		line->parties = shown(txn, ctx, &case_schema, "parties", &c, a);
}

static void read_agenda(
	struct meeting_screen *m, const struct ctx *ctx, struct kv_txn *txn, struct arena *a)
{
	struct item *items;

	m->count = meeting_items(txn, m->uid, &items, a);
	m->lines = arena_array(a, m->count + 1, sizeof(*m->lines));
	for (size_t i = 0; i < m->count; i++) {
		m->lines[i].item = items[i];
		read_line(txn, ctx, &m->lines[i], a);
	}
}

/* Who leads it and who writes; what is not known yet says so. */
static const char *head_words(const struct meeting_screen *m, struct arena *a)
{
	const char *chair = *m->meeting.chair ? m->meeting.chair : _("(missing)");
	const char *recorder = *m->meeting.recorder ? m->meeting.recorder : _("(missing)");

	return arena_format(a, _("chair %s  recorder %s  %zu items  %s"), chair, recorder, m->count,
		m->meeting.document);
}

static void read_head(
	struct meeting_screen *m, const struct ctx *ctx, struct kv_txn *txn, struct arena *a)
{
	char day[DATE_TEXT], clock[DATE_TEXT];

	m->title = arena_format(a, "%s %s  %s %s  %s", _(meeting_schema.label), m->meeting.number,
		day_weekday_text(time_day(m->meeting.time), day), time_clock_text(m->meeting.time, clock),
		m->meeting.place);
	m->state = shown(txn, ctx, &meeting_schema, "state", &m->meeting, a);
	m->head = head_words(m, a);
}

static bool read_it(struct meeting_screen *m, const struct ctx *ctx, struct err *e)
{
	struct arena a = { 0 };
	struct kv_txn txn;

	m->generation = kv_generation(ctx->store->kv);
	if (!store_read(ctx, &txn, e))
		return false;
	bool good = record_get(&txn, &meeting_schema, m->uid, &m->meeting, &a, e);
	if (good) {
		read_agenda(m, ctx, &txn, &a);
		read_head(m, ctx, &txn, &a);
	}
	kv_end_read(&txn);
	struct arena old = good ? m->read : a;
	if (good)
		m->read = a;
	arena_free(&old);
	return good;
}

/* ---- the screen's life ---- */

static void row(void *data, size_t i, struct arena *a, struct table_row *out)
{
	const struct meeting_screen *m = data;
	const struct agenda_line *line = &m->lines[i];

	(void)a;
	out->cell[0] = line->place;
	out->cell[1] = line->title;
	out->cell[2] = line->parties;
	out->cell[3] = line->state;
	out->cell[4] = line->outcome;
}

static bool open(void *state, struct ctx *ctx, const struct arg *arg, struct err *e)
{
	struct meeting_screen *m = state;

	m->uid = (struct uid){ .origin = arg->origin, .counter = arg->counter };
	table_open(&m->table, columns, COUNT(columns), (struct table_source){ .data = m, .row = row });
	if (!read_it(m, ctx, e))
		return false;
	table_count(&m->table, m->count);
	return true;
}

static void close(void *state, struct ctx *ctx)
{
	struct meeting_screen *m = state;

	(void)ctx;
	pick_close(&m->pick);
	steps_free(&m->steps);
	arena_free(&m->read);
}

static struct effect again(struct meeting_screen *m, const struct ctx *ctx)
{
	struct err e = { 0 };

	if (!read_it(m, ctx, &e))
		return say(e);
	table_count(&m->table, m->count);
	return stay();
}

static struct effect input(void *state, struct ctx *ctx, const struct input *in)
{
	struct meeting_screen *m = state;
	uint32_t key = input_key(in);

	switch (in->kind) {
	case INPUT_RESIZE:
		table_place(&m->table,
			(struct rect){ ROW_TABLE, 0, ctx->rows - ROW_TABLE - PREVIEW_ROWS, ctx->cols });
		return stay();
	case INPUT_TICK:
		return kv_generation(ctx->store->kv) == m->generation ? stay() : again(m, ctx);
	default:
		if (key >= '1' && key <= '9' && key - '1' < m->count) {
			scroll_to(&m->table.scroll, key - '1');
			return stay();
		}
		return table_input(&m->table, in) ? stay() : pass();
	}
}

static const struct agenda_line *line_now(const struct meeting_screen *m)
{
	return m->count ? &m->lines[m->table.scroll.focus] : NULL;
}

static bool neighbour(void *state, struct ctx *ctx, int by, struct arg *out)
{
	struct meeting_screen *m = state;

	(void)ctx;
	if (!m->count || !scroll_by(&m->table.scroll, by))
		return false;
	*out = arg_uid(KIND_ITEM, line_now(m)->item.head.uid);
	return true;
}

/* ---- the agenda ---- */

static struct effect open_item(void *state, struct ctx *ctx)
{
	const struct meeting_screen *m = state;

	(void)ctx;
	return go("review", arg_uid(KIND_ITEM, line_now(m)->item.head.uid));
}

static bool place_args(
	const struct meeting_screen *m, const struct verb *verb, void **args, struct arena *a)
{
	const struct field *field = schema_field(verb->args, "meeting");

	*args = schema_new(verb->args, a);
	*FIELD_PTR(field, *args, struct uid) = m->uid;
	return true;
}

static struct effect cases_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct meeting_screen *m = state;
	const struct verb *place = verb_named(KIND_CASE, "place");
	struct uid *uids = arena_array(ctx->frame, count + 1, sizeof(*uids));
	struct err e = { 0 };
	void *args;

	for (size_t i = 0; i < count; i++)
		uids[i] = pick_uid(&m->pick, (uint32_t)rows[i]);
	if (!place_args(m, place, &args, ctx->frame) ||
		!store_do_all(ctx, place, uids, count, args, &e))
		return say(e);
	again(m, ctx);
	return steps_tell(ctx, place, uids, count, tell(""));
}

static struct effect add_cases(void *state, struct ctx *ctx)
{
	struct meeting_screen *m = state;
	struct err e = { 0 };

	if (!pick_open(&m->pick, ctx, KIND_CASE, "state:=ready", &e))
		return say(e);
	pick_oldest_first(&m->pick); /* heard in the order in which they are marked */
	if (m->pick.rows && m->pick.count == 0) {
		err_set(&e, ERR_RULE, "no case is ready for a meeting");
		err_fix(&e, "take an order up with F5, or make an adjourned case ready again");
		return say(e);
	}
	return choose((struct choose){
		.title = _("Cases for the agenda: Space marks several"),
		.source = pick_source(&m->pick),
		.many = true,
		.then = cases_chosen,
	});
}

static struct effect take_off(void *state, struct ctx *ctx)
{
	struct meeting_screen *m = state;
	const struct verb *unplace = verb_named(KIND_CASE, "unplace");
	struct uid uid = line_now(m)->item.case_;
	struct err e = { 0 };

	if (!store_do(ctx, unplace, uid, NULL, &e))
		return say(e);
	again(m, ctx);
	return steps_tell(ctx, unplace, &uid, 1, tell(""));
}

static struct effect move(struct meeting_screen *m, struct ctx *ctx, int by)
{
	struct err e = { 0 };
	size_t at = m->table.scroll.focus;
	struct move_args args = { (int64_t)at + 1 + by };

	if ((by < 0 && at == 0) || (by > 0 && at + 1 >= m->count))
		return tell(_("It is at the end already."));
	if (!store_do(ctx, verb_named(KIND_ITEM, "move"), line_now(m)->item.head.uid, &args, &e))
		return say(e);
	again(m, ctx);
	scroll_by(&m->table.scroll, by);
	return stay();
}

static struct effect earlier(void *state, struct ctx *ctx)
{
	return move(state, ctx, -1);
}

static struct effect later(void *state, struct ctx *ctx)
{
	return move(state, ctx, +1);
}

/* ---- steps and papers ---- */

/* What was done is seen at once. */
static struct effect after_step(void *state, struct ctx *ctx, struct effect effect)
{
	struct meeting_screen *m = state;
	struct effect seen = again(m, ctx);

	return seen.kind == EFFECT_SAY ? seen : effect;
}

static struct effect next_steps(void *state, struct ctx *ctx)
{
	struct meeting_screen *m = state;

	return steps_open(&m->steps, ctx, KIND_MEETING, &m->uid, 1, after_step);
}

static struct effect edit_meeting(void *state, struct ctx *ctx)
{
	const struct meeting_screen *m = state;

	(void)ctx;
	return go("form", arg_uid(KIND_MEETING, m->uid));
}

static struct effect papers(void *state, struct ctx *ctx)
{
	const struct meeting_screen *m = state;

	return papers_open(ctx, KIND_MEETING, m->uid);
}

/* ---- drawing ---- */

/* Nobody wrote yet what is disputed: what the caller asks for says most. */
static void words_request(struct words *w, const struct case_ *c, struct arena *a)
{
	struct order o;
	struct err e = { 0 };

	if (c->orders.n && record_get(w->txn, &order_schema, c->orders.at[0], &o, a, &e))
		words_field(w, &order_schema, "text", &o, "\n");
}

static void draw_item(
	const struct meeting_screen *m, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	const struct agenda_line *line = line_now(m);
	struct buf text = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;
	struct case_ record;
	struct words w = { &txn, store_view(ctx, VIEW_SCREEN, (struct uid){ 0 }), &text };

	if (!line || !store_read(ctx, &txn, &e))
		return;
	if (record_get(&txn, &case_schema, line->item.case_, &record, ctx->frame, &e)) {
		words_label(&w, &case_schema, "number", &record);
		words_field(&w, &case_schema, "reason", &record, "\n");
		if (!*record.reason)
			words_request(&w, &record, ctx->frame);
		words_label(&w, &case_schema, "parties", &record);
		words_label(&w, &item_schema, "reason", &line->item);
	}
	kv_end_read(&txn);
	frame_wrap(c, area, STYLE_NORMAL, buf_text(&text));
	buf_free(&text);
}

static void draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	const struct meeting_screen *m = state;
	int below = ctx->rows - PREVIEW_ROWS;

	frame_title(c, ctx, m->title, m->state);
	canvas_text(c, ROW_HEAD, MARGIN, ctx->cols - MARGIN, STYLE_NORMAL, m->head);
	frame_rule(c, (struct rect){ ROW_RULE, 0, 1, ctx->cols }, _("agenda"), NULL);
	frame_rule(c, (struct rect){ below, 0, 1, ctx->cols }, _("preview"), NULL);
	draw_item(m, ctx, c, (struct rect){ below + 1, 0, PREVIEW_ROWS - 1, ctx->cols });
	canvas_cursor(c, ROW_TABLE, 0);
	table_draw(&m->table, c, ctx->frame, true);
	if (m->count == 0)
		canvas_text(c, ROW_TABLE, MARGIN, ctx->cols - MARGIN, STYLE_QUIET,
			_("There is nothing on the agenda: F4 puts ready cases onto it."));
}

enum { NEED_ITEM = 1 };

static const struct need needs[] = {
	{ NEED_ITEM, N_("There is nothing on the agenda: F4 puts ready cases onto it.") },
};

static unsigned has(const void *state, const struct ctx *ctx)
{
	(void)ctx;
	return line_now(state) ? NEED_ITEM : 0;
}

static const struct action actions[] = {
	{
		.name = "open",
		.keys = "Enter",
		.needs = NEED_ITEM,
		.run = open_item,
		.help = N_("Opens the item on the review screen"),
		.hint = N_("Review"),
	},
	{
		.name = "steps",
		.keys = "F5",
		.run = next_steps,
		.help = N_("The next steps of the meeting: open, close, issue"),
		.hint = N_("Steps"),
	},
	{
		.name = "add",
		.keys = "F4 Ctrl+N",
		.run = add_cases,
		.help = N_("Puts ready cases onto the agenda"),
		.hint = N_("Add cases"),
	},
	{
		.name = "edit",
		.keys = "Ctrl+E",
		.run = edit_meeting,
		.help = N_("The meeting's form: time, place, chair"),
		.hint = N_("Edit"),
	},
	{
		.name = "papers",
		.keys = "",
		.run = papers,
		.help = N_("Papers: minutes, opinions, hand-over slips; read here or written to a file"),
	},
	{
		.name = "take_off",
		.keys = "",
		.needs = NEED_ITEM,
		.run = take_off,
		.help = N_("Takes the item off the agenda: its case is ready for a meeting again"),
	},
	{
		.name = "earlier",
		.keys = "",
		.needs = NEED_ITEM,
		.run = earlier,
		.help = N_("The item is heard one place earlier"),
	},
	{
		.name = "later",
		.keys = "",
		.needs = NEED_ITEM,
		.run = later,
		.help = N_("The item is heard one place later"),
	},
};

const struct screen_ops meeting_screen = {
	.name = "meeting",
	.title = N_("meeting"),
	.state_size = sizeof(struct meeting_screen),
	.actions = actions,
	.action_count = COUNT(actions),
	.needs = needs,
	.need_count = COUNT(needs),
	.open = open,
	.close = close,
	.input = input,
	.has = has,
	.draw = draw,
	.neighbour = neighbour,
};
