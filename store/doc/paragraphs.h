/* paragraphs.h — what a file says, by paragraph, whoever wrote it last.
 *
 * Of text its lines in any encoding, of a web page and a docx what stands between the
 * tags; without spaces around, without empty ones.
 */
#ifndef YANPAN_STORE_DOC_PARAGRAPHS_H
#define YANPAN_STORE_DOC_PARAGRAPHS_H

#include "store/doc/form.h"

struct paragraphs {
	const char **at;
	size_t n;
};

/* ERR_INPUT where the file is none of its form. */
bool paragraphs_read(
	const char *path, enum doc_form, struct paragraphs *out, struct arena *, struct err *e);

#endif
