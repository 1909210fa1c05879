/* tally_inside.h — a tally's state, for its files only.
 *
 * tally_by.c says what may be counted by; tally.c counts; tally_rows.c orders and words them.
 */
#ifndef YANPAN_STORE_FIND_TALLY_INSIDE_H
#define YANPAN_STORE_FIND_TALLY_INSIDE_H

#include "store/find/narrow.h"
#include "store/find/tally.h"
#include "store/find/worth.h"

enum stage { STAGE_MATCH, STAGE_VALUES, STAGE_DONE };

struct tally {
	struct kv *kv;
	struct arena arena, scratch;
	struct query query;
	struct tally_by by;
	uint32_t last, blocks;
	struct narrow_plan plan;
	bool planned;
	enum stage stage;
	uint32_t block; /* where the stage is */
	uint32_t place;
	bool narrowed;      /* the block at hand has been, and `open` is what is left to be read */
	struct block open;  /* to be matched, or read */
	struct block *sure; /* of each block: found, their values not counted yet */
	struct counts counts;
	size_t *order;
	size_t records, damaged;
	struct buf word;
	int64_t until;
	unsigned ticks;
};

/* The field whose values are counted. */
const struct field *tally_leaf(const struct tally_by *);

#endif
