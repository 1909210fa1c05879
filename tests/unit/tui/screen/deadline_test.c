#include "tui/screen/deadline.h"

#include "locale/base/err.h"
#include "locale/msg/msg.h"
#include "tests/check.h"

static const struct {
	const char *what;
	int month, day;
	const char *brief, *full;
} cases[] = {
	{ "today", 9, 21, "09-21 今日", "09-21 周一(今日)" },
	{ "tomorrow", 9, 22, "09-22 余1日", "09-22 周二(余1日)" },
	{ "over, and the Sunday before was worked", 9, 18, "09-18 超2日", "09-18 周五(超2日)" },
	{ "behind the mid-autumn days", 9, 28, "09-28 余4日", "09-28 周一(余4日)" },
	{ "behind the national days", 10, 9, "10-09 余8日", "10-09 周五(余8日)" },
};

static void what_is_left_is_counted_in_working_days(void)
{
	struct err e = { 0 };
	struct day today = day_of(2026, 9, 21);

	CHECK(msg_choose("zh_CN", &e));
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct time due = time_of(day_of(2026, cases[i].month, cases[i].day), 18 * 3600);
		struct buf brief = { 0 }, full = { 0 };

		check_case(cases[i].what);
		deadline_short(due, today, &brief);
		deadline_long(due, today, &full);
		CHECK_TEXT(buf_text(&brief), cases[i].brief);
		CHECK_TEXT(buf_text(&full), cases[i].full);
		buf_free(&brief);
		buf_free(&full);
	}
	check_case(NULL);
}

static void a_year_without_a_notice_is_said_to_be_unknown(void)
{
	struct buf out = { 0 };

	deadline_short(time_of(day_of(2031, 5, 6), 0), day_of(2026, 9, 21), &out);
	CHECK_TEXT(buf_text(&out), "05-06 节假日未知");
	buf_free(&out);
}

static void no_deadline_is_no_words(void)
{
	struct buf out = { 0 };

	deadline_short((struct time){ 0 }, day_of(2026, 9, 21), &out);
	deadline_long((struct time){ 0 }, day_of(2026, 9, 21), &out);
	CHECK_TEXT(buf_text(&out), "");
	CHECK(!deadline_past((struct time){ 0 }, (struct time){ 1 }));
	CHECK(deadline_past((struct time){ 1 }, (struct time){ 2 }));
}

static void a_day_alone_lasts_until_its_end(void)
{
	struct day day = day_of(2026, 9, 21);

	CHECK(!deadline_past(time_of(day, 0), time_of(day, 86399)));
	CHECK(deadline_past(time_of(day, 0), time_of((struct day){ day.n + 1 }, 0)));
	CHECK(deadline_past(time_of(day, 3600), time_of(day, 3601)));
}

static const struct test tests[] = {
	TEST(what_is_left_is_counted_in_working_days),
	TEST(a_year_without_a_notice_is_said_to_be_unknown),
	TEST(no_deadline_is_no_words),
	TEST(a_day_alone_lasts_until_its_end),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
