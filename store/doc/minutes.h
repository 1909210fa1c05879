/* minutes.h — 纪要: one a meeting, from its records.
 *
 * ERR_RULE before the meeting is closed; between 散会 and 印发 it is a draft and says so.
 * Personal data come out masked (VIEW_PAPER); the chain head stands at the foot.
 */
#ifndef YANPAN_STORE_DOC_MINUTES_H
#define YANPAN_STORE_DOC_MINUTES_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/schema/review.h"

bool minutes_build(struct kv_txn *, const struct meeting *, struct doc *, struct err *);

#endif
