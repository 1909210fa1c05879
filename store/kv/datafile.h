/* datafile.h — data.mdb seen from outside: whether LMDB may be let at it.
 *
 * LMDB believes what stands in its file.  Before it opens one, the two meta pages at
 * the start are read here and must fit each other; what does not is damage, told in
 * words.  The pages begin (64 bits, little-endian, page of 4096 bytes):
 *
 *       0  page number, flags (8: meta)
 *      16  magic BEEFC0DE, version 1, address 0, size of the map
 *      40  table of free pages: page size, flags …     88  table of tables
 *     136  last page in use                            144  number of the transaction
 *
 * Transaction N stands on page N & 1, the one before it on the other.
 */
#ifndef YANPAN_STORE_KV_DATAFILE_H
#define YANPAN_STORE_KV_DATAFILE_H

#include "locale/base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct datafile {
	bool there;      /* false: no file, and the rest is 0 */
	bool empty;      /* nothing was ever committed */
	bool is_short;   /* ends before the last page in use: harmless or fatal, pages_audit() tells */
	uint64_t bytes;  /* of the file */
	uint64_t needed; /* up to the last page in use */
	unsigned page;   /* bytes of one */
};

/* "The data file is damaged", with the way out; `table` may be NULL. */
bool datafile_damaged(const char *path, const char *table, struct err *e);

bool datafile_look(const char *folder, struct datafile *out, struct err *e);

/* Writes an empty environment with pages of 4096 bytes, so that every machine makes
 * the same: LMDB 0.9.24 loses its way in pages of 16 KiB.  Where the seed is not in the
 * machine's byte order LMDB makes its own. */
bool datafile_make(const char *folder, struct err *e);

/* Keeps 8 MiB of disk behind `used` bytes for this file, so that a full disk still
 * takes today's work.  Gives `*reserved`, the end of what it has; false when the disk is
 * full.  No-op where the file system cannot. */
bool datafile_reserve(int fd, uint64_t used, uint64_t *reserved);

#endif
