/* dispatch.h — 派单指引: where orders of a ruling's class go, with words to paste (F30).
 *
 * For the dispatcher: 主办, 协办, the conditions, the words, and the orders that the ruling
 * settles or that its case is about.  ERR_RULE of a ruling that is not in force.
 */
#ifndef YANPAN_STORE_DOC_DISPATCH_H
#define YANPAN_STORE_DOC_DISPATCH_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/rec/show.h"
#include "store/schema/review.h"

bool dispatch_build(
	struct kv_txn *, const struct ruling *, const struct view *, struct doc *, struct err *);

#endif
