/* run.h — large rows written one after the other, so that pages are full.
 *
 *     for (…)
 *         kv_run_put(&run, key, value);   ascending keys
 *     kv_run_end(&run);                   before the commit
 *
 * LMDB packs a page full only at the very end of a table.  Before rows of another kind it
 * splits a full page so that its last row goes along with the new one: of rows of which
 * four fit into a page three stay, and a quarter of the file is empty.  A run knows when
 * the next row does not fit and puts a tiny row before it that goes along instead; it is
 * taken away again.  Wrong guesses cost room, nothing else.
 */
#ifndef YANPAN_STORE_KV_RUN_H
#define YANPAN_STORE_KV_RUN_H

#include "store/kv/key.h"
#include "store/kv/kv.h"

struct kv_run {
	struct kv_txn *txn;
	enum kv_db db;
	size_t used;   /* bytes of the page that the run writes into, as far as it knows them */
	size_t leaves; /* of the table */
	struct key last, fence;
	size_t last_row; /* bytes */
	bool fenced;
};

void kv_run_begin(struct kv_run *, struct kv_txn *, enum kv_db);
void kv_run_put(struct kv_run *, struct bytes key, struct bytes value);
void kv_run_end(struct kv_run *);

#endif
