/* task.h — 交办: the tasks of a ruling, and the case that goes along with them.
 *
 * For the verbs of rulings: each takes part in their act.  The case's own state goes
 * 已印发 → 交办中 with the first hand-over, → 待回访 when no unit has anything left to do.
 */
#ifndef YANPAN_STORE_PANEL_TASK_H
#define YANPAN_STORE_PANEL_TASK_H

#include "store/rec/record.h"
#include "store/schema/review.h"
#include "store/schema/task.h"

/* One for each duty of a ruling that comes into force; it has its number and is stored. */
bool tasks_of_ruling(struct act *, const struct ruling *, struct err *);

/* Revoked, superseded: nothing more is asked of the units. */
bool tasks_cancel(struct act *, struct uid ruling, const char *reason, struct err *);
/* 暂停执行 and its end: their clocks stand still, and go on. */
bool tasks_stay(struct act *, struct uid ruling, const char *reason, struct err *);
bool tasks_resume(struct act *, struct uid ruling, struct err *);

/* By number; `field` is "ruling", "case" or "unit". */
size_t tasks_where(
	struct kv_txn *, const char *field, struct uid, struct task **out, struct arena *);

/* The task of the unit that leads; false: there is none. */
bool task_of_lead(struct kv_txn *, struct uid case_, struct task *out, struct arena *);

/* Whether no unit has anything left to do in the case, standing duties aside. */
bool tasks_settled(struct kv_txn *, struct uid case_);

#endif
