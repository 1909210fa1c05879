/* tally_test.c — a table of counts says what the lists of its rows say. */
#include "store/find/result.h"
#include "store/find/tally.h"
#include "store/rec/record.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ORDERS = 600 };

static struct kv *kv;

/* The same orders at every run. */
static unsigned state = 7;

static unsigned below(unsigned n)
{
	state = state * 1103515245u + 12345u;
	return state / 65536u % n;
}

/* Two of them differ only behind what an index keeps; two fold alike; one has a quote. */
static const char *const units[] = {
	"",
	"住建局",
	"水利局",
	"ABC公司",
	"ＡＢＣ公司",
	"“三供一业”办",
	"县城市管理综合行政执法局驻经济技术开发区高新园区大队第一中队",
	"县城市管理综合行政执法局驻经济技术开发区高新园区大队第二中队",
};

static const char *const categories[] = { "", "城市管理/路灯", "城市管理/垃圾", "民生 供水" };

static void fill(struct order *o, int i, struct arena *a)
{
	struct order_return *r = arena_array(a, 3, sizeof(*r));

	schema_init(&order_schema, o);
	o->number = arena_format(a, "%06d", i);
	o->unit = units[below(COUNT_OF(units))];
	o->category = categories[below(COUNT_OF(categories))];
	o->text = below(3) ? "路灯不亮" : "水管漏水";
	o->state = 1 + below(2);
	o->confidential = below(4) == 0;
	o->bounces = below(4);
	if (below(5))
		o->received =
			time_of(day_of(2026, 1 + (int)below(9), 1 + (int)below(28)), (int)below(86400));
	o->returns = (struct rows){ below(3), r };
	for (size_t k = 0; k < o->returns.n; k++) {
		schema_init(&order_return_schema, &r[k]);
		r[k].unit = units[below(3)];
		r[k].reason = below(3);
	}
}

static void fill_store(void)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct act act;

	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	for (int i = 1; i <= ORDERS; i++) {
		struct order o;

		fill(&o, i, &a);
		CHECK(record_put(&act, &order_schema, &o, "new", &e));
		if (i % 11 == 0)
			CHECK(record_set_live(&act, &order_schema, o.head.ordinal, false, "undo", &e));
	}
	CHECK(act_commit(&act, &e));
	arena_free(&a);
}

static size_t listed(const char *query)
{
	struct result *r = NULL;
	struct err e = { 0 };
	size_t n = 0;

	CHECK(result_open(kv, &order_schema, query, NULL, time_day(fresh_now), &r, &e));
	CHECK(r && result_step(r, -1, &e));
	n = r ? result_count(r) : 0;
	result_close(r);
	return n;
}

static void check_row(struct tally *t, const char *query, size_t i)
{
	char all[1024];
	struct tally_row row;

	tally_row(t, i, &row);
	snprintf(all, sizeof(all), "%s %s", query, row.condition);
	check_case(all);
	CHECK_INT((long long)row.count, (long long)listed(all));
}

static void check_tally(const char *query, const char *word, int ms)
{
	struct tally *t = NULL;
	struct tally_by by;
	struct err e = { 0 };
	size_t sum = 0;

	CHECK(tally_by(&order_schema, word, &by, &e));
	CHECK(tally_open(kv, &order_schema, query, by, time_day(fresh_now), &t, &e));
	while (t && !tally_exact(t))
		if (!CHECK(tally_step(t, ms, &e)))
			break;
	check_case(query);
	CHECK_INT((long long)tally_records(t), (long long)listed(query));
	for (size_t i = 0; i < tally_rows(t); i++) {
		struct tally_row row;

		tally_row(t, i, &row);
		sum += row.count;
		check_row(t, query, i);
	}
	check_case(word);
	if (!by.row)
		CHECK_INT((long long)sum, (long long)tally_records(t));
	check_case(NULL);
	tally_close(t);
}

static const char *const queries[] = {
	"",
	"路灯",
	"state:to_screen bounces:>1",
	"unit:住建|水利 -水管",
	"received:2026-03..2026-05 confidential:yes",
	"没有这样的",
};

static const char *const fields[] = { "unit", "category", "state", "confidential", "bounces",
	"month", "type", "returns.unit", "returns.reason" };

static void every_row_counts_what_its_list_has(void)
{
	kv = fresh_store();
	fill_store();
	for (size_t i = 0; i < COUNT_OF(queries); i++)
		for (size_t k = 0; k < COUNT_OF(fields); k++)
			check_tally(queries[i], fields[k], -1);
	fresh_close(kv);
}

static void slices_come_to_the_same(void)
{
	kv = fresh_store();
	fill_store();
	for (size_t k = 0; k < COUNT_OF(fields); k++)
		check_tally("路灯 unit:局", fields[k], 0);
	fresh_close(kv);
}

static void the_greatest_come_first_and_what_was_not_said_last(void)
{
	struct tally_row row = { 0 };
	struct tally *t = NULL;
	struct tally_by by;
	struct err e = { 0 };
	size_t n, before = SIZE_MAX;

	kv = fresh_store();
	fill_store();
	CHECK(tally_by(&order_schema, "unit", &by, &e));
	CHECK(tally_open(kv, &order_schema, "", by, time_day(fresh_now), &t, &e));
	CHECK(tally_step(t, -1, &e));
	n = tally_rows(t);
	CHECK_INT((long long)n, (long long)COUNT_OF(units) - 1); /* two of them fold alike */
	for (size_t i = 0; i + 1 < n; i++) {
		tally_row(t, i, &row);
		CHECK(row.count <= before);
		CHECK(*row.value);
		before = row.count;
	}
	tally_row(t, n - 1, &row);
	CHECK_TEXT(row.value, "");
	CHECK_TEXT(row.condition, "unit:=\"\"");
	tally_close(t);
	fresh_close(kv);
}

static void months_are_in_order_of_time(void)
{
	char before[16] = "9999-99";
	struct tally *t = NULL;
	struct tally_row row;
	struct tally_by by;
	struct err e = { 0 };

	kv = fresh_store();
	fill_store();
	CHECK(tally_by(&order_schema, "月份", &by, &e));
	CHECK(tally_open(kv, &order_schema, "", by, time_day(fresh_now), &t, &e));
	CHECK(tally_step(t, -1, &e));
	CHECK_INT((long long)tally_rows(t), 10);
	for (size_t i = 0; i + 1 < tally_rows(t); i++) {
		tally_row(t, i, &row);
		CHECK(strcmp(row.value, before) < 0);
		snprintf(before, sizeof(before), "%s", row.value);
	}
	tally_close(t);
	fresh_close(kv);
}

static void what_is_personal_or_running_text_is_not_counted_by(void)
{
	static const char *const words[] = { "phone", "caller", "text", "nonsense", "extra" };
	struct tally_by by;

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct err e = { 0 };

		check_case(words[i]);
		CHECK(!tally_by(&order_schema, words[i], &by, &e));
		CHECK_INT(e.kind, ERR_INPUT);
	}
	check_case(NULL);
}

static const struct test tests[] = {
	TEST(every_row_counts_what_its_list_has),
	TEST(slices_come_to_the_same),
	TEST(the_greatest_come_first_and_what_was_not_said_last),
	TEST(months_are_in_order_of_time),
	TEST(what_is_personal_or_running_text_is_not_counted_by),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
