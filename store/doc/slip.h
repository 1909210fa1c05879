/* slip.h — 交办单: one unit's duty under one issued ruling, to the unit.
 *
 * What is personal comes out as the view has it; of a caller who asked to be kept
 * confidential nothing at all towards the unit complained of, its parent and its children,
 * whatever the view.  ERR_RULE before the ruling is issued, and where the unit has no duty.
 */
#ifndef YANPAN_STORE_DOC_SLIP_H
#define YANPAN_STORE_DOC_SLIP_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/rec/show.h"
#include "store/schema/review.h"

/* No unit: the only one that has a duty. */
bool slip_build(struct kv_txn *, const struct ruling *, struct uid unit, const struct view *,
	struct doc *, struct err *);

#endif
