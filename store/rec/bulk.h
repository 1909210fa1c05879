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
	const struct field *link; /* the schema's field `batch` */
	struct uid batch;
	int lock; /* file descriptor */
	bool begun;
	struct arena arena; /* what was added since the last flush */
	void **records;
	size_t n, room, bytes;
	uint32_t first, last;   /* ordinals written so far; 0: none */
	struct digest_run rows; /* SM3 of the records in order */
};

/* ERR_BUSY: another batch is being written.  Zeroed before. */
bool bulk_begin(struct bulk *, struct kv *, const struct schema *, struct err *);
/* The record is copied, and linked to the batch.  `bytes`: about how large it is.  True:
 * there is enough for a flush. */
bool bulk_add(struct bulk *, const void *record, size_t bytes);
bool bulk_flush(struct bulk *, struct err *);
/* The rest, all of them live, and the batch with its ordinals and rows_sm3 (verb
 * "import").  `batch` has its number; its uid and ordinal are filled in, with texts in the
 * act's scratch. */
bool bulk_finish(struct bulk *, struct act *, struct batch *, struct err *);
/* After the commit, or instead of it; safe on a zeroed one.  Not committed: swept now, as
 * far as that is possible. */
void bulk_end(struct bulk *, bool committed);

/* At start: sweeps what was left, unless another process is writing a batch. */
bool bulk_sweep(struct kv *, struct err *);

/* Makes the records of a batch that nobody changed since count, or not.  Calls `kept` for
 * each that stays as it is: changed since, or its number is borne by another now. */
bool bulk_set_live(struct act *, const struct schema *, const struct batch *, bool live,
	void (*kept)(const void *record, void *arg), void *arg, struct err *);

#endif
