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

/* `term` as prepared by match_prepare(); `without` is taken into account. */
void narrow_term(struct kv_txn *, const struct schema *, const struct query_term *term,
	uint32_t block, const struct block *live, struct narrow *out);

/* The whole query: all terms. */
void narrow_query(struct kv_txn *, const struct query *, uint32_t block, const struct block *live,
	struct narrow *out);

#endif
