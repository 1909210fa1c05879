#include "store/rec/bulk.h"

#include "locale/base/array.h"
#include "store/rec/index.h"
#include "store/rec/meta.h"
#include "store/rec/record.h"
#include "store/rec/sweep.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	CHUNK_RECORDS = 4096, /* the pen is held for some hundredths of a second */
	CHUNK_BYTES = 16 << 20,
	WAIT_MS = 10, /* for the worker, before a screen has its turn */
};

/* --- ordinals --------------------------------------------------------------------------- */

/* More ordinals and uids, from where others have left the counters. */
static void reserve(struct bulk *b, struct kv_txn *txn, uint32_t n)
{
	char last[32];

	meta_last_name(b->schema->kind, last);
	b->next = (uint32_t)meta_number(txn, last) + 1;
	b->next_uid = (struct uid){ meta_origin(txn), meta_number(txn, "uid") + 1 };
	b->reserved = n;
	meta_set_number(txn, last, b->next - 1 + n);
	meta_set_number(txn, "uid", b->next_uid.counter - 1 + n);
}

/* What was not used, where nobody has taken any since. */
static void give_back(struct bulk *b, struct kv_txn *txn)
{
	uint64_t uid = b->next_uid.counter - 1;
	char last[32];

	meta_last_name(b->schema->kind, last);
	if (b->reserved && meta_number(txn, last) == b->next - 1 + b->reserved)
		meta_set_number(txn, last, b->next - 1);
	if (b->reserved && meta_number(txn, "uid") == uid + b->reserved)
		meta_set_number(txn, "uid", uid);
	b->reserved = 0;
}

static void number(struct bulk *b, struct chunk *c)
{
	uint32_t n = (uint32_t)c->n;

	chunk_number(c, b->next, b->next_uid);
	if (n && !b->first)
		b->first = b->next;
	b->next += n;
	b->next_uid.counter += n;
	b->reserved -= n;
	if (n)
		b->last = b->next - 1;
}

/* --- beginning ---------------------------------------------------------------------------- */

static void touched_name(enum kind kind, char name[48])
{
	char last[32];

	meta_last_name(kind, last);
	snprintf(name, 48, "touched from %s", last);
}

uint32_t bulk_touched_from(struct kv_txn *txn, enum kind kind)
{
	char name[48];
	uint32_t from;

	touched_name(kind, name);
	from = (uint32_t)meta_number(txn, name);
	return from ? from : UINT32_MAX;
}

static bool mark_begun(struct bulk *b, struct err *e)
{
	struct kv_txn txn;
	struct sweep_mark m = { .schema = b->schema };
	char name[48];

	if (!kv_begin_write(b->kv, &txn, e))
		return false;
	b->batch = (struct uid){ meta_origin(&txn), meta_raise(&txn, "uid") + 1 };
	m.batch = b->batch;
	m.first = record_last(&txn, b->schema->kind) + 1;
	sweep_put_mark(&txn, &m);
	touched_name(b->schema->kind, name);
	if (!meta_number(&txn, name))
		meta_set_number(&txn, name, m.first);
	return kv_commit(&txn, e);
}

bool bulk_begin(struct bulk *b, struct kv *kv, const struct schema *s, struct err *e)
{
	*b = (struct bulk){ .kv = kv, .schema = s, .link = sweep_link(s) };
	if (!sweep_lock(kv, &b->lock, e))
		return false;
	b->begun = true;
	for (size_t i = 0; i < COUNT(b->chunks); i++)
		b->chunks[i].schema = s;
	b->filling = &b->chunks[0];
	digest_begin(&b->sums.rows);
	digest_begin(&b->sums.personal);
	if (sweep_left(kv, e) && mark_begun(b, e))
		return true;
	bulk_end(b, true); /* there is nothing of it yet */
	return false;
}

static bool is_full(const struct chunk *c)
{
	return c->n >= CHUNK_RECORDS || c->bytes >= CHUNK_BYTES;
}

bool bulk_add(struct bulk *b, const void *record, size_t bytes)
{
	void *copy = chunk_add(b->filling, record, bytes);

	*FIELD_PTR(b->link, copy, struct uid) = b->batch;
	return is_full(b->filling);
}

/* --- the chain of chunks -------------------------------------------------------------------- */

/* No more is added to it; in the order in which they grew. */
static void reap(struct bulk *b)
{
	struct harvest **at = &b->ripe;

	if (!b->growing)
		return;
	gram_sort(&b->growing->grams);
	while (*at)
		at = &(*at)->next;
	*at = b->growing;
	b->growing = NULL;
}

static void grow(struct bulk *b, const void *record)
{
	uint32_t ordinal = ((const struct head *)record)->ordinal, block = block_of(ordinal);

	if (b->growing && b->growing->block != block)
		reap(b);
	if (!b->growing) {
		b->growing = must_alloc(sizeof(*b->growing));
		*b->growing = (struct harvest){ .block = block };
	}
	if (gram_add(&b->growing->grams, b->schema, record, block_place(ordinal)))
		reap(b);
}

/* Beside the owner. */
static void make(void *bulk)
{
	struct bulk *b = bulk;

	for (size_t i = 0; b->complete && i < b->making->n; i++)
		b->complete(b->making->records[i], &b->making->arena, b->complete_arg);
	chunk_make(b->making, &b->sums);
	for (size_t i = 0; i < b->making->n; i++)
		grow(b, b->making->records[i]);
	chunk_forget(b->making);
}

static struct chunk *free_chunk(struct bulk *b)
{
	for (size_t i = 0; i < COUNT(b->chunks); i++)
		if (&b->chunks[i] != b->making && &b->chunks[i] != b->made)
			return &b->chunks[i];
	assert(false);
	return NULL;
}

static bool reserve_now(struct bulk *b, uint32_t n, struct err *e)
{
	struct kv_txn txn;

	if (!kv_begin_write(b->kv, &txn, e))
		return false;
	give_back(b, &txn);
	reserve(b, &txn, n);
	return kv_commit(&txn, e);
}

/* The worker has nothing at hand. */
static bool hand_over(struct bulk *b, struct err *e)
{
	struct chunk *c = b->filling;

	if (b->reserved < c->n && !reserve_now(b, (uint32_t)c->n, e))
		return false;
	number(b, c);
	b->making = c;
	b->filling = free_chunk(b);
	worker_give(&b->worker, make, b);
	return true;
}

static void put_made(struct bulk *b, struct kv_txn *txn)
{
	chunk_put(b->made, txn);
	chunk_empty(b->made);
	b->made = NULL;
}

static bool write_made(struct bulk *b, struct err *e)
{
	struct kv_txn txn;

	if (!kv_begin_write(b->kv, &txn, e))
		return false;
	put_made(b, &txn);
	if (b->reserved < CHUNK_RECORDS) { /* the next chunk need not wait for the pen */
		give_back(b, &txn);
		reserve(b, &txn, CHUNK_RECORDS);
	}
	return kv_commit(&txn, e);
}

/* True: that was all of the block. */
static bool put_grams(struct bulk *b, struct kv_txn *txn, size_t bytes)
{
	struct harvest *h = b->in;

	if (!gram_write(&h->grams, txn, b->schema->kind, h->block, bytes))
		return false;
	b->in = h->next;
	gram_free(&h->grams);
	free(h);
	return true;
}

static bool write_grams(struct bulk *b, struct err *e)
{
	struct kv_txn txn;

	if (!kv_begin_write(b->kv, &txn, e))
		return false;
	put_grams(b, &txn, GRAM_WRITE);
	return kv_commit(&txn, e);
}

static void take_made(struct bulk *b, int ms)
{
	if (!b->making || b->made || b->in || !worker_done(&b->worker, ms))
		return;
	b->made = b->making;
	b->making = NULL;
	b->in = b->ripe;
	b->ripe = NULL;
}

/* Nothing is left but a block that is not full. */
static void take_growing(struct bulk *b)
{
	if (b->making || b->made || b->in || b->filling->n)
		return;
	reap(b);
	b->in = b->ripe;
	b->ripe = NULL;
}

bool bulk_work(struct bulk *b, bool all, bool *more, struct err *e)
{
	bool enough = is_full(b->filling) || (all && b->filling->n), done = true;

	take_made(b, all || enough ? WAIT_MS : 0);
	if (all)
		take_growing(b);
	if (enough && !b->making)
		done = hand_over(b, e);
	else if (b->made)
		done = write_made(b, e);
	else if (b->in)
		done = write_grams(b, e);
	*more = b->made || b->in || is_full(b->filling) ||
		(all && (b->making || b->growing || b->filling->n));
	return done;
}

bool bulk_flush(struct bulk *b, struct err *e)
{
	bool more = true;

	while (more)
		if (!bulk_work(b, true, &more, e))
			return false;
	return true;
}

bool bulk_is_large(const struct bulk *b)
{
	return b->first || b->filling->n > CHUNK_RECORDS / 8;
}

/* --- ending ----------------------------------------------------------------------------------- */

static void put_ready(struct bulk *b, struct kv_txn *txn)
{
	if (b->made)
		put_made(b, txn);
	while (b->in && !txn->err.kind)
		put_grams(b, txn, SIZE_MAX);
}

/* What bulk_work() has not come to. */
static void put_rest(struct bulk *b, struct kv_txn *txn)
{
	put_ready(b, txn);
	take_made(b, -1);
	put_ready(b, txn);
	give_back(b, txn);
	reserve(b, txn, (uint32_t)b->filling->n);
	number(b, b->filling);
	b->making = b->filling;
	b->filling = free_chunk(b);
	make(b);
	take_made(b, -1);
	put_ready(b, txn);
	take_growing(b);
	put_ready(b, txn);
}

static void make_live(struct bulk *b, struct kv_txn *txn)
{
	for (uint32_t i = block_of(b->first); b->first && i <= block_of(b->last); i++) {
		struct block rows, live;

		sweep_rows(txn, b->schema, b->batch, i, &rows);
		index_live(txn, b->schema->kind, i, &live);
		block_or(&live, &rows);
		index_put_live(txn, b->schema->kind, i, &live);
	}
}

static const char *sum_of(struct digest_run *run, struct arena *a)
{
	struct digest d = digest_end(run);
	char hex[DIGEST_HEX];

	digest_begin(run);
	digest_hex(&d, hex);
	return arena_text(a, hex);
}

bool bulk_finish(struct bulk *b, struct act *act, struct batch *batch, struct err *e)
{
	put_rest(b, &act->txn);
	make_live(b, &act->txn);
	sweep_drop_mark(&act->txn);
	batch->head.uid = b->batch;
	batch->first = b->first;
	batch->last = b->last;
	if (b->first) {
		batch->rows_sm3 = sum_of(&b->sums.rows, &act->scratch);
		batch->personal_sm3 = sum_of(&b->sums.personal, &act->scratch);
	}
	return record_put(act, &batch_schema, batch, "import", e);
}

static void drop(struct harvest *h)
{
	while (h) {
		struct harvest *next = h->next;

		gram_free(&h->grams);
		free(h);
		h = next;
	}
}

void bulk_end(struct bulk *b, bool committed)
{
	struct err e = { 0 };

	if (!b->begun)
		return;
	worker_end(&b->worker);
	if (!committed)
		sweep_left(b->kv, &e); /* what it cannot take away now the next start will */
	digest_end(&b->sums.rows);
	digest_end(&b->sums.personal);
	close(b->lock);
	for (size_t i = 0; i < COUNT(b->chunks); i++)
		chunk_free(&b->chunks[i]);
	drop(b->growing);
	drop(b->ripe);
	drop(b->in);
	*b = (struct bulk){ 0 };
}
