/* Rows of a file of returns: what they say, and how they come to an order's others. */
#include "store/io/return_row.h"

#include "tests/check.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;

static struct return_row row(const char *way, int day, const char *unit, const char *reason,
	const char *words, const char *result)
{
	struct return_row r;

	schema_init(&return_row_schema, &r);
	r.way = way;
	r.day = day_of(2026, 9, day);
	r.unit = unit;
	r.reason = reason;
	r.words = words;
	r.result = result;
	return r;
}

static void words_tell_the_two_meanings_of_sending_back(void)
{
	static const struct {
		const char *words;
		enum return_way way;
	} cases[] = {
		{ "申请退单", RETURN_BY_UNIT },
		{ "单位退单", RETURN_BY_UNIT },
		{ "退回重办", RETURN_TO_REDO },
		{ "退单重办", RETURN_TO_REDO },
		{ "打回整改", RETURN_TO_REDO },
		{ "改派", RETURN_SENT_ON },
		{ "申请改派", RETURN_BY_UNIT },
		{ "退回", (enum return_way)0 },
		{ "", (enum return_way)0 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		check_case(cases[i].words);
		CHECK_INT(return_way_of(cases[i].words), cases[i].way);
	}
	check_case(NULL);
	CHECK_INT(return_way_of_heading("退单时间"), RETURN_BY_UNIT);
	CHECK_INT(return_way_of_heading("改派单位"), 0);
}

static void a_row_is_read_with_its_reason_and_outcome(void)
{
	static const struct {
		const char *name, *reason, *words, *result;
		enum return_reason code;
		const char *said;
		enum return_result outcome;
	} cases[] = {
		{ "coded", "R03", "未移交", "同意", RETURN_OWNERSHIP, "未移交", RETURN_UPHELD },
		{ "named", "职责不符", "", "不同意", RETURN_NOT_OUR_DUTY, "", RETURN_REJECTED },
		{ "own words", "人手不足", "", "待审核", (enum return_reason)0, "人手不足", RETURN_ASKED },
		{ "in the words", "", "属地不符，不在我辖区", "", RETURN_WRONG_AREA, "属地不符，不在我辖区",
			RETURN_ASKED },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct return_row r =
			row("申请退单", 16, "住建局", cases[i].reason, cases[i].words, cases[i].result);
		struct order_return out;

		check_case(cases[i].name);
		return_row_read(&r, (enum return_way)0, &out);
		CHECK_INT(out.way, RETURN_BY_UNIT);
		CHECK_INT(out.reason, cases[i].code);
		CHECK_TEXT(out.words, cases[i].said);
		CHECK_INT(out.result, cases[i].outcome);
	}
	check_case(NULL);
}

static void a_day_of_its_own_tells_the_outcome(void)
{
	struct return_row r = row("", 16, "住建局", "R01", "", "");
	struct order_return out;

	r.rejected = day_of(2026, 9, 18);
	return_row_read(&r, RETURN_BY_UNIT, &out);
	CHECK_INT(out.way, RETURN_BY_UNIT);
	CHECK_INT(out.result, RETURN_REJECTED);
	CHECK_INT(out.decided.n, r.rejected.n);
}

static bool add(struct order *o, struct return_row r, bool *known)
{
	struct order_return out;

	return_row_read(&r, RETURN_BY_UNIT, &out);
	return return_row_add(o, &out, &arena, known);
}

static void the_same_return_is_one_and_its_outcome_may_come_later(void)
{
	struct order o;
	const struct order_return *list;
	bool known;

	schema_init(&order_schema, &o);
	CHECK(add(&o, row("", 16, "住建局", "R01", "无此职责", "待审核"), &known));
	CHECK(!known);
	CHECK(!add(&o, row("", 16, "住建局", "R01", "无此职责", ""), &known));
	CHECK(add(&o, row("", 16, "住建局", "", "", "驳回"), &known));
	CHECK(known);
	CHECK(!add(&o, row("", 16, "住建局", "R01", "无此职责", "待审核"), &known));
	list = o.returns.at;
	CHECK_INT(o.returns.n, 1);
	CHECK_INT(list[0].result, RETURN_REJECTED);
	CHECK_TEXT(list[0].words, "无此职责");

	CHECK(add(&o, row("", 17, "住建局", "R01", "无此职责", ""), &known));
	CHECK(add(&o, row("", 17, "交警大队", "R01", "无此职责", ""), &known));
	CHECK(add(&o, row("退回重办", 17, "交警大队", "", "答复不实", ""), &known));
	CHECK_INT(o.returns.n, 4);
}

static void one_packed_in_a_cell_is_the_same_as_its_row(void)
{
	struct order o;
	struct order_return packed;
	bool known;

	schema_init(&order_schema, &o);
	schema_init(&order_return_schema, &packed);
	packed.day = day_of(2026, 9, 16);
	packed.unit = "住建局";
	packed.reason = RETURN_NOT_OUR_DUTY;
	o.returns = (struct rows){ 1, &packed };
	CHECK(add(&o, row("", 16, "住建局", "R01", "", ""), &known));
	CHECK(known);
	CHECK_INT(o.returns.n, 1);
	CHECK_INT(((struct order_return *)o.returns.at)->way, RETURN_BY_UNIT);
}

static const struct test tests[] = {
	TEST(words_tell_the_two_meanings_of_sending_back),
	TEST(a_row_is_read_with_its_reason_and_outcome),
	TEST(a_day_of_its_own_tells_the_outcome),
	TEST(the_same_return_is_one_and_its_outcome_may_come_later),
	TEST(one_packed_in_a_cell_is_the_same_as_its_row),
};

int main(void)
{
	int failed = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return failed;
}
