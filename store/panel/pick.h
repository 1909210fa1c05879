/* pick.h — the records that count, all or those with a value, straight from the indexes.
 *
 * For the few that a verb needs at once (the items of a meeting, the units); lists of
 * any length are store/find's.
 */
#ifndef YANPAN_STORE_PANEL_PICK_H
#define YANPAN_STORE_PANEL_PICK_H

#include "store/rec/record.h"

/* Ordinals of a kind in order of arrival; how many. */
size_t pick_all(struct kv_txn *, enum kind, uint32_t **ordinals, struct arena *);

/* Those whose FIELD_INDEXED field is as in the record `like`. */
size_t pick_where(struct kv_txn *, const struct schema *, const char *field, const void *like,
	uint32_t **ordinals, struct arena *);

#endif
