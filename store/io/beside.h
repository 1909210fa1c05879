/* beside.h — the small files that belong to a store but lie beside its data: the county's
 * rules (county/) and what was typed and not confirmed (drafts/).
 */
#ifndef YANPAN_STORE_IO_BESIDE_H
#define YANPAN_STORE_IO_BESIDE_H

#include "locale/base/err.h"

#include <stdbool.h>

/* Copies them from one store's folder to another's, durably.  What is there already
 * stays as it is.  Links and files of more than 16 MiB are left out. */
bool beside_copy(const char *from, const char *to, struct err *e);

#endif
