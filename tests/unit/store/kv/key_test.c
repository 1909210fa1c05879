#include "store/kv/key.h"

#include "tests/check.h"

#include <string.h>

static struct bytes text(const char *s)
{
	return (struct bytes){ .at = s, .n = strlen(s) };
}

static int order(const struct key *a, const struct key *b)
{
	size_t n = a->n < b->n ? a->n : b->n;
	int by = memcmp(a->at, b->at, n);

	return by ? by : (a->n > b->n) - (a->n < b->n);
}

static void signed_numbers_sort_as_numbers(void)
{
	static const int64_t rising[] = { INT64_MIN, -256, -1, 0, 1, 255, 256, INT64_MAX };
	struct key a, b;

	for (size_t i = 1; i < COUNT_OF(rising); i++) {
		key_start(&a);
		key_i64(&a, rising[i - 1]);
		key_start(&b);
		key_i64(&b, rising[i]);
		CHECK(order(&a, &b) < 0);
	}
}

static void a_shorter_text_sorts_first_whatever_follows(void)
{
	static const struct bytes rising[] = { { "", 0 }, { "\0", 1 }, { "\0\xFF", 2 }, { "\1", 1 },
		{ "a", 1 }, { "a\0", 2 }, { "a\0\0", 3 }, { "a\0b", 3 }, { "a\1", 2 }, { "ab", 2 },
		{ "\xFF", 1 } };
	struct key a, b;

	for (size_t i = 1; i < COUNT_OF(rising); i++) {
		key_start(&a);
		key_text(&a, rising[i - 1], 64);
		key_u32(&a, UINT32_MAX);
		key_start(&b);
		key_text(&b, rising[i], 64);
		key_u32(&b, 0);
		CHECK(order(&a, &b) < 0);
	}
}

static void parts_come_back_as_they_went_in(void)
{
	struct key k;
	struct bytes rest;
	struct buf back = { 0 };
	uint8_t u8;
	uint16_t u16;
	uint32_t u32;
	uint64_t u64;
	int64_t i64;

	key_start(&k);
	key_u8(&k, 0xFE);
	key_u16(&k, 0xFEDC);
	CHECK(key_text(&k, (struct bytes){ "a\0\xFF\1\0", 5 }, 64));
	key_u32(&k, 0xFEDCBA98);
	key_u64(&k, UINT64_C(0xFEDCBA9876543210));
	key_i64(&k, -42);
	rest = key_bytes(&k);
	CHECK(key_take_u8(&rest, &u8) && u8 == 0xFE);
	CHECK(key_take_u16(&rest, &u16) && u16 == 0xFEDC);
	CHECK(key_take_text(&rest, &back) && back.n == 5 && !memcmp(back.at, "a\0\xFF\1\0", 5));
	CHECK(key_take_u32(&rest, &u32) && u32 == 0xFEDCBA98);
	CHECK(key_take_u64(&rest, &u64) && u64 == UINT64_C(0xFEDCBA9876543210));
	CHECK(key_take_i64(&rest, &i64) && i64 == -42);
	CHECK_INT(rest.n, 0);
	CHECK(!key_take_u8(&rest, &u8));
	buf_free(&back);
}

static void the_worked_example_of_the_header_is_true(void)
{
	struct key k;

	key_start(&k);
	key_u8(&k, 3);
	key_text(&k, text("ab"), 64);
	key_u32(&k, 7);
	CHECK_INT(k.n, 9);
	CHECK(!memcmp(k.at, "\3ab\0\1\0\0\0\7", 9));
}

static void a_long_text_is_cut_and_says_so(void)
{
	char many[1000];
	struct key k;

	memset(many, 'x', sizeof(many));
	key_start(&k);
	key_u64(&k, 1);
	CHECK(!key_text(&k, (struct bytes){ many, sizeof(many) }, KEY_TEXT_MAX));
	CHECK_INT(k.n, 8 + KEY_TEXT_MAX + 2);
	key_start(&k);
	CHECK(key_text(&k, (struct bytes){ many, 64 }, 64));
	key_start(&k);
	CHECK(!key_text(&k, (struct bytes){ "abc\0", 4 }, 4)); /* no half of an 00 FF */
	CHECK_INT(k.n, 3 + 2);
}

static void a_text_without_its_end_is_refused(void)
{
	static const struct bytes bad[] = { { "", 0 }, { "abc", 3 }, { "ab\0", 3 }, { "ab\0\2", 4 },
		{ "ab\0\xFF", 4 } };
	struct buf out = { 0 };

	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct bytes rest = bad[i];

		CHECK(!key_take_text(&rest, &out));
		CHECK_INT(rest.n, bad[i].n);
	}
	CHECK_INT(out.n, 0);
	buf_free(&out);
}

static void beyond_is_after_all_that_start_so(void)
{
	struct key k, longest, next;

	key_start(&k);
	key_raw(&k, (struct bytes){ "a\xFF", 2 });
	longest = k;
	key_raw(&longest, (struct bytes){ "\xFF\xFF\xFF", 3 });
	CHECK(key_starts_with(key_bytes(&longest), key_bytes(&k)));
	next = k;
	CHECK(key_beyond(&next));
	CHECK(order(&longest, &next) < 0);
	CHECK(next.n == 1 && next.at[0] == 'b');
	key_start(&k);
	key_raw(&k, (struct bytes){ "\xFF\xFF", 2 });
	CHECK(!key_beyond(&k));
}

static const struct test tests[] = {
	TEST(signed_numbers_sort_as_numbers),
	TEST(a_shorter_text_sorts_first_whatever_follows),
	TEST(parts_come_back_as_they_went_in),
	TEST(the_worked_example_of_the_header_is_true),
	TEST(a_long_text_is_cut_and_says_so),
	TEST(a_text_without_its_end_is_refused),
	TEST(beyond_is_after_all_that_start_so),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
