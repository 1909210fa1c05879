/* html.h — a paper as one web page that needs no other file and prints as GB/T 9704 asks.
 */
#ifndef YANPAN_STORE_DOC_HTML_H
#define YANPAN_STORE_DOC_HTML_H

#include "store/doc/doc.h"

/* UTF-8, well-formed as XML, too. */
void doc_html(const struct doc *, struct buf *out);

#endif
