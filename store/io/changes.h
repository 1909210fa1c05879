/* changes.h — what an entry of the journal changed, field by field, as text.
 *
 * Values pass field_show(): personal ones come out masked, those erased by law as words
 * that say so.
 */
#ifndef YANPAN_STORE_IO_CHANGES_H
#define YANPAN_STORE_IO_CHANGES_H

#include "store/rec/show.h"
#include "store/schema/log.h"

struct change_shown {
	const struct field *field; /* NULL: whether the record counts, "1" or "0" */
	const char *before, *after;
};

/* In the order of the entry; the texts live in the arena. */
size_t changes_of(struct kv_txn *, const struct event *, const struct view *,
	struct change_shown **out, struct arena *);

/* "label: before → after", one change a line, long values cut; nothing for none. */
void changes_lines(struct kv_txn *, const struct event *, const struct view *, struct buf *out);

#endif
