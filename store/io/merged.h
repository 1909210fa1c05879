/* merged.h — cells of a table that go on in the rows below.
 *
 * What such a cell says is kept by its column until its last row; no more than
 * MERGED_BYTES of them at a time.
 */
#ifndef YANPAN_STORE_IO_MERGED_H
#define YANPAN_STORE_IO_MERGED_H

#include "locale/base/buf.h"

#include <stdbool.h>

enum {
	TABLE_COLUMNS = 1024, /* more are no table */
	MERGED_BYTES = 1 << 26,
};

struct merged_cell {
	uint64_t last; /* row; 0: none */
	struct buf text;
};

/* Zeroed, it is empty. */
struct merged {
	struct merged_cell cells[TABLE_COLUMNS];
	size_t bytes;
};

/* False: there is no room for it. */
bool merged_keep(struct merged *, size_t column, uint64_t last, struct bytes text);

/* What the column goes on with in this row; false: nothing does. */
bool merged_goes_on(const struct merged *, size_t column, uint64_t row, struct bytes *text);

void merged_drop(struct merged *); /* all of them; safe to call twice */

#endif
