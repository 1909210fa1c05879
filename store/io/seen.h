/* seen.h — which numbers a file has had so far.
 *
 * Keeps a 64-bit hash of each: a million numbers are 16 MB, and two of a million
 * different ones hash alike once in forty million files.
 */
#ifndef YANPAN_STORE_IO_SEEN_H
#define YANPAN_STORE_IO_SEEN_H

#include "locale/base/buf.h"

/* Zeroed, it is empty. */
struct seen {
	uint64_t *slots; /* 0: free */
	size_t n, room;
};

/* Whether the key was there already; now it is. */
bool seen_add(struct seen *, struct bytes key);
bool seen_has(const struct seen *, struct bytes key);
void seen_free(struct seen *);

#endif
