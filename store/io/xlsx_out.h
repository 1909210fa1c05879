/* xlsx_out.h — a table of texts as a workbook (xlsx) with one sheet.
 *
 * Every cell is text, so that digits stay as they are: no spreadsheet turns an order
 * number into 2.01801E+13.  The first row is bold, stays in sight and filters; widths are
 * terminal columns.  What a sheet cannot hold is refused (rows) or cut and counted
 * (cells).
 */
#ifndef YANPAN_STORE_IO_XLSX_OUT_H
#define YANPAN_STORE_IO_XLSX_OUT_H

#include "locale/base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
	XLSX_ROWS = 1 << 20, /* the headings are one of them */
	XLSX_CELL = 32767,   /* characters, as UTF-16 counts them */
};

struct xlsx_out;

/* A column of a form that people fill in. */
struct xlsx_column {
	const char *heading;
	int cols;
	bool open;           /* may be written in; the others are locked, without a password */
	const char *choices; /* "牵头,配合,不属": offered as a list, others are refused; or NULL */
};

/* The stream must allow seeking and stays the caller's. */
bool xlsx_out_begin(FILE *, const char *sheet, const int *cols, size_t columns,
	struct xlsx_out **out, struct err *e);
/* A sheet to fill in: cells have borders, and only open columns can be written in.  The
 * headings are written like any row. */
bool xlsx_out_form(FILE *, const char *sheet, const struct xlsx_column *, size_t columns,
	struct xlsx_out **out, struct err *e);
/* The next cell of the row; the last column ends it. */
bool xlsx_out_cell(struct xlsx_out *, const char *text, struct err *e);
uint64_t xlsx_out_cut(const struct xlsx_out *); /* cells that were too long */

/* Writes what is left; frees, also when it fails.  Safe on NULL. */
bool xlsx_out_end(struct xlsx_out *, struct err *e);

#endif
