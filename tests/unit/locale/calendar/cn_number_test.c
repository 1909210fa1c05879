#include "locale/calendar/cn_number.h"

#include "tests/check.h"

static void numbers_are_said_as_in_papers(void)
{
	static const struct {
		int n;
		const char *want;
	} cases[] = {
		{ 0, "零" },
		{ 1, "一" },
		{ 2, "二" },
		{ 10, "十" },
		{ 12, "十二" },
		{ 15, "十五" },
		{ 20, "二十" },
		{ 21, "二十一" },
		{ 100, "一百" },
		{ 105, "一百零五" },
		{ 110, "一百一十" },
		{ 111, "一百一十一" },
		{ 1000, "一千" },
		{ 1001, "一千零一" },
		{ 1010, "一千零一十" },
		{ 2026, "二千零二十六" },
		{ 9999, "九千九百九十九" },
	};
	char out[CN_NUMBER_TEXT];

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK_TEXT(cn_number(cases[i].n, out), cases[i].want);
}

static const struct test tests[] = {
	TEST(numbers_are_said_as_in_papers),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
