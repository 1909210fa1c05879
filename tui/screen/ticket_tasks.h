/* ticket_tasks.h — 交办 on the ticket: page 8 of a case or a ruling, and a task's own page.
 */
#ifndef YANPAN_TUI_SCREEN_TICKET_TASKS_H
#define YANPAN_TUI_SCREEN_TICKET_TASKS_H

#include "store/schema/task.h"
#include "tui/screen/words.h"

/* One row a unit: handed over, signed for, due; below it its duty and what became of it. */
void tasks_page(struct words *w, const struct task *tasks, size_t n, struct day today);

/* One task in full. */
void task_page(struct words *w, const struct task *t);

/* "截止 09-22 周二(余1日)", with 推算 or 暂停计时中 where that holds; nothing of standing duties.
 */
void task_clock_words(const struct task *t, struct day today, struct buf *out);

/* Instead of a deadline: when it was reported or settled, that its clock stands still or that
 * there is none. */
void task_rest_words(const struct task *t, struct buf *out);

#endif
