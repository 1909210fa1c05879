/* task_clock.h — until when a unit has time: its own deadline, not the platform's (F37).
 *
 * Time runs from issue or from delivery, as the county says (limits_from).  Until the day of
 * delivery is known it is reckoned from the one on which the hand-over counts as delivered.
 * An approved extension and a pause that ends move the deadline; a change of the county's
 * rules does not.
 */
#ifndef YANPAN_STORE_PANEL_TASK_CLOCK_H
#define YANPAN_STORE_PANEL_TASK_CLOCK_H

#include "store/schema/rules.h"
#include "store/schema/task.h"

/* 视签收: working days after the hand-over, or after issue where nobody said when it was
 * handed over. */
struct day task_deemed_day(const struct rules *, const struct task *);

/* The deadline as the limit gives it; for a task that is new, handed over or signed for. */
void task_set_due(const struct rules *, struct task *);

/* The same once more, from that day on: it was reopened. */
void task_restart_due(struct task *, struct day from);

/* From `from` on its time did not run; `to` is the first day that counts again. */
void task_move_due(struct task *, struct day from, struct day to);

/* The unit has a day, and it is the unit's turn. */
bool task_clock_runs(const struct task *);

/* The unit is late: its day is past, and nothing of its own stopped the clock. */
bool task_late(const struct task *, struct day today);

/* An open row of its kind; NULL: there is none. */
struct extension *task_extension(const struct task *);
struct task_pause *task_pause_open(const struct task *);
struct task_report *task_report_open(const struct task *);

#endif
