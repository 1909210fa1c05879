#include "store/kv/run.h"

#include "store/kv/inside.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <string.h>

enum { ROWS = 3000, SIZE_MOST = 5000 };

static char bytes[SIZE_MOST];

static void key_of(uint8_t kind, uint32_t n, struct key *k)
{
	key_start(k);
	key_u8(k, kind);
	key_u32(k, n);
}

/* The same sizes for the same number, whoever asks. */
static size_t size_of(uint32_t n, size_t most)
{
	return (n * 2654435761u >> 8) % most;
}

/* Rows of kind 1 with others before and behind them, as a run or one by one, in
 * transactions of 700. */
static size_t write_rows(struct kv *kv, size_t most, bool run)
{
	struct kv_txn txn;
	struct err e = { 0 };
	struct kv_run r;
	size_t leaves = 0;
	struct key k;

	for (uint32_t from = 1; from <= ROWS; from += 700) {
		if (!CHECK(kv_begin_write(kv, &txn, &e)))
			return 0;
		for (uint8_t other = 0; other <= 2; other += 2) {
			key_of(other, 7, &k);
			kv_put(&txn, KV_REC, key_bytes(&k), (struct bytes){ bytes, 300 });
		}
		kv_run_begin(&r, &txn, KV_REC);
		for (uint32_t n = from; n < from + 700 && n <= ROWS; n++) {
			struct bytes value = { bytes, size_of(n, most) };

			key_of(1, n, &k);
			if (run)
				kv_run_put(&r, key_bytes(&k), value);
			else
				kv_put(&txn, KV_REC, key_bytes(&k), value);
		}
		kv_run_end(&r);
		leaves = txn_leaves(&txn, KV_REC);
		CHECK(kv_commit(&txn, &e));
	}
	return leaves;
}

static size_t wrong_rows(struct kv *kv, size_t most)
{
	struct kv_txn txn;
	struct err e = { 0 };
	size_t wrong = 0;

	if (!CHECK(kv_begin_read(kv, &txn, &e)))
		return 1;
	for (uint32_t n = 1; n <= ROWS; n++) {
		struct bytes value;
		struct key k;

		key_of(1, n, &k);
		wrong += !kv_get(&txn, KV_REC, key_bytes(&k), &value) || value.n != size_of(n, most) ||
			memcmp(value.at, bytes, value.n) != 0;
	}
	CHECK_INT(kv_count(&txn, KV_REC), ROWS + 2); /* no fence is left */
	kv_end_read(&txn);
	return wrong;
}

static void a_run_leaves_the_rows_and_nothing_else(void)
{
	static const size_t sizes[] = { 20, 300, 900, 1100, 1900, 2100, SIZE_MOST };

	memset(bytes, 'x', sizeof(bytes));
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct kv *kv = fresh_store();

		write_rows(kv, sizes[i], true);
		CHECK_INT(wrong_rows(kv, sizes[i]), 0);
		fresh_close(kv);
	}
}

static void a_run_before_other_rows_takes_less_room(void)
{
	struct kv *kv = fresh_store();
	size_t run = write_rows(kv, 1600, true), plain;

	fresh_close(kv);
	kv = fresh_store();
	plain = write_rows(kv, 1600, false);
	fresh_close(kv);
	if (!CHECK(run * 100 < plain * 90))
		printf("%zu pages as a run, %zu one by one\n", run, plain);
}

static const struct test tests[] = {
	TEST(a_run_leaves_the_rows_and_nothing_else),
	TEST(a_run_before_other_rows_takes_less_room),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
