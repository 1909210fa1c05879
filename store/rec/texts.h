/* texts.h — the texts of a record that a search looks through.
 *
 * They are the FIELD_SEARCHED ones that are not personal, those of rows too, one after
 * the other; a word never goes from one into the next.  From the record, or from its
 * stored bytes without reading the rest of it.
 */
#ifndef YANPAN_STORE_REC_TEXTS_H
#define YANPAN_STORE_REC_TEXTS_H

#include "store/schema/schema.h"

struct searched {
	const struct field *field;
	const struct field *row; /* the field within rows, or NULL */
	size_t row_number;       /* from 0 */
	struct bytes text;       /* not empty; the record's own */
};

/* Calls `each` until it says true, which is then the answer. */
bool texts_each(const struct schema *, const void *record,
	bool (*each)(const struct searched *, void *arg), void *arg);

/* The same of the value under which a record's public part is stored; what is damaged
 * ends it, as if there were no more. */
bool texts_stored(const struct schema *, struct bytes value,
	bool (*each)(const struct searched *, void *arg), void *arg);

/* Whether a field's texts, or those in its rows, are among them. */
bool texts_have(const struct field *);
/* The field that the text is of. */
const struct field *searched_field(const struct searched *);

#endif
