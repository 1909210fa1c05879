#include "tui/term/relay.h"

#include "locale/base/arena.h"
#include "locale/base/array.h"
#include "locale/text/width.h"
#include "tui/term/restore.h"
#include "tui/term/term.h"
#include "tui/term/transcode.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum {
	REST_MS = 100,       /* the second byte of a character comes at once or not at all */
	WAITING_MOST = 65536 /* typed and not taken yet: then the terminal has to wait */
};

struct relay {
	int pty;
	pid_t child;
	struct transcode transcode;
	struct buf typed; /* for the child, which may be too busy to read */
	struct buf shown; /* for one turn */
	bool typing;      /* the terminal is still there */
	bool asked;       /* the signal that asks for the end was passed on */
};

static bool inside;

/* ---- what the terminal speaks ---- */

/* "zh_CN.GBK@pinyin" → "GBK" */
static const char *charset_of(const char *locale)
{
	static char name[32];
	const char *dot = strchr(locale, '.');
	size_t n = dot ? strcspn(dot + 1, "@") : 0;

	if (!n || n >= sizeof(name))
		return NULL;
	memcpy(name, dot + 1, n);
	name[n] = '\0';
	return name;
}

/* A locale may name what we do not know (ISO-8859-1): then the terminal is taken as UTF-8. */
static const char *from_locale(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	struct err unknown = { 0 };
	enum encoding encoding;
	bool bom;

	for (size_t i = 0; i < COUNT(variables); i++) {
		const char *value = getenv(variables[i]), *name;

		if (!value || !*value)
			continue;
		name = charset_of(value);
		return name && encoding_find(name, &encoding, &bom, &unknown) ? name : NULL;
	}
	return NULL;
}

const char *relay_encoding(const char *wanted)
{
	const char *variable = getenv("YANPAN_TERM_ENC");

	if (wanted)
		return wanted;
	return variable && *variable ? variable : from_locale();
}

bool relay_inside(void)
{
	return inside;
}

/* ---- the two terminals ---- */

static void set_raw(const struct termios *before)
{
	struct termios raw = *before;

	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

static void pass_size(const struct relay *r)
{
	struct winsize size;

	if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		ioctl(r->pty, TIOCSWINSZ, &size); /* the kernel tells the child */
}

/* Errors that go to a file go on going there. */
static void begin_child(int errors)
{
	inside = true;
	if (errors >= 0) {
		dup2(errors, STDERR_FILENO);
		close(errors);
	}
}

static bool fork_child(struct relay *r, const struct termios *before, struct err *e)
{
	struct termios inner = *before;
	struct winsize size = { 0 };
	int errors = isatty(STDERR_FILENO) ? -1 : dup(STDERR_FILENO);

	inner.c_iflag |= IUTF8; /* Backspace on a line takes a whole character */
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	fflush(NULL);
	r->child = forkpty(&r->pty, NULL, &inner, &size);
	if (r->child == 0)
		begin_child(errors);
	else if (errors >= 0)
		close(errors);
	return r->child >= 0 || err_errno(e, errno, "pty");
}

/* ---- carrying ---- */

static void write_terminal(const struct buf *b)
{
	const char *at = buf_text(b);
	size_t left = b->n;

	while (left > 0) {
		ssize_t done = write(STDOUT_FILENO, at, left);

		if (done < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (done > 0) {
			at += done;
			left -= (size_t)done;
		}
	}
}

static void write_child(struct relay *r)
{
	ssize_t done = write(r->pty, r->typed.at, r->typed.n);

	if (done > 0) {
		memmove(r->typed.at, r->typed.at + done, r->typed.n - (size_t)done);
		buf_cut(&r->typed, r->typed.n - (size_t)done);
	}
}

static void hear_terminal(struct relay *r)
{
	char bytes[4096];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (n > 0) {
		transcode_typed(&r->transcode, bytes, (size_t)n, &r->typed);
	} else if (n == 0 || (errno != EINTR && errno != EAGAIN)) {
		r->typing = false;
		kill(r->child, SIGHUP);
	}
}

/* False when the child has closed its terminal: it has ended. */
static bool hear_child(struct relay *r)
{
	char bytes[16384];
	ssize_t n = read(r->pty, bytes, sizeof(bytes));

	if (n <= 0)
		return n < 0 && (errno == EINTR || errno == EAGAIN);
	buf_cut(&r->shown, 0);
	transcode_shown(&r->transcode, bytes, (size_t)n, &r->shown);
	write_terminal(&r->shown);
	return true;
}

static void hear_signals(struct relay *r)
{
	if (restore_take_resized())
		pass_size(r);
	if (restore_asked() && !r->asked) {
		r->asked = true;
		kill(r->child, restore_asked());
	}
}

static bool take_turn(struct relay *r)
{
	bool listens = r->typing && r->typed.n < WAITING_MOST;
	struct pollfd polled[] = {
		{ .fd = listens ? STDIN_FILENO : -1, .events = POLLIN },
		{ .fd = r->pty, .events = (short)(POLLIN | (r->typed.n ? POLLOUT : 0)) },
		{ .fd = restore_descriptor(), .events = POLLIN },
	};
	int n = poll(polled, 3, transcode_waits(&r->transcode) ? REST_MS : -1);

	if (n == 0)
		transcode_give_up(&r->transcode, &r->typed);
	if (n <= 0 || polled[2].revents)
		hear_signals(r);
	if (n <= 0)
		return true;
	if (polled[0].revents)
		hear_terminal(r);
	if (polled[1].revents & POLLOUT)
		write_child(r);
	return !(polled[1].revents & ~POLLOUT) || hear_child(r);
}

/* ---- the end ---- */

/* A child that could not catch its signal has left the terminal as its screens were; any
 * other has put it right itself, and said its last words behind that. */
static void put_right(int status)
{
	if (!WIFSIGNALED(status) || restore_catches(WTERMSIG(status)))
		restore_prepare("", NULL, NULL);
	restore_now();
}

static void end_as(int status)
{
	if (WIFSIGNALED(status)) {
		signal(WTERMSIG(status), SIG_DFL);
		raise(WTERMSIG(status));
	}
	exit(WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE);
}

static void carry(struct relay *r, const struct termios *before)
{
	struct buf way_out = { 0 };
	int status = 0;

	term_way_out(&way_out);
	restore_prepare(buf_text(&way_out), NULL, NULL);
	buf_free(&way_out);
	fcntl(r->pty, F_SETFL, O_NONBLOCK);
	set_raw(before);
	while (take_turn(r))
		;
	while (waitpid(r->child, &status, 0) < 0 && errno == EINTR)
		;
	transcode_close(&r->transcode);
	buf_free(&r->typed);
	buf_free(&r->shown);
	put_right(status);
	end_as(status);
}

static bool is_needed(const char *encoding)
{
	struct err unknown = { 0 };
	enum encoding found = ENCODING_COUNT;
	bool bom;

	if (!encoding || inside ||
		(encoding_find(encoding, &found, &bom, &unknown) && found == ENCODING_UTF8))
		return false;
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && tcgetpgrp(STDIN_FILENO) == getpgrp();
}

bool relay_enter(const char *encoding, int ambiguous, struct err *e)
{
	struct relay r = { .typing = true };
	struct termios before;

	if (!is_needed(encoding))
		return true;
	if (!transcode_open(&r.transcode, encoding, e)) {
		transcode_close(&r.transcode);
		return false;
	}
	width_set_ambiguous(ambiguous ? ambiguous : 2);
	restore_remember();
	if (tcgetattr(STDIN_FILENO, &before) < 0 || !fork_child(&r, &before, e)) {
		transcode_close(&r.transcode);
		return e->kind ? false : err_errno(e, errno, "terminal");
	}
	if (r.child > 0)
		carry(&r, &before);
	transcode_close(&r.transcode);
	return true;
}
