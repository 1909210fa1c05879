/* difference.h — what two papers say differently, by paragraph, in words.
 */
#ifndef YANPAN_STORE_DOC_DIFFERENCE_H
#define YANPAN_STORE_DOC_DIFFERENCE_H

#include "store/doc/paragraphs.h"

/* Appends lines: `- ` before what only the old one says, `+ ` before what only the new one
 * does, in the order of the papers.  Nothing where both say the same. */
void difference_words(const struct paragraphs *old, const struct paragraphs *new, struct buf *out);

#endif
