#include "tui/app/app.h"

#include "locale/base/buf.h"
#include "tests/check.h"
#include "tui/widget/finder.h"

#include <stdio.h>
#include <string.h>

/* Two screens that note what happens to them: `desk` opens `sheet`. */

struct desk {
	struct finder finder;
	int row, undone, resized;
	bool asked, chosen;
};

enum { NEED_ROW = 1, NEED_NEVER = 2 };

static char trace[512];

static void note(const char *what)
{
	strncat(trace, what, sizeof(trace) - strlen(trace) - 1);
	strncat(trace, " ", sizeof(trace) - strlen(trace) - 1);
}

static bool desk_open(void *state, struct ctx *ctx, const struct arg *arg, struct err *e)
{
	(void)ctx, (void)state;
	note("open");
	if (!strcmp(arg->text, "broken"))
		return err_set(e, ERR_ABSENT, "no such order");
	return true;
}

static void desk_close(void *state, struct ctx *ctx)
{
	struct desk *d = state;

	(void)ctx;
	finder_free(&d->finder);
	note("close");
}

static struct effect desk_input(void *state, struct ctx *ctx, const struct input *in)
{
	struct desk *d = state;

	if (in->kind == INPUT_RESIZE) {
		d->resized++;
		finder_place(&d->finder, (struct rect){ 1, 0, 1, ctx->cols });
		return stay();
	}
	return finder_input(&d->finder, in) == FINDER_PASSED ? pass() : stay();
}

static struct effect next_row(void *state, struct ctx *ctx)
{
	struct desk *d = state;

	(void)ctx;
	d->row++;
	return stay();
}

static struct effect open_sheet(void *state, struct ctx *ctx)
{
	struct desk *d = state;

	(void)ctx;
	return go("sheet", arg_record(1, 0, (uint64_t)d->row));
}

static struct effect dropped(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	(void)state, (void)ctx, (void)text;
	note(choice == 1 ? "dropped" : "kept");
	return stay();
}

static struct effect drop(void *state, struct ctx *ctx)
{
	const struct prompt_choice choices[] = { { "Keep", NULL }, { "Drop", NULL } };

	(void)state, (void)ctx;
	return ask(
		(struct question){ .words = "Drop it?", .choices = choices, .count = 2, .then = dropped });
}

static struct effect never(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	note("never");
	return stay();
}

static bool count_to_ten(void *data, struct progress *p, struct err *e)
{
	(void)data, (void)e;
	p->total = 10;
	p->finished = ++p->done == 10;
	return true;
}

static bool spin(void *data, struct progress *p, struct err *e)
{
	(void)data, (void)e;
	p->done++;
	return true;
}

static struct effect worked(void *state, struct ctx *ctx, enum job_end end, const struct err *e)
{
	(void)state, (void)ctx, (void)e;
	note(end == JOB_DONE ? "done" : end == JOB_STOPPED ? "stopped" : "failed");
	return tell("worked");
}

static struct effect work(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	return run_job((struct job){ .words = "counting", .step = count_to_ten, .then = worked });
}

static struct effect work_long(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	return run_job((struct job){ .words = "spinning", .step = spin, .then = worked });
}

static struct effect page_two(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	note("page2");
	return stay();
}

static struct effect read_it(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	return read_text("Request", "信号灯不亮。\n\n学生过街危险。\n请尽快修复。");
}

static const struct action desk_actions[] = {
	{ "open", "Enter", NEED_ROW, open_sheet, "Open the row", "Open", NULL, NULL },
	{ "next", "Down", 0, next_row, "Next row", NULL, NULL, NULL },
	{ "page2", "2", 0, page_two, "Page two", NULL, NULL, NULL },
	{ "drop", "F5", 0, drop, "Drop the row", "Drop", NULL, NULL },
	{ "never", "F4", NEED_NEVER, never, "Never", "Never", NULL, NULL },
	{ "work", "F7", 0, work, "Count", NULL, NULL, NULL },
	{ "read", "F3", 0, read_it, "Read", NULL, NULL, NULL },
	{ "spin", "F8", 0, work_long, "Spin", NULL, NULL, NULL },
};

static const struct need desk_needs[] = {
	{ NEED_ROW, "no row: press Down first" },
	{ NEED_NEVER, "the meeting is not open" },
};

static unsigned desk_has(const void *state, const struct ctx *ctx)
{
	const struct desk *d = state;

	(void)ctx;
	return d->row > 0 ? NEED_ROW : 0;
}

static void desk_draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	const struct desk *d = state;

	canvas_text(c, 0, 0, ctx->cols, STYLE_HEAD, " desk");
	finder_draw(&d->finder, c, " Find: ", "(type)");
	if (!d->finder.typing)
		canvas_cursor(c, 2, 0);
}

static bool desk_neighbour(void *state, struct ctx *ctx, int by, struct arg *out)
{
	struct desk *d = state;

	(void)ctx;
	if (d->row + by < 1 || d->row + by > 3)
		return false;
	d->row += by;
	*out = arg_record(1, 0, (uint64_t)d->row);
	return true;
}

static const struct screen_ops desk = {
	.name = "desk",
	.title = "Desk",
	.state_size = sizeof(struct desk),
	.actions = desk_actions,
	.action_count = COUNT(desk_actions),
	.needs = desk_needs,
	.need_count = COUNT(desk_needs),
	.open = desk_open,
	.close = desk_close,
	.input = desk_input,
	.has = desk_has,
	.draw = desk_draw,
	.neighbour = desk_neighbour,
};

struct sheet {
	uint64_t number;
};

static bool sheet_open(void *state, struct ctx *ctx, const struct arg *arg, struct err *e)
{
	struct sheet *s = state;

	(void)ctx;
	if (arg->counter > 2)
		return err_set(e, ERR_ABSENT, "that one is gone");
	s->number = arg->counter;
	return true;
}

static void sheet_draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	const struct sheet *s = state;
	char words[64];

	snprintf(words, sizeof(words), " sheet %d", (int)s->number);
	canvas_text(c, 0, 0, ctx->cols, STYLE_HEAD, words);
}

static struct effect next_sheet(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	return step_record(1);
}

static const struct action sheet_actions[] = {
	{ "next", "F8", 0, next_sheet, "Next", "Next", NULL, NULL },
};

static const struct screen_ops sheet = {
	.name = "sheet",
	.state_size = sizeof(struct sheet),
	.actions = sheet_actions,
	.action_count = COUNT(sheet_actions),
	.open = sheet_open,
	.draw = sheet_draw,
};

static const struct screen_ops *const screens[] = { &desk, &sheet };

/* ---- playing ---- */

static struct app *app;
static struct canvas canvas;
static struct buf dump;

static void start(void)
{
	struct app_setup setup = { .screens = screens, .screen_count = 2, .first = "desk" };
	struct err e = { 0 };

	trace[0] = '\0';
	app = app_new(&setup, (struct time){ 1790000000 }, 24, 80, &e);
	CHECK(app != NULL);
}

static void stop(void)
{
	app_free(app);
	canvas_free(&canvas);
	buf_free(&dump);
}

/* Named keys; in 'quotes' what is typed. */
static void press(const char *keys)
{
	while (*keys) {
		size_t n = strcspn(keys, " ");
		struct input in = { .kind = INPUT_KEY, .key = input_key_named(keys, n) };

		if (keys[0] == '\'') {
			in = (struct input){ .kind = INPUT_TEXT, .text = keys + 1, .bytes = n - 2 };
			in.key = input_key_named(keys + 1, n - 2);
		}
		app_feed(app, &in);
		keys += n;
		keys += strspn(keys, " ");
	}
}

static const char *shown(void)
{
	app_draw(app, &canvas);
	buf_cut(&dump, 0);
	canvas_dump(&canvas, false, &dump);
	return buf_text(&dump);
}

static void a_screen_opens_another_and_comes_back(void)
{
	start();
	press("Down Enter");
	CHECK_TEXT(app_screen(app), "sheet");
	CHECK(strstr(shown(), "sheet 1") != NULL);
	press("Esc");
	CHECK_TEXT(app_screen(app), "desk");
	stop();
}

static void a_missing_need_is_explained(void)
{
	start();
	press("Enter");
	CHECK_TEXT(app_screen(app), "desk");
	CHECK_TEXT(app_message(app), "no row: press Down first");
	press("F4");
	CHECK_TEXT(app_message(app), "the meeting is not open");
	CHECK(!strstr(trace, "never"));
	press("Down");
	CHECK_TEXT(app_message(app), "");
	stop();
}

static void digits_choose_until_one_types(void)
{
	start();
	press("'2'");
	CHECK(strstr(trace, "page2") != NULL);
	trace[0] = '\0';
	press("'x' '2'");
	CHECK(!strstr(trace, "page2"));
	CHECK(strstr(shown(), "Find: x2") != NULL);
	press("Down '2'");
	CHECK(strstr(trace, "page2") != NULL);
	trace[0] = '\0';
	press("'y' 2"); /* Esc and 2 at once: a key, also inside a text */
	CHECK(strstr(trace, "page2") != NULL);
	stop();
}

static void a_question_takes_digits_words_and_esc(void)
{
	static const struct {
		const char *keys, *answer;
	} rows[] = {
		{ "F5 Enter", "kept " },
		{ "F5 Esc", "kept " },
		{ "F5 '1'", "kept " },
		{ "F5 '2'", "dropped " },
		{ "F5 '２'", "dropped " },
		{ "F5 'y'", "dropped " },
		{ "F5 '是'", "dropped " },
		{ "F5 '否'", "kept " },
		{ "F5 Down Enter", "dropped " },
		{ "Ctrl+S Enter", "kept " },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		check_case(rows[i].keys);
		start();
		trace[0] = '\0';
		press(rows[i].keys);
		CHECK_TEXT(trace, rows[i].answer);
		stop();
	}
}

static void help_lists_every_action_and_runs_it(void)
{
	start();
	press("Ctrl+G");
	CHECK(strstr(shown(), "Drop the row") != NULL);
	CHECK(strstr(shown(), "Ctrl+G ? F1") != NULL);
	press("'d' 'r' 'o' 'p' Enter '2'");
	CHECK(strstr(trace, "dropped") != NULL);
	press("'0'");
	CHECK(strstr(shown(), "the meeting is not open") != NULL);
	press("Esc");
	CHECK(!strstr(shown(), "the meeting is not open"));
	stop();
}

static void a_job_runs_in_slices_and_can_be_stopped(void)
{
	start();
	press("F7");
	CHECK(app_busy(app));
	app_slice(app, 1000);
	CHECK(!app_busy(app));
	CHECK(strstr(trace, "done") != NULL);
	CHECK_TEXT(app_message(app), "worked");
	press("F8");
	app_slice(app, 1);
	CHECK(app_busy(app));
	CHECK(strstr(shown(), "spinning") != NULL);
	press("Down");
	CHECK(strstr(app_message(app), "Ctrl+C") != NULL);
	press("Ctrl+C");
	app_slice(app, 1);
	CHECK(!app_busy(app));
	CHECK(strstr(trace, "stopped") != NULL);
	stop();
}

static void a_long_text_is_read_and_searched(void)
{
	start();
	press("F3");
	CHECK(strstr(shown(), "Request") && strstr(shown(), "信号灯不亮"));
	press("'危' '险'");
	CHECK_TEXT(app_message(app), "");
	press("'人'");
	CHECK(strstr(app_message(app), "not in this text") != NULL);
	press("Esc Esc Esc");
	CHECK(!strstr(shown(), "Request"));
	stop();
}

static void stepping_goes_along_the_list_and_stops_at_its_end(void)
{
	start();
	press("Down Enter F8");
	CHECK(strstr(shown(), "sheet 2") != NULL);
	press("F8"); /* the third cannot be opened: all stays as it was */
	CHECK(strstr(app_message(app), "that one is gone") != NULL);
	CHECK(strstr(shown(), "sheet 2") != NULL);
	press("F8");
	CHECK(strstr(app_message(app), "last one") != NULL);
	press("Esc");
	CHECK_TEXT(app_screen(app), "desk");
	stop();
}

static void leaving_is_asked_and_the_safe_answer_is_under_enter(void)
{
	start();
	press("Esc Enter");
	CHECK(!app_done(app));
	press("Ctrl+X '2'");
	CHECK(app_done(app));
	stop();
	start();
	press("Ctrl+X Ctrl+X");
	CHECK(app_done(app));
	stop();
}

static void a_small_window_says_so_and_recovers(void)
{
	struct input in = { .kind = INPUT_RESIZE, .rows = 10, .cols = 50 };

	start();
	app_feed(app, &in);
	CHECK(strstr(shown(), "60") != NULL);
	CHECK(!strstr(shown(), "desk"));
	press("Down Enter");
	in.rows = in.cols = 1;
	app_feed(app, &in);
	shown();
	in.rows = 24;
	in.cols = 80;
	app_feed(app, &in);
	CHECK(strstr(shown(), " desk") != NULL);
	CHECK(app_take_redraw(app));
	stop();
}

static void the_key_line_shows_keys_and_always_help(void)
{
	const char *keys;

	start();
	shown();
	keys = strstr(buf_text(&dump), "Enter Open");
	CHECK(keys && strstr(keys, "F5 Drop") && strstr(keys, "0 Menu") && strstr(keys, "Ctrl+G Help"));
	stop();
}

static void nothing_opens_for_a_broken_first_screen(void)
{
	struct app_setup setup = {
		.screens = screens, .screen_count = 2, .first = "desk", .arg = arg_text("broken")
	};
	struct err e = { 0 };

	trace[0] = '\0';
	CHECK(!app_new(&setup, (struct time){ 1 }, 24, 80, &e));
	CHECK_TEXT(e.what, "no such order");
	CHECK(strstr(trace, "close") != NULL);
}

static const struct test tests[] = {
	TEST(a_screen_opens_another_and_comes_back),
	TEST(a_missing_need_is_explained),
	TEST(digits_choose_until_one_types),
	TEST(a_question_takes_digits_words_and_esc),
	TEST(help_lists_every_action_and_runs_it),
	TEST(a_job_runs_in_slices_and_can_be_stopped),
	TEST(a_long_text_is_read_and_searched),
	TEST(stepping_goes_along_the_list_and_stops_at_its_end),
	TEST(leaving_is_asked_and_the_safe_answer_is_under_enter),
	TEST(a_small_window_says_so_and_recovers),
	TEST(the_key_line_shows_keys_and_always_help),
	TEST(nothing_opens_for_a_broken_first_screen),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
