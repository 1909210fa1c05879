/* text.h — a paper as plain text on a grid, as wide as a page of GB/T 9704.
 */
#ifndef YANPAN_STORE_DOC_TEXT_H
#define YANPAN_STORE_DOC_TEXT_H

#include "store/doc/doc.h"

/* LF line ends, no line wider than `cols`, none ending in a space. */
void doc_text(const struct doc *, int cols, struct buf *out);

#endif
