/* file.h — papers as files, which people go on writing in (F34).
 *
 * A paper replaces a file only where nobody touched that file since it was made: where
 * its SM3 is in the ledger of all papers made here.  Any other file of the name stays as it
 * is, and the paper is written beside it as NAME.新.docx.  The ledger is a text of lines
 * "SM3 path"; a paper that could not be entered in it is taken for somebody's own later,
 * never the other way round.
 */
#ifndef YANPAN_STORE_DOC_FILE_H
#define YANPAN_STORE_DOC_FILE_H

#include "store/doc/form.h"

struct doc_file {
	const char *path;
	const char *encoding; /* of text; NULL: UTF-8 */
	const char *ledger;   /* path; need not be there */
	bool read_only;       /* enters nothing in the ledger */

	/* what became of it */
	const char *written;    /* the path it is under */
	bool beside;            /* `path` was changed by hand and stands as it was */
	const char *difference; /* then: what differs by paragraph, translated; "" where only
							   the looks do */
	uint64_t lost;          /* characters the encoding did not have */
};

/* The file is there whole, or as it was before. */
bool doc_file_write(const struct doc *, struct doc_file *, struct arena *, struct err *e);

#endif
