#include "tests/term/pty.h"

#include "locale/base/clock.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LONGEST_MS = 10000, QUIET_MS = 60 };

static int saw_osc(const char *command, size_t n, void *user)
{
	struct pty *p = user;
	static const char mark[] = "777;frame";

	if (n == sizeof(mark) - 1 && !memcmp(command, mark, n))
		p->frames++;
	return 1;
}

static int saw_property(VTermProp property, VTermValue *value, void *user)
{
	struct pty *p = user;

	if (property == VTERM_PROP_ALTSCREEN)
		p->alternate = value->boolean;
	return 1;
}

static const VTermParserCallbacks fallbacks = { .osc = saw_osc };
static const VTermScreenCallbacks screen_callbacks = { .settermprop = saw_property };

static void make_screen(struct pty *p, int rows, int cols)
{
	p->rows = rows;
	p->cols = cols;
	p->vt = vterm_new(rows, cols);
	vterm_set_utf8(p->vt, 1);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_set_callbacks(p->screen, &screen_callbacks, p);
	vterm_screen_set_unrecognised_fallbacks(p->screen, &fallbacks, p);
	vterm_screen_reset(p->screen, 1);
}

void pty_run(struct pty *p, int rows, int cols, const char *type, char *const argv[])
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	struct err e = { 0 };

	*p = (struct pty){ .answer_width = p->answer_width, .speaks = p->speaks };
	decoder_open(&p->decoder, p->speaks, &e);
	p->pid = forkpty(&p->fd, NULL, NULL, &size);
	if (p->pid == 0) {
		setenv("TERM", type, 1);
		setenv("YANPAN_TEST_FRAMES", "1", 1);
		execv(argv[0], argv);
		_exit(127);
	}
	make_screen(p, rows, cols);
}

void pty_start(
	struct pty *p, int rows, int cols, const char *type, const char *role, const char *argument)
{
	char *argv[] = { (char *)"/proc/self/exe", (char *)role, (char *)argument, NULL };

	pty_run(p, rows, cols, type, argv);
}

static bool ends_with(const struct buf *b, const char *tail)
{
	size_t n = strlen(tail);

	return b->n >= n && !memcmp(b->at + b->n - n, tail, n);
}

/* libvterm keeps no note of this mode that one could ask for. */
static void watch_pastes(struct pty *p, char c)
{
	buf_putc(&p->raw, c);
	if (c == 'h' && ends_with(&p->raw, "\033[?2004h"))
		p->pastes = 1;
	if (c == 'l' && ends_with(&p->raw, "\033[?2004l"))
		p->pastes = 0;
}

/* What the terminal answers goes back to the program, as wide as the test wants it. */
static void pass_answers(struct pty *p)
{
	char bytes[256];
	size_t n = vterm_output_read(p->vt, bytes, sizeof(bytes));

	if (n == 0)
		return;
	if (p->answer_width && bytes[n - 1] == 'R')
		n = (size_t)snprintf(bytes, sizeof(bytes), "\033[2;%dR", 1 + p->answer_width);
	pty_send(p, bytes, n);
}

/* libvterm gives ambiguous characters one column.  Where the terminal gives them two, they
 * stand on its screen as characters of plane 3, all of which are wide. */
enum { STAND_IN = 0x30000 };

static bool takes_two(uint32_t cp)
{
	int one;

	width_set_ambiguous(1);
	one = width_char(cp);
	width_set_ambiguous(2);
	return one == 1 && width_char(cp) == 2 && cp < STAND_IN;
}

static void write_screen(struct pty *p, const char *bytes, size_t n)
{
	struct buf out = { 0 };
	const char *s, *end;

	if (p->speaks == ENCODING_UTF8) {
		vterm_input_write(p->vt, bytes, n);
		return;
	}
	buf_cut(&p->text, 0);
	decoder_feed(&p->decoder, bytes, n, &p->text);
	s = buf_text(&p->text);
	end = s + p->text.n;
	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		utf8_add(&out, takes_two(cp) ? STAND_IN + cp : cp);
	}
	vterm_input_write(p->vt, buf_text(&out), out.n);
	buf_free(&out);
}

/* Reads what comes within `ms`; false when nothing did. */
static bool pump(struct pty *p, int ms)
{
	struct pollfd polled = { .fd = p->fd, .events = POLLIN };
	char bytes[65536];
	ssize_t n;

	if (poll(&polled, 1, ms) <= 0)
		return false;
	n = read(p->fd, bytes, sizeof(bytes));
	if (n <= 0) { /* the program has ended: nothing to wait for, but not at full speed */
		poll(NULL, 0, ms < 10 ? ms : 10);
		return false;
	}
	for (ssize_t i = 0; i < n; i++)
		watch_pastes(p, bytes[i]);
	write_screen(p, bytes, (size_t)n);
	pass_answers(p);
	return true;
}

/* Reads while it writes: a program whose output nobody takes does not read either. */
void pty_send(struct pty *p, const char *bytes, size_t n)
{
	while (n > 0) {
		struct pollfd polled = { .fd = p->fd, .events = POLLIN | POLLOUT };
		ssize_t done;

		if (poll(&polled, 1, LONGEST_MS) <= 0 || polled.revents & POLLHUP)
			return;
		if (polled.revents & POLLIN && !pump(p, 0))
			return;
		if (!(polled.revents & POLLOUT))
			continue;
		done = write(p->fd, bytes, n < 256 ? n : 256);
		if (done <= 0)
			return;
		bytes += done;
		n -= (size_t)done;
	}
}

void pty_keys(struct pty *p, const char *text)
{
	pty_send(p, text, strlen(text));
}

void pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vt, rows, cols);
	ioctl(p->fd, TIOCSWINSZ, &size);
}

bool pty_frame(struct pty *p)
{
	int before = p->frames;
	int64_t until = clock_monotonic_ms() + LONGEST_MS;

	while (p->frames == before && clock_monotonic_ms() < until)
		if (!pump(p, 1000) && kill(p->pid, 0) < 0)
			return false;
	return p->frames != before;
}

void pty_rest(struct pty *p)
{
	while (pump(p, QUIET_MS))
		;
}

bool pty_shows(struct pty *p, const char *text)
{
	int64_t until = clock_monotonic_ms() + LONGEST_MS;

	do {
		for (int row = 0; row < p->rows; row++)
			if (strstr(pty_row(p, row), text))
				return true;
		pump(p, 50);
	} while (clock_monotonic_ms() < until);
	return false;
}

bool pty_ended(struct pty *p, int *status)
{
	int64_t until = clock_monotonic_ms() + LONGEST_MS;

	while (clock_monotonic_ms() < until) {
		pump(p, 10);
		if (waitpid(p->pid, status, WNOHANG) == p->pid) {
			pty_rest(p);
			p->pid = 0;
			return true;
		}
	}
	return false;
}

void pty_free(struct pty *p)
{
	if (p->pid) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, NULL, 0);
	}
	close(p->fd);
	vterm_free(p->vt);
	buf_free(&p->raw);
	buf_free(&p->text);
	decoder_close(&p->decoder);
	*p = (struct pty){ 0 };
}

bool pty_cell(struct pty *p, int row, int col, uint32_t *cp, int *cols)
{
	VTermScreenCell cell;

	if (!vterm_screen_get_cell(p->screen, (VTermPos){ row, col }, &cell))
		return false;
	*cp = cell.chars[0] ? cell.chars[0] : ' ';
	if (p->speaks != ENCODING_UTF8 && *cp >= STAND_IN && *cp < STAND_IN + 0x10000)
		*cp -= STAND_IN;
	*cols = cell.width;
	return true;
}

const char *pty_row(struct pty *p, int row)
{
	static struct buf line;
	uint32_t cp;
	int cols;

	buf_cut(&line, 0);
	for (int col = 0; col < p->cols; col++)
		if (pty_cell(p, row, col, &cp, &cols) && cp != (uint32_t)-1)
			utf8_add(&line, cp);
	while (line.n > 0 && line.at[line.n - 1] == ' ')
		buf_cut(&line, line.n - 1);
	return buf_text(&line);
}
