/* task_sheet.h — 交办反馈表: a unit's tasks as a workbook to fill in, and what comes back (F74).
 *
 * One row a task; what the unit did, its evidence, who reports and when are filled in by the
 * unit.  Read back, each filled row becomes a report by the verb of that name, all of a sheet
 * in one step.  Rows that cannot be taken are named with the reason; nothing else is lost.
 */
#ifndef YANPAN_STORE_IO_TASK_SHEET_H
#define YANPAN_STORE_IO_TASK_SHEET_H

#include "store/rec/act.h"
#include "store/schema/panel.h"

#include <stdio.h>

/* The open tasks of the unit; ERR_RULE where there are none. */
bool task_sheet_write(
	struct kv_txn *, const struct unit *, FILE *, size_t *rows, struct arena *, struct err *);

enum task_row_kind {
	TASK_ROW_TAKEN,   /* a report was recorded */
	TASK_ROW_EMPTY,   /* nothing was filled in */
	TASK_ROW_SAME,    /* the same report is there already */
	TASK_ROW_REFUSED, /* `why` says it */
};

struct task_row_read {
	uint64_t row; /* of the sheet, from 1 */
	enum task_row_kind kind;
	const char *number;
	struct err why;
};

struct task_sheet_read {
	struct task_row_read *rows;
	size_t n, taken, refused;
	const char *missing; /* open tasks of the unit that the sheet no longer has: "2026-09/1 …" */
};

/* Inside an act that the caller commits, or not (a dry run).  False: the file is no such sheet,
 * or the store failed. */
bool task_sheet_take(
	struct act *, const char *path, struct task_sheet_read *out, struct arena *, struct err *);

#endif
