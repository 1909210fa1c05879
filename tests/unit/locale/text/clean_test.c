#include "locale/text/clean.h"

#include "locale/text/utf8.h"
#include "tests/check.h"

#include <stdlib.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define IDEOGRAPHIC_SPACE "\xE3\x80\x80"
#define ZERO_WIDTH_SPACE "\xE2\x80\x8B"

static const struct {
	const char *name, *text, *line, *lines; /* cleaned as one line, as running text */
} samples[] = {
	{ "nothing", "", "", "" },
	{ "clean text", "市民来电：咨询1 号。", "市民来电：咨询1 号。", "市民来电：咨询1 号。" },
	{ "a web page's indent", "\n\t\t\t\t\t您好！\n\t\t谢谢\n", "您好！ 谢谢", "您好！\n谢谢" },
	{ "line ends", "一\r\n二\r三\n四\xE2\x80\xA8五", "一 二 三 四 五", "一\n二\n三\n四\n五" },
	{ "blank lines", "一\r\n\r\n \n二\r\r", "一 二", "一\n\n二" },
	{ "odd spaces", IDEOGRAPHIC_SPACE IDEOGRAPHIC_SPACE "甲" NBSP NBSP "乙\t丙" NBSP, "甲 乙 丙",
		"甲 乙 丙" },
	{ "invisible ones", "\xEF\xBB\xBF甲" ZERO_WIDTH_SPACE "乙\xC2\xAD丙\xE2\x80\xAE", "甲乙丙",
		"甲乙丙" },
	{ "controls", "甲\x08\x1B[31m乙\x7F\xC2\x9B", "甲[31m乙", "甲[31m乙" },
	{ "a lone mark",
		"\xCC\x81"
		"e\xCC\x81 \xCC\x81x",
		"e\xCC\x81 x", "e\xCC\x81 x" },
	{ "too many marks", "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81",
		"e\xCC\x81\xCC\x81\xCC\x81\xCC\x81", "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81" },
	{ "a selector", "\xE2\x9D\xA4\xEF\xB8\x8F葛\xF3\xA0\x84\x80", "\xE2\x9D\xA4葛",
		"\xE2\x9D\xA4葛" },
	{ "malformed", "甲\xE8\x81\xFF乙", "甲\xEF\xBF\xBD\xEF\xBF\xBD乙",
		"甲\xEF\xBF\xBD\xEF\xBF\xBD乙" },
	{ "beyond the BMP", "\xF0\xA0\xAE\xB7家村", "\xF0\xA0\xAE\xB7家村", "\xF0\xA0\xAE\xB7家村" },
};

static void scraped_text_becomes_fit_to_be_shown(void)
{
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		struct buf line = { 0 }, lines = { 0 };
		const char *s = samples[i].text;

		check_case(samples[i].name);
		CHECK_INT(clean_line(&line, s, strlen(s)), strcmp(s, samples[i].line) != 0);
		CHECK_INT(clean_text(&lines, s, strlen(s)), strcmp(s, samples[i].lines) != 0);
		CHECK_TEXT(buf_text(&line), samples[i].line);
		CHECK_TEXT(buf_text(&lines), samples[i].lines);
		buf_free(&line);
		buf_free(&lines);
	}
	check_case(NULL);
}

static void a_NUL_goes(void)
{
	struct buf b = { 0 };

	CHECK(clean_line(&b, "甲\0乙", 7));
	CHECK_TEXT(buf_text(&b), "甲乙");
	buf_free(&b);
}

static void it_adds_behind_what_is_there(void)
{
	struct buf b = { 0 };

	buf_puts(&b, "x");
	CHECK(clean_line(&b, " a ", 3));
	CHECK_TEXT(buf_text(&b), "xa");
	CHECK(!clean_line(&b, "b", 1));
	CHECK_TEXT(buf_text(&b), "xab");
	buf_free(&b);
}

static void cleaning_twice_changes_nothing_more(void)
{
	static const char bits[] = "议 \n\r\t\xCC\x81\xE2\x80\x8B\xC2\xA0\x01\xEF\xB8\x8F"
							   "ab";
	struct buf once = { 0 }, twice = { 0 };

	srand(5);
	for (int round = 0; round < 20000; round++) {
		char text[64];
		size_t n = (size_t)rand() % sizeof(text);
		bool lines = round % 2;

		for (size_t i = 0; i < n; i++)
			text[i] = bits[(size_t)rand() % (sizeof(bits) - 1)];
		buf_cut(&once, 0);
		buf_cut(&twice, 0);
		(lines ? clean_text : clean_line)(&once, text, n);
		CHECK(utf8_valid(buf_text(&once), once.n));
		if ((lines ? clean_text : clean_line)(&twice, buf_text(&once), once.n))
			CHECK_TEXT(buf_text(&twice), buf_text(&once));
	}
	buf_free(&once);
	buf_free(&twice);
}

static const struct test tests[] = {
	TEST(scraped_text_becomes_fit_to_be_shown),
	TEST(a_NUL_goes),
	TEST(it_adds_behind_what_is_there),
	TEST(cleaning_twice_changes_nothing_more),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
