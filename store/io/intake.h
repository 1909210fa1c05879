/* intake.h — one row of a file becomes one record.
 *
 * Cells are cleaned for their field; what was decoded stays in `kept` where cleaning or
 * damage changed something.  Whatever is wrong is told by the callback, as much of it as
 * the row has, so that a person mends a row once.
 */
#ifndef YANPAN_STORE_IO_INTAKE_H
#define YANPAN_STORE_IO_INTAKE_H

#include "store/io/import.h"
#include "store/io/source.h"
#include "store/schema/rules.h"

#include <regex.h>

struct intake {
	const struct mapping *map;
	struct day today;
	enum encoding encoding; /* of the file */
	const struct rules *rules;
	const regex_t *number_pattern; /* NULL: any */
	struct kv_txn *txn;
	struct arena *arena; /* of the row */
	void (*found)(const struct finding *, void *arg);
	void *arg;
	struct finding now; /* what every finding of the row says */
	bool rejected;
	size_t number_column; /* place among the columns, SIZE_MAX: none */
	bool incomplete;      /* columns are missing or doubtful: records are not checked */
	uint64_t damaged;     /* cells */
};

/* Fills the record but for its links; false: it cannot be taken. */
bool intake_row(struct intake *, const struct source_row *, void *record);

/* The matter of an order, which takes long to find, where the file says none.  A worker
 * may do it (bulk.h). */
void intake_complete(void *record, struct arena *, void *formulas);

/* Reads the fields that name other records, once these may be there. */
bool intake_links(struct intake *, const struct source_row *, void *record, struct err *e);

#endif
