/* latency STORE WHAT… — how long the screens let one wait, seen from outside on a terminal.
 *
 *     latency STORE start N          N starts, to the first full list
 *     latency STORE keys N           keys in the list of all, and in a filtered and sorted one
 *     latency STORE search WORD…     each word typed, and when its count is exact
 *     latency STORE echo N           what goes through cat(1): what the machine adds to all others
 *     latency STORE during COMMAND…  a key every 20 ms while the command runs
 *
 * A line is: what, median, 99 of 100, greatest (ms), and how many.  The time of a key is
 * from before it is written until the last byte of the frame that answers it has been read:
 * YANPAN_TEST_FRAMES makes the program mark that byte.  `memory` is anonymous, in KiB.
 */
#include "locale/base/arena.h"
#include "locale/base/buf.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum { ROWS = 30, COLS = 100, LONGEST_MS = 60000, TIMES_MOST = 100000, BETWEEN_MS = 20 };

static const char MARK[] = "\033]777;frame\007";

struct seen {
	int fd;
	pid_t pid;
	struct buf frame; /* what came since the key */
	VTerm *vt;        /* knows all before it */
	long memory;
};

struct times {
	double *ms;
	size_t n;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* --- figures ------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void note(struct times *t, double ms)
{
	if (!t->ms)
		t->ms = must_alloc(TIMES_MOST * sizeof(*t->ms));
	if (t->n < TIMES_MOST)
		t->ms[t->n++] = ms;
}

static void tell(struct times *t, const char *what)
{
	if (t->n == 0)
		return;
	qsort(t->ms, t->n, sizeof(*t->ms), by_size);
	printf("%s\t%.3f\t%.3f\t%.3f\t%zu\n", what, t->ms[t->n / 2], t->ms[t->n * 99 / 100],
		t->ms[t->n - 1], t->n);
	fflush(stdout);
	t->n = 0;
}

/* RssAnon of the program; its mapped file belongs to everybody. */
static void watch_memory(struct seen *s)
{
	char path[64], line[256];
	long kib;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)s->pid);
	FILE *f = fopen(path, "r");

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "RssAnon: %ld", &kib) == 1 && kib > s->memory)
			s->memory = kib;
	if (f)
		fclose(f);
}

/* --- the terminal ----------------------------------------------------------------------- */

static void fail(const char *why)
{
	fprintf(stderr, "latency: %s\n", why);
	exit(1);
}

static void start(struct seen *s, const char *store)
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLS };
	const char *yanpan = getenv("YANPAN");

	*s = (struct seen){ .vt = vterm_new(ROWS, COLS) };
	vterm_set_utf8(s->vt, 1);
	vterm_screen_reset(vterm_obtain_screen(s->vt), 1);
	s->pid = forkpty(&s->fd, NULL, NULL, &size);
	if (s->pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("YANPAN_TEST_FRAMES", "1", 1);
		execl(yanpan, yanpan, "--lang", "en", "--as", "bench", "--store", store, (char *)NULL);
		_exit(127);
	}
}

/* What is waiting, or comes within `ms`; false: nothing. */
static bool pump(struct seen *s, int ms)
{
	struct pollfd polled = { .fd = s->fd, .events = POLLIN };
	char bytes[65536];
	ssize_t n;

	if (poll(&polled, 1, ms) <= 0)
		return false;
	n = read(s->fd, bytes, sizeof(bytes));
	if (n <= 0)
		fail("the program has ended");
	buf_add(&s->frame, bytes, (size_t)n);
	return true;
}

/* The time is out: what was painted goes to the emulated terminal. */
static void take_frame(struct seen *s)
{
	if (s->frame.n)
		vterm_input_write(s->vt, s->frame.at, s->frame.n);
	buf_cut(&s->frame, 0);
}

static void await_frame(struct seen *s)
{
	while (!s->frame.n || !memmem(s->frame.at, s->frame.n, MARK, sizeof(MARK) - 1))
		if (!pump(s, LONGEST_MS))
			fail("no answer");
}

static void rest(struct seen *s, int ms)
{
	while (pump(s, ms))
		;
	take_frame(s);
}

static double press(struct seen *s, const char *key)
{
	size_t n = strlen(key);
	double begin, took;

	rest(s, 0);
	begin = now_ms();
	if (write(s->fd, key, n) != (ssize_t)n)
		fail("cannot write");
	await_frame(s);
	took = now_ms() - begin;
	take_frame(s);
	return took;
}

static bool shows(struct seen *s, const char *text)
{
	char screen[ROWS * COLS * 4];
	size_t n = vterm_screen_get_text(
		vterm_obtain_screen(s->vt), screen, sizeof(screen), (VTermRect){ 0, ROWS, 0, COLS });

	return memmem(screen, n, text, strlen(text)) != NULL;
}

static void end(struct seen *s)
{
	watch_memory(s);
	kill(s->pid, SIGTERM);
	while (waitpid(s->pid, NULL, WNOHANG) == 0)
		poll(NULL, 0, 1);
	close(s->fd);
	buf_free(&s->frame);
	vterm_free(s->vt);
}

/* --- what is measured -------------------------------------------------------------------- */

static const char DOWN[] = "\033[B", PAGE_DOWN[] = "\033[6~", PAGE_UP[] = "\033[5~",
				  HOME[] = "\033[1~", END[] = "\033[4~", F3[] = "\033OR", ESC[] = "\033";

static void tell_memory(const struct seen *s)
{
	printf("memory\t%ld\n", s->memory);
}

static void starts(const char *store, int n)
{
	struct times t = { 0 };
	struct seen s;

	for (int i = 0; i < n; i++) {
		double begin = now_ms();

		start(&s, store);
		await_frame(&s);
		note(&t, now_ms() - begin);
		rest(&s, 50);
		end(&s);
	}
	tell(&t, "start");
}

static void echoes(int n)
{
	struct times t = { 0 };
	struct seen s = { .vt = vterm_new(ROWS, COLS) };
	struct termios raw = { 0 };

	cfmakeraw(&raw);
	s.pid = forkpty(&s.fd, NULL, &raw, NULL);
	if (s.pid == 0) {
		execlp("cat", "cat", (char *)NULL);
		_exit(127);
	}
	for (int i = 0; i < n; i++) {
		note(&t, press(&s, MARK));
		rest(&s, 2);
	}
	tell(&t, "an echo by cat(1), which does nothing");
	end(&s);
}

static void press_often(
	struct seen *s, const char *what, const char *const keys[], size_t n, int times)
{
	struct times t = { 0 };

	for (int i = 0; i < times; i++) {
		note(&t, press(s, keys[(size_t)i % n]));
		rest(s, 2);
	}
	tell(&t, what);
	free(t.ms);
}

static void press_all(struct seen *s, const char *list, int n)
{
	static const struct {
		const char *what, *keys[2];
	} moves[] = {
		{ "down", { DOWN, DOWN } },
		{ "page", { PAGE_DOWN, PAGE_DOWN } },
		{ "page up", { PAGE_UP, PAGE_UP } },
		{ "end, home", { END, HOME } },
		{ "page up, from the end", { PAGE_UP, PAGE_UP } },
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		char what[64];

		snprintf(what, sizeof(what), "%s: %s", list, moves[i].what);
		if (i + 1 == sizeof(moves) / sizeof(moves[0]))
			press(s, END);
		press_often(s, what, moves[i].keys, 2, n);
	}
}

/* The view of what waits, narrowed by two fields more, sorted by due date. */
static void filtered(struct seen *s, int n)
{
	struct times t = { 0 };

	press(s, "2");
	rest(s, 300);
	press(s, F3);
	press(s, "\025unit:住建局 area:城关街");
	rest(s, 300);
	note(&t, press(s, "道")); /* the list follows while one types */
	tell(&t, "three fields by due: first page");
	press(s, "\r");
	note(&t, press(s, END));
	tell(&t, "three fields by due: jump to the end");
	rest(s, 300);
	press(s, HOME);
	press_all(s, "three fields by due", n);
	press(s, "8");
	rest(s, 300);
	press(s, F3);
	press(s, "unit:住建");
	rest(s, 300);
	note(&t, press(s, "局"));
	tell(&t, "one field: first page");
	press(s, "\r");
	note(&t, press(s, END));
	tell(&t, "one field: jump to the end");
	free(t.ms);
}

static void keys(const char *store, int n)
{
	struct seen s;

	start(&s, store);
	await_frame(&s);
	rest(&s, 300);
	press(&s, "8");
	rest(&s, 300);
	press_all(&s, "all", n);
	filtered(&s, n);
	end(&s);
	tell_memory(&s);
}

/* Bytes of the character at the start. */
static size_t char_bytes(const char *at)
{
	size_t n = 1;

	while ((at[n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* Until the count is no longer `at least`. */
static double until_exact(struct seen *s)
{
	double begin = now_ms(), end_at = begin + LONGEST_MS;

	while (shows(s, "at least") && now_ms() < end_at) {
		pump(s, 1000);
		take_frame(s);
	}
	return now_ms() - begin;
}

static void type(struct seen *s, const char *word, struct times *all, struct times *exact)
{
	struct times one = { 0 };
	char what[128];
	double typed;

	for (const char *at = word; *at; at += char_bytes(at)) {
		char key[8] = "";

		memcpy(key, at, char_bytes(at));
		typed = press(s, key);
		note(all, typed);
		note(&one, typed);
		poll(NULL, 0, BETWEEN_MS);
	}
	note(exact, until_exact(s));
	tell(&one, word);
	snprintf(what, sizeof(what), "%s, count exact after", word);
	tell(exact, what);
	free(one.ms);
	for (int i = 0; i < 2; i++) { /* leaves the line, then empties it */
		press(s, ESC);
		rest(s, 100);
	}
}

static void search(const char *store, char **words, int n)
{
	struct times all = { 0 }, exact = { 0 };
	struct seen s;

	start(&s, store);
	await_frame(&s);
	rest(&s, 300);
	press(&s, "8");
	rest(&s, 300);
	for (int i = 0; i < n; i++)
		type(&s, words[i], &all, &exact);
	tell(&all, "all search keys");
	end(&s);
	tell_memory(&s);
}

static pid_t run(char **command)
{
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execvp(command[0], command);
		_exit(127);
	}
	return pid;
}

static void during(const char *store, char **command)
{
	static const char *const moves[] = { DOWN, PAGE_DOWN, END, HOME, PAGE_DOWN, PAGE_UP };
	struct times t = { 0 };
	struct seen s;
	pid_t pid;

	start(&s, store);
	await_frame(&s);
	rest(&s, 300);
	press(&s, "8");
	rest(&s, 300);
	pid = run(command);
	for (size_t i = 0; waitpid(pid, NULL, WNOHANG) == 0; i++) {
		note(&t, press(&s, moves[i % (sizeof(moves) / sizeof(moves[0]))]));
		rest(&s, BETWEEN_MS);
	}
	tell(&t, "a key while it runs");
	end(&s);
	tell_memory(&s);
}

int main(int argc, char **argv)
{
	if (argc < 4 || !getenv("YANPAN"))
		fail("YANPAN=program latency STORE start|keys|search|during ...");
	if (!strcmp(argv[2], "start"))
		starts(argv[1], atoi(argv[3]));
	else if (!strcmp(argv[2], "echo"))
		echoes(atoi(argv[3]));
	else if (!strcmp(argv[2], "keys"))
		keys(argv[1], atoi(argv[3]));
	else if (!strcmp(argv[2], "search"))
		search(argv[1], argv + 3, argc - 3);
	else
		during(argv[1], argv + 3);
	return 0;
}
