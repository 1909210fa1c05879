/* matched.h — which orders of an import earlier rulings settle already (F30).
 *
 * Run over a batch once it is live.  Candidates come from the indexes by each ruling's
 * conditions, so that a batch of a million costs what its few matches cost.
 */
#ifndef YANPAN_STORE_IO_MATCHED_H
#define YANPAN_STORE_IO_MATCHED_H

#include "store/kv/kv.h"
#include "store/panel/guide.h"

struct matched {
	uint64_t orders;    /* that a class ruling in force matches, and nobody has taken up */
	uint64_t elsewhere; /* of these: in the hands of a unit that the ruling does not name */
};

/* `elsewhere` is called for each of those; NULL: nobody listens.  Open rulings, no orders:
 * all 0.  False: the store failed. */
bool matched_batch(struct kv *, int64_t batch, struct day today, struct matched *out,
	void (*elsewhere)(const struct guide_row *, void *arg), void *arg, struct err *);

#endif
