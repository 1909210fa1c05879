/* sheet.h — 会签单: what each body says to the wording of a ruling, a column a body.
 *
 * Of one ruling, or of all that a meeting agreed.  What is not signed yet is left empty for
 * the pen.  ERR_RULE where nothing was agreed.
 */
#ifndef YANPAN_STORE_DOC_SHEET_H
#define YANPAN_STORE_DOC_SHEET_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/rec/show.h"
#include "store/schema/review.h"

bool sheet_build(
	struct kv_txn *, const struct ruling *, const struct view *, struct doc *, struct err *);
bool sheet_build_meeting(
	struct kv_txn *, const struct meeting *, const struct view *, struct doc *, struct err *);

#endif
