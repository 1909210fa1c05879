#include "store/rec/gram_verify.h"

#include "store/rec/gram.h"
#include "store/rec/index.h"
#include "store/rec/pending.h"
#include "store/rec/record.h"

#include <stdlib.h>
#include <string.h>

/* One filling of the grams: the records of a block, or as many as memory holds. */
struct filling {
	struct kv_txn *txn;
	const struct schema *schema;
	uint32_t block;
	struct grams grams;
	struct block known;  /* places with a record, of this filling */
	struct block wrong;  /* among them */
	struct block stored; /* of the gram at hand */
	struct block built;
	uint64_t gram; /* whose they are */
	bool unreadable;
};

/* The value whose grams are in the store; false: no record. */
static bool value_of(struct kv_txn *txn, enum kind kind, uint32_t ordinal, struct bytes *value)
{
	struct key k;

	index_record_key(kind, ordinal, &k);
	if (!kv_has(txn, KV_REC, key_bytes(&k)))
		return false;
	return kv_get(txn, KV_PENDING, key_bytes(&k), value) ||
		kv_get(txn, KV_REC, key_bytes(&k), value);
}

/* From a place on; says where it stopped. */
static uint32_t fill(struct filling *f, uint32_t place, uint32_t last)
{
	bool full = false;

	memset(&f->known, 0, sizeof(f->known));
	memset(&f->wrong, 0, sizeof(f->wrong));
	for (; place < BLOCK_SIZE && !full; place++) {
		uint32_t ordinal = f->block * BLOCK_SIZE + place;
		struct bytes value;

		if (ordinal > last)
			return BLOCK_SIZE;
		if (!value_of(f->txn, f->schema->kind, ordinal, &value))
			continue;
		block_add(&f->known, place);
		full = gram_add_stored(&f->grams, f->schema, value, place);
	}
	return place;
}

static void compare_sets(struct filling *f, const struct block *built)
{
	for (size_t i = 0; i < BLOCK_WORDS; i++)
		f->wrong.word[i] |= (f->stored.word[i] ^ built->word[i]) & f->known.word[i];
}

static int compare_keys(struct bytes a, struct bytes b)
{
	int c = memcmp(a.at, b.at, a.n < b.n ? a.n : b.n);

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

static void read_stored(struct filling *f, const struct kv_cursor *c)
{
	if (!gram_read_places(&f->stored, c->value)) {
		memset(&f->stored, 0, sizeof(f->stored));
		f->unreadable = true;
	}
}

/* Which comes first: the row at hand (< 0), what was built (> 0), or they are of one gram. */
static int which(const struct filling *f, const struct kv_cursor *c, bool row, bool more)
{
	struct key k;

	if (!row || !more)
		return row ? -1 : 1;
	gram_key(f->schema->kind, f->block, f->gram, &k);
	return compare_keys(c->key, key_bytes(&k));
}

/* The rows of the block and what was built, both in order. */
static void compare(struct filling *f)
{
	static const struct block none;
	struct key prefix;
	struct kv_cursor c;
	bool row, more;

	gram_block_key(f->schema->kind, f->block, &prefix);
	kv_cursor_open(f->txn, KV_GRAM, &c);
	row = kv_seek_in(&c, key_bytes(&prefix));
	more = gram_next(&f->grams, &f->gram, &f->built);
	while (row || more) {
		int order = which(f, &c, row, more);

		f->stored = none;
		if (order <= 0) {
			read_stored(f, &c);
			row = kv_next_in(&c, key_bytes(&prefix));
		}
		compare_sets(f, order < 0 ? &none : &f->built);
		if (order >= 0)
			more = gram_next(&f->grams, &f->gram, &f->built);
	}
	kv_cursor_close(&c);
}

static void verify_block(struct filling *f, uint32_t last,
	void (*wrong)(const struct schema *, uint32_t ordinal, void *arg), void *arg)
{
	for (uint32_t place = 0; place < BLOCK_SIZE;) {
		place = fill(f, place, last);
		f->unreadable = false;
		compare(f);
		if (f->unreadable)
			wrong(f->schema, 0, arg);
		for (uint32_t i = block_next(&f->wrong, 0); i < BLOCK_SIZE;
			 i = block_next(&f->wrong, i + 1))
			wrong(f->schema, f->block * BLOCK_SIZE + i, arg);
	}
}

void gram_verify(struct kv_txn *txn,
	void (*wrong)(const struct schema *, uint32_t ordinal, void *arg), void *arg)
{
	struct filling *f;

	if (!gram_ready(txn))
		return;
	f = must_alloc(sizeof(*f));
	memset(f, 0, sizeof(*f));
	f->txn = txn;
	for (size_t i = 0; i < schema_count; i++) {
		uint32_t last = schemas[i]->kind == KIND_EVENT ? 0 : record_last(txn, schemas[i]->kind);

		f->schema = schemas[i];
		for (f->block = 0; last && f->block <= block_of(last); f->block++)
			verify_block(f, last, wrong, arg);
	}
	gram_free(&f->grams);
	free(f);
}
