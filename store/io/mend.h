/* mend.h — cells whose text a system before us spoilt are put right, as far as allowed.
 *
 * See repair.h for what can be.  What stood in the file is kept beside it.
 */
#ifndef YANPAN_STORE_IO_MEND_H
#define YANPAN_STORE_IO_MEND_H

#include "store/io/import.h"

/* How many cells were put right; their texts live in `a`. */
size_t mend_row(enum import_repair, struct source_row *, struct arena *a);

/* A heading with one character lost, as the only heading we know that it can be; else as
 * it is. */
const char *mend_heading(const struct schema *, const char *heading, struct arena *a);

#endif
