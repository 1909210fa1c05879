#include "store/io/json.h"

#include "store/io/base64.h"
#include "tests/check.h"

#include <string.h>

static struct arena arena;

static bool reads(const char *text, struct json *j)
{
	struct err e = { 0 };

	return json_read((struct bytes){ text, strlen(text) }, j, &arena, &e);
}

static void a_tree_is_what_was_written(void)
{
	struct json j;
	int64_t n;

	CHECK(reads(" {\"a\":[1,-20,true,null],\"文\":{\"x\":\"\\u6587\\ud83d\\ude00\\n\\\"\"}} ", &j));
	CHECK_INT(json_member(&j, "a")->n, 4);
	CHECK(json_i64(&json_member(&j, "a")->items[1], &n) && n == -20);
	CHECK(json_member(&j, "a")->items[2].type == JSON_TRUE);
	CHECK_TEXT(json_member(json_member(&j, "文"), "x")->text, "文😀\n\"");
	CHECK(!json_member(&j, "b"));
}

static void whole_numbers_know_their_limits(void)
{
	struct json j;
	uint64_t u;
	int64_t i;

	CHECK(reads("18446744073709551615", &j) && json_u64(&j, &u) && u == UINT64_MAX);
	CHECK(!json_i64(&j, &i));
	CHECK(reads("18446744073709551616", &j) && !json_u64(&j, &u));
	CHECK(reads("-9223372036854775808", &j) && json_i64(&j, &i) && i == INT64_MIN);
	CHECK(!json_u64(&j, &u));
	CHECK(reads("1.5e3", &j) && !json_i64(&j, &i));
}

static void what_is_no_json_is_refused(void)
{
	static const char *const wrong[] = { "", "{", "[", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}",
		"{\"a\":1,\"a\":2}", "01", "-", "1.", "1e", "+1", "\"", "\"\\x\"", "\"\\u12\"",
		"\"\\ud800\"", "\"\\udc00\"", "\"\\u0000\"", "\"\t\"", "tru", "nulll", "1 2", "\xFF",
		"\"\xC0\xAF\"", "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]" };
	struct json j;

	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		check_case(wrong[i]);
		CHECK(!reads(wrong[i], &j));
	}
}

static void bytes_come_back_from_letters(void)
{
	static const struct {
		const char *bytes, *text;
	} cases[] = { { "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" }, { "foo", "Zm9v" },
		{ "foob", "Zm9vYg==" }, { "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" } };
	static const char *const wrong[] = { "Z", "Zg", "Zg=", "Z===", "====", "Zm9=Zm9v", "Zm 9",
		"文" };
	struct buf b = { 0 };
	struct bytes back;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		buf_cut(&b, 0);
		base64_write(&b, (struct bytes){ cases[i].bytes, strlen(cases[i].bytes) });
		CHECK(!strncmp(buf_text(&b), cases[i].text, b.n) && b.n == strlen(cases[i].text));
		CHECK(base64_read(cases[i].text, strlen(cases[i].text), &back, &arena));
		CHECK(back.n == strlen(cases[i].bytes) && !memcmp(back.at, cases[i].bytes, back.n));
	}
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		check_case(wrong[i]);
		CHECK(!base64_read(wrong[i], strlen(wrong[i]), &back, &arena));
	}
	buf_free(&b);
}

int main(void)
{
	static const struct test tests[] = {
		TEST(a_tree_is_what_was_written),
		TEST(whole_numbers_know_their_limits),
		TEST(what_is_no_json_is_refused),
		TEST(bytes_come_back_from_letters),
	};
	int status = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return status;
}
