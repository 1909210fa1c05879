/* agenda.h — the items of a meeting, and what they need to know of it.
 */
#ifndef YANPAN_STORE_PANEL_AGENDA_H
#define YANPAN_STORE_PANEL_AGENDA_H

#include "store/rec/record.h"
#include "store/schema/review.h"

/* All items of a meeting in the order of its agenda. */
size_t meeting_items(struct kv_txn *, struct uid meeting, struct item **out, struct arena *);

/* The meeting that is open, else the planned one that begins first; false: none. */
bool meeting_next(struct kv_txn *, struct meeting *out, struct arena *);

/* Whether the item's meeting takes changes of it: planned or open; `sitting`: open only. */
bool item_changeable(struct kv_txn *, const struct item *, bool sitting, struct err *);

/* 2026-15/2 as people say it: "议题2", translated. */
const char *item_name(const struct item *, struct arena *);

#endif
