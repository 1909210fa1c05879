#include "tui/term/term.h"

#include "locale/base/array.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"
#include "tui/term/kind.h"
#include "tui/term/relay.h"
#include "tui/term/restore.h"
#include "tui/term/theme.h"

#define NCURSES_WIDECHAR 1 /* musl's headers do not ask for it */
#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

enum {
	ESCAPE_MS = 25,
	READ_MOST = 65536, /* codes in one go: whoever floods us shall not keep us from drawing */
	CODE_PASTE_BEGIN = 2000,
	CODE_PASTE_END,
};

static struct {
	SCREEN *screen;
	struct canvas shown; /* what the terminal has */
	struct input_decoder decoder;
	int escape_ms;
	bool colour;
	bool probe;  /* to be sent with the first frame */
	bool marks;  /* the tests want to know when a frame is whole */
	bool closed; /* no more input will come */
} term;

static void put_bytes(const char *s)
{
	size_t n = strlen(s);

	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, s, n);

		if (done < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (done > 0) {
			s += done;
			n -= (size_t)done;
		}
	}
}

/* ---- opening ---- */

static bool is_utf8(void)
{
	return !strcasecmp(nl_langinfo(CODESET), "UTF-8");
}

/* ncurses writes Han only under a UTF-8 locale; the person's LANG need not be one. */
static bool choose_locale(struct err *e)
{
	static const char *const names[] = { "", "C.UTF-8", "C.utf8", "zh_CN.UTF-8", "en_US.UTF-8" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (setlocale(LC_CTYPE, names[i]) && is_utf8())
			return true;
	err_set(e, ERR_ABSENT, "this system has no UTF-8 locale, so Han cannot be shown");
	return err_fix(e, "have the locale C.UTF-8 or zh_CN.UTF-8 installed");
}

static bool has(const char *capability)
{
	const char *s = tigetstr(capability);

	return s && s != (const char *)-1;
}

/* Says whether terminfo knows the type; leaves its entry loaded where it does. */
static bool load_type(bool *paper)
{
	int status = -1;
	bool usable = setupterm(NULL, STDOUT_FILENO, &status) == OK;

	*paper = status == 1 && (!usable || tigetflag("hc") > 0 || tigetflag("os") > 0);
	return status == 1;
}

static bool judge(bool console, struct err *e)
{
	struct kind_facts f = {
		.type = getenv("TERM"),
		.terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO),
		.console = kind_is_console(),
	};

	if (f.terminal)
		f.known = load_type(&f.paper);
	f.moves = f.known && has("cup");
	f.clears = f.known && has("clear") && has("el");
	if (f.known)
		del_curterm(cur_term);
	return kind_judge(&f, console, e);
}

/* newterm() refuses where initscr() would end the program. */
static bool start_curses(struct err *e)
{
	term.screen = newterm(NULL, stdout, stdin);
	return term.screen || err_set(e, ERR_ABSENT, "the terminal cannot be set up for screens");
}

/* What terminfo says the sequence is; without the waiting times of old machines. */
static void add_capability(struct buf *b, const char *name)
{
	const char *s = tigetstr(name);

	if (!s || s == (const char *)-1)
		return;
	while (*s) {
		const char *wait = strstr(s, "$<");
		const char *end = wait ? strchr(wait, '>') : NULL;

		if (!end) {
			buf_puts(b, s);
			return;
		}
		buf_add(b, s, (size_t)(wait - s));
		s = end + 1;
	}
}

static void add_way_out(struct buf *bytes)
{
	static const char *const names[] = { "sgr0", "op", "cnorm", "rmkx", "rmcup" };

	buf_puts(bytes, "\033[?2004l");
	for (size_t i = 0; i < COUNT(names); i++)
		add_capability(bytes, names[i]);
	buf_puts(bytes, "\r");
}

void term_way_out(struct buf *bytes)
{
	int known;

	if (setupterm(NULL, STDOUT_FILENO, &known) == OK && has("cup"))
		add_way_out(bytes);
}

static void prepare_restore(const struct term_setup *setup)
{
	struct buf bytes = { 0 };

	add_way_out(&bytes);
	restore_prepare(buf_text(&bytes), setup->last_words, setup->gone_words);
	buf_free(&bytes);
}

static void prepare_keys(int escape_ms)
{
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	set_escdelay(escape_ms);
	define_key("\033[200~", CODE_PASTE_BEGIN);
	define_key("\033[201~", CODE_PASTE_END);
}

static void prepare_colour(bool wanted)
{
	term.colour = wanted && has_colors();
	if (!term.colour)
		return;
	start_color();
	use_default_colors();
	for (int style = 0; style < STYLE_COUNT; style++) {
		struct look look = theme_look((enum style)style, true);

		init_pair((short)(style + 1), (short)look.ink, (short)look.paper);
	}
}

/* The probe speaks ANSI, so it is for terminals that move their cursor that way. */
static bool speaks_ansi(void)
{
	const char *cup = tigetstr("cup");

	return cup && !strncmp(cup, "\033[", 2);
}

static bool brackets_pastes(void)
{
	return has("BE");
}

bool term_open(const struct term_setup *setup, struct err *e)
{
	static bool registered;

	if (!judge(setup->console, e) || !choose_locale(e))
		return false;
	restore_remember();
	if (!start_curses(e))
		return false;
	prepare_restore(setup);
	if (!registered)
		atexit(term_close);
	registered = true;
	term.escape_ms = setup->escape_ms > 0 ? setup->escape_ms : ESCAPE_MS;
	prepare_keys(term.escape_ms);
	prepare_colour(setup->colour);
	curs_set(1);
	term.decoder.brackets = brackets_pastes();
	if (setup->ambiguous)
		width_set_ambiguous(setup->ambiguous);
	term.probe = !setup->ambiguous && !relay_inside() && speaks_ansi() && LINES > 1;
	term.marks = getenv("YANPAN_TEST_FRAMES") != NULL;
	return true;
}

void term_close(void)
{
	if (!term.screen)
		return;
	put_bytes("\033[?2004l");
	endwin();
	delscreen(term.screen);
	restore_forget();
	canvas_free(&term.shown);
	input_decoder_free(&term.decoder);
	memset(&term, 0, sizeof(term));
}

void term_size(int *rows, int *cols)
{
	*rows = LINES;
	*cols = COLS;
}

/* ---- showing ---- */

static void set_style(enum style style)
{
	struct look look = theme_look(style, term.colour);
	attr_t attributes = A_NORMAL;

	attributes |= look.bold ? A_BOLD : 0;
	attributes |= look.reverse ? A_REVERSE : 0;
	attributes |= look.underline ? A_UNDERLINE : 0;
	attributes |= look.dim ? A_DIM : 0;
	attr_set(attributes, (short)(term.colour ? style + 1 : 0), NULL);
}

/* The character and its marks.  A mark in the last column goes: there the cursor has
 * nowhere to stand behind its letter, and terminals put the mark on the next line. */
static int add_cell(wchar_t *run, const struct canvas_cell *cell, bool last)
{
	int n = 0;

	for (int i = 0; i < CELL_CHARS && cell->cp[i] && (i == 0 || !last); i++)
		run[n++] = (wchar_t)cell->cp[i];
	return n;
}

/* The characters from `col` on that have one style; returns the column behind them. */
static int show_run(const struct canvas *c, int row, int col, int cols)
{
	const struct canvas_cell *cell = canvas_at(c, row, col);
	enum style style = (enum style)cell->style;
	wchar_t run[256];
	int n = 0;

	while (col < cols && n + CELL_CHARS < (int)COUNT(run)) {
		cell = canvas_at(c, row, col);
		if (cell->style != style || (cell->cols == 2 && col + 2 > cols))
			break;
		col += cell->cols == 2 ? 2 : 1;
		n += add_cell(run + n, cell, col == cols);
	}
	set_style(style);
	addnwstr(run, n);
	return n ? col : cols; /* a wide character that does not fit ends the line */
}

/* Always whole lines: ncurses does not mend the other half of a wide character that is
 * partly overwritten. */
static void show_row(const struct canvas *c, int row, int cols)
{
	set_style(STYLE_NORMAL);
	move(row, 0);
	clrtoeol();
	for (int col = 0; col < cols;)
		col = show_run(c, row, col, cols);
}

/* Printed, asked for its column and erased again before the first frame comes; the
 * cursor ends where ncurses left it. */
static void send_probe(void)
{
	erase();
	refresh();
	put_bytes("\033[?2004h");
	if (term.probe) {
		put_bytes("\033[2;1H\xE2\x80\x9C\033[6n\033[2;1H\033[K\033[1;1H");
		term.decoder.probe_col = 1;
	}
}

void term_show(const struct canvas *c, bool whole)
{
	int rows = c->rows < LINES ? c->rows : LINES, cols = c->cols < COLS ? c->cols : COLS;
	bool first = term.shown.rows == 0;

	if (first)
		send_probe();
	if (first || whole)
		clearok(curscr, TRUE);
	for (int row = 0; row < rows; row++)
		if (first || whole || !canvas_same_row(c, &term.shown, row))
			show_row(c, row, cols);
	move(c->cursor_row < rows ? c->cursor_row : rows - 1,
		c->cursor_col < cols ? c->cursor_col : cols - 1);
	refresh();
	canvas_copy(&term.shown, c);
	if (term.marks)
		put_bytes("\033]777;frame\007");
}

/* ---- input ---- */

struct curses_key {
	int code;
	uint32_t key;
};

static const struct curses_key curses_keys[] = {
	{ KEY_ENTER, K_ENTER },
	{ KEY_BTAB, K_SHIFT_TAB },
	{ KEY_BACKSPACE, K_BACKSPACE },
	{ KEY_DC, K_DELETE },
	{ KEY_IC, K_INSERT },
	{ KEY_UP, K_UP },
	{ KEY_DOWN, K_DOWN },
	{ KEY_LEFT, K_LEFT },
	{ KEY_RIGHT, K_RIGHT },
	{ KEY_PPAGE, K_PAGE_UP },
	{ KEY_NPAGE, K_PAGE_DOWN },
	{ KEY_HOME, K_HOME },
	{ KEY_FIND, K_HOME },
	{ KEY_A1, K_HOME },
	{ KEY_END, K_END },
	{ KEY_SELECT, K_END },
	{ KEY_C1, K_END },
	{ KEY_A3, K_PAGE_UP },
	{ KEY_C3, K_PAGE_DOWN },
	{ KEY_SR, K_UP },
	{ KEY_SF, K_DOWN },
	{ KEY_SLEFT, K_LEFT },
	{ KEY_SRIGHT, K_RIGHT },
	{ CODE_PASTE_BEGIN, K_PASTE_BEGIN },
	{ CODE_PASTE_END, K_PASTE_END },
};

static void put_code(int code)
{
	if (code < 0x100) {
		input_decoder_put(&term.decoder, (uint32_t)code);
		return;
	}
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		input_decoder_put(&term.decoder, K_F1 + (uint32_t)(code - KEY_F(1)));
		return;
	}
	for (size_t i = 0; i < COUNT(curses_keys); i++)
		if (curses_keys[i].code == code)
			input_decoder_put(&term.decoder, curses_keys[i].key);
}

/* All that is waiting; how much it was. */
static int read_codes(void)
{
	int n = 0, code;

	while (n < READ_MOST && (code = getch()) != ERR) {
		put_code(code);
		n++;
	}
	return n;
}

static bool resized(struct input *in)
{
	struct winsize size;

	if (!restore_take_resized() || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
		return false;
	if (size.ws_row < 1 || size.ws_col < 1)
		return false;
	resizeterm(size.ws_row, size.ws_col);
	*in = (struct input){ .kind = INPUT_RESIZE, .rows = LINES, .cols = COLS };
	return true;
}

enum woken { WOKEN_INPUT, WOKEN_SIGNAL, WOKEN_TIME };

static enum woken wait_for(int ms)
{
	struct pollfd polled[] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = restore_descriptor(), .events = POLLIN },
	};
	int n = poll(polled, COUNT(polled), ms);

	if (n < 0 || (n > 0 && polled[1].revents))
		return WOKEN_SIGNAL;
	return n > 0 ? WOKEN_INPUT : WOKEN_TIME;
}

/* Nothing more came of what is unfinished: it is what it is. */
static bool give_up_waiting(struct input *in)
{
	if (term.decoder.in_paste)
		input_decoder_put(&term.decoder, K_PASTE_END);
	return input_decoder_take(&term.decoder, true, in);
}

void term_input(int timeout_ms, struct input *in)
{
	while (!input_decoder_take(&term.decoder, false, in)) {
		int patience = input_decoder_patience(&term.decoder, term.escape_ms);
		enum woken woken;

		if (restore_asked() || term.closed) {
			*in = (struct input){ .kind = INPUT_HANGUP };
			return;
		}
		woken = wait_for(patience >= 0 ? patience : timeout_ms);
		if (woken == WOKEN_SIGNAL && resized(in))
			return;
		if (woken == WOKEN_INPUT && read_codes() == 0)
			term.closed = true;
		if (woken == WOKEN_TIME && patience >= 0 && give_up_waiting(in))
			return;
		if (woken == WOKEN_TIME && patience < 0) {
			*in = (struct input){ .kind = INPUT_TICK };
			return;
		}
	}
}

bool term_waiting(void)
{
	struct pollfd polled = { .fd = STDIN_FILENO, .events = POLLIN };

	return term.decoder.next < term.decoder.n || poll(&polled, 1, 0) > 0;
}

void term_end(void)
{
	term_close();
	restore_finish();
}
