#include "locale/text/width.h"

#include "locale/text/utf8.h"
#include "tests/check.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static const struct {
	const char *text;
	int narrow, wide; /* columns where ambiguous ones take 1, 2 */
} samples[] = {
	{ "", 0, 0 },
	{ "abc", 3, 3 },
	{ "联席会议", 8, 8 },
	{ "“联席”——①", 9, 14 },
	{ "─│", 2, 4 },
	{ "ｅ１，。", 8, 8 },
	{ "e\xCC\x81", 1, 1 },
	{ "\xE2\x80\x8B\xEF\xBB\xBF\xE2\x80\xAE", 0, 0 },
	{ "\xF0\xA0\xAE\xB7", 2, 2 },
	{ "\xF0\x9F\x98\x80", 2, 2 },
	{ "\xE8\x81x", 2, 3 },
	{ "\t\r\x7F", 0, 0 },
};

static void text_takes_the_columns_a_terminal_gives_it(void)
{
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		check_case(samples[i].text);
		width_set_ambiguous(1);
		CHECK_INT(width_text(samples[i].text), samples[i].narrow);
		width_set_ambiguous(2);
		CHECK_INT(width_text(samples[i].text), samples[i].wide);
	}
	check_case(NULL);
	width_set_ambiguous(1);
}

static void ncurses_gets_our_wcwidth(void)
{
	CHECK_INT(wcwidth(L'议'), 2);
	CHECK_INT(wcwidth(0), 0);
	CHECK_INT(wcwidth(7), -1);
	CHECK_INT(wcwidth(0x301), 0);
	width_set_ambiguous(2);
	CHECK_INT(wcwidth(0x201C), 2);
	width_set_ambiguous(1);
	CHECK_INT(wcwidth(0x201C), 1);
}

static void the_longest_start_that_fits_keeps_its_marks(void)
{
	CHECK_INT((long long)width_fit("联席会议", 5), 6);
	CHECK_INT((long long)width_fit("ae\xCC\x81z", 2), 4);
	CHECK_INT((long long)width_fit("议", 1), 0);
	CHECK_INT((long long)width_fit("abc", 10), 3);
	CHECK_INT((long long)width_fit("abc", -1), 0);
}

static const char *padded(const char *s, int cols)
{
	static struct buf b;

	buf_cut(&b, 0);
	width_pad(&b, s, cols);
	return buf_text(&b);
}

static void a_field_is_cut_or_filled_with_spaces(void)
{
	CHECK_TEXT(padded("联席会议", 5), "联席 ");
	CHECK_TEXT(padded("ab", 5), "ab   ");
	CHECK_TEXT(padded("\xCC\x81"
					  "a\tb\xE2\x80\xAE",
				   4),
		"ab  ");
	CHECK_TEXT(padded("a\xFF", 3), "a\xEF\xBF\xBD ");
}

static void a_field_is_always_exactly_as_wide_as_asked(void)
{
	static const char *const bits[] = { "a", "议", "“", "\xCC\x81", "\xE8\x81", "\t",
		"\xE2\x80\x8B", "\xF0\x9F\x98\x80", "é" };
	struct buf b = { 0 };

	srand(2);
	for (int round = 0; round < 20000; round++) {
		char text[64] = "";
		int cols = rand() % 20;

		width_set_ambiguous(1 + round % 2);
		for (int i = rand() % 12; i > 0; i--)
			strcat(text, bits[(size_t)rand() % COUNT_OF(bits)]);
		buf_cut(&b, 0);
		width_pad(&b, text, cols);
		if (width_text(buf_text(&b)) != cols || !utf8_valid(buf_text(&b), b.n))
			CHECK_TEXT(buf_text(&b), text);
	}
	width_set_ambiguous(1);
	buf_free(&b);
}

static const char *clipped(const char *s, int cols)
{
	static struct buf b;

	buf_cut(&b, 0);
	width_clip(&b, s, cols, "~");
	return buf_text(&b);
}

static void a_clipped_text_ends_in_its_mark(void)
{
	CHECK_TEXT(clipped("联席会议", 8), "联席会议");
	CHECK_TEXT(clipped("联席会议", 7), "联席会~");
	CHECK_TEXT(clipped("联席会议", 6), "联席~");
	CHECK_TEXT(clipped("联席会议", 1), "~");
	CHECK_TEXT(clipped("联席会议", 0), "");
}

static const struct test tests[] = {
	TEST(text_takes_the_columns_a_terminal_gives_it),
	TEST(ncurses_gets_our_wcwidth),
	TEST(the_longest_start_that_fits_keeps_its_marks),
	TEST(a_field_is_cut_or_filled_with_spaces),
	TEST(a_field_is_always_exactly_as_wide_as_asked),
	TEST(a_clipped_text_ends_in_its_mark),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
