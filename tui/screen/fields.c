#include "tui/screen/fields.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/edit.h"

#include <stdlib.h>
#include <string.h>

enum { CHOICES_IN_A_ROW = 9, LONG_ROWS = 3 };

/* ---- where a value is ---- */

static struct rows *rows_of(const struct fields *f, const struct field *rows)
{
	return FIELD_PTR(rows, f->record, struct rows);
}

/* The struct that the entry's field is read off; NULL: a row not made yet. */
static void *holder(const struct fields *f, const struct fields_entry *entry)
{
	if (!entry->rows)
		return f->record;
	struct rows *rows = rows_of(f, entry->rows);
	if (entry->row >= rows->n)
		return NULL;
	return (char *)rows->at + entry->row * entry->rows->rows->size;
}

static void grow_rows(struct fields *f, const struct field *field)
{
	struct rows *rows = rows_of(f, field);
	size_t size = field->rows->size;
	char *at = arena_array(f->arena, rows->n + 1, size);

	if (rows->n)
		memcpy(at, rows->at, rows->n * size);
	schema_init(field->rows, at + rows->n * size);
	rows->at = at;
	rows->n++;
}

/* ---- what is shown ---- */

static const char *shown(struct fields *f, const struct schema *schema, const struct field *field,
	const void *record, bool personal)
{
	struct view view = f->view;
	struct buf text = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;

	view.personal = personal;
	if (!kv_begin_read(f->kv, &txn, &e))
		return "";
	field_show(&txn, schema, field, record, &view, &text);
	kv_end_read(&txn);
	const char *out = arena_text(f->arena, buf_text(&text));
	buf_free(&text);
	return out;
}

static void show(struct fields *f, struct fields_entry *entry)
{
	const void *record = holder(f, entry);
	const struct schema *schema = entry->rows ? entry->rows->rows : f->schema;

	entry->text = "";
	entry->refused = false;
	if (!record || entry->heading)
		return;
	const char *plain = shown(f, schema, entry->field, record, true);
	const char *seen = f->view.personal ? plain : shown(f, schema, entry->field, record, false);
	entry->masked = strcmp(plain, seen) != 0;
	entry->text = seen;
}

/* ---- the list of entries ---- */

static void give_choices(struct fields *f, struct fields_entry *entry)
{
	const struct field *field = entry->field;

	if (field->type == FIELD_FLAG) {
		entry->choices = arena_array(f->arena, 2, sizeof(char *));
		entry->choices[0] = _("no");
		entry->choices[1] = _("yes");
		entry->choice_count = 2;
	} else if (field->type == FIELD_CHOICE) {
		entry->choices = arena_array(f->arena, field->choice_count, sizeof(char *));
		for (size_t i = 0; i < field->choice_count; i++)
			entry->choices[i] = _(field->choices[i].label);
		entry->choice_count = field->choice_count;
	}
}

static struct fields_entry *add(struct fields *f, struct fields_entry entry)
{
	if (f->count == f->room) {
		size_t room = f->room ? f->room * 2 : 32;
		struct fields_entry *more = arena_array(f->arena, room, sizeof(*more));
		if (f->count)
			memcpy(more, f->entries, f->count * sizeof(*more));
		f->entries = more;
		f->room = room;
	}
	f->entries[f->count] = entry;
	return &f->entries[f->count++];
}

/* Of a stored record of a kind, not of what a verb asks for. */
static const char *why_fixed(struct fields *f, const struct field *field)
{
	struct err e = { 0 };
	struct kv_txn txn;

	if (f->schema->kind == KIND_NONE || schema_head(f->record)->ordinal == 0 ||
		!kv_begin_read(f->kv, &txn, &e))
		return NULL;
	bool may = edit_may(&txn, f->schema, f->record, field, &e);
	kv_end_read(&txn);
	return may ? NULL : arena_text(f->arena, e.what);
}

static void add_field(
	struct fields *f, const struct field *field, const struct field *rows, size_t row)
{
	struct fields_entry *entry =
		add(f, (struct fields_entry){ .field = field, .rows = rows, .row = row });

	entry->fixed = why_fixed(f, rows ? rows : field);
	give_choices(f, entry);
	show(f, entry);
}

static bool fits_a_form(const struct field *field)
{
	return !(field->flags & FIELD_READONLY) && field->type != FIELD_BYTES;
}

static const char *heading_words(struct fields *f, const struct field *rows, size_t row)
{
	if (row >= rows_of(f, rows)->n)
		return arena_format(f->arena, _("%s: one more"), _(rows->label));
	return arena_format(f->arena, "%s %zu", _(rows->label), row + 1);
}

static void add_heading(struct fields *f, const struct field *rows, size_t row)
{
	struct fields_entry entry = {
		.field = rows,
		.rows = rows,
		.row = row,
		.heading = true,
		.text = heading_words(f, rows, row),
	};

	add(f, entry);
}

static void add_rows(struct fields *f, const struct field *rows)
{
	size_t n = rows_of(f, rows)->n + (why_fixed(f, rows) == NULL);

	for (size_t r = 0; r < n; r++) {
		add_heading(f, rows, r);
		for (size_t i = 0; i < rows->rows->field_count; i++)
			if (fits_a_form(&rows->rows->fields[i]))
				add_field(f, &rows->rows->fields[i], rows, r);
	}
}

static void build(struct fields *f)
{
	f->count = 0;
	for (size_t i = 0; i < f->schema->field_count; i++) {
		const struct field *field = &f->schema->fields[i];

		if (!fits_a_form(field))
			continue;
		if (field->type != FIELD_ROWS)
			add_field(f, field, NULL, 0);
		else if (!(field->flags & FIELD_PERSONAL))
			add_rows(f, field);
	}
}

static const struct fields_entry *same_place(
	const struct fields_entry *entries, size_t n, const struct fields_entry *as)
{
	for (size_t i = 0; i < n; i++)
		if (entries[i].field == as->field && entries[i].rows == as->rows &&
			entries[i].row == as->row)
			return &entries[i];
	return NULL;
}

/* What the person did to the fields that stay is kept. */
void fields_again(struct fields *f)
{
	const struct fields_entry *old = f->entries;
	size_t old_count = f->count;

	f->entries = NULL;
	f->room = 0;
	build(f);
	for (size_t i = 0; i < f->count; i++) {
		const struct fields_entry *was = same_place(old, old_count, &f->entries[i]);

		if (!was)
			continue;
		f->entries[i].changed = was->changed;
		f->entries[i].refused = was->refused;
		if (was->refused)
			f->entries[i].text = was->text;
	}
}

void fields_open(struct fields *f, struct kv *kv, const struct schema *schema, void *record,
	const struct view *view, struct arena *a)
{
	*f = (struct fields){
		.schema = schema,
		.record = record,
		.kv = kv,
		.view = *view,
		.arena = a,
	};
	build(f);
}

/* ---- setting ---- */

static bool read_into(
	struct fields *f, const struct field *field, const char *text, void *record, struct err *e)
{
	struct kv_txn txn;

	if (!kv_begin_read(f->kv, &txn, e))
		return false;
	bool good = field_read(&txn, field, text, f->view.today, record, f->arena, e);
	kv_end_read(&txn);
	return good;
}

bool fields_try(struct fields *f, size_t i, const char *text, struct err *e)
{
	const struct fields_entry *entry = &f->entries[i];
	const struct schema *schema = entry->rows ? entry->rows->rows : f->schema;

	if (entry->heading || entry->masked || entry->fixed)
		return true;
	struct arena_mark mark = arena_mark(f->arena);
	bool good = read_into(f, entry->field, text, schema_new(schema, f->arena), e);
	arena_reset(f->arena, mark);
	return good;
}

static bool set_entry(struct fields *f, size_t i, const char *text, struct err *e)
{
	struct fields_entry *entry = &f->entries[i];

	if (entry->heading || entry->masked || entry->fixed || strcmp(text, entry->text) == 0)
		return !entry->refused || fields_try(f, i, text, e);
	if (!fields_try(f, i, text, e))
		return false;
	bool more = holder(f, entry) == NULL;
	if (more)
		grow_rows(f, entry->rows);
	if (!read_into(f, entry->field, text, holder(f, entry), e))
		return false;
	entry->changed = true;
	show(f, entry);
	if (more)
		fields_again(f);
	return true;
}

void fields_type(struct fields *f, size_t i, const char *text)
{
	struct err e = { 0 };

	if (set_entry(f, i, text, &e))
		return;
	f->entries[i].refused = true;
	f->entries[i].changed = true;
	f->entries[i].text = arena_text(f->arena, text);
}

const struct uids *fields_links(const struct fields *f, size_t i)
{
	static const struct uids none;
	const struct fields_entry *entry = &f->entries[i];
	const void *record = holder(f, entry);

	if (!record || entry->heading || entry->field->type != FIELD_LINKS)
		return &none;
	return FIELD_CONST(entry->field, record, struct uids);
}

size_t fields_refused(const struct fields *f)
{
	size_t i = 0;

	while (i < f->count && !f->entries[i].refused)
		i++;
	return i;
}

static bool row_empty(const struct schema *schema, const void *row)
{
	for (size_t i = 0; i < schema->field_count; i++)
		if (!field_empty(&schema->fields[i], row))
			return false;
	return true;
}

void fields_finish(struct fields *f)
{
	for (size_t i = 0; i < f->schema->field_count; i++) {
		const struct field *field = &f->schema->fields[i];
		if (field->type != FIELD_ROWS)
			continue;
		struct rows *rows = rows_of(f, field);
		size_t size = field->rows->size, kept = 0;
		for (size_t r = 0; r < rows->n; r++) {
			char *from = (char *)rows->at + r * size, *to = (char *)rows->at + kept * size;
			if (row_empty(field->rows, from))
				continue;
			if (to != from)
				memcpy(to, from, size);
			kept++;
		}
		rows->n = kept;
	}
}

/* ---- names for drafts ---- */

const char *fields_path(const struct fields *f, size_t i, struct arena *a)
{
	const struct fields_entry *entry = &f->entries[i];

	if (entry->rows)
		return arena_format(a, "%s.%zu.%s", entry->rows->name, entry->row + 1, entry->field->name);
	return entry->field->name;
}

size_t fields_named(const struct fields *f, const char *path)
{
	struct arena a = { 0 };
	size_t i = 0;

	while (i < f->count && (f->entries[i].heading || strcmp(fields_path(f, i, &a), path) != 0))
		i++;
	arena_free(&a);
	return i;
}

/* ---- what the widget asks ---- */

static size_t op_count(void *data)
{
	return ((struct fields *)data)->count;
}

static enum form_kind kind_of(const struct fields_entry *entry)
{
	if (entry->heading)
		return FORM_TITLE;
	if (entry->masked || entry->fixed)
		return FORM_SHOWN;
	switch (entry->field->type) {
	case FIELD_LONG:
		return FORM_LONG;
	case FIELD_FLAG:
		return FORM_CHOICE;
	case FIELD_CHOICE:
		return entry->choice_count <= CHOICES_IN_A_ROW ? FORM_CHOICE : FORM_PICK;
	case FIELD_LINK:
	case FIELD_LINKS:
		return FORM_PICK;
	default:
		return FORM_TEXT;
	}
}

static void op_field(void *data, size_t i, struct form_field *out)
{
	struct fields *f = data;
	const struct fields_entry *entry = &f->entries[i];

	*out = (struct form_field){
		.kind = kind_of(entry),
		.label = entry->heading ? entry->text : _(entry->field->label),
		.help = _(entry->field->help),
		.required = (entry->field->flags & FIELD_REQUIRED) && !entry->rows,
		.rows = LONG_ROWS,
		.choices = entry->choices,
		.choice_count = entry->choice_count,
	};
	if (entry->fixed)
		out->note = entry->fixed;
	else if (entry->masked)
		out->note = _("masked: Ctrl+O shows personal data");
}

static const char *op_get(void *data, size_t i)
{
	return ((struct fields *)data)->entries[i].text;
}

static bool op_set(void *data, size_t i, const char *text, struct err *e)
{
	return set_entry(data, i, text, e);
}

const struct form_ops fields_ops = {
	.count = op_count,
	.field = op_field,
	.get = op_get,
	.set = op_set,
};
