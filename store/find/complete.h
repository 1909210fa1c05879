/* complete.h — how the word of a query at the caret may go on: the name of a field, then a
 * value of it.
 *
 * Names are found by their start, in Chinese, English or pinyin (zt → 状态:), values by any
 * part.  What is offered takes the place of the bytes from `from` to the caret.
 */
#ifndef YANPAN_STORE_FIND_COMPLETE_H
#define YANPAN_STORE_FIND_COMPLETE_H

#include "store/find/tally.h"

struct complete_offer {
	const char *text;  /* what comes into the query: 状态: or 待初审 */
	const char *words; /* the same for people */
	size_t count;      /* how many records have it; 0: not known */
};

enum { COMPLETE_MOST = 40 };

struct completion {
	size_t from; /* bytes */
	struct complete_offer offers[COMPLETE_MOST];
	size_t count;
};

/* Whether the caret stands in a value, and of what. */
bool complete_field(
	const struct schema *, const char *query, size_t caret, struct tally_by *out, struct arena *a);

/* `values`: how often each value of that field occurs, as far as it is counted; NULL: not
 * known.  Texts live as long as `a`, and those of values as long as the tally. */
void complete_query(const struct schema *, const char *query, size_t caret, struct tally *values,
	struct completion *out, struct arena *a);

#endif
