#include "tui/screen/projector.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "tui/screen/lines.h"
#include "tui/screen/screens.h"
#include "tui/screen/store.h"

#include <string.h>
#include <unistd.h>

enum { MARGIN = 3, HEAD = 2, FOOT = 2, LABEL_COLS = 7, MINUTE = 60, HOUR = 3600, TICK_MS = 100 };

/* --- what fits ---------------------------------------------------------------------------- */

/* What is left out first, when the window is low. */
enum { WITH_BASES, WITHOUT_BASES, WITHOUT_ASSISTING_DUTIES, WITHOUT_DUTIES, LEAST };

static int name_cols(const struct projection *p, int cols)
{
	int most = 8;

	for (size_t i = 0; i < p->count; i++) {
		int n = width_text(p->lines[i].name) + 2;

		most = n > most ? n : most;
	}
	return most < cols / 2 ? most : cols / 2;
}

/* Label, name and limit as columns; what is too long for the window goes below the name. */
static void line_head(const struct projection_line *l, int name, struct lines *out)
{
	const char *text = arena_format(
		out->arena, "%s%*s%s", l->label, LABEL_COLS - width_text(l->label), "", l->name);
	int gap = name - width_text(l->name) > 2 ? name - width_text(l->name) : 2;
	bool beside = width_text(text) + gap + width_text(l->limit) <= out->cols;

	if (*l->limit && beside)
		text = arena_format(out->arena, "%s%*s%s", text, gap, "", l->limit);
	lines_add(out, STYLE_SHEET, 0, LABEL_COLS, text);
	if (*l->limit && !beside)
		lines_add(out, STYLE_SHEET, LABEL_COLS, 0, l->limit);
}

static void body(const struct projection *p, int without, struct lines *out)
{
	int name = name_cols(p, out->cols - LABEL_COLS);

	lines_add(out, STYLE_SHEET, 0, 0, p->title);
	if (p->count && without < LEAST)
		lines_blank(out);
	for (size_t i = 0; i < p->count; i++) {
		bool duty = i == 0 && p->kind != PROJECTION_SUMMARY ? without < WITHOUT_DUTIES
															: without < WITHOUT_ASSISTING_DUTIES;

		line_head(&p->lines[i], name, out);
		if (duty && *p->lines[i].words)
			lines_add(out, STYLE_SHEET, LABEL_COLS, 0, p->lines[i].words);
	}
	if (*p->bases && without < WITHOUT_BASES)
		lines_printf(out, STYLE_SHEET, 0, LABEL_COLS, "%s   %s", _("bases"), p->bases);
}

static void draw_body(
	const struct projection *p, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	for (int without = WITH_BASES; without <= LEAST; without++) {
		struct lines l = { .arena = ctx->frame, .cols = area.cols };

		body(p, without, &l);
		if ((int)l.n > area.rows && without < LEAST)
			continue;
		lines_draw(&l, c, area, 0);
		if ((int)l.n > area.rows)
			canvas_right(c, area.row + area.rows - 1, area.col + area.cols / 2, area.cols / 2,
				STYLE_SHEET, _("more below: make the letters smaller"));
		return;
	}
}

/* --- the frame ------------------------------------------------------------------------------ */

static const char *clock_words(const struct projection *p, const struct ctx *ctx)
{
	int64_t s = p->seconds + (p->at.s && ctx->now.s > p->at.s ? ctx->now.s - p->at.s : 0);

	if (s >= HOUR)
		return arena_format(ctx->frame, _("time %lld:%02lld:%02lld"), (long long)(s / HOUR),
			(long long)(s % HOUR / MINUTE), (long long)(s % MINUTE));
	return arena_format(
		ctx->frame, _("time %02lld:%02lld"), (long long)(s / MINUTE), (long long)(s % MINUTE));
}

static void draw_rule(struct canvas *c, int row)
{
	for (int col = 0; col < c->cols; col++)
		canvas_text(c, row, col, 1, STYLE_SHEET, "=");
}

static void draw_middle(struct canvas *c, const char *words)
{
	int cols = width_text(words), col = cols < c->cols ? (c->cols - cols) / 2 : 0;

	canvas_put(c, c->rows / 2, col, c->cols - col, STYLE_SHEET, words);
}

static void draw_item(const struct projection *p, const struct ctx *ctx, struct canvas *c)
{
	struct rect area = { HEAD, MARGIN, c->rows - HEAD - FOOT, c->cols - 2 * MARGIN };
	const char *clock = clock_words(p, ctx);

	canvas_put(
		c, 0, 1, c->cols - 1, STYLE_SHEET, arena_format(ctx->frame, "%s  %s", p->meeting, p->item));
	canvas_right(
		c, 0, c->cols - 1 - width_text(p->stage), width_text(p->stage), STYLE_SHEET, p->stage);
	draw_rule(c, 1);
	draw_body(p, ctx, c, area);
	draw_rule(c, c->rows - FOOT);
	canvas_put(c, c->rows - 1, 2, c->cols - 2, STYLE_SHEET, _("caller and notes are not shown"));
	if (p->kind == PROJECTION_ITEM)
		canvas_right(
			c, c->rows - 1, c->cols - 1 - width_text(clock), width_text(clock), STYLE_SHEET, clock);
}

void projector_draw(const struct projection *p, const struct ctx *ctx, struct canvas *c)
{
	canvas_fill(c, rect_of(c), STYLE_SHEET);
	canvas_cursor(c, c->rows - 1, 0);
	if (p->kind == PROJECTION_NONE)
		draw_middle(c, _("no meeting is shown"));
	else if (p->curtain)
		draw_middle(c, p->meeting);
	else if (p->kind == PROJECTION_BETWEEN)
		draw_middle(c, arena_format(ctx->frame, "%s  %s", p->meeting, p->item));
	else
		draw_item(p, ctx, c);
}

/* --- the window of its own -------------------------------------------------------------------- */

struct projector {
	int lock;
	struct arena arena; /* of what is shown */
	struct projection shown;
};

static void look(struct projector *p, const struct ctx *ctx)
{
	arena_free(&p->arena);
	projection_read(kv_folder(ctx->store->kv), &p->shown, &p->arena);
}

static bool open(void *state, struct ctx *ctx, const struct arg *arg, struct err *e)
{
	struct projector *p = state;

	(void)arg;
	(void)e;
	p->lock = projection_follow(kv_folder(ctx->store->kv));
	look(p, ctx);
	return true;
}

static void close_it(void *state, struct ctx *ctx)
{
	struct projector *p = state;

	(void)ctx;
	if (p->lock >= 0)
		close(p->lock);
	arena_free(&p->arena);
}

static struct effect input(void *state, struct ctx *ctx, const struct input *in)
{
	if (in->kind != INPUT_TICK)
		return pass();
	look(state, ctx);
	return stay();
}

static void draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	const struct projector *p = state;

	projector_draw(&p->shown, ctx, c);
}

static bool bare(const void *state)
{
	(void)state;
	return true;
}

const struct screen_ops project_screen = {
	.name = "project",
	.title = N_("projector"),
	.state_size = sizeof(struct projector),
	.open = open,
	.close = close_it,
	.input = input,
	.draw = draw,
	.bare = bare,
	.tick_ms = TICK_MS,
};
