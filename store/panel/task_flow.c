/* task_flow.c — the verbs of tasks in the order in which they are offered.
 *
 * What a unit does (签收, 反馈, 申请延期) can be recorded whenever it does it; only what the
 * panel does waits for its turn. */
#include "locale/base/array.h"
#include "store/panel/flows.h"
#include "store/panel/task_verbs.h"

static const struct flow rows[] = {
	{ .verb = &task_deliver, .from = TASK_TO_SIGN, .to = 0 },
	{ .verb = &task_deliver, .from = TASK_DEEMED, .to = 0 },
	{ .verb = &task_receive, .from = TASK_TO_SIGN, .to = TASK_IN_HAND },
	{ .verb = &task_receive, .from = TASK_DEEMED, .to = TASK_IN_HAND },
	{ .verb = &task_deem, .from = TASK_TO_SIGN, .to = TASK_DEEMED },
	{ .verb = &task_report, .from = TASK_IN_HAND, .to = TASK_REPORTED },
	{ .verb = &task_report, .from = TASK_DEEMED, .to = TASK_REPORTED },
	{ .verb = &task_report, .from = TASK_REDO, .to = TASK_REPORTED },
	{ .verb = &task_report, .from = TASK_EXTENSION, .to = TASK_REPORTED },
	{ .verb = &task_report, .from = TASK_TO_SIGN, .to = TASK_REPORTED },
	{ .verb = &task_check, .from = TASK_REPORTED, .to = 0 },
	{ .verb = &task_ask_extension, .from = TASK_IN_HAND, .to = TASK_EXTENSION },
	{ .verb = &task_ask_extension, .from = TASK_DEEMED, .to = TASK_EXTENSION },
	{ .verb = &task_ask_extension, .from = TASK_REDO, .to = TASK_EXTENSION },
	{ .verb = &task_ask_extension, .from = TASK_TO_SIGN, .to = TASK_EXTENSION },
	{ .verb = &task_approve, .from = TASK_EXTENSION, .to = 0 },
	{ .verb = &task_refuse, .from = TASK_EXTENSION, .to = 0 },
	{ .verb = &task_pause, .from = TASK_TO_SIGN, .to = 0 },
	{ .verb = &task_pause, .from = TASK_IN_HAND, .to = 0 },
	{ .verb = &task_pause, .from = TASK_DEEMED, .to = 0 },
	{ .verb = &task_pause, .from = TASK_REDO, .to = 0 },
	{ .verb = &task_resume, .from = TASK_TO_SIGN, .to = 0 },
	{ .verb = &task_resume, .from = TASK_IN_HAND, .to = 0 },
	{ .verb = &task_resume, .from = TASK_DEEMED, .to = 0 },
	{ .verb = &task_resume, .from = TASK_REDO, .to = 0 },
	{ .verb = &task_resume, .from = TASK_REPORTED, .to = 0 },
	{ .verb = &task_resume, .from = TASK_EXTENSION, .to = 0 },
	{ .verb = &task_remind, .from = TASK_TO_SIGN, .to = 0 },
	{ .verb = &task_remind, .from = TASK_IN_HAND, .to = 0 },
	{ .verb = &task_remind, .from = TASK_DEEMED, .to = 0 },
	{ .verb = &task_remind, .from = TASK_REDO, .to = 0 },
	{ .verb = &task_remind, .from = TASK_EXTENSION, .to = 0 },
	{ .verb = &task_call_back, .from = TASK_DONE, .to = 0 },
	{ .verb = &task_call_back, .from = TASK_REPORTED, .to = 0 },
	{ .verb = &task_call_back, .from = TASK_IN_HAND, .to = 0 },
	{ .verb = &task_call_back, .from = TASK_DEEMED, .to = 0 },
	{ .verb = &task_reopen, .from = TASK_DONE, .to = TASK_REDO },
};

const struct flow_rows task_flow = { .kind = KIND_TASK, .at = rows, .n = COUNT(rows) };
