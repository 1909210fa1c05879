/* mapping.h — which column of a file becomes which field.
 *
 * Guessed from the headings (one table of synonyms per kind, folded: width, case,
 * spaces and brackets do not matter), or as the same set of headings was mapped last
 * time, or as told.  Then checked against values: a heading over values that cannot be
 * what it says is a doubt, and an import stops until somebody says which it is.
 *
 * Personal columns are not taken unless asked for; columns that no field takes are
 * carried along under their heading, personal until mapped.
 */
#ifndef YANPAN_STORE_IO_MAPPING_H
#define YANPAN_STORE_IO_MAPPING_H

#include "locale/base/arena.h"
#include "locale/base/err.h"
#include "store/kv/kv.h"
#include "store/schema/schema.h"

enum map_use {
	MAP_CARRIED, /* under its own heading, among the other columns */
	MAP_TAKEN,   /* by a field */
	MAP_DROPPED, /* 不取 */
};

enum map_how { MAP_GUESSED, MAP_REMEMBERED, MAP_TOLD };

struct map_column {
	const char *heading;       /* as in the file */
	const struct field *field; /* that it names, also when it is dropped; NULL: none */
	int level;                 /* of a category in several columns, 1 …; 0: whole */
	enum map_use use;
	bool personal;
	enum map_how how;
	const char *doubt;         /* why its values do not fit, or NULL */
	const struct field *offer; /* what they would fit, where one field is known */
	const char *samples[2];    /* values, "" where there are none */
};

struct mapping {
	const struct schema *schema;
	size_t n;
	struct map_column *columns;
	bool keep_personal; /* 密存 */
	uint32_t means;     /* enum return_way: what 退回 is in a file of returns; 0: not known */
	bool means_told;    /* by a person, now or last time: it is remembered */
};

/* How many of the cells are headings of the kind: to find the row of headings. */
size_t mapping_known(const struct schema *, const char *const *cells, size_t n);

/* Headings and texts are copied into the arena. */
void mapping_guess(struct mapping *, const struct schema *, const char *const *headings, size_t n,
	bool keep_personal, struct arena *a);

/* --map field=heading.  Field by name or label; "-" drops the column, "extra" carries it
 * along.  Heading as in the file, or as its place 1 …  The field's other column, if it
 * had one, is carried along. */
bool mapping_tell(struct mapping *, const char *field, const char *heading, struct err *e);

/* The same headings, in any order, as mapped last time. */
void mapping_recall(struct mapping *, struct kv_txn *, struct arena *a);
void mapping_remember(const struct mapping *, struct kv_txn *);

/* Values of the first rows: rows × mapping->n texts.  Sets doubts and samples; how many
 * columns are in doubt (those told are not). */
size_t mapping_check(
	struct mapping *, const char *const *values, size_t rows, struct day today, struct arena *a);

/* No column gives a field that every record must have. */
bool mapping_complete(const struct mapping *, struct err *e);

/* "heading=field", one a line. */
const char *mapping_text(const struct mapping *, struct arena *a);

#endif
