#include "locale/text/repair.h"

#include "locale/text/decode.h"
#include "locale/text/encode.h"
#include "locale/text/utf8.h"
#include "tests/check.h"

#include <string.h>

static enum repair repair(const char *text, struct buf *out, bool *certain)
{
	buf_cut(out, 0);
	return repair_text(out, text, strlen(text), certain);
}

/* A byte became '?': the run behind it is put in step, and nothing is made up for what is
 * gone. */
static void shifted_texts_fall_into_place_but_for_what_is_gone(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "桥头村?\u62e5\u89c8\ue0d6\ue246\u5565\u7729\ue0e2\u80e8\ue197\ue36b\u8dbe\u8038\ufffd"
		  "30日前回复",
			"桥头村\ufffd道垃圾成堆，请水利局核\ufffd30日前回复" },
		{ "中学门口?\u85d5\u8bfa\u6251\u9e39\u6ef4\u5955\u641c\ue24e\ufffd",
			"中学门口\ufffd号灯损坏无人养\ufffd" },
		{ "路灯不亮?\u80f1\u3017\u0148\u804c\u5782\u5a11\u00f9\ue78c\ufffd3天内",
			"路灯不亮\ufffd住建局按规定处\ufffd3天内" },
		{ "收费是否合理?请核实处理", NULL },
		{ "什么时候修好?路灯一直不亮。", NULL },
		{ "怎么没人管?！", NULL },
		{ "?", NULL },
	};
	struct buf out = { 0 };

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bool certain;

		check_case(cases[i].text);
		CHECK_INT(
			repair(cases[i].text, &out, &certain), cases[i].want ? REPAIR_SHIFT : REPAIR_NONE);
		CHECK_TEXT(buf_text(&out), cases[i].want ? cases[i].want : "");
		CHECK(certain == !cases[i].want);
	}
	check_case(NULL);
	buf_free(&out);
}

static void misread_texts_are_put_right(void)
{
	static const struct {
		const char *text, *want;
		enum repair how;
		bool certain;
	} cases[] = {
		{ "ÊÐÃñÀ´µç×ÉÑ¯:¹¤µ¥ 1", "市民来电咨询:工单 1", REPAIR_GBK_AS_LATIN, true },
		{ "¹¤µ¥±àºÅ", "工单编号", REPAIR_GBK_AS_LATIN, true },
		{ "å¸\xC2\x82æ°\xC2\x91", "市民", REPAIR_UTF8_AS_LATIN, true },
		{ "甯傛皯鏉ョ數", "市民来电", REPAIR_UTF8_AS_GBK, false },
		{ "鍙告硶琛屾斂", "司法行政", REPAIR_UTF8_AS_GBK, false },
		{ "琛屼笟鍒嗙被1绾\xEF\xBF\xBD", "行业分类1\xEF\xBF\xBD", REPAIR_UTF8_AS_GBK, false },
		{ "&#24066;&#x6c11;&nbsp;A&amp;B",
			"市民\xC2\xA0"
			"A&B",
			REPAIR_CODES, true },
		{ "\\u5e02\\u6C11\\ud842\\udfb7", "市民\xF0\xA0\xAE\xB7", REPAIR_CODES, true },
		{ "內(nèi)容和關(guān)于", "內容和關于", REPAIR_READINGS, false },
		{ "&Ouml;&ETH;", "&Ouml;&ETH;", REPAIR_NONE, true },
		{ "&#202;&#208;&#195;&#241;", "市民", REPAIR_GBK_AS_LATIN, true },
	};
	struct buf out = { 0 };

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bool certain;

		check_case(cases[i].text);
		CHECK_INT(repair(cases[i].text, &out, &certain), cases[i].how);
		if (cases[i].how) {
			CHECK_TEXT(buf_text(&out), cases[i].want);
			CHECK_INT(certain, cases[i].certain);
		}
	}
	check_case(NULL);
	buf_free(&out);
}

static void sound_texts_stay_as_they_are(void)
{
	static const char *const texts[] = { "", "20180101117697", "市民来电反映：路灯不亮。", "农业",
		"学校", "停水停水小", "Café Müller", "Ã©", "3×4·5", "A&B&C; D&E", "C:\\users\\ok \\u12",
		"\\ud842 alone", "项目(xiangmu)名称", "地址(3号楼)", "a(b)c", "£100 ± 5°", "湖㳇镇流波䃥镇",
		"锟斤拷锟斤拷", "\xEF\xBF\xBD\xEF\xBF\xBD", "????", "確保“響應”" };
	struct buf out = { 0 };

	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		bool certain;

		check_case(texts[i]);
		CHECK_INT(repair(texts[i], &out, &certain), REPAIR_NONE);
		CHECK_INT(out.n, 0);
	}
	check_case(NULL);
	buf_free(&out);
}

static void bytes_that_windows_lost_are_guessed_and_never_certain(void)
{
	struct buf out = { 0 };
	bool certain;

	/* 來 is 81 ED in GBK, and Windows-1252 has nothing at 81. */
	CHECK_INT(repair("ÊÐÃñ\xEF\xBF\xBDíëŠ·´Ó³", &out, &certain), REPAIR_GBK_AS_LATIN);
	CHECK_TEXT(buf_text(&out), "市民來電反映");
	CHECK(!certain);
	buf_free(&out);
}

/* The real table, spoilt in six ways.  Row by row, cells that come back exactly. */
static int64_t exact(const char *name, bool only_certain, int64_t *cells)
{
	struct buf spoilt = { 0 }, want = { 0 }, out = { 0 };
	const char *s, *w;
	int64_t same = 0;

	*cells = 0;
	buf_read_file(&spoilt, check_shared(name), 1 << 24);
	buf_read_file(&want, check_shared("data/encodings/ref.utf8.csv"), 1 << 24);
	s = buf_text(&spoilt);
	w = buf_text(&want);
	while (*s && *w) {
		size_t n = strcspn(s, ",\"\n"), m = strcspn(w, ",\"\n");
		bool certain, good;

		buf_cut(&out, 0);
		good = repair_text(&out, s, n, &certain) && (certain || !only_certain);
		if (!good)
			buf_add(&out, s, n);
		same += out.n == m && !memcmp(buf_text(&out), w, m);
		++*cells;
		s += n + (s[n] != '\0');
		w += m + (w[m] != '\0');
	}
	buf_free(&spoilt);
	buf_free(&want);
	buf_free(&out);
	return same;
}

static void the_real_table_comes_back(void)
{
	static const struct {
		const char *file;
		bool only_certain;
		int percent;
	} cases[] = {
		{ "data/encodings/bad-gbk-read-as-latin1.utf8.csv", true, 100 },
		{ "data/encodings/bad-utf8-read-as-latin1.utf8.csv", true, 100 },
		{ "data/encodings/bad-html-entities.csv", true, 100 },
		{ "data/encodings/bad-gbk-read-as-cp1252.utf8.csv", true, 99 },
		{ "data/encodings/ref.utf8.csv", false, 100 },
	};

	if (!check_shared("data/encodings/ref.utf8.csv"))
		return;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t cells, same = exact(cases[i].file, cases[i].only_certain, &cells);

		check_case(cases[i].file);
		CHECK(cells > 400);
		CHECK(same * 100 >= cells * cases[i].percent);
	}
	check_case(NULL);
}

/* No order of the real hotline looks as if it had been misread. */
static void no_sound_order_is_touched(void)
{
	struct buf all = { 0 }, out = { 0 };
	int64_t lines = 0, touched = 0;
	const char *s;

	if (!check_shared("data/hotline-haikou/orders.utf8.csv"))
		return;
	buf_read_file(&all, check_shared("data/hotline-haikou/orders.utf8.csv"), 1 << 26);
	for (s = buf_text(&all); *s; lines++) {
		size_t n = strcspn(s, ",\n");
		bool certain;
		enum repair how = repair_text(&out, s, n, &certain);

		touched += how != REPAIR_NONE && how != REPAIR_CODES;
		buf_cut(&out, 0);
		s += n + (s[n] != '\0');
	}
	CHECK(lines > 100000);
	CHECK_INT(touched, 0);
	buf_free(&all);
	buf_free(&out);
}

static const struct test tests[] = {
	TEST(misread_texts_are_put_right),
	TEST(shifted_texts_fall_into_place_but_for_what_is_gone),
	TEST(sound_texts_stay_as_they_are),
	TEST(bytes_that_windows_lost_are_guessed_and_never_certain),
	TEST(the_real_table_comes_back),
	TEST(no_sound_order_is_touched),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
