#include "locale/calendar/date.h"

#include "locale/base/err.h"
#include "locale/msg/msg.h"
#include "tests/check.h"

#include <string.h>

static struct day today(void)
{
	return day_of(2026, 9, 21);
}

static void days_are_counted_from_the_first(void)
{
	CHECK_INT(day_of(1, 1, 1).n, 1);
	CHECK_INT(day_of(1970, 1, 1).n, 719163);
	CHECK_INT(day_weekday(day_of(2026, 9, 21)), 1);
	CHECK_INT(day_weekday(day_of(2026, 9, 20)), 7);
	CHECK_INT(day_weekday((struct day){ 0 }), 0);
}

static void every_day_of_ten_thousand_years_comes_back(void)
{
	int n = 0, wrong = 0;

	for (int year = 1; year <= 9999; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; day <= 31; day++) {
				struct day d = day_of(year, month, day);
				struct civil c = day_civil(d);

				if (!d.n)
					continue;
				wrong += d.n != ++n || c.year != year || c.month != month || c.day != day;
			}
	CHECK_INT(wrong, 0);
	CHECK_INT(n, 3652059);
}

static void a_day_the_calendar_has_not_is_no_day(void)
{
	CHECK_INT(day_of(2026, 2, 29).n, 0);
	CHECK_INT(day_of(1900, 2, 29).n, 0);
	CHECK(day_of(2000, 2, 29).n != 0);
	CHECK_INT(day_of(2026, 13, 1).n, 0);
	CHECK_INT(day_of(2026, 4, 31).n, 0);
	CHECK_INT(day_of(0, 1, 1).n, 0);
	CHECK_INT(day_civil((struct day){ 0 }).year, 0);
}

static void times_are_those_of_beijing(void)
{
	char out[DATE_TEXT];
	struct time t = { 1790000000 }; /* 2026-09-21 14:13:20 UTC */

	CHECK_TEXT(time_text(t, out), "2026-09-21 22:13:20");
	CHECK_TEXT(time_short_text(t, out), "09-21 22:13");
	CHECK_TEXT(time_clock_text(t, out), "22:13");
	CHECK_INT(time_of(time_day(t), 22 * 3600 + 13 * 60 + 20).s, t.s);
	CHECK_TEXT(time_text((struct time){ -1 }, out), "1970-01-01 07:59:59");
	CHECK_TEXT(time_text((struct time){ -28801 }, out), "1969-12-31 23:59:59");
}

static void the_forms_people_write_are_read(void)
{
	static const char *const forms[][2] = {
		{ "2026-09-21", "2026-09-21 00:00:00" },
		{ "2026/9/21", "2026-09-21 00:00:00" },
		{ "2026.9.21", "2026-09-21 00:00:00" },
		{ "20260921", "2026-09-21 00:00:00" },
		{ "2026年9月21日", "2026-09-21 00:00:00" },
		{ "2026 年 9 月 21 日", "2026-09-21 00:00:00" },
		{ "2026年9月21号", "2026-09-21 00:00:00" },
		{ "9月1日", "2026-09-01 00:00:00" },
		{ "09-21", "2026-09-21 00:00:00" },
		{ "9/2", "2026-09-02 00:00:00" },
		{ "  2026-09-21 \t\r\n", "2026-09-21 00:00:00" },
		{ "２０２６－０９－２１　０８：４０", "2026-09-21 08:40:00" },
		{ "2026-09-21 08:40", "2026-09-21 08:40:00" },
		{ "2026-09-21  8:40:05", "2026-09-21 08:40:05" },
		{ "20260921 08:40", "2026-09-21 08:40:00" },
		{ "2019/2/28 11:25:05", "2019-02-28 11:25:05" },
		{ "2026-09-21T08:40:00", "2026-09-21 08:40:00" },
		{ "2026-09-21T08:40:00.125Z", "2026-09-21 16:40:00" },
		{ "2026-09-21T20:40:00-0500", "2026-09-22 09:40:00" },
		{ "2026-09-21T08:40:00+08:00", "2026-09-21 08:40:00" },
		{ "2026-09-21 00:00:00.0", "2026-09-21 00:00:00" },
		{ "2026年9月21日8时40分", "2026-09-21 08:40:00" },
		{ "2026年9月21日 8时", "2026-09-21 08:00:00" },
		{ "2026年9月21日08:40", "2026-09-21 08:40:00" },
		{ "2026年9月21日8时40分5秒", "2026-09-21 08:40:05" },
		{ "2026年9月7日 上午9时", "2026-09-07 09:00:00" },
		{ "2026年9月7日下午3时", "2026-09-07 15:00:00" },
		{ "2026年9月7日下午15时05分", "2026-09-07 15:05:00" },
		{ "2026年9月7日中午12点半", "2026-09-07 12:30:00" },
		{ "2026年9月7日（星期一）晚上8点整", "2026-09-07 20:00:00" },
		{ "2026-09-07 周一 08:40", "2026-09-07 08:40:00" },
		{ "2026-09-07 下午 3:05", "2026-09-07 15:05:00" },
		{ "二〇二六年九月七日", "2026-09-07 00:00:00" },
		{ "二零二六年十二月二十一日", "2026-12-21 00:00:00" },
		{ "二○二六年十月三十日上午九时十分", "2026-10-30 09:10:00" },
		{ "九月十日", "2026-09-10 00:00:00" },
		{ "9月21日8点40分", "2026-09-21 08:40:00" },
		{ "09-21 08:40", "2026-09-21 08:40:00" },
		{ "2026-09-21 24时", "2026-09-22 00:00:00" },
		{ "2026-02-28 24:00", "2026-03-01 00:00:00" },
		{ "1949-10-01", "1949-10-01 00:00:00" },
		{ "2199-12-31 23:59:59", "2199-12-31 23:59:59" },
	};

	for (size_t i = 0; i < COUNT_OF(forms); i++) {
		char out[DATE_TEXT];
		struct time t = { 0 };
		struct err e = { 0 };

		check_case(forms[i][0]);
		CHECK(time_parse(forms[i][0], today(), &t, &e));
		CHECK_TEXT(time_text(t, out), forms[i][1]);
	}
}

static void anything_else_is_refused(void)
{
	static const char *const words[] = {
		"",
		" ",
		"?",
		"昨天",
		"2026",
		"2026-09",
		"2026年9月",
		"20141231999999",
		"201412319",
		"2014123",
		"20141231 999999",
		"20260921084000",
		"2.01412E+13",
		"45000",
		"2026-9/21",
		"2026-009-21",
		"26-09-21",
		"2026-09-21x",
		"x2026-09-21",
		"2026-09-2108:40",
		"2026-09-21 08",
		"2026-09-21 8:4",
		"2026-09-21 08:40:",
		"2026-09-21 08:40.5",
		"2026-09-21 08:40:05.",
		"2026-09-21T",
		"2026-09-21 上午",
		"9.21",
		"13800138000",
		"2026Y9M21D",
		"2026-09-21 08:40 2026-09-22",
		"-09-21",
		"2026--21",
		"2026-09-21 08时4",
		"上午9时",
		"下午",
		"二〇二六",
		"十",
		"2026年9月7日上午",
		"2026年9月7日上午15时",
		"二〇二六二年九月七日",
		"一二三四五六七八九",
		"\xFF\xFE",
		"2026-09-21                                                              8:40",
	};

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct time t = { 7 };
		struct err e = { 0 };

		check_case(words[i]);
		CHECK(!time_parse(words[i], today(), &t, &e));
		CHECK(!strncmp(e.what, "this is not a date: ", 20));
		CHECK(strstr(e.fix, "2026年9月21日") != NULL);
		CHECK_INT(t.s, 7);
	}
}

static void a_day_that_does_not_exist_is_called_so(void)
{
	static const char *const words[] = { "2026-02-29", "20261301", "2026-09-31", "2026-00-10",
		"2026-09-21 24:01", "2026-09-21 08:60", "2026-09-21 25:00", "2026-09-21 08:40:00+15:00",
		"02-29", "2026年9月21日8时61分", "1970-01-01 08:00:00" };
	struct day d = { 7 };
	struct err e = { 0 };

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		check_case(words[i]);
		CHECK(!day_parse(words[i], today(), &d, &e));
		CHECK(!strncmp(e.what, "there is no such day", 20));
	}
	CHECK_INT(d.n, 7);
}

static void a_far_year_is_a_slip(void)
{
	static const char *const words[] = { "1948-12-31", "2200-01-01", "0026-09-21", "9999-12-31" };
	struct day d;
	struct err e = { 0 };

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		check_case(words[i]);
		CHECK(!day_parse(words[i], today(), &d, &e));
		CHECK(!strncmp(e.what, "the year is not between", 23));
	}
}

static void without_a_today_the_year_must_be_written(void)
{
	struct day d;
	struct err e = { 0 };

	CHECK(!day_parse("09-21", (struct day){ 0 }, &d, &e));
	CHECK(!day_parse("9月21日", (struct day){ 0 }, &d, &e));
	CHECK(day_parse("2026-09-21", (struct day){ 0 }, &d, &e));
	CHECK_INT(d.n, today().n);
}

static void the_day_of_a_time_is_that_of_its_date(void)
{
	struct day d;
	struct err e = { 0 };

	CHECK(day_parse("2026-09-21 23:59", today(), &d, &e));
	CHECK_INT(d.n, today().n);
	CHECK(day_parse("9月21日24时", today(), &d, &e));
	CHECK_INT(d.n, today().n);
	CHECK(day_parse("2026-09-20T20:00:00Z", today(), &d, &e));
	CHECK_INT(d.n, today().n);
}

static void days_are_shown_in_four_ways(void)
{
	struct err e = { 0 };
	char out[DATE_TEXT];

	CHECK(msg_choose("zh_CN", &e));
	CHECK_TEXT(day_text(today(), out), "2026-09-21");
	CHECK_TEXT(day_short_text(today(), out), "09-21");
	CHECK_TEXT(day_weekday_text(today(), out), "09-21 周一");
	CHECK_TEXT(day_paper_text(today(), out), "2026年9月21日");
	CHECK_TEXT(day_weekday_text((struct day){ 0 }, out), "");
	CHECK_TEXT(time_text((struct time){ 0 }, out), "");
	CHECK(msg_choose("en", &e));
	CHECK_TEXT(day_weekday_text(today(), out), "09-21 Mon");
}

static const struct test tests[] = {
	TEST(days_are_counted_from_the_first),
	TEST(every_day_of_ten_thousand_years_comes_back),
	TEST(a_day_the_calendar_has_not_is_no_day),
	TEST(times_are_those_of_beijing),
	TEST(the_forms_people_write_are_read),
	TEST(anything_else_is_refused),
	TEST(a_day_that_does_not_exist_is_called_so),
	TEST(a_far_year_is_a_slip),
	TEST(without_a_today_the_year_must_be_written),
	TEST(the_day_of_a_time_is_that_of_its_date),
	TEST(days_are_shown_in_four_ways),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
