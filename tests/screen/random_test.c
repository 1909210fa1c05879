/* random_test.c — keys pressed at random on the demo county: nothing falls over, and what was
 * stored agrees with itself afterwards.  SEED and KEYS say with what and how long. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "tests/check.h"
#include "tests/keys.h"
#include "tui/screen/run.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { KEYS = 2500, SLICES_MOST = 2000, NOW = 1789951200 /* 2026-09-21 08:40 */ };

/* Those that lead somewhere stand here more than once. */
static const char *const keys[] = {
	"Down",
	"Up",
	"Left",
	"Right",
	"Enter",
	"Enter",
	"Esc",
	"Esc",
	"Esc",
	"F3",
	"F4",
	"F5",
	"F5",
	"F6",
	"F7",
	"F8",
	"Space",
	"Space",
	"1",
	"2",
	"3",
	"4",
	"5",
	"6",
	"7",
	"8",
	"9",
	"0",
	"Ctrl+N",
	"Ctrl+E",
	"Ctrl+O",
	"Ctrl+P",
	"Ctrl+U",
	"Ctrl+Y",
	"Ctrl+G",
	"Ctrl+F",
	"Ctrl+R",
	"Ctrl+S",
	"Tab",
	"Shift+Tab",
	"PgDn",
	"PgUp",
	"Home",
	"End",
	"Backspace",
	"Delete",
	"\"信号灯\"",
	"\"zjj\"",
	"\"2026-09-30 09:00\"",
	"\"a:b\"",
	"\"tests/county/orders.gb18030.csv\"",
	"{第一\\n第二}",
	"Ctrl+W",
	"Ctrl+T",
	"Ctrl+L",
	"F9",
	"F1",
	"？",
	"tick",
	"tick",
	"resize:16x60",
	"resize:24x80",
	"resize:40x120",
	"resize:15x59",
	"resize:1x1",
	"resize:60x200",
	"Alt+4",
};

struct player {
	struct app *app;
	struct time now;
	struct canvas canvas;
};

static void feed(void *to, const struct input *in)
{
	struct player *p = to;

	if (app_done(p->app))
		return;
	p->now.s++;
	app_clock(p->app, p->now);
	app_feed(p->app, in);
	for (int n = 0; app_busy(p->app) && n < SLICES_MOST; n++)
		app_slice(p->app, 50);
	app_draw(p->app, &p->canvas);
}

/* Leaving is a key too: then it is started again. */
static bool start(struct player *p, const struct app_setup *setup)
{
	struct err e = { 0 };

	app_free(p->app);
	p->app = app_new(setup, p->now, 24, 80, &e);
	return p->app != NULL;
}

static void press(struct store *store, unsigned seed, int count)
{
	struct options options = { .escape_ms = 25 };
	struct app_setup setup = run_setup(store, &options);
	struct player p = { .now = { NOW } };
	char wrong[64];

	srand(seed);
	CHECK(start(&p, &setup));
	for (int i = 0; p.app && i < count; i++) {
		if (app_done(p.app) && !start(&p, &setup))
			break;
		CHECK(keys_play(keys[(size_t)rand() % COUNT(keys)], feed, &p, wrong));
	}
	app_free(p.app);
	canvas_free(&p.canvas);
}

static bool yanpan(const char *words, const char *store)
{
	const char *build = getenv("BUILD");
	struct buf line = { 0 };

	buf_printf(&line, "%s/yanpan --lang zh_CN %s '%s' >/dev/null </dev/null",
		build ? build : "build", words, store);
	bool good = system(buf_text(&line)) == 0;
	buf_free(&line);
	return good;
}

static int number(const char *name, int otherwise)
{
	const char *text = getenv(name);

	return text ? atoi(text) : otherwise;
}

/* Keys at random also write files, minutes for one: they stay in the test's own folder,
 * which shows the repository's tests/ under the same name. */
static bool go_in(const char *folder, const char *home)
{
	char tests[PATH_MAX + 8];

	snprintf(tests, sizeof(tests), "%s/tests", home);
	return chdir(folder) == 0 && symlink(tests, "tests") == 0;
}

static void keys_at_random_do_no_harm(void)
{
	const char *own = check_folder();
	struct store store;
	struct err e = { 0 };
	char home[PATH_MAX], folder[PATH_MAX];

	snprintf(folder, sizeof(folder), "%s/county", own);
	CHECK(yanpan("demo", folder));
	CHECK(getcwd(home, sizeof(home)) && go_in(own, home));
	CHECK(store_open(&store, folder, 0, &e));
	press(&store, (unsigned)number("SEED", 1), number("KEYS", KEYS));
	store_close(&store);
	CHECK(chdir(home) == 0);
	CHECK(yanpan("verify --store", folder));
}

static const struct test tests[] = {
	TEST(keys_at_random_do_no_harm),
};

int main(void)
{
	struct err e = { 0 };

	msg_choose("zh_CN", &e);
	verb_start();
	return check_run(tests, COUNT_OF(tests));
}
