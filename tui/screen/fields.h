/* fields.h — a record, or what a verb asks for, as the fields of a form.
 *
 * The glue between a schema and tui/widget/form.h.  Repeats (the returns of an order) come
 * row by row under a heading, with an empty row at the end: filling it in makes another,
 * emptying a row takes it out.  What the person may not see comes masked and can only be
 * read, so that nobody writes a mask back.
 *
 * Everything lives in the arena it was opened with.
 */
#ifndef YANPAN_TUI_SCREEN_FIELDS_H
#define YANPAN_TUI_SCREEN_FIELDS_H

#include "store/kv/kv.h"
#include "store/rec/show.h"
#include "tui/widget/form.h"

struct fields_entry {
	const struct field *field; /* what is typed here; of a heading, the repeat itself */
	const struct field *rows;  /* the repeat it is in, or NULL */
	size_t row;                /* of the repeat */
	bool heading;
	bool masked;       /* only to read */
	const char *fixed; /* only to read: why it may not be changed, or NULL */
	bool changed;      /* by the person, or out of a draft */
	bool refused;      /* `text` is what was typed and cannot stand */
	const char *text;
	const char **choices;
	size_t choice_count;
};

struct fields {
	const struct schema *schema;
	void *record;
	struct kv *kv;
	struct view view; /* personal: all may be seen and typed */
	struct arena *arena;
	struct fields_entry *entries;
	size_t count, room;
};

extern const struct form_ops fields_ops; /* data: struct fields */

/* The record is changed in place as fields are set; its texts live in the arena. */
void fields_open(struct fields *f, struct kv *kv, const struct schema *schema, void *record,
	const struct view *view, struct arena *a);

/* Shows all anew, after the record was changed from elsewhere. */
void fields_again(struct fields *f);

/* Whether the text could stand in the field, without setting it. */
bool fields_try(struct fields *f, size_t i, const char *text, struct err *e);

/* Types into a field as the person would; what cannot stand is kept there as refused. */
void fields_type(struct fields *f, size_t i, const char *text);

/* The records that a FIELD_LINKS names now. */
const struct uids *fields_links(const struct fields *f, size_t i);

/* The first refused field, or count. */
size_t fields_refused(const struct fields *f);

/* Takes empty rows out; before the record is stored. */
void fields_finish(struct fields *f);

/* "returns.2.unit", as drafts name it; fields_named() gives count where there is none. */
const char *fields_path(const struct fields *f, size_t i, struct arena *a);
size_t fields_named(const struct fields *f, const char *path);

#endif
