/* scale.h — values that have an order, as a query writes them: numbers, days, times, flags.
 *
 * Each is a stretch from a least to a greatest number: 2026-09 is thirty days, a day of a
 * field of times 86,400 seconds.
 */
#ifndef YANPAN_STORE_FIND_SCALE_H
#define YANPAN_STORE_FIND_SCALE_H

#include "locale/base/arena.h"
#include "store/schema/field.h"

struct span {
	int64_t low, high; /* both included */
};

/* What a reader of a query's word needs. */
struct reading {
	struct day today;
	struct arena *a;
	struct err *e;
	const char *word; /* the term, for messages */
};

/* Whether the field's values have an order; `least` is where an open range begins. */
bool scale_of(const struct field *, int64_t *least);

/* One value: "2", "2026-09", "7d" (the seventh day from today). */
bool scale_value(const struct reading *, const struct field *, const char *text, struct span *out);
/* One value or a range "a..b"; "7d" is from today until then. */
bool scale_range(const struct reading *, const struct field *, const char *text, struct span *out);

/* Ends an error: the word it is in and what the field takes (translated; NULL: nothing). */
bool scale_refuse(const struct reading *, const char *takes);

#endif
