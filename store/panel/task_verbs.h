/* task_verbs.h — the verbs of tasks, put together by task_flow.c; for their files only.
 */
#ifndef YANPAN_STORE_PANEL_TASK_VERBS_H
#define YANPAN_STORE_PANEL_TASK_VERBS_H

#include "store/panel/args.h"
#include "store/panel/task.h"
#include "store/panel/verb.h"

extern const struct verb task_deliver, task_receive, task_deem, task_remind;
extern const struct verb task_ask_extension, task_approve, task_refuse, task_pause, task_resume;
extern const struct verb task_report, task_check, task_call_back, task_reopen;

/* Stores the task, and lets its case follow. */
bool task_put(struct act *, struct task *, const char *verb, struct err *);

/* The rows of a field with one more, zeroed, at the end; the new one is returned. */
void *task_row(struct rows *, size_t bytes, struct arena *);

/* Days that verbs are given: none means today; one to come, or before the ruling was issued,
 * is refused. */
bool task_day(const struct act *, const struct task *, struct day *, struct err *);

#endif
