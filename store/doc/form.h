/* form.h — what a paper is written as: by the ending of the file's name.
 */
#ifndef YANPAN_STORE_DOC_FORM_H
#define YANPAN_STORE_DOC_FORM_H

#include "locale/base/err.h"
#include "store/doc/doc.h"

#include <stdio.h>

enum doc_form { FORM_TEXT, FORM_HTML, FORM_DOCX };

/* .txt, .html, .docx in any case; no ending: text.  ERR_USAGE on others. */
bool doc_form_of(const char *path, enum doc_form *out, struct err *e);

/* Where the ending of the name begins, with its dot; the name's end where it has none. */
const char *doc_form_ending(const char *path);

/* Writes the paper; text in the encoding (NULL: UTF-8), the others say theirs themselves.
 * *lost: characters that the encoding has not and that became '?'. */
bool doc_form_write(const struct doc *, enum doc_form, const char *encoding, FILE *out,
	uint64_t *lost, struct err *e);

#endif
