/* docx_parts.h — the XML files inside a docx, one by one.
 *
 * Lengths are twips (1/20 pt; 1 mm is 56.7).  A4 with GB/T 9704's margins leaves 156 by
 * 225 mm: 22 lines of 579 and 28 Han of 315.  Letters of 16 pt are a little wider: they are
 * set closer by letter spacing, as LibreOffice gives each letter two cells of a grid that
 * is narrower than it; the grid itself is one of lines.
 */
#ifndef YANPAN_STORE_DOC_DOCX_PARTS_H
#define YANPAN_STORE_DOC_DOCX_PARTS_H

#include "store/doc/doc.h"

enum {
	PAGE_WIDTH = 11906,
	PAGE_HEIGHT = 16838,
	PAGE_TOP = 2098,
	PAGE_BOTTOM = 1984,
	PAGE_LEFT = 1587,
	PAGE_RIGHT = 1474,
	TEXT_WIDTH = PAGE_WIDTH - PAGE_LEFT - PAGE_RIGHT,
	LINE = 579,
	TEXT_SIZE = 320, /* 3号, 16 pt */
	HAN = TEXT_WIDTH / DOC_HAN,
	NUMBER_HAN = 280, /* 4号, 14 pt: 版记 and page numbers */
	NUMBER_LINE = 320,
	SMALL_LINE = 180,
};

#define DOCX_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define DOCX_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define DOCX_PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define DOCX_W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define DOCX_R "xmlns:r=\"" DOCX_OFFICE "relationships\""

/* What the body calls the footers by; docx.c relates the names to the parts. */
#define DOCX_ODD_FOOTER "odd"
#define DOCX_EVEN_FOOTER "even"

void docx_body(const struct doc *, struct buf *out);
/* The number of the page, and the small print. */
void docx_odd_footer(const struct doc *, struct buf *out);
void docx_even_footer(const struct doc *, struct buf *out);
void docx_core(const struct doc *, struct buf *out); /* what the file says of itself */

/* The same in every paper. */
void docx_styles(const struct doc *, struct buf *out);
void docx_fonts(const struct doc *, struct buf *out);
void docx_settings(const struct doc *, struct buf *out);

#endif
