/* few.h — a few records in the order of a field, without walking its index.
 *
 * A rare word in a list of a million is found at once, but its place in the order of the
 * sort index only by walking there.  So few are brought in order by what they have.
 */
#ifndef YANPAN_STORE_FIND_FEW_H
#define YANPAN_STORE_FIND_FEW_H

#include "store/kv/kv.h"
#include "store/schema/schema.h"

/* How many cost less than the walk among so many, or are few anyhow. */
size_t few_are(size_t among);

/* As the sort index of the field has them, downwards where not `up`.  What cannot be read
 * stands with those that have no value. */
void few_sort(struct kv_txn *, const struct schema *, const struct field *sort, bool up,
	uint32_t *ordinals, size_t n);

#endif
