/* gone.h — orders that earlier files of the same kind brought and this one has no more.
 *
 * A weekly file is held against what came before it with the same headings, within the
 * days of receipt that it spans: what is missing there was withdrawn, merged or moved by
 * the hotline.  It is counted and named, never taken away.
 */
#ifndef YANPAN_STORE_IO_GONE_H
#define YANPAN_STORE_IO_GONE_H

#include "store/io/mapping.h"
#include "store/io/seen.h"
#include "store/kv/key.h"

/* Zeroed, no order was met yet. */
struct gone {
	struct time first, last; /* receipt of the file's orders */
	struct seen refused;     /* numbers of rows that were refused: they are in the file */
	struct seen batches;     /* of files like this one */
	bool begun;
	struct key at, beyond; /* of `sort`: the next to look at, and the first that is too late */
};

/* An order of the file. */
void gone_meet(struct gone *, struct time received);

/* Looks at some; true: that was all.  Calls `named` for each that is not in `seen` (keys as
 * index_name_key() makes them). */
bool gone_step(struct gone *, struct kv_txn *, const struct mapping *, const struct seen *,
	void (*named)(const void *order, void *arg), void *arg);

void gone_free(struct gone *);

#endif
