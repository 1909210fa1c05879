/* merge.h — what a file says, put into a record that is there.
 *
 * What the hotline owns follows the file: the fields it has a column for, and what follows
 * from them.  What the panel owns stays.  Our own lists come in again, too: a value that
 * is what a list shows of the one stored (138****2096) is no change, and one that only
 * looks masked never takes the place of one that is not.
 */
#ifndef YANPAN_STORE_IO_MERGE_H
#define YANPAN_STORE_IO_MERGE_H

#include "store/io/mapping.h"

struct merge {
	struct kv_txn *txn;
	const struct mapping *map;
	struct arena *arena;
	/* Of a value that looks masked and was left: its field.  NULL: nobody listens. */
	void (*left)(const struct field *, void *arg);
	void *arg;
};

/* Both are records of the mapping's kind; texts of the one may become the other's. */
void merge_record(const struct merge *, const void *from, void *there);

#endif
