/* border_test.c — records on both sides of a border between blocks of ordinals. */
#include "store/find/result.h"
#include "store/rec/bulk.h"
#include "store/rec/meta.h"
#include "store/rec/record.h"
#include "store/rec/verify.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>

enum { FIRST = 65533, BY_HAND = 5, IN_BATCH = 4, ALL = BY_HAND + IN_BATCH };

static struct kv *kv;

/* As if so many had come before: their ordinals are never given again. */
static void skip_to(uint32_t ordinal)
{
	struct err e = { 0 };
	struct kv_txn txn;
	char last[32];

	meta_last_name(KIND_ORDER, last);
	CHECK(kv_begin_write(kv, &txn, &e));
	meta_set_number(&txn, last, ordinal - 1);
	CHECK(kv_commit(&txn, &e));
}

static void fill(struct order *o, char number[16], int i)
{
	schema_init(&order_schema, o);
	snprintf(number, 16, "%06d", i);
	o->number = number;
	o->unit = "水利局";
	o->text = i % 2 ? "河堤塌了" : "水闸坏了";
	o->state = ORDER_ON_FILE;
}

static void add_by_hand(void)
{
	struct err e = { 0 };
	struct act act;

	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	for (int i = 0; i < BY_HAND; i++) {
		struct order o;
		char number[16];

		fill(&o, number, i);
		CHECK(record_put(&act, &order_schema, &o, "new", &e));
	}
	CHECK(act_commit(&act, &e));
}

static void add_batch(struct batch *batch)
{
	struct err e = { 0 };
	struct bulk b = { 0 };
	struct act act;

	CHECK(bulk_begin(&b, kv, &order_schema, &e));
	for (int i = BY_HAND; i < ALL; i++) {
		struct order o;
		char number[16];

		fill(&o, number, i);
		bulk_add(&b, &o, 100);
	}
	schema_init(&batch_schema, batch);
	batch->number = 1;
	batch->kind = KIND_ORDER;
	batch->state = BATCH_LIVE;
	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	CHECK(bulk_finish(&b, &act, batch, &e));
	CHECK(act_commit(&act, &e));
	bulk_end(&b, true);
}

static void keep(const void *record, void *arg)
{
	(void)record, (void)arg;
	CHECK(!"kept");
}

static void set_live(const struct batch *batch, bool live)
{
	struct err e = { 0 };
	struct act act;

	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	CHECK(bulk_set_live(&act, &order_schema, batch, live, keep, NULL, &e));
	CHECK(act_commit(&act, &e));
}

/* The ordinals found, in the order of `sort`. */
static size_t find(const char *query, const char *sort, uint32_t *ordinals)
{
	struct day today = time_day(fresh_now);
	struct result *r = NULL;
	struct err e = { 0 };
	size_t got = 0;

	CHECK(result_open(kv, &order_schema, query, sort, today, &r, &e));
	CHECK(result_window(r, 0, ALL, ordinals, &got, &e));
	CHECK(result_step(r, -1, &e));
	CHECK_INT((long long)result_count(r), (long long)got);
	result_close(r);
	return got;
}

static void check_found(const char *query, uint32_t from, int step, size_t want)
{
	uint32_t up[ALL], down[ALL];
	size_t n = find(query, "number", up);

	check_case(query);
	CHECK_INT((long long)n, (long long)want);
	CHECK_INT((long long)find(query, "-number", down), (long long)want);
	for (size_t i = 0; i < n; i++) {
		CHECK_INT(up[i], from + (uint32_t)step * (uint32_t)i);
		CHECK_INT(down[n - 1 - i], up[i]);
	}
	check_case(NULL);
}

static void check_all(size_t all)
{
	check_found("", FIRST, 1, all);
	check_found("unit:水利局", FIRST, 1, all);
	check_found("塌了", FIRST + 1, 2, all / 2);
	check_found("水闸", FIRST, 2, (all + 1) / 2);
	check_found("number:000003", FIRST + 3, 1, 1);
}

static void complain(const struct err *e, void *arg)
{
	(void)arg;
	CHECK_TEXT(e->what, "");
}

static void verify(void)
{
	struct verify_counts counts;
	struct err e = { 0 };
	struct kv_txn txn;

	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(verify_store(&txn, NULL, complain, NULL, &counts));
	kv_end_read(&txn);
}

static void nothing_is_lost_where_one_block_ends_and_the_next_begins(void)
{
	struct batch batch;

	kv = fresh_store();
	skip_to(FIRST);
	add_by_hand();
	check_all(BY_HAND);
	add_batch(&batch);
	CHECK_INT(batch.first, FIRST + BY_HAND);
	CHECK_INT(batch.last, FIRST + ALL - 1);
	check_all(ALL);
	verify();
	fresh_close(kv);
}

static void a_batch_across_the_border_goes_and_comes(void)
{
	struct batch batch;

	kv = fresh_store();
	skip_to(FIRST - BY_HAND + 1); /* the border lies in the middle of the batch */
	add_by_hand();
	add_batch(&batch);
	CHECK(batch.first < 65536 && batch.last >= 65536);
	set_live(&batch, false);
	check_found("", FIRST - BY_HAND + 1, 1, BY_HAND);
	set_live(&batch, true);
	check_found("", FIRST - BY_HAND + 1, 1, ALL);
	verify();
	fresh_close(kv);
}

static const struct test tests[] = {
	TEST(nothing_is_lost_where_one_block_ends_and_the_next_begins),
	TEST(a_batch_across_the_border_goes_and_comes),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
