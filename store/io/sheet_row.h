/* sheet_row.h — the row at hand of a workbook's sheet, for the readers of both kinds.
 *
 * A reader begins a row, appends each cell's text to `texts` and says where it belongs;
 * cells merged over several rows are filled in last.
 */
#ifndef YANPAN_STORE_IO_SHEET_ROW_H
#define YANPAN_STORE_IO_SHEET_ROW_H

#include "store/io/merged.h"
#include "store/io/source.h"

enum { SHEET_ROWS = 1 << 20 }; /* Excel has no more either */

struct sheet_cell {
	size_t at, n; /* in `texts` */
	enum cell_trouble trouble;
};

/* Zeroed, it is empty. */
struct sheet_row {
	uint64_t row;
	size_t n; /* cells up to the last that has something */
	struct sheet_cell cells[TABLE_COLUMNS];
	struct buf texts;
	bool too_long, blank; /* more than CSV_ROW_MAX bytes; nothing but spaces */
};

void sheet_row_begin(struct sheet_row *, uint64_t row);
/* The texts from `from` on are the cell's; false: it stands farther out than any table. */
bool sheet_row_cell(struct sheet_row *, size_t column, size_t from, enum cell_trouble);
/* `columns` of them; texts are copied into `a`, the raw row is good until the next begins. */
void sheet_row_give(
	const struct sheet_row *, size_t columns, struct source_row *out, struct arena *a);
void sheet_row_free(struct sheet_row *);

/* Cells that are merged over several rows. */
struct merge {
	uint32_t row, last, column;
};

/* Zeroed, it is empty. */
struct merges {
	struct merge *at;
	size_t n, room, next;
	struct merged open; /* at the row at hand */
};

/* Those within one row, and what makes no sense, do not count.  False: too many. */
bool merges_add(struct merges *, uint64_t row, uint64_t last, size_t column);
void merges_start(struct merges *); /* all are there; rows come from the first on */
/* False: there is more in them than is sound. */
bool merges_fill(struct merges *, struct sheet_row *, size_t columns);
void merges_free(struct merges *); /* empties it */

#endif
