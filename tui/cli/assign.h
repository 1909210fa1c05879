/* assign.h — `field=value …` from a command line into a record.
 *
 * Fields by name or label.  A field of rows or links that is named again gets one more;
 * any other is refused the second time.
 */
#ifndef YANPAN_TUI_CLI_ASSIGN_H
#define YANPAN_TUI_CLI_ASSIGN_H

#include "store/rec/show.h"

struct assign {
	const struct schema *schema;
	const char *const *words;
	size_t n;
	/* Whether the field may be set; NULL: any. */
	bool (*may)(struct kv_txn *, const struct schema *, const void *record, const struct field *,
		struct err *);
	struct day today;
};

bool assign_read(
	struct kv_txn *, const struct assign *, void *record, struct arena *, struct err *);

#endif
