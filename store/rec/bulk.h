/* bulk.h — many new records at once, none of which counts before the last.
 *
 *     bulk_begin   marks in `meta` that a batch is being written
 *     bulk_add     keeps a copy in memory
 *     bulk_work    a piece of what is to be done with them: at most one small transaction
 *     bulk_finish  inside an act: the rest, then all of them live, with their batch
 *     bulk_sweep   takes away what a batch that was never finished has left
 *
 * Records are gathered in chunks.  While one is gathered, a thread makes the bytes, look-ups
 * and grams of the one before it (chunk.h, gram.h), and the pen is taken only to put what
 * was made where it belongs: some 8,192 records, or 2 MB of grams, a time.
 *
 * Ordinals are reserved before they are used, and between transactions others may write, so
 * that those of a batch may have gaps; what belongs to it is found by the field `batch` of
 * the kind, which must be FIELD_INDEXED.  Records come in with version 0 until somebody
 * changes them: their journal entry is the batch's.  One batch at a time is written to a
 * store (sweep.h).
 */
#ifndef YANPAN_STORE_REC_BULK_H
#define YANPAN_STORE_REC_BULK_H

#include "locale/base/worker.h"
#include "store/rec/act.h"
#include "store/rec/chunk.h"
#include "store/rec/gram.h"
#include "store/schema/log.h"

/* The grams of one block. */
struct harvest {
	struct grams grams;
	uint32_t block;
	struct harvest *next;
};

struct bulk {
	struct kv *kv;
	const struct schema *schema;
	const struct field *link; /* the schema's field `batch` */
	/* By the caller, after bulk_begin(): fills in what follows from a record's other fields
	 * and takes long.  Beside him: what it uses must stay as it is.  NULL: nothing. */
	void (*complete)(void *record, struct arena *, void *arg);
	void *complete_arg;
	struct uid batch;
	int lock; /* file descriptor */
	bool begun;
	struct worker worker;
	struct chunk chunks[3];
	struct chunk *filling, *making,
		*made;                 /* by the owner, the worker; still to be put. NULL: none */
	struct harvest *growing;   /* by the worker */
	struct harvest *ripe, *in; /* whole blocks: of the chunk at hand; still to be put */
	uint32_t reserved;         /* ordinals that are ours and not used yet */
	uint32_t next;             /* the first of them */
	struct uid next_uid;
	uint32_t first, last; /* ordinals used so far; 0: none */
	struct chunk_sums sums;
};

/* ERR_BUSY: another batch is being written.  Zeroed before. */
bool bulk_begin(struct bulk *, struct kv *, const struct schema *, struct err *);
/* The record is copied, and linked to the batch.  `bytes`: about how large it is.  True:
 * there is work to do before more is added. */
bool bulk_add(struct bulk *, const void *record, size_t bytes);
/* `all`: also what is no whole chunk yet.  *more: call again before adding. */
bool bulk_work(struct bulk *, bool all, bool *more, struct err *);
/* All of it. */
bool bulk_flush(struct bulk *, struct err *);
/* Whether so much has been added that bulk_finish() would keep the pen for long: flush,
 * or work, before. */
bool bulk_is_large(const struct bulk *);
/* The rest, all of them live, and the batch with its ordinals and SM3 (verb
 * "import").  `batch` has its number; its uid and ordinal are filled in, with texts in the
 * act's scratch. */
bool bulk_finish(struct bulk *, struct act *, struct batch *, struct err *);
/* After the commit, or instead of it; safe on a zeroed one.  Not committed: swept now, as
 * far as that is possible. */
void bulk_end(struct bulk *, bool committed);

/* At start: sweeps what was left, unless another process is writing a batch. */
bool bulk_sweep(struct kv *, struct err *);

/* From this ordinal on `set` names all that were touched (index.h): a store that an older
 * program has written to may hold others before it. */
uint32_t bulk_touched_from(struct kv_txn *, enum kind);

/* Makes the records of a batch that nobody changed since count, or not.  Calls `kept` for
 * each that stays as it is: changed since, or its number is borne by another now. */
bool bulk_set_live(struct act *, const struct schema *, const struct batch *, bool live,
	void (*kept)(const void *record, void *arg), void *arg, struct err *);

#endif
