/* pages.h — every page of data.mdb, read without LMDB and believed in nothing.
 *
 * Each page has to be what the one above it says, to lie inside the file, and to be in
 * use once or unused once; counts have to add up.  In a file that passes LMDB finds its
 * way; what stands in keys and values is not looked at here.
 */
#ifndef YANPAN_STORE_KV_PAGES_H
#define YANPAN_STORE_KV_PAGES_H

#include <stdbool.h>
#include <stdint.h>

enum pages_state {
	PAGES_SOUND,
	PAGES_DAMAGED,
	PAGES_OVERTAKEN, /* the transaction's meta page has been used again: begin a new one */
	PAGES_UNREAD,    /* errno */
};

/* `txn`: the number of a read transaction that is held open meanwhile, so that its pages
 * stay.  Damaged: `table` is the name of the table it was found in, or "". */
enum pages_state pages_audit(const char *path, uint64_t txn, char table[64]);

#endif
