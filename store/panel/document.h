/* document.h — 发文字号: typed from the office's registry, one paper each (F26).
 */
#ifndef YANPAN_STORE_PANEL_DOCUMENT_H
#define YANPAN_STORE_PANEL_DOCUMENT_H

#include "store/rec/record.h"
#include "store/schema/review.h"

/* Whether no other paper bears the number; "" always.  The minutes of a meeting and the
 * rulings issued with them may bear the same, an amendment has its own.  err names the
 * paper that has it. */
bool document_free(
	struct kv_txn *, const struct schema *, const void *record, const char *document, struct err *);

#endif
