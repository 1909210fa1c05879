/* gram.h — which records have one or two characters in their texts: what a search narrows by.
 *
 *     gram  255 - kind u8 | block u32 | gram → places of the block
 *
 * Orders, the many, come last, so that a new block of them is appended.  A gram is
 *
 *     one or two characters that follow each other in a folded text, UTF-8
 *     three or four of 0-9 a-z: numbers and dates would else be in every record
 *     01 and two letters: what two characters of a FIELD_PINYIN text begin with when read
 *     02 and a syllable without tone: how a character of one may be read
 *
 * Places are the gaps between them as varints (7 bits a byte, low ones first, the high bit:
 * more follow), the first one counted from 0; where these would be 8,192 bytes or more, the
 * bit map of block.h.  Worked through: the places 5, 6 and 300 are 05 00 a5 02.
 *
 * The texts are those of texts.h; no gram crosses from one into the next.  Sets hold also
 * what does not count: intersect with `live`.  What was changed since the sets were written
 * stands in `pending` (pending.h).
 */
#ifndef YANPAN_STORE_REC_GRAM_H
#define YANPAN_STORE_REC_GRAM_H

#include "store/kv/key.h"
#include "store/kv/kv.h"
#include "store/rec/block.h"
#include "store/schema/schema.h"

enum {
	GRAM_BYTES = 8,        /* of a gram at most */
	GRAM_FULL = 160 << 20, /* memory: gram_add() says that it is time to write */
	GRAM_WRITE = 2 << 20,  /* bytes for a transaction that others hardly wait for */
};

enum { GRAM_READ_PAIR = 1, GRAM_READ_SYLLABLE = 2 }; /* the first byte of grams of pinyin */

/* A gram as a number: its bytes from the highest on, so that it sorts as they do. */
uint64_t gram_of(const void *bytes, size_t n);

/* --- building ------------------------------------------------------------------------ */

struct posting;

/* The grams of records of one kind and block, in memory: at most GRAM_FULL and those of one
 * record.  Zeroed, it is empty.  Uses no store until it is written: may be filled in
 * another thread. */
struct grams {
	struct posting *slots; /* by hash */
	void *slot_room;       /* the memory they stand in */
	unsigned slot_shift;   /* which bits of a hash are the slot: slot_count is a power of two */
	size_t slot_count, used;
	unsigned char *chunks; /* of places, linked */
	size_t chunk_bytes, chunk_room;
	uint64_t *found; /* of the text at hand, not in `slots` yet */
	size_t found_count;
	struct buf folded;
	uint32_t *order; /* of slots, once sorted */
	size_t written;  /* of them */
	struct block *without;
};

/* The places come in ascending order, until gram_write() has written all.  True: it holds
 * so much that it should be written now. */
bool gram_add(struct grams *, const struct schema *, const void *record, uint32_t place);
/* The same of the value under which the record's public part is stored. */
bool gram_add_stored(struct grams *, const struct schema *, struct bytes value, uint32_t place);

/* Leaves out of what is written what was added of these places. */
void gram_leave_out(struct grams *, const struct block *places);

/* Brings them in order, outside of any transaction; gram_write() does it when it was not done. */
void gram_sort(struct grams *);
/* Adds them to the sets of the block, about so many bytes in this transaction.  True: that was
 * all, and the grams are empty again. */
bool gram_write(struct grams *, struct kv_txn *, enum kind, uint32_t block, size_t bytes);
/* Instead of writing them: the next of them in order; false: that was all, and the grams are
 * empty again. */
bool gram_next(struct grams *, uint64_t *gram, struct block *places);
void gram_free(struct grams *);

/* Calls `each` for every gram of a record's texts (structs and stored ones), some of them
 * more than once. */
void gram_each_stored(const struct schema *, struct bytes value,
	void (*each)(const uint64_t *grams, size_t n, void *arg), void *arg);

/* --- sets ------------------------------------------------------------------------------ */

void gram_key(enum kind, uint32_t block, uint64_t gram, struct key *k);
void gram_block_key(enum kind, uint32_t block, struct key *k); /* up to the gram */

/* False: damaged. */
bool gram_read_places(struct block *, struct bytes stored);
void gram_write_places(const struct block *, struct buf *out);

/* Who has the gram; none where nobody has.  A damaged set fails the transaction. */
void gram_get(struct kv_txn *, enum kind, uint32_t block, uint64_t gram, struct block *out);
void gram_put(struct kv_txn *, enum kind, uint32_t block, uint64_t gram, const struct block *);

#endif
