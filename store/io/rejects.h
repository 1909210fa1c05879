/* rejects.h — the rows that were not taken, as a file that can be mended and imported.
 *
 * The same headings with one more, 拒收原因; the cells byte for byte as they stood, in
 * the file's own encoding and delimiter; those of a sheet or web page as CSV in UTF-8
 * with its mark; 0600.  A row with too many or too few cells
 * keeps them, so that it is refused again until somebody mended it.  The file is made
 * with its first row, under another name, and gets its own when it is whole.
 */
#ifndef YANPAN_STORE_IO_REJECTS_H
#define YANPAN_STORE_IO_REJECTS_H

#include "locale/text/encode.h"
#include "store/io/source.h"

#include <stdio.h>

struct rejects {
	char *path, *unfinished;
	FILE *out;
	char delimiter;
	bool bom, wide;
	bool texts; /* the cells are written as they were read */
	enum encoding encoding;
	size_t reason_column; /* of the source, where it is a file of rejects itself */
	struct encoder encoder;
	struct buf headings, line;
};

/* `headings`: that row of the source.  Nothing is written yet. */
bool rejects_open(struct rejects *, const char *path, const struct source *,
	const struct source_row *headings, struct err *e);

/* `only`: just this cell of the row, from 0; else SIZE_MAX: all. */
bool rejects_add(
	struct rejects *, const struct source_row *, size_t only, const char *reason, struct err *e);

/* On the disk, under its name; true and nothing there where nothing was rejected. */
bool rejects_end(struct rejects *, struct err *e);
void rejects_drop(struct rejects *); /* frees; an unfinished file goes; safe to call twice */

#endif
