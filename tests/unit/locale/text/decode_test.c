#include "locale/text/decode.h"

#include "locale/text/utf8.h"
#include "tests/check.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define LOST UTF8_REPLACEMENT_TEXT

static const struct {
	const char *name;
	enum encoding encoding;
	const char *bytes;
	size_t n;
	const char *text;
	int lost;
} samples[] = {
	{ "plain", ENCODING_GB18030, "abc", 3, "abc", 0 },
	{ "GBK", ENCODING_GB18030, "\xC1\xAA\xCF\xAF", 4, "联席", 0 },
	{ "four bytes", ENCODING_GB18030, "\x81\x39\xEE\x39\x95\x32\x82\x36", 8, "㐀𠀀", 0 },
	{ "euro", ENCODING_GB18030,
		"\x80"
		"5",
		2, "€5", 0 },
	{ "FF", ENCODING_GB18030,
		"a\xFF"
		"b",
		3, "a" LOST "b", 1 },
	{ "a cell cut in a character", ENCODING_GB18030, "\"\xC1\"\xCF\xAF", 5, "\"" LOST "\"席", 1 },
	{ "a cell cut before a digit", ENCODING_GB18030, "\xC1\x31,", 3, LOST "1,", 1 },
	{ "cut four bytes", ENCODING_GB18030, "\x81\x39\xEF", 3, LOST "9" LOST, 2 },
	{ "no such four bytes", ENCODING_GB18030, "\xFE\x39\xFE\x39\xC1\xAA", 6, LOST "联", 1 },
	{ "A6D9, private before 2005", ENCODING_GB18030, "\xA6\xD9", 2, "\xEF\xB8\x90", 0 },
	{ "FE59, private before 2005", ENCODING_GB18030, "\xFE\x59\x82\x35\x90\x37", 6,
		"\xE9\xBE\xB4\xE9\xBE\xB4", 0 },
	{ "84318236, unknown to glibc", ENCODING_GB18030, "\x84\x31\x82\x36", 4, "\xEF\xB8\x90", 0 },
	{ "FE51, private before 2005", ENCODING_GB18030, "\xFE\x51", 2, "\xF0\xA0\x82\x87", 0 },
	{ "Big5", ENCODING_BIG5, "\xC1\x70\xAE\x75", 4, "聯席", 0 },
	{ "Big5 of ETEN and CP950", ENCODING_BIG5, "\xF9\xD6\xA3\xE1", 4, "碁€", 0 },
	{ "Big5 for private use", ENCODING_BIG5, "\xFA\x40\xC7\x40\xC6\xA1.", 7, LOST LOST LOST ".",
		3 },
	{ "Big5 cut", ENCODING_BIG5, "\xC1\x22\xC1", 3, LOST "\"" LOST, 2 },
	{ "Big5 80 and FF", ENCODING_BIG5, "\x80\xFF", 2, LOST LOST, 2 },
	{ "UTF-8", ENCODING_UTF8, "联\xE5\xB8,\xFF", 7, "联" LOST "," LOST, 2 },
	{ "UTF-8 cut", ENCODING_UTF8, "联\xF0\x9F\x98", 6, "联" LOST, 1 },
	{ "UTF-16", ENCODING_UTF16LE, "\x54\x80\x40\xD8\x00\xDC", 6, "联𠀀", 0 },
	{ "UTF-16 from a big machine", ENCODING_UTF16BE, "\x80\x54\xD8\x40\xDC\x00", 6, "联𠀀", 0 },
	{ "half a pair", ENCODING_UTF16LE, "\x40\xD8\x54\x80\x00\xDC", 6, LOST "联" LOST, 2 },
	{ "an odd byte", ENCODING_UTF16LE, "\x54\x80\x41", 3, "联" LOST, 1 },
};

static struct decoder opened(enum encoding e)
{
	struct decoder d;
	struct err err = { 0 };

	if (!decoder_open(&d, e, &err))
		CHECK_TEXT(err.what, "");
	return d;
}

static void every_encoding_is_read_and_its_losses_counted(void)
{
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		struct decoder d = opened(samples[i].encoding);
		struct buf out = { 0 };

		check_case(samples[i].name);
		decoder_feed(&d, samples[i].bytes, samples[i].n, &out);
		decoder_end(&d, &out);
		CHECK_TEXT(buf_text(&out), samples[i].text);
		CHECK_INT((long long)d.lost, samples[i].lost);
		CHECK_INT((long long)d.taken, (long long)samples[i].n);
		decoder_close(&d);
		decoder_close(&d);
		buf_free(&out);
	}
	check_case(NULL);
}

static void blocks_of_any_size_give_the_same(void)
{
	for (size_t i = 0; i < COUNT_OF(samples); i++)
		for (size_t block = 1; block < 5; block++) {
			struct decoder d = opened(samples[i].encoding);
			struct buf out = { 0 };
			size_t lost = 0;

			check_case(samples[i].name);
			for (size_t at = 0; at < samples[i].n; at += block) {
				size_t rest = samples[i].n - at;

				decoder_feed(&d, samples[i].bytes + at, rest < block ? rest : block, &out);
				lost += d.loss_count;
			}
			decoder_end(&d, &out);
			CHECK_TEXT(buf_text(&out), samples[i].text);
			CHECK_INT((long long)(lost + d.loss_count), samples[i].lost);
			decoder_close(&d);
			buf_free(&out);
		}
	check_case(NULL);
}

static void a_loss_is_placed_on_both_sides(void)
{
	struct decoder d = opened(ENCODING_GB18030);
	struct buf out = { 0 };

	decoder_feed(&d, "\xC1\xAA\xC1", 3, &out);
	CHECK_INT((long long)d.loss_count, 0);
	decoder_feed(&d, "\"\xFF", 2, &out);
	CHECK_INT((long long)d.loss_count, 2);
	CHECK_INT((long long)d.loss[0].at, 2);
	CHECK_INT(d.loss[0].bytes, 1);
	CHECK_INT((long long)d.loss[0].out, 3);
	CHECK_INT((long long)d.loss[1].at, 4);
	CHECK_INT((long long)d.loss[1].out, 7);
	decoder_close(&d);
	buf_free(&out);
}

static const struct {
	const char *name;
	enum encoding file;
	const char *bytes, *text;
	enum encoding used;
} lines[] = {
	{ "a sound line", ENCODING_GB18030, "\xC1\xAA\xCF\xAF\xBB\xE1\xD2\xE9", "联席会议",
		ENCODING_GB18030 },
	{ "UTF-8 in a GB file", ENCODING_GB18030, "20180101,联席会议纪要，第三期。",
		"20180101,联席会议纪要，第三期。", ENCODING_UTF8 },
	{ "UTF-8 that GB18030 reads as well", ENCODING_GB18030, "20180101,联席会议纪要，第三期",
		"20180101,联席会议纪要，第三期", ENCODING_UTF8 },
	{ "GBK in a UTF-8 file", ENCODING_UTF8, "1,\xC1\xAA\xCF\xAF\xBB\xE1\xD2\xE9", "1,联席会议",
		ENCODING_GB18030 },
	{ "Big5 in a UTF-8 file", ENCODING_UTF8, "1,\xC1\x70\xAE\x75\xB7\x7C\xC4\xB3", "1,聯席會議",
		ENCODING_BIG5 },
	{ "a damaged line stays", ENCODING_UTF8, "联席会\xE8\xAE,议", "联席会" LOST ",议",
		ENCODING_UTF8 },
	{ "Latin-1 is no Chinese", ENCODING_UTF8, "caf\xE9 au lait", "caf" LOST " au lait",
		ENCODING_UTF8 },
};

static void a_line_in_another_encoding_is_read_in_it(void)
{
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct decoder d = opened(lines[i].file);
		struct buf out = { 0 };

		check_case(lines[i].name);
		buf_puts(&out, "|");
		CHECK_INT(decoder_line(&d, lines[i].bytes, strlen(lines[i].bytes), &out), lines[i].used);
		CHECK_TEXT(buf_text(&out) + 1, lines[i].text);
		CHECK_INT(d.encoding, lines[i].file);
		CHECK_INT((long long)d.lost, strstr(lines[i].text, LOST) ? 1 : 0);
		decoder_close(&d);
		buf_free(&out);
	}
	check_case(NULL);
}

/* What a reference file holds, without the differences that its copies have by intent. */
static void normal_text(struct buf *b, const struct buf *file)
{
	for (size_t i = 0; i < file->n; i++)
		if (!strchr("\r\",;\t", file->at[i]))
			buf_putc(b, file->at[i]);
}

/* Characters that differ; every one must be a ? where the encoding had none. */
static int unstored(const char *got, const char *want)
{
	int n = 0;

	while (*got && *want) {
		uint32_t a = utf8_next(&got, NULL), b = utf8_next(&want, NULL);

		if (a != b && a != '?')
			return -1;
		n += a != b;
	}
	return *got || *want ? -1 : n;
}

static void a_file_equals_its_reference(
	const char *file, enum encoding e, const char *reference, int missing)
{
	struct decoder d = opened(e);
	struct buf bytes = { 0 }, text = { 0 }, want = { 0 }, got = { 0 };
	char path[128];
	const char *found;

	snprintf(path, sizeof(path), "data/encodings/%s", reference);
	if ((found = check_shared(path)) && buf_read_file(&bytes, found, 1 << 20))
		normal_text(&want, &bytes);
	buf_cut(&bytes, 0);
	snprintf(path, sizeof(path), "data/encodings/%s", file);
	if ((found = check_shared(path)) && buf_read_file(&bytes, found, 1 << 20)) {
		size_t bom = encoding_bom_at(e, bytes.at, bytes.n);

		decoder_feed(&d, bytes.at + bom, bytes.n - bom, &text);
		decoder_end(&d, &text);
		normal_text(&got, &text);
		CHECK_INT((long long)d.lost, 0);
		CHECK(want.n > 0);
		CHECK_INT(unstored(buf_text(&got), buf_text(&want)), missing);
	}
	decoder_close(&d);
	buf_free(&bytes);
	buf_free(&text);
	buf_free(&want);
	buf_free(&got);
}

static void every_sound_sample_reads_as_its_reference(void)
{
	static const struct {
		const char *file;
		enum encoding encoding;
	} files[] = {
		{ "ok-gb18030.csv", ENCODING_GB18030 },
		{ "ok-gbk-lf.csv", ENCODING_GB18030 },
		{ "ok-semicolon-gb18030.csv", ENCODING_GB18030 },
		{ "ok-utf8-bom.csv", ENCODING_UTF8 },
		{ "ok-utf16le-bom.tsv", ENCODING_UTF16LE },
		{ "ok-utf16be-bom.tsv", ENCODING_UTF16BE },
	};

	for (size_t i = 0; i < COUNT_OF(files) && check_shared("data/encodings"); i++) {
		check_case(files[i].file);
		a_file_equals_its_reference(files[i].file, files[i].encoding, "ref.utf8.csv", 0);
	}
	check_case("ok-big5-traditional.csv");
	a_file_equals_its_reference(
		"ok-big5-traditional.csv", ENCODING_BIG5, "ref-traditional.utf8.csv", 4);
	check_case(NULL);
}

static void the_big_table_of_orders_reads_alike_in_both_encodings(void)
{
	const char *path = check_shared("data/hotline-haikou/orders.gb18030.csv");
	struct buf bytes = { 0 }, text = { 0 }, want = { 0 };
	struct decoder d = opened(ENCODING_GB18030);

	if (path && buf_read_file(&bytes, path, 1 << 28) &&
		(path = check_shared("data/hotline-haikou/orders.utf8.csv")) &&
		buf_read_file(&want, path, 1 << 28)) {
		for (size_t at = 0; at < bytes.n; at += 4099)
			decoder_feed(&d, bytes.at + at, bytes.n - at < 4099 ? bytes.n - at : 4099, &text);
		decoder_end(&d, &text);
		CHECK_INT((long long)d.lost, 0);
		CHECK_INT((long long)text.n, (long long)want.n);
		CHECK(text.n == want.n && !memcmp(text.at, want.at, want.n));
	}
	decoder_close(&d);
	buf_free(&bytes);
	buf_free(&text);
	buf_free(&want);
}

/* The broken samples, too, whole and line by line. */
static void read_any_file(const char *path)
{
	struct buf bytes = { 0 }, text = { 0 };

	for (int e = 0; buf_read_file(&bytes, path, 1 << 20) && e < ENCODING_COUNT; e++) {
		struct decoder d = opened((enum encoding)e);

		buf_cut(&text, 0);
		decoder_feed(&d, bytes.at, bytes.n, &text);
		decoder_end(&d, &text);
		CHECK(d.taken == bytes.n && utf8_valid(buf_text(&text), text.n));
		for (char *p = bytes.at, *end = p + bytes.n, *lf; p < end; p = lf) {
			lf = memchr(p, '\n', (size_t)(end - p));
			lf = lf ? lf + 1 : end;
			buf_cut(&text, 0);
			decoder_line(&d, p, (size_t)(lf - p), &text);
			CHECK(utf8_valid(buf_text(&text), text.n));
		}
		decoder_close(&d);
		buf_cut(&bytes, 0);
	}
	buf_free(&bytes);
	buf_free(&text);
}

static void every_sample_can_be_read_in_every_encoding(void)
{
	const char *folder = check_shared("data/encodings");
	struct dirent *entry;
	char path[1024];
	DIR *dir = folder ? opendir(folder) : NULL;
	int files = 0;

	while (dir && (entry = readdir(dir))) {
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] == '.')
			continue;
		check_case(entry->d_name);
		read_any_file(path);
		files++;
	}
	check_case(NULL);
	if (!dir)
		return;
	CHECK(files > 20);
	closedir(dir);
}

static const struct test tests[] = {
	TEST(every_encoding_is_read_and_its_losses_counted),
	TEST(blocks_of_any_size_give_the_same),
	TEST(a_loss_is_placed_on_both_sides),
	TEST(a_line_in_another_encoding_is_read_in_it),
	TEST(every_sound_sample_reads_as_its_reference),
	TEST(every_sample_can_be_read_in_every_encoding),
	TEST(the_big_table_of_orders_reads_alike_in_both_encodings),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
