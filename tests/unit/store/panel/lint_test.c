#include "store/panel/lint.h"

#include "store/panel/guide.h"
#include "store/rec/rulebook.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

#include <string.h>

static const struct {
	const char *words, *wrong;
} duties[] = {
	{ "", "" },
	{ "修复信号灯，承担移交前的日常养护", "" },
	{ "巡查，发现损坏当日报交警大队", "" },
	{ "指导街道开展工作", "“指导” says little" },
	{ "配合做好相关工作", "“配合做好” says little" },
	{ "信号灯设施的有关事项", "no word says what is done" },
	{ "处理", "it does not say to what" },
	{ "修复、养护。", "it does not say to what" },
};

static void a_duty_says_what_is_done_to_what(void)
{
	struct arena a = { 0 };
	struct rules rules = { .county = "" };

	rules_fill(&rules, &a);
	for (size_t i = 0; i < COUNT_OF(duties); i++) {
		check_case(duties[i].words);
		CHECK_TEXT(lint_words(&rules, duties[i].words, &a), duties[i].wrong);
	}
	check_case(NULL);
	arena_free(&a);
}

static void better_words_come_from_what_is_in_force_for_the_same_unit(void)
{
	struct desk desk;
	struct ruling r;
	struct buf lines = { 0 };
	struct kv_txn txn;
	struct err e = { 0 };

	desk_start(&desk);
	desk_precedent(&desk);
	r = desk_ruling(&desk);
	((struct duty *)r.duties.at)[0].task = "加强管理";
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	lint_ruling(&txn, &r, &lines);
	kv_end_read(&txn);
	CHECK_TEXT(buf_text(&lines),
		"the duty of 交警大队: “加强” says little; better, as before: 修复并承担日常养护\n");
	buf_free(&lines);
	desk_end(&desk);
}

static void the_guide_says_where_an_order_goes_and_that_it_was_sent_elsewhere(void)
{
	struct precedent_classes classes;
	struct desk desk;
	struct guide_row row;
	struct order o;
	struct kv_txn txn;
	struct err e = { 0 };

	desk_start(&desk);
	desk_precedent(&desk);
	desk_get(&desk, &order_schema, "G1", &o);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	precedent_classes(&txn, &classes, &desk.arena);
	CHECK(guide_order(&txn, &classes, &o, &row, &desk.arena));
	CHECK_TEXT(row.lead, "交警大队");
	CHECK_TEXT(row.assists, "住建局");
	CHECK_TEXT(row.ruling, "2025-09");
	CHECK(row.elsewhere); /* 城关街道 has it in hand */
	CHECK(!strncmp(row.words, "请按研判结论2025-09办理：交警大队主办，住建局协办。",
		strlen("请按研判结论2025-09办理：交警大队主办，住建局协办。")));
	o.unit = "住建局";
	CHECK(guide_order(&txn, &classes, &o, &row, &desk.arena));
	CHECK(!row.elsewhere);
	o.unit = "12345热线"; /* not sent anywhere yet */
	CHECK(guide_order(&txn, &classes, &o, &row, &desk.arena));
	CHECK(!row.elsewhere);
	o.matter = o.title = "路灯不亮";
	CHECK(!guide_order(&txn, &classes, &o, &row, &desk.arena));
	kv_end_read(&txn);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(a_duty_says_what_is_done_to_what),
	TEST(better_words_come_from_what_is_in_force_for_the_same_unit),
	TEST(the_guide_says_where_an_order_goes_and_that_it_was_sent_elsewhere),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
