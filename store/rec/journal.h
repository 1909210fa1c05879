/* journal.h — every step, chained.
 *
 * An entry holds the SM3 of the entry before it and of the record after it;
 * changing or taking out an entry breaks the chain, and the head printed in the
 * minutes tells whether the tail was cut.  Before and after of personal fields are
 * in `event_private` under (origin, sequence, tag), the chain holds SM3(salt ‖
 * value) only: they can be erased by law without breaking it.
 */
#ifndef YANPAN_STORE_REC_JOURNAL_H
#define YANPAN_STORE_REC_JOURNAL_H

#include "store/kv/digest.h"
#include "store/kv/kv.h"
#include "store/rec/act.h"
#include "store/schema/log.h"

enum { JOURNAL_LIVE = 0 }; /* the tag of "it counts": "1" or nothing */

/* The sequence that the next entry will get. */
uint64_t journal_next(struct kv_txn *);

/* The time of the newest entry, where it is later than now: the PC's clock was set back.
 * Else none.  An entry written then keeps it, so that times out of order explain themselves. */
struct time journal_behind(struct kv_txn *, struct time now);

/* What a record_put() changed; NULL `before`: the record is new.  `value` is the record's
 * public part as stored, for its SM3. */
bool journal_write(struct act *, const struct schema *, const void *before, const void *after,
	struct bytes value, const char *verb, struct err *);
/* The record now counts, or no longer does: a change of tag JOURNAL_LIVE. */
bool journal_live(struct act *, const struct schema *, const void *record, bool live,
	const char *verb, struct err *);
/* An entry without a record's change: an import, an unmasking, a number made void. */
bool journal_note(struct act *, const char *verb, enum kind, struct uid subject,
	const char *subject_number, const char *words, struct err *);

bool journal_read(struct kv_txn *, uint32_t origin, uint64_t sequence, struct event *,
	struct arena *, struct err *);
/* The newest sequence of this machine's origin; 0: nothing was done yet. */
uint64_t journal_last(struct kv_txn *);
/* SM3 of the newest entry, as printed in the minutes; zero where there is none. */
struct digest journal_head(struct kv_txn *);

/* Sequences of a record's events, oldest first: at most `most`, from the `skip`th on;
 * returns how many there are in all. */
size_t journal_of(
	struct kv_txn *, enum kind, uint32_t ordinal, size_t skip, uint64_t *sequences, size_t most);

/* The values of a sealed change; false where they were erased. */
bool journal_private(struct kv_txn *, uint32_t origin, uint64_t sequence, int64_t tag,
	struct bytes *before, struct bytes *after, struct arena *);

/* Whether they are still the values that the chain has sealed; erased ones are not doubted. */
bool journal_seal_holds(struct kv_txn *, uint32_t origin, uint64_t sequence,
	const struct sealed_change *, struct arena *);

#endif
