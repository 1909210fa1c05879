/* markup.h — text of several lines inside XML and HTML.
 */
#ifndef YANPAN_STORE_DOC_MARKUP_H
#define YANPAN_STORE_DOC_MARKUP_H

#include "locale/base/buf.h"

/* As xml_text(); each LF becomes `line_break`. */
void markup_text(struct buf *out, const char *text, const char *line_break);

#endif
