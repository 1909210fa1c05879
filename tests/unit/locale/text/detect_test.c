#include "locale/text/detect.h"

#include "locale/text/encode.h"
#include "locale/text/utf8.h"
#include "tests/check.h"

#include <stdio.h>
#include <string.h>

/* Written for this test; enough to be cut into short pieces. */
static const char simplified[] =
	"群众来电反映，文化路与建设街交叉口的路灯已有三天不亮，夜间行人通行不便，希望有关部门尽快安排维修。"
	"经查，该路段由住房和城乡建设局负责管理，灯杆属于供电公司，双方对维修费用由谁承担存在不同意见。"
	"联席会议研究后认为：第一，先行修复，不得让群众等待；第二，费用问题由财政局会同有关单位核实后提出办法；"
	"第三，今后同类事项按照职责清单办理，乡镇和街道负责发现、上报，不承担维修任务。"
	"请承办单位在五个工作日内答复来电人，并将办理结果报送办公室备案。";
static const char traditional[] =
	"民眾來電反映，文化路與建設街交叉口的路燈已有三天不亮，夜間行人通行不便，希望有關部門儘快安排維修。"
	"經查，該路段由建設局負責管理，燈桿屬於電力公司，雙方對維修費用由誰承擔存在不同意見。"
	"聯席會議研究後認為：第一，先行修復，不得讓民眾等待；第二，費用問題由財政局會同有關單位核實後提出辦法；"
	"第三，今後同類事項按照職責清單辦理，鄉鎮和街道負責發現、上報，不承擔維修任務。"
	"請承辦單位在五個工作日內答覆來電人，並將辦理結果報送辦公室備案。";

static size_t han_in(const char *s, const char *end)
{
	return ((size_t)(end - s) - utf8_chars(s, (size_t)(end - s))) / 2;
}

/* `chars` characters from the given one, in encoding e; false if there are no two
 * Han among them. */
static bool piece(
	const char *text, size_t bytes, size_t from, size_t chars, enum encoding e, struct buf *out)
{
	struct encoder c;
	struct err err = { 0 };
	const char *s = text, *end = text + bytes, *stop;

	while (from-- > 0)
		s = utf8_after(s, end);
	for (stop = s; chars > 0 && stop < end; chars--)
		stop = utf8_after(stop, end);
	buf_cut(out, 0);
	if (!encoder_open(&c, e, &err))
		return false;
	encoder_add(&c, s, (size_t)(stop - s), out);
	encoder_close(&c);
	return !c.lost && chars == 0 && han_in(s, stop) >= 2;
}

static const struct {
	enum encoding encoding;
	size_t chars;
	int percent; /* of the pieces must be found */
} table[] = {
	{ ENCODING_UTF8, 4, 100 },
	{ ENCODING_GB18030, 4, 98 },
	{ ENCODING_GB18030, 10, 99 },
	{ ENCODING_GB18030, 40, 100 },
	{ ENCODING_BIG5, 4, 97 },
	{ ENCODING_BIG5, 10, 99 },
	{ ENCODING_BIG5, 40, 100 },
	{ ENCODING_UTF16LE, 4, 90 },
	{ ENCODING_UTF16LE, 10, 99 },
	{ ENCODING_UTF16LE, 40, 100 },
	{ ENCODING_UTF16BE, 4, 90 },
	{ ENCODING_UTF16BE, 10, 99 },
	{ ENCODING_UTF16BE, 40, 100 },
};

static int percent_found(const char *text, size_t bytes, enum encoding e, size_t chars, size_t step)
{
	struct buf b = { 0 };
	size_t all = utf8_chars(text, bytes);
	int tried = 0, found = 0;

	for (size_t from = 0; from + chars <= all; from += step)
		if (piece(text, bytes, from, chars, e, &b)) {
			tried++;
			found += detect_encoding(b.at, b.n).encoding == e;
		}
	buf_free(&b);
	return tried ? found * 100 / tried : -1;
}

static void short_pieces_are_told_apart(void)
{
	char name[64];

	for (size_t i = 0; i < COUNT_OF(table); i++) {
		const char *text = table[i].encoding == ENCODING_BIG5 ? traditional : simplified;
		int percent = percent_found(text, strlen(text), table[i].encoding, table[i].chars, 1);

		snprintf(name, sizeof(name), "%s, %zu characters: %d %%", encoding_name(table[i].encoding),
			table[i].chars, percent);
		check_case(name);
		CHECK(percent >= table[i].percent);
	}
	check_case(NULL);
}

static void real_orders_are_told_apart(void)
{
	const char *path = check_shared("data/hotline-haikou/orders.utf8.csv");
	struct buf b = { 0 };
	char name[64];

	for (size_t i = 0; path && buf_read_file(&b, path, 1 << 28) && i < COUNT_OF(table); i++) {
		int percent = table[i].encoding == ENCODING_BIG5
			? 100
			: percent_found(b.at, 60000, table[i].encoding, table[i].chars, 23);

		snprintf(name, sizeof(name), "%s, %zu characters: %d %%", encoding_name(table[i].encoding),
			table[i].chars, percent);
		check_case(name);
		CHECK(percent >= table[i].percent);
		buf_cut(&b, 0);
	}
	check_case(NULL);
	buf_free(&b);
}

static const struct {
	const char *name, *bytes;
	size_t n;
	enum encoding encoding;
	bool sure;
} samples[] = {
	{ "nothing", "", 0, ENCODING_UTF8, true },
	{ "plain", "number,unit\n1,2\n", 16, ENCODING_UTF8, true },
	{ "plain with NULs", "number\0unit\n1,2\n", 16, ENCODING_UTF8, true },
	{ "GBK with NULs", "\xC1\xAA\xCF\xAF\0\0,\xBB\xE1\xD2\xE9\0\n", 13, ENCODING_GB18030, false },
	{ "UTF-8 with NULs", "联席会议\0\0\n", 15, ENCODING_UTF8, true },
	{ "plain in UTF-16LE", "a\0b\0\n\0", 6, ENCODING_UTF16LE, true },
	{ "plain in UTF-16BE", "\0a\0b\0\n", 6, ENCODING_UTF16BE, true },
	{ "numbers and Han in UTF-16LE", "1\0,\0\x54\x80\x2D\x5E\n\0", 10, ENCODING_UTF16LE, true },
	{ "GBK that is sound UTF-8", "\xC5\xA9\xD2\xB5", 4, ENCODING_GB18030, false },
	{ "accents", "caf\xC3\xA9 cr\xC3\xA8me", 12, ENCODING_UTF8, false },
	{ "one byte", "\xC1", 1, ENCODING_GB18030, false },
	{ "a mark alone", "\xEF\xBB\xBF", 3, ENCODING_UTF8, true },
	{ "a cut sample", "联席会议\xE8\xAE", 14, ENCODING_UTF8, true },
};

static void hard_cases_are_read_as_a_person_would(void)
{
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		struct detect_guess g = detect_encoding(samples[i].bytes, samples[i].n);

		check_case(samples[i].name);
		CHECK_TEXT(encoding_name(g.encoding), encoding_name(samples[i].encoding));
		CHECK(g.sure || !samples[i].sure);
	}
	check_case(NULL);
}

static void a_mark_decides(void)
{
	struct detect_guess g = detect_encoding("\xFF\xFE\x54\x80", 4);

	CHECK_INT(g.encoding, ENCODING_UTF16LE);
	CHECK_INT((long long)g.bom, 2);
	g = detect_encoding("\xEF\xBB\xBF联", 6);
	CHECK_INT(g.encoding, ENCODING_UTF8);
	CHECK_INT((long long)g.bom, 3);
}

static struct detect_guess in_blocks(const struct buf *b, size_t block)
{
	struct detector d = { 0 };

	for (size_t at = 0; at < b->n; at += block)
		detector_feed(&d, b->at + at, b->n - at < block ? b->n - at : block);
	return detector_end(&d);
}

static void blocks_of_any_size_give_the_same_guess(void)
{
	struct buf b = { 0 };

	for (int e = 0; e < ENCODING_COUNT; e++) {
		const char *text = e == ENCODING_BIG5 ? traditional : simplified;
		struct detect_guess whole, parts;

		CHECK(piece(text, strlen(text), 0, 120, (enum encoding)e, &b));
		whole = detect_encoding(b.at, b.n);
		CHECK(whole.sure && (int)whole.encoding == e);
		for (size_t block = 1; block < 8; block++) {
			parts = in_blocks(&b, block);
			CHECK(!memcmp(whole.score, parts.score, sizeof(whole.score)));
			CHECK_INT(parts.encoding, whole.encoding);
		}
	}
	buf_free(&b);
}

static void Han_after_a_megabyte_of_plain_text_are_found(void)
{
	struct buf b = { 0 }, han = { 0 };

	for (int i = 0; i < 100000; i++)
		buf_puts(&b, "20180101,,\n");
	CHECK(piece(simplified, strlen(simplified), 0, 120, ENCODING_GB18030, &han));
	buf_add(&b, han.at, han.n);
	CHECK_INT(detect_encoding(b.at, b.n).encoding, ENCODING_GB18030);
	buf_free(&b);
	buf_free(&han);
}

static void one_damaged_line_does_not_change_the_file(void)
{
	struct buf b = { 0 };

	for (int i = 0; i < 50; i++) {
		buf_puts(&b, simplified);
		buf_puts(&b, i == 20 ? "\xC1\xAA\xE8\xAE,\n" : "\n");
	}
	CHECK_INT(detect_encoding(b.at, b.n).encoding, ENCODING_UTF8);
	buf_free(&b);
}

static const struct {
	const char *file;
	enum encoding encoding;
} files[] = {
	{ "ok-utf8-bom.csv", ENCODING_UTF8 },
	{ "ok-gb18030.csv", ENCODING_GB18030 },
	{ "ok-gbk-lf.csv", ENCODING_GB18030 },
	{ "ok-semicolon-gb18030.csv", ENCODING_GB18030 },
	{ "ok-utf16le-bom.tsv", ENCODING_UTF16LE },
	{ "ok-utf16be-bom.tsv", ENCODING_UTF16BE },
	{ "ok-big5-traditional.csv", ENCODING_BIG5 },
	{ "ref.utf8.csv", ENCODING_UTF8 },
	{ "ref-traditional.utf8.csv", ENCODING_UTF8 },
	{ "html-table-named.xls", ENCODING_GB18030 },
	{ "bad-lead-byte-lost.gb18030.csv", ENCODING_GB18030 },
	{ "bad-simplified-into-big5.csv", ENCODING_BIG5 },
	{ "bad-gbk-read-as-latin1.utf8.csv", ENCODING_UTF8 },
	{ "bad-utf8-read-as-gbk.utf8.csv", ENCODING_UTF8 },
	{ "bad-gbk-read-as-utf8.utf8.csv", ENCODING_UTF8 },
};

static void every_sample_file_is_known_surely(void)
{
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		char path[128];
		const char *found;
		struct buf b = { 0 };

		snprintf(path, sizeof(path), "data/encodings/%s", files[i].file);
		if (!(found = check_shared(path)) || !buf_read_file(&b, found, 1 << 20))
			return;
		check_case(files[i].file);
		CHECK_INT(detect_encoding(b.at, b.n).encoding, files[i].encoding);
		CHECK(detect_encoding(b.at, b.n).sure);
		buf_free(&b);
	}
	check_case(NULL);
}

static const struct test tests[] = {
	TEST(short_pieces_are_told_apart),
	TEST(real_orders_are_told_apart),
	TEST(hard_cases_are_read_as_a_person_would),
	TEST(a_mark_decides),
	TEST(blocks_of_any_size_give_the_same_guess),
	TEST(Han_after_a_megabyte_of_plain_text_are_found),
	TEST(one_damaged_line_does_not_change_the_file),
	TEST(every_sample_file_is_known_surely),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
