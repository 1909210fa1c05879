#include "locale/text/wrap.h"

#include "locale/base/buf.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"
#include "tests/check.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *text;
	int cols;
	const char *want; /* lines with | between them */
} samples[] = {
	{ "", 10, "" },
	{ "联席会议", 4, "联席|会议" },
	{ "联席会议", 5, "联席|会议" },
	{ "联席会议。", 8, "联席会|议。" },
	{ "联席会议”。", 8, "联席会|议”。" },
	{ "请看《办法》", 6, "请看|《办|法》" },
	{ "（一）城管", 4, "（一|）城|管" },
	{ "一\n\n二\n", 10, "一||二|" },
	{ "ab cd  ef", 5, "ab cd|ef" },
	{ "ab cd  ", 4, "ab|cd  " },
	{ "拨打12345热线", 10, "拨打12345|热线" },
	{ "拨打12345热线", 8, "拨打|12345热|线" },
	{ "abcdefghij", 4, "abcd|efgh|ij" },
	{ "，，，，", 4, "，，|，，" },
	{ "甲乙——丙", 6, "甲乙——|丙" },
	{ "e\xCC\x81"
	  "e\xCC\x81",
		1, "e\xCC\x81|e\xCC\x81" },
	{ "议", 1, "议" },
	{ "    议", 3, "|议" },
	{ "don’t do", 6, "don’t|do" },
};

static const char *broken(const char *text, int cols)
{
	static struct buf b;
	struct wrap w = wrap_text(text, strlen(text), cols);
	struct wrap_line line;
	const char *mark = "";

	buf_cut(&b, 0);
	while (wrap_next(&w, &line)) {
		buf_puts(&b, mark);
		buf_add(&b, line.at, line.bytes);
		mark = "|";
	}
	return buf_text(&b);
}

static void text_is_broken_where_a_typesetter_would(void)
{
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		check_case(samples[i].text);
		CHECK_TEXT(broken(samples[i].text, samples[i].cols), samples[i].want);
	}
	check_case(NULL);
}

static void a_paragraphs_last_line_knows_it(void)
{
	const char *text = "联席会议\n纪要";
	struct wrap w = wrap_text(text, strlen(text), 4);
	struct wrap_line line;

	CHECK(wrap_next(&w, &line) && !line.ends);
	CHECK(wrap_next(&w, &line) && line.ends);
	CHECK_INT(line.next - text, 13);
	CHECK(wrap_next(&w, &line) && line.ends);
	CHECK(!wrap_next(&w, &line));
	CHECK_INT(wrap_lines(text, strlen(text), 4), 3);
}

/* Never more than two marks together, so that a good place always exists. */
static void random_text(char *out, int pieces)
{
	static const char *const words[] = { "议", "联席会议", "ab", "12345", "e\xCC\x81",
		"\xF0\xA0\xAE\xB7", " ", "\n" };
	static const char *const marks[] = { "，", "。”", "（", "：“", "》", "……", "%", "" };

	for (*out = '\0'; pieces > 0; pieces--) {
		strcat(out, marks[(size_t)rand() % COUNT_OF(marks)]);
		strcat(out, words[(size_t)rand() % 6]);
		strcat(out, words[(size_t)rand() % COUNT_OF(words)]);
	}
}

static bool sound_line(const struct wrap_line *line, int cols, bool first)
{
	const char *end = line->at + line->bytes, *p = line->at;
	const char *last = utf8_before(line->at, end);

	if (line->cols > cols || line->cols != width_text_n(line->at, line->bytes))
		return false;
	if (!line->bytes)
		return true;
	return (first || !wrap_no_start(utf8_next(&p, end))) &&
		(line->ends || !wrap_no_end(utf8_next(&last, end)));
}

static void no_line_begins_or_ends_with_a_wrong_mark(void)
{
	char text[1024];

	srand(3);
	for (int round = 0; round < 20000; round++) {
		int cols = 12 + rand() % 50;
		struct wrap_line line = { .ends = true };
		struct wrap w;
		const char *at = text;

		random_text(text, rand() % 20);
		w = wrap_text(text, strlen(text), cols);
		for (bool first = true; wrap_next(&w, &line); first = line.ends, at = line.next)
			if (!sound_line(&line, cols, first) || line.at != at) {
				CHECK_TEXT(broken(text, cols), text);
				return;
			}
		CHECK(at == text + strlen(text));
	}
}

static void any_marks_at_any_width_come_to_an_end(void)
{
	static const char *const bits[] = { "，", "（", "a", "议", " ", "\n", "\xCC\x81", "\xE8", "\t",
		"—" };
	char text[256];

	srand(4);
	for (int round = 0; round < 20000; round++) {
		struct wrap w;
		struct wrap_line line;
		int cols = rand() % 8, n = 0;

		*text = '\0';
		for (int i = rand() % 40; i > 0; i--)
			strcat(text, bits[(size_t)rand() % COUNT_OF(bits)]);
		w = wrap_text(text, strlen(text), cols);
		for (; wrap_next(&w, &line); n++)
			if (line.cols > cols &&
				utf8_cluster_after(line.at, line.at + line.bytes) != line.at + line.bytes)
				CHECK_TEXT(text, "");
		CHECK(n <= (int)strlen(text) + 1);
	}
}

static const struct test tests[] = {
	TEST(text_is_broken_where_a_typesetter_would),
	TEST(a_paragraphs_last_line_knows_it),
	TEST(no_line_begins_or_ends_with_a_wrong_mark),
	TEST(any_marks_at_any_width_come_to_an_end),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
