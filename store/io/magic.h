/* magic.h — what a file is, by its first bytes and whatever its name says.
 */
#ifndef YANPAN_STORE_IO_MAGIC_H
#define YANPAN_STORE_IO_MAGIC_H

#include "store/io/source.h"

/* How it is to be read.  False, ERR_INPUT: what it is, and how to save it as a table. */
bool magic_form(const void *start, size_t bytes, enum source_form *form, struct err *e);

#endif
