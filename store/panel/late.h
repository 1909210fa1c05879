/* late.h — 定后再退: a unit asks to return what a ruling has settled (F32).
 *
 * It is recorded like any return, never refused; the order says how often it happened and
 * whether somebody has taken charge of it since (督办).
 */
#ifndef YANPAN_STORE_PANEL_LATE_H
#define YANPAN_STORE_PANEL_LATE_H

#include "store/rec/record.h"
#include "store/schema/order.h"
#include "store/schema/review.h"

/* late_returns and late_open of an order whose returns, case or precedent changed. */
void late_derive(struct kv_txn *, struct order *);

/* The ruling in force that settles the order: its precedent, else its case's. */
bool late_ruling(struct kv_txn *, const struct order *, struct ruling *out, struct arena *);

/* 住建局在印发后又退单(09-30)，已记定后再退 …: translated, with what can be done; nothing where
 * there is none. */
void late_words(struct kv_txn *, const struct order *, struct buf *out);

#endif
