/* pulled_test.c — the screens on a stick that is pulled out, and on a terminal that vanishes,
 * shrinks to nothing or changes its size all the time.
 */
#include "tests/check.h"
#include "tests/term/pty.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char program[PATH_MAX], layer[PATH_MAX], store[PATH_MAX], state_path[PATH_MAX + 16];
static int *state; /* calls so far, and whether the stick is out (tests/fault/layer) */

static void prepare(void)
{
	const char *build = getenv("BUILD"), *room = check_folder();
	char path[PATH_MAX - 32], command[3 * PATH_MAX];
	int fd;

	snprintf(path, sizeof(path), "%s/yanpan", build ? build : "build");
	CHECK(realpath(path, program) != NULL);
	snprintf(path, sizeof(path), "%s/tests/fault/layer.so", build ? build : "build");
	CHECK(realpath(path, layer) != NULL);
	snprintf(store, sizeof(store), "%s/store", room);
	snprintf(state_path, sizeof(state_path), "%s/state", room);
	setenv("YANPAN_NOW", "2026-09-21 08:40:00", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("YANPAN_LANG", "zh_CN", 1);
	snprintf(command, sizeof(command), "'%s' --store '%s' demo >/dev/null", program, store);
	CHECK_INT(system(command), 0);
	fd = open(state_path, O_RDWR | O_CREAT, 0600);
	CHECK(fd >= 0 && ftruncate(fd, 2 * sizeof(*state)) == 0);
	state = mmap(NULL, 2 * sizeof(*state), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
}

static void start(struct pty *p, bool on_stick)
{
	static char as[] = "--as=秘书", in[] = "--store";
	char *argv[] = { program, as, in, store, NULL };

	if (on_stick) {
		setenv("LD_PRELOAD", layer, 1);
		setenv("FAULT_UNDER", store, 1);
		setenv("FAULT_STATE", state_path, 1);
		setenv("FAULT_KIND", "pull", 1);
	}
	pty_run(p, 24, 80, "xterm-256color", argv);
	unsetenv("LD_PRELOAD");
	CHECK(pty_shows(p, "2026-15/1"));
}

static void pull(void)
{
	__atomic_store_n(&state[1], 1, __ATOMIC_SEQ_CST);
}

static bool is_instrumented(void)
{
#ifdef __SANITIZE_ADDRESS__
	check_skip("the layer goes before the sanitizer's own");
	return true;
#else
	return false;
#endif
}

static void open_new_order(struct pty *p)
{
	pty_keys(p, "8");
	CHECK(pty_shows(p, "全部"));
	pty_keys(p, "\x0E");
	CHECK(pty_shows(p, "诉求内容"));
	pty_keys(p, "20260921000001");
	CHECK(pty_shows(p, "20260921000001"));
}

/* The text of all drafts of the store. */
static bool draft_holds(const char *words)
{
	char command[2 * PATH_MAX];

	snprintf(command, sizeof(command), "grep -rqsF '%s' '%s/drafts'", words, store);
	return system(command) == 0;
}

static void pages_that_are_gone_end_the_screens_in_words(void)
{
	struct pty p = { 0 };
	int status = 0;

	if (is_instrumented())
		return;
	prepare();
	start(&p, true);
	pull();
	for (int i = 0; i < 5; i++)
		pty_keys(&p, "\033[B");
	CHECK(pty_ended(&p, &status));
	CHECK(!p.alternate && !p.pastes);
	CHECK(pty_shows(&p, "U盘"));
	CHECK(pty_shows(&p, "草稿"));
	pty_free(&p);
}

static void a_draft_that_cannot_be_kept_is_told(void)
{
	struct pty p = { 0 };

	if (is_instrumented())
		return;
	prepare();
	start(&p, true);
	open_new_order(&p);
	pty_keys(&p, "\033[B\033[B\033[Bwords-before");
	CHECK(pty_shows(&p, "words-before"));
	for (int i = 0; i < 50 && !draft_holds("words-before"); i++)
		usleep(100000);
	CHECK(draft_holds("words-before"));
	pull();
	pty_keys(&p, "words-behind");
	CHECK(pty_shows(&p, "U盘"));
	pty_free(&p);
	CHECK(draft_holds("words-before"));
}

static void a_terminal_that_vanishes_leaves_the_draft(void)
{
	struct pty p = { 0 };
	int status = 0;

	prepare();
	start(&p, false);
	open_new_order(&p);
	pty_keys(&p, "\033[B\033[B\033[Blast-words");
	CHECK(pty_shows(&p, "last-words"));
	pty_keys(&p, "-typed");
	usleep(20000);
	close(p.fd); /* EIO and SIGHUP at once */
	p.fd = -1;
	for (int i = 0; i < 50 && waitpid(p.pid, &status, WNOHANG) == 0; i++)
		usleep(100000);
	CHECK(draft_holds("last-words-typed"));
}

/* Of the window alone: libvterm 0.1.4 does not survive one of a few cells. */
static void set_size(struct pty *p, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	CHECK(ioctl(p->fd, TIOCSWINSZ, &size) == 0);
}

static void any_storm_of_sizes_leaves_the_screen_whole(void)
{
	static const int sizes[][2] = { { 1, 1 }, { 2, 3 }, { 24, 80 }, { 1, 200 }, { 60, 1 },
		{ 40, 120 }, { 5, 7 }, { 100, 300 } };
	struct pty p = { 0 };
	int status = 0;

	prepare();
	start(&p, false);
	for (size_t i = 0; i < 200; i++) {
		set_size(&p, sizes[i % COUNT_OF(sizes)][0], sizes[i % COUNT_OF(sizes)][1]);
		if (i % 10 == 0)
			pty_keys(&p, i % 20 ? "\033[B" : "\033[A");
		if (i % 25 == 24)
			pty_rest(&p);
	}
	pty_resize(&p, 24, 80);
	CHECK(pty_shows(&p, "2026-15/1"));
	kill(p.pid, SIGTERM);
	CHECK(pty_ended(&p, &status));
	CHECK(!p.alternate);
	pty_free(&p);
}

static const struct test tests[] = {
	TEST(pages_that_are_gone_end_the_screens_in_words),
	TEST(a_draft_that_cannot_be_kept_is_told),
	TEST(a_terminal_that_vanishes_leaves_the_draft),
	TEST(any_storm_of_sizes_leaves_the_screen_whole),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
