/* xls.h — the sheets of an old workbook (xls, as Excel 97 to 2003 and much server software
 * write them), row by row.
 *
 * The same as xlsx.h says of cells, merged cells and empty rows.  The workbook's stream is
 * held in memory, at most XLS_BYTES.  Older ones than Excel 97, and those with a password,
 * are refused.
 */
#ifndef YANPAN_STORE_IO_XLS_H
#define YANPAN_STORE_IO_XLS_H

#include "store/io/source.h"

enum { XLS_BYTES = 1 << 27 };

struct xls;

bool xls_open(struct bytes file, struct xls **out, struct err *e);
void xls_close(struct xls *); /* safe on NULL */

size_t xls_sheets(const struct xls *, const struct source_sheet **out);
bool xls_begin(struct xls *, size_t sheet, size_t *columns, struct err *e);
bool xls_next(struct xls *, struct source_row *row, struct arena *a, struct err *e);

uint64_t xls_hidden(const struct xls *, uint64_t *first); /* rows of the sheet that are hidden */
int xls_done(const struct xls *);                         /* per mille of the sheet */

#endif
