/* complete_test.c — what is offered while a query is typed. */
#include "store/find/complete.h"

#include "locale/msg/msg.h"
#include "tests/check.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;

/* The first offers for a query with its caret at ^, after the bytes they take the place of. */
static const char *offered(const char *typed, size_t most)
{
	static char out[512];
	const char *caret = strchr(typed, '^');
	struct completion found;
	struct buf query = { 0 }, b = { 0 };
	size_t at = caret ? (size_t)(caret - typed) : strlen(typed);

	buf_add(&query, typed, at);
	buf_puts(&query, caret ? caret + 1 : "");
	arena_free(&arena);
	complete_query(&order_schema, buf_text(&query), at, NULL, &found, &arena);
	if (found.count)
		buf_printf(&b, "%zu", found.from);
	for (size_t i = 0; i < found.count && i < most; i++)
		buf_printf(&b, " %s", found.offers[i].text);
	snprintf(out, sizeof(out), "%s", buf_text(&b));
	buf_free(&query);
	buf_free(&b);
	return out;
}

static const struct {
	const char *typed, *offers;
	size_t most;
} cases[] = {
	{ "zt", "0 状态:", 9 },
	{ "ｚｔ", "0 状态:", 9 },
	{ "stat", "0 状态:", 9 },
	{ "单", "0 单位:", 9 },
	{ "电梯 zt", "7 状态:", 9 },
	{ "-zt", "1 状态:", 9 },
	{ "电梯 -zt", "8 状态:", 9 },
	{ "zt^ 电梯", "0 状态:", 9 },
	{ "电梯", "", 9 },
	{ "", "", 9 },
	{ "电梯 ", "", 9 },
	{ "\"zt", "", 9 },
	{ "状态:dcs", "7 待初审", 9 },
	{ "状态：dcs", "9 待初审", 9 },
	{ "zt:初审", "3 待初审", 9 },
	{ "状态:待初审", "", 9 },
	{ "状态:待初审|ysl", "17 已受理", 9 },
	{ "状态:=ysl", "8 已受理", 9 },
	{ "-状态:ysl", "8 已受理", 9 },
	{ "状态:to_s", "7 待初审", 9 },
	{ "状态:", "7 仅备查 待初审", 2 },
	{ "保密:", "7 是 否", 9 },
	{ "收到:上", "7 上周 上月", 9 },
	{ "收到:by", "7 本月", 9 },
	{ "期限:>=jin", "9 今日 今年", 9 },
	{ "没有这项:x", "", 9 },
	{ "phone:1", "", 9 },
	{ "sqr", "", 9 },
	{ "退单.return_reason", "", 9 },
	{ "退单.reason:secret", "14 涉密或违背公序良俗", 9 },
};

static void fields_and_values_are_offered_as_one_types(void)
{
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		check_case(cases[i].typed);
		CHECK_TEXT(offered(cases[i].typed, cases[i].most), cases[i].offers);
	}
	check_case(NULL);
	arena_free(&arena);
}

/* Whatever is offered as a name is one. */
static void every_name_that_is_offered_names_a_field(void)
{
	char typed[2] = { 0 };

	for (typed[0] = 'a'; typed[0] <= 'z'; typed[0]++) {
		struct completion found;

		arena_free(&arena);
		complete_query(&order_schema, typed, 1, NULL, &found, &arena);
		for (size_t i = 0; i < found.count; i++) {
			const char *text = found.offers[i].text;
			const struct field *row;

			check_case(text);
			CHECK(query_field(&order_schema, arena_copy(&arena, text, strlen(text) - 1), &row));
		}
	}
	check_case(NULL);
	arena_free(&arena);
}

static const struct test tests[] = {
	TEST(fields_and_values_are_offered_as_one_types),
	TEST(every_name_that_is_offered_names_a_field),
};

int main(void)
{
	struct err e = { 0 };

	msg_choose("zh_CN", &e);
	return check_run(tests, COUNT_OF(tests));
}
