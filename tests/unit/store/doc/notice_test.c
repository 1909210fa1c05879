/* 会议通知 and 会议材料: who is asked to come, what for, and nothing about the caller. */
#include "store/doc/notice.h"

#include "store/doc/html.h"
#include "store/doc/pack.h"
#include "store/doc/papers.h"
#include "store/doc/text.h"
#include "tests/check.h"
#include "tests/desk.h"

#include <string.h>

static struct desk desk;
static struct buf paper;

static bool print(const char *name, bool html, struct err *e)
{
	struct doc doc = { .arena = &desk.arena };
	struct view view = { .kind = VIEW_PAPER };
	const struct paper_kind *kind = paper_named(name, NULL, e);
	struct meeting m;
	struct kv_txn txn;
	bool built;

	desk_get(&desk, &meeting_schema, "2026-01", &m);
	buf_cut(&paper, 0);
	CHECK(kv_begin_read(desk.kv, &txn, e));
	built = kind && kind->build(&txn, &m, (struct uid){ 0 }, &view, &doc, e);
	kv_end_read(&txn);
	if (built && html)
		doc_html(&doc, &paper);
	else if (built)
		doc_text(&doc, DOC_COLUMNS, &paper);
	return built;
}

static bool has(const char *words)
{
	return strstr(buf_text(&paper), words) != NULL;
}

/* Two cases; the second comes after the notice, and has a caller. */
static void play(void)
{
	struct accept_args accept = {
		.number = "",
		.title = "公证收费投诉由谁核查",
		.category = "",
		.reason = "诉求人张三，手机13812342096，称公证处多收费。",
	};

	desk_start(&desk);
	desk_case(&desk);
	desk_meeting(&desk);
	desk_do(&desk, "notify", &meeting_schema, "2026-01", NULL);
	desk_do(&desk, "accept", &order_schema, "G2", &accept);
	desk_do(&desk, "place", &case_schema, "2026-0002", NULL);
}

static void a_notice_says_to_whom_where_and_what_for(void)
{
	struct err e = { 0 };

	play();
	CHECK(print("会议通知", false, &e));
	CHECK(has("临溪县司法局"));
	CHECK(has("县政府三楼会议室"));
	CHECK(has("1.中学门口信号灯损坏无人养护（列席：交警大队"));
	CHECK(has("临时增加"));
	CHECK(has("成员单位：县委编办、司法局、群众服务中心"));
	desk_end(&desk);
}

static void a_pack_has_the_returns_and_the_question_of_each_case(void)
{
	struct err e = { 0 };

	play();
	CHECK(print("会议材料", false, &e));
	CHECK(has("一、中学门口信号灯损坏无人养护"));
	CHECK(has("当事单位：交警大队、住建局"));
	CHECK(has("退单单位"));
	CHECK(has("二、公证收费投诉由谁核查（临时增加）"));
	CHECK(has("请研究：本事项由哪家单位牵头"));
	desk_end(&desk);
}

static void nothing_personal_of_the_caller_is_in_the_pack(void)
{
	struct err e = { 0 };

	play();
	CHECK(print("pack", false, &e));
	CHECK(!has("张三"));
	CHECK(!has("13812342096"));
	desk_end(&desk);
}

static void each_case_begins_a_page(void)
{
	struct err e = { 0 };

	play();
	CHECK(print("pack", true, &e));
	CHECK(has("<div class=\"page\"></div>\n<h2>二、"));
	CHECK(!has("<div class=\"page\"></div>\n<h2>一、"));
	desk_end(&desk);
}

static void what_became_of_a_case_before_is_told(void)
{
	struct outcome_args adjourn = { .reason = "移交材料未提交" };
	struct meeting next;
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	desk_do(&desk, "adjourn", &item_schema, "2026-01/1", &adjourn);
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	desk_do(&desk, "ready", &case_schema, "2026-0001", NULL);
	schema_init(&meeting_schema, &next);
	next.time = desk.now;
	CHECK(desk_new(&desk, &meeting_schema, &next, &e));
	desk_do(&desk, "place", &case_schema, "2026-0001", NULL);

	struct doc doc = { .arena = &desk.arena };
	struct view view = { .kind = VIEW_PAPER };
	struct meeting m;
	struct kv_txn txn;
	desk_get(&desk, &meeting_schema, "2026-02", &m);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	CHECK(pack_build(&txn, &m, &view, &doc, &e));
	kv_end_read(&txn);
	buf_cut(&paper, 0);
	doc_text(&doc, DOC_COLUMNS, &paper);
	CHECK(has("曾提交2026-01号会议"));
	CHECK(has("移交材料未提交"));
	desk_end(&desk);
}

static void an_empty_agenda_makes_neither(void)
{
	static const char *const names[] = { "notice", "pack" };
	struct meeting m;

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct err e = { 0 };

		desk_start(&desk);
		schema_init(&meeting_schema, &m);
		m.time = desk.now;
		CHECK(desk_new(&desk, &meeting_schema, &m, &e));
		CHECK(!print(names[i], false, &e));
		CHECK_TEXT(e.what, "nothing is on the agenda yet");
		desk_end(&desk);
	}
}

static const struct test tests[] = {
	TEST(a_notice_says_to_whom_where_and_what_for),
	TEST(a_pack_has_the_returns_and_the_question_of_each_case),
	TEST(nothing_personal_of_the_caller_is_in_the_pack),
	TEST(each_case_begins_a_page),
	TEST(what_became_of_a_case_before_is_told),
	TEST(an_empty_agenda_makes_neither),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
