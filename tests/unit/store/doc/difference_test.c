#include "store/doc/difference.h"

#include "tests/check.h"

#include <string.h>

static struct buf got;

/* Paragraphs are the letters of the texts. */
static const char *difference(const char *old, const char *new)
{
	static const char *const letters[] = { "a", "b", "c", "d", "e", "f", "x", "y" };
	const char *lists[2][16];
	struct paragraphs both[2] = { { lists[0], 0 }, { lists[1], 0 } };
	const char *texts[] = { old, new };

	for (int i = 0; i < 2; i++)
		for (const char *at = texts[i]; *at; at++)
			for (size_t k = 0; k < COUNT_OF(letters); k++)
				if (*at == *letters[k])
					lists[i][both[i].n++] = letters[k];
	buf_cut(&got, 0);
	difference_words(&both[0], &both[1], &got);
	return buf_text(&got);
}

static void what_is_the_same_is_not_told(void)
{
	CHECK_TEXT(difference("abc", "abc"), "");
	CHECK_TEXT(difference("", ""), "");
}

static void the_difference_is_as_short_as_can_be(void)
{
	static const struct {
		const char *old, *new, *words;
	} cases[] = {
		{ "abc", "axc", "- b\n+ x\n" },
		{ "abc", "ac", "- b\n" },
		{ "ac", "abc", "+ b\n" },
		{ "", "ab", "+ a\n+ b\n" },
		{ "ab", "", "- a\n- b\n" },
		{ "abcdef", "abxdyf", "- c\n+ x\n- e\n+ y\n" },
		{ "abcd", "bcda", "- a\n+ a\n" },
		{ "aab", "ab", "- a\n" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		check_case(cases[i].new);
		CHECK_TEXT(difference(cases[i].old, cases[i].new), cases[i].words);
	}
}

static void papers_of_any_length_are_compared(void)
{
	enum { MANY = 70000 };
	static const char *old[MANY], *new[MANY];
	struct paragraphs a = { old, MANY }, b = { new, MANY };

	for (size_t i = 0; i < MANY; i++) {
		old[i] = "a";
		new[i] = "b";
	}
	buf_cut(&got, 0);
	difference_words(&a, &b, &got);
	CHECK_INT(got.n, 2 * 4 * MANY);
}

static const struct test tests[] = {
	TEST(what_is_the_same_is_not_told),
	TEST(the_difference_is_as_short_as_can_be),
	TEST(papers_of_any_length_are_compared),
};

int main(void)
{
	int status = check_run(tests, COUNT_OF(tests));

	buf_free(&got);
	return status;
}
