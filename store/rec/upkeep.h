/* upkeep.h — what is put off until nobody waits: grams that a store has not got yet, and
 * texts that are pending.
 *
 * Nothing is lost when it is never done: searches look at more records until then.  So
 * failures are not told; the next time tries again.
 */
#ifndef YANPAN_STORE_REC_UPKEEP_H
#define YANPAN_STORE_REC_UPKEEP_H

#include "store/kv/kv.h"

struct reindex;

/* Zeroed but for the store at first. */
struct upkeep {
	struct kv *kv;
	struct reindex *reindex;
	bool refused; /* somebody else is at it, or the disk is full */
};

/* For about so long.  True: there is more to do. */
bool upkeep_step(struct upkeep *, int ms);
void upkeep_end(struct upkeep *); /* safe to call twice */

/* After a command that wrote: only where so many texts are pending that searches feel it,
 * and not for long. */
void upkeep_after(struct kv *);

#endif
