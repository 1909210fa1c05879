/* Kills a program while it writes batches: whole ones are there or nothing of them, and
 * what is left of a half one goes with the next start, its grams too.
 *
 * 12 kills in `make check`, SOAK_KILLS of them in `make soak`; half of these hit the
 * sweeping itself.
 */
#include "store/rec/bulk.h"
#include "store/rec/gram.h"
#include "store/rec/index.h"
#include "store/rec/record.h"
#include "store/rec/verify.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ORDERS = 9000 }; /* a chunk and a bit */

static char folder[512];

static void stop(const struct err *e)
{
	fprintf(stderr, "%s (%s)\n", e->what, e->where);
	_exit(1);
}

static void add_orders(struct bulk *b, int batch)
{
	struct err e = { 0 };
	bool more = false;

	for (int i = 0; i < ORDERS; i++) {
		char number[32], text[64];
		struct order o;

		schema_init(&order_schema, &o);
		snprintf(number, sizeof(number), "%04d%06d", batch, i);
		snprintf(text, sizeof(text), "垃圾%d清运%d", i % 700, i % 13);
		o.number = number;
		o.text = text;
		o.caller = "张三";
		o.state = ORDER_ON_FILE;
		for (more = bulk_add(b, &o, 100); more;)
			if (!bulk_work(b, false, &more, &e))
				stop(&e);
	}
	for (more = true; more;)
		if (!bulk_work(b, true, &more, &e))
			stop(&e);
}

static void write_batch(struct kv *kv, int number)
{
	struct bulk b = { 0 };
	struct batch batch;
	struct err e = { 0 };
	struct act act;

	if (!bulk_begin(&b, kv, &order_schema, &e))
		stop(&e);
	add_orders(&b, number);
	schema_init(&batch_schema, &batch);
	batch.number = number;
	batch.kind = KIND_ORDER;
	batch.state = BATCH_LIVE;
	if (!act_begin(&act, kv, &fresh_who, fresh_now, &e) || !bulk_finish(&b, &act, &batch, &e) ||
		!act_commit(&act, &e))
		stop(&e);
	bulk_end(&b, true);
}

static void write_until_killed(int from)
{
	struct kv *kv;
	struct err e = { 0 };

	if (!kv_open(folder, KV_CREATE, &kv, &e))
		stop(&e);
	for (int number = from;; number++)
		write_batch(kv, number);
}

static void kill_after(int from, useconds_t us)
{
	pid_t child = fork();

	if (child == 0)
		write_until_killed(from);
	usleep(us);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void print_finding(const struct err *finding, void *arg)
{
	(void)arg;
	printf("%s (%s)\n", finding->what, finding->where);
}

/* Sets of grams that name a place where nothing counts. */
static int dangling_grams(struct kv_txn *txn)
{
	struct block places, live;
	struct kv_cursor c;
	int n = 0;

	kv_cursor_open(txn, KV_GRAM, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		struct bytes rest = c.key;
		uint32_t block = 0;
		uint8_t kind = 0;

		key_take_u8(&rest, &kind);
		key_take_u32(&rest, &block);
		index_live(txn, (enum kind)(255 - kind), block, &live);
		n += !gram_read_places(&places, c.value);
		block_without(&places, &live);
		n += block_next(&places, 0) < BLOCK_SIZE;
	}
	kv_cursor_close(&c);
	return n;
}

/* Sweeps as the next start does; how many batches are there. */
static int check_store(void)
{
	struct verify_counts counts;
	struct kv_txn txn;
	struct err e = { 0 };
	struct kv *kv;
	int batches;

	if (!CHECK(kv_open(folder, KV_CREATE, &kv, &e)))
		return 0;
	CHECK(bulk_sweep(kv, &e));
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(verify_store(&txn, NULL, print_finding, NULL, &counts));
	batches = (int)record_last(&txn, KIND_BATCH);
	CHECK_INT(counts.records, (uint64_t)batches * (ORDERS + 1));
	CHECK_INT(dangling_grams(&txn), 0);
	kv_end_read(&txn);
	kv_close(kv);
	return batches;
}

static void a_killed_import_leaves_whole_batches_only(void)
{
	const char *kills = getenv("SOAK_KILLS");
	int n = kills ? atoi(kills) : 12, batches = 0;

	snprintf(folder, sizeof(folder), "%s/store", check_folder());
	for (int i = 0; i < n; i++) {
		kill_after(batches + 1, (useconds_t)(5000 + i * 104729 % 250000));
		if (i % 2) /* the one who comes next sweeps, and is killed at it */
			kill_after(batches + 1, (useconds_t)(2000 + i * 7919 % 20000));
		batches = check_store();
	}
}

static const struct test tests[] = {
	TEST(a_killed_import_leaves_whole_batches_only),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
