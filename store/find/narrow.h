/* narrow.h — which ordinals of a block can satisfy a term, from the indexes alone.
 *
 * Every index answers in the same way: those that surely do, and those that may
 * and have to be looked at.  A term that no index knows says "may" of all.
 */
#ifndef YANPAN_STORE_FIND_NARROW_H
#define YANPAN_STORE_FIND_NARROW_H

#include "store/find/query.h"
#include "store/kv/kv.h"
#include "store/rec/block.h"

struct narrow {
	struct block sure, maybe; /* apart from each other, both within the live ones */
};

struct word; /* word.h */

/* How the terms of a query are answered.  `set`, `gram` and the like are asked block by block;
 * `sort` is in order of values, so it is walked once for all blocks. */
struct narrow_plan {
	const struct query *query;
	uint32_t blocks;
	struct narrow **walked; /* of each term, of all blocks; NULL: asked block by block */
	struct word ***words;   /* of each term, of its values; NULL: not by grams */
};

/* The query is prepared by match_prepare(); the plan lives as long as `a`. */
void narrow_plan(
	struct kv_txn *, const struct query *, uint32_t blocks, struct narrow_plan *, struct arena *a);

/* All terms together, of one block. */
void narrow_block(struct kv_txn *, const struct narrow_plan *, uint32_t block,
	const struct block *live, struct narrow *out);

#endif
