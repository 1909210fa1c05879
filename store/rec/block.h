/* block.h — which of 65,536 ordinals: the sets of `set` and `live`.
 *
 * Ordinal n lies in block n / 65,536, at n % 65,536.  On disk a set of fewer than
 * 4,096 is its places as sorted big-endian u16, a larger one the 8,192 bytes of the
 * bit map; the length tells which.
 */
#ifndef YANPAN_STORE_REC_BLOCK_H
#define YANPAN_STORE_REC_BLOCK_H

#include "locale/base/buf.h"

enum { BLOCK_SIZE = 65536, BLOCK_WORDS = BLOCK_SIZE / 64 };

struct block {
	uint64_t word[BLOCK_WORDS];
};

static inline uint32_t block_of(uint32_t ordinal)
{
	return ordinal / BLOCK_SIZE;
}

static inline uint32_t block_place(uint32_t ordinal)
{
	return ordinal % BLOCK_SIZE;
}

static inline bool block_has(const struct block *b, uint32_t place)
{
	return b->word[place / 64] >> (place % 64) & 1;
}

static inline void block_add(struct block *b, uint32_t place)
{
	b->word[place / 64] |= (uint64_t)1 << (place % 64);
}

static inline void block_drop(struct block *b, uint32_t place)
{
	b->word[place / 64] &= ~((uint64_t)1 << (place % 64));
}

void block_fill(struct block *b, uint32_t first, uint32_t last); /* both included */
void block_and(struct block *b, const struct block *with);
void block_or(struct block *b, const struct block *with);
void block_without(struct block *b, const struct block *less);
uint32_t block_count(const struct block *b);
/* The next place at or after `from`; BLOCK_SIZE: none. */
uint32_t block_next(const struct block *b, uint32_t from);
/* The last place before `from`; BLOCK_SIZE: none. */
uint32_t block_before(const struct block *b, uint32_t from);

bool block_read(struct block *b, struct bytes stored); /* false: damaged */
bool block_or_stored(struct block *b, struct bytes stored);
/* How many are in both. */
uint32_t block_count_stored(const struct block *b, struct bytes stored);
/* Whether it is in a set as stored, without reading all of it. */
bool block_stored_has(struct bytes stored, uint32_t place);
void block_write(const struct block *b, struct buf *out);
void block_write_map(const struct block *b, struct buf *out); /* always the bit map */

#endif
