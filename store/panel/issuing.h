/* issuing.h — 印发: a ruling takes its number and is in force; what it replaces is not (F26).
 */
#ifndef YANPAN_STORE_PANEL_ISSUING_H
#define YANPAN_STORE_PANEL_ISSUING_H

#include "store/rec/act.h"
#include "store/schema/review.h"

/* Whether the ruling can be issued now: complete, signed, its case not withdrawn. */
bool ruling_issuable(struct kv_txn *, const struct ruling *, struct err *);

/* What should be known before it is issued, a line each: bases that are no longer in force,
 * orders that are no longer its own. */
void ruling_issue_warnings(struct kv_txn *, const struct ruling *, struct buf *lines);

#endif
