/* sweep.h — who writes a batch, and what is left of one that was never finished.
 *
 * One batch at a time is written to a store: its writer holds a lock (file `bulk` in the
 * store's folder) that the kernel drops when he dies, and a mark in `meta` says what is
 * being written.  A mark without a lock is what a kill left: it is swept, in transactions
 * as small as those that wrote it, the grams before the records, so that a sweep that is
 * killed itself begins again.
 */
#ifndef YANPAN_STORE_REC_SWEEP_H
#define YANPAN_STORE_REC_SWEEP_H

#include "store/kv/key.h"
#include "store/rec/block.h"
#include "store/schema/schema.h"

struct kv;
struct kv_txn;

struct sweep_mark {
	const struct schema *schema;
	struct uid batch;
	uint32_t first; /* no record of it lies before this ordinal */
};

/* ERR_BUSY: another process has it.  close() gives it back. */
bool sweep_lock(struct kv *, int *lock, struct err *);
void sweep_put_mark(struct kv_txn *, const struct sweep_mark *);
void sweep_drop_mark(struct kv_txn *);

/* The lock is held: whatever is marked goes. */
bool sweep_left(struct kv *, struct err *);

/* The field `batch` of a kind, and the records of a batch in a block. */
const struct field *sweep_link(const struct schema *);
void sweep_rows(
	struct kv_txn *, const struct schema *, struct uid batch, uint32_t block, struct block *rows);

#endif
