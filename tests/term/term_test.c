/* term_test.c — canvas, terminal and loop on a pty: right cells, right keys, and the
 * terminal as it was on every way out.
 *
 * The suite runs itself as the program under test: `draw` paints random frames, `field`
 * is an app with one screen that shows what it is given.
 */
#include "locale/base/clock.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"
#include "tests/check.h"
#include "tests/term/pty.h"
#include "tui/app/loop.h"
#include "tui/term/term.h"
#include "tui/widget/edit.h"

#include <regex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/* ---- frames at random ---- */

static uint32_t dice(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static const char *const pieces[] = { "中", "文", "研", "判", "县", "“", "”", "—", "…", "①", "a",
	"B", "7", " ", "，", "。", "\xF0\xA0\xAE\xB7", "─", "ｗ", "e\xCC\x81" };

static void random_text(struct buf *b, uint32_t *state)
{
	uint32_t n = dice(state) % 40;

	buf_cut(b, 0);
	while (n-- > 0)
		buf_puts(b, pieces[dice(state) % COUNT_OF(pieces)]);
}

/* Frame `number`: a few fields at random over what was there before. */
static void random_frame(struct canvas *c, int number)
{
	uint32_t state = 7u + (uint32_t)number * 2654435761u;
	struct buf text = { 0 };

	if (dice(&state) % 20 == 0)
		canvas_clear(c);
	for (uint32_t n = 1 + dice(&state) % 12; n > 0; n--) {
		int row = (int)(dice(&state) % (uint32_t)c->rows);
		int col = (int)(dice(&state) % (uint32_t)c->cols) - 3;
		int cols = (int)(dice(&state) % 50);
		enum style style = (enum style)(dice(&state) % STYLE_COUNT);

		random_text(&text, &state);
		if (dice(&state) % 12 == 0)
			canvas_box(c, (struct rect){ row, col, 5, cols }, style);
		else
			canvas_text(c, row, col, cols, style, buf_text(&text));
	}
	canvas_cursor(
		c, (int)(dice(&state) % (uint32_t)c->rows), (int)(dice(&state) % (uint32_t)c->cols));
	buf_free(&text);
}

static int draw_role(const char *argument)
{
	struct term_setup setup = { .ambiguous = 1, .colour = strcmp(argument, "mono") != 0 };
	struct err e = { 0 };
	struct canvas c = { 0 };
	struct input in;
	int rows, cols;

	if (!term_open(&setup, &e))
		return 1;
	term_size(&rows, &cols);
	canvas_size(&c, rows, cols);
	for (int n = 0;; n++) {
		random_frame(&c, n);
		term_show(&c, false);
		do {
			term_input(-1, &in);
		} while (in.kind != INPUT_TEXT && in.kind != INPUT_HANGUP);
		if (in.kind == INPUT_HANGUP || in.key == 'q')
			break;
	}
	canvas_free(&c);
	term_end();
	return 0;
}

static bool same_cells(struct pty *p, const struct canvas *c, int number)
{
	VTermPos cursor;

	for (int row = 0; row < c->rows; row++) {
		for (int col = 0; col < c->cols; col++) {
			const struct canvas_cell *want = canvas_at(c, row, col);
			uint32_t cp = 0;
			int cols = 0;

			pty_cell(p, row, col, &cp, &cols);
			if (want->cols == 0 ? cp == (uint32_t)-1 : cp == want->cp[0] && cols == want->cols)
				continue;
			printf("frame %d, row %d, column %d: U+%04X, not U+%04X\n", number, row, col, cp,
				want->cp[0]);
			return false;
		}
	}
	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &cursor);
	return check_int(cursor.row * 1000 + cursor.col, c->cursor_row * 1000 + c->cursor_col, "cursor",
		__FILE__, __LINE__);
}

static void fuzz_frames(int rows, int cols, const char *type, const char *argument, int frames)
{
	struct pty p = { 0 };
	struct canvas c = { 0 };
	int wrong = 0;

	check_case(type);
	canvas_size(&c, rows, cols);
	pty_start(&p, rows, cols, type, "draw", argument);
	for (int n = 0; n < frames && wrong < 3; n++) {
		random_frame(&c, n);
		if (n > 0)
			pty_keys(&p, "n");
		if (!CHECK(pty_frame(&p)))
			break;
		wrong += !same_cells(&p, &c, n);
	}
	CHECK_INT(wrong, 0);
	pty_keys(&p, "q");
	pty_free(&p);
	canvas_free(&c);
}

static int frames_of(int n)
{
	return getenv("SOAK") ? 20 * n : n;
}

static void no_cell_is_wrong_on_xterm(void)
{
	fuzz_frames(24, 80, "xterm-256color", "colour", frames_of(200));
	fuzz_frames(40, 120, "xterm-256color", "colour", frames_of(100));
}

static void no_cell_is_wrong_on_the_console_and_old_terminals(void)
{
	fuzz_frames(24, 80, "linux", "colour", frames_of(100));
	fuzz_frames(24, 61, "vt100", "mono", frames_of(100));
	fuzz_frames(12, 40, "xterm-256color", "mono", frames_of(100));
}

/* ---- one field ---- */

struct field_screen {
	struct edit edit;
	int keys;
	char last[32];
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
	const char *path = getenv("YANPAN_TEST_DRAFT");
	FILE *file = path ? fopen(path, "w") : NULL;

	(void)ctx;
	if (file) {
		fputs(edit_text(&f->edit), file);
		fclose(file);
	}
	edit_free(&f->edit);
}

static struct effect field_input(void *state, struct ctx *ctx, const struct input *in)
{
	struct field_screen *f = state;

	if (in->kind == INPUT_RESIZE)
		edit_place(&f->edit, (struct rect){ 2, 0, ctx->rows - 3, ctx->cols });
	if (in->kind == INPUT_KEY) {
		f->keys++;
		input_key_name(in->key, f->last);
	}
	return edit_input(&f->edit, in) ? stay() : pass();
}

static struct effect field_end(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	return leave();
}

static struct effect field_fault(void *state, struct ctx *ctx)
{
	char *nothing = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)state, (void)ctx;
	nothing[0] = 1;
	return stay();
}

static void field_draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	const struct field_screen *f = state;
	char words[128];

	snprintf(words, sizeof(words), "chars=%zu keys=%d last=%s ambiguous=%d",
		utf8_chars(edit_text(&f->edit), f->edit.text.n), f->keys, f->last, width_ambiguous());
	canvas_text(c, 0, 0, ctx->cols, STYLE_HEAD, words);
	canvas_hline(c, 1, 0, ctx->cols, STYLE_FRAME);
	edit_draw(&f->edit, c, true);
}

static const struct action field_actions[] = {
	{ .name = "end", .keys = "F5", .run = field_end, .help = "End", .hint = "End" },
	{ .name = "fault", .keys = "F9", .run = field_fault, .help = "Fault" },
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

static int field_role(const char *argument)
{
	static const struct screen_ops *const screens[] = { &field_screen };
	struct options options = { .escape_ms = 25, .ambiguous = atoi(argument), .colour = true };
	struct app_setup setup = {
		.screens = screens, .screen_count = 1, .first = "field", .options = &options
	};
	struct err e = { 0 };

	if (loop_run(&setup, "drafts are in /tmp/drafts", &e))
		return 0;
	fprintf(stderr, "%s; %s\n", e.what, e.fix);
	return 1;
}

static void start_field(struct pty *p, const char *type, const char *ambiguous)
{
	pty_start(p, 24, 80, type, "field", ambiguous);
	CHECK(pty_shows(p, "chars=0"));
}

static void keys_and_han_arrive(void)
{
	static const char *const types[] = { "xterm-256color", "linux", "vt100" };

	for (size_t i = 0; i < COUNT_OF(types); i++) {
		struct pty p = { 0 };

		check_case(types[i]);
		start_field(&p, types[i], "1");
		pty_keys(&p, "研判ab");
		CHECK(pty_shows(&p, "研判ab"));
		pty_keys(&p, "\033[D");
		CHECK(pty_shows(&p, "last=Left"));
		pty_keys(&p, "\033[15~");
		CHECK(pty_ended(&p, &(int){ 0 }));
		pty_free(&p);
	}
}

static void a_lone_esc_is_known_at_once_and_esc_with_a_digit_is_a_page(void)
{
	struct pty p = { 0 };
	int64_t began;

	start_field(&p, "xterm-256color", "1");
	began = clock_monotonic_ms();
	pty_keys(&p, "\033");
	CHECK(pty_shows(&p, "last=Esc"));
	CHECK(clock_monotonic_ms() - began < 500);
	pty_keys(&p, "1"); /* stays */
	pty_keys(&p, "\0334");
	CHECK(pty_shows(&p, "last=4"));
	pty_free(&p);
}

static void bytes_of_another_encoding_lose_nothing_else(void)
{
	struct pty p = { 0 };

	start_field(&p, "xterm-256color", "1");
	pty_keys(&p, "\xd6\xd0\xce\xc4");
	CHECK(pty_shows(&p, "UTF-8"));
	for (int i = 0; i < 150; i++)
		pty_keys(&p, "x");
	CHECK(pty_shows(&p, "chars=150"));
	pty_free(&p);
}

static void paste_arrives_whole(const char *type, bool brackets, const char *line_end)
{
	struct pty p = { 0 };
	struct buf text = { 0 };

	check_case(type);
	if (brackets)
		buf_puts(&text, "\033[200~");
	for (int i = 0; i < 1000; i++)
		buf_printf(&text, "第%03d行，由交警大队牵头。%s", i, line_end);
	buf_puts(&text, brackets ? "\033[201~" : "end");
	start_field(&p, type, "1");
	pty_send(&p, text.at, text.n);
	CHECK(pty_shows(&p, brackets ? "chars=15000" : "chars=15003"));
	pty_free(&p);
	buf_free(&text);
}

static void a_paste_arrives_whole_with_and_without_brackets(void)
{
	paste_arrives_whole("xterm-256color", true, "\r");
	paste_arrives_whole("linux", false, "\r");
}

static void fifty_thousand_pasted_characters_take_a_moment(void)
{
	struct pty p = { 0 };
	struct buf text = { 0 };
	int64_t began;

	buf_puts(&text, "\033[200~");
	for (int i = 0; i < 50000; i++)
		buf_puts(&text, "判");
	buf_puts(&text, "\033[201~");
	start_field(&p, "xterm-256color", "1");
	began = clock_monotonic_ms();
	pty_send(&p, text.at, text.n);
	CHECK(pty_shows(&p, "chars=50000"));
	CHECK(clock_monotonic_ms() - began < 2000);
	pty_free(&p);
	buf_free(&text);
}

static void the_window_may_shrink_to_nothing_and_come_back(void)
{
	struct pty p = { 0 };

	start_field(&p, "xterm-256color", "1");
	pty_keys(&p, "还在");
	CHECK(pty_shows(&p, "还在"));
	pty_resize(&p, 1, 1);
	CHECK(pty_frame(&p));
	pty_resize(&p, 12, 40);
	CHECK(pty_shows(&p, "60"));
	pty_resize(&p, 40, 120);
	CHECK(pty_shows(&p, "还在"));
	CHECK(pty_shows(&p, "F5 End"));
	pty_free(&p);
}

static void the_terminal_is_asked_how_wide_it_draws(void)
{
	struct pty p = { .answer_width = 2 };

	start_field(&p, "xterm-256color", "0");
	CHECK(pty_shows(&p, "ambiguous=2"));
	CHECK(pty_shows(&p, "--------"));
	CHECK(pty_shows(&p, "keys=0"));
	pty_free(&p);
	p = (struct pty){ 0 };
	start_field(&p, "xterm-256color", "0");
	CHECK(pty_shows(&p, "ambiguous=1"));
	CHECK(pty_shows(&p, "────"));
	CHECK(pty_shows(&p, "keys=0"));
	pty_free(&p);
}

static void without_colour_none_is_sent(void)
{
	struct pty p = { 0 };
	regex_t ink;

	CHECK(!regcomp(&ink, "\033\\[([0-9]*;)*(3[0-7]|9[0-7])m", REG_EXTENDED | REG_NOSUB));
	pty_start(&p, 24, 80, "xterm-256color", "draw", "mono");
	CHECK(pty_frame(&p));
	pty_keys(&p, "n");
	CHECK(pty_frame(&p));
	CHECK(!regexec(&ink, "\033[1;31m", 0, NULL, 0)); /* the expression does see ink */
	CHECK(regexec(&ink, buf_text(&p.raw), 0, NULL, 0) == REG_NOMATCH);
	regfree(&ink);
	pty_free(&p);
}

/* ---- ways out ---- */

static bool is_restored(struct pty *p)
{
	struct termios t;

	tcgetattr(p->fd, &t);
	return CHECK(!p->alternate) && CHECK(!p->pastes) && CHECK(t.c_lflag & ICANON) &&
		CHECK(t.c_lflag & ECHO) && CHECK(t.c_iflag & ICRNL);
}

static void the_terminal_is_restored_after_every_signal(void)
{
	static const struct {
		int number;
		const char *name;
	} signals[] = {
		{ SIGTERM, "SIGTERM" },
		{ SIGHUP, "SIGHUP" },
		{ SIGINT, "SIGINT" },
		{ SIGQUIT, "SIGQUIT" },
		{ SIGBUS, "SIGBUS" },
		{ SIGSEGV, "SIGSEGV" },
		{ SIGABRT, "SIGABRT" },
	};

	for (size_t i = 0; i < COUNT_OF(signals); i++) {
		struct pty p = { 0 };
		int status = 0;

		check_case(signals[i].name);
		start_field(&p, "xterm-256color", "1");
		CHECK(p.alternate && p.pastes);
		kill(p.pid, signals[i].number);
		CHECK(pty_ended(&p, &status));
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == signals[i].number);
		is_restored(&p);
		CHECK(pty_shows(&p, "drafts are in /tmp/drafts"));
		pty_free(&p);
	}
}

static void the_terminal_is_restored_after_a_fault_of_our_own(void)
{
	struct pty p = { 0 };
	int status = 0;

	start_field(&p, "xterm-256color", "1");
	pty_keys(&p, "\033[20~");
	CHECK(pty_ended(&p, &status));
	CHECK(!WIFEXITED(status) || WEXITSTATUS(status) != 0);
	is_restored(&p);
	pty_free(&p);
}

static void what_was_typed_is_saved_before_a_signal_has_its_way(void)
{
	struct pty p = { 0 };
	struct buf draft = { 0 };
	char path[512];

	snprintf(path, sizeof(path), "%s/draft", check_folder());
	setenv("YANPAN_TEST_DRAFT", path, 1);
	start_field(&p, "xterm-256color", "1");
	pty_keys(&p, "半句");
	CHECK(pty_shows(&p, "半句"));
	kill(p.pid, SIGTERM);
	CHECK(pty_ended(&p, &(int){ 0 }));
	CHECK(buf_read_file(&draft, path, 4096));
	CHECK_TEXT(buf_text(&draft), "半句");
	unsetenv("YANPAN_TEST_DRAFT");
	buf_free(&draft);
	pty_free(&p);
}

static void the_terminal_is_restored_after_leaving(void)
{
	struct pty p = { 0 };
	int status = 0;

	start_field(&p, "vt100", "1");
	pty_keys(&p, "\033[15~");
	CHECK(pty_ended(&p, &status));
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	is_restored(&p);
	pty_free(&p);
}

static void what_cannot_be_a_screen_is_refused_in_words(void)
{
	static const char *const types[] = { "dumb", "no-such-terminal" };

	for (size_t i = 0; i < COUNT_OF(types); i++) {
		struct pty p = { 0 };
		int status = 0;

		check_case(types[i]);
		pty_start(&p, 24, 80, types[i], "field", "1");
		CHECK(pty_ended(&p, &status));
		CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 1);
		CHECK(pty_shows(&p, types[i]));
		pty_free(&p);
	}
}

static void any_language_setting_shows_han(void)
{
	static const char *const langs[] = { "C", "zh_CN.GBK", "no_SUCH.UTF-8" };

	for (size_t i = 0; i < COUNT_OF(langs); i++) {
		struct pty p = { 0 };

		check_case(langs[i]);
		setenv("LC_ALL", langs[i], 1);
		start_field(&p, "xterm-256color", "1");
		pty_keys(&p, "汉字");
		CHECK(pty_shows(&p, "汉字"));
		pty_free(&p);
	}
	unsetenv("LC_ALL");
}

static const struct test tests[] = {
	TEST(no_cell_is_wrong_on_xterm),
	TEST(no_cell_is_wrong_on_the_console_and_old_terminals),
	TEST(keys_and_han_arrive),
	TEST(a_lone_esc_is_known_at_once_and_esc_with_a_digit_is_a_page),
	TEST(bytes_of_another_encoding_lose_nothing_else),
	TEST(a_paste_arrives_whole_with_and_without_brackets),
	TEST(fifty_thousand_pasted_characters_take_a_moment),
	TEST(the_window_may_shrink_to_nothing_and_come_back),
	TEST(the_terminal_is_asked_how_wide_it_draws),
	TEST(without_colour_none_is_sent),
	TEST(the_terminal_is_restored_after_every_signal),
	TEST(the_terminal_is_restored_after_a_fault_of_our_own),
	TEST(what_was_typed_is_saved_before_a_signal_has_its_way),
	TEST(the_terminal_is_restored_after_leaving),
	TEST(what_cannot_be_a_screen_is_refused_in_words),
	TEST(any_language_setting_shows_han),
};

int main(int argc, char **argv)
{
	if (argc > 2 && !strcmp(argv[1], "draw"))
		return draw_role(argv[2]);
	if (argc > 2 && !strcmp(argv[1], "field"))
		return field_role(argv[2]);
	return check_run(tests, COUNT_OF(tests));
}
