/* bulk.h — many new records at once, none of which counts before the last.
 *
 *     bulk_begin   marks in `meta` that a batch is being written
 *     bulk_add     keeps a copy in memory
 *     bulk_flush   one transaction: records and look-ups of what was added, not live
 *     bulk_finish  inside an act: the rest, then all of them live, with their batch
 *     bulk_sweep   takes away what a batch that was never finished has left
 *
 * Between flushes others may write, so that ordinals of a batch may have gaps; what
 * belongs to it is found by the field `batch` of the kind, which must be FIELD_INDEXED.
 * Records come in with version 0 until somebody changes them: their journal entry is the
 * batch's.  One batch at a time is written to a store (file `bulk` in its folder).
 */
#ifndef YANPAN_STORE_REC_BULK_H
#define YANPAN_STORE_REC_BULK_H

#include "store/kv/digest.h"
#include "store/rec/act.h"
#include "store/schema/log.h"

struct bulk {
	struct kv *kv;
	const struct schema *schema;
	struct uid batch;
	int lock;           /* file descriptor, -1: none */
	struct arena arena; /* what was added since the last flush */
	void **records;
	size_t n, room;
	uint32_t first, last;   /* ordinals written so far; 0: none */
	struct digest_run rows; /* SM3 of the records in order */
	bool begun;
};

/* ERR_BUSY: another batch is being written. */
bool bulk_begin(struct bulk *, struct kv *, const struct schema *, struct err *);
/* The record is copied; its `batch` is set.  True at the size worth a flush. */
bool bulk_add(struct bulk *, const void *record);
bool bulk_flush(struct bulk *, struct err *);
/* Fills first, last and rows_sm3 of the batch and puts it (verb "import"). */
bool bulk_finish(struct bulk *, struct act *, struct batch *, struct err *);
/* After the commit, or instead of it: frees; what was not committed is swept. */
void bulk_end(struct bulk *, bool committed);

/* At start: sweeps what was left, unless another process is writing a batch. */
bool bulk_sweep(struct kv *, struct err *);

/* Makes the records of a batch that nobody changed since count, or not.  Calls `kept` for
 * each that stays as it is: changed since, or its number is taken. */
bool bulk_set_live(struct act *, const struct schema *, const struct batch *, bool live,
	void (*kept)(const void *record, void *arg), void *arg, struct err *);

#endif
