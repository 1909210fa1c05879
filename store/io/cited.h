/* cited.h — bases as people write them into a cell: Y001, 《道路交通安全法》第三十条.
 */
#ifndef YANPAN_STORE_IO_CITED_H
#define YANPAN_STORE_IO_CITED_H

#include "store/rec/record.h"

/* Those of the register join the list; the others, as written, with ；between. */
void cited_read(
	struct kv_txn *, const char *cell, struct uids *list, struct buf *unknown, struct arena *);

#endif
