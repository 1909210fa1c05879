#include "store/schema/task.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/schema/review.h"

static const struct choice states[] = {
	{ TASK_TO_SIGN, "to_receive", N_("to be signed for") },
	{ TASK_DEEMED, "deemed", N_("deemed delivered") },
	{ TASK_IN_HAND, "in_hand", N_("in hand") },
	{ TASK_EXTENSION, "extension_asked", N_("extension asked") },
	{ TASK_REPORTED, "reported", N_("report to check") },
	{ TASK_REDO, "redo", N_("to be redone") },
	{ TASK_DONE, "done", N_("completed") },
	{ TASK_CANCELLED, "cancelled", N_("cancelled") },
};

const struct choice task_ways[TASK_WAYS] = {
	{ WAY_HAND, "hand", N_("by hand") },
	{ WAY_OA, "oa", N_("by OA") },
	{ WAY_PLATFORM, "platform", N_("on the platform") },
	{ WAY_POST, "post", N_("by post") },
};

const struct choice task_results[TASK_RESULTS] = {
	{ CHECK_PASSED, "passed", N_("passed") },
	{ CHECK_REDO, "redo", N_("to do again") },
};

const struct choice caller_answers[CALLER_ANSWERS] = {
	{ CALLER_SATISFIED, "satisfied", N_("satisfied") },
	{ CALLER_UNSATISFIED, "unsatisfied", N_("not satisfied") },
	{ CALLER_UNREACHED, "unreached", N_("not reached") },
	{ CALLER_WITHDRAWN, "withdrawn", N_("request taken back") },
};

static const struct choice roles[] = {
	{ DUTY_LEADS, "lead", N_("leads") },
	{ DUTY_ASSISTS, "assist", N_("assists") },
};

static const struct choice extension_answers[] = {
	{ EXTENSION_APPROVED, "approved", N_("approved") },
	{ EXTENSION_REFUSED, "refused", N_("refused") },
};

static const struct field extension_fields[] = {
	{
		FIELD_AT(struct extension, asked, FIELD_DAY),
		.tag = 1,
		.label = N_("asked on"),
		.help = N_("The day the unit asked."),
	},
	{
		FIELD_AT(struct extension, until, FIELD_DAY),
		.tag = 2,
		.label = N_("asked until"),
		.help = N_("The day it asks for."),
	},
	{
		FIELD_AT(struct extension, reason, FIELD_LONG),
		.tag = 3,
		.flags = FIELD_SEARCHED,
		.label = N_("why more time"),
		.help = N_("The unit's reason."),
	},
	{
		FIELD_AT(struct extension, answer, FIELD_CHOICE),
		.tag = 4,
		.choices = extension_answers,
		.choice_count = COUNT(extension_answers),
		.label = N_("answer to it"),
		.help = N_("Approved or refused; nothing: still open."),
	},
	{
		FIELD_AT(struct extension, answered, FIELD_DAY),
		.tag = 5,
		.label = N_("answered on"),
		.help = N_("The day it was answered."),
	},
	{
		FIELD_AT(struct extension, by, FIELD_TEXT),
		.tag = 6,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("answered by"),
		.help = N_("Who answered."),
	},
	{
		FIELD_AT(struct extension, words, FIELD_LONG),
		.tag = 7,
		.flags = FIELD_SEARCHED,
		.label = N_("words of the answer"),
		.help = N_("Why, or until when instead."),
	},
	{
		FIELD_AT(struct extension, before, FIELD_DAY),
		.tag = 8,
		.label = N_("deadline before"),
		.help = N_("The last day as it was before."),
	},
};

const struct schema extension_schema = {
	.name = "extension",
	.label = N_("extension"),
	.plural = N_("extensions"),
	.size = sizeof(struct extension),
	.fields = extension_fields,
	.field_count = COUNT(extension_fields),
};

static const struct field task_pause_fields[] = {
	{
		FIELD_AT(struct task_pause, from, FIELD_DAY),
		.tag = 1,
		.label = N_("paused from"),
		.help = N_("The first day that does not count."),
	},
	{
		FIELD_AT(struct task_pause, to, FIELD_DAY),
		.tag = 2,
		.label = N_("paused until"),
		.help = N_("The day the clock goes on; none: it stands still."),
	},
	{
		FIELD_AT(struct task_pause, reason, FIELD_LONG),
		.tag = 3,
		.flags = FIELD_SEARCHED,
		.label = N_("why paused"),
		.help = N_("What is waited for."),
	},
	{
		FIELD_AT(struct task_pause, stay, FIELD_FLAG),
		.tag = 4,
		.label = N_("by a stay"),
		.help = N_("The ruling was stayed: the clock goes on when it is resumed."),
	},
};

const struct schema task_pause_schema = {
	.name = "pause",
	.label = N_("pause"),
	.plural = N_("pauses"),
	.size = sizeof(struct task_pause),
	.fields = task_pause_fields,
	.field_count = COUNT(task_pause_fields),
};

static const struct field task_report_fields[] = {
	{
		FIELD_AT(struct task_report, day, FIELD_DAY),
		.tag = 1,
		.label = N_("reported on"),
		.help = N_("The day the report came."),
	},
	{
		FIELD_AT(struct task_report, words, FIELD_LONG),
		.tag = 2,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("what was done"),
		.help = N_("In the unit's words."),
	},
	{
		FIELD_AT(struct task_report, evidence, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_SEARCHED,
		.label = N_("evidence"),
		.help = N_("Pictures, papers, pages."),
	},
	{
		FIELD_AT(struct task_report, by, FIELD_TEXT),
		.tag = 4,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("reported by"),
		.help = N_("Who reports for the unit."),
	},
	{
		FIELD_AT(struct task_report, result, FIELD_CHOICE),
		.tag = 5,
		.choices = task_results,
		.choice_count = COUNT(task_results),
		.label = N_("result of the check"),
		.help = N_("Passed, or to do again; nothing: not checked yet."),
	},
	{
		FIELD_AT(struct task_report, checked, FIELD_DAY),
		.tag = 6,
		.label = N_("checked on"),
		.help = N_("The day it was checked."),
	},
	{
		FIELD_AT(struct task_report, checker, FIELD_TEXT),
		.tag = 7,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("checked by"),
		.help = N_("Somebody else than who reported."),
	},
	{
		FIELD_AT(struct task_report, finding, FIELD_LONG),
		.tag = 8,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("finding"),
		.help = N_("What the check found."),
	},
};

const struct schema task_report_schema = {
	.name = "report",
	.label = N_("report"),
	.plural = N_("reports"),
	.size = sizeof(struct task_report),
	.fields = task_report_fields,
	.field_count = COUNT(task_report_fields),
};

static const struct field reopening_fields[] = {
	{
		FIELD_AT(struct reopening, day, FIELD_DAY),
		.tag = 1,
		.label = N_("reopened on"),
		.help = N_("The day it was taken up again."),
	},
	{
		FIELD_AT(struct reopening, reason, FIELD_LONG),
		.tag = 2,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("why reopened"),
		.help = N_("What was not settled after all."),
	},
	{
		FIELD_AT(struct reopening, by, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("reopened by"),
		.help = N_("Who decided so."),
	},
};

const struct schema reopening_schema = {
	.name = "reopening",
	.label = N_("reopening"),
	.plural = N_("reopenings"),
	.size = sizeof(struct reopening),
	.fields = reopening_fields,
	.field_count = COUNT(reopening_fields),
};

static const struct field reminder_fields[] = {
	{
		FIELD_AT(struct reminder, day, FIELD_DAY),
		.tag = 1,
		.label = N_("reminded on"),
		.help = N_("The day of the reminder."),
	},
	{
		FIELD_AT(struct reminder, way, FIELD_CHOICE),
		.tag = 2,
		.choices = task_ways,
		.choice_count = COUNT(task_ways),
		.label = N_("sent by"),
		.help = N_("How it got to the unit."),
	},
	{
		FIELD_AT(struct reminder, words, FIELD_LONG),
		.tag = 3,
		.flags = FIELD_SEARCHED,
		.label = N_("words of the reminder"),
		.help = N_("What was asked for."),
	},
};

const struct schema reminder_schema = {
	.name = "reminder",
	.label = N_("reminder"),
	.plural = N_("reminders"),
	.size = sizeof(struct reminder),
	.fields = reminder_fields,
	.field_count = COUNT(reminder_fields),
};

static const struct field task_fields[] = {
	{
		FIELD_AT(struct task, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED | FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME |
			FIELD_READONLY,
		.cols = 10,
		.label = N_("task number"),
		.help = N_("The ruling's number and a count: 2026-09/1."),
	},
	{
		FIELD_AT(struct task, ruling, FIELD_LINK),
		.tag = 2,
		.flags = FIELD_REQUIRED | FIELD_INDEXED | FIELD_READONLY,
		.kind = KIND_RULING,
		.label = N_("ruling"),
		.help = N_("The ruling it comes from."),
	},
	{
		FIELD_AS(struct task, case_, "case", FIELD_LINK),
		.tag = 3,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.kind = KIND_CASE,
		.label = N_("case"),
		.help = N_("The case that the ruling settles."),
	},
	{
		FIELD_AT(struct task, unit, FIELD_LINK),
		.tag = 4,
		.flags = FIELD_REQUIRED | FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 14,
		.kind = KIND_UNIT,
		.label = N_("unit"),
		.help = N_("The unit that must act."),
	},
	{
		FIELD_AT(struct task, role, FIELD_CHOICE),
		.tag = 5,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 6,
		.choices = roles,
		.choice_count = COUNT(roles),
		.label = N_("role in the matter"),
		.help = N_("Exactly one unit leads."),
	},
	{
		FIELD_AT(struct task, title, FIELD_TEXT),
		.tag = 6,
		.flags = FIELD_SEARCHED | FIELD_LISTED | FIELD_MASKED | FIELD_PINYIN | FIELD_READONLY,
		.cols = 24,
		.label = N_("matter"),
		.help = N_("What the ruling is about."),
	},
	{
		FIELD_AT(struct task, duty, FIELD_LONG),
		.tag = 7,
		.flags = FIELD_SEARCHED | FIELD_MASKED | FIELD_READONLY,
		.label = N_("duty"),
		.help = N_("What the unit must do, in words."),
	},
	{
		FIELD_AT(struct task, limit, FIELD_LIMIT),
		.tag = 8,
		.flags = FIELD_READONLY,
		.label = N_("time limit"),
		.help = N_("How long the unit has; standing duties have no deadline."),
	},
	{
		FIELD_AT(struct task, issued, FIELD_TIME),
		.tag = 9,
		.flags = FIELD_SORTED | FIELD_READONLY,
		.label = N_("issued on"),
		.help = N_("When the ruling came into force."),
	},
	{
		FIELD_AT(struct task, way, FIELD_CHOICE),
		.tag = 10,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.choices = task_ways,
		.choice_count = COUNT(task_ways),
		.label = N_("handed over"),
		.help = N_("By hand, by OA, on the platform, by post."),
	},
	{
		FIELD_AT(struct task, delivered, FIELD_DAY),
		.tag = 11,
		.flags = FIELD_SORTED | FIELD_READONLY,
		.label = N_("handed over on"),
		.help = N_("The day it was handed over."),
	},
	{
		FIELD_AT(struct task, receiver, FIELD_TEXT),
		.tag = 12,
		.flags = FIELD_SEARCHED | FIELD_PINYIN | FIELD_READONLY,
		.label = N_("signed for by"),
		.help = N_("Who signed for it."),
	},
	{
		FIELD_AT(struct task, received, FIELD_DAY),
		.tag = 13,
		.flags = FIELD_SORTED | FIELD_READONLY,
		.label = N_("signed for on"),
		.help = N_("The day it was signed for."),
	},
	{
		FIELD_AT(struct task, deemed, FIELD_DAY),
		.tag = 14,
		.flags = FIELD_READONLY,
		.label = N_("deemed delivered on"),
		.help = N_("The day it counts as delivered though nobody signed."),
	},
	{
		FIELD_AT(struct task, due, FIELD_DAY),
		.tag = 15,
		.flags = FIELD_SORTED | FIELD_LISTED | FIELD_READONLY,
		.cols = 12,
		.label = N_("due"),
		.help = N_("The unit's last day; the platform's deadline is another."),
	},
	{
		FIELD_AT(struct task, reckoned, FIELD_FLAG),
		.tag = 16,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.label = N_("due day reckoned"),
		.help = N_("The time runs from a delivery that is not known yet."),
	},
	{
		FIELD_AT(struct task, paused, FIELD_FLAG),
		.tag = 17,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.label = N_("clock paused"),
		.help = N_("Its time does not run now."),
	},
	{
		FIELD_AT(struct task, extensions, FIELD_ROWS),
		.tag = 18,
		.flags = FIELD_SEARCHED | FIELD_READONLY,
		.rows = &extension_schema,
		.label = N_("extensions"),
		.help = N_("What more time was asked for, and the answers."),
	},
	{
		FIELD_AT(struct task, pauses, FIELD_ROWS),
		.tag = 19,
		.flags = FIELD_SEARCHED | FIELD_READONLY,
		.rows = &task_pause_schema,
		.label = N_("pauses"),
		.help = N_("When its time did not run."),
	},
	{
		FIELD_AT(struct task, reports, FIELD_ROWS),
		.tag = 20,
		.flags = FIELD_SEARCHED | FIELD_READONLY,
		.rows = &task_report_schema,
		.label = N_("reports"),
		.help = N_("What the unit says it did, and what the check found."),
	},
	{
		FIELD_AT(struct task, reopened, FIELD_ROWS),
		.tag = 21,
		.flags = FIELD_SEARCHED | FIELD_READONLY,
		.rows = &reopening_schema,
		.label = N_("reopenings"),
		.help = N_("When and why it was taken up again."),
	},
	{
		FIELD_AT(struct task, reminders, FIELD_ROWS),
		.tag = 22,
		.flags = FIELD_SEARCHED | FIELD_READONLY,
		.rows = &reminder_schema,
		.label = N_("reminders"),
		.help = N_("When the unit was reminded."),
	},
	{
		FIELD_AT(struct task, caller_says, FIELD_CHOICE),
		.tag = 23,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.choices = caller_answers,
		.choice_count = COUNT(caller_answers),
		.label = N_("caller's answer"),
		.help = N_("What the caller said when called back; the unit's own word is in its reports."),
	},
	{
		FIELD_AT(struct task, caller_words, FIELD_LONG),
		.tag = 24,
		.flags = FIELD_SEARCHED | FIELD_MASKED | FIELD_READONLY,
		.label = N_("caller's words"),
		.help = N_("In the caller's words."),
	},
	{
		FIELD_AT(struct task, called, FIELD_DAY),
		.tag = 25,
		.flags = FIELD_READONLY,
		.label = N_("called back on"),
		.help = N_("The day of the call."),
	},
	{
		FIELD_AT(struct task, called_by, FIELD_TEXT),
		.tag = 26,
		.flags = FIELD_SEARCHED | FIELD_PINYIN | FIELD_READONLY,
		.label = N_("called back by"),
		.help = N_("Who called."),
	},
	{
		FIELD_AT(struct task, done, FIELD_DAY),
		.tag = 27,
		.flags = FIELD_SORTED | FIELD_READONLY,
		.label = N_("settled on"),
		.help = N_("The day its report passed the check."),
	},
	{
		FIELD_AT(struct task, reason, FIELD_LONG),
		.tag = 28,
		.flags = FIELD_SEARCHED | FIELD_READONLY,
		.label = N_("why cancelled"),
		.help = N_("Why nothing is to be done any more."),
	},
	{
		FIELD_AT(struct task, note, FIELD_LONG),
		.tag = 29,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("note"),
		.help = N_("The panel's own note."),
	},
	{
		FIELD_AT(struct task, state, FIELD_CHOICE),
		.tag = 30,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 6,
		.choices = states,
		.choice_count = COUNT(states),
		.label = N_("state"),
		.help = N_("Where the task stands."),
	},
};

const struct schema task_schema = {
	.kind = KIND_TASK,
	.name = "task",
	.label = N_("task"),
	.plural = N_("tasks"),
	.size = sizeof(struct task),
	.fields = task_fields,
	.field_count = COUNT(task_fields),
	.number = "number",
	.title = "title",
	.state = "state",
	.sort = "due",
};
