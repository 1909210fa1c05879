/* csv.h — rows of cells out of delimited text.
 *
 * Works on bytes, whatever the encoding: comma, semicolon, tab, quote, CR and LF are
 * only ever themselves in UTF-8, GB18030 and Big5, also where a character was cut in
 * half (UTF-16 is turned into UTF-8 before, see source.h).  Rows are pulled out of a
 * window that the caller grows and moves; nothing here reads a file.
 *
 * Cells may be quoted; a quote inside is written twice.  What people's programs write
 * is taken as well: quotes not doubled, spaces behind a closing quote, CR inside a
 * cell of a file whose rows end in LF.
 *
 * A quote that is never closed swallows rows.  Where a row looks like that, the line
 * is searched from which rows fit again; what lies before it is one row with
 * CSV_UNBALANCED, and reading goes on there.  No row is longer than CSV_ROW_MAX.
 */
#ifndef YANPAN_STORE_IO_CSV_H
#define YANPAN_STORE_IO_CSV_H

#include "locale/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CSV_ROW_MAX = 1 << 20 /* bytes */ };

struct csv_dialect {
	char delimiter;
	bool cr_ends;   /* a CR alone ends a row */
	size_t columns; /* cells of a usual row; 0: not known */
};

enum csv_trouble {
	CSV_SOUND,
	CSV_STRAY_QUOTE, /* a quote inside a quoted cell that was not doubled; read as it stands */
	CSV_UNBALANCED,  /* a quote that is never closed: the cells are not to be trusted */
	CSV_TOO_LONG,    /* cut at CSV_ROW_MAX; the rest of its line was passed over */
};

struct csv_row {
	uint64_t row;     /* 1 …: headings and empty rows count */
	uint64_t line;    /* 1 …: where it begins; line ends inside quotes count */
	struct bytes raw; /* as in the window, without its line end */
	size_t n;
	const struct bytes *cells; /* without quotes; as good as the window, until the next call */
	bool empty;                /* nothing but spaces in any cell */
	enum csv_trouble trouble;
	uint64_t trouble_line;
};

struct csv_span;

struct csv {
	struct csv_dialect dialect;
	uint64_t row, line; /* of the last row read */
	uint64_t next_line;
	size_t patience; /* bytes to look for a closing quote; less after a vain search */
	bool skipping;   /* the rest of a line that was too long */
	size_t unfit;    /* bytes ahead in which no row was found to go on from */
	struct csv_span *spans;
	struct bytes *cells;
	size_t room;
	struct buf text; /* cells whose doubled quotes were made single */
};

enum csv_answer {
	CSV_ROW,
	CSV_MORE, /* the window ends inside a row: call again with a longer one */
	CSV_END,
};

void csv_start(struct csv *c, struct csv_dialect dialect);
void csv_free(struct csv *c); /* safe to call twice */

/* The next row of `window`, which begins where the last one ended.  `last`: the file
 * ends with the window.  *used: bytes to go on behind (also with CSV_MORE). */
enum csv_answer csv_next(
	struct csv *c, struct bytes window, bool last, struct csv_row *row, size_t *used);

/* Which delimiter (0: any) and line end make the start of a file the most even table. */
struct csv_dialect csv_guess(struct bytes sample, bool whole, char delimiter);

#endif
