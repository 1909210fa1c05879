/* html_rows.h — rows of the largest table of a web page.
 *
 * Hotlines export such pages under the name .xls.  The largest table is the one with the
 * most cells that say something; tables within its cells are left out of them.  Cells
 * become what a browser shows: tags go, <br> and paragraphs are line feeds, codes are
 * characters.  A cell over several rows counts for each of them, one over several columns
 * for the first.
 *
 * Works on bytes: a cell is decoded by itself, so that what cannot be read is counted
 * where it stands.  The page must outlive the table.
 */
#ifndef YANPAN_STORE_IO_HTML_ROWS_H
#define YANPAN_STORE_IO_HTML_ROWS_H

#include "store/io/merged.h"
#include "store/io/source.h"

struct html_rows;

/* False, ERR_INPUT: there is no table in it, or one wider than TABLE_COLUMNS. */
bool html_rows_open(
	struct bytes page, enum encoding encoding, struct html_rows **out, struct err *e);
void html_rows_close(struct html_rows *); /* safe on NULL */

size_t html_rows_columns(const struct html_rows *); /* of the widest row */
bool html_rows_cut(const struct html_rows *);       /* the page ends within the table */

void html_rows_rewind(struct html_rows *);
/* As source_next(). */
bool html_rows_next(struct html_rows *, struct source_row *row, struct arena *a, struct err *e);
size_t html_rows_done(const struct html_rows *); /* bytes of the page */

#endif
