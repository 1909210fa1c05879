/* pack.h — 会议材料: one page a case, with what the panel needs to decide it.
 *
 * Request, chain of returns, parts of the matter, bases, earlier rulings, what became of it at
 * meetings before.  Nothing of the caller is in it: the units complained of sit in the room.
 */
#ifndef YANPAN_STORE_DOC_PACK_H
#define YANPAN_STORE_DOC_PACK_H

#include "store/doc/doc.h"
#include "store/rec/show.h"
#include "store/schema/review.h"

/* ERR_RULE: there is nothing on the agenda. */
bool pack_build(
	struct kv_txn *, const struct meeting *, const struct view *, struct doc *, struct err *);

#endif
