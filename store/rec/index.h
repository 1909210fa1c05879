/* index.h — the look-ups that stand on a record, and who counts.
 *
 *     id    0 | origin u32 | counter u64                    → kind u8 | ordinal u32
 *           1 | kind u8 | folded name, ended | ordinal u32  → –
 *     sort  kind u8 | tag u16 | value | ordinal u32         → –
 *     set   kind u8 | block u32 | tag u16 | value           → places of the block (block.h)
 *           kind u8 | block u32 | ffff                      → the touched ones
 *     live  kind u8 | block u32                             → places of the block
 *
 * A value is 8 bytes of an ordered number (number, flag, choice, day, time), origin and
 * counter of a link, or ended text of at most INDEX_TEXT_MAX bytes.  Every record of a kind stands
 * in `sort` of every FIELD_SORTED field, with or without a value.  In `set` it stands by
 * every FIELD_INDEXED one that has a value, and by sorted days and times, the latter by
 * their day: of so many orders a month is found by thirty keys a block.  Touched is what came
 * with a batch and was changed since: its take-back then need not read a million records to
 * find them.  `sort`, `set` and `id` also hold what does not count: intersect with `live`.
 */
#ifndef YANPAN_STORE_REC_INDEX_H
#define YANPAN_STORE_REC_INDEX_H

#include "store/kv/key.h"
#include "store/kv/kv.h"
#include "store/rec/block.h"
#include "store/schema/schema.h"

enum {
	INDEX_TEXT_MAX = 64,    /* bytes of a text in a value: a longer one is cut */
	INDEX_TOUCHED = 0xFFFF, /* in the place of a field's tag */
};

/* Makes the look-ups follow: `before` NULL: a new record. */
void index_change(struct kv_txn *, const struct schema *, const void *before, const void *after);

/* The value's bytes, as in the keys of sort. */
void index_value(const struct field *, const void *record, struct key *k);
/* The same as in the keys of set, and whether the field stands there. */
void index_set_value(const struct field *, const void *record, struct key *k);
bool index_in_set(const struct field *);

void index_record_key(enum kind, uint32_t ordinal, struct key *k); /* of rec and private */
void index_uid_key(struct uid, struct key *k);
void index_name_key(enum kind, const char *name, struct key *k);     /* without the ordinal */
void index_names_key(enum kind, struct key *k);                      /* up to the name */
void index_sort_key(enum kind, const struct field *, struct key *k); /* up to the value */
void index_set_key(enum kind, uint32_t block, const struct field *, struct key *k);

/* Calls `name` for every name a record is cited by. */
void index_names(const struct schema *, const void *record,
	void (*name)(const struct field *, const char *word, void *arg), void *arg);

/* The places of a block whose field has the value; empty where none. */
void index_set(struct kv_txn *, enum kind, uint32_t block, const struct field *,
	const struct key *value, struct block *out);
/* Whether this one is among them, without reading them all. */
bool index_holds(
	struct kv_txn *, enum kind, uint32_t ordinal, const struct field *, const struct key *value);
void index_live(struct kv_txn *, enum kind, uint32_t block, struct block *out);
bool index_is_live(struct kv_txn *, enum kind, uint32_t ordinal);
void index_put_live(struct kv_txn *, enum kind, uint32_t block, const struct block *);

bool index_is_touched(const struct schema *, const void *record);
void index_touched_key(enum kind, uint32_t block, struct key *k);
void index_touched(struct kv_txn *, enum kind, uint32_t block, struct block *out);
bool index_holds_touched(struct kv_txn *, enum kind, uint32_t ordinal);

/* A row of `set` or `live`; one that is damaged fails the transaction. */
void index_read_block(struct kv_txn *, enum kv_db, struct bytes key, struct block *out);
void index_write_block(struct kv_txn *, enum kv_db, struct bytes key, const struct block *);

#endif
