#include "locale/text/encode.h"

#include "locale/text/decode.h"
#include "locale/text/utf8.h"
#include "tests/check.h"

#include <string.h>

static const struct {
	const char *typed;
	enum encoding encoding;
	bool bom;
} names[] = {
	{ "utf-8", ENCODING_UTF8, false },
	{ "UTF8", ENCODING_UTF8, false },
	{ "utf-8-bom", ENCODING_UTF8, true },
	{ "GBK", ENCODING_GB18030, false },
	{ "gb2312", ENCODING_GB18030, false },
	{ "GB_18030", ENCODING_GB18030, false },
	{ "Big-5", ENCODING_BIG5, false },
	{ "cp950", ENCODING_BIG5, false },
	{ "utf-16", ENCODING_UTF16LE, true },
	{ "UTF-16BE", ENCODING_UTF16BE, false },
};

static void encodings_are_found_by_the_names_people_type(void)
{
	enum encoding e;
	bool bom;
	struct err err = { 0 };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		check_case(names[i].typed);
		CHECK(encoding_find(names[i].typed, &e, &bom, &err));
		CHECK_INT(e, names[i].encoding);
		CHECK_INT(bom, names[i].bom);
	}
	for (int i = 0; i < ENCODING_COUNT; i++)
		CHECK(encoding_find(encoding_name((enum encoding)i), &e, &bom, &err) && (int)e == i);
	check_case(NULL);
	CHECK(!encoding_find("latin1", &e, &bom, &err));
	CHECK(!encoding_find("", &e, &bom, &err));
	CHECK(strstr(err.fix, "gb18030") != NULL);
}

static void a_mark_is_seen_only_whole(void)
{
	CHECK_INT((long long)encoding_bom_at(ENCODING_UTF8, "\xEF\xBB\xBFx", 4), 3);
	CHECK_INT((long long)encoding_bom_at(ENCODING_UTF8, "\xEF\xBB", 2), 0);
	CHECK_INT((long long)encoding_bom_at(ENCODING_BIG5, "\xEF\xBB", 2), 0);
	CHECK_INT((long long)encoding_bom(ENCODING_UTF16LE).n, 2);
}

static const struct {
	const char *name;
	enum encoding encoding;
	const char *text, *bytes;
	size_t n;
	int lost;
} samples[] = {
	{ "GB18030", ENCODING_GB18030, "联席a㐀𠀀",
		"\xC1\xAA\xCF\xAF"
		"a\x81\x39\xEE\x39\x95\x32\x82\x36",
		13, 0 },
	{ "newest GB18030", ENCODING_GB18030, "\xE9\xBE\xB4\xEF\xB8\x90", "\xFE\x59\xA6\xD9", 4, 0 },
	{ "once private", ENCODING_GB18030, "\xEE\xA0\x9E", "\xFE\x59", 2, 0 },
	{ "Big5", ENCODING_BIG5, "聯席", "\xC1\x70\xAE\x75", 4, 0 },
	{ "not in Big5", ENCODING_BIG5, "联a席", "?a\xAE\x75", 4, 1 },
	{ "private in Big5", ENCODING_BIG5, "\xEE\x80\x80席", "?\xAE\x75", 3, 1 },
	{ "malformed", ENCODING_GB18030,
		"\xE8\x81"
		"a",
		"?a", 2, 1 },
	{ "UTF-8", ENCODING_UTF8, "联\xFF.", "联?.", 5, 1 },
	{ "UTF-16LE", ENCODING_UTF16LE, "联𠀀", "\x54\x80\x40\xD8\x00\xDC", 6, 0 },
	{ "UTF-16BE", ENCODING_UTF16BE, "联𠀀", "\x80\x54\xD8\x40\xDC\x00", 6, 0 },
};

static void what_an_encoding_lacks_is_counted(void)
{
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		struct encoder c;
		struct err err = { 0 };
		struct buf out = { 0 };

		check_case(samples[i].name);
		CHECK(encoder_open(&c, samples[i].encoding, &err));
		encoder_add(&c, samples[i].text, strlen(samples[i].text), &out);
		CHECK_INT((long long)out.n, (long long)samples[i].n);
		CHECK(!memcmp(buf_text(&out), samples[i].bytes, samples[i].n));
		CHECK_INT((long long)c.lost, samples[i].lost);
		encoder_close(&c);
		encoder_close(&c);
		buf_free(&out);
	}
	check_case(NULL);
}

static void all_of_Unicode_goes_through_GB18030_and_back(void)
{
	struct encoder c;
	struct decoder d;
	struct err err = { 0 };
	struct buf all = { 0 }, gb = { 0 }, back = { 0 };

	for (uint32_t cp = 1; cp < UTF8_BAD; cp++)
		if ((cp < 0xD800 || cp > 0xDFFF) && (cp < 0xE000 || cp > 0xF8FF))
			utf8_add(&all, cp);
	CHECK(encoder_open(&c, ENCODING_GB18030, &err) && decoder_open(&d, ENCODING_GB18030, &err));
	encoder_add(&c, all.at, all.n, &gb);
	decoder_feed(&d, gb.at, gb.n, &back);
	decoder_end(&d, &back);
	CHECK_INT((long long)c.lost, 0);
	CHECK_INT((long long)d.lost, 0);
	CHECK(back.n == all.n && !memcmp(back.at, all.at, all.n));
	encoder_close(&c);
	decoder_close(&d);
	buf_free(&all);
	buf_free(&gb);
	buf_free(&back);
}

static const struct test tests[] = {
	TEST(encodings_are_found_by_the_names_people_type),
	TEST(a_mark_is_seen_only_whole),
	TEST(what_an_encoding_lacks_is_counted),
	TEST(all_of_Unicode_goes_through_GB18030_and_back),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
