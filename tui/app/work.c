#include "locale/base/clock.h"
#include "locale/msg/msg.h"
#include "tui/app/inside.h"

#include <stdio.h>

void work_start(struct app *app, const struct job *job)
{
	struct work *w = &app->work;

	*w = (struct work){ .job = *job, .running = true, .since = app->now };
	snprintf(w->words, sizeof(w->words), "%s", job->words ? job->words : "");
	w->job.words = w->words;
}

static void end(struct app *app, enum job_end how, const struct err *e)
{
	struct work w = app->work;
	struct place *top = app_top(app);
	struct ctx ctx = app_ctx(app, top);

	app->work = (struct work){ 0 };
	if (w.job.then)
		app_carry_out(app, w.job.then(top->state, &ctx, how, e));
	else if (how == JOB_FAILED)
		app_say(app, e);
}

bool app_busy(const struct app *app)
{
	return app->work.running;
}

void app_slice(struct app *app, int ms)
{
	struct work *w = &app->work;
	int64_t until = clock_monotonic_ms() + ms;
	struct err e = { 0 };

	while (w->running && !w->stop && !w->progress.finished) {
		if (!w->job.step(w->job.data, &w->progress, &e)) {
			end(app, JOB_FAILED, &e);
			return;
		}
		if (clock_monotonic_ms() >= until)
			break;
	}
	if (w->running && (w->stop || w->progress.finished))
		end(app, w->progress.finished ? JOB_DONE : JOB_STOPPED, &e);
}

void work_input(struct app *app, const struct input *in)
{
	if (in->kind == INPUT_KEY && in->key == INPUT_CTRL('C'))
		app->work.stop = true;
	else
		app_tell(app, _("Still at work; Ctrl+C stops it."));
}

/* ---- drawing ---- */

/* Bytes as people read them: 12.3 MB. */
static void put_amount(struct buf *out, enum job_unit unit, uint64_t n)
{
	if (unit == JOB_ITEMS)
		buf_printf(out, "%llu", (unsigned long long)n);
	else if (n >= 1000000)
		buf_printf(out, "%llu.%llu MB", (unsigned long long)(n / 1000000),
			(unsigned long long)(n / 100000 % 10));
	else
		buf_printf(out, "%llu KB", (unsigned long long)((n + 999) / 1000));
}

/* Rate and time left say something only after a second or two. */
static void add_rate(const struct app *app, struct buf *out)
{
	const struct progress *p = &app->work.progress;
	uint64_t seconds =
		app->now.s > app->work.since.s ? (uint64_t)(app->now.s - app->work.since.s) : 0;
	uint64_t rate = seconds ? p->done / seconds : 0;
	struct buf amount = { 0 };

	if (seconds < 2 || rate == 0)
		return;
	put_amount(&amount, app->work.job.unit, rate);
	buf_printf(out, _("  %s a second"), buf_text(&amount));
	buf_free(&amount);
	if (p->total > p->done)
		buf_printf(
			out, _(", about %llu s left"), (unsigned long long)((p->total - p->done) / rate + 1));
}

static void draw_bar(struct canvas *c, struct rect r, const struct progress *p)
{
	int full = p->total ? (int)((double)p->done / (double)p->total * r.cols) : 0;

	for (int i = 0; i < r.cols; i++)
		canvas_put(c, r.row, r.col + i, 1, STYLE_TITLE, i < full ? "#" : ".");
}

void work_draw(const struct app *app, struct canvas *c)
{
	const struct progress *p = &app->work.progress;
	struct rect box = rect_middle((struct rect){ 0, 0, app->rows - 2, app->cols }, 5, 60);
	struct rect in = rect_inside(box, 1, 2);
	enum job_unit unit = app->work.job.unit;
	struct buf line = { 0 };

	canvas_box(c, box, STYLE_FRAME);
	canvas_text(c, in.row, in.col, in.cols, STYLE_TITLE, app->work.words);
	draw_bar(c, rect_rows(in, 1, 1), p);
	put_amount(&line, unit, p->done);
	if (p->total) {
		buf_puts(&line, " / ");
		put_amount(&line, unit, p->total);
	}
	add_rate(app, &line);
	canvas_text(c, in.row + 2, in.col, in.cols, STYLE_NORMAL, buf_text(&line));
	canvas_cursor(c, in.row + 1, in.col);
	buf_free(&line);
}
