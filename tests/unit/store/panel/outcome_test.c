/* Items that end without a ruling: 缓议, 退回协商, 征求法律意见, 提级, 不予研判. */
#include "store/schema/review.h"

#include "tests/check.h"
#include "tests/desk.h"

#include <string.h>

static struct desk desk;

static const struct {
	const char *verb;
	uint32_t item, case_;
} outcomes[] = {
	{ "adjourn", ITEM_ADJOURNED, CASE_ADJOURNED },
	{ "return", ITEM_RETURNED, CASE_CONSULTING },
	{ "ask-law", ITEM_LAW_ASKED, CASE_ADJOURNED },
	{ "refer", ITEM_REFERRED, CASE_REFERRED },
	{ "decline", ITEM_DECLINED, CASE_DECLINED },
};

static const struct outcome_args given = {
	.reason = "移交材料未提交",
	.whom = "县政府",
};

static void every_outcome_moves_item_and_case_and_keeps_its_reason(void)
{
	for (size_t i = 0; i < COUNT_OF(outcomes); i++) {
		struct item item;

		check_case(outcomes[i].verb);
		desk_start(&desk);
		desk_open(&desk);
		desk_do(&desk, outcomes[i].verb, &item_schema, "2026-01/1", &given);
		desk_get(&desk, &item_schema, "2026-01/1", &item);
		CHECK_INT(item.state, outcomes[i].item);
		CHECK_TEXT(item.reason, "移交材料未提交");
		CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), outcomes[i].case_);
		desk_end(&desk);
	}
}

static void none_is_recorded_without_a_reason(void)
{
	static const struct outcome_args silent = { .reason = "", .whom = "" };

	for (size_t i = 0; i < COUNT_OF(outcomes); i++) {
		struct err e = { 0 };

		check_case(outcomes[i].verb);
		desk_start(&desk);
		desk_open(&desk);
		CHECK(!desk_try(&desk, outcomes[i].verb, &item_schema, "2026-01/1", &silent, &e));
		CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_UNDER_REVIEW);
		desk_end(&desk);
	}
}

static void recuse(const char *unit)
{
	struct recuse_args args = { desk_uid(&desk, &unit_schema, unit), "系退单单位" };

	desk_do(&desk, "recuse", &item_schema, "2026-01/1", &args);
}

static void with_two_bodies_recused_only_a_referral_leads_on(void)
{
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	recuse("司法局");
	recuse("群众服务中心");

	struct ruling r = desk_ruling(&desk);
	CHECK(!desk_try(&desk, "agree", &item_schema, "2026-01/1", &r, &e));
	CHECK(strstr(e.what, "too few bodies"));
	desk_do(&desk, "refer", &item_schema, "2026-01/1", &given);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_REFERRED);
	desk_end(&desk);
}

static void orders_of_a_case_that_is_declined_go_another_way(void)
{
	desk_start(&desk);
	desk_open(&desk);
	desk_do(&desk, "decline", &item_schema, "2026-01/1", &given);
	CHECK_INT(desk_state(&desk, &order_schema, "G1"), ORDER_NOT_OURS);
	desk_end(&desk);
}

static void what_was_referred_or_sent_back_can_be_heard_again(void)
{
	for (size_t i = 0; i < 4; i++) {
		check_case(outcomes[i].verb);
		desk_start(&desk);
		desk_open(&desk);
		desk_do(&desk, outcomes[i].verb, &item_schema, "2026-01/1", &given);
		desk_do(&desk, "ready", &case_schema, "2026-0001", NULL);
		CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_READY);
		desk_end(&desk);
	}
}

/* 提级 of the item by a person of 司法局, which has recused, or of nobody's. */
static bool refer_as(struct uid member, struct err *e)
{
	struct who who = { .member = member, .name = "韩司南", .os_user = "", .host = "" };
	struct item after;
	struct act act;
	bool done;

	if (!act_begin(&act, desk.kv, &who, desk.now, e))
		return false;
	done = verb_do(&act, verb_named(KIND_ITEM, "refer"), desk_uid(&desk, &item_schema, "2026-01/1"),
			   &given, &after, e) &&
		act_commit(&act, e);
	act_abort(&act);
	return done;
}

static void a_recorder_of_a_recused_body_hands_the_pen_over(void)
{
	struct err e = { 0 };
	struct member m;

	desk_start(&desk);
	desk_open(&desk);
	schema_init(&member_schema, &m);
	m.name = "韩司南";
	m.unit = desk_uid(&desk, &unit_schema, "司法局");
	CHECK(desk_new(&desk, &member_schema, &m, &e));
	recuse("司法局");
	CHECK(!refer_as(m.head.uid, &e));
	CHECK_TEXT(e.what, "司法局 has recused: its recorder hands the pen over");
	CHECK(refer_as((struct uid){ 0 }, &e));
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(a_recorder_of_a_recused_body_hands_the_pen_over),
	TEST(every_outcome_moves_item_and_case_and_keeps_its_reason),
	TEST(none_is_recorded_without_a_reason),
	TEST(with_two_bodies_recused_only_a_referral_leads_on),
	TEST(orders_of_a_case_that_is_declined_go_another_way),
	TEST(what_was_referred_or_sent_back_can_be_heard_again),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
