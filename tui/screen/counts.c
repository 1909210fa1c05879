/* counts.c — how many there are of each value: a table with bars; Enter goes to the records. */
#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/find/tally.h"
#include "store/rec/journal.h"
#include "tui/screen/frame.h"
#include "tui/screen/screens.h"
#include "tui/screen/store.h"
#include "tui/widget/table.h"

#include <stdio.h>
#include <string.h>

enum {
	PAGES = 9,
	CHOICES = 64,
	ROW_PAGES = 1,
	ROW_HEAD,
	ROW_TABLE,
	FIRST_MS = 40, /* of counting before a job is made of it */
	SLICE_MS = 10,
	CELLS = 4,
	CELL_BAR = 3,
	VALUE_LEAST = 20,
	VALUE_MOST = 60, /* columns: the bars need room, too */
};

struct counts {
	struct kv *kv;
	const struct schema *schema;
	char query[ARG_TEXT];
	struct tally_by choices[CHOICES]; /* the first PAGES have digits */
	const char *labels[CHOICES];
	size_t choice_count, open;
	struct tally *tally; /* NULL: the query is refused */
	size_t greatest;
	struct table_column columns[CELLS];
	struct table table;
	uint64_t events; /* the journal's last when it was counted */
	struct time now;
	struct picker_row *offers;
};

/* ---- counting ---- */

/* Batches that do not count yet are not in the journal. */
static uint64_t last_event(const struct counts *s)
{
	struct err e = { 0 };
	struct kv_txn txn;

	if (!kv_begin_read(s->kv, &txn, &e))
		return s->events;
	uint64_t last = journal_last(&txn);
	kv_end_read(&txn);
	return last;
}

static void take_rows(struct counts *s)
{
	size_t n = tally_rows(s->tally);
	struct tally_row row;

	int cols = VALUE_LEAST;

	s->greatest = 0;
	for (size_t i = 0; i < n; i++) {
		tally_row(s->tally, i, &row);
		s->greatest = row.count > s->greatest ? row.count : s->greatest;
		if (cols < VALUE_MOST && width_text(row.value) > cols)
			cols = width_text(row.value);
	}
	s->columns[0].wish = cols < VALUE_MOST ? cols : VALUE_MOST;
	table_count(&s->table, n);
}

static bool count_step(void *data, struct progress *p, struct err *e)
{
	struct counts *s = data;

	if (!tally_step(s->tally, SLICE_MS, e))
		return false;
	tally_progress(s->tally, &p->done, &p->total);
	p->finished = tally_exact(s->tally);
	return true;
}

static struct effect counted(void *state, struct ctx *ctx, enum job_end end, const struct err *e)
{
	(void)ctx;
	take_rows(state);
	if (end == JOB_FAILED)
		return say(*e);
	return end == JOB_STOPPED ? tell(_("Stopped: these are not all.")) : stay();
}

static bool begin(struct counts *s, struct err *e)
{
	struct tally *tally = NULL;

	if (!tally_open(s->kv, s->schema, s->query, s->choices[s->open], time_day(s->now), &tally, e))
		return false;
	tally_close(s->tally);
	s->tally = tally;
	s->events = last_event(s);
	if (!tally_step(s->tally, FIRST_MS, e))
		return false;
	take_rows(s);
	return true;
}

/* What is not counted at once goes on as a job, with its progress. */
static struct effect go_on(struct counts *s)
{
	if (!s->tally || tally_exact(s->tally))
		return stay();
	return run_job((struct job){
		.words = _("Counting"),
		.data = s,
		.step = count_step,
		.then = counted,
	});
}

static struct effect show(struct counts *s, size_t choice)
{
	struct err e = { 0 };

	s->open = choice;
	s->columns[0].title = s->labels[s->open];
	scroll_to(&s->table.scroll, 0);
	return begin(s, &e) ? go_on(s) : say(e);
}

/* Somebody has written: the same row stays in focus, wherever it is now. */
static struct effect count_again(struct counts *s)
{
	struct arena a = { 0 };
	struct tally_row row;
	struct err e = { 0 };

	tally_row(s->tally, s->table.scroll.focus, &row);
	const char *value = arena_text(&a, row.value);
	bool good = begin(s, &e);
	for (size_t i = 0; good && i < tally_rows(s->tally); i++) {
		tally_row(s->tally, i, &row);
		if (strcmp(row.value, value) == 0)
			scroll_to(&s->table.scroll, i);
	}
	arena_free(&a);
	return good ? go_on(s) : say(e);
}

/* ---- drawing ---- */

static void add_bar(struct buf *out, size_t n, size_t greatest, int cols)
{
	size_t bar = greatest ? (n * (size_t)cols + greatest - 1) / greatest : 0;

	while (bar--)
		buf_putc(out, '#');
}

static void draw_row(void *data, size_t i, struct arena *a, struct table_row *out)
{
	struct counts *s = data;
	size_t all = tally_records(s->tally);
	int widths[TABLE_COLUMNS];
	struct tally_row row;
	struct buf bar = { 0 };

	table_widths(s->columns, CELLS, s->table.area.cols, widths);
	tally_row(s->tally, i, &row);
	add_bar(&bar, row.count, s->greatest, widths[CELL_BAR] - 1);
	out->cell[0] = *row.value ? row.value : _("(not said)");
	out->cell[1] = arena_format(a, "%zu", row.count);
	out->cell[2] = arena_format(a, "%.1f%%", all ? 100.0 * (double)row.count / (double)all : 0.0);
	out->cell[CELL_BAR] = arena_text(a, buf_text(&bar));
	buf_free(&bar);
}

/* Those that stand whole in the row of pages; the others are in the list (F4). */
static size_t page_count(const struct counts *s, const struct ctx *ctx)
{
	int cols = 0;
	size_t n = 0;

	for (; n < PAGES && n < s->choice_count; n++) {
		cols += 3 + width_text(s->labels[n]);
		if (cols > ctx->cols)
			break;
	}
	return n;
}

static void draw_pages(const struct counts *s, const struct ctx *ctx, struct canvas *c)
{
	struct frame_page pages[PAGES];
	size_t n = page_count(s, ctx);

	for (size_t i = 0; i < n; i++)
		pages[i] = (struct frame_page){
			.digit = (char)('1' + i),
			.label = s->labels[i],
			.count = -1,
		};
	frame_pages(c, ROW_PAGES, ctx->cols, pages, n, s->open);
}

static void draw_head(const struct counts *s, const struct ctx *ctx, struct canvas *c)
{
	struct buf words = { 0 };
	const char *query = s->query + strspn(s->query, " ");

	if (s->tally)
		buf_printf(&words, tally_exact(s->tally) ? _("%zu in all") : _("at least %zu"),
			tally_records(s->tally));
	if (s->tally)
		buf_printf(&words, _(", %zu rows"), s->table.scroll.count);
	if (s->tally && tally_damaged(s->tally))
		buf_printf(&words, _(", %zu damaged left out"), tally_damaged(s->tally));
	if (*query)
		buf_printf(&words, _("  filter: %s"), query);
	canvas_text(c, ROW_HEAD, 1, ctx->cols - 1, STYLE_NORMAL, buf_text(&words));
	buf_free(&words);
}

static void draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	const struct counts *s = state;

	frame_title(c, ctx,
		arena_format(ctx->frame, _("%1$s by %2$s"), _(s->schema->plural), s->labels[s->open]),
		NULL);
	draw_pages(s, ctx, c);
	draw_head(s, ctx, c);
	canvas_cursor(c, ROW_TABLE + 1, 0);
	table_draw(&s->table, c, ctx->frame, true);
}

/* ---- opening ---- */

static bool open(void *state, struct ctx *ctx, const struct arg *arg, struct err *e)
{
	struct counts *s = state;

	s->kv = ctx->store->kv;
	s->now = ctx->now;
	s->schema = schema_of((enum kind)arg->kind);
	s->choice_count = tally_usual(s->schema, s->choices, CHOICES);
	for (size_t i = 0; i < s->choice_count; i++)
		s->labels[i] = tally_by_words(&s->choices[i], ctx->arena);
	snprintf(s->query, sizeof(s->query), "%s", arg->text);
	if (!s->choice_count) {
		err_set(e, ERR_RULE, "%s have nothing to count by", _(s->schema->plural));
		return false;
	}
	s->columns[0] = (struct table_column){ .title = s->labels[s->open], .cols = 12, .shrink = 2 };
	s->columns[1] =
		(struct table_column){ .title = C_("column", "count"), .cols = 8, .right = true };
	s->columns[2] =
		(struct table_column){ .title = C_("column", "share"), .cols = 6, .right = true };
	s->columns[CELL_BAR] = (struct table_column){ .title = "", .cols = 10, .shrink = 1 };
	table_open(&s->table, s->columns, CELLS, (struct table_source){ .data = s, .row = draw_row });
	return begin(s, e);
}

static void close(void *state, struct ctx *ctx)
{
	(void)ctx;
	tally_close(((struct counts *)state)->tally);
}

/* ---- keys ---- */

static struct effect enter(void *state, struct ctx *ctx)
{
	struct counts *s = state;
	struct err e = { 0 };
	struct tally_row row;
	const char *query;

	tally_row(s->tally, s->table.scroll.focus, &row);
	query = arena_format(ctx->frame, "%s%s%s", s->query, *s->query ? " " : "", row.condition);
	if (strlen(query) < ARG_TEXT) {
		struct arg arg = arg_text(query);

		arg.kind = s->schema->kind;
		return go("list", arg);
	}
	err_set(&e, ERR_INPUT, "the filter would be longer than %d bytes", ARG_TEXT - 1);
	err_fix(&e, "leave out a part of it");
	return say(e);
}

static struct effect choice_taken(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	(void)ctx;
	return count ? show(state, rows[0]) : stay();
}

static struct effect choose_by(void *state, struct ctx *ctx)
{
	struct counts *s = state;

	s->offers = arena_array(ctx->arena, s->choice_count, sizeof(*s->offers));
	for (size_t i = 0; i < s->choice_count; i++)
		s->offers[i] = (struct picker_row){ .words = s->labels[i] };
	return choose((struct choose){
		.title = _("Count by"),
		.source = picker_list(s->offers, s->choice_count, ctx->arena),
		.focus = s->open,
		.then = choice_taken,
	});
}

static struct effect turn_page(struct counts *s, int by)
{
	return show(s, (s->open + s->choice_count + (size_t)by) % s->choice_count);
}

static struct effect next_page(void *state, struct ctx *ctx)
{
	(void)ctx;
	return turn_page(state, 1);
}

static struct effect last_page(void *state, struct ctx *ctx)
{
	(void)ctx;
	return turn_page(state, -1);
}

static struct effect input(void *state, struct ctx *ctx, const struct input *in)
{
	struct counts *s = state;
	uint32_t key = input_key(in);

	s->now = ctx->now;
	if (in->kind == INPUT_RESIZE) {
		table_place(&s->table, (struct rect){ ROW_TABLE, 0, ctx->rows - ROW_TABLE, ctx->cols });
		return go_on(s);
	}
	if (in->kind == INPUT_TICK)
		return last_event(s) != s->events ? count_again(s) : stay();
	if (key >= '1' && key - '1' < page_count(s, ctx))
		return show(s, key - '1');
	return table_input(&s->table, in) ? stay() : pass();
}

/* ---- the table of actions ---- */

enum { NEED_ROW = 1 };

static const struct need needs[] = {
	{ NEED_ROW, N_("There is nothing to count.") },
};

static unsigned has(const void *state, const struct ctx *ctx)
{
	const struct counts *s = state;

	(void)ctx;
	return s->tally && s->table.scroll.count ? NEED_ROW : 0;
}

static const struct action actions[] = {
	{
		.name = "open",
		.keys = "Enter",
		.needs = NEED_ROW,
		.run = enter,
		.help = N_("The records of the row"),
		.hint = N_("Open"),
	},
	{
		.name = "by",
		.keys = "F4",
		.run = choose_by,
		.help = N_("Counts by another field"),
		.hint = N_("By"),
	},
	{
		.name = "next",
		.keys = "Right",
		.run = next_page,
		.help = N_("Counts by the next field"),
		.hint = N_("Fields"),
		.hint_keys = N_("arrows"),
	},
	{
		.name = "last",
		.keys = "Left",
		.run = last_page,
		.help = N_("Counts by the field before"),
	},
};

const struct screen_ops counts_screen = {
	.name = "counts",
	.title = N_("counts"),
	.state_size = sizeof(struct counts),
	.actions = actions,
	.action_count = COUNT(actions),
	.needs = needs,
	.need_count = COUNT(needs),
	.open = open,
	.close = close,
	.input = input,
	.has = has,
	.draw = draw,
};
