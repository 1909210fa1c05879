/* filter.h — a query kept under a name: 筛选.
 *
 * It belongs to the store, so that whoever opens the store has it, and is a record like any
 * other: made, changed, taken out and brought back with an entry in the journal.
 */
#ifndef YANPAN_STORE_SCHEMA_FILTER_H
#define YANPAN_STORE_SCHEMA_FILTER_H

#include "store/schema/schema.h"

struct filter {
	struct head head;
	const char *name;
	uint32_t of; /* enum kind: what it lists */
	const char *query;
	const char *sort; /* a field's name, "-" before it for the other way round; "": the usual */
	const char *note;
};

#endif
