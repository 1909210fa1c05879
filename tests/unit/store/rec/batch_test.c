#include "store/rec/batch.h"

#include "store/rec/bulk.h"
#include "store/rec/codec.h"
#include "store/rec/index.h"
#include "store/rec/record.h"
#include "store/rec/undo.h"
#include "store/rec/verify.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <string.h>

enum { ROWS = 40 };

static struct kv *kv;

static void import_rows(void)
{
	struct bulk b = { 0 };
	struct err e = { 0 };
	struct batch batch;
	struct act act;

	kv = fresh_store();
	CHECK(bulk_begin(&b, kv, &order_schema, &e));
	for (int i = 1; i <= ROWS; i++) {
		struct order o;
		char number[16];

		snprintf(number, sizeof(number), "%06d", i);
		schema_init(&order_schema, &o);
		o.number = number;
		o.caller = i % 2 ? "张三" : "";
		o.state = ORDER_ON_FILE;
		bulk_add(&b, &o, 100);
	}
	schema_init(&batch_schema, &batch);
	batch.number = 1;
	batch.kind = KIND_ORDER;
	batch.state = BATCH_LIVE;
	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	CHECK(bulk_finish(&b, &act, &batch, &e) && batch_seal(&act, &batch, "import", &e));
	CHECK(act_commit(&act, &e));
	bulk_end(&b, true);
}

static void keep_first(const struct err *finding, void *arg)
{
	struct err *first = arg;

	if (!first->kind)
		*first = *finding;
}

static const char *first_finding(void)
{
	static struct err first;
	struct verify_counts counts;
	struct kv_txn txn;
	struct err e = { 0 };

	first = (struct err){ 0 };
	CHECK(kv_begin_read(kv, &txn, &e));
	verify_store(&txn, NULL, keep_first, &first, &counts);
	kv_end_read(&txn);
	return first.what;
}

static void change(uint32_t ordinal, const char *text, const char *caller)
{
	struct order o;
	struct err e = { 0 };
	struct act act;

	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	CHECK(record_at(&act.txn, &order_schema, ordinal, &o, &act.scratch, &e));
	o.text = text;
	o.caller = caller;
	CHECK(record_put(&act, &order_schema, &o, "set", &e));
	CHECK(act_commit(&act, &e));
}

/* Behind the journal's back, with a sound checksum; a row that is not there is made. */
static void forge(uint32_t ordinal, enum kv_db db, enum codec_part part, const char *caller)
{
	struct buf value = { 0 };
	struct kv_txn txn;
	struct order o;
	struct arena a = { 0 };
	struct err e = { 0 };
	struct key k;

	CHECK(kv_begin_write(kv, &txn, &e));
	CHECK(record_any(&txn, &order_schema, ordinal, &o, &a, &e));
	o.caller = caller;
	o.text = part == CODEC_PUBLIC ? "改过" : o.text;
	index_record_key(KIND_ORDER, ordinal, &k);
	codec_write(&order_schema, &o, part, key_bytes(&k), &value);
	kv_put(&txn, db, key_bytes(&k), (struct bytes){ value.at, value.n });
	CHECK(kv_commit(&txn, &e));
	buf_free(&value);
	arena_free(&a);
}

static void rows_that_were_changed_are_taken_back_before_they_are_counted(void)
{
	import_rows();
	CHECK_TEXT(first_finding(), "");
	change(3, "占道经营", "李四");
	change(3, "井盖缺失", "");
	change(4, "路灯不亮", "王五");
	CHECK_TEXT(first_finding(), "");
	fresh_close(kv);
}

static void an_undone_change_is_no_finding(void)
{
	struct event what;
	struct err e = { 0 };
	struct act act;

	import_rows();
	change(5, "占道经营", "李四");
	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	CHECK(undo_last(&act, &what, &e) && act_commit(&act, &e));
	CHECK_TEXT(first_finding(), "");
	fresh_close(kv);
}

static void a_row_forged_before_anybody_changed_it_is_a_finding(void)
{
	import_rows();
	forge(7, KV_REC, CODEC_PUBLIC, "张三");
	CHECK_TEXT(first_finding(), "the rows it brought in are not what they were");
	fresh_close(kv);
}

static void so_are_personal_data_forged_or_put_in(void)
{
	import_rows();
	forge(7, KV_PRIVATE, CODEC_PRIVATE, "李四");
	CHECK_TEXT(first_finding(), "the personal data it brought in are not what they were");
	forge(7, KV_PRIVATE, CODEC_PRIVATE, "张三");
	CHECK_TEXT(first_finding(), "");
	forge(8, KV_PRIVATE, CODEC_PRIVATE, "李四");
	CHECK_TEXT(first_finding(), "the personal data it brought in are not what they were");
	fresh_close(kv);
}

static const struct test tests[] = {
	TEST(rows_that_were_changed_are_taken_back_before_they_are_counted),
	TEST(an_undone_change_is_no_finding),
	TEST(a_row_forged_before_anybody_changed_it_is_a_finding),
	TEST(so_are_personal_data_forged_or_put_in),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
