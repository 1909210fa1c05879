#include "locale/text/gb_pairs.h"

#include "locale/text/gb18030.h"
#include "locale/text/utf8.h"
#include "tests/check.h"

#include <string.h>

/* What the converter, or our own table, makes of one pair; nothing: neither reads it. */
static void by_converter(struct converter *c, const unsigned char pair[2], struct buf *out)
{
	size_t bytes;
	uint32_t cp;

	switch (gb_shape(pair, 2, &bytes, &cp)) {
	case GB_OURS:
		if (bytes == 2)
			utf8_add(out, cp);
		break;
	case GB_PLAIN:
		if (converter_run(c, pair, 2, out) != 2)
			buf_cut(out, 0);
		break;
	default:
		break;
	}
}

static void every_pair_is_read_as_the_converter_reads_it(void)
{
	struct buf expected = { 0 }, out = { 0 };
	struct converter c = { 0 };
	struct err e = { 0 };
	int differ = 0;

	if (!CHECK(converter_read(&c, ENCODING_GB18030, &e)))
		return;
	for (unsigned i = 0x8000; i <= 0xFFFF; i++) {
		unsigned char pair[2] = { (unsigned char)(i >> 8), (unsigned char)i };
		size_t taken;

		buf_cut(&expected, 0);
		buf_cut(&out, 0);
		by_converter(&c, pair, &expected);
		taken = gb_pairs_run(pair, 2, &out);
		differ += taken > 0 &&
			(taken != 2 || out.n != expected.n || memcmp(out.at, expected.at, out.n) != 0);
		differ += taken == 0 && expected.n > 0 && expected.n <= 3;
	}
	CHECK_INT(differ, 0);
	converter_close(&c);
	buf_free(&expected);
	buf_free(&out);
}

static void a_run_ends_before_what_is_cut_or_no_pair(void)
{
	struct buf out = { 0 };

	CHECK_INT(gb_pairs_run("a\xCA\xD0\xC3", 4, &out), 3);
	CHECK_TEXT(buf_text(&out), "a市");
	CHECK_INT(gb_pairs_run("\x81\x30\x81\x30", 4, &out), 0);
	CHECK_INT(gb_pairs_run("\xFF", 1, &out), 0);
	CHECK_INT(gb_pairs_run("", 0, &out), 0);
	CHECK_TEXT(buf_text(&out), "a市");
	buf_free(&out);
}

static const struct test tests[] = {
	TEST(every_pair_is_read_as_the_converter_reads_it),
	TEST(a_run_ends_before_what_is_cut_or_no_pair),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
