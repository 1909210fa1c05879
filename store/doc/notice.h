/* notice.h — 会议通知: to whom, when, where, what is on the agenda, what to bring; of a
 * 传签 what goes round and until when.
 */
#ifndef YANPAN_STORE_DOC_NOTICE_H
#define YANPAN_STORE_DOC_NOTICE_H

#include "store/doc/doc.h"
#include "store/rec/show.h"
#include "store/schema/review.h"

/* ERR_RULE: there is nothing on the agenda to tell of. */
bool notice_build(
	struct kv_txn *, const struct meeting *, const struct view *, struct doc *, struct err *);

#endif
