/* referral.h — 提级请示: an item that the panel cannot settle, to who decides on it.
 *
 * ERR_RULE where the item was not referred up.
 */
#ifndef YANPAN_STORE_DOC_REFERRAL_H
#define YANPAN_STORE_DOC_REFERRAL_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/rec/show.h"
#include "store/schema/review.h"

bool referral_build(
	struct kv_txn *, const struct item *, const struct view *, struct doc *, struct err *);

#endif
