/* A result is what a plain scan finds, in the order asked for, whatever way it was found. */
#include "locale/msg/msg.h"
#include "store/find/few.h"
#include "store/find/match.h"
#include "store/find/result.h"
#include "store/rec/act.h"
#include "store/rec/record.h"
#include "store/schema/log.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ORDERS = 400, ORDINALS_MOST = ORDERS + 100 };

static struct kv *kv;
static uint32_t seed = 1;

static uint32_t random_below(uint32_t n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % n;
}

static struct day today(void)
{
	return day_of(2026, 9, 21);
}

static const char *pick(const char *const *words, uint32_t n)
{
	return words[random_below(n)];
}

static const char *const units[] = { "", "住建局", "教体局", "公安局交警大队", "城关街道" };
static const char *const words[] = { "电梯", "信号灯", "垃圾", "噪声", "物业", "Wi-Fi", "油烟" };

static void fill(struct order *o, uint32_t i, struct arena *a)
{
	static struct order_return returned;

	o->number = arena_format(a, "2026%08u", i);
	o->text = arena_format(a, "%s和%s的问题", pick(words, 7), pick(words, 7));
	o->matter = pick(words, 7);
	o->unit = pick(units, 5);
	o->category = random_below(3) ? "城建/物业" : "";
	o->state = 1 + random_below(3);
	o->bounces = random_below(5);
	o->confidential = random_below(4) == 0;
	if (random_below(5))
		o->received = time_of(day_of(2026, 9, 1), (int)random_below(20 * 86400));
	if (random_below(5))
		o->due = time_of(today(), (int)random_below(9) * 86400 - 4 * 86400);
	if (random_below(8) == 0) {
		schema_init(&order_return_schema, &returned);
		returned.unit = "住建局";
		returned.result = RETURN_UPHELD;
		o->returns = (struct rows){ 1, &returned };
	}
}

/* Some are taken out again, and some are changed, so that every index has moved. */
static bool disturb(struct act *act, uint32_t ordinal, struct err *e)
{
	struct order o;

	if (random_below(6) == 0)
		return record_set_live(act, &order_schema, ordinal, false, "test", e);
	if (random_below(4))
		return true;
	if (!record_at(&act->txn, &order_schema, ordinal, &o, &act->scratch, e))
		return false;
	fill(&o, ordinal, &act->scratch);
	return record_put(act, &order_schema, &o, "test", e);
}

static bool make_orders(struct act *act, struct err *e)
{
	for (uint32_t i = 1; i <= ORDERS; i++) {
		struct order *o = schema_new(&order_schema, &act->scratch);

		fill(o, i, &act->scratch);
		if (!record_put(act, &order_schema, o, "test", e))
			return false;
	}
	for (uint32_t i = 1; i <= ORDERS; i++)
		if (!disturb(act, i, e))
			return false;
	return true;
}

static void need_store(void)
{
	struct err e = { 0 };
	struct act act;

	if (kv)
		return;
	kv = fresh_store();
	if (!CHECK(act_begin(&act, kv, &fresh_who, time_of(today(), 0), &e)) ||
		!CHECK(make_orders(&act, &e) && act_commit(&act, &e))) {
		printf("%s (%s)\n", e.what, e.where);
		exit(1);
	}
}

static void close_store(void)
{
	fresh_close(kv);
	kv = NULL;
}

/* What every index is measured against. */
static size_t scan(const char *text, uint32_t *ordinals)
{
	struct arena a = { 0 };
	struct buf room = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;
	struct query q;
	size_t n = 0;

	need_store();
	kv_begin_read(kv, &txn, &e);
	CHECK(query_parse(&order_schema, text, today(), &q, &a, &e));
	CHECK(match_prepare(&txn, &q, &a, &e));
	for (uint32_t i = 1; i <= record_last(&txn, KIND_ORDER); i++) {
		struct order o;

		if (record_live(&txn, KIND_ORDER, i) && record_peek(&txn, &order_schema, i, &o, &a, &e) &&
			match_record(&q, &o, &room))
			ordinals[n++] = i;
	}
	kv_end_read(&txn);
	buf_free(&room);
	arena_free(&a);
	return n;
}

static struct result *found(const char *text, const char *sort)
{
	struct result *r = NULL;
	struct err e = { 0 };

	need_store();
	if (!CHECK(result_open(kv, &order_schema, text, sort, today(), &r, &e)))
		printf("%s (%s)\n", e.what, e.where);
	return r;
}

static size_t window(struct result *r, size_t first, size_t n, uint32_t *ordinals)
{
	struct err e = { 0 };
	size_t got = 0;

	CHECK(result_window(r, first, n, ordinals, &got, &e));
	return got;
}

static int by_ordinal(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static const char *const queries[] = {
	"",
	"电梯",
	"wi-fi",
	"电梯 -物业",
	"电梯|油烟 垃圾",
	"-电梯 -垃圾",
	"单位:住建",
	"单位:=住建局|=教体局",
	"-单位:局",
	"单位:\"\"",
	"-单位:\"\"",
	"state:to_screen",
	"state:to_screen|taken_up bounces:>2",
	"bounces:0",
	"bounces:<1 电梯",
	"-bounces:1..3",
	"confidential:是",
	"confidential:no 信号灯",
	"期限:<2d",
	"due:2d",
	"due:>today state:on_file",
	"-due:>today",
	"due:\"\"",
	"received:2026-09-10..2026-09-12 物业",
	"returns:>0",
	"退单.result:upheld",
	"-退单.单位:住建 噪声",
	"退单:住建",
	"number:0003",
	"number:=202600000017|0004",
	"-number:1 -due:2d",
	"-received:\"\" due:<=today",
	"没有这样的词",
	"category:物业 state:on_file bounces:2..4 单位:局 -垃圾",
	"zjj",
	"unit:jjdd|jiaotij -xhd",
	"-unit:zhuj lb:wuye",
	"td.dw:zjj",
};

static void every_way_of_finding_agrees_with_a_scan(void)
{
	static uint32_t want[ORDINALS_MOST], got[ORDINALS_MOST];

	for (size_t i = 0; i < COUNT_OF(queries); i++) {
		struct result *r = found(queries[i], "");
		struct err e = { 0 };
		size_t n, m = scan(queries[i], want);

		check_case(queries[i]);
		if (!r)
			continue;
		CHECK(result_step(r, -1, &e) && result_exact(r));
		CHECK_INT((long long)result_count(r), (long long)m);
		n = window(r, 0, ORDINALS_MOST, got);
		CHECK_INT((long long)n, (long long)m);
		qsort(got, n, sizeof(*got), by_ordinal);
		CHECK(n == m && !memcmp(got, want, n * sizeof(*got)));
		CHECK_INT((long long)result_damaged(r), 0);
		result_close(r);
	}
	close_store();
}

/* What letters stand for, asked in Chinese of the fields that are found by pinyin. */
static void letters_find_what_their_chinese_finds(void)
{
	static const struct {
		const char *letters, *chinese;
	} same[] = {
		{ "unit:jjdd", "unit:交警大队" }, { "unit:chenggjd", "unit:城关街道" },
		{ "xinhaod", "matter:信号灯" }, { "-xhd lj", "-matter:信号灯 matter:垃圾" },
		{ "lb:cj/wy|\"cjwy\"", "category:物业" }, { "lb:wuy", "category:物业" },
		{ "\"xhd\"", "没有这样的词" },
		{ "text:xhd", "没有这样的词" }, /* long texts: all letters would be somewhere */
	};
	static uint32_t want[ORDINALS_MOST], got[ORDINALS_MOST];

	for (size_t i = 0; i < COUNT_OF(same); i++) {
		size_t n = scan(same[i].chinese, want);

		check_case(same[i].letters);
		CHECK_INT((long long)scan(same[i].letters, got), (long long)n);
		CHECK(!memcmp(got, want, n * sizeof(*got)));
	}
	close_store();
}

/* -1, 0, 1 as the sort index should have it. */
static int compare(const struct order *a, const struct order *b, const char *sort)
{
	if (!strcmp(sort, "received"))
		return (a->received.s > b->received.s) - (a->received.s < b->received.s);
	if (!strcmp(sort, "due"))
		return (a->due.s > b->due.s) - (a->due.s < b->due.s);
	return strcmp(a->number, b->number);
}

static void check_order(const uint32_t *ordinals, size_t n, const char *sort)
{
	bool down = *sort == '-';
	struct arena a = { 0 };
	struct kv_txn txn;
	struct err e = { 0 };
	struct order one, two;

	CHECK(kv_begin_read(kv, &txn, &e));
	for (size_t i = 0; i + 1 < n; i++) {
		int c;

		CHECK(record_peek(&txn, &order_schema, ordinals[i], &one, &a, &e));
		CHECK(record_peek(&txn, &order_schema, ordinals[i + 1], &two, &a, &e));
		c = compare(&one, &two, sort + down);
		if (!c)
			c = by_ordinal(&ordinals[i], &ordinals[i + 1]);
		CHECK(down ? c > 0 : c < 0);
	}
	kv_end_read(&txn);
	arena_free(&a);
}

static void a_list_is_sorted_both_ways(void)
{
	static const char *const sorts[] = { "received", "-received", "due", "-due", "number",
		"-number", "-收到" };
	static uint32_t all[ORDINALS_MOST];

	for (size_t i = 0; i + 1 < COUNT_OF(sorts); i++) {
		struct result *r = found("电梯|噪声", sorts[i]);

		check_case(sorts[i]);
		check_order(all, window(r, 0, ORDINALS_MOST, all), sorts[i]);
		result_close(r);
	}
	result_close(found("", sorts[COUNT_OF(sorts) - 1]));
	close_store();
}

static void any_window_shows_its_part_of_the_whole(void)
{
	static const char *const sorts[] = { "due", "-due", "received", "-received", "number" };
	static uint32_t all[ORDINALS_MOST], part[40];

	for (int round = 0; round < 400; round++) {
		const char *text = round % 5 ? queries[random_below(COUNT_OF(queries))] : "";
		const char *sort = pick(sorts, COUNT_OF(sorts));
		struct result *whole = found(text, sort), *r = found(text, sort);
		size_t n = window(whole, 0, ORDINALS_MOST, all), first, got;
		struct err e = { 0 };

		check_case(text);
		if (round % 2)
			CHECK(result_step(r, -1, &e)); /* from the back, where that is nearer */
		for (int k = 0; k < 4; k++) {
			first = random_below((uint32_t)n + 5);
			got = window(r, first, COUNT_OF(part), part);
			CHECK_INT((long long)got,
				(long long)(first >= n               ? 0
						: n - first < COUNT_OF(part) ? n - first
													 : COUNT_OF(part)));
			CHECK(!got || !memcmp(part, all + first, got * sizeof(*part)));
		}
		result_close(whole);
		result_close(r);
	}
	close_store();
}

static void check_places(const char *text, const char *sort)
{
	static uint32_t all[ORDINALS_MOST];
	struct result *r = found(text, sort), *other = found(text, sort);
	size_t n = window(r, 0, ORDINALS_MOST, all);
	struct err e = { 0 };
	int64_t place;

	CHECK(n > 10);
	for (size_t i = 0; i < n; i += 7) {
		CHECK(result_place(other, all[i], &place, &e));
		CHECK_INT(place, (long long)i);
	}
	for (uint32_t ordinal = 0; ordinal < 50; ordinal++) {
		CHECK(result_place(other, ordinal, &place, &e));
		CHECK(place == RESULT_NOWHERE || all[place] == ordinal);
	}
	CHECK(result_place(other, 4000000000u, &place, &e));
	CHECK_INT(place, RESULT_NOWHERE);
	result_close(r);
	result_close(other);
}

static void a_record_is_found_at_its_place(void)
{
	static const char *const sorts[] = { "due", "-due", "received", "-received", "number" };

	for (size_t i = 0; i < COUNT_OF(sorts); i++) {
		check_case(sorts[i]);
		check_places("物业", sorts[i]);
		check_places("", sorts[i]);
	}
	check_case(NULL);
	close_store();
}

/* A few of all of them, against the order in which the walk through the index has them. */
static void check_few(const struct field *f, bool up)
{
	static uint32_t all[ORDINALS_MOST], some[ORDINALS_MOST], sorted[ORDINALS_MOST];
	char sort[64];
	struct err e = { 0 };
	struct kv_txn txn;
	size_t n, few = 0;

	snprintf(sort, sizeof(sort), "%s%s", up ? "" : "-", f->name);
	check_case(sort);
	struct result *r = found("", sort);

	n = window(r, 0, ORDINALS_MOST, all);
	CHECK(n > few_are(ORDERS));
	for (size_t i = 0; i < n; i++)
		if (random_below(3) == 0)
			some[few++] = all[i];
	memcpy(sorted, some, few * sizeof(*some));
	qsort(sorted, few, sizeof(*sorted), by_ordinal);
	CHECK(kv_begin_read(kv, &txn, &e));
	few_sort(&txn, &order_schema, f, up, sorted, few);
	kv_end_read(&txn);
	CHECK(!memcmp(sorted, some, few * sizeof(*some)));
	result_close(r);
}

static void few_are_sorted_as_the_index_has_them(void)
{
	need_store();
	for (size_t i = 0; i < order_schema.field_count; i++)
		if (order_schema.fields[i].flags & FIELD_SORTED) {
			check_few(&order_schema.fields[i], true);
			check_few(&order_schema.fields[i], false);
		}
	check_case(NULL);
	close_store();
}

static void counting_goes_on_in_slices(void)
{
	struct result *r = found("电梯", "");
	struct err e = { 0 };
	size_t before = 0;
	int slices = 0;

	CHECK(!result_exact(r));
	while (!result_exact(r) && slices++ < 100000) {
		CHECK(result_step(r, 0, &e));
		CHECK(result_count(r) >= before);
		before = result_count(r);
	}
	CHECK(result_exact(r));
	CHECK(slices > 1);
	result_close(r);
	close_store();
}

static void filters_on_indexed_fields_need_no_look_at_records(void)
{
	struct result *r = found("state:to_screen 单位:局 bounces:>1 due:>today number:00", "");
	uint32_t one;

	CHECK_INT((long long)window(r, 0, 1, &one), 1);
	CHECK(result_exact(r));
	result_close(r);
	close_store();
}

static void the_journal_is_a_list_too(void)
{
	struct result *r = NULL;
	struct arena a = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;
	struct event ev;
	uint32_t newest[2];
	size_t got;

	need_store();
	CHECK(result_open(kv, &event_schema, "", "", today(), &r, &e));
	CHECK(result_window(r, 0, 2, newest, &got, &e));
	CHECK_INT((long long)got, 2);
	CHECK(newest[0] == newest[1] + 1);
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(result_peek(&txn, &event_schema, newest[0], &ev, &a, &e));
	CHECK_TEXT(ev.verb, "test");
	kv_end_read(&txn);
	arena_free(&a);
	result_close(r);
	close_store();
}

static void what_cannot_be_sorted_by_is_refused(void)
{
	static const char *const bad[] = { "text", "颜色", "-", "returns.unit" };
	struct result *r;

	need_store();
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct err e = { 0 };

		check_case(bad[i]);
		CHECK(!result_open(kv, &order_schema, "", bad[i], today(), &r, &e));
		CHECK_INT(e.kind, ERR_INPUT);
		CHECK(r == NULL && strstr(e.fix, "received"));
	}
	close_store();
}

static void a_hit_is_found_in_its_field(void)
{
	struct arena a = { 0 };
	struct order *o = schema_new(&order_schema, &a);
	struct err e = { 0 };
	struct match_place place;
	struct match_span spans[8];
	struct query q;

	o->text = "小区ＷＩ－ＦＩ和电梯、电梯";
	CHECK(query_parse(&order_schema, "电梯 -油烟", today(), &q, &a, &e));
	CHECK(match_place(&q, o, &place));
	CHECK_TEXT(place.field->name, "text");
	CHECK(!strncmp(o->text + place.at, "电梯", place.bytes));
	CHECK_INT((long long)match_spans(&q, place.field, o->text, spans, 8), 2);
	CHECK_INT((long long)(spans[1].at - spans[0].at), (long long)strlen("电梯、"));
	o->matter = "县住建局的电梯";
	CHECK(query_parse(&order_schema, "zjj", today(), &q, &a, &e));
	CHECK(match_place(&q, o, &place));
	CHECK_TEXT(place.field->name, "matter");
	CHECK(place.bytes == strlen("住建局") && !strncmp(o->matter + place.at, "住建局", place.bytes));
	CHECK(query_parse(&order_schema, "油烟", today(), &q, &a, &e));
	CHECK(!match_place(&q, o, &place));
	arena_free(&a);
}

static const struct test tests[] = {
	TEST(every_way_of_finding_agrees_with_a_scan),
	TEST(letters_find_what_their_chinese_finds),
	TEST(a_list_is_sorted_both_ways),
	TEST(any_window_shows_its_part_of_the_whole),
	TEST(a_record_is_found_at_its_place),
	TEST(few_are_sorted_as_the_index_has_them),
	TEST(counting_goes_on_in_slices),
	TEST(filters_on_indexed_fields_need_no_look_at_records),
	TEST(the_journal_is_a_list_too),
	TEST(what_cannot_be_sorted_by_is_refused),
	TEST(a_hit_is_found_in_its_field),
};

int main(void)
{
	struct err e = { 0 };

	return msg_choose("zh_CN", &e) ? check_run(tests, COUNT_OF(tests)) : 1;
}
