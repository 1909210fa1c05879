/* minutes.h — 纪要: one a meeting, from its records.
 *
 * ERR_RULE before the meeting is over; between 散会 and 印发 it says that it is a draft.
 * Personal data come out as the view has them.  The chain head as of now stands at the
 * foot, so that paper tells later whether the journal's end was cut.
 */
#ifndef YANPAN_STORE_DOC_MINUTES_H
#define YANPAN_STORE_DOC_MINUTES_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/rec/show.h"
#include "store/schema/review.h"

bool minutes_build(
	struct kv_txn *, const struct meeting *, const struct view *, struct doc *, struct err *);

#endif
