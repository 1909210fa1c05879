/* pile.h — look-ups of many records gathered, sorted, and written at once.
 *
 * What index_change() does for one record costs a read and a write per field.  For a
 * block of records the keys are gathered first: sorted, they go in one after the other,
 * and each set is read and written once.
 */
#ifndef YANPAN_STORE_REC_PILE_H
#define YANPAN_STORE_REC_PILE_H

#include "store/kv/kv.h"
#include "store/schema/schema.h"

struct pile_key {
	size_t at;
	uint32_t n;
	uint16_t place; /* in its block; of a set */
};

/* Zeroed, it is empty. */
struct pile {
	struct buf bytes;
	struct pile_key *names, *sorts, *sets;
	size_t name_count, sort_count, set_count;
	size_t name_room, sort_room, set_room;
	bool sorted;
};

/* The record has its ordinal. */
void pile_add(struct pile *, const struct schema *, const void *record);
/* Brings them in order, outside of any transaction; pile_write() does it when it was not done. */
void pile_sort(struct pile *);
/* Adds all of them to the look-ups, or takes them out; the pile is empty afterwards. */
void pile_write(struct pile *, struct kv_txn *, bool add);
void pile_free(struct pile *);

#endif
