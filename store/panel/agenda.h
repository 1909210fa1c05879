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

/* It decides now: it is open, or its text goes round (传签). */
bool meeting_sits(const struct meeting *);
bool meeting_circulated(const struct meeting *); /* 传签 */

/* Whether the item's meeting takes changes of it: not over yet; `sitting`: it decides now. */
bool item_changeable(struct kv_txn *, const struct item *, bool sitting, struct err *);

/* 待议 or 审议: nothing has become of it yet. */
bool item_undecided(const struct item *);

/* Nothing was decided: its case goes back among the ready ones, on purpose. */
bool item_carry_over(struct act *, struct item *, const char *verb, struct err *);

/* 列席: the units it is about that are no bodies of the panel, from the parties of its case. */
struct uids item_invited(struct kv_txn *, const struct item *, struct arena *);

/* The appearances of its case before this one, the earliest first. */
size_t item_history(struct kv_txn *, const struct item *, struct item **out, struct arena *);

/* 2026-15/2 as people say it: "议题2", translated. */
const char *item_name(const struct item *, struct arena *);

#endif
