#include "store/rec/sweep.h"

#include "store/rec/bulk.h"
#include "store/rec/gram.h"
#include "store/rec/index.h"
#include "store/rec/meta.h"
#include "store/rec/pile.h"
#include "store/rec/record.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum {
	SWEEP_RECORDS = 8192,
	SWEEP_GRAMS = 4096
}; /* the pen is held for some hundredths of a second */

#define MARK "staging" /* in `meta`: what is being written */

void sweep_put_mark(struct kv_txn *txn, const struct sweep_mark *m)
{
	char text[128];

	snprintf(text, sizeof(text), "%s %" PRIu32 " %" PRIu64 " %" PRIu32, m->schema->name,
		m->batch.origin, m->batch.counter, m->first);
	meta_set_text(txn, MARK, text);
}

static bool get_mark(struct kv_txn *txn, struct sweep_mark *m)
{
	struct arena a = { 0 };
	char name[32];
	bool found = sscanf(meta_text(txn, MARK, &a), "%31s %" SCNu32 " %" SCNu64 " %" SCNu32, name,
					 &m->batch.origin, &m->batch.counter, &m->first) == 4;

	arena_free(&a);
	m->schema = found ? schema_named(name) : NULL;
	return m->schema != NULL;
}

void sweep_drop_mark(struct kv_txn *txn)
{
	kv_delete(txn, KV_META, (struct bytes){ MARK, strlen(MARK) });
}

/* --- one at a time ------------------------------------------------------------------- */

/* The kernel drops the lock when its holder dies: then what it left may be swept. */
bool sweep_lock(struct kv *kv, int *lock, struct err *e)
{
	struct buf path = { 0 };

	buf_printf(&path, "%s/bulk", kv_folder(kv));
	*lock = open(path.at, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (*lock < 0)
		err_errno(e, errno, path.at);
	buf_free(&path);
	if (*lock < 0)
		return false;
	if (!flock(*lock, LOCK_EX | LOCK_NB))
		return true;
	close(*lock);
	err_set(e, ERR_BUSY, "another import is being written");
	err_at(e, "%s", kv_folder(kv));
	return err_fix(e, "wait until it is done, then try again");
}

/* --- which records ------------------------------------------------------------------- */

static void batch_value(
	const struct schema *s, const struct field *link, struct uid batch, struct key *value)
{
	struct arena a = { 0 };
	void *record = schema_new(s, &a);

	*FIELD_PTR(link, record, struct uid) = batch;
	key_start(value);
	index_value(link, record, value);
	arena_free(&a);
}

const struct field *sweep_link(const struct schema *s)
{
	const struct field *link = schema_field(s, "batch");

	assert(link && (link->flags & FIELD_INDEXED));
	return link;
}

void sweep_rows(struct kv_txn *txn, const struct schema *s, struct uid batch, uint32_t block,
	struct block *rows)
{
	const struct field *link = sweep_link(s);
	struct key value;

	batch_value(s, link, batch, &value);
	index_set(txn, s->kind, block, link, &value, rows);
}

/* --- taking away ------------------------------------------------------------------------ */

static void remove_record(
	struct kv_txn *txn, const struct schema *s, uint32_t ordinal, struct pile *pile)
{
	struct arena a = { 0 };
	void *record = schema_new(s, &a);
	struct err e = { 0 };
	struct key k;

	if (record_any(txn, s, ordinal, record, &a, &e))
		pile_add(pile, s, record);
	else
		kv_fail(txn, &e);
	index_uid_key(schema_head(record)->uid, &k);
	kv_delete(txn, KV_ID, key_bytes(&k));
	index_record_key(s->kind, ordinal, &k);
	kv_delete(txn, KV_REC, key_bytes(&k));
	kv_delete(txn, KV_PRIVATE, key_bytes(&k));
	arena_free(&a);
}

/* At most so many as one flush wrote; how many there were. */
static size_t remove_some(struct kv_txn *txn, const struct sweep_mark *m)
{
	uint32_t last = record_last(txn, m->schema->kind);
	struct pile pile = { 0 };
	struct block rows;
	size_t n = 0;

	for (uint32_t b = block_of(m->first); b <= block_of(last) && n < SWEEP_RECORDS; b++) {
		sweep_rows(txn, m->schema, m->batch, b, &rows);
		for (uint32_t i = block_next(&rows, 0); i < BLOCK_SIZE && n < SWEEP_RECORDS; n++) {
			remove_record(txn, m->schema, b * BLOCK_SIZE + i, &pile);
			i = block_next(&rows, i + 1);
		}
	}
	pile_write(&pile, txn, false);
	pile_free(&pile);
	return n;
}

/* Where the taking away of grams has come to. */
struct glean {
	const struct sweep_mark *mark;
	uint32_t block;
	struct key from; /* the last row of the block that was looked at */
	bool within;     /* the block has been begun */
};

/* One set without the rows; true: it is gone. */
static bool glean_set(
	struct kv_txn *txn, const struct key *k, struct bytes stored, const struct block *rows)
{
	struct buf places = { 0 };
	struct block all, left;
	bool gone;

	if (!gram_read_places(&all, stored))
		return false; /* verify names it */
	left = all;
	block_without(&left, rows);
	gone = block_next(&left, 0) == BLOCK_SIZE;
	gram_write_places(&left, &places);
	if (gone)
		kv_delete(txn, KV_GRAM, key_bytes(k));
	else if (memcmp(&left, &all, sizeof(all)) != 0)
		kv_put(txn, KV_GRAM, key_bytes(k), (struct bytes){ places.at, places.n });
	buf_free(&places);
	return gone;
}

/* At most so many sets; false: those of the block are all looked at. */
static bool glean_rows(struct glean *g, struct kv_txn *txn, const struct block *rows, size_t most)
{
	struct kv_cursor c;
	struct key prefix;
	bool on;

	gram_block_key(g->mark->schema->kind, g->block, &prefix);
	if (!g->within)
		g->from = prefix;
	kv_cursor_open(txn, KV_GRAM, &c);
	on = kv_seek(&c, key_bytes(&g->from)) && key_starts_with(c.key, key_bytes(&prefix));
	for (; on && most > 0; most--) {
		key_start(&g->from);
		key_raw(&g->from, c.key);
		if (glean_set(txn, &g->from, c.value, rows))
			on = kv_seek(&c, key_bytes(&g->from)) && key_starts_with(c.key, key_bytes(&prefix));
		else
			on = kv_next_in(&c, key_bytes(&prefix));
	}
	kv_cursor_close(&c);
	g->within = on;
	return on;
}

/* Some of the batch's places in the sets of grams; false: that was all. */
static bool glean(struct glean *g, struct kv_txn *txn)
{
	uint32_t last = block_of(record_last(txn, g->mark->schema->kind));
	struct block rows;

	for (; g->block <= last; g->block++) {
		sweep_rows(txn, g->mark->schema, g->mark->batch, g->block, &rows);
		if (block_next(&rows, 0) < BLOCK_SIZE && glean_rows(g, txn, &rows, SWEEP_GRAMS))
			return true;
	}
	return false;
}

bool sweep_left(struct kv *kv, struct err *e)
{
	struct sweep_mark m = { 0 };
	struct glean g = { .mark = &m };
	bool more = true, gleaning = true;

	while (more) {
		struct kv_txn txn;

		if (!kv_begin_write(kv, &txn, e))
			return false;
		more = get_mark(&txn, &m);
		if (more && !g.block)
			g.block = block_of(m.first);
		if (more && gleaning)
			gleaning = glean(&g, &txn);
		else if (more)
			more = remove_some(&txn, &m) > 0;
		if (!more)
			sweep_drop_mark(&txn);
		if (!kv_commit(&txn, e))
			return false;
	}
	return true;
}

static bool is_marked(struct kv *kv, bool *marked, struct err *e)
{
	struct kv_txn txn;
	struct sweep_mark m;

	if (!kv_begin_read(kv, &txn, e))
		return false;
	*marked = get_mark(&txn, &m);
	kv_end_read(&txn);
	return true;
}

bool bulk_sweep(struct kv *kv, struct err *e)
{
	bool marked, done;
	int lock;

	if (kv_is_read_only(kv))
		return true;
	if (!is_marked(kv, &marked, e))
		return false;
	if (!marked)
		return true;
	if (!sweep_lock(kv, &lock, e)) {
		if (e->kind != ERR_BUSY)
			return false;
		*e = (struct err){ 0 }; /* it is being written, not left */
		return true;
	}
	done = sweep_left(kv, e);
	close(lock);
	return done;
}
