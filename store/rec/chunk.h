/* chunk.h — some thousand new records made ready for the store, without the store.
 *
 *     chunk_add     keeps a copy
 *     chunk_number  gives them their ordinals and uids, one after the other
 *     chunk_make    their bytes and look-ups, sorted: the work, by any thread
 *     chunk_put     into a transaction, which is left to copying
 */
#ifndef YANPAN_STORE_REC_CHUNK_H
#define YANPAN_STORE_REC_CHUNK_H

#include "store/kv/digest.h"
#include "store/rec/pile.h"

struct chunk_value {
	size_t at;
	uint32_t n, private_n; /* bytes; the personal part stands behind the other */
};

/* SM3 of what a batch brings in: the public parts in order, and the personal ones, each
 * behind its key (batch.h). */
struct chunk_sums {
	struct digest_run rows, personal;
};

/* Zeroed but for the schema, it is empty. */
struct chunk {
	const struct schema *schema;
	struct arena arena; /* of the records */
	void **records;
	size_t n, room, bytes;
	uint32_t first; /* ordinal, once numbered */
	struct uid uid; /* of the first */
	struct buf values;
	struct chunk_value *made;
	size_t made_room;
	struct pile pile;
};

/* The copy, to be changed until it is numbered; `bytes`: about how large it is. */
void *chunk_add(struct chunk *, const void *record, size_t bytes);
void chunk_number(struct chunk *, uint32_t first, struct uid uid);
void chunk_make(struct chunk *, struct chunk_sums *);
void chunk_put(struct chunk *, struct kv_txn *);
/* The records are no longer needed; their number and what was made of them stay. */
void chunk_forget(struct chunk *);
void chunk_empty(struct chunk *);
void chunk_free(struct chunk *);

#endif
