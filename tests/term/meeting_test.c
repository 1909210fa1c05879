/* meeting_test.c — meetings played on a terminal of 80×24, by keys alone: the files *.keys. */
#include "tests/check.h"
#include "tests/keys.h"
#include "tests/term/pty.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const county[] = {
	"import --kind unit tests/county/units.csv",
	"import --kind member tests/county/members.csv",
	"import --kind basis tests/county/bases.csv",
};

static const char *const demo[] = { "demo" };

static char program[PATH_MAX], store[PATH_MAX];

/* ---- the program from outside ---- */

/* Everything the subcommand prints goes to `out`; its exit status. */
static int run(const char *words, struct buf *out)
{
	struct buf command = { 0 };
	char bytes[4096];
	size_t n;

	buf_printf(&command, "'%s' --lang zh_CN --store '%s' %s 2>&1", program, store, words);
	FILE *f = popen(buf_text(&command), "r");
	while (f && (n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		buf_add(out, bytes, n);
	buf_free(&command);
	return f ? pclose(f) : -1;
}

static void prepare(const char *now, const char *const *words, size_t n)
{
	const char *build = getenv("BUILD");
	struct buf said = { 0 };
	char path[PATH_MAX - 16];

	snprintf(path, sizeof(path), "%s/yanpan", build ? build : "build");
	CHECK(realpath(path, program) != NULL);
	snprintf(store, sizeof(store), "%s/store", check_folder());
	setenv("YANPAN_NOW", now, 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	for (size_t i = 0; i < n; i++)
		CHECK_INT(run(words[i], &said), 0);
	buf_free(&said);
}

/* ---- keys as xterm sends them ---- */

static const struct {
	const char *name, *bytes;
} sent[] = {
	{ "Enter", "\r" },
	{ "Esc", "\033" },
	{ "Tab", "\t" },
	{ "Shift+Tab", "\033[Z" },
	{ "Backspace", "\177" },
	{ "Up", "\033[A" },
	{ "Down", "\033[B" },
	{ "Right", "\033[C" },
	{ "Left", "\033[D" },
	{ "Home", "\033[H" },
	{ "End", "\033[F" },
	{ "F3", "\033OR" },
	{ "F4", "\033OS" },
	{ "F5", "\033[15~" },
	{ "F6", "\033[17~" },
	{ "F7", "\033[18~" },
	{ "F8", "\033[19~" },
	{ "F9", "\033[20~" },
};

static int keys_sent;

static void send_key(struct pty *p, uint32_t key)
{
	char name[INPUT_NAME_BYTES], byte[2] = { 0 };

	input_key_name(key, name);
	for (size_t i = 0; i < COUNT_OF(sent); i++)
		if (!strcmp(sent[i].name, name)) {
			pty_keys(p, sent[i].bytes);
			if (key == K_ESC)
				pty_rest(p); /* with what follows at once it would be another key */
			return;
		}
	byte[0] = (char)((key - INPUT_CTRL(0)) & 0x1F);
	if (CHECK(!strncmp(name, "Ctrl+", 5)))
		pty_keys(p, byte);
}

static void feed(void *to, const struct input *in)
{
	keys_sent++;
	if (in->kind == INPUT_TEXT)
		pty_send(to, in->text, in->bytes);
	else
		send_key(to, in->key);
}

static void show(struct pty *p)
{
	for (int row = 0; row < p->rows; row++)
		printf("%s\n", pty_row(p, row));
}

/* `count` begins to count keys; `counted 40`: there were at most so many since. */
static bool play_line(struct pty *p, const char *line)
{
	char wrong[64];

	if (!*line || *line == '#')
		return true;
	if (!strcmp(line, "count"))
		return keys_sent = 0, true;
	if (!strncmp(line, "counted ", 8)) {
		printf("%d keys\n", keys_sent);
		return CHECK(keys_sent <= atoi(line + 8));
	}
	if (!strncmp(line, "see ", 4))
		return pty_shows(p, line + 4);
	return keys_play(line, feed, p, wrong);
}

static bool play(struct pty *p, const char *path)
{
	FILE *f = fopen(path, "r");
	char line[1024];
	bool good = CHECK(f != NULL);

	while (good && fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		good = play_line(p, line);
		if (!good) {
			printf("not so: %s\n", line);
			show(p);
		}
	}
	if (f)
		fclose(f);
	return good;
}

/* ---- the test ---- */

static void says(const char *words, const char *want)
{
	struct buf out = { 0 };

	CHECK_INT(run(words, &out), 0);
	if (!CHECK(strstr(buf_text(&out), want) != NULL))
		printf("%s: no \"%s\" in:\n%s\n", words, want, buf_text(&out));
	buf_free(&out);
}

static void hold(const char *path)
{
	char *argv[] = { program, (char *)"--lang", (char *)"zh_CN", (char *)"--store", store, NULL };
	struct pty p = { 0 };
	int status = -1;

	pty_run(&p, 24, 80, "xterm-256color", argv);
	if (CHECK(play(&p, path))) {
		CHECK(pty_ended(&p, &status));
		CHECK_INT(status, 0);
	}
	pty_free(&p);
}

static void one_meeting_is_held_by_keys_alone(void)
{
	prepare("2026-09-21 08:40:00", county, COUNT_OF(county));
	hold("tests/term/meeting.keys");
	says("list ruling state:=in_force --count", "2");
	says("list item state:=adjourned --count", "1");
	says("list item state:=carried --count", "2");
	says("minutes 2026-01", "会议研究议题5项，议定2项，缓议1项，转下次会议2项");
	says("verify", "");
}

static void a_clear_case_takes_at_most_forty_keys(void)
{
	prepare("2026-09-23 09:35:00", demo, COUNT_OF(demo));
	hold("tests/term/clear_case.keys");
	says("show item 2026-15/2", "议定");
}

/* What was sent is there, what is typed is not, a curtain hides all of it. */
static void the_room_follows_the_recorder_in_a_second_window(void)
{
	char *desk[] = { program, (char *)"--lang", (char *)"zh_CN", (char *)"--store", store, NULL };
	char *room[] = { program, (char *)"--lang", (char *)"zh_CN", (char *)"--store", store,
		(char *)"project", NULL };
	struct pty recorder = { 0 }, projector = { 0 };

	prepare("2026-09-23 09:35:00", demo, COUNT_OF(demo));
	pty_run(&recorder, 24, 80, "xterm-256color", desk);
	pty_run(&projector, 16, 60, "xterm-256color", room);
	CHECK(pty_shows(&projector, "当前没有投出的会议"));
	CHECK(play_line(&recorder, "see 健身房闭店"));
	CHECK(play_line(&recorder, "Down Enter"));
	CHECK(pty_shows(&projector, "中学门口信号灯损坏无人养护"));
	CHECK(play_line(&recorder, "F5 1"));
	CHECK(play_line(&recorder, "see 请先记到会人员"));
	CHECK(play_line(&recorder, "Enter 9 \"1\" \"修复并承担日常养护\" Enter \"5\" Enter"));
	CHECK(play_line(&recorder, "see 推算"));
	CHECK(!strstr(pty_row(&projector, 4), "交警"));
	CHECK(play_line(&recorder, "Ctrl+T"));
	CHECK(pty_shows(&projector, "讨论稿"));
	CHECK(pty_shows(&projector, "修复并承担日常养护"));
	CHECK(play_line(&recorder, "F9"));
	CHECK(pty_shows(&projector, "          第15次研判会"));
	CHECK(!strstr(pty_row(&projector, 0), "议题"));
	CHECK(play_line(&recorder, "F9 F8"));
	CHECK(pty_shows(&projector, "欠薪法律援助申请受理推诿"));
	CHECK(play_line(&recorder, "F5 7"));
	CHECK(pty_shows(&projector, "散会核对"));
	CHECK(pty_shows(&projector, "转下次会议"));
	CHECK(play_line(&recorder, "Esc"));
	CHECK(pty_shows(&projector, "议题三"));
	CHECK(play_line(&recorder, "Esc"));
	CHECK(pty_shows(&projector, "下一项: 议题"));
	pty_free(&recorder);
	pty_free(&projector);
}

static const struct test tests[] = {
	TEST(the_room_follows_the_recorder_in_a_second_window),
	TEST(one_meeting_is_held_by_keys_alone),
	TEST(a_clear_case_takes_at_most_forty_keys),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
