/* derive.h — what of an order follows from the rest of it (F5).
 *
 * For orders typed in or changed by hand; an import counts while it reads.
 */
#ifndef YANPAN_STORE_PANEL_DERIVE_H
#define YANPAN_STORE_PANEL_DERIVE_H

#include "store/schema/order.h"

/* Bounces and days lost from the returns, as far as those are known one by one; an order
 * that is returned often enough (rules) or flagged as disputed comes in to be screened. */
void order_derive(struct order *);

#endif
