/* pending.h — whether grams can be relied on, and whose texts are not merged into them yet.
 *
 *     pending  kind u8 | ordinal u32 → the record's public value as the grams have it;
 *                                      nothing: the grams have nothing of it
 *     meta     grams                 → what they are made by: gram_version()
 *              reindex               → how far they are built (reindex.h); search looks at
 *                                      every record meanwhile
 *
 * An edit of a searched text writes one row here instead of hundreds of sets; an edit of
 * anything else none.  A search looks at every record that stands here.  Rows are merged into
 * the grams, a few in a transaction, when there are PENDING_MANY, by an import, or when
 * nobody waits.
 */
#ifndef YANPAN_STORE_REC_PENDING_H
#define YANPAN_STORE_REC_PENDING_H

#include "store/kv/key.h"
#include "store/kv/kv.h"
#include "store/rec/block.h"
#include "store/schema/schema.h"

enum { PENDING_MANY = 1000 };

#define GRAM_BUILDING "reindex" /* in `meta` */

/* The tables of folds, readings and searched fields of this program, as a number. */
uint64_t gram_version(void);

/* Whether a search may rely on the grams together with `pending`. */
bool gram_ready(struct kv_txn *);
/* Whether changes are to be noted here, and new grams written: they are ready or being
 * built.  In a write transaction. */
bool gram_kept(struct kv_txn *);
void gram_set_ready(struct kv_txn *); /* meta.c: of a new store */
void gram_set_unready(struct kv_txn *);

/* Whether a name in `meta` speaks of grams: of this file only, not of what it holds. */
bool gram_is_mark(const char *name);

/* Before a record is written: `before` NULL: a new one. */
void pending_note(struct kv_txn *, const struct schema *, const void *before, const void *after);

uint64_t pending_count(struct kv_txn *);
/* Whose grams of a block are not merged.  False: there are none. */
bool pending_block(struct kv_txn *, enum kind, uint32_t block, struct block *out);

/* Merges some, in one transaction that others hardly wait for; *left: how many there are
 * still.  Nothing to do, and true, where grams are not ready. */
bool pending_merge(struct kv *, uint64_t *left, struct err *);

/* As the grams of these places of a block are to be written anew from the records: leaves
 * the places out of them that were changed since, as records the grams know nothing of. */
void pending_leave_out(
	struct kv_txn *, enum kind, uint32_t block, uint32_t first, uint32_t last, struct block *out);

void pending_key(enum kind, uint32_t ordinal, struct key *k);

#endif
