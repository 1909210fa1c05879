/* tally.h — how many records of a query there are of each value of a field.
 *
 * A choice, flag, number, text or link is a row a value, texts that fold alike being one;
 * a day or time is a row a month.  In the rows of a field (退单.单位) and in a list of links
 * a record counts once with each value it has there, so that the counts may come to more
 * than there are records.  Records without a value are a row of their own, the last.
 *
 * Like result.h: opening is quick, counting goes on in slices, each in a read transaction
 * of its own, and what others write meanwhile is not in it.
 */
#ifndef YANPAN_STORE_FIND_TALLY_H
#define YANPAN_STORE_FIND_TALLY_H

#include "store/find/query.h"
#include "store/kv/kv.h"

struct tally;

struct tally_row {
	const char *value;     /* as people read it; "" where nothing was said */
	const char *condition; /* what to add to the query to find just these */
	size_t count;
};

/* What it is counted by: a field, or one in the rows of a field. */
struct tally_by {
	const struct field *field, *row; /* row: NULL mostly */
};

/* By the word a person uses for a field (query_field()), or month, 月份.  False: there is no
 * such field, or it has no values to count by; err says so. */
bool tally_by(const struct schema *, const char *word, struct tally_by *out, struct err *e);
/* Whether it has values to count by. */
bool tally_may(const struct tally_by *);
/* "现办单位", "退单.单位", "受理时间(月)". */
const char *tally_by_words(const struct tally_by *, struct arena *);
/* What one mostly counts by, the most usual first; at most `most`. */
size_t tally_usual(const struct schema *, struct tally_by *out, size_t most);

bool tally_open(struct kv *, const struct schema *, const char *query, struct tally_by by,
	struct day today, struct tally **out, struct err *e);
void tally_close(struct tally *); /* safe on NULL */

/* Counts on for about so long; ms < 0: until exact.  False: the store failed. */
bool tally_step(struct tally *, int ms, struct err *e);
bool tally_exact(const struct tally *);
/* Of so many ordinals so many are behind us. */
void tally_progress(const struct tally *, uint64_t *done, uint64_t *total);

/* Records so far, and how many of them were damaged and are left out. */
size_t tally_records(const struct tally *);
size_t tally_damaged(const struct tally *);

/* The rows so far: the greatest count first, months the latest first.  Texts live until the
 * tally is closed. */
size_t tally_rows(struct tally *);
void tally_row(struct tally *, size_t i, struct tally_row *out);

#endif
