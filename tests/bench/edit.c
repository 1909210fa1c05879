/* edit STORE BARE — what one edited order costs, confirmed on the disk.
 *
 *     edit STORE BARE          medians of edits of the state, of one word and of a text of
 *                              7,000 characters, beside the commit of a record of that
 *                              size to the bare store BARE
 *     edit STORE wait N        one edit every 200 ms, N times: the longest (ms)
 */
#include "store/kv/key.h"
#include "store/rec/act.h"
#include "store/rec/record.h"
#include "store/schema/order.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TIMES = 41, LONG_CHARS = 7000, RECORD_BYTES = 900, PAUSE_MS = 200, STEP = 97 };

static const struct who bench = { .name = "bench", .os_user = "bench", .host = "bench" };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void stop(const struct err *e)
{
	fprintf(stderr, "edit: %s (%s)\n", e->what, e->where);
	exit(1);
}

static void set_state(struct order *o, uint32_t i, struct arena *a)
{
	(void)a;
	o->state = o->state == ORDER_ON_FILE || i % 2 ? ORDER_TO_SCREEN : ORDER_ON_FILE;
}

static void set_word(struct order *o, uint32_t i, struct arena *a)
{
	o->text = arena_format(a, "%s改%u", o->text, i % 10);
}

/* Other characters each time, so that every pair is new. */
static void set_long(struct order *o, uint32_t i, struct arena *a)
{
	struct buf text = { 0 };

	for (uint32_t n = 0, at = i * 7919; n < LONG_CHARS; n++) {
		at = at * 1103515245 + 12345;
		uint32_t cp = 0x4E00 + (at >> 16) % 3000;

		buf_putc(&text, (char)(0xE0 | cp >> 12));
		buf_putc(&text, (char)(0x80 | (cp >> 6 & 0x3F)));
		buf_putc(&text, (char)(0x80 | (cp & 0x3F)));
	}
	o->text = arena_text(a, buf_text(&text));
	buf_free(&text);
}

static double edit(struct kv *kv, uint32_t ordinal, uint32_t i,
	void (*change)(struct order *, uint32_t, struct arena *))
{
	struct err e = { 0 };
	struct act act;
	struct order o;
	double begin = now_ms();

	if (!act_begin(&act, kv, &bench, clock_now(), &e) ||
		!record_at(&act.txn, &order_schema, ordinal, &o, &act.scratch, &e))
		stop(&e);
	change(&o, i, &act.scratch);
	if (!record_put(&act, &order_schema, &o, "set", &e) || !act_commit(&act, &e))
		stop(&e);
	act_abort(&act);
	return now_ms() - begin;
}

static double commit_bare(struct kv *kv, uint32_t ordinal, size_t bytes)
{
	static char record[4 * LONG_CHARS];
	struct err e = { 0 };
	struct kv_txn txn;
	struct key k;
	double begin = now_ms();

	key_start(&k);
	key_u32(&k, ordinal);
	memset(record, (int)ordinal, bytes);
	if (!kv_begin_write(kv, &txn, &e))
		stop(&e);
	kv_put(&txn, KV_REC, key_bytes(&k), (struct bytes){ record, bytes });
	if (!kv_commit(&txn, &e))
		stop(&e);
	return now_ms() - begin;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void tell(const char *what, double *edits, double *bare)
{
	qsort(edits, TIMES, sizeof(*edits), by_size);
	qsort(bare, TIMES, sizeof(*bare), by_size);
	printf("%s\t%.3f\t%.3f\n", what, edits[TIMES / 2], bare[TIMES / 2]);
}

/* In turn, so that what slows the disk slows both. */
static void measure(struct kv *kv, struct kv *bare, const char *what, size_t bytes,
	void (*change)(struct order *, uint32_t, struct arena *))
{
	double edits[TIMES], commits[TIMES];

	for (uint32_t i = 0; i < TIMES; i++) {
		commits[i] = commit_bare(bare, 1 + i * STEP, bytes);
		edits[i] = edit(kv, 1 + i * STEP, i, change);
	}
	tell(what, edits, commits);
}

static void wait_for_pen(struct kv *kv, int times)
{
	double longest = 0;

	for (int i = 0; i < times; i++) {
		double took = edit(kv, 1, (uint32_t)i, set_state);

		longest = took > longest ? took : longest;
		poll(NULL, 0, PAUSE_MS);
	}
	printf("longest wait\t%.3f\n", longest);
}

int main(int argc, char **argv)
{
	struct err e = { 0 };
	struct kv *kv, *bare;

	if (argc < 3 || !kv_open(argv[1], 0, &kv, &e))
		stop(&e);
	if (argc == 4) {
		wait_for_pen(kv, atoi(argv[3]));
		kv_close(kv);
		return 0;
	}
	if (!kv_open(argv[2], KV_CREATE, &bare, &e))
		stop(&e);
	measure(kv, bare, "state", RECORD_BYTES, set_state);
	measure(kv, bare, "one word", RECORD_BYTES, set_word);
	measure(kv, bare, "a text of 7,000 characters", 3 * LONG_CHARS, set_long);
	kv_close(bare);
	kv_close(kv);
	return 0;
}
