/* derive.h — what of an order follows from the rest of it (F5).
 *
 * For orders typed in, changed by hand or imported.
 */
#ifndef YANPAN_STORE_PANEL_DERIVE_H
#define YANPAN_STORE_PANEL_DERIVE_H

#include "store/schema/order.h"
#include "store/schema/rules.h"

/* Bounces and days lost from the returns; `told`: what a column or a person counted, where
 * that is more. */
void order_count_returns(struct order *, int64_t told);

/* Bounces and days lost from the returns, as far as those are known one by one; an order
 * that is returned often enough (rules) or flagged as disputed comes in to be screened. */
void order_derive(struct order *, const struct rules *);

#endif
