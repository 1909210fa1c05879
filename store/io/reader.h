/* reader.h — what a kind of file does to be a source; for source.c and the readers only.
 *
 * A reader is opened on a file that source.c has looked at.  What it finds out about the
 * file it puts into the facts, which source.c answers from.
 */
#ifndef YANPAN_STORE_IO_READER_H
#define YANPAN_STORE_IO_READER_H

#include "locale/text/decode.h"
#include "store/io/source.h"

#include <sys/types.h>

struct source_facts {
	const char *path;
	int fd;
	uint64_t bytes;
	enum source_form form;
	enum encoding encoding;
	bool told; /* by a person; else found */
	bool sure, bom;
	struct csv_dialect dialect;
	const struct source_sheet *sheets;
	size_t sheet_count, sheet;
	uint64_t hidden, first_hidden;
	bool cut;
};

struct reader {
	/* *state is closed by the source also when this fails. */
	bool (*open)(struct source_facts *, void **state, struct err *e);
	void (*close)(void *state); /* safe on NULL */
	bool (*rewind)(void *state, struct err *e);
	bool (*next)(void *state, struct source_row *, struct arena *, struct err *e);
	uint64_t (*done)(const void *state);                     /* bytes */
	void (*expect)(void *state, size_t columns);             /* NULL: knows better */
	bool (*sheet)(void *state, size_t sheet, struct err *e); /* NULL: there is but one */
	struct digest (*digest)(void *state);                    /* NULL: of the file as it is */
};

extern const struct reader delimited_reader, xlsx_reader, xls_reader, html_reader;

/* Reads all of it or to the end; -1 with e set. */
ssize_t reader_read(const struct source_facts *, void *to, size_t bytes, struct err *e);

/* The whole file, where it is no larger than `most` bytes. */
bool reader_take(const struct source_facts *, size_t most, struct buf *out, struct err *e);

/* The first sheet that is not hidden; where all are, the first. */
size_t reader_first_shown(const struct source_facts *);

/* Decodes cell->raw by itself into `text`, and counts what is lost. */
void reader_decode(struct source_cell *cell, struct decoder *by, struct buf *text);

/* Gives the cell its text, without NUL bytes: a text ends at one. */
void reader_keep(struct source_cell *cell, const char *text, size_t n, struct arena *a);

#endif
