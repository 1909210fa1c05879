/* guard.h — what our own lists hide must not take the place of what is stored.
 *
 * Lists go out masked.  A cell of one that comes in again holds what the list showed of the
 * stored value: that is no change.  One that looks masked and is anything else is left, too,
 * and told: the hotline may have begun to hide it, or somebody mended a masked list.
 */
#ifndef YANPAN_STORE_IO_GUARD_H
#define YANPAN_STORE_IO_GUARD_H

#include "store/kv/kv.h"
#include "store/schema/schema.h"

enum guard { GUARD_PASS, GUARD_SHOWN, GUARD_MASKED };

/* What the file's record says of the field, held against the one that is there. */
enum guard guard_value(struct kv_txn *, const struct schema *, const struct field *,
	const void *from, const void *there);

#endif
