#include "store/panel/projection.h"

#include "tests/check.h"
#include "tests/desk.h"

#include <string.h>
#include <unistd.h>

static struct desk desk;
static struct arena a;

static void start(void)
{
	desk_start(&desk);
	desk_open(&desk);
}

static void end(void)
{
	arena_free(&a);
	desk_end(&desk);
}

static struct projection of_case(const struct ruling *wording)
{
	struct case_ c;
	struct projection p;
	struct kv_txn txn;
	struct err e = { 0 };

	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	projection_item(&txn, &c, wording, day_of(2026, 9, 21), &p, &a);
	kv_end_read(&txn);
	return p;
}

static const char *text_of(const struct projection *p)
{
	struct buf text = { 0 };
	const char *out;

	projection_text(p, &text);
	out = arena_text(&a, buf_text(&text));
	buf_free(&text);
	return out;
}

static void the_room_sees_no_wording_before_it_is_sent(void)
{
	start();
	struct projection p = of_case(NULL);

	CHECK(*p.title);
	CHECK_INT(p.count, 0);
	CHECK_TEXT(p.bases, "");
	end();
}

static void the_lead_stands_first_with_its_limit_and_the_day_that_makes(void)
{
	start();
	struct ruling r = desk_ruling(&desk);
	struct duty *duties = r.duties.at, lead = duties[0];

	duties[0] = duties[1];
	duties[1] = lead;
	duties[1].limit = (struct limit){ .unit = LIMIT_WORKDAYS, .n = 5 };

	struct projection p = of_case(&r);
	CHECK_INT(p.count, 2);
	CHECK_TEXT(p.lines[0].label, "leads");
	CHECK_TEXT(p.lines[0].limit, "5 working days, by 9-29");
	end();
}

static void names_and_numbers_in_a_duty_are_masked_and_lines_are_one(void)
{
	start();
	struct ruling r = desk_ruling(&desk);
	struct duty *duties = r.duties.at;

	duties[0].task = "修复\n信号灯\t联系人王建国，电话13800001111";
	struct projection p = of_case(&r);
	CHECK(!strstr(p.lines[0].words, "13800001111"));
	CHECK(!strstr(p.lines[0].words, "王建国"));
	CHECK(!strpbrk(p.lines[0].words, "\n\t"));
	end();
}

static void what_is_written_is_what_is_read(void)
{
	start();
	struct ruling r = desk_ruling(&desk);
	struct projection p = of_case(&r), again;
	const char *folder = check_folder();
	struct buf text = { 0 };
	struct err e = { 0 };

	p.meeting = "第15次研判会";
	p.item = "议题二(共五项)";
	p.seconds = 462;
	p.at = desk.now;
	p.curtain = true;
	projection_text(&p, &text);
	CHECK(projection_write(folder, &text, &e));
	projection_read(folder, &again, &a);
	CHECK_TEXT(text_of(&again), text_of(&p));
	buf_free(&text);
	end();
}

static void a_file_that_is_no_projection_shows_nothing(void)
{
	struct projection p;

	projection_parse(
		"kind\tsomething\nline\nline\t\t\t\t\t\ncurtain\n\n\t\t\nat\t99999999999999999999", &p, &a);
	CHECK_INT(p.kind, PROJECTION_NONE);
	CHECK_INT(p.count, 2);
	CHECK_TEXT(p.lines[1].words, "");
	arena_free(&a);
}

static void a_projector_is_known_while_it_runs(void)
{
	const char *folder = check_folder();
	int lock;

	CHECK(!projection_followed(folder));
	lock = projection_follow(folder);
	CHECK(lock >= 0);
	CHECK(projection_followed(folder));
	close(lock);
	CHECK(!projection_followed(folder));
}

static struct projection summary(void)
{
	struct projection p;
	struct kv_txn txn;
	struct err e = { 0 };

	CHECK(kv_begin_read(desk.kv, &txn, &e));
	projection_summary(
		&txn, desk_uid(&desk, &meeting_schema, "2026-01"), day_of(2026, 9, 21), &p, &a);
	kv_end_read(&txn);
	return p;
}

static void the_summary_has_every_item_with_units_and_days(void)
{
	start();
	struct ruling r = desk_ruling(&desk);

	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	struct projection p = summary();
	CHECK_INT(p.kind, PROJECTION_SUMMARY);
	CHECK_INT((long long)p.count, 1);
	CHECK_TEXT(p.lines[0].name, "中学门口信号灯损坏无人养护");
	CHECK_TEXT(p.lines[0].limit, "settled");
	CHECK(strstr(p.lines[0].words, "交警大队 5 working days, by 9-29") != NULL);
	end();
}

static void the_summary_says_what_goes_over(void)
{
	start();
	struct projection p = summary();

	CHECK_TEXT(p.lines[0].limit, "goes over to the next meeting");
	CHECK_TEXT(p.lines[0].words, "");
	end();
}

static const struct test tests[] = {
	TEST(the_summary_has_every_item_with_units_and_days),
	TEST(the_summary_says_what_goes_over),
	TEST(the_room_sees_no_wording_before_it_is_sent),
	TEST(the_lead_stands_first_with_its_limit_and_the_day_that_makes),
	TEST(names_and_numbers_in_a_duty_are_masked_and_lines_are_one),
	TEST(what_is_written_is_what_is_read),
	TEST(a_file_that_is_no_projection_shows_nothing),
	TEST(a_projector_is_known_while_it_runs),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
