/* signing.h — 会签 and 签发: who has to agree to the wording of a ruling, and who has (F26).
 *
 * Every body of the panel that has not recused from the item countersigns.  Each row of a
 * ruling's countersigns is something a body said, in order; a body stands by the wording that
 * its last row names, so that a change for one of them asks the others again.
 */
#ifndef YANPAN_STORE_PANEL_SIGNING_H
#define YANPAN_STORE_PANEL_SIGNING_H

#include "store/rec/record.h"
#include "store/schema/review.h"

struct signatory {
	struct uid unit;
	const char *name;               /* short */
	const struct countersign *said; /* last; NULL: nothing yet */
	bool agrees;                    /* to the wording as it stands */
};

size_t signatories(struct kv_txn *, const struct ruling *, struct signatory **out, struct arena *);

/* An amendment: it did not come from a meeting's item, and its wording is not fixed yet. */
bool ruling_is_amendment(const struct ruling *);

/* Whether it can be issued as far as signatures go: err says who is missing. */
bool ruling_signed(struct kv_txn *, const struct ruling *, struct err *);

/* The case goes along with its own ruling, not with an amendment of it. */
bool case_follows(
	struct act *, const struct ruling *, uint32_t case_state, const char *verb, struct err *);

#endif
