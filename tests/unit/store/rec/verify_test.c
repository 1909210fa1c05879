#include "store/rec/verify.h"

#include "store/kv/checksum.h"
#include "store/kv/key.h"
#include "store/rec/codec.h"
#include "store/rec/index.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/record.h"
#include "store/schema/panel.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <string.h>

static struct arena arena;
static struct kv *kv;

static void put_unit(const char *brief)
{
	struct unit u;
	struct err e = { 0 };
	struct act act;

	schema_init(&unit_schema, &u);
	u.name = brief;
	u.short_ = brief;
	u.contact = "张三";
	u.kind = UNIT_DEPARTMENT;
	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	CHECK(record_put(&act, &unit_schema, &u, "new", &e));
	CHECK(act_commit(&act, &e));
}

static void three_units(void)
{
	kv = fresh_store();
	put_unit("住建局");
	put_unit("水利局");
	put_unit("公安局");
}

static void first_finding(const struct err *finding, void *arg)
{
	struct err *first = arg;

	if (first->kind == ERR_NONE)
		*first = *finding;
}

static bool verify(const struct digest *head, struct err *first)
{
	struct verify_counts counts;
	struct kv_txn txn;
	struct err e = { 0 };
	bool sound;

	*first = (struct err){ 0 };
	CHECK(kv_begin_read(kv, &txn, &e));
	sound = verify_store(&txn, head, first_finding, first, &counts);
	kv_end_read(&txn);
	return sound;
}

static void change(enum kv_db db, struct bytes key, struct bytes value)
{
	struct kv_txn txn;
	struct err e = { 0 };

	CHECK(kv_begin_write(kv, &txn, &e));
	if (value.at)
		kv_put(&txn, db, key, value);
	else
		kv_delete(&txn, db, key);
	CHECK(kv_commit(&txn, &e));
}

static struct bytes value_of(enum kv_db db, struct bytes key)
{
	struct kv_txn txn;
	struct err e = { 0 };
	struct bytes v = { NULL, 0 };

	CHECK(kv_begin_read(kv, &txn, &e));
	if (kv_get(&txn, db, key, &v))
		v.at = arena_copy(&arena, v.at, v.n);
	kv_end_read(&txn);
	return v;
}

static struct key entry_key(uint64_t sequence)
{
	struct kv_txn txn;
	struct err e = { 0 };
	struct key k;

	CHECK(kv_begin_read(kv, &txn, &e));
	key_start(&k);
	key_u32(&k, meta_origin(&txn));
	key_u64(&k, sequence);
	kv_end_read(&txn);
	return k;
}

static struct digest head_now(void)
{
	struct kv_txn txn;
	struct err e = { 0 };
	struct digest d;

	CHECK(kv_begin_read(kv, &txn, &e));
	d = journal_head(&txn);
	kv_end_read(&txn);
	return d;
}

static void a_sound_store_has_nothing_to_say(void)
{
	struct digest head;
	struct err first;

	three_units();
	head = head_now();
	CHECK(verify(&head, &first));
	put_unit("民政局");
	CHECK(verify(&head, &first));
	fresh_close(kv);
}

/* The checksum set right again, as who knows the layout would. */
static void put_summed(enum kv_db db, struct bytes key, char *copy, size_t n)
{
	struct bytes parts[2] = { key, { copy, n - 4 } };
	uint32_t sum = checksum_of(parts, 2);

	for (int i = 0; i < 4; i++)
		copy[n - 4 + (size_t)i] = (char)(sum >> (24 - 8 * i));
	change(db, key, (struct bytes){ copy, n });
}

static void a_record_changed_behind_the_journal_is_named(void)
{
	struct bytes v;
	struct err first;
	struct key k;
	char copy[512];
	char *at;

	three_units();
	index_record_key(KIND_UNIT, 2, &k);
	v = value_of(KV_REC, key_bytes(&k));
	CHECK(v.n > 4 && v.n < sizeof(copy));
	memcpy(copy, v.at, v.n);
	at = memmem(copy, v.n, "\x04\x01\x04", 3); /* kind: department … */
	CHECK(at != NULL);
	if (at)
		at[2] = 0x0e; /* … a company */
	put_summed(KV_REC, key_bytes(&k), copy, v.n);
	CHECK(!verify(NULL, &first));
	CHECK_TEXT(first.where, "unit 水利局 #2");
	fresh_close(kv);
}

static void personal_data_changed_behind_the_journal_are_named(void)
{
	struct bytes v;
	struct err first;
	struct key k;
	char *copy, *at;

	three_units();
	index_record_key(KIND_UNIT, 2, &k);
	v = value_of(KV_PRIVATE, key_bytes(&k));
	copy = arena_copy(&arena, v.at, v.n);
	at = memmem(copy, v.n, "张三", 6);
	if (!CHECK(at != NULL))
		return;
	memcpy(at, "李四", 6);
	put_summed(KV_PRIVATE, key_bytes(&k), copy, v.n);
	CHECK(!verify(NULL, &first));
	CHECK_TEXT(first.where, "unit 水利局 #2");
	fresh_close(kv);
}

static void personal_data_changed_in_the_journal_are_named(void)
{
	struct bytes v;
	struct err first;
	struct key k;
	char *copy, *at;

	three_units();
	k = entry_key(2);
	key_u16(&k, schema_field(&unit_schema, "contact")->tag);
	v = value_of(KV_EVENT_PRIVATE, key_bytes(&k));
	copy = arena_copy(&arena, v.at, v.n);
	at = memmem(copy, v.n, "张三", 6);
	if (!CHECK(at != NULL))
		return;
	memcpy(at, "李四", 6);
	change(KV_EVENT_PRIVATE, key_bytes(&k), (struct bytes){ copy, v.n });
	CHECK(!verify(NULL, &first));
	/* What is erased by law leaves the chain as it is. */
	change(KV_EVENT_PRIVATE, key_bytes(&k), (struct bytes){ NULL, 0 });
	CHECK(verify(NULL, &first));
	fresh_close(kv);
}

static void a_changed_entry_is_named(void)
{
	struct bytes v;
	struct err first;
	struct key k;
	char *copy;

	three_units();
	k = entry_key(2);
	v = value_of(KV_EVENT, key_bytes(&k));
	copy = arena_copy(&arena, v.at, v.n);
	copy[v.n / 2] ^= 1;
	change(KV_EVENT, key_bytes(&k), (struct bytes){ copy, v.n });
	CHECK(!verify(NULL, &first));
	CHECK(strstr(first.where, "#2") || strstr(first.where, "journal entry"));
	fresh_close(kv);
}

static void a_removed_entry_is_named(void)
{
	struct err first;
	struct key k;

	three_units();
	k = entry_key(2);
	change(KV_EVENT, key_bytes(&k), (struct bytes){ NULL, 0 });
	CHECK(!verify(NULL, &first));
	CHECK(strstr(first.where, "journal entry 2") || strstr(first.where, "水利局"));
	fresh_close(kv);
}

/* Whoever cuts the tail may also mend the counters: only paper tells then. */
static void a_cut_tail_is_found_with_the_head_on_paper(void)
{
	struct digest head, older;
	struct kv_txn txn;
	struct err first, e = { 0 };
	struct key k;

	three_units();
	head = head_now();
	k = entry_key(3);
	change(KV_EVENT, key_bytes(&k), (struct bytes){ NULL, 0 });
	k = entry_key(2);
	older = digest_of(value_of(KV_EVENT, key_bytes(&k)));
	CHECK(kv_begin_write(kv, &txn, &e));
	kv_put(
		&txn, KV_META, (struct bytes){ "head", 4 }, (struct bytes){ older.at, sizeof(older.at) });
	meta_set_number(&txn, "events", 2);
	CHECK(kv_commit(&txn, &e));
	CHECK(!verify(&head, &first));
	CHECK(verify(&older, &first) || first.kind == ERR_STORE);
	fresh_close(kv);
}

static void a_look_up_that_went_missing_is_named(void)
{
	struct err first;
	struct key k;

	three_units();
	index_name_key(KIND_UNIT, "公安局", &k);
	key_u32(&k, 3);
	change(KV_ID, key_bytes(&k), (struct bytes){ NULL, 0 });
	CHECK(!verify(NULL, &first));
	CHECK_TEXT(first.where, "unit 公安局 #3");
	fresh_close(kv);
}

static void a_row_that_nothing_stands_behind_is_counted(void)
{
	struct err first;

	three_units();
	change(KV_SORT, (struct bytes){ "\x03\x00\x02zzz\x00\x01\x00\x00\x00\x09", 12 },
		(struct bytes){ "", 0 });
	CHECK(!verify(NULL, &first));
	CHECK(strstr(first.what, "sorted lists") != NULL);
	fresh_close(kv);
}

static const struct test tests[] = {
	TEST(a_sound_store_has_nothing_to_say),
	TEST(a_record_changed_behind_the_journal_is_named),
	TEST(personal_data_changed_behind_the_journal_are_named),
	TEST(personal_data_changed_in_the_journal_are_named),
	TEST(a_changed_entry_is_named),
	TEST(a_removed_entry_is_named),
	TEST(a_cut_tail_is_found_with_the_head_on_paper),
	TEST(a_look_up_that_went_missing_is_named),
	TEST(a_row_that_nothing_stands_behind_is_counted),
};

int main(void)
{
	int status = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return status;
}
