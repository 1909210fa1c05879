/* result.h — 异议复核结果: the panel's answer to the unit that objected.
 *
 * ERR_RULE before it is decided.
 */
#ifndef YANPAN_STORE_DOC_RESULT_H
#define YANPAN_STORE_DOC_RESULT_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/rec/show.h"
#include "store/schema/objection.h"

bool result_build(
	struct kv_txn *, const struct objection *, const struct view *, struct doc *, struct err *);

#endif
