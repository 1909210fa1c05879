/* spool.h — changed records that wait for the last slice of an import.
 *
 * A file may change a million orders, which count together or not at all: they are kept as
 * bytes, and beyond some megabytes in a file without a name in the store's folder, which
 * the kernel drops with its last holder.
 */
#ifndef YANPAN_STORE_IO_SPOOL_H
#define YANPAN_STORE_IO_SPOOL_H

#include "locale/base/buf.h"
#include "store/schema/schema.h"

/* Zeroed, it is empty. */
struct spool {
	size_t n;           /* records */
	struct buf ahead;   /* written last, or read and not taken yet */
	size_t at;          /* what of it was taken */
	const char *folder; /* once it has a file in it */
	bool reads;         /* `ahead` was read from the file */
	int fd;
};

/* The folder's name is not copied. */
bool spool_add(struct spool *, const char *folder, const struct schema *, uint32_t ordinal,
	const void *record, struct err *);
/* From the first on again; no more are added. */
bool spool_rewind(struct spool *, struct err *);
/* The next one, its texts in `a`; there are n. */
bool spool_next(struct spool *, const struct schema *, uint32_t *ordinal, void *record,
	struct arena *a, struct err *);
void spool_free(struct spool *);

#endif
