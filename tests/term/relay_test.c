/* relay_test.c — terminals that speak GB18030, GBK or Big5: what is shown, what is typed,
 * and the terminal as it was on every way out.
 *
 * The suite runs itself as the program under test: `field ENCODING` is an app with one text,
 * behind the relay; `plain ENCODING` prints a line and ends with status 7.
 */
#include "locale/text/encode.h"
#include "locale/text/width.h"
#include "tests/check.h"
#include "tests/term/pty.h"
#include "tui/app/loop.h"
#include "tui/term/relay.h"
#include "tui/widget/edit.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/* ---- one field behind the relay ---- */

struct field_screen {
	struct edit edit;
};

static bool field_open(void *state, struct ctx *ctx, const struct arg *arg, struct err *e)
{
	struct field_screen *f = state;

	(void)ctx, (void)arg, (void)e;
	f->edit.many = true;
	return true;
}

static void field_close(void *state, struct ctx *ctx)
{
	struct field_screen *f = state;

	(void)ctx;
	edit_free(&f->edit);
}

static struct effect field_input(void *state, struct ctx *ctx, const struct input *in)
{
	struct field_screen *f = state;

	if (in->kind == INPUT_RESIZE)
		edit_place(&f->edit, (struct rect){ 4, 0, ctx->rows - 5, ctx->cols });
	return edit_input(&f->edit, in) ? stay() : pass();
}

static struct effect field_end(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	return leave();
}

static void field_draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	const struct field_screen *f = state;
	char words[128];

	snprintf(
		words, sizeof(words), "研判“%dx%d”—|ambiguous=%d", ctx->cols, ctx->rows, width_ambiguous());
	canvas_text(c, 0, 0, ctx->cols, STYLE_HEAD, words);
	canvas_text(c, 1, 0, ctx->cols, STYLE_NORMAL, "𠮷é이|end");
	canvas_hline(c, 2, 0, ctx->cols, STYLE_FRAME);
	edit_draw(&f->edit, c, true);
}

static const struct action field_actions[] = {
	{ .name = "end", .keys = "F5", .run = field_end, .help = "End", .hint = "End" },
};

static const struct screen_ops field_screen = {
	.name = "field",
	.state_size = sizeof(struct field_screen),
	.actions = field_actions,
	.action_count = COUNT(field_actions),
	.open = field_open,
	.close = field_close,
	.input = field_input,
	.draw = field_draw,
};

static int field_role(const char *encoding)
{
	static const struct screen_ops *const screens[] = { &field_screen };
	struct options options = { .escape_ms = 25, .colour = true };
	struct app_setup setup = {
		.screens = screens, .screen_count = 1, .first = "field", .options = &options
	};
	struct err e = { 0 };

	if (relay_enter(relay_encoding(*encoding ? encoding : NULL), 0, &e) &&
		loop_run(&setup, "drafts are in /tmp/drafts", &e))
		return 0;
	fprintf(stderr, "%s; %s\n", e.what, e.fix);
	return 1;
}

static int plain_role(const char *encoding)
{
	struct err e = { 0 };

	if (!relay_enter(encoding, 0, &e))
		return 1;
	printf("汉字，%s\n", relay_inside() ? "里面" : "外面");
	return 7;
}

/* ---- */

static void send_text(struct pty *p, enum encoding encoding, const char *text)
{
	struct encoder encoder;
	struct buf bytes = { 0 };
	struct err e = { 0 };

	if (CHECK(encoder_open(&encoder, encoding, &e))) {
		encoder_add(&encoder, text, strlen(text), &bytes);
		CHECK_INT((long long)encoder.lost, 0);
	}
	encoder_close(&encoder);
	pty_send(p, buf_text(&bytes), bytes.n);
	buf_free(&bytes);
}

static void start(struct pty *p, enum encoding speaks, const char *name)
{
	*p = (struct pty){ .speaks = speaks };
	setenv("LC_ALL", "C", 1);
	pty_start(p, 24, 80, "xterm-256color", "field", name);
	CHECK(pty_shows(p, "研判“80x22”—|ambiguous=2"));
	pty_rest(p);
}

static bool is_restored(struct pty *p)
{
	struct termios t;

	tcgetattr(p->fd, &t);
	return CHECK(!p->alternate) && CHECK(!p->pastes) && CHECK(t.c_lflag & ICANON) &&
		CHECK(t.c_lflag & ECHO) && CHECK(t.c_iflag & ICRNL) && CHECK(t.c_oflag & OPOST);
}

static const struct {
	const char *name;
	enum encoding speaks;
	const char *lacking; /* "𠮷é이|end" there: as wide as the letters were */
} terminals[] = {
	{ "gb18030", ENCODING_GB18030, "𠮷é이|end" },
	{ "GBK", ENCODING_GB18030, "？é？|end" },
	{ "Big5", ENCODING_BIG5, "？？？|end" },
};

static void cells_stand_where_they_should_in_every_encoding(void)
{
	for (size_t i = 0; i < COUNT_OF(terminals); i++) {
		struct pty p;
		uint32_t cp = 0;
		int cols = 0;

		check_case(terminals[i].name);
		start(&p, terminals[i].speaks, terminals[i].name);
		CHECK(pty_shows(&p, terminals[i].lacking));
		CHECK(pty_cell(&p, 1, 6, &cp, &cols) && cp == '|');
		CHECK_TEXT(pty_row(&p, 2),
			"----------------------------------------"
			"----------------------------------------");
		pty_free(&p);
	}
}

static void typed_han_arrives_from_every_encoding(void)
{
	for (size_t i = 0; i < COUNT_OF(terminals); i++) {
		struct pty p;

		check_case(terminals[i].name);
		start(&p, terminals[i].speaks, terminals[i].name);
		send_text(&p, terminals[i].speaks, "由交通局“牽頭”abc");
		CHECK(pty_shows(&p, "由交通局“牽頭”abc"));
		pty_rest(&p);
		CHECK_TEXT(pty_row(&p, 4), "由交通局“牽頭”abc");
		pty_keys(&p, "\033[15~");
		CHECK(pty_ended(&p, &(int){ 0 }));
		is_restored(&p);
		pty_free(&p);
	}
}

static void four_bytes_arrive_also_one_by_one(void)
{
	struct pty p;
	static const char bytes[] = "\x95\x34\xB2\x35\x81\x39\xEF\x31"; /* 𠮷㐂 */

	start(&p, ENCODING_GB18030, "gb18030");
	for (size_t i = 0; i + 1 < sizeof(bytes); i++) {
		pty_send(&p, bytes + i, 1);
		usleep(2000);
	}
	CHECK(pty_shows(&p, "𠮷㐂"));
	pty_free(&p);
}

static void bytes_that_are_no_character_lose_nothing_else(void)
{
	struct pty p;

	start(&p, ENCODING_GB18030, "GBK");
	pty_keys(&p, "\xFF\xFF");
	CHECK(pty_shows(&p, "--terminal-encoding"));
	send_text(&p, ENCODING_GB18030, "研判");
	CHECK(pty_shows(&p, "研判"));
	pty_keys(&p, "\xD6"); /* the first half of a character, and then nothing */
	usleep(300000);
	pty_keys(&p, "a");
	CHECK(pty_shows(&p, "研判a"));
	pty_free(&p);
}

static void a_long_paste_arrives_whole(void)
{
	struct pty p;
	struct buf text = { 0 };

	buf_puts(&text, "\033[200~");
	for (int i = 0; i < 20000; i++)
		buf_puts(&text, i % 20 ? "判" : "\r");
	buf_puts(&text, "尾\033[201~");
	start(&p, ENCODING_GB18030, "GBK");
	send_text(&p, ENCODING_GB18030, buf_text(&text));
	CHECK(pty_shows(&p, "判判尾"));
	pty_free(&p);
	buf_free(&text);
}

static void another_size_is_passed_on(void)
{
	struct pty p;

	start(&p, ENCODING_GB18030, "GBK");
	pty_resize(&p, 40, 120);
	CHECK(pty_shows(&p, "“120x38”"));
	pty_resize(&p, 24, 80);
	CHECK(pty_shows(&p, "“80x22”"));
	pty_free(&p);
}

/* ---- ways out ---- */

static void signals_are_passed_on_and_the_terminal_is_restored(void)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };

	for (size_t i = 0; i < COUNT_OF(signals); i++) {
		struct pty p;
		int status = 0;

		check_case(strsignal(signals[i]));
		start(&p, ENCODING_GB18030, "GBK");
		CHECK(p.alternate && p.pastes);
		kill(p.pid, signals[i]);
		CHECK(pty_ended(&p, &status));
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == signals[i]);
		is_restored(&p);
		CHECK(pty_shows(&p, "drafts are in /tmp/drafts"));
		pty_free(&p);
	}
}

/* The only child of the process; 0: none. */
static pid_t child_of(pid_t parent)
{
	char path[64], bytes[64];
	FILE *f;
	pid_t child = 0;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)parent, (int)parent);
	f = fopen(path, "r");
	if (f && fgets(bytes, sizeof(bytes), f))
		child = (pid_t)strtol(bytes, NULL, 10);
	if (f)
		fclose(f);
	return child;
}

static void a_killed_child_leaves_a_restored_terminal(void)
{
	struct pty p;
	int status = 0;
	pid_t child;

	start(&p, ENCODING_GB18030, "GBK");
	child = child_of(p.pid);
	if (!child) {
		pty_free(&p);
		check_skip("/proc does not name children here");
		return;
	}
	CHECK(p.alternate && p.pastes);
	kill(child, SIGKILL);
	CHECK(pty_ended(&p, &status));
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	is_restored(&p);
	pty_free(&p);
}

static void without_screens_words_and_status_pass(void)
{
	struct pty p = { .speaks = ENCODING_GB18030 };
	int status = 0;

	pty_start(&p, 24, 80, "dumb", "plain", "GBK");
	CHECK(pty_shows(&p, "汉字，里面"));
	CHECK(pty_ended(&p, &status));
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7);
	CHECK(strstr(buf_text(&p.raw), "\xBA\xBA\xD7\xD6") != NULL);
	is_restored(&p);
	pty_free(&p);
}

static void a_utf8_terminal_is_left_alone(void)
{
	struct pty p = { 0 };
	int status = 0;

	pty_start(&p, 24, 80, "dumb", "plain", "utf-8");
	CHECK(pty_shows(&p, "汉字，外面"));
	CHECK(pty_ended(&p, &status));
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7);
	pty_free(&p);
}

static void what_no_terminal_speaks_is_refused(void)
{
	static const char *const names[] = { "utf-16", "klingon" };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct pty p = { 0 };
		int status = 0;

		check_case(names[i]);
		pty_start(&p, 24, 80, "xterm", "field", names[i]);
		CHECK(pty_ended(&p, &status));
		CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 1);
		CHECK(pty_shows(&p, "gb18030"));
		pty_free(&p);
	}
}

/* ---- who says what the terminal speaks ---- */

static const struct {
	const char *wanted, *variable, *lc_all, *lang, *encoding;
} sayings[] = {
	{ NULL, NULL, "zh_CN.GBK", "zh_CN.UTF-8", "GBK" },
	{ NULL, NULL, "zh_CN.gb2312", NULL, "gb2312" },
	{ NULL, NULL, "zh_CN.EUC-CN@radical", NULL, "EUC-CN" },
	{ NULL, NULL, "", "zh_TW.Big5", "Big5" },
	{ NULL, NULL, NULL, "zh_CN.GB18030", "GB18030" },
	{ NULL, NULL, "C", "zh_CN.GBK", NULL },
	{ NULL, NULL, "en_US.ISO-8859-1", NULL, NULL },
	{ NULL, NULL, NULL, NULL, NULL },
	{ NULL, "gbk", "zh_CN.UTF-8", NULL, "gbk" },
	{ "utf-8", "gbk", "zh_CN.GBK", NULL, "utf-8" },
};

static void set(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void option_variable_and_language_say_it_in_this_order(void)
{
	unsetenv("LC_CTYPE");
	for (size_t i = 0; i < COUNT_OF(sayings); i++) {
		const char *got;

		set("YANPAN_TERM_ENC", sayings[i].variable);
		set("LC_ALL", sayings[i].lc_all);
		set("LANG", sayings[i].lang);
		got = relay_encoding(sayings[i].wanted);
		CHECK_TEXT(got ? got : "none", sayings[i].encoding ? sayings[i].encoding : "none");
	}
	set("YANPAN_TERM_ENC", NULL);
}

/* ---- the program itself ---- */

static void the_program_shows_and_takes_chinese_on_a_gbk_terminal(void)
{
	const char *build = getenv("BUILD");
	char path[PATH_MAX - 16], program[PATH_MAX], store[PATH_MAX];
	char *argv[] = { program, (char *)"--store", store, (char *)"--as", NULL, NULL };
	struct pty p = { .speaks = ENCODING_GB18030 };
	char name[] = "\xC0\xEE\xD4\xC6"; /* 李云 */

	snprintf(path, sizeof(path), "%s/yanpan", build ? build : "build");
	CHECK(realpath(path, program) != NULL);
	snprintf(store, sizeof(store), "%s/store", check_folder());
	setenv("LC_ALL", "C", 1);
	setenv("YANPAN_LANG", "zh_CN", 1);
	setenv("YANPAN_TERM_ENC", "GBK", 1);
	argv[4] = name;
	pty_run(&p, 24, 80, "xterm-256color", argv);
	CHECK(pty_shows(&p, "李云"));
	pty_keys(&p, "/");
	send_text(&p, ENCODING_GB18030, "电梯");
	CHECK(pty_shows(&p, "电梯"));
	unsetenv("YANPAN_TERM_ENC");
	pty_free(&p);
}

static void numbered_menus_work_on_a_dumb_gbk_terminal(void)
{
	const char *build = getenv("BUILD");
	char path[PATH_MAX - 16], program[PATH_MAX], store[PATH_MAX];
	char *argv[] = { program, (char *)"--store", store, (char *)"--terminal-encoding=gbk",
		(char *)"--plain", NULL };
	struct pty p = { .speaks = ENCODING_GB18030 };
	int status = 0;

	snprintf(path, sizeof(path), "%s/yanpan", build ? build : "build");
	CHECK(realpath(path, program) != NULL);
	snprintf(store, sizeof(store), "%s/plain", check_folder());
	setenv("LC_ALL", "C", 1);
	setenv("YANPAN_LANG", "zh_CN", 1);
	pty_run(&p, 40, 80, "dumb", argv);
	CHECK(pty_shows(&p, "操作人是谁"));
	send_text(&p, ENCODING_GB18030, "李云\r");
	CHECK(pty_shows(&p, "操作人: 李云"));
	pty_keys(&p, "0\r");
	CHECK(pty_ended(&p, &status));
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	is_restored(&p);
	pty_free(&p);
}

static const struct test tests[] = {
	TEST(cells_stand_where_they_should_in_every_encoding),
	TEST(typed_han_arrives_from_every_encoding),
	TEST(four_bytes_arrive_also_one_by_one),
	TEST(bytes_that_are_no_character_lose_nothing_else),
	TEST(a_long_paste_arrives_whole),
	TEST(another_size_is_passed_on),
	TEST(signals_are_passed_on_and_the_terminal_is_restored),
	TEST(a_killed_child_leaves_a_restored_terminal),
	TEST(without_screens_words_and_status_pass),
	TEST(a_utf8_terminal_is_left_alone),
	TEST(what_no_terminal_speaks_is_refused),
	TEST(option_variable_and_language_say_it_in_this_order),
	TEST(the_program_shows_and_takes_chinese_on_a_gbk_terminal),
	TEST(numbered_menus_work_on_a_dumb_gbk_terminal),
};

int main(int argc, char **argv)
{
	if (argc > 2 && !strcmp(argv[1], "field"))
		return field_role(argv[2]);
	if (argc > 2 && !strcmp(argv[1], "plain"))
		return plain_role(argv[2]);
	return check_run(tests, COUNT_OF(tests));
}
