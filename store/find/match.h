/* match.h — whether a record is what a query asks for, and where its words stand.
 *
 * Only public parts are looked at (record_peek() is enough); texts are compared
 * folded, and as they are read where the field is found by pinyin.  Nothing here fails but
 * match_prepare(), which reads the store.
 */
#ifndef YANPAN_STORE_FIND_MATCH_H
#define YANPAN_STORE_FIND_MATCH_H

#include "store/find/query.h"
#include "store/kv/kv.h"

/* Finds the records that terms on links speak of and makes the words ready, once before
 * matching. */
bool match_prepare(struct kv_txn *, struct query *, struct arena *a, struct err *e);

/* `room` is for folding, kept between calls by the caller. */
bool match_record(const struct query *, const void *record, struct buf *room);

/* Only the words, in any field or in one of those that are searched, in the value under which a
 * record's public part is stored: without reading what they are not looked for in, its checksum
 * included. */
bool match_words(const struct query *, struct bytes stored, struct buf *room);
/* Whether there is more to a query than words. */
bool match_has_conditions(const struct query *);

/* One condition (a term with a field), `without` not yet turned. */
bool match_condition(const struct query_term *, const void *record, struct buf *room);

/* The first place where a word of the query stands: for showing a hit in its context. */
struct match_place {
	const struct field *field;
	const struct field *row; /* the field within rows, or NULL */
	size_t row_number;       /* from 0 */
	const char *text;        /* the record's own */
	size_t at, bytes;        /* in text */
};

bool match_place(const struct query *, const void *record, struct match_place *out);

/* Where words of the query stand in a text of the field that is shown, for marking them:
 * at most `most`, in order and apart; returns how many.  The field NULL: a text of several,
 * in which letters stand for nothing but themselves. */
struct match_span {
	size_t at, bytes;
};

size_t match_spans(const struct query *, const struct field *, const char *text,
	struct match_span *spans, size_t most);

#endif
