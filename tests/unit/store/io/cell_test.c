/* What is read out of one cell: returns, damage, markings. */
#include "locale/calendar/date.h"
#include "store/io/damage.h"
#include "store/io/returns.h"
#include "store/schema/secret.h"
#include "store/panel/derive.h"
#include "tests/check.h"

#include <stdio.h>
#include <string.h>

static void returns_are_read_as_hotlines_pack_them(void)
{
	static const struct {
		const char *name, *cell, *want; /* day|unit|reason|words|basis|proposed|result|decided */
	} cases[] = {
		{ "full", "2026-09-16 交警大队 职责不符: 未移交我队; 建议住建局; 驳回 2026-09-17",
			"2026-09-16|交警大队|1|未移交我队||住建局|3|2026-09-17" },
		{ "full width", "2026年9月16日 交警大队 权属不清：未验收；建议由住建局办理；依据三定第四条",
			"2026-09-16|交警大队|3|未验收|三定第四条|住建局|1|" },
		{ "glued", "交警大队职责不符", "|交警大队|1|职责不符|||1|" },
		{ "with time", "2026/9/16 15:40 教体局 重复派单", "2026-09-16|教体局|12|重复派单|||1|" },
		{ "only words", "我局无此职能", "||0|我局无此职能|||1|" },
		{ "unit and words", "教体局: 该店属职责交叉事项", "|教体局|4|该店属职责交叉事项|||1|" },
		{ "code", "2026-09-16 教体局 R13: 须报省", "2026-09-16|教体局|13|须报省|||1|" },
		{ "more words", "教体局 职责不符: 甲; 乙; 同意事项不明",
			"|教体局|1|甲; 乙; 同意事项不明|||1|" },
		{ "unknown reason", "教体局 人手不足: 甲", "|教体局|0|人手不足: 甲|||1|" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena a = { 0 };
		struct rows rows = returns_read(cases[i].cell, day_of(2026, 9, 21), &a);
		const struct order_return *r = rows.at;
		char day[DATE_TEXT], decided[DATE_TEXT], got[512];

		check_case(cases[i].name);
		if (CHECK_INT(rows.n, 1)) {
			snprintf(got, sizeof(got), "%s|%s|%u|%s|%s|%s|%u|%s", day_text(r->day, day), r->unit,
				r->reason, r->words, r->basis, r->proposed, r->result,
				day_text(r->decided, decided));
			CHECK_TEXT(got, cases[i].want);
		}
		arena_free(&a);
	}
	check_case(NULL);
}

static void only_what_units_send_back_counts_as_a_return(void)
{
	struct arena a = { 0 };
	struct order o;

	schema_init(&order_schema, &o);
	o.returns = returns_read("2026-09-01 甲局 职责不符\n\n2026-09-05 热线 退回重办: 答复不实\n"
							 "2026-09-08 乙局 职责不符",
		day_of(2026, 9, 21), &a);
	order_count_returns(&o, 0);
	CHECK_INT(o.returns.n, 3);
	CHECK_INT(o.bounces, 2);
	CHECK_INT(o.days_lost, 7);
	order_count_returns(&o, 5);
	CHECK_INT(o.bounces, 5);
	arena_free(&a);
}

static void damage_is_told_from_what_people_write(void)
{
	static const struct {
		const char *text;
		enum damage_kind kind;
		int64_t places, at;
	} cases[] = {
		{ "市民来电反映路灯不亮", DAMAGE_NONE, 0, 0 },
		{ "可以吗?请回复。为什么?", DAMAGE_NONE, 0, 0 },
		{ "怎么没人管???", DAMAGE_NONE, 0, 0 },
		{ "Wi-Fi & 4G \\ ok", DAMAGE_NONE, 0, 0 },
		{ "café", DAMAGE_NONE, 0, 0 },
		{ "路段\xEF\xBF\xBD内", DAMAGE_REPLACED, 1, 2 },
		{ "来电锟斤拷锟斤拷", DAMAGE_REPLACED, 2, 2 },
		{ "恒大?海口文化", DAMAGE_QUESTION, 1, 2 },
		{ "在?龊?村", DAMAGE_QUESTION, 2, 1 },
		{ "??欢迎", DAMAGE_QUESTION, 1, 1 },
		{ "联系人张?请尽快回电", DAMAGE_QUESTION, 1, 4 },
		{ "收费是否合理?请核实处理", DAMAGE_NONE, 0, 0 },
		{ "敢不敢当面检测?每天都来", DAMAGE_NONE, 0, 0 },
		{ "什么时间拆?已经半年了，在湖?镇", DAMAGE_QUESTION, 1, 14 },
		{ "管道一直没有开挖?请城管核实", DAMAGE_NONE, 0, 0 },
		{ "????1?", DAMAGE_QUESTION, 5, 0 },
		{ "&#24066;&#27665;来电", DAMAGE_ENTITIES, 2, 0 },
		{ "\\u5e02\\u6c11", DAMAGE_ENTITIES, 2, 0 },
		{ "a&nbsp;b", DAMAGE_ENTITIES, 1, 1 },
		{ "ÊÐÃñÀ´µç", DAMAGE_MISREAD, 1, 0 },
		{ "å¸‚æ°‘æ�¥", DAMAGE_REPLACED, 1, 7 },
		{ "甯傛皯鏉ョ數鍜ㄨ宸ュ崟缂栧彿", DAMAGE_MISREAD, 1, 0 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct damage d = damage_of(cases[i].text, strlen(cases[i].text));

		check_case(cases[i].text);
		CHECK_INT(d.kind, cases[i].kind);
		CHECK_INT(d.places, cases[i].places);
		CHECK_INT(d.at, cases[i].at);
	}
	check_case(NULL);
}

static void a_marking_is_told_from_the_word_in_a_sentence(void)
{
	static const char *const marked[] = { "机密★10年 某设施", "【秘密】内容", "绝密", "秘密\n内容",
		"密级：机密\n内容", "关于某事的函 秘密★ 内容", "(机密)内容" };
	static const char *const plain[] = { "请为我保守秘密", "秘密举报有人赌博", "商业秘密被泄露",
		"密码忘记", "机密文件柜厂噪声扰民", "" };

	for (size_t i = 0; i < COUNT_OF(marked); i++) {
		check_case(marked[i]);
		CHECK(secret_marked(marked[i]));
	}
	for (size_t i = 0; i < COUNT_OF(plain); i++) {
		check_case(plain[i]);
		CHECK(!secret_marked(plain[i]));
	}
	check_case(NULL);
	CHECK(secret_level("文件密级", "机密"));
	CHECK(!secret_level("文件密级", "公开"));
}

static const struct test tests[] = {
	TEST(returns_are_read_as_hotlines_pack_them),
	TEST(only_what_units_send_back_counts_as_a_return),
	TEST(damage_is_told_from_what_people_write),
	TEST(a_marking_is_told_from_the_word_in_a_sentence),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
