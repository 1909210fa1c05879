/* handover.h — 移交清单: what a new recorder takes over, and where the journal stood (F79). */
#ifndef YANPAN_STORE_DOC_HANDOVER_H
#define YANPAN_STORE_DOC_HANDOVER_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/rec/show.h"
#include "store/schema/panel.h"

/* For the person who takes over; who hands over and who witnesses sign by hand. */
bool handover_build(
	struct kv_txn *, const struct member *, const struct view *, struct doc *, struct err *);

#endif
