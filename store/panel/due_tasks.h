/* due_tasks.h — what of 交办 is due today; for due.c.
 *
 * The units' own deadlines: the platform's stay with the orders.
 */
#ifndef YANPAN_STORE_PANEL_DUE_TASKS_H
#define YANPAN_STORE_PANEL_DUE_TASKS_H

#include "store/panel/due.h"

/* Those due for that reason: DUE_TASK, DUE_ANSWER or DUE_HAND_OVER. */
size_t due_tasks(struct kv_txn *, enum due_why, struct day today, struct due **out, struct arena *);

/* Cases whose callers are to be called back. */
size_t due_callers(struct kv_txn *, struct due **out, struct arena *);

/* Those past their day alone, the longest first. */
size_t due_tasks_late(struct kv_txn *, struct day today, struct due **out, struct arena *);

#endif
