#include "locale/text/fold.h"

#include "locale/text/utf8.h"
#include "tests/check.h"

#include <string.h>

static const struct {
	const char *text, *want;
} samples[] = {
	{ "", "" },
	{ "聯席會議紀要", "联席会议纪要" },
	{ "頭髮發展後來皇后", "头发发展后来皇后" },
	{ "答覆臺灣裏面週邊乾淨", "答复台湾里面周边干净" },
	{ "ＡＢＣａｂｃ１２３％", "abcabc123%" },
	{ "“文化路”『甲』", "\"文化路\"\"甲\"" },
	{ "一、二，三。四；五：六？", "一,二,三.四;五:六?" },
	{ "〔２０２６〕３号【注】[a]（b）", "(2026)3号(注)(a)(b)" },
	{ "二〇二六—二○二七", "二0二六-二0二七" },
	{ "约３０㎡，①Ⅲ℃", "约30m2,1iii°c" },
	{ "É é Lián", "e e lian" },
	{ "e\xCC\x81\xE2\x80\x8B\xEF\xB8\x8F", "e" },
	{ "市民\xE3\x80\x80\xC2\xA0 来\r\n\t电", "市民 来 电" },
	{ "⻋⼈", "车人" },
	{ "a\xFF\xE8\x81", "a\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "\xF0\xA0\xAE\xB7", "\xF0\xA0\xAE\xB7" },
};

static const char *folded(const char *s)
{
	static struct buf b;

	buf_cut(&b, 0);
	fold_text(&b, s, strlen(s));
	return buf_text(&b);
}

static void text_folds_to_what_it_is_searched_by(void)
{
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		check_case(samples[i].text);
		CHECK_TEXT(folded(samples[i].text), samples[i].want);
	}
	check_case(NULL);
}

static void every_character_folds_once_for_all(void)
{
	struct buf once = { 0 }, twice = { 0 };

	for (uint32_t cp = 0; cp < UTF8_BAD; cp++) {
		char out[4];
		size_t n = utf8_put(out, cp);

		buf_cut(&once, 0);
		buf_cut(&twice, 0);
		fold_text(&once, out, n);
		fold_text(&twice, buf_text(&once), once.n);
		if (strcmp(buf_text(&once), buf_text(&twice)) || !utf8_valid(buf_text(&once), once.n))
			CHECK_INT(cp, -1);
	}
	buf_free(&once);
	buf_free(&twice);
}

static const struct {
	const char *text, *needle, *hit; /* needle as typed; NULL: not there */
} finds[] = {
	{ "要求召開聯席會議研究", "联席会议", "聯席會議" },
	{ "联席会议", "聯席會議", "联席会议" },
	{ "电话ＡＢ１２", "b1", "Ｂ１" },
	{ "面积30㎡左右", "m2左", "㎡左" },
	{ "面积30㎡左右", "2", "㎡" },
	{ "市民\xE3\x80\x80\r\n来电", "民 来", "民\xE3\x80\x80\r\n来" },
	{ "cafe\xCC\x81 bar", "é b", "e\xCC\x81 b" },
	{ "cafe\xCC\x81 bar", "fe", "fe\xCC\x81" },
	{ "没有", "有无", NULL },
	{ "没有", "", NULL },
	{ "", "有", NULL },
};

static void a_hit_is_marked_in_the_original(void)
{
	for (size_t i = 0; i < COUNT_OF(finds); i++) {
		struct buf needle = { 0 };
		struct fold_hit hit = { 0 };
		const char *s = finds[i].text, *want = finds[i].hit;
		bool found;

		check_case(finds[i].text);
		fold_text(&needle, finds[i].needle, strlen(finds[i].needle));
		found = fold_find(s, strlen(s), buf_text(&needle), needle.n, &hit);
		CHECK_INT(found, want != NULL);
		if (found && want)
			CHECK(hit.bytes == strlen(want) && !strncmp(s + hit.at, want, hit.bytes));
		buf_free(&needle);
	}
	check_case(NULL);
}

static const struct test tests[] = {
	TEST(text_folds_to_what_it_is_searched_by),
	TEST(every_character_folds_once_for_all),
	TEST(a_hit_is_marked_in_the_original),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
