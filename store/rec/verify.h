/* verify.h — whether everything in a store agrees: records, look-ups, the chain.
 *
 * Reads only.  A file with flipped bytes may kill the process that walks it: run this
 * in a child (store/kv/child.h).  Findings are errors: what is wrong, and where, by
 * kind and number.
 */
#ifndef YANPAN_STORE_REC_VERIFY_H
#define YANPAN_STORE_REC_VERIFY_H

#include "store/kv/digest.h"
#include "store/kv/kv.h"

struct verify_counts {
	uint64_t records, lookups, entries; /* looked at */
	uint64_t findings;
};

/* Told now and then how far it is: of so many records and journal entries. */
struct verify_watch {
	void (*told)(uint64_t done, uint64_t total, void *arg);
	void *arg;
};

/* Calls `found` for each thing that is wrong; `head` (may be NULL) is a chain head from
 * paper that the journal must contain.  True: nothing was found. */
bool verify_store(struct kv_txn *, const struct digest *head,
	void (*found)(const struct err *finding, void *arg), void *arg, struct verify_counts *out);
/* The same; `watch` is told. */
bool verify_watched(struct kv_txn *, const struct digest *head,
	void (*found)(const struct err *finding, void *arg), void *arg,
	const struct verify_watch *watch, struct verify_counts *out);

#endif
