#include "tests/screen_play.h"

#include "tests/keys.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { BEIJING_S = 8 * 3600, SLICES_MOST = 10000, WORD_BYTES = 64 };

struct play {
	struct app *app;
	const struct app_setup *setup;
	struct time now;
	int rows, cols;
	struct canvas canvas;
};

/* Nobody types so fast that a screen does not find out what it wants to know. */
static void rest(struct app *app)
{
	while (app_restless(app))
		app_feed(app, &(struct input){ .kind = INPUT_TICK });
}

/* Jobs run to their end between two keys: a test waits for what it asked for. */
static void feed(void *to, const struct input *in)
{
	struct play *p = to;

	if (app_done(p->app))
		return;
	app_clock(p->app, p->now);
	rest(p->app);
	app_feed(p->app, in);
	for (int n = 0; app_busy(p->app) && n < SLICES_MOST; n++)
		app_slice(p->app, 100);
}

static void shoot(struct play *p, const char *name, bool styles, struct buf *out)
{
	if (app_done(p->app)) {
		buf_printf(out, "== %s: ended\n", name);
		return;
	}
	rest(p->app);
	app_draw(p->app, &p->canvas);
	buf_printf(out, "== %s: %s\n", name, app_screen(p->app));
	canvas_dump(&p->canvas, styles, out);
}

static bool set_now(struct play *p, const char *words)
{
	struct tm tm = { 0 };

	if (sscanf(words, "%d-%d-%d %d:%d:%d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour,
			&tm.tm_min, &tm.tm_sec) < 5)
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	p->now.s = (int64_t)timegm(&tm) - BEIJING_S;
	return true;
}

static bool set_size(struct play *p, const char *words)
{
	if (sscanf(words, "%dx%d", &p->rows, &p->cols) != 2)
		return false;
	if (p->app)
		feed(p, &(struct input){ .kind = INPUT_RESIZE, .rows = p->rows, .cols = p->cols });
	return true;
}

/* `size` and `now` before the first key say with what the screens begin. */
static bool begin(struct play *p, struct err *e)
{
	if (!p->app)
		p->app = app_new(p->setup, p->now, p->rows, p->cols, e);
	return p->app != NULL;
}

static bool play_line(struct play *p, const char *line, struct buf *out, struct err *e)
{
	char name[WORD_BYTES] = "", option[WORD_BYTES] = "", wrong[WORD_BYTES] = "";

	if (!strncmp(line, "size ", 5))
		return set_size(p, line + 5) || err_set(e, ERR_INPUT, "not ROWSxCOLS: %s", line);
	if (!strncmp(line, "now ", 4))
		return set_now(p, line + 4) || err_set(e, ERR_INPUT, "not YYYY-MM-DD hh:mm: %s", line);
	if (!begin(p, e))
		return false;
	if (sscanf(line, "shot %63s %63s", name, option) >= 1) {
		shoot(p, name, !strcmp(option, "styles"), out);
		return true;
	}
	return keys_play(line, feed, p, wrong) || err_set(e, ERR_INPUT, "no key: %s", wrong);
}

bool screen_play(const struct app_setup *setup, const char *keys, struct buf *out, struct err *e)
{
	struct play p = { .setup = setup, .now = clock_now(), .rows = 24, .cols = 80 };
	struct buf line = { 0 };
	bool good = true;

	for (int number = 1; good && *keys; number++) {
		size_t n = strcspn(keys, "\n");

		buf_cut(&line, 0);
		buf_add(&line, keys, n);
		keys += n + (keys[n] == '\n');
		if (n > 0 && line.at[0] != '#')
			good = play_line(&p, line.at, out, e) || err_at(e, "line %d", number);
	}
	app_free(p.app);
	canvas_free(&p.canvas);
	buf_free(&line);
	return good;
}
