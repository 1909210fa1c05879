/* schema.h — a kind of record: its struct, its fields, its names.
 */
#ifndef YANPAN_STORE_SCHEMA_SCHEMA_H
#define YANPAN_STORE_SCHEMA_SCHEMA_H

#include "store/schema/field.h"

/* Every record's struct begins with one, as member `head`. */
struct head {
	struct uid uid;
	uint32_t ordinal;     /* 1… in order of arrival, on this machine only; 0: not stored yet */
	uint64_t version;     /* sequence of the event that last changed it */
	bool with_private;    /* the personal fields were read too */
	struct bytes unknown; /* fields of a newer program, carried along */
	struct bytes unknown_private;
};

struct schema {
	enum kind kind;     /* KIND_NONE for nested rows */
	const char *name;   /* "order": command line, JSON */
	const char *label;  /* msgid */
	const char *plural; /* msgid: the list's title */
	size_t size;        /* of the struct */
	const struct field *fields;
	size_t field_count;
	const char *number; /* the field a person cites it by */
	const char *title;  /* the field that says what it is about */
	const char *state;  /* the FIELD_CHOICE that flow.c moves, or NULL */
	const char *sort;   /* how a list is sorted unless asked otherwise: field, or "-field" */
};

extern const struct schema order_schema;
extern const struct schema case_schema;
extern const struct schema unit_schema;
extern const struct schema member_schema;
extern const struct schema basis_schema;
extern const struct schema meeting_schema;
extern const struct schema item_schema;
extern const struct schema ruling_schema;
extern const struct schema objection_schema;
extern const struct schema batch_schema;
extern const struct schema event_schema;
extern const struct schema claim_schema;
extern const struct schema consult_schema;
extern const struct schema task_schema;
extern const struct schema filter_schema;

/* All kinds, in the order of enum kind without KIND_NONE. */
extern const struct schema *const schemas[];
extern const size_t schema_count;

const struct schema *schema_of(enum kind);
/* By its name or its label in any language; NULL: none. */
const struct schema *schema_named(const char *word);

const struct field *schema_field(const struct schema *, const char *name);
/* By name or by label in any language; NULL: none. */
const struct field *schema_field_named(const struct schema *, const char *word);
const struct field *schema_field_tagged(const struct schema *, uint16_t tag);

/* A fresh record: all zero, texts "". */
void schema_init(const struct schema *, void *record);
/* A fresh one in the arena. */
void *schema_new(const struct schema *, struct arena *);
/* What every record of the kind must have and what each field's check says;
 * err names the field. */
bool schema_check(const struct schema *, const void *record, struct err *);
/* A deep copy into the arena. */
void schema_copy(const struct schema *, const void *from, void *to, struct arena *);

static inline struct head *schema_head(void *record)
{
	return record;
}

/* The text of a FIELD_TEXT, _LONG or _WORDS of that name; "" where there is none. */
const char *schema_text(const struct schema *, const void *record, const char *name);

#endif
