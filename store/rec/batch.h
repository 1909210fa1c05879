/* batch.h — the rows an import brought in, as they came, and their SM3.
 *
 * A row that nobody changed stands in no journal entry of its own: the two SM3 of its
 * batch answer for it.  `rows_sm3` is that of the public parts in order (bulk.h);
 * `personal_sm3` that of the personal ones, each behind its key, and is itself personal:
 * erased with them.  Rows that were changed since are first taken back to what they were,
 * by their history.
 */
#ifndef YANPAN_STORE_REC_BATCH_H
#define YANPAN_STORE_REC_BATCH_H

#include "store/kv/digest.h"
#include "store/rec/act.h"
#include "store/schema/log.h"

struct batch_sums {
	struct digest rows, personal;
	bool erased; /* personal data of the past are gone: `personal` says nothing */
};

/* False: a row of it, or an entry of its history, cannot be read. */
bool batch_sum(struct kv_txn *, const struct batch *, struct batch_sums *out, struct err *);

/* Gives a batch that has rows its personal_sm3, if it has none, and stores it. */
bool batch_seal(struct act *, struct batch *, const char *verb, struct err *);

#endif
