/* printer.h — records as text: the one place from which lists leave the program.
 *
 *     PRINT_LIST   a heading and a line a record, columns aligned
 *     PRINT_SHEET  all a record has, a field a line, an empty line between records
 *     PRINT_JSON   an object a line; keys are field names, choices by their names, rows
 *                  and links arrays, times 2026-09-21T08:40:00+08:00; no empty fields
 *     PRINT_CSV    a heading of field names; choices by label, rows one a line in a cell
 *     PRINT_TABLE  the same under the headings that people know
 *     PRINT_XLSX   the same as a workbook; the outlet is a file and begun with nothing
 *
 * A table and a workbook have the fields that an import takes, so that they come in again.
 * Every value passes field_show(), so that personal data come out masked unless the view
 * says otherwise.  Nothing is cut, but for a list's packed rows that were not asked for by
 * name, and on a terminal the title.
 */
#ifndef YANPAN_STORE_IO_PRINTER_H
#define YANPAN_STORE_IO_PRINTER_H

#include "store/io/outlet.h"
#include "store/rec/show.h"

enum print_form { PRINT_LIST, PRINT_SHEET, PRINT_JSON, PRINT_CSV, PRINT_TABLE, PRINT_XLSX };

struct xlsx_out;

struct printer {
	const struct schema *schema;
	enum print_form form;
	struct view view;
	struct outlet *out;
	int cols; /* of the terminal; 0: as wide as it gets */
	const struct field **fields;
	size_t field_count;
	bool chosen;      /* the caller named the fields */
	bool private;     /* something lives in the private part: it has to be read too */
	bool begun;       /* the heading is out */
	int *widths;      /* of the columns so far */
	size_t row_count; /* that wait for their widths */
	const char **cells;
	struct arena rows, arena;
	struct buf text;
	struct xlsx_out *sheet;
	struct err err; /* of the workbook: the first */
	uint64_t cut;   /* cells that were too long for it, once it is closed */
};

/* `fields`: names or labels with ',' between, NULL or "": those that fit the form.
 * ERR_USAGE names the one that is not there. */
bool printer_open(struct printer *, const struct schema *, enum print_form, const char *fields,
	const struct view *, struct outlet *, struct err *e);
void printer_add(struct printer *, struct kv_txn *, const void *record);
/* The last rows go out; frees.  False: not all of it could be written. */
bool printer_close(struct printer *, struct err *e);

/* A cell of CSV with its comma, or the line's end; quoted where it has to be. */
void csv_cell(struct buf *out, const char *text, bool last);

/* A text in JSON's quotes. */
void json_text(struct buf *out, const char *text, size_t bytes);

#endif
