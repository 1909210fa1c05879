/* urge.h — 催办单: what a unit still owes the panel, late or near, in one paper. */
#ifndef YANPAN_STORE_DOC_URGE_H
#define YANPAN_STORE_DOC_URGE_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/rec/show.h"
#include "store/schema/panel.h"

/* ERR_RULE where the unit has nothing open.  view->today counts the days. */
bool urge_build(
	struct kv_txn *, const struct unit *, const struct view *, struct doc *, struct err *);

#endif
