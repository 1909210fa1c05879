/* task_args.h — the members of struct task_args (args.h) as fields, for the tables of the
 * verbs of tasks; for their files only.
 */
#ifndef YANPAN_STORE_PANEL_TASK_ARGS_H
#define YANPAN_STORE_PANEL_TASK_ARGS_H

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/task_verbs.h"

/* What a verb asks for; the fields are in an array called like the schema. */
#define TASK_ARGS(table, as, words)                                                                \
	{                                                                                              \
		.name = (as), .label = (words), .size = sizeof(struct task_args), .fields = (table),       \
		.field_count = COUNT(table),                                                               \
	}

#endif
