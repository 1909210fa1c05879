#include "tui/app/loop.h"

#include "locale/msg/msg.h"
#include "tui/term/term.h"

enum {
	REST_MS = 500,  /* after the last key: time to write drafts */
	TICK_MS = 1000, /* and from then on */
	STILL_MS = 100,
	SLICE_MS = 40, /* of a job, between looks at the keys */
};

/* Where keys are waiting, or more is known in a moment, the frame would be old at once; but
 * a long row of them shall not keep the screen still. */
static void show(struct app *app, struct canvas *c, bool soon_old, int64_t *shown_ms)
{
	int64_t now = clock_monotonic_ms();

	if ((soon_old || term_waiting()) && now - *shown_ms < STILL_MS)
		return;
	app_draw(app, c);
	term_show(c, app_take_redraw(app));
	*shown_ms = now;
}

static int wait_of(const struct app *app, const struct input *in)
{
	int own = app_tick_ms(app);

	if (own)
		return own;
	return in->kind == INPUT_TICK ? TICK_MS : REST_MS;
}

/* Nobody types, and the screen waits for nothing. */
static bool rest(struct app *app, const struct app_setup *setup, const struct input *in)
{
	return in->kind == INPUT_TICK && setup->rest && !app_busy(app) && !app_restless(app) &&
		setup->rest(setup->store, SLICE_MS);
}

static void run(struct app *app, const struct app_setup *setup)
{
	struct canvas c = { 0 };
	struct input in = { 0 };
	int64_t shown_ms = 0;
	int wait = REST_MS;

	while (!app_done(app)) {
		show(app, &c, app_restless(app) && in.kind == INPUT_TICK, &shown_ms);
		term_input(app_busy(app) || app_restless(app) ? 0 : wait, &in);
		app_clock(app, clock_now());
		if (in.kind != INPUT_TICK || !app_busy(app))
			app_feed(app, &in);
		if (app_busy(app))
			app_slice(app, SLICE_MS);
		wait = wait_of(app, &in);
		if (rest(app, setup, &in))
			wait = 0;
	}
	canvas_free(&c);
}

bool loop_run(const struct app_setup *setup, const char *last_words, struct err *e)
{
	const struct options *o = setup->options;
	struct term_setup t = {
		.escape_ms = o->escape_ms,
		.ambiguous = o->ambiguous,
		.colour = o->colour,
		.console = o->console,
		.last_words = last_words,
		.gone_words = _(
			"The disk of the store no longer answers: see that the stick is in, then start again."),
	};
	struct app *app;
	int rows, cols;

	if (!term_open(&t, e))
		return false;
	term_size(&rows, &cols);
	app = app_new(setup, clock_now(), rows, cols, e);
	if (app) {
		run(app, setup);
		app_free(app);
	}
	term_end();
	return app != NULL;
}
