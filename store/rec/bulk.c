#include "store/rec/bulk.h"

#include "locale/msg/msg.h"
#include "store/rec/codec.h"
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
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum {
	FLUSH_RECORDS = 8192, /* the pen is held for some hundredths of a second */
	FLUSH_BYTES = 16 << 20,
};

#define MARK "staging" /* in `meta`: what is being written */

struct mark {
	const struct schema *schema;
	struct uid batch;
	uint32_t first;
};

static void put_mark(struct kv_txn *txn, const struct mark *m)
{
	char text[128];

	snprintf(text, sizeof(text), "%s %" PRIu32 " %" PRIu64 " %" PRIu32, m->schema->name,
		m->batch.origin, m->batch.counter, m->first);
	meta_set_text(txn, MARK, text);
}

static bool get_mark(struct kv_txn *txn, struct mark *m)
{
	struct arena a = { 0 };
	char name[32];
	bool found = sscanf(meta_text(txn, MARK, &a), "%31s %" SCNu32 " %" SCNu64 " %" SCNu32, name,
					 &m->batch.origin, &m->batch.counter, &m->first) == 4;

	arena_free(&a);
	m->schema = found ? schema_named(name) : NULL;
	return m->schema != NULL;
}

static void drop_mark(struct kv_txn *txn)
{
	kv_delete(txn, KV_META, (struct bytes){ MARK, strlen(MARK) });
}

/* --- one at a time ------------------------------------------------------------------- */

/* The kernel drops the lock when its holder dies: then what it left may be swept. */
static bool take_lock(struct kv *kv, int *lock, struct err *e)
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

static const struct field *link_of(const struct schema *s)
{
	const struct field *link = schema_field(s, "batch");

	assert(link && (link->flags & FIELD_INDEXED));
	return link;
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
static size_t remove_some(struct kv_txn *txn, const struct mark *m)
{
	const struct field *link = link_of(m->schema);
	uint32_t last = record_last(txn, m->schema->kind);
	struct pile pile = { 0 };
	struct block rows;
	struct key value;
	size_t n = 0;

	batch_value(m->schema, link, m->batch, &value);
	for (uint32_t b = block_of(m->first); b <= block_of(last) && n < FLUSH_RECORDS; b++) {
		index_set(txn, m->schema->kind, b, link, &value, &rows);
		for (uint32_t i = block_next(&rows, 0); i < BLOCK_SIZE && n < FLUSH_RECORDS; n++) {
			remove_record(txn, m->schema, b * BLOCK_SIZE + i, &pile);
			i = block_next(&rows, i + 1);
		}
	}
	pile_write(&pile, txn, false);
	pile_free(&pile);
	return n;
}

/* The lock is held. */
static bool sweep(struct kv *kv, struct err *e)
{
	for (;;) {
		struct kv_txn txn;
		struct mark m;
		bool more;

		if (!kv_begin_write(kv, &txn, e))
			return false;
		more = get_mark(&txn, &m) && remove_some(&txn, &m) > 0;
		if (!more)
			drop_mark(&txn);
		if (!kv_commit(&txn, e))
			return false;
		if (!more)
			return true;
	}
}

static bool is_marked(struct kv *kv, bool *marked, struct err *e)
{
	struct kv_txn txn;
	struct mark m;

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
	if (!take_lock(kv, &lock, e)) {
		if (e->kind != ERR_BUSY)
			return false;
		*e = (struct err){ 0 }; /* it is being written, not left */
		return true;
	}
	done = sweep(kv, e);
	close(lock);
	return done;
}

/* --- writing ------------------------------------------------------------------------------ */

static bool mark_begun(struct bulk *b, struct err *e)
{
	struct kv_txn txn;
	struct mark m = { .schema = b->schema };

	if (!kv_begin_write(b->kv, &txn, e))
		return false;
	b->batch = (struct uid){ meta_origin(&txn), meta_raise(&txn, "uid") + 1 };
	m.batch = b->batch;
	m.first = record_last(&txn, b->schema->kind) + 1;
	put_mark(&txn, &m);
	return kv_commit(&txn, e);
}

bool bulk_begin(struct bulk *b, struct kv *kv, const struct schema *s, struct err *e)
{
	*b = (struct bulk){ .kv = kv, .schema = s, .link = link_of(s) };
	if (!take_lock(kv, &b->lock, e))
		return false;
	b->begun = true;
	digest_begin(&b->rows);
	if (sweep(kv, e) && mark_begun(b, e))
		return true;
	bulk_end(b, true); /* there is nothing of it yet */
	return false;
}

bool bulk_add(struct bulk *b, const void *record, size_t bytes)
{
	void *copy = arena_alloc(&b->arena, b->schema->size);

	schema_copy(b->schema, record, copy, &b->arena);
	*FIELD_PTR(b->link, copy, struct uid) = b->batch;
	if (b->n == b->room) {
		b->room = b->room ? b->room * 2 : 1024;
		b->records = must_realloc(b->records, b->room * sizeof(*b->records));
	}
	b->records[b->n++] = copy;
	b->bytes += bytes;
	return b->n >= FLUSH_RECORDS || b->bytes >= FLUSH_BYTES;
}

static void put_record(struct bulk *b, struct kv_txn *txn, const void *record, struct buf *value)
{
	const struct head *h = record;
	struct key k, uid;

	index_record_key(b->schema->kind, h->ordinal, &k);
	index_uid_key(h->uid, &uid);
	buf_cut(value, 0);
	codec_write(b->schema, record, CODEC_PUBLIC, key_bytes(&k), value);
	digest_add(&b->rows, (struct bytes){ value->at, value->n });
	kv_put(txn, KV_REC, key_bytes(&k), (struct bytes){ value->at, value->n });
	kv_put(txn, KV_ID, key_bytes(&uid), key_bytes(&k));
	if (!codec_has_private(b->schema, record))
		return;
	buf_cut(value, 0);
	codec_write(b->schema, record, CODEC_PRIVATE, key_bytes(&k), value);
	kv_put(txn, KV_PRIVATE, key_bytes(&k), (struct bytes){ value->at, value->n });
}

/* Of what was added, which may go over a border between blocks. */
static void write_grams(struct bulk *b, struct kv_txn *txn)
{
	struct grams grams = { 0 };

	for (size_t i = 0; i < b->n; i++) {
		uint32_t ordinal = schema_head(b->records[i])->ordinal;
		bool last = i + 1 == b->n || block_place(ordinal + 1) == 0;

		last |= gram_add(&grams, b->schema, b->records[i], block_place(ordinal));
		if (last)
			gram_write(&grams, txn, b->schema->kind, block_of(ordinal), SIZE_MAX);
	}
	gram_free(&grams);
}

static void write_added(struct bulk *b, struct kv_txn *txn)
{
	uint32_t ordinal = record_last(txn, b->schema->kind), origin = meta_origin(txn);
	uint64_t uid = meta_number(txn, "uid");
	struct pile pile = { 0 };
	struct buf value = { 0 };
	char last[32];

	if (b->n && !b->first)
		b->first = ordinal + 1;
	for (size_t i = 0; i < b->n; i++) {
		struct head *h = schema_head(b->records[i]);

		h->ordinal = ++ordinal;
		h->uid = (struct uid){ origin, ++uid };
		put_record(b, txn, h, &value);
		pile_add(&pile, b->schema, h);
	}
	if (b->n)
		b->last = ordinal;
	pile_write(&pile, txn, true);
	write_grams(b, txn);
	meta_last_name(b->schema->kind, last);
	meta_set_number(txn, last, ordinal);
	meta_set_number(txn, "uid", uid);
	pile_free(&pile);
	buf_free(&value);
	arena_free(&b->arena);
	b->n = b->bytes = 0;
}

bool bulk_flush(struct bulk *b, struct err *e)
{
	struct kv_txn txn;

	if (!kv_begin_write(b->kv, &txn, e))
		return false;
	write_added(b, &txn);
	return kv_commit(&txn, e);
}

static void make_live(struct bulk *b, struct kv_txn *txn)
{
	struct key value;

	batch_value(b->schema, b->link, b->batch, &value);
	for (uint32_t i = block_of(b->first); b->first && i <= block_of(b->last); i++) {
		struct block rows, live;

		index_set(txn, b->schema->kind, i, b->link, &value, &rows);
		index_live(txn, b->schema->kind, i, &live);
		block_or(&live, &rows);
		index_put_live(txn, b->schema->kind, i, &live);
	}
}

bool bulk_finish(struct bulk *b, struct act *act, struct batch *batch, struct err *e)
{
	char hex[DIGEST_HEX];
	struct digest rows;

	write_added(b, &act->txn);
	make_live(b, &act->txn);
	drop_mark(&act->txn);
	rows = digest_end(&b->rows);
	digest_begin(&b->rows);
	digest_hex(&rows, hex);
	batch->head.uid = b->batch;
	batch->first = b->first;
	batch->last = b->last;
	batch->rows_sm3 = b->first ? arena_text(&act->scratch, hex) : "";
	return record_put(act, &batch_schema, batch, "import", e);
}

void bulk_end(struct bulk *b, bool committed)
{
	struct err e = { 0 };

	if (!b->begun)
		return;
	if (!committed)
		sweep(b->kv, &e); /* what it cannot take away now the next start will */
	digest_end(&b->rows);
	close(b->lock);
	arena_free(&b->arena);
	free(b->records);
	*b = (struct bulk){ 0 };
}

/* --- taking back, bringing back --------------------------------------------------------------- */

struct turn {
	struct act *act;
	const struct schema *schema;
	bool live;
	void (*kept)(const void *, void *);
	void *arg;
};

static bool bears_taken_name(const struct turn *t, const void *record)
{
	uint32_t other;

	return record_named(&t->act->txn, t->schema, schema_text(t->schema, record, t->schema->number),
			   &other, 1) > 0;
}

static bool turn_place(const struct turn *t, uint32_t ordinal, struct block *live, struct err *e)
{
	struct arena a = { 0 };
	void *record = schema_new(t->schema, &a);
	bool read = record_peek(&t->act->txn, t->schema, ordinal, record, &a, e);

	if (!read) {
		arena_free(&a);
		return false;
	}
	if (t->live ? bears_taken_name(t, record) : schema_head(record)->version != 0)
		t->kept(record, t->arg);
	else if (t->live)
		block_add(live, block_place(ordinal));
	else
		block_drop(live, block_place(ordinal));
	arena_free(&a);
	return true;
}

static bool turn_block(const struct turn *t, uint32_t block, struct block *rows, struct err *e)
{
	struct block live;

	index_live(&t->act->txn, t->schema->kind, block, &live);
	if (t->live)
		block_without(rows, &live);
	else
		block_and(rows, &live);
	for (uint32_t i = block_next(rows, 0); i < BLOCK_SIZE; i = block_next(rows, i + 1))
		if (!turn_place(t, block * BLOCK_SIZE + i, &live, e))
			return false;
	index_put_live(&t->act->txn, t->schema->kind, block, &live);
	return true;
}

bool bulk_set_live(struct act *act, const struct schema *s, const struct batch *batch, bool live,
	void (*kept)(const void *record, void *arg), void *arg, struct err *e)
{
	const struct field *link = link_of(s);
	struct turn t = { act, s, live, kept, arg };
	struct block rows;
	struct key value;

	batch_value(s, link, batch->head.uid, &value);
	if (!batch->first)
		return true;
	for (uint32_t b = block_of((uint32_t)batch->first); b <= block_of((uint32_t)batch->last); b++) {
		index_set(&act->txn, s->kind, b, link, &value, &rows);
		if (!turn_block(&t, b, &rows, e))
			return false;
	}
	return true;
}
