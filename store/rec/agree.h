/* agree.h — whether a row of a look-up is what its record says.
 *
 * Personal parts are not read: nothing is looked up by them.  The arena is for the records.
 */
#ifndef YANPAN_STORE_REC_AGREE_H
#define YANPAN_STORE_REC_AGREE_H

#include "store/kv/kv.h"
#include "store/rec/block.h"
#include "store/schema/schema.h"

/* A row of `id`: the identity or the name leads to a record that bears it. */
bool agree_id(struct kv_txn *, struct bytes key, struct bytes value, struct arena *);
/* A row of `sort`: its record has the value. */
bool agree_sort(struct kv_txn *, struct bytes key, struct arena *);

/* What a key of `set` speaks of; false: of nothing there is. */
struct set_row {
	const struct schema *schema;
	const struct field *field; /* NULL: the touched ones (index.h) */
	uint32_t block;
	struct bytes value;
};

bool agree_set_row(struct bytes key, struct set_row *out);
/* A member of it: the record has the value. */
bool agree_member(struct kv_txn *, const struct set_row *, uint32_t ordinal, struct arena *);

/* A record stands in all look-ups where it must. */
bool agree_record(struct kv_txn *, const struct schema *, const void *record);

#endif
