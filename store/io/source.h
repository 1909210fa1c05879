/* source.h — a file to import, as rows of decoded cells.
 *
 * Opening looks at the first bytes: delimited text, a workbook (xlsx) and a web page with
 * a table, whatever it is called, are read; what else there is (xls, PDF …) is refused
 * with words what it is and how to save it.  Encoding, delimiter and line ends are found,
 * or taken as told.  Reading is by blocks, forward; source_rewind() begins anew.
 *
 * A row of delimited text keeps its bytes as they stood in the file (UTF-16: as UTF-8), so
 * that it can be handed back unharmed; those of other kinds are their texts in UTF-8.
 * What could not be read became U+FFFD and is counted per cell.
 */
#ifndef YANPAN_STORE_IO_SOURCE_H
#define YANPAN_STORE_IO_SOURCE_H

#include "locale/base/arena.h"
#include "locale/base/err.h"
#include "locale/text/encoding.h"
#include "store/io/csv.h"
#include "store/kv/digest.h"

/* What a sheet says of a cell beside its text. */
enum cell_trouble {
	CELL_SOUND,
	CELL_ERROR,     /* #N/A, #REF! …: a formula that failed */
	CELL_UNCOUNTED, /* a formula whose value the file does not hold */
	CELL_ROUNDED,   /* a number of more than 15 digits: the last ones are gone */
	CELL_LONG,      /* the same, but they look as if they were there */
};

struct source_cell {
	const char *text; /* UTF-8, ended by a NUL; NUL bytes within are left out */
	size_t n;
	struct bytes raw;   /* as in the file, without quotes; of a sheet, or where a page lost
						   nothing, its text */
	const char *before; /* its text, where that was put right since; else NULL */
	enum cell_trouble trouble;
	int64_t lost; /* places that could not be read */
	int64_t at;   /* characters before the first of them */
	int64_t nuls; /* NUL bytes left out */
	bool apart;   /* in another encoding than its row: */
	enum encoding encoding;
};

struct source_row {
	uint64_t row, line; /* as struct csv_row */
	struct bytes raw;
	size_t n;
	struct source_cell *cells;
	bool empty;
	enum csv_trouble trouble;
	uint64_t trouble_line;
	enum encoding encoding; /* that of the file, or the one this row alone is sound in */
};

enum source_form { SOURCE_DELIMITED, SOURCE_XLSX, SOURCE_XLS, SOURCE_HTML, SOURCE_FORMS };

/* "CSV": shown, and kept with a batch. */
const char *source_form_name(enum source_form);

struct source_sheet {
	const char *name;
	bool hidden;
};

struct source_options {
	const char *encoding; /* NULL: found */
	char delimiter;       /* 0: found */
};

struct source;

bool source_open(
	const char *path, const struct source_options *, struct source **out, struct err *e);
void source_close(struct source *); /* safe on NULL */

/* The next row; false at the end (e->kind is ERR_NONE) or when reading failed.  Texts
 * live in `a`, raw bytes until the next call. */
bool source_next(struct source *, struct source_row *row, struct arena *a, struct err *e);
bool source_rewind(struct source *, struct err *e);

/* Of a workbook there may be several; 0: a kind of file that has none.  Taking one begins
 * with its first row. */
size_t source_sheets(const struct source *, const struct source_sheet **out);
size_t source_sheet(const struct source *); /* which is read, from 0: the first at the start */
bool source_take_sheet(struct source *, size_t sheet, struct err *e);

bool source_cut(const struct source *); /* the file ends in the middle of its table */

/* How many rows are read that the sheet does not show, and the first of them. */
uint64_t source_hidden(const struct source *, uint64_t *first);

/* The headings are known: how many cells a row should have. */
void source_expect(struct source *, size_t columns);

enum source_form source_form(const struct source *);
enum encoding source_encoding(const struct source *);
bool source_sure(const struct source *); /* false: show a sample and offer others */
bool source_bom(const struct source *);
const struct csv_dialect *source_dialect(const struct source *);
uint64_t source_bytes(const struct source *); /* of the whole file */
uint64_t source_done(const struct source *);  /* bytes behind the last row */

/* SM3 of the file; all of it must have been read since the start, and it can be asked
 * for once. */
struct digest source_digest(struct source *);

#endif
