/* ladder.h — how many of what was found lie on each day: the way to a place far down a list.
 *
 * A list sorted by a day or a time is the sort index with everything left out that was not
 * found.  Walking there from the front takes a tenth of a second and more where there are a
 * million records.  The sets of the index have the days of every block, so that the days
 * are counted without the sort index, and of that only the days are walked that are shown.
 *
 * A rung is a day with at least one hit; rungs rise.  Records without a value stand where
 * the sort index has them: at value 0.
 */
#ifndef YANPAN_STORE_FIND_LADDER_H
#define YANPAN_STORE_FIND_LADDER_H

#include "store/kv/kv.h"
#include "store/rec/block.h"
#include "store/schema/schema.h"

struct rung {
	int32_t day;
	uint32_t hits;
};

struct ladder {
	struct rung *at;
	size_t n, room;
};

/* Whether a list sorted by the field has one. */
bool ladder_serves(const struct field *);

/* Zeroed before; add every block, then settle. */
void ladder_add(struct ladder *, struct kv_txn *, enum kind, const struct field *, uint32_t block,
	const struct block *hits);
void ladder_settle(struct ladder *);
void ladder_free(struct ladder *);

/* The rung that has the hit at `place`, counted in falling order where not `up`, and how many
 * hits lie before it.  NULL: there are not so many. */
const struct rung *ladder_find(const struct ladder *, bool up, size_t place, size_t *before);
/* The first rung at the day or, in that direction, behind it; NULL: none. */
const struct rung *ladder_from(const struct ladder *, bool up, int32_t day);
/* The one behind; NULL: it was the last. */
const struct rung *ladder_next(const struct ladder *, bool up, const struct rung *);

/* The day on which a value of the sort index stands, and the values of a day. */
int32_t ladder_day(const struct field *, int64_t value);
void ladder_values(const struct field *, int32_t day, int64_t *low, int64_t *high);

#endif
