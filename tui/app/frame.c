#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "locale/text/wrap.h"
#include "tui/app/inside.h"
#include "tui/app/keymap.h"

#include <stdio.h>
#include <string.h>

enum { MOST_HINTS = 9 };

/* ---- the key line ---- */

struct hint {
	char words[96]; /* "F5 Next", "F5办理" */
	int key_cols;   /* of the key in them */
	bool greyed;
};

static bool hint_of(struct app *app, struct offer offer, struct hint *out)
{
	struct buf key = { 0 };

	if (!offer.action->hint)
		return false;
	keymap_label(app->setup.options, offer.action, &key);
	/* TRANSLATORS: a key and what it does; Chinese needs no blank between them. */
	snprintf(out->words, sizeof(out->words), _("%1$s %2$s"), buf_text(&key), _(offer.action->hint));
	out->key_cols = width_text(buf_text(&key));
	out->greyed = app_why_not(app, offer) != NULL;
	buf_free(&key);
	return true;
}

static int hints_cols(const struct hint *hints, size_t n)
{
	int cols = 0;

	for (size_t i = 0; i < n; i++)
		cols += 1 + width_text(hints[i].words);
	return cols;
}

static size_t gather(struct app *app, bool global, struct hint *hints, size_t most)
{
	struct offer *offers;
	size_t n = app_offers(app, &offers, &app->frame), count = 0;

	for (size_t i = 0; i < n && count < most; i++)
		if (offers[i].global == global && hint_of(app, offers[i], &hints[count]))
			count++;
	return count;
}

/* The screen's come first and the global ones last.  Where it is too much the palette
 * (the one in the middle: menu, palette, help) goes, and then the screen's from the right. */
static size_t choose_hints(struct app *app, struct hint hints[MOST_HINTS])
{
	struct hint tail[MOST_HINTS];
	size_t global = gather(app, true, tail, MOST_HINTS);
	size_t own = gather(app, false, hints, MOST_HINTS - 2);

	while (own + global > MOST_HINTS ||
		hints_cols(hints, own) + hints_cols(tail, global) > app->cols) {
		if (global > 2)
			tail[1] = tail[--global];
		else if (own > 0)
			own--;
		else
			break;
	}
	memcpy(hints + own, tail, global * sizeof(*tail));
	return own + global;
}

static void draw_hints(struct app *app, struct canvas *c)
{
	struct hint hints[MOST_HINTS];
	size_t n = choose_hints(app, hints);
	int row = c->rows - 1, col = 0;

	for (size_t i = 0; i < n; i++) {
		int from = col + 1;

		col = canvas_put(c, row, from, c->cols - from, STYLE_NORMAL, hints[i].words);
		canvas_restyle(c, (struct rect){ row, from, 1, hints[i].key_cols }, STYLE_KEY);
		if (hints[i].greyed)
			canvas_restyle(c, (struct rect){ row, from, 1, col - from }, STYLE_QUIET);
	}
}

/* One line mostly; a long one grows upwards over the screen, for it must be readable whole. */
static void draw_message(const struct app *app, struct canvas *c)
{
	enum style style = app->refused ? STYLE_ERROR : STYLE_NORMAL;
	size_t bytes = strlen(app->message);
	int cols = c->cols - 2, rows = wrap_lines(app->message, bytes, cols);
	struct wrap w = wrap_text(app->message, bytes, cols);
	struct wrap_line line;

	for (int row = c->rows - 1 - rows; row < c->rows - 1 && wrap_next(&w, &line); row++) {
		canvas_text(c, row, 0, c->cols, style, "");
		canvas_text_n(c, row, 1, cols, style, line.at, line.bytes);
	}
}

static void draw_keys(struct app *app, struct canvas *c)
{
	if (app->work.running)
		canvas_text(c, c->rows - 1, 1, c->cols - 1, STYLE_KEY, _("Ctrl+C stops this"));
	else if (app->overlay.kind)
		canvas_text(c, c->rows - 1, 1, c->cols - 1, STYLE_KEY, overlay_hints(app));
	else
		draw_hints(app, c);
}

/* ---- the whole frame ---- */

static void draw_too_small(const struct app *app, struct canvas *c)
{
	char words[256];
	struct wrap_line line;
	struct wrap w;
	int row = 0;

	snprintf(words, sizeof(words),
		_("yanpan needs %d columns and %d rows; this window has %d and %d. "
		  "Make it larger or its letters smaller: everything comes back."),
		APP_COLS_LEAST, APP_ROWS_LEAST, app->cols, app->rows);
	w = wrap_text(words, strlen(words), c->cols);
	while (row < c->rows && wrap_next(&w, &line))
		canvas_text_n(c, row++, 0, c->cols, STYLE_NORMAL, line.at, line.bytes);
}

void app_draw(struct app *app, struct canvas *c)
{
	struct place *top = app_top(app);
	struct ctx ctx = app_ctx(app, top);

	canvas_size(c, app->rows, app->cols);
	c->ascii = app->setup.options && app->setup.options->ascii;
	if (app_too_small(app)) {
		draw_too_small(app, c);
		return;
	}
	top->ops->draw(top->state, &ctx, c);
	if (app_bare(app))
		return;
	canvas_fill(c, rect_rows(rect_of(c), c->rows - 2, 2), STYLE_NORMAL);
	draw_keys(app, c);
	overlay_draw(app, c);
	if (app->work.running)
		work_draw(app, c);
	draw_message(app, c);
}
