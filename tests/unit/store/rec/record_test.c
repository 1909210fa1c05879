#include "store/rec/record.h"

#include "store/rec/codec.h"
#include "store/rec/index.h"
#include "store/rec/journal.h"
#include "store/schema/order.h"
#include "store/schema/panel.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;

static bool put(
	struct kv *kv, const struct schema *s, void *record, const char *verb, struct err *e)
{
	struct act act;

	*e = (struct err){ 0 };
	if (!act_begin(&act, kv, &fresh_who, fresh_now, e))
		return false;
	if (!record_put(&act, s, record, verb, e)) {
		act_abort(&act);
		return false;
	}
	return act_commit(&act, e);
}

static struct order order_of(const char *number)
{
	struct order o;

	schema_init(&order_schema, &o);
	o.number = number;
	o.text = "小区楼下犬只伤人，13800002096";
	o.caller = "张三";
	o.state = ORDER_ON_FILE;
	return o;
}

static struct unit unit_of(const char *name, const char *brief, const char *aliases)
{
	struct unit u;

	schema_init(&unit_schema, &u);
	u.name = name;
	u.short_ = brief;
	u.aliases = aliases;
	return u;
}

static void a_record_comes_back_as_it_was_put(void)
{
	struct kv *kv = fresh_store();
	struct order_return r;
	struct extra_cell x = { "来源", "网站" };
	struct order o = order_of("20260916118206"), got;
	struct kv_txn txn;
	struct err e;

	schema_init(&order_return_schema, &r);
	r.unit = "住建局";
	r.reason = RETURN_OWNERSHIP;
	r.day = day_of(2026, 9, 17);
	o.returns = (struct rows){ 1, &r };
	o.extra = (struct rows){ 1, &x };
	o.due = (struct time){ 1789999999 };
	o.confidential = true;
	CHECK(put(kv, &order_schema, &o, "new", &e));
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(record_find(&txn, &order_schema, "20260916118206", &got, &arena, &e));
	for (size_t i = 0; i < order_schema.field_count; i++) {
		check_case(order_schema.fields[i].name);
		CHECK(field_same(&order_schema.fields[i], &o, &got));
	}
	CHECK(uid_same(o.head.uid, got.head.uid));
	kv_end_read(&txn);
	fresh_close(kv);
}

static void personal_fields_lie_apart_and_are_not_in_the_public_part(void)
{
	struct kv *kv = fresh_store();
	struct order o = order_of("1"), got;
	struct kv_cursor c;
	struct kv_txn txn;
	struct err e;

	CHECK(put(kv, &order_schema, &o, "new", &e));
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(record_peek(&txn, &order_schema, o.head.ordinal, &got, &arena, &e));
	CHECK_TEXT(got.caller, "");
	for (int db = 0; db < KV_DB_COUNT; db++) {
		if (db == KV_PRIVATE || db == KV_EVENT_PRIVATE)
			continue;
		check_case(kv_db_name((enum kv_db)db));
		kv_cursor_open(&txn, (enum kv_db)db, &c);
		for (bool on = kv_first(&c); on; on = kv_next(&c)) {
			CHECK(!memmem(c.value.at, c.value.n, "张三", strlen("张三")));
			CHECK(!memmem(c.key.at, c.key.n, "张三", strlen("张三")));
		}
		kv_cursor_close(&c);
	}
	kv_end_read(&txn);
	fresh_close(kv);
}

static void a_number_is_found_without_regard_to_case_and_width(void)
{
	struct kv *kv = fresh_store();
	struct order o = order_of("Ab-12"), got;
	struct kv_txn txn;
	struct err e;

	CHECK(put(kv, &order_schema, &o, "new", &e));
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(record_find(&txn, &order_schema, "aB-12", &got, &arena, &e));
	CHECK(record_find(&txn, &order_schema, "ＡＢ－１２", &got, &arena, &e));
	CHECK(!record_find(&txn, &order_schema, "ab-1", &got, &arena, &e));
	CHECK_INT(e.kind, ERR_ABSENT);
	kv_end_read(&txn);
	fresh_close(kv);
}

static void a_second_record_with_the_same_number_is_refused(void)
{
	struct kv *kv = fresh_store();
	struct order one = order_of("7"), two = order_of("７");
	struct err e;

	CHECK(put(kv, &order_schema, &one, "new", &e));
	CHECK(!put(kv, &order_schema, &two, "new", &e));
	CHECK_INT(e.kind, ERR_RULE);
	fresh_close(kv);
}

static void an_alias_of_two_units_asks_and_a_short_name_does_not(void)
{
	struct kv *kv = fresh_store();
	struct unit a = unit_of("县综合行政执法局", "综合执法局", "城管|城管局");
	struct unit b = unit_of("县城市管理局", "城市管理局", "城管");
	struct unit got;
	struct kv_txn txn;
	struct err e;

	CHECK(put(kv, &unit_schema, &a, "new", &e));
	CHECK(put(kv, &unit_schema, &b, "new", &e));
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(record_find(&txn, &unit_schema, "城管局", &got, &arena, &e));
	CHECK_TEXT(got.short_, "综合执法局");
	CHECK(!record_find(&txn, &unit_schema, "城管", &got, &arena, &e));
	CHECK_INT(e.kind, ERR_INPUT);
	CHECK(strstr(e.what, "综合执法局") && strstr(e.what, "城市管理局"));
	kv_end_read(&txn);
	fresh_close(kv);
}

static bool in_set(struct kv_txn *txn, const char *field, const struct order *o, uint32_t ordinal)
{
	const struct field *f = schema_field(&order_schema, field);
	static struct block b;
	struct key value;

	key_start(&value);
	index_value(f, o, &value);
	index_set(txn, KIND_ORDER, block_of(ordinal), f, &value, &b);
	return block_has(&b, block_place(ordinal));
}

static void the_indexes_follow_a_change(void)
{
	struct kv *kv = fresh_store();
	struct order o = order_of("1"), was;
	struct kv_txn txn;
	struct err e;

	CHECK(put(kv, &order_schema, &o, "new", &e));
	was = o;
	o.state = ORDER_TO_SCREEN;
	o.unit = "住建局";
	CHECK(put(kv, &order_schema, &o, "screen", &e));
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(!in_set(&txn, "state", &was, 1));
	CHECK(in_set(&txn, "state", &o, 1));
	CHECK(in_set(&txn, "unit", &o, 1));
	kv_end_read(&txn);
	fresh_close(kv);
}

static void putting_the_same_again_leaves_no_trace(void)
{
	struct kv *kv = fresh_store();
	struct order o = order_of("1");
	struct kv_txn txn;
	struct err e;

	CHECK(put(kv, &order_schema, &o, "new", &e));
	CHECK(put(kv, &order_schema, &o, "set", &e));
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK_INT(journal_last(&txn), 1);
	kv_end_read(&txn);
	fresh_close(kv);
}

/* Every write may be the one that fails; the store must then be as it was. */
static void a_failed_put_changes_nothing(void)
{
	struct kv *kv = fresh_store();
	struct order o = order_of("1");
	struct kv_txn txn;
	bool done = false;
	struct err e;

	for (int n = 1; !done && n < 200; n++) {
		struct order fresh = o;

		kv_fail_at(n);
		done = put(kv, &order_schema, &fresh, "new", &e);
		kv_fail_at(0);
		CHECK(kv_begin_read(kv, &txn, &e));
		CHECK_INT(journal_last(&txn), done ? 1 : 0);
		CHECK_INT(record_last(&txn, KIND_ORDER), done ? 1 : 0);
		CHECK_INT(kv_count(&txn, KV_REC), done ? 1 : 0);
		kv_end_read(&txn);
	}
	CHECK(done);
	fresh_close(kv);
}

static void a_flipped_byte_is_named_as_damage(void)
{
	struct kv *kv = fresh_store();
	struct order o = order_of("1"), got;
	struct kv_txn txn;
	struct bytes v;
	struct key k;
	char copy[4096];
	struct err e;

	CHECK(put(kv, &order_schema, &o, "new", &e));
	CHECK(kv_begin_write(kv, &txn, &e));
	index_record_key(KIND_ORDER, 1, &k);
	CHECK(kv_get(&txn, KV_REC, key_bytes(&k), &v) && v.n < sizeof(copy));
	memcpy(copy, v.at, v.n);
	copy[v.n / 2] ^= 1;
	kv_put(&txn, KV_REC, key_bytes(&k), (struct bytes){ copy, v.n });
	CHECK(kv_commit(&txn, &e));
	e = (struct err){ 0 };
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(!record_at(&txn, &order_schema, 1, &got, &arena, &e));
	CHECK_INT(e.kind, ERR_STORE);
	CHECK_TEXT(e.where, "order #1");
	kv_end_read(&txn);
	fresh_close(kv);
}

static const struct test tests[] = {
	TEST(a_record_comes_back_as_it_was_put),
	TEST(personal_fields_lie_apart_and_are_not_in_the_public_part),
	TEST(a_number_is_found_without_regard_to_case_and_width),
	TEST(a_second_record_with_the_same_number_is_refused),
	TEST(an_alias_of_two_units_asks_and_a_short_name_does_not),
	TEST(the_indexes_follow_a_change),
	TEST(putting_the_same_again_leaves_no_trace),
	TEST(a_failed_put_changes_nothing),
	TEST(a_flipped_byte_is_named_as_damage),
};

int main(void)
{
	int status = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return status;
}
