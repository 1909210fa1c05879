/* reindex.h — all look-ups anew from the records: names, sort, set, grams.
 *
 * Rows that are not what their record says go, rows that are missing are put in, and grams are
 * built again; what counts (`live`) stays as it is, and so does every record.  The pen is
 * taken only for what has to be written, a little at a time, so that others go on working.
 * May be killed at any moment: `reindex` in `meta` says how far it was, and the next one
 * goes on from there.  Lists and searches are right meanwhile; without grams a search looks
 * at every record.
 *
 *     reindex_open(kv, &r, e);
 *     while (!reindex_done(r) && reindex_step(r, 50, e))
 *         …
 *     reindex_close(r);
 */
#ifndef YANPAN_STORE_REC_REINDEX_H
#define YANPAN_STORE_REC_REINDEX_H

#include "store/kv/kv.h"

struct reindex;

/* Whether there is something to be done: grams of another making, or an unfinished one. */
bool reindex_wanted(struct kv_txn *);

/* Marks that all of it is to be done, by the next reindex_open(). */
void reindex_demand(struct kv_txn *);

/* Goes on with one that was not finished; `grams_only`: for a store that has none yet. */
bool reindex_open(struct kv *, bool grams_only, struct reindex **out, struct err *);
/* For about so long.  False: the store failed, or somebody else writes too long. */
bool reindex_step(struct reindex *, int ms, struct err *);
bool reindex_done(const struct reindex *);
void reindex_close(struct reindex *); /* safe on NULL, and before it is done */

struct reindex_counts {
	uint64_t done, total;    /* steps of about the same length */
	uint64_t removed, added; /* rows that were wrong, records that were missing in some look-up */
};

const struct reindex_counts *reindex_counts(const struct reindex *);

#endif
