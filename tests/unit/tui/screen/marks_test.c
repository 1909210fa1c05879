#include "tui/screen/marks.h"

#include "tests/check.h"

static void a_mark_is_there_until_it_is_taken_away(void)
{
	struct marks m = { 0 };

	marks_set(&m, 7, true);
	marks_set(&m, 3, true);
	marks_set(&m, 7, true);
	CHECK_INT(m.n, 2);
	CHECK(marks_have(&m, 3) && marks_have(&m, 7));
	marks_set(&m, 3, false);
	marks_set(&m, 4, false);
	CHECK(!marks_have(&m, 3) && marks_have(&m, 7));
	CHECK_INT(m.n, 1);
	marks_free(&m);
	marks_free(&m);
}

static void marks_stay_in_order_whatever_the_order_of_marking(void)
{
	struct marks m = { 0 };

	for (uint32_t i = 0; i < 500; i++)
		marks_set(&m, i * 37 % 501, true);
	for (size_t i = 1; i < m.n; i++)
		CHECK(m.at[i - 1] < m.at[i]);
	CHECK_INT(m.n, 500);
	for (uint32_t i = 0; i < 250; i++)
		marks_set(&m, i * 37 % 501, false);
	CHECK_INT(m.n, 250);
	marks_clear(&m);
	CHECK(!marks_have(&m, 37));
	marks_free(&m);
}

static const struct test tests[] = {
	TEST(a_mark_is_there_until_it_is_taken_away),
	TEST(marks_stay_in_order_whatever_the_order_of_marking),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
