/* xlsx.h — the sheets of a workbook (xlsx, as Excel and WPS save it), row by row.
 *
 * Opening reads which sheets there are, the texts they share and the number formats;
 * beginning with a sheet goes once through all of it, so that damage is known before a
 * row is used, and a second time while rows are taken.
 *
 * Cells come as they were typed (xlsx_number.h); a formula as the value it last had.  A
 * cell merged over several rows counts for each of them, one merged over several columns
 * for the first.  Rows with nothing in them are passed over where the file leaves them
 * out, and behind the last row that has something.  What makes no sense as a table,
 * more than TABLE_COLUMNS of them, is refused.
 */
#ifndef YANPAN_STORE_IO_XLSX_H
#define YANPAN_STORE_IO_XLSX_H

#include "store/io/merged.h"
#include "store/io/source.h"

#include <stdio.h>

struct xlsx;

/* The stream stays the caller's, open as long as the workbook is. */
bool xlsx_open(FILE *, struct xlsx **out, struct err *e);
void xlsx_close(struct xlsx *); /* safe on NULL */

size_t xlsx_sheets(const struct xlsx *, const struct source_sheet **out);

/* From the sheet's first row on; *columns: of the widest row. */
bool xlsx_begin(struct xlsx *, size_t sheet, size_t *columns, struct err *e);

/* As source_next(): the cells' texts live in `a`. */
bool xlsx_next(struct xlsx *, struct source_row *row, struct arena *a, struct err *e);

uint64_t xlsx_hidden(const struct xlsx *, uint64_t *first); /* rows of the sheet that are hidden */
int xlsx_done(const struct xlsx *);                         /* per mille of the sheet */

#endif
