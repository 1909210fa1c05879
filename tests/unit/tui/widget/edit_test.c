#include "tui/widget/edit.h"

#include "locale/base/clock.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"
#include "tests/check.h"
#include "tests/keys.h"

#include <string.h>

static void feed(void *to, const struct input *in)
{
	edit_input(to, in);
}

static void play(struct edit *e, const char *keys)
{
	char wrong[64];

	CHECK(keys_play(keys, feed, e, wrong));
}

/* The text with | where the caret is. */
static const char *with_caret(const struct edit *e)
{
	static struct buf out;

	buf_cut(&out, 0);
	buf_add(&out, edit_text(e), e->caret);
	buf_putc(&out, '|');
	buf_puts(&out, edit_text(e) + e->caret);
	return buf_text(&out);
}

struct row {
	const char *keys, *want;
};

static void check_rows(const struct row *rows, size_t n, bool many, int cols)
{
	for (size_t i = 0; i < n; i++) {
		struct edit e = { .many = many };

		check_case(rows[i].keys);
		edit_place(&e, (struct rect){ 0, 0, 3, cols });
		play(&e, rows[i].keys);
		CHECK_TEXT(with_caret(&e), rows[i].want);
		edit_free(&e);
	}
}

static void a_line_is_edited_by_whole_characters(void)
{
	static const struct row rows[] = {
		{ "\"研判件\" Left Backspace", "研|件" },
		{ "\"研判件\" Home Delete", "|判件" },
		{ "\"e\xCC\x81x\" Left Left \"a\"", "a|e\xCC\x81x" },
		{ "\"e\xCC\x81\" Backspace", "|" },
		{ "\"ab\" Home Left \"x\" End \"y\"", "xaby|" },
		{ "{两行\\n一行}", "两行 一行|" },
		{ "\"a\" Backspace Backspace Delete", "|" },
	};

	check_rows(rows, COUNT_OF(rows), false, 20);
}

static void typing_is_undone_in_runs(void)
{
	static const struct row rows[] = {
		{ "\"abc\" Ctrl+U", "|" },
		{ "\"abc\" Ctrl+U Ctrl+Y", "abc|" },
		{ "\"abc\" Left \"x\" Ctrl+Z", "ab|c" },
		{ "\"abc\" Backspace Backspace Ctrl+U", "abc|" },
		{ "\"abc\" Backspace \"d\" Ctrl+U Ctrl+U", "abc|" },
		{ "\"ab\" {粘贴} Ctrl+U", "ab|" },
		{ "\"ab\" Ctrl+U \"c\" Ctrl+Y", "c|" },
		{ "\"ab\" Home Delete Delete Ctrl+U Ctrl+U", "a|b" },
	};

	check_rows(rows, COUNT_OF(rows), false, 20);
}

static void lines_are_walked_by_column(void)
{
	static const struct row rows[] = {
		{ "\"ab\" Enter \"cdef\" Up", "ab|\ncdef" },
		{ "\"abcd\" Enter \"x\" Enter \"efgh\" Up Up", "abcd|\nx\nefgh" },
		{ "\"一二三四五六\" Up", "一二|三四五六" },
		{ "\"一二三四五六\" Home \"x\"", "一二三四x|五六" },
		{ "\"一二三四五六\" Up End", "一二三|四五六" },
		{ "{a\\nb\\nc} PgUp PgUp", "a|\nb\nc" },
	};

	check_rows(rows, COUNT_OF(rows), true, 9);
}

static void keys_that_are_not_its_own_are_passed(void)
{
	struct edit one = { 0 }, many = { .many = true };
	struct input enter = { .kind = INPUT_KEY, .key = K_ENTER };
	struct input esc = { .kind = INPUT_KEY, .key = K_ESC };
	struct input page = { .kind = INPUT_KEY, .key = '4' };

	CHECK(!edit_input(&one, &enter) && !edit_input(&one, &esc) && !edit_input(&one, &page));
	CHECK(edit_input(&many, &enter) && !edit_input(&many, &esc));
	edit_free(&one);
	edit_free(&many);
}

static void the_caret_is_always_in_view(void)
{
	struct edit e = { 0 };
	struct canvas c = { 0 };

	canvas_size(&c, 1, 10);
	edit_place(&e, (struct rect){ 0, 0, 1, 10 });
	for (int i = 0; i < 30; i++) {
		play(&e, "\"判\"");
		edit_draw(&e, &c, true);
		CHECK(c.cursor_col == 0 || canvas_at(&c, 0, c.cursor_col - 1)->cp[0] != ' ');
	}
	play(&e, "Home");
	edit_draw(&e, &c, true);
	CHECK_INT(c.cursor_col, 0);
	CHECK_INT(canvas_at(&c, 0, 0)->cp[0], 0x5224);
	edit_free(&e);
	canvas_free(&c);
}

static void a_long_paste_is_quick_and_whole(void)
{
	struct edit e = { .many = true };
	struct buf text = { 0 };

	for (int i = 0; i < 50000; i++)
		buf_puts(&text, i % 40 ? "判" : "\n");
	edit_place(&e, (struct rect){ 0, 0, 20, 76 });
	edit_input(&e, &(struct input){ .kind = INPUT_PASTE, .text = text.at, .bytes = text.n });
	CHECK_INT(utf8_chars(edit_text(&e), e.text.n), 50000);
	play(&e, "\"x\" Up Down PgUp Ctrl+U Ctrl+U");
	CHECK(edit_empty(&e));
	edit_free(&e);
	buf_free(&text);
}

/* Measuring the rest of the line at every step took minutes where a moment is enough. */
static void a_page_of_text_goes_into_a_line_at_once(void)
{
	enum { COPIES = 20000 };
	struct edit e = { 0 };
	struct buf page = { 0 };

	for (int i = 0; i < COPIES; i++)
		buf_puts(&page, "职责不清，");
	edit_place(&e, (struct rect){ 0, 0, 1, 20 });
	int64_t from = clock_monotonic_ms();
	edit_insert(&e, buf_text(&page), page.n);
	CHECK(clock_monotonic_ms() - from < 1000);
	CHECK(e.text.n == page.n);
	CHECK_INT(width_text(edit_text(&e) + e.top), 12);
	edit_free(&e);
	buf_free(&page);
}

static void type_char(struct edit *e, const char *text)
{
	const char *p = text;
	uint32_t cp = utf8_next(&p, text + strlen(text));
	struct input in = { .kind = INPUT_TEXT, .key = cp, .text = text, .bytes = (size_t)(p - text) };

	edit_input(e, &in);
}

static void text_that_comes_key_by_key_is_quick_too(void)
{
	static const char *const chars[] = { "职", "责", "，", "a", "b", " ", "7", "“" };
	struct edit e = { .many = true };
	int64_t from = clock_monotonic_ms();
	int rows = 0;

	edit_place(&e, (struct rect){ 0, 0, 5, 40 });
	for (size_t i = 0; i < 50000; i++) {
		type_char(&e, chars[i * 7919 % COUNT_OF(chars)]);
		rows = edit_rows(&e, 40);
	}
	CHECK(rows > 1000);
	CHECK(clock_monotonic_ms() - from < 2000);
	edit_free(&e);
}

static void dump_of(const struct edit *e, struct buf *out)
{
	struct canvas c = { 0 };

	canvas_size(&c, e->area.rows, e->area.cols);
	edit_draw(e, &c, true);
	buf_cut(out, 0);
	canvas_dump(&c, false, out);
	buf_printf(out, "%d:%d of %d", c.cursor_row, c.cursor_col, edit_rows(e, e->area.cols));
	canvas_free(&c);
}

/* What an editor remembers of its lines is what one that remembers nothing finds. */
static bool as_if_fresh(const struct edit *e)
{
	struct edit fresh = { .many = true, .area = e->area };
	struct buf now = { 0 }, want = { 0 };
	bool same;

	buf_add(&fresh.text, edit_text(e), e->text.n);
	fresh.caret = e->caret;
	fresh.top = e->top;
	dump_of(e, &now);
	dump_of(&fresh, &want);
	same = CHECK_TEXT(buf_text(&now), buf_text(&want));
	buf_free(&now);
	buf_free(&want);
	edit_free(&fresh);
	return same;
}

static void lines_are_remembered_right_through_any_change(void)
{
	static const char *const pieces[] = { "职", "责", "，", "”", "（", "word", "longerword", " ",
		"  ", "\n", "\xCC\x81", "7", "　", "权责清单第12项", "\n\n" };
	static const uint32_t keys[] = { K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PAGE_UP,
		K_BACKSPACE, K_DELETE, INPUT_CTRL('Z'), INPUT_CTRL('Y') };
	struct edit e = { .many = true };
	uint32_t dice = 7;
	bool same = true;

	edit_place(&e, (struct rect){ 0, 0, 4, 13 });
	for (int i = 0; i < 6000 && same; i++) {
		dice = dice * 1664525u + 1013904223u;
		uint32_t n = dice >> 8;
		const char *piece = pieces[n % COUNT_OF(pieces)];

		if (n % 100 == 99)
			edit_place(&e, (struct rect){ 0, 0, 4, 5 + (int)(n / 100 % 30) });
		else if (n % 3)
			edit_insert(&e, piece, strlen(piece));
		else
			edit_input(
				&e, &(struct input){ .kind = INPUT_KEY, .key = keys[n / 3 % COUNT_OF(keys)] });
		same = as_if_fresh(&e);
	}
	edit_free(&e);
}

static const struct test tests[] = {
	TEST(a_line_is_edited_by_whole_characters),
	TEST(typing_is_undone_in_runs),
	TEST(lines_are_walked_by_column),
	TEST(keys_that_are_not_its_own_are_passed),
	TEST(the_caret_is_always_in_view),
	TEST(a_long_paste_is_quick_and_whole),
	TEST(a_page_of_text_goes_into_a_line_at_once),
	TEST(text_that_comes_key_by_key_is_quick_too),
	TEST(lines_are_remembered_right_through_any_change),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
