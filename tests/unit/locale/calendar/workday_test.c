#include "locale/calendar/workday.h"

#include "tests/check.h"

static void deadlines_skip_holidays_and_count_make_up_days(void)
{
	static const struct {
		int year, month, day, n;
		const char *due;
	} cases[] = {
		{ 2024, 2, 8, 5, "2024-02-21" },
		{ 2024, 2, 9, 1, "2024-02-18" },
		{ 2024, 4, 30, 3, "2024-05-08" },
		{ 2024, 9, 13, 2, "2024-09-18" },
		{ 2024, 9, 27, 5, "2024-10-10" },
		{ 2024, 10, 6, 2, "2024-10-09" },
		{ 2024, 6, 19, 15, "2024-07-10" },
		{ 2024, 12, 31, 1, "2025-01-02" },
		{ 2025, 1, 26, 1, "2025-01-27" },
		{ 2025, 9, 30, 5, "2025-10-14" },
		{ 2026, 1, 2, 1, "2026-01-04" },
		{ 2026, 2, 13, 5, "2026-02-27" },
		{ 2026, 4, 30, 5, "2026-05-11" },
	};
	char out[DATE_TEXT];

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct day received = day_of(cases[i].year, cases[i].month, cases[i].day);
		struct day due;
		bool unknown = false;

		check_case(cases[i].due);
		due = workday_add(received, cases[i].n, &unknown);
		CHECK_TEXT(day_text(due, out), cases[i].due);
		CHECK(!unknown);
		CHECK_INT(workday_between(received, due, &unknown), cases[i].n);
		CHECK_INT(workday_between(due, received, &unknown), -cases[i].n);
	}
}

static void a_make_up_sunday_is_worked_and_the_festival_is_not(void)
{
	CHECK(workday_is(day_of(2026, 9, 20)));
	CHECK(!workday_is(day_of(2026, 9, 25)));
	CHECK(!workday_is(day_of(2026, 9, 19)));
	CHECK(workday_is(day_of(2026, 9, 21)));
	CHECK(workday_is(day_of(2006, 12, 31))); /* from the notice for 2007 */
	CHECK(!workday_is((struct day){ 0 }));
}

static void a_year_without_a_notice_is_said_to_be_unknown(void)
{
	bool unknown = false;
	char out[DATE_TEXT];

	CHECK_TEXT(day_text(workday_add(day_of(2026, 12, 31), 1, &unknown), out), "2027-01-01");
	CHECK(unknown);
	unknown = false;
	workday_between(day_of(2026, 12, 1), day_of(2026, 12, 31), &unknown);
	CHECK(!unknown);
	CHECK(!workday_known(day_of(2027, 1, 1)) && !workday_known(day_of(2006, 6, 1)));
	workday_add(day_of(2027, 6, 1), 1, NULL);
}

static void counting_back_meets_the_same_days(void)
{
	char out[DATE_TEXT];

	CHECK_TEXT(day_text(workday_add(day_of(2026, 10, 9), -5, NULL), out), "2026-09-24");
	CHECK_TEXT(day_text(workday_add(day_of(2026, 10, 3), 0, NULL), out), "2026-10-03");
}

static void between_is_what_counting_day_by_day_gives(void)
{
	bool unknown = false;

	for (int year = 2005; year < 2030; year += 4)
		for (int i = 0; i < 1500; i += 7) {
			struct day from = day_of(year, 2, 27), to = { from.n + i };
			int n = 0;

			for (struct day at = from; at.n < to.n;) {
				at.n++;
				n += workday_is(at);
			}
			CHECK_INT(workday_between(from, to, &unknown), n);
			CHECK_INT(workday_between(to, from, &unknown), -n);
		}
}

static const struct test tests[] = {
	TEST(between_is_what_counting_day_by_day_gives),
	TEST(deadlines_skip_holidays_and_count_make_up_days),
	TEST(a_make_up_sunday_is_worked_and_the_festival_is_not),
	TEST(a_year_without_a_notice_is_said_to_be_unknown),
	TEST(counting_back_meets_the_same_days),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
