/* list.c — the work list with its numbered views, and a list of any kind of record. */
#include "tui/screen/list.h"

#include "locale/msg/msg.h"
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

enum {
	ROW_TITLE,
	ROW_VIEWS,
	ROW_FINDER,
	ROW_TABLE,
	PREVIEW_ROWS = 6, /* with the rule above it */
	RIGHT_COLS = 40,
	COUNT_COLS = 16,
	TABLE_COLS_LEAST = 80,
};

static struct list *as_list(void *state)
{
	return state;
}

/* ---- opening, placing ---- */

static bool open(void *state, struct ctx *ctx, const struct arg *arg, struct err *e)
{
	struct list *l = state;

	l->kv = ctx->store->kv;
	l->now = ctx->now;
	if (arg->kind)
		list_show_kind(l, ctx, (enum kind)arg->kind);
	else
		list_show_view(l, ctx, (size_t)arg->number);
	if (arg->text[0]) {
		snprintf(l->filter, sizeof(l->filter), "%s", arg->text);
		list_read(l, ctx);
	}
	if (l->refused.kind) {
		*e = l->refused;
		return false;
	}
	return true;
}

static void close(void *state, struct ctx *ctx)
{
	(void)ctx;
	list_close(state);
}

static bool wide(const struct ctx *ctx)
{
	return ctx->cols >= FRAME_WIDE;
}

/* The rows first get what they need in full; what is left over is shared. */
static int table_cols(const struct ctx *ctx)
{
	int share = ctx->cols * 2 / 3;

	if (!wide(ctx))
		return ctx->cols;
	return share < TABLE_COLS_LEAST ? TABLE_COLS_LEAST : share;
}

static void place(struct list *l, const struct ctx *ctx)
{
	int below = wide(ctx) ? 0 : PREVIEW_ROWS;

	table_place(
		&l->table, (struct rect){ ROW_TABLE, 0, ctx->rows - ROW_TABLE - below, table_cols(ctx) });
	finder_place(&l->finder, (struct rect){ ROW_FINDER, 1, 1, table_cols(ctx) - RIGHT_COLS });
	finder_place(&l->box, (struct rect){ ROW_FINDER, 1, 1, table_cols(ctx) - COUNT_COLS });
}

/* ---- going in ---- */

static struct effect enter(void *state, struct ctx *ctx)
{
	struct list_row row;

	(void)ctx;
	if (!list_row(state, &row))
		return stay();
	return go(screen_of(row.kind), arg_uid(row.kind, row.uid));
}

static struct effect edit_record(void *state, struct ctx *ctx)
{
	struct list_row row;

	(void)ctx;
	if (!list_row(state, &row))
		return stay();
	return go("form", arg_uid(row.kind, row.uid));
}

static struct effect new_record(void *state, struct ctx *ctx)
{
	const struct list *l = state;
	struct arg arg = { .kind = l->kind == KIND_NONE ? KIND_ORDER : l->kind };

	(void)ctx;
	return go("form", arg);
}

/* ---- steps ---- */

/* What was done is seen at once, and what was marked for it is marked no more. */
static struct effect after_step(void *state, struct ctx *ctx, struct effect effect)
{
	struct list *l = state;
	if (l->steps.done != l->steps_done)
		marks_clear(&l->marks);
	l->steps_done = l->steps.done;
	l->handed = effect.kind == EFFECT_GO;
	list_tick(l, ctx);
	return effect;
}

/* A form that did what the marks were for gives the hand back empty. */
static void take_back(struct list *l, const struct ctx *ctx)
{
	if (l->handed && ctx->store->hand.n == 0)
		marks_clear(&l->marks);
	l->handed = false;
}

static struct effect next_steps(void *state, struct ctx *ctx)
{
	struct list *l = state;
	enum kind kind = KIND_NONE;
	struct uid *uids;
	size_t n = list_chosen(l, &kind, &uids, ctx->frame);

	if (n == 1 && kind == KIND_ITEM)
		return go(screen_of(kind), arg_uid(kind, uids[0])); /* its steps are that screen's */
	return n ? steps_open(&l->steps, ctx, kind, uids, n, after_step) : stay();
}

/* ---- marks ---- */

static struct effect mark(void *state, struct ctx *ctx)
{
	struct list *l = state;
	struct list_row row;

	(void)ctx;
	if (!list_row(l, &row))
		return stay();
	marks_set(&l->marks, row.ordinal, !marks_have(&l->marks, row.ordinal));
	scroll_by(&l->table.scroll, 1);
	return stay();
}

enum { MARK_MOST = 2000 };

static struct effect mark_all(void *state, struct ctx *ctx)
{
	struct list *l = state;
	uint32_t *ordinals = arena_array(ctx->frame, MARK_MOST, sizeof(*ordinals));
	struct err e = { 0 };
	size_t got;

	if (list_count(l) > MARK_MOST) {
		err_set(&e, ERR_RULE, "%zu rows are too many to mark at once", list_count(l));
		err_fix(&e, "narrow the list first, to at most %d", MARK_MOST);
		return say(e);
	}
	if (!result_window(l->result, 0, MARK_MOST, ordinals, &got, &e))
		return say(e);
	for (size_t i = 0; i < got; i++)
		marks_set(&l->marks, ordinals[i], true);
	return stay();
}

static struct effect unmark_all(void *state, struct ctx *ctx)
{
	(void)ctx;
	marks_clear(&as_list(state)->marks);
	return stay();
}

/* ---- sort, count ---- */

static struct effect sort_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct list *l = state;

	if (count == 0)
		return stay();
	const char *name = l->sorts[rows[0] / 2]->name;
	l->sort = rows[0] % 2 ? arena_format(ctx->arena, "-%s", name) : name;
	list_read(l, ctx);
	scroll_to(&l->table.scroll, 0);
	return stay();
}

static struct effect choose_sort(void *state, struct ctx *ctx)
{
	struct list *l = state;
	const struct schema *s = schema_of(l->kind);
	size_t n = 0;

	l->sorts = arena_array(ctx->arena, s->field_count, sizeof(struct field *));
	l->offers = arena_array(ctx->arena, 2 * s->field_count, sizeof(*l->offers));
	for (size_t i = 0; i < s->field_count; i++) {
		if (!(s->fields[i].flags & FIELD_SORTED))
			continue;
		l->sorts[n] = &s->fields[i];
		l->offers[2 * n] = (struct picker_row){ _(s->fields[i].label), _("ascending"), NULL };
		l->offers[2 * n + 1] = (struct picker_row){ _(s->fields[i].label), _("descending"), NULL };
		n++;
	}
	return choose((struct choose){
		.title = _("Sort by"),
		.source = picker_list(l->offers, 2 * n, ctx->arena),
		.then = sort_chosen,
	});
}

static struct effect count(void *state, struct ctx *ctx)
{
	const struct list *l = state;
	struct buf query = { 0 };
	struct effect effect;

	(void)ctx;
	list_query(l, &query);
	if (query.n < ARG_TEXT) {
		struct arg arg = arg_text(buf_text(&query));

		arg.kind = l->kind;
		effect = go("counts", arg);
	} else {
		effect = list_say_too_long();
	}
	buf_free(&query);
	return effect;
}

/* ---- other lists ---- */

static const enum kind listed_kinds[] = {
	KIND_CASE,
	KIND_MEETING,
	KIND_RULING,
	KIND_TASK,
	KIND_OBJECTION,
	KIND_ORDER,
	KIND_UNIT,
	KIND_MEMBER,
	KIND_BASIS,
	KIND_ITEM,
	KIND_CLAIM,
	KIND_CONSULT,
	KIND_BATCH,
	KIND_EVENT,
	KIND_FILTER,
};

static struct effect kind_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	(void)state, (void)ctx;
	return count ? go("list", (struct arg){ .kind = listed_kinds[rows[0]] }) : stay();
}

static struct effect choose_kind(void *state, struct ctx *ctx)
{
	struct list *l = state;

	l->offers = arena_array(ctx->arena, COUNT(listed_kinds), sizeof(*l->offers));
	for (size_t i = 0; i < COUNT(listed_kinds); i++)
		l->offers[i] = (struct picker_row){ .words = _(schema_of(listed_kinds[i])->plural) };
	return choose((struct choose){
		.title = _("Lists"),
		.source = picker_list(l->offers, COUNT(listed_kinds), ctx->arena),
		.then = kind_chosen,
	});
}

static struct effect import_file(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	return go("import", arg_none());
}

/* ---- input ---- */

static bool takes_view(struct list *l, struct ctx *ctx, uint32_t key)
{
	for (size_t i = 0; l->work && i < work_view_count; i++)
		if (key == (uint32_t)work_views[i].digit) {
			list_show_view(l, ctx, i);
			return true;
		}
	return false;
}

static struct effect key(struct list *l, struct ctx *ctx, const struct input *in)
{
	struct effect typed = list_type(l, ctx, in);

	if (typed.kind != EFFECT_PASS)
		return typed;
	if (takes_view(l, ctx, input_key(in)) || table_input(&l->table, in))
		return stay();
	return pass();
}

static struct effect input(void *state, struct ctx *ctx, const struct input *in)
{
	struct list *l = state;

	switch (in->kind) {
	case INPUT_RESIZE:
		place(l, ctx);
		return list_greet(l, ctx);
	case INPUT_TICK:
		take_back(l, ctx);
		list_tick(l, ctx);
		list_offers_tick(l);
		return list_warn(l, ctx);
	default:
		return key(l, ctx, in);
	}
}

static bool neighbour(void *state, struct ctx *ctx, int by, struct arg *out)
{
	struct list *l = state;
	struct list_row from, row;
	size_t old = l->table.scroll.focus;

	(void)ctx;
	if (!list_row(l, &from))
		return false;
	while (scroll_by(&l->table.scroll, by)) {
		if (!list_row(l, &row) || strcmp(screen_of(row.kind), screen_of(from.kind)) != 0)
			continue;
		*out = arg_uid(row.kind, row.uid);
		return true;
	}
	scroll_to(&l->table.scroll, old);
	return false;
}

/* ---- drawing ---- */

static void draw_views(const struct list *l, const struct ctx *ctx, struct canvas *c)
{
	struct frame_page pages[LIST_VIEWS];
	size_t n = work_view_count < LIST_VIEWS ? work_view_count : LIST_VIEWS;

	for (size_t i = 0; i < n; i++)
		pages[i] = (struct frame_page){
			.digit = work_views[i].digit,
			.label = _(work_views[i].label),
			.count = (long)l->counts[i],
			.empty = l->counts[i] == 0,
		};
	frame_pages(c, ROW_VIEWS, ctx->cols, pages, n, l->view);
}

static void sort_words(const struct list *l, struct buf *out)
{
	const struct schema *s = l->kind ? schema_of(l->kind) : NULL;
	const char *sort = l->sort ? l->sort : l->work ? work_views[l->view].sort : NULL;

	if (!s)
		return;
	sort = sort ? sort : s->sort;
	const struct field *field = sort ? schema_field(s, *sort == '-' ? sort + 1 : sort) : NULL;
	if (field)
		buf_printf(out, _("  by %s"), _(field->label));
}

/* While a filter is typed it needs the room. */
static int right_cols(const struct list *l)
{
	return l->boxing ? COUNT_COLS : RIGHT_COLS;
}

static void draw_right(const struct list *l, const struct ctx *ctx, struct canvas *c)
{
	struct buf words = { 0 };
	bool exact = !l->result || result_exact(l->result);

	buf_printf(&words, exact ? _("%zu here") : _("at least %zu here"), list_count(l));
	if (!l->boxing)
		sort_words(l, &words);
	if (l->marks.n)
		buf_printf(&words, _("  marked %zu"), l->marks.n);
	int cols = right_cols(l);
	canvas_right(c, ROW_FINDER, table_cols(ctx) - cols, cols - 1, STYLE_NORMAL, buf_text(&words));
	buf_free(&words);
}

static void draw_title(const struct list *l, const struct ctx *ctx, struct canvas *c)
{
	const char *panel = l->county[0] ? arena_format(ctx->frame, _("joint review of %s"), l->county)
									 : _("joint review");
	const char *what = l->work ? _("orders and cases") : _(schema_of(l->kind)->plural);
	char day[DATE_TEXT];

	if (wide(ctx) && l->imported.s)
		what = arena_format(ctx->frame, _("%s      platform data imported %s"), what,
			time_short_text(l->imported, day));
	frame_title(c, ctx, arena_format(ctx->frame, "%s  %s", panel, what), NULL);
}

static void draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	const struct list *l = state;
	int below = ctx->rows - PREVIEW_ROWS;

	draw_title(l, ctx, c);
	if (l->work)
		draw_views(l, ctx, c);
	draw_right(l, ctx, c);
	canvas_cursor(c, ROW_TABLE + 1, 0);
	table_draw(&l->table, c, ctx->frame, !l->finder.typing && !l->boxing);
	list_draw_offers(l, c, (struct rect){ ROW_TABLE, 0, 1, table_cols(ctx) });
	if (list_count(l) == 0)
		list_draw_empty(l, c, l->table.area);
	if (wide(ctx)) {
		int col = table_cols(ctx);

		canvas_vline(c, ROW_FINDER, col, ctx->rows - ROW_FINDER, STYLE_FRAME);
		list_draw_preview(l, ctx, c,
			(struct rect){ ROW_FINDER, col + 1, ctx->rows - ROW_FINDER, ctx->cols - col - 1 },
			true);
	} else {
		frame_rule(c, (struct rect){ below, 0, 1, ctx->cols }, _("preview"), NULL);
		list_draw_preview(
			l, ctx, c, (struct rect){ below + 1, 0, PREVIEW_ROWS - 1, ctx->cols }, false);
	}
	list_draw_line(l, ctx, c);
}

/* ---- the table of actions ---- */

enum { NEED_ROW = 1, NEED_RECORDS = 2 };

static const struct need needs[] = {
	{ NEED_ROW, N_("There is no row: find another, or Ctrl+N makes a record.") },
	{ NEED_RECORDS, N_("This view mixes kinds: take a view of one kind, or one row at a time.") },
};

static unsigned has(const void *state, const struct ctx *ctx)
{
	const struct list *l = state;

	(void)ctx;
	return (list_count(l) ? NEED_ROW : 0) | (l->kind ? NEED_RECORDS : 0);
}

static bool restless(const void *state)
{
	return list_counts(state) || list_offers_count(state);
}

static const struct action actions[] = {
	{
		.name = "open",
		.keys = "Enter",
		.needs = NEED_ROW,
		.run = enter,
		.help = N_("Opens the row"),
		.hint = N_("Open"),
	},
	{
		.name = "mark",
		.keys = "Space",
		.needs = NEED_ROW | NEED_RECORDS,
		.run = mark,
		.help = N_("Marks the row, or takes the mark away"),
		.hint = N_("Mark"),
	},
	{
		.name = "steps",
		.keys = "F5",
		.needs = NEED_ROW,
		.run = next_steps,
		.help = N_("The next steps of the row, or of all marked rows"),
		.hint = N_("Steps"),
	},
	{
		.name = "filter",
		.keys = "F3",
		.needs = NEED_RECORDS,
		.run = list_filter,
		.help = N_("Narrows by fields; again: the saved filters"),
		.hint = N_("Filter"),
	},
	{
		.name = "new",
		.keys = "Ctrl+N",
		.run = new_record,
		.help = N_("A new record of this kind"),
		.hint = N_("New"),
	},
	{
		.name = "edit",
		.keys = "Ctrl+E",
		.needs = NEED_ROW,
		.run = edit_record,
		.help = N_("The form of the row"),
	},
	{
		.name = "lists",
		.keys = "",
		.run = choose_kind,
		.help = N_("Other lists: cases, meetings, rulings, units, bases, imports, journal"),
	},
	{
		.name = "import",
		.keys = "",
		.run = import_file,
		.help = N_("Takes in a file of the hotline"),
	},
	{
		.name = "sort",
		.keys = "",
		.needs = NEED_RECORDS,
		.run = choose_sort,
		.help = N_("Sorts by another field"),
	},
	{
		.name = "filters",
		.keys = "",
		.run = list_filters,
		.help = N_("Saved filters, with their counts"),
	},
	{
		.name = "keep_filter",
		.keys = "",
		.needs = NEED_RECORDS,
		.run = list_keep_filter,
		.help = N_("Keeps what narrows the list under a name"),
	},
	{
		.name = "rename_filter",
		.keys = "",
		.run = list_rename_filter,
		.help = N_("Renames a saved filter"),
	},
	{
		.name = "drop_filter",
		.keys = "",
		.run = list_drop_filter,
		.help = N_("Takes a saved filter away"),
	},
	{
		.name = "counts",
		.keys = "",
		.needs = NEED_RECORDS,
		.run = count,
		.help = N_("Counts the list by unit, category, state, area, month, with bars"),
	},
	{
		.name = "mark_all",
		.keys = "",
		.needs = NEED_ROW | NEED_RECORDS,
		.run = mark_all,
		.help = N_("Marks all rows of the list"),
	},
	{
		.name = "unmark_all",
		.keys = "",
		.run = unmark_all,
		.help = N_("Takes all marks away"),
	},
	{
		.name = "drafts",
		.keys = "",
		.run = list_drafts,
		.help = N_("What was typed and not confirmed"),
	},
	{
		.name = "operator",
		.keys = "",
		.run = list_operator,
		.help = N_("Somebody else sits at the keyboard"),
	},
};

const struct screen_ops list_screen = {
	.name = "list",
	.title = N_("work list"),
	.state_size = sizeof(struct list),
	.actions = actions,
	.action_count = COUNT(actions),
	.needs = needs,
	.need_count = COUNT(needs),
	.open = open,
	.close = close,
	.input = input,
	.has = has,
	.draw = draw,
	.restless = restless,
	.neighbour = neighbour,
};
