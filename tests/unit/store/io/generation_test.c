#include "store/io/generation.h"

#include "locale/calendar/date.h"
#include "tests/check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena arena;

static struct time at(int year, int month, int day, int hour)
{
	return time_of(day_of(year, month, day), hour * 3600);
}

static void a_generation_is_named_by_its_time_in_beijing(void)
{
	static const char *const wrong[] = { "", "20260921", "20260921-08400", "20260921-0840000",
		"20260931-084000", "20260921-246000", "2026 921-084000", "+0260921-084000", "unfinished" };
	char name[GENERATION_NAME];
	struct time made;

	generation_name((struct time){ 1789951200 }, name);
	CHECK_TEXT(name, "20260921-084000");
	CHECK(generation_time(name, &made));
	CHECK_INT(made.s, 1789951200);
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		check_case(wrong[i]);
		CHECK(!generation_time(wrong[i], &made));
	}
}

/* A copy every day of two years at 8, looked at on the last day. */
static void days_then_weeks_then_months_stay(void)
{
	enum { DAYS = 730 };
	struct time now = at(2026, 9, 21, 9);
	struct generation *list = arena_array(&arena, DAYS, sizeof(*list));
	bool keep[DAYS];
	int week = 0, weeks = 0, months = 0, older = 0;

	for (int i = 0; i < DAYS; i++)
		list[i].made = (struct time){ at(2026, 9, 21, 8).s - i * INT64_C(86400) };
	generation_keep(list, DAYS, now, keep);
	for (int i = 0; i < DAYS; i++) {
		week += keep[i] && i < 7;
		weeks += keep[i] && i >= 7 && i < 35;
		months += keep[i] && i >= 35 && i < 400;
		older += keep[i] && i >= 400;
	}
	CHECK_INT(week, 7);
	CHECK(weeks == 4 || weeks == 5);
	CHECK(months == 12 || months == 13);
	CHECK_INT(older, 0);
}

static void of_many_in_one_hour_the_last_and_the_newest_three_stay(void)
{
	struct time now = at(2026, 9, 21, 18);
	struct generation list[6] = { { 0 } };
	bool keep[6];

	for (int i = 0; i < 6; i++)
		list[i].made = (struct time){ at(2026, 9, 21, 10).s + (50 - i) * 60 };
	generation_keep(list, 6, now, keep);
	for (int i = 0; i < 6; i++)
		CHECK(keep[i] == (i < 3));
}

static void a_clock_set_back_takes_nothing_away(void)
{
	struct generation list[5] = { { 0 } };
	bool keep[5];

	for (int i = 0; i < 5; i++)
		list[i].made = at(2030, 1, 20 - i, 8);
	generation_keep(list, 5, at(2026, 9, 21, 9), keep);
	for (int i = 0; i < 5; i++)
		CHECK(keep[i]);
}

static void what_is_not_named_so_is_left_alone(void)
{
	const char *folder = check_folder();
	struct generation *list;
	char path[600];

	snprintf(path, sizeof(path), "%s/20260920-170000", folder);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/20260921-170000", folder);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/unfinished", folder);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/我的照片", folder);
	mkdir(path, 0700);
	CHECK_INT(generation_list(folder, &list, &arena), 2);
	CHECK_TEXT(list[0].name, "20260921-170000");
	CHECK_TEXT(list[1].name, "20260920-170000");
}

static void a_folder_goes_with_all_that_is_in_it_and_nothing_behind_links(void)
{
	char path[600], outside[600], inside[700];
	struct err e = { 0 };

	snprintf(outside, sizeof(outside), "%s/outside", check_folder());
	mkdir(outside, 0700);
	snprintf(path, sizeof(path), "%s/gone", check_folder());
	mkdir(path, 0700);
	snprintf(inside, sizeof(inside), "%s/link", path);
	CHECK_INT(symlink(outside, inside), 0);
	snprintf(inside, sizeof(inside), "%s/county", path);
	mkdir(inside, 0700);
	CHECK(generation_remove(path, &e));
	CHECK(access(path, F_OK) != 0 && access(outside, F_OK) == 0);
	CHECK(generation_remove(path, &e)); /* gone already: done */
}

static void a_note_reads_as_it_was_written(void)
{
	struct generation_note note = { .records = 130, .entries = 263, .bytes = 286720 }, read;
	char path[600];
	struct err e = { 0 };

	memset(note.head, 'a', sizeof(note.head) - 1);
	snprintf(path, sizeof(path), "%s/20260921-084000", check_folder());
	mkdir(path, 0700);
	CHECK(!generation_note_read(path, &read));
	CHECK(generation_note_write(path, &note, &e));
	CHECK(generation_note_read(path, &read));
	CHECK_INT(read.records, 130);
	CHECK_INT(read.entries, 263);
	CHECK_INT(read.bytes, 286720);
	CHECK_TEXT(read.head, note.head);
	CHECK_INT(read.made.s, 1789951200);
}

int main(void)
{
	static const struct test tests[] = {
		TEST(a_generation_is_named_by_its_time_in_beijing),
		TEST(days_then_weeks_then_months_stay),
		TEST(of_many_in_one_hour_the_last_and_the_newest_three_stay),
		TEST(a_clock_set_back_takes_nothing_away),
		TEST(what_is_not_named_so_is_left_alone),
		TEST(a_folder_goes_with_all_that_is_in_it_and_nothing_behind_links),
		TEST(a_note_reads_as_it_was_written),
	};
	int status = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return status;
}
