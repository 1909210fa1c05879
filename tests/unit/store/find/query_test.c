/* What people may ask of a list, and how they are told that they cannot. */
#include "locale/msg/msg.h"
#include "store/find/query.h"
#include "tests/check.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct query query;
static struct err err;

static struct day monday(void)
{
	return day_of(2026, 9, 21);
}

static bool parse(const char *text)
{
	arena_free(&arena);
	memset(&err, 0, sizeof(err));
	return query_parse(&order_schema, text, monday(), &query, &arena, &err);
}

/* "field[.row] [-]test value|…" of each term, one a line: short enough for a table. */
static void write_value(struct buf *b, const struct query_value *v)
{
	switch (v->test) {
	case QUERY_HAS:
		buf_printf(b, "has %s%s", v->text, v->pinyin ? " or pinyin" : "");
		break;
	case QUERY_IS:
		buf_printf(b, "is %s", v->text);
		break;
	case QUERY_LINKS:
		buf_printf(b, "links %s%s%s", v->exact ? "=" : "", v->text, v->pinyin ? " or pinyin" : "");
		break;
	case QUERY_EMPTY:
		buf_puts(b, "empty");
		break;
	case QUERY_WITHIN:
		buf_puts(b, "within ");
		if (v->low != INT64_MIN)
			buf_printf(b, "%lld", (long long)v->low);
		buf_puts(b, "..");
		if (v->high != INT64_MAX)
			buf_printf(b, "%lld", (long long)v->high);
		break;
	}
}

static const char *written(void)
{
	static char text[1024];
	struct buf b = { 0 };

	for (size_t i = 0; i < query.count; i++) {
		const struct query_term *t = &query.terms[i];

		buf_printf(&b, "%s%s%s%s%s:", i ? "; " : "", t->without ? "-" : "",
			t->field ? t->field->name : "", t->row ? "." : "", t->row ? t->row->name : "");
		for (size_t k = 0; k < t->count; k++) {
			buf_putc(&b, k ? '|' : ' ');
			write_value(&b, &t->values[k]);
		}
	}
	snprintf(text, sizeof(text), "%s", buf_text(&b));
	buf_free(&b);
	return text;
}

static const struct {
	const char *query, *terms;
} readable[] = {
	{ "", "" },
	{ "  \xE3\x80\x80 ", "" },
	{ "电梯", ": has 电梯" },
	{ "电梯 -住建", ": has 电梯; -: has 住建" },
	{ "电梯|扶梯", ": has 电梯|has 扶梯" },
	{ "\"整句 话\"", ": has 整句 话" },
	{ "“整句 话”", ": has 整句 话" },
	{ "\"没有收尾", ": has 没有收尾" },
	{ "-", "" },
	{ "- 电梯", ": has 电梯" },
	{ "单位:住建", "unit: has 住建" },
	{ "单位：住建", "unit: has 住建" },
	{ "unit:住建", "unit: has 住建" },
	{ "-unit:住建", "-unit: has 住建" },
	{ "unit:=住建局|教体", "unit: is 住建局|has 教体" },
	{ "unit:\"住建 局\"|教体", "unit: has 住建 局|has 教体" },
	{ "unit:\"<7\"", "unit: has <7" },
	{ "unit:=\"\"", "unit: empty" },
	{ "-unit:\"\"", "-unit: empty" },
	{ "state:待初审", "state: within 2..2" },
	{ "state:to_screen|仅备查", "state: within 2..2|within 1..1" },
	{ "状态：待初审｜已受理", "state: within 2..2|within 3..3" },
	{ "bounces:2", "bounces: within 2..2" },
	{ "bounces:>2", "bounces: within 3.." },
	{ "bounces：＞＝２", "bounces: within 2.." },
	{ "bounces:≤2", "bounces: within ..2" },
	{ "bounces:<2", "bounces: within ..1" },
	{ "bounces:2..5", "bounces: within 2..5" },
	{ "bounces:..5|7..", "bounces: within ..5|within 7.." },
	{ "退单:>2", "bounces: within 3.." },
	{ "退单:住建", "returns: has 住建" },
	{ "退单.单位:住建", "returns.unit: has 住建" },
	{ "returns.result:upheld", "returns.result: within 2..2" },
	{ "case:2026-0087", "case: links 2026-0087" },
	{ "case:=2026-0087", "case: links =2026-0087" },
	{ "confidential:是", "confidential: within 1..1" },
	{ "confidential:no", "confidential: within 0..0" },
	{ "类别:物业", "category: has 物业" },
	{ "事发:北路", "address: has 北路" },
	{ "12:30", ": has 12:30" },
	{ "http://a.cn", ": has http://a.cn or pinyin" },
	{ "zjj", ": has zjj or pinyin" },
	{ "ＺＪＪ|3hl", ": has zjj or pinyin|has 3hl or pinyin" },
	{ "\"zjj\" -zj局", ": has zjj; -: has zj局" },
	{ "20260812", ": has 20260812" },
	{ "unit:zjj|=zjj|\"zjj\"", "unit: has zjj or pinyin|is zjj|has zjj" },
	{ "case:dtgz", "case: links dtgz or pinyin" },
	{ "case:=dtgz", "case: links =dtgz" },
	{ "dw:住建", "unit: has 住建" },
	{ "xbdw:住建", "unit: has 住建" },
	{ "danwei:住建", "unit: has 住建" },
	{ "zt:dcs", "state: within 2..2" },
	{ "ZhuangTai:ysl", "state: within 3..3" },
	{ "tdcs:>2", "bounces: within 3.." },
	{ "td.dw:住建", "returns.unit: has 住建" },
	{ "\"单位:住建\"", ": has 单位:住建" },
};

static void what_people_write_is_read(void)
{
	for (size_t i = 0; i < COUNT_OF(readable); i++) {
		check_case(readable[i].query);
		if (!CHECK(parse(readable[i].query)))
			printf("%s (%s)\n", err.what, err.where);
		CHECK_TEXT(written(), readable[i].terms);
	}
}

static int64_t second_of(int month, int day)
{
	return time_of(day_of(2026, month, day), 0).s;
}

/* Deadlines are times; days in a query reach from their first second to their last. */
/* Two ways to say the same, on Monday 2026-09-21. */
static const struct {
	const char *people, *plain;
} alike[] = {
	{ "received:本周", "received:2026-09-21..2026-09-27" },
	{ "received:本週", "received:2026-09-21..2026-09-27" },
	{ "received:上周", "received:2026-09-14..2026-09-20" },
	{ "received:lastweek", "received:2026-09-14..2026-09-20" },
	{ "received:本月", "received:2026-09" },
	{ "received:上月", "received:2026-08" },
	{ "received:上个月", "received:2026-08" },
	{ "received:本季度", "received:2026-07..2026-09" },
	{ "received:上季度", "received:2026-04..2026-06" },
	{ "received:今年", "received:2026" },
	{ "received:去年", "received:2025" },
	{ "received:去年..上月", "received:2025-01-01..2026-08-31" },
	{ "received:<本月", "received:<2026-09-01" },
	{ "received:>=上周", "received:>=2026-09-14" },
	{ "received:昨天", "received:2026-09-20" },
	{ "received:前天", "received:2026-09-19" },
	{ "received:近7天", "received:2026-09-15..2026-09-21" },
	{ "received:最近１日", "received:2026-09-21" },
	{ "received:2026-09-01~2026-09-05", "received:2026-09-01..2026-09-05" },
	{ "received:9月1日至今天", "received:2026-09-01..2026-09-21" },
	{ "due:《7d", "due:<7d" },
	{ "due：》＝今天", "due:>=today" },
	{ "退单：》２", "bounces:>2" },
	{ "bounces:2～5", "bounces:2..5" },
};

static void what_people_call_a_day_or_a_range_is_read(void)
{
	for (size_t i = 0; i < COUNT_OF(alike); i++) {
		char plain[1024];

		check_case(alike[i].people);
		CHECK(parse(alike[i].plain));
		snprintf(plain, sizeof(plain), "%s", written());
		CHECK(parse(alike[i].people));
		CHECK_TEXT(written(), plain);
	}
	CHECK(parse("title:《关于"));
	CHECK_TEXT(written(), "title: has <关于"); /* the start of a title, not a sign */
	check_case(NULL);
}

static void days_are_from_their_first_second_to_their_last(void)
{
	static const struct {
		const char *query;
		int from_month, from_day, to_month, to_day; /* month 0: open; `to` is the day after */
	} cases[] = {
		{ "due:2026-09-22", 9, 22, 9, 23 },
		{ "due:9月22日", 9, 22, 9, 23 },
		{ "due:今天", 9, 21, 9, 22 },
		{ "due:2026-09", 9, 1, 10, 1 },
		{ "due:2026年9月", 9, 1, 10, 1 },
		{ "due:2026-09-20..2026-09-22", 9, 20, 9, 23 },
		{ "due:..today", 0, 0, 9, 22 },
		{ "due:7d", 9, 21, 9, 29 },
		{ "期限:７天", 9, 21, 9, 29 },
		{ "due:-7d", 9, 14, 9, 22 },
		{ "due:-7d..today", 9, 14, 9, 22 },
		{ "期限:<7d", 0, 0, 9, 28 },
		{ "due:<=7d", 0, 0, 9, 29 },
		{ "due:>7d", 9, 29, 0, 0 },
		{ "due:>=-1d", 9, 20, 0, 0 },
		{ "due:4w", 9, 21, 9, 29 }, /* 25–27 September are days off */
		{ "due:=4w", 9, 28, 9, 29 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct query_value *v;

		check_case(cases[i].query);
		if (!CHECK(parse(cases[i].query)) || !CHECK_INT((long long)query.count, 1))
			continue;
		v = query.terms[0].values;
		CHECK_INT(v->low,
			cases[i].from_month ? second_of(cases[i].from_month, cases[i].from_day) : INT64_MIN);
		CHECK_INT(v->high,
			cases[i].to_month ? second_of(cases[i].to_month, cases[i].to_day) - 1 : INT64_MAX);
	}
}

static void what_cannot_be_read_is_named(void)
{
	static const struct {
		const char *query, *where, *what;
	} cases[] = {
		{ "电梯 颜色:红", "颜色:红", "颜色" },
		{ "bounces:很多", "bounces:很多", "很多" },
		{ "bounces:99999999999999999999", "bounces:99999999999999999999", "99999999999999999999" },
		{ "due:13月45日", "due:13月45日", "13月45日" },
		{ "state:红", "state:红", "红" },
		{ "state:xyz", "state:xyz", "xyz" },
		{ "zq:红", "zq:红", "zq" },
		{ "unit:>住建", "unit:>住建", "greater" },
		{ "unit:", "unit:", "nothing" },
		{ "phone:138", "phone:138", "personal" },
		{ "extra.value:138", "extra.value:138", "personal" },
		{ "confidential:maybe", "confidential:maybe", "maybe" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		check_case(cases[i].query);
		CHECK(!parse(cases[i].query));
		CHECK_TEXT(err.where, cases[i].where);
		CHECK(strstr(err.what, cases[i].what) != NULL);
	}
}

/* 施行日期 and 失效日期: neither is meant rather than the other. */
static void letters_that_name_two_fields_name_none(void)
{
	const struct field *row;

	CHECK(!query_field(&basis_schema, "sxrq", &row));
	CHECK_TEXT(query_field(&basis_schema, "shixingrq", &row)->name, "from");
	CHECK_TEXT(query_field(&basis_schema, "wenhao", &row)->name, "document");
}

static const struct test tests[] = {
	TEST(what_people_write_is_read),
	TEST(what_people_call_a_day_or_a_range_is_read),
	TEST(days_are_from_their_first_second_to_their_last),
	TEST(what_cannot_be_read_is_named),
	TEST(letters_that_name_two_fields_name_none),
};

/* Labels in Chinese, as they are asked for; errors in English, as they are checked. */
static const char *untranslated(const char *msgid)
{
	return msgid;
}

int main(void)
{
	struct err e = { 0 };

	msg_choose("zh_CN", &e);
	err_translate_with(untranslated);
	return check_run(tests, COUNT_OF(tests));
}
