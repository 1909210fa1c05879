#include "locale/text/utf8.h"

#include "tests/check.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *bytes;
	size_t n, chars;
	bool valid;
} samples[] = {
	{ "empty", "", 0, 0, true },
	{ "ascii", "yanpan", 6, 6, true },
	{ "han", "联席会议", 12, 4, true },
	{ "beyond the BMP", "\xF0\xA0\xAE\xB7", 4, 1, true },
	{ "a NUL is a character", "a\0b", 3, 3, true },
	{ "last code point", "\xF4\x8F\xBF\xBF", 4, 1, true },
	{ "above the last", "\xF4\x90\x80\x80", 4, 4, false },
	{ "overlong slash", "\xC0\xAF", 2, 2, false },
	{ "overlong in three", "\xE0\x80\xAF", 3, 3, false },
	{ "overlong in four", "\xF0\x80\x80\xAF", 4, 4, false },
	{ "surrogate", "\xED\xA0\x80", 3, 3, false },
	{ "lone continuation", "\x80", 1, 1, false },
	{ "cut after two", "\xE8\x81", 2, 1, false },
	{ "cut inside text", "\xE8\x81 a", 4, 3, false },
	{ "five-byte form", "\xF8\x88\x80\x80\x80", 5, 5, false },
	{ "a GBK word", "\xC1\xAA\xCF\xAF", 4, 3, false },
};

static void only_strict_utf8_is_valid(void)
{
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		check_case(samples[i].name);
		CHECK_INT(utf8_valid(samples[i].bytes, samples[i].n), samples[i].valid);
		CHECK_INT(
			(long long)utf8_chars(samples[i].bytes, samples[i].n), (long long)samples[i].chars);
	}
	check_case(NULL);
}

static void every_code_point_comes_back_as_it_was_put(void)
{
	for (uint32_t cp = 0; cp < UTF8_BAD; cp++) {
		char out[4];
		const char *s = out;
		size_t n = utf8_put(out, cp);
		bool surrogate = cp >= 0xD800 && cp < 0xE000;

		if (utf8_next(&s, out + n) != (surrogate ? UTF8_REPLACEMENT : cp) || s != out + n ||
			!utf8_valid(out, n)) {
			CHECK_INT(cp, -1);
			return;
		}
	}
}

static void a_text_ends_at_its_NUL_where_no_end_is_given(void)
{
	const char *s = "议\xE8\x81";

	CHECK_INT(utf8_next(&s, NULL), 0x8BAE);
	CHECK_INT(utf8_next(&s, NULL), UTF8_BAD);
	CHECK_INT(utf8_next(&s, NULL), 0);
	CHECK_INT(utf8_next(&s, NULL), 0);
}

/* Random bytes, rich in leads and continuations. */
static size_t scramble(char *out, size_t n)
{
	static const char *const bits[] = { "a", "\xE8\x81\x94", "\xE8\x81", "\x80", "\xF0\x9F\x98\x80",
		"\xF0\x9F", "\xCC\x81", "\xED\xA0\x80", "\xFF" };
	size_t at = 0;

	while (at + 4 <= n) {
		const char *bit = bits[(size_t)rand() % COUNT_OF(bits)];

		memcpy(out + at, bit, strlen(bit));
		at += strlen(bit);
	}
	return at;
}

static void steps_back_undo_steps_forward(void)
{
	srand(1);
	for (int round = 0; round < 2000; round++) {
		char text[40];
		const char *end = text + scramble(text, sizeof(text)), *s = text;
		size_t n = 0;

		for (const char *before; s < end; n++) {
			before = s;
			s = utf8_after(s, end);
			if (utf8_before(text, s) != before || s == before)
				CHECK_INT(round, -1);
		}
		CHECK_INT((long long)n, (long long)utf8_chars(text, (size_t)(end - text)));
	}
}

static void a_cluster_keeps_its_marks(void)
{
	const char *s = "e\xCC\x81\xCC\x82议\xEF\xB8\x8F!";
	const char *end = s + strlen(s);

	CHECK_INT(utf8_cluster_after(s, end) - s, 5);
	CHECK_INT(utf8_cluster_after(s + 5, end) - s, 11);
	CHECK_INT(utf8_cluster_before(s, s + 11) - s, 5);
	CHECK_INT(utf8_cluster_before(s, s + 5) - s, 0);
	CHECK_INT(utf8_cluster_before(s, s) - s, 0);
}

static void the_sound_start_ends_where_the_damage_begins(void)
{
	const char *s = "abcdefgh联席会议abc\xE8\x81 ok";

	CHECK_INT((long long)utf8_sound(s, strlen(s)), 8 + 12 + 3);
}

static const struct test tests[] = {
	TEST(only_strict_utf8_is_valid),
	TEST(every_code_point_comes_back_as_it_was_put),
	TEST(a_text_ends_at_its_NUL_where_no_end_is_given),
	TEST(steps_back_undo_steps_forward),
	TEST(a_cluster_keeps_its_marks),
	TEST(the_sound_start_ends_where_the_damage_begins),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
