/* The chain of chunks, worker and small transactions against one plain transaction. */
#include "store/rec/bulk.h"

#include "store/rec/meta.h"
#include "store/rec/record.h"
#include "store/rec/verify.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <string.h>

enum { ORDERS = 18000 }; /* three chunks, the last one not full */

static const enum kv_db tables[] = { KV_REC, KV_PRIVATE, KV_ID, KV_SORT, KV_SET, KV_GRAM, KV_LIVE };

/* The same uids every time. */
static struct kv *store_of_origin_seven(void)
{
	struct kv *kv = fresh_store();
	struct kv_txn txn;
	struct err e = { 0 };

	CHECK(kv_begin_write(kv, &txn, &e));
	meta_set_number(&txn, "origin", 7);
	CHECK(kv_commit(&txn, &e));
	return kv;
}

static bool add(struct bulk *b, uint32_t i)
{
	static const char *const words[] = { "垃圾清运", "路灯不亮", "占道经营", "噪声扰民",
		"ABC电梯" };
	uint32_t random = i * 2654435761u;
	char number[24], text[160];
	struct order o;

	snprintf(number, sizeof(number), "2026%06u", i);
	snprintf(text, sizeof(text), "%s%u号%s，%s", words[random >> 8 & 3], random % 977,
		words[(random >> 12) % 5], words[(random >> 16) % 5]);
	schema_init(&order_schema, &o);
	o.number = number;
	o.text = text;
	o.unit = words[random % 5];
	o.caller = i % 3 ? "张三" : "";
	o.received.s = 1790000000 + random % 86400;
	o.state = ORDER_ON_FILE;
	return bulk_add(b, &o, 200);
}

static bool commit(struct bulk *b, struct kv *kv, bool keep)
{
	struct batch batch;
	struct err e = { 0 };
	struct act act;
	bool done;

	schema_init(&batch_schema, &batch);
	batch.number = 1;
	batch.kind = KIND_ORDER;
	batch.state = BATCH_LIVE;
	done = act_begin(&act, kv, &fresh_who, fresh_now, &e) && bulk_finish(b, &act, &batch, &e) &&
		keep && act_commit(&act, &e);
	act_abort(&act);
	return done;
}

/* At most `most` pieces of work; how many there were. */
static int work(struct bulk *b, bool all, int most, struct err *e)
{
	bool more = true;
	int n = 0;

	while (more && n < most && bulk_work(b, all, &more, e))
		n++;
	return n;
}

/* As an import does it, until the pieces are used up or something fails. */
static bool add_all(struct bulk *b, int pieces, struct err *e)
{
	for (uint32_t i = 0; i < ORDERS && pieces > 0 && !e->kind; i++)
		if (add(b, i))
			pieces -= work(b, false, pieces, e);
	if (!e->kind)
		pieces -= work(b, true, pieces, e);
	return pieces > 0 && !e->kind;
}

static bool same_table(struct kv_txn *a, struct kv_txn *b, enum kv_db db)
{
	struct kv_cursor one, other;
	bool same = kv_count(a, db) == kv_count(b, db), on;

	kv_cursor_open(a, db, &one);
	kv_cursor_open(b, db, &other);
	on = kv_first(&one) && kv_first(&other);
	for (; on && same; on = kv_next(&one) && kv_next(&other))
		same = one.key.n == other.key.n && !memcmp(one.key.at, other.key.at, one.key.n) &&
			one.value.n == other.value.n && !memcmp(one.value.at, other.value.at, one.value.n);
	kv_cursor_close(&one);
	kv_cursor_close(&other);
	return same;
}

static void complain(const struct err *e, void *arg)
{
	(void)arg;
	CHECK_TEXT(e->what, "");
}

static void the_chain_writes_what_one_transaction_writes(void)
{
	struct kv *chain = store_of_origin_seven(), *plain = store_of_origin_seven();
	struct bulk b = { 0 };
	struct kv_txn one, other;
	struct verify_counts counts;
	struct err e = { 0 };

	CHECK(bulk_begin(&b, chain, &order_schema, &e) && add_all(&b, 1 << 20, &e));
	CHECK(commit(&b, chain, true));
	bulk_end(&b, true);
	CHECK(bulk_begin(&b, plain, &order_schema, &e));
	for (uint32_t i = 0; i < ORDERS; i++)
		add(&b, i);
	CHECK(commit(&b, plain, true));
	bulk_end(&b, true);
	CHECK(kv_begin_read(chain, &one, &e) && kv_begin_read(plain, &other, &e));
	for (size_t i = 0; i < COUNT_OF(tables); i++)
		if (!CHECK(same_table(&one, &other, tables[i])))
			printf("%s differs\n", kv_db_name(tables[i]));
	verify_store(&one, NULL, complain, NULL, &counts);
	CHECK_INT(record_last(&one, KIND_ORDER), ORDERS); /* what was reserved was given back */
	kv_end_read(&one);
	kv_end_read(&other);
	fresh_close(chain);
	fresh_close(plain);
}

static void check_empty(struct kv *kv)
{
	struct kv_txn txn;
	struct err e = { 0 };

	if (!CHECK(kv_begin_read(kv, &txn, &e)))
		return;
	for (size_t i = 0; i < COUNT_OF(tables); i++)
		CHECK_INT(kv_count(&txn, tables[i]), 0);
	kv_end_read(&txn);
}

static void stopped_after_any_piece_it_leaves_nothing(void)
{
	bool whole = false;

	/* Waiting for the worker is a piece, too: where it is slow, there are very many. */
	for (int pieces = 1; !whole; pieces += 1 + pieces / 8) {
		struct kv *kv = fresh_store();
		struct bulk b = { 0 };
		struct err e = { 0 };

		CHECK(bulk_begin(&b, kv, &order_schema, &e));
		whole = add_all(&b, pieces, &e);
		bulk_end(&b, false);
		check_empty(kv);
		fresh_close(kv);
	}
}

static void whichever_write_fails_nothing_is_left(void)
{
	bool whole = false;

	for (int n = 1; !whole; n = n * 2 + 1) {
		struct kv *kv = fresh_store();
		struct bulk b = { 0 };
		struct err e = { 0 };

		CHECK(bulk_begin(&b, kv, &order_schema, &e));
		kv_fail_at(n);
		whole = add_all(&b, 1 << 20, &e);
		kv_fail_at(0);
		bulk_end(&b, false);
		check_empty(kv);
		fresh_close(kv);
	}
}

static void others_write_between_the_pieces(void)
{
	struct kv *kv = fresh_store();
	struct bulk b = { 0 };
	struct verify_counts counts;
	struct err e = { 0 };
	struct kv_txn txn;
	uint32_t singles = 0;

	CHECK(bulk_begin(&b, kv, &order_schema, &e));
	for (uint32_t i = 0; i < ORDERS; i++) {
		struct order o;
		struct act act;
		char number[16];

		if (!add(&b, i))
			continue;
		work(&b, false, 1, &e);
		snprintf(number, sizeof(number), "X%u", ++singles);
		schema_init(&order_schema, &o);
		o.number = number;
		o.state = ORDER_ON_FILE;
		CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e) &&
			record_put(&act, &order_schema, &o, "new", &e) && act_commit(&act, &e));
	}
	work(&b, true, 1 << 20, &e);
	CHECK(commit(&b, kv, true));
	bulk_end(&b, true);
	CHECK(kv_begin_read(kv, &txn, &e));
	verify_store(&txn, NULL, complain, NULL, &counts);
	CHECK_INT(counts.records, ORDERS + singles + 1);
	kv_end_read(&txn);
	fresh_close(kv);
}

static const struct test tests[] = {
	TEST(the_chain_writes_what_one_transaction_writes),
	TEST(stopped_after_any_piece_it_leaves_nothing),
	TEST(whichever_write_fails_nothing_is_left),
	TEST(others_write_between_the_pieces),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
