/* repeat.h — 并单: orders that repeat another one (F4).
 *
 * Merging says so and moves nothing else: the order that repeats keeps all it has, follows
 * the other into its case, and comes out again as it was.
 */
#ifndef YANPAN_STORE_PANEL_REPEAT_H
#define YANPAN_STORE_PANEL_REPEAT_H

#include "store/rec/act.h"
#include "store/schema/order.h"
#include "store/schema/review.h"

/* The order that it likely repeats: a live one, not merged itself, of the same category or
 * place in the last weeks, in the same words, or by the same caller where the person may see
 * that; the older one of two.  False: none. */
bool repeat_of(struct kv_txn *, const struct order *, struct order *out, struct arena *);

/* The orders merged into this one. */
size_t repeats_of(struct kv_txn *, struct uid order, struct order **out, struct arena *);

/* They follow it into the case: it gets their uids, they its. */
bool repeats_follow(
	struct act *, struct uid order, struct case_ *c, const char *verb, struct err *);

/* How much two texts have in common, 0 to 100: pairs of characters. */
int likeness(const char *a, const char *b);

#endif
