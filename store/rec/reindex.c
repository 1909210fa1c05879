#include "store/rec/reindex.h"

#include "locale/base/clock.h"
#include "store/rec/agree.h"
#include "store/rec/gram.h"
#include "store/rec/index.h"
#include "store/rec/meta.h"
#include "store/rec/pending.h"
#include "store/rec/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LOOK_AT = 512,  /* rows in a read transaction */
	CLEAR = 4096,   /* grams in a write transaction */
	MEMBERS = 4096, /* of a set, at most, in a read transaction */
};

enum stage { STAGE_ID, STAGE_SORT, STAGE_SET, STAGE_RECORDS, STAGE_GRAMS, STAGE_DONE };

/* What the grams stage does with the block at hand. */
enum grams_step { GRAMS_CLEAR, GRAMS_READ, GRAMS_WRITE };

struct reindex {
	struct kv *kv;
	enum stage stage;
	struct reindex_counts counts;
	struct key at;    /* the last row looked at, of the stage's table */
	uint32_t place;   /* the next member of the set there; 0: from its start */
	struct buf wrong; /* keys, each behind its length in two bytes */
	uint64_t wrong_count;
	struct arena arena;
	enum kind kind; /* grams: counted down */
	uint32_t block;
	enum grams_step step;
	uint32_t first, next; /* places: of this filling, and not read yet */
	bool begun;           /* writing */
	struct grams grams;
};

/* --- the mark -------------------------------------------------------------------------- */

static void put_mark(struct kv_txn *txn, const struct reindex *r)
{
	char text[64];

	snprintf(text, sizeof(text), "%d %d %" PRIu32, r->stage == STAGE_GRAMS, (int)r->kind, r->block);
	meta_set_text(txn, GRAM_BUILDING, text);
}

/* Where one that was not finished was. */
static bool get_mark(struct kv_txn *txn, struct reindex *r)
{
	struct arena a = { 0 };
	int grams = 0, kind = 0;
	uint32_t block = 0;
	bool found =
		sscanf(meta_text(txn, GRAM_BUILDING, &a), "%d %d %" SCNu32, &grams, &kind, &block) == 3;

	arena_free(&a);
	if (found && grams && schema_of((enum kind)kind)) {
		r->stage = STAGE_GRAMS;
		r->kind = (enum kind)kind;
		r->block = block;
	}
	return found;
}

void reindex_demand(struct kv_txn *txn)
{
	meta_set_text(txn, GRAM_BUILDING, "0 0 0");
}

bool reindex_wanted(struct kv_txn *txn)
{
	struct reindex r;

	return kv_count(txn, KV_REC) && (get_mark(txn, &r) || !gram_ready(txn));
}

/* --- rows that are wrong --------------------------------------------------------------------- */

static void note_wrong(struct reindex *r, struct bytes key)
{
	unsigned char length[] = { (unsigned char)(key.n >> 8), (unsigned char)key.n };

	buf_add(&r->wrong, length, sizeof(length));
	buf_add(&r->wrong, key.at, key.n);
	r->wrong_count++;
}

static bool take_wrong(struct bytes *rest, struct key *k)
{
	uint16_t length;

	if (!key_take_u16(rest, &length) || length > rest->n)
		return false;
	key_start(k);
	key_raw(k, (struct bytes){ rest->at, length });
	*rest = (struct bytes){ (const char *)rest->at + length, rest->n - length };
	return true;
}

static enum kv_db table_of(enum stage stage)
{
	static const enum kv_db tables[] = {
		[STAGE_ID] = KV_ID,
		[STAGE_SORT] = KV_SORT,
		[STAGE_SET] = KV_SET,
		[STAGE_RECORDS] = KV_REC,
	};

	return tables[stage];
}

/* Members of a set that do not have its value, among those looked at in one go. */
static bool members_right(struct reindex *r, struct kv_txn *txn, const struct kv_cursor *c)
{
	struct set_row row;
	struct block places;
	uint32_t n = 0, i;

	if (!agree_set_row(c->key, &row) || !block_read(&places, c->value))
		return false;
	for (i = block_next(&places, r->place); i < BLOCK_SIZE && n < MEMBERS;
		 i = block_next(&places, i + 1)) {
		struct arena_mark mark = arena_mark(&r->arena);
		bool right = agree_member(txn, &row, row.block * BLOCK_SIZE + i, &r->arena);

		arena_reset(&r->arena, mark);
		if (!right)
			return false;
		n++;
	}
	r->place = i < BLOCK_SIZE ? i : 0;
	r->counts.done += n;
	return true;
}

static bool record_of(
	struct reindex *r, struct kv_txn *txn, struct bytes key, const struct schema **s, void **record)
{
	struct err e = { 0 };
	uint32_t ordinal;
	uint8_t kind;

	if (!key_take_u8(&key, &kind) || !key_take_u32(&key, &ordinal))
		return false;
	*s = schema_of((enum kind)kind);
	if (!*s)
		return false;
	*record = schema_new(*s, &r->arena);
	return record_peek(txn, *s, ordinal, *record, &r->arena, &e);
}

static bool row_right(struct reindex *r, struct kv_txn *txn, const struct kv_cursor *c)
{
	const struct schema *s;
	void *record;

	switch (r->stage) {
	case STAGE_ID:
		return agree_id(txn, c->key, c->value, &r->arena);
	case STAGE_SORT:
		return agree_sort(txn, c->key, &r->arena);
	case STAGE_SET:
		return members_right(r, txn, c);
	default: /* a record that cannot be read is verify's to name */
		return !record_of(r, txn, c->key, &s, &record) || agree_record(txn, s, record);
	}
}

/* Behind the row looked at last, or at it while members of it are left. */
static bool seek_on(struct reindex *r, struct kv_cursor *c)
{
	struct bytes key = key_bytes(&r->at);

	if (!r->at.n)
		return kv_first(c);
	if (!kv_seek(c, key))
		return false;
	if (c->key.n == key.n && !memcmp(c->key.at, key.at, key.n) && !r->place)
		return kv_next(c);
	return true;
}

static void look_at(struct reindex *r, struct kv_txn *txn, struct kv_cursor *c)
{
	struct arena_mark mark = arena_mark(&r->arena);

	key_start(&r->at);
	key_raw(&r->at, c->key);
	if (!row_right(r, txn, c)) {
		note_wrong(r, c->key);
		r->place = 0;
	}
	arena_reset(&r->arena, mark);
	r->counts.done++;
}

/* False: that was the table's last. */
static bool look_at_some(struct reindex *r, struct err *e, bool *more)
{
	struct kv_txn txn;
	struct kv_cursor c;
	bool good;

	if (!kv_begin_read(r->kv, &txn, e))
		return false;
	kv_cursor_open(&txn, table_of(r->stage), &c);
	*more = seek_on(r, &c);
	for (int n = 0; *more && n < LOOK_AT; n++) {
		look_at(r, &txn, &c);
		if (r->place) /* a large set: the rest of it next time */
			break;
		*more = kv_next(&c);
	}
	good = !txn.err.kind;
	if (!good)
		*e = txn.err;
	kv_end_read(&txn);
	return good;
}

/* --- putting right
 * --------------------------------------------------------------------------------- */

/* Only the members that are right; none where the row itself cannot be read. */
static void mend_set(struct reindex *r, struct kv_txn *txn, struct bytes key, struct bytes value)
{
	struct block places, right = { 0 };
	struct set_row row;

	if (agree_set_row(key, &row) && block_read(&places, value))
		for (uint32_t i = block_next(&places, 0); i < BLOCK_SIZE; i = block_next(&places, i + 1)) {
			struct arena_mark mark = arena_mark(&r->arena);

			if (agree_member(txn, &row, row.block * BLOCK_SIZE + i, &r->arena))
				block_add(&right, i);
			arena_reset(&r->arena, mark);
		}
	index_write_block(txn, KV_SET, key, &right);
	r->counts.removed++;
}

static void mend_record(struct reindex *r, struct kv_txn *txn, struct bytes key)
{
	const struct schema *s;
	void *record;

	if (!record_of(r, txn, key, &s, &record) || agree_record(txn, s, record))
		return;
	index_change(txn, s, NULL, record);
	r->counts.added++;
}

/* Once more, now that nobody else writes. */
static void mend_row(struct reindex *r, struct kv_txn *txn, const struct key *k)
{
	struct arena_mark mark = arena_mark(&r->arena);
	struct kv_cursor c = { .key = key_bytes(k) };

	if (!kv_get(txn, table_of(r->stage), c.key, &c.value))
		return;
	if (r->stage == STAGE_SET) {
		mend_set(r, txn, c.key, c.value);
	} else if (r->stage == STAGE_RECORDS) {
		mend_record(r, txn, c.key);
	} else if (!row_right(r, txn, &c)) {
		kv_delete(txn, table_of(r->stage), c.key);
		r->counts.removed++;
	}
	arena_reset(&r->arena, mark);
}

static bool mend_wrong(struct reindex *r, struct err *e)
{
	struct bytes rest = { r->wrong.at, r->wrong.n };
	struct kv_txn txn;
	struct key k;

	if (!r->wrong_count)
		return true;
	if (!kv_begin_write(r->kv, &txn, e))
		return false;
	while (take_wrong(&rest, &k))
		mend_row(r, &txn, &k);
	buf_cut(&r->wrong, 0);
	r->wrong_count = 0;
	return kv_commit(&txn, e);
}

/* The kind with the highest code below this one; codes have gaps. */
static enum kind kind_below(int limit)
{
	enum kind kind = KIND_NONE;

	for (size_t i = 0; i < schema_count; i++)
		if ((int)schemas[i]->kind < limit && schemas[i]->kind > kind)
			kind = schemas[i]->kind;
	return kind;
}

static enum kind last_kind(void)
{
	return kind_below(KIND_COUNT);
}

/* From here on searches do without grams, until they are all there again. */
static bool begin_grams(struct reindex *r, struct err *e)
{
	struct kv_txn txn;

	r->stage = STAGE_GRAMS;
	r->kind = last_kind();
	r->block = 0;
	if (!kv_begin_write(r->kv, &txn, e))
		return false;
	gram_set_unready(&txn);
	put_mark(&txn, r);
	return kv_commit(&txn, e);
}

static bool look_and_mend(struct reindex *r, struct err *e)
{
	bool more;

	if (!look_at_some(r, e, &more) || !mend_wrong(r, e))
		return false;
	if (more)
		return true;
	key_start(&r->at);
	r->place = 0;
	if (r->stage == STAGE_RECORDS)
		return begin_grams(r, e);
	r->stage++;
	return true;
}

/* --- grams
 * --------------------------------------------------------------------------------------------- */

static bool is_last_block(struct kv_txn *txn, const struct reindex *r)
{
	return r->block >= block_of(record_last(txn, r->kind));
}

/* The first gram behind those of the block: behind all of the kind when it is the last. */
static void end_of_block(struct kv_txn *txn, const struct reindex *r, struct key *k)
{
	gram_block_key(r->kind, r->block, k);
	if (is_last_block(txn, r))
		k->n = 1;
	key_beyond(k);
}

static bool is_before(struct bytes a, struct bytes b)
{
	int c = memcmp(a.at, b.at, a.n < b.n ? a.n : b.n);

	return c ? c < 0 : a.n < b.n;
}

/* Takes some of the old ones away; false: there are no more. */
static bool clear_some(struct kv_txn *txn, const struct reindex *r)
{
	struct kv_cursor c;
	struct key from, end;
	int n = 0;
	bool on;

	gram_block_key(r->kind, r->block, &from);
	end_of_block(txn, r, &end);
	kv_cursor_open(txn, KV_GRAM, &c);
	for (on = kv_seek(&c, key_bytes(&from)); on && n < CLEAR && is_before(c.key, key_bytes(&end));
		 on = kv_seek(&c, key_bytes(&from)), n++) {
		struct key k;

		key_start(&k);
		key_raw(&k, c.key);
		kv_delete(txn, KV_GRAM, key_bytes(&k));
	}
	kv_cursor_close(&c);
	return n == CLEAR;
}

static bool has_rows(struct reindex *r, bool *has, struct err *e)
{
	struct key from, end;
	struct kv_cursor c;
	struct kv_txn txn;

	if (!kv_begin_read(r->kv, &txn, e))
		return false;
	gram_block_key(r->kind, r->block, &from);
	end_of_block(&txn, r, &end);
	kv_cursor_open(&txn, KV_GRAM, &c);
	*has = kv_seek(&c, key_bytes(&from)) && is_before(c.key, key_bytes(&end));
	kv_end_read(&txn);
	return true;
}

static bool clear_grams(struct reindex *r, struct err *e)
{
	struct kv_txn txn;
	bool has;

	if (!has_rows(r, &has, e))
		return false;
	r->step = has ? GRAMS_CLEAR : GRAMS_READ;
	r->first = r->next = 0;
	if (!has)
		return true;
	if (!kv_begin_write(r->kv, &txn, e))
		return false;
	clear_some(&txn, r);
	return kv_commit(&txn, e);
}

static bool read_grams(struct reindex *r, struct err *e)
{
	const struct schema *s = schema_of(r->kind);
	struct kv_txn txn;
	bool full = false;
	uint32_t last;

	if (!kv_begin_read(r->kv, &txn, e))
		return false;
	last = record_last(&txn, r->kind);
	for (int n = 0; n < LOOK_AT && r->next < BLOCK_SIZE && !full; n++, r->next++) {
		uint32_t ordinal = r->block * BLOCK_SIZE + r->next;
		struct bytes value;
		struct key k;

		if (ordinal > last) {
			r->next = BLOCK_SIZE;
			break;
		}
		index_record_key(r->kind, ordinal, &k);
		if (kv_get(&txn, KV_REC, key_bytes(&k), &value))
			full = gram_add_stored(&r->grams, s, value, r->next);
		r->counts.done++;
	}
	kv_end_read(&txn);
	if (full || r->next >= BLOCK_SIZE)
		r->step = GRAMS_WRITE;
	return true;
}

/* To the next block or kind, or to the end. */
static void move_on(struct reindex *r, struct kv_txn *txn)
{
	r->step = GRAMS_CLEAR;
	if (!is_last_block(txn, r)) {
		r->block++;
	} else {
		r->block = 0;
		r->kind = kind_below(r->kind);
	}
	if (r->kind != KIND_NONE) {
		put_mark(txn, r);
		return;
	}
	r->stage = STAGE_DONE;
	gram_set_ready(txn);
	kv_delete(txn, KV_META, (struct bytes){ GRAM_BUILDING, strlen(GRAM_BUILDING) });
}

/* What was changed since the reading began stays pending. */
static bool write_grams(struct reindex *r, struct err *e)
{
	struct block changed = { 0 };
	struct kv_txn txn;

	gram_sort(&r->grams);
	if (!kv_begin_write(r->kv, &txn, e))
		return false;
	if (!r->begun) {
		pending_leave_out(&txn, r->kind, r->block, r->first, r->next - 1, &changed);
		gram_leave_out(&r->grams, &changed);
	}
	r->begun = !gram_write(&r->grams, &txn, r->kind, r->block, GRAM_WRITE);
	if (r->begun)
		return kv_commit(&txn, e);
	r->first = r->next;
	if (r->next < BLOCK_SIZE)
		r->step = GRAMS_READ;
	else
		move_on(r, &txn);
	return kv_commit(&txn, e);
}

static bool do_grams(struct reindex *r, struct err *e)
{
	switch (r->step) {
	case GRAMS_CLEAR:
		return clear_grams(r, e);
	case GRAMS_READ:
		return read_grams(r, e);
	case GRAMS_WRITE:
		return write_grams(r, e);
	}
	return true;
}

/* --- all of it
 * ------------------------------------------------------------------------------------------- */

static bool begin(struct reindex *r, bool grams_only, struct err *e)
{
	struct kv_txn txn;
	bool marked;

	if (!kv_begin_write(r->kv, &txn, e))
		return false;
	r->kind = last_kind();
	marked = get_mark(&txn, r);
	r->counts.total = kv_count(&txn, KV_REC);
	if (r->stage != STAGE_GRAMS && !(grams_only && !marked))
		r->counts.total = r->counts.total * 12 + kv_count(&txn, KV_ID) + kv_count(&txn, KV_SORT);
	if (grams_only && !marked) {
		r->stage = STAGE_GRAMS;
		gram_set_unready(&txn);
	}
	put_mark(&txn, r);
	return kv_commit(&txn, e);
}

bool reindex_open(struct kv *kv, bool grams_only, struct reindex **out, struct err *e)
{
	struct reindex *r = must_alloc(sizeof(*r));

	memset(r, 0, sizeof(*r));
	r->kv = kv;
	*out = NULL;
	if (!begin(r, grams_only, e)) {
		reindex_close(r);
		return false;
	}
	*out = r;
	return true;
}

bool reindex_step(struct reindex *r, int ms, struct err *e)
{
	int64_t until = clock_monotonic_ms() + ms;

	do {
		bool good = r->stage == STAGE_GRAMS ? do_grams(r, e) : look_and_mend(r, e);

		if (!good)
			return false;
	} while (r->stage != STAGE_DONE && clock_monotonic_ms() < until);
	return true;
}

bool reindex_done(const struct reindex *r)
{
	return r->stage == STAGE_DONE;
}

const struct reindex_counts *reindex_counts(const struct reindex *r)
{
	return &r->counts;
}

void reindex_close(struct reindex *r)
{
	if (!r)
		return;
	gram_free(&r->grams);
	buf_free(&r->wrong);
	arena_free(&r->arena);
	free(r);
}
