/* worth.h — the values that records have in a field, and how many have each: a table of them.
 *
 * A day or time is worth its month.  Texts that fold alike are one value.
 */
#ifndef YANPAN_STORE_FIND_WORTH_H
#define YANPAN_STORE_FIND_WORTH_H

#include "locale/base/arena.h"
#include "locale/base/buf.h"
#include "store/schema/schema.h"

enum worth_kind { WORTH_VALUE, WORTH_EMPTY, WORTH_NO_ROWS };

/* One value that a record has. */
struct worth {
	enum worth_kind kind;
	const char *text; /* of a text */
	int64_t number;   /* of a number, choice, flag; of a day or time the months since year 0 */
	struct uid link;
};

/* A value and how many have it. */
struct count {
	struct worth worth;
	struct bytes key;              /* what makes it this value */
	const char *shown, *condition; /* once it was asked for */
	size_t n;
	uint32_t last; /* the record that counted last: it counts once */
};

/* Zeroed but for the field; its texts live until it is freed. */
struct counts {
	const struct field *field;
	struct count *at;
	size_t n, room;
	uint32_t *slots; /* a table of places in `at`, from 1 */
	size_t slot_room;
	struct arena arena;
	struct buf fold;
	bool changed; /* since the one who orders them looked last */
};

void counts_free(struct counts *);
void counts_add(struct counts *, const struct worth *, size_t n);
/* What a record has in the field; it counts once with each of its values. */
void counts_add_field(struct counts *, const void *record, uint32_t ordinal, struct arena *scratch);
void counts_add_no_rows(struct counts *, uint32_t ordinal);

int64_t worth_month(struct day);

/* How a field's values are told apart. */
bool worth_is_text(const struct field *);
bool worth_is_month(const struct field *);
bool worth_is_number(const struct field *);
bool worth_is_link(const struct field *);

#endif
