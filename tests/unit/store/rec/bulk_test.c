#include "store/rec/bulk.h"

#include "store/rec/index.h"
#include "store/rec/record.h"
#include "store/rec/verify.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <string.h>

static struct kv *kv;

static void add(struct bulk *b, int from, int to)
{
	for (int i = from; i < to; i++) {
		struct order o;
		char number[16];

		snprintf(number, sizeof(number), "%06d", i);
		schema_init(&order_schema, &o);
		o.number = number;
		o.unit = i % 2 ? "住建局" : "水利局";
		o.caller = "张三";
		o.state = ORDER_ON_FILE;
		bulk_add(b, &o, 100);
	}
}

static bool finish(struct bulk *b, struct batch *batch)
{
	struct err e = { 0 };
	struct act act;
	bool done;

	schema_init(&batch_schema, batch);
	batch->number = 1;
	batch->kind = KIND_ORDER;
	batch->state = BATCH_LIVE;
	done = act_begin(&act, kv, &fresh_who, fresh_now, &e) && bulk_finish(b, &act, batch, &e);
	CHECK_INT(strlen(batch->rows_sm3), 64);
	done = done && act_commit(&act, &e);
	act_abort(&act);
	bulk_end(b, done);
	return done;
}

/* How many count, and whether all is in order. */
static size_t live(void)
{
	struct kv_txn txn;
	struct err e = { 0 };
	size_t n = 0;

	if (!CHECK(kv_begin_read(kv, &txn, &e)))
		return 0;
	for (uint32_t i = record_last(&txn, KIND_ORDER); i > 0; i--)
		n += record_live(&txn, KIND_ORDER, i);
	kv_end_read(&txn);
	return n;
}

static void complain(const struct err *e, void *arg)
{
	(void)arg;
	CHECK_TEXT(e->what, "");
}

static void verify(void)
{
	struct verify_counts counts = { 0 };
	struct kv_txn txn;
	struct err e = { 0 };

	if (!CHECK(kv_begin_read(kv, &txn, &e)))
		return;
	verify_store(&txn, NULL, complain, NULL, &counts);
	kv_end_read(&txn);
}

static uint64_t rows_in(enum kv_db db)
{
	struct kv_txn txn;
	struct err e = { 0 };
	uint64_t n = 0;

	if (CHECK(kv_begin_read(kv, &txn, &e)))
		n = kv_count(&txn, db);
	kv_end_read(&txn);
	return n;
}

static void nothing_counts_before_the_last_slice(void)
{
	struct bulk b = { 0 };
	struct err e = { 0 };
	struct batch batch;

	kv = fresh_store();
	CHECK(bulk_begin(&b, kv, &order_schema, &e));
	add(&b, 0, 100);
	CHECK(bulk_flush(&b, &e));
	CHECK_INT(live(), 0);
	add(&b, 100, 150);
	CHECK(finish(&b, &batch));
	CHECK_INT(live(), 150);
	CHECK_INT(batch.first, 1);
	CHECK_INT(batch.last, 150);
	verify();
	fresh_close(kv);
}

static void what_is_not_finished_leaves_no_trace(void)
{
	struct bulk b = { 0 };
	struct err e = { 0 };

	kv = fresh_store();
	CHECK(bulk_begin(&b, kv, &order_schema, &e));
	add(&b, 0, 9000);
	CHECK(bulk_flush(&b, &e));
	CHECK(rows_in(KV_REC) == 9000 && rows_in(KV_PRIVATE) == 9000);
	CHECK(rows_in(KV_GRAM) > 0);
	bulk_end(&b, false);
	CHECK_INT(rows_in(KV_REC), 0);
	CHECK_INT(rows_in(KV_PRIVATE), 0);
	CHECK_INT(rows_in(KV_ID), 0);
	CHECK_INT(rows_in(KV_SORT), 0);
	CHECK_INT(rows_in(KV_SET), 0);
	CHECK_INT(rows_in(KV_GRAM), 0);
	fresh_close(kv);
}

static void one_batch_at_a_time_is_written(void)
{
	struct bulk one = { 0 }, other = { 0 };
	struct err e = { 0 };

	kv = fresh_store();
	CHECK(bulk_begin(&one, kv, &order_schema, &e));
	add(&one, 0, 10);
	CHECK(bulk_flush(&one, &e));
	CHECK(!bulk_begin(&other, kv, &order_schema, &e));
	CHECK_INT(e.kind, ERR_BUSY);
	e = (struct err){ 0 };
	CHECK(bulk_sweep(kv, &e)); /* leaves it alone */
	CHECK_INT(rows_in(KV_REC), 10);
	bulk_end(&one, false);
	CHECK(bulk_begin(&other, kv, &order_schema, &e));
	bulk_end(&other, false);
	fresh_close(kv);
}

static void ignore(const void *record, void *arg)
{
	(void)record;
	++*(int *)arg;
}

static void a_batch_goes_and_comes_as_one(void)
{
	struct bulk b = { 0 };
	struct err e = { 0 };
	struct batch batch;
	int kept = 0;

	kv = fresh_store();
	CHECK(bulk_begin(&b, kv, &order_schema, &e));
	add(&b, 0, 70000); /* more than a block of ordinals */
	CHECK(finish(&b, &batch));
	for (int live_now = 0; live_now < 2; live_now++) {
		struct act act;

		CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
		CHECK(bulk_set_live(&act, &order_schema, &batch, live_now, ignore, &kept, &e));
		CHECK(act_commit(&act, &e));
		CHECK_INT(live(), live_now ? 70000 : 0);
	}
	CHECK_INT(kept, 0);
	fresh_close(kv);
}

static const struct test tests[] = {
	TEST(nothing_counts_before_the_last_slice),
	TEST(what_is_not_finished_leaves_no_trace),
	TEST(one_batch_at_a_time_is_written),
	TEST(a_batch_goes_and_comes_as_one),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
