/* opinion.h — 研判意见书: one a case, for the units that have to carry it out.
 *
 * An internal working paper, and it says so.  ERR_RULE before the case is agreed; until
 * it is issued it says that it is a draft.
 */
#ifndef YANPAN_STORE_DOC_OPINION_H
#define YANPAN_STORE_DOC_OPINION_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/rec/show.h"
#include "store/schema/review.h"

bool opinion_build(
	struct kv_txn *, const struct case_ *, const struct view *, struct doc *, struct err *);

#endif
