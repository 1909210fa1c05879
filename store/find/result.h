/* result.h — what a query found: a set of ordinals and an order, looked at through windows.
 *
 * Opening is quick at any size; records that no index can decide about are looked at
 * only as far as a window, a step or a count needs.  Nothing of the store is held
 * between calls: each takes a short read transaction.  A result keeps what it found
 * when other programs write; kv_generation() tells that it is time for a new one.
 *
 * Positions count from 0 in the order of the result.  Ordinals stay good for
 * record_peek(); one that was taken out since answers ERR_ABSENT there.
 */
#ifndef YANPAN_STORE_FIND_RESULT_H
#define YANPAN_STORE_FIND_RESULT_H

#include "store/find/query.h"
#include "store/kv/kv.h"

struct result;

enum { RESULT_NOWHERE = -1 };

/* `query` as in query.h, "" for all; `sort` a field's name or label, "-" before it for
 * the other way round, "" or NULL for the schema's own order.  *out is to be closed;
 * NULL when refused. */
bool result_open(struct kv *, const struct schema *, const char *query, const char *sort,
	struct day today, struct result **out, struct err *e);
void result_close(struct result *); /* safe on NULL */

/* How many: exact when result_exact(), else at least so many. */
size_t result_count(const struct result *);
bool result_exact(const struct result *);
/* Counts on for about so long, the first time no longer than the first page takes where there
 * is much to count; ms < 0: until exact.  False: the store failed. */
bool result_step(struct result *, int ms, struct err *e);

/* The ordinals from position `first` on, at most n; *got says how many. */
bool result_window(
	struct result *, size_t first, size_t n, uint32_t *ordinals, size_t *got, struct err *e);

/* Where a record stands; RESULT_NOWHERE where it does not. */
bool result_place(struct result *, uint32_t ordinal, int64_t *place, struct err *e);

/* What was asked, for marking it; lives as long as the result. */
const struct query *result_query(const struct result *);

/* Damaged records met so far: they are left out of what needed a look. */
size_t result_damaged(const struct result *);

/* The record of a window, public part only, or a journal entry where the kind is event. */
bool result_peek(struct kv_txn *, const struct schema *, uint32_t ordinal, void *record,
	struct arena *, struct err *);

#endif
