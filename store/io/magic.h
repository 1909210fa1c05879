/* magic.h — what a file that is no table of text is, by its first bytes.
 */
#ifndef YANPAN_STORE_IO_MAGIC_H
#define YANPAN_STORE_IO_MAGIC_H

#include "locale/base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* False, ERR_INPUT: what it is, and how to save it as a table. */
bool magic_is_text(const void *start, size_t bytes, struct err *e);

#endif
