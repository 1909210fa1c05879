/* docx.h — a paper as a docx laid out by GB/T 9704-2012, for WPS, Word and LibreOffice.
 *
 * Real styles and heading levels, so that people can go on with it: A4, margins 37, 35,
 * 28 and 26 mm, a grid of 22 lines and 28 Han, page numbers — 1 — right on odd pages and
 * left on even ones, 版记 at the lower end of the last page.  The same tree makes the
 * same bytes.
 */
#ifndef YANPAN_STORE_DOC_DOCX_H
#define YANPAN_STORE_DOC_DOCX_H

#include "locale/base/err.h"
#include "store/doc/doc.h"

#include <stdio.h>

/* The stream must allow seeking. */
bool doc_docx(const struct doc *, FILE *out, struct err *e);

#endif
