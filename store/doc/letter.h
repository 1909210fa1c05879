/* letter.h — 征求意见函: what one unit is asked about a case, part by part, and by when.
 */
#ifndef YANPAN_STORE_DOC_LETTER_H
#define YANPAN_STORE_DOC_LETTER_H

#include "store/doc/doc.h"
#include "store/rec/show.h"
#include "store/schema/review.h"

/* ERR_USAGE: no unit was named, and none or several are asked. */
bool letter_build(struct kv_txn *, const struct case_ *, struct uid unit, const struct view *,
	struct doc *, struct err *);

#endif
