#include "store/kv/run.h"

#include "store/kv/inside.h"

/* How LMDB 0.9 fills a page of 4096 bytes; a larger page is only packed worse. */
enum {
	PAGE_ROOM = 4096 - 16,
	ROW_HEAD = 8 + 2,             /* and its place in the page's list */
	ROW_MOST = PAGE_ROOM / 2 - 2, /* a larger value has pages of its own */
	ROW_LARGE = 128,              /* smaller ones waste little */
	FENCE = 24,
	KEEP = PAGE_ROOM * 3 / 10, /* a page with less is merged with its neighbour */
};

static size_t bytes_of_row(struct bytes key, struct bytes value)
{
	size_t n = 8 + key.n + value.n;

	if (n > ROW_MOST)
		n = 8 + key.n + sizeof(uint64_t);
	return (n + 1) / 2 * 2 + 2;
}

void kv_run_begin(struct kv_run *r, struct kv_txn *txn, enum kv_db db)
{
	*r = (struct kv_run){ .txn = txn, .db = db, .leaves = txn_leaves(txn, db) };
}

static void take_fence_away(struct kv_run *r)
{
	if (!r->fenced)
		return;
	kv_delete(r->txn, r->db, key_bytes(&r->fence));
	r->fenced = false;
	r->leaves = txn_leaves(r->txn, r->db);
}

/* The least key behind the last one. */
static void put_fence(struct kv_run *r)
{
	take_fence_away(r);
	r->fence = r->last;
	key_u8(&r->fence, 0);
	kv_put(r->txn, r->db, key_bytes(&r->fence), (struct bytes){ "", 0 });
	r->fenced = true;
}

void kv_run_put(struct kv_run *r, struct bytes key, struct bytes value)
{
	size_t row = bytes_of_row(key, value), fits = PAGE_ROOM - r->used, leaves;

	if (row >= ROW_LARGE && r->last.n && r->used <= PAGE_ROOM && fits < row && fits >= FENCE)
		put_fence(r);
	kv_put(r->txn, r->db, key, value);
	leaves = txn_leaves(r->txn, r->db);
	if (leaves != r->leaves) /* the page was split: its last row went along */
		r->used = r->fenced ? FENCE : r->last_row;
	r->used += row;
	r->leaves = leaves;
	r->last_row = row;
	key_start(&r->last);
	key_raw(&r->last, key);
	if (r->fenced && r->used - FENCE >= KEEP) {
		take_fence_away(r);
		r->used -= FENCE;
	}
}

void kv_run_end(struct kv_run *r)
{
	take_fence_away(r);
}
