/* shelf.h — what is known of each 65,536 ordinals: surely found, or still to be looked at.
 *
 * The indexes are asked block by block, when somebody wants one; a record only where they do
 * not know.  The store is the caller's read transaction; what fails stands in it.
 */
#ifndef YANPAN_STORE_FIND_SHELF_H
#define YANPAN_STORE_FIND_SHELF_H

#include "store/find/narrow.h"
#include "store/find/query.h"
#include "store/kv/kv.h"
#include "store/rec/block.h"

struct shelf {
	struct block hits; /* surely found */
	struct block open; /* to be looked at */
};

struct shelves {
	const struct query *query;
	struct arena *arena; /* they live as long */
	uint32_t last;       /* the highest ordinal */
	size_t count;
	struct shelf **at; /* NULL: not known yet */
	size_t known;      /* of them */
	size_t hits, open; /* of the known ones */
	size_t damaged;    /* records met that cannot be read */
	struct narrow_plan plan;
	bool planned;
	struct arena scratch;
	struct buf fold;
};

/* The query is prepared by match_prepare(). */
void shelves_open(struct shelves *, const struct query *, uint32_t last, struct arena *a);
void shelves_free(struct shelves *);

struct shelf *shelves_get(struct shelves *, struct kv_txn *, uint32_t block);
/* Whether the ordinal is found; looks at the record where the indexes do not know. */
bool shelves_hold(struct shelves *, struct kv_txn *, uint32_t ordinal);
/* The next that can be found at all at or behind (`up`) or before the ordinal; 0: none. */
uint32_t shelves_next(struct shelves *, struct kv_txn *, uint32_t ordinal, bool up);

/* All are known, and none is open. */
bool shelves_exact(const struct shelves *);

/* A record as lists need it: the public part, or a journal entry where the kind is event. */
bool shelf_peek(struct kv_txn *, const struct schema *, uint32_t ordinal, void *record,
	struct arena *, struct err *);

#endif
