#include "store/schema/schema.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

#include <string.h>
#include <strings.h>

const struct schema *const schemas[] = {
	&order_schema,
	&case_schema,
	&unit_schema,
	&member_schema,
	&basis_schema,
	&meeting_schema,
	&item_schema,
	&ruling_schema,
	&batch_schema,
	&event_schema,
	&claim_schema,
	&consult_schema,
	&task_schema,
	&objection_schema,
	&filter_schema,
};

const size_t schema_count = COUNT(schemas);

const struct schema *schema_of(enum kind kind)
{
	for (size_t i = 0; i < COUNT(schemas); i++)
		if (schemas[i]->kind == kind)
			return schemas[i];
	return NULL;
}

static bool is_word(const char *word, const char *name, const char *label)
{
	return !strcasecmp(word, name) || msg_is(label, word);
}

const struct schema *schema_named(const char *word)
{
	for (size_t i = 0; i < COUNT(schemas); i++)
		if (is_word(word, schemas[i]->name, schemas[i]->label))
			return schemas[i];
	return NULL;
}

const struct field *schema_field(const struct schema *s, const char *name)
{
	for (size_t i = 0; i < s->field_count; i++)
		if (!strcmp(name, s->fields[i].name))
			return &s->fields[i];
	return NULL;
}

const struct field *schema_field_named(const struct schema *s, const char *word)
{
	for (size_t i = 0; i < s->field_count; i++)
		if (is_word(word, s->fields[i].name, s->fields[i].label))
			return &s->fields[i];
	return NULL;
}

const struct field *schema_field_tagged(const struct schema *s, uint16_t tag)
{
	for (size_t i = 0; i < s->field_count; i++)
		if (s->fields[i].tag == tag)
			return &s->fields[i];
	return NULL;
}

static bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_LONG || f->type == FIELD_WORDS;
}

void schema_init(const struct schema *s, void *record)
{
	memset(record, 0, s->size);
	for (size_t i = 0; i < s->field_count; i++)
		if (is_text(&s->fields[i]))
			*FIELD_PTR(&s->fields[i], record, const char *) = "";
}

void *schema_new(const struct schema *s, struct arena *a)
{
	void *record = arena_alloc(a, s->size);

	schema_init(s, record);
	return record;
}

static bool rows_check(const struct field *f, const void *record, struct err *e)
{
	const struct rows *rows = FIELD_CONST(f, record, struct rows);

	for (size_t i = 0; i < rows->n; i++)
		if (!schema_check(f->rows, (const char *)rows->at + i * f->rows->size, e))
			return err_at(e, "%s %zu, %s", _(f->label), i + 1, e->where);
	return true;
}

static bool field_check(const struct field *f, const void *record, struct err *e)
{
	if ((f->flags & FIELD_REQUIRED) && field_empty(f, record)) {
		err_set(e, ERR_RULE, "%s is missing", _(f->label));
		err_at(e, "%s", _(f->label));
		return err_fix(e, "fill it in");
	}
	if (f->type == FIELD_CHOICE && !field_empty(f, record) &&
		!field_choice(f, *FIELD_CONST(f, record, uint32_t))) {
		err_set(e, ERR_INPUT, "%s has no such value", _(f->label));
		return err_at(e, "%s", _(f->label));
	}
	if (f->type == FIELD_ROWS && !rows_check(f, record, e))
		return false;
	return !f->check || f->check(f, record, e);
}

bool schema_check(const struct schema *s, const void *record, struct err *e)
{
	for (size_t i = 0; i < s->field_count; i++)
		if (!field_check(&s->fields[i], record, e))
			return false;
	return true;
}

static struct bytes copy_bytes(const struct bytes *from, struct arena *a)
{
	return (struct bytes){ from->n ? arena_copy(a, from->at, from->n) : NULL, from->n };
}

static void copy_rows(const struct schema *s, struct rows *rows, struct arena *a)
{
	char *to = arena_array(a, rows->n, s->size);

	for (size_t i = 0; i < rows->n; i++)
		schema_copy(s, (const char *)rows->at + i * s->size, to + i * s->size, a);
	rows->at = to;
}

static void copy_field(const struct field *f, void *to, struct arena *a)
{
	if (is_text(f)) {
		const char **text = FIELD_PTR(f, to, const char *);

		*text = *text && **text ? arena_text(a, *text) : "";
	} else if (f->type == FIELD_LINKS) {
		struct uids *links = FIELD_PTR(f, to, struct uids);
		struct uid *at = arena_array(a, links->n, sizeof(*at));

		if (links->n)
			memcpy(at, links->at, links->n * sizeof(*at));
		links->at = at;
	} else if (f->type == FIELD_ROWS) {
		copy_rows(f->rows, FIELD_PTR(f, to, struct rows), a);
	} else if (f->type == FIELD_BYTES) {
		struct bytes *b = FIELD_PTR(f, to, struct bytes);

		*b = copy_bytes(b, a);
	}
}

void schema_copy(const struct schema *s, const void *from, void *to, struct arena *a)
{
	memcpy(to, from, s->size);
	for (size_t i = 0; i < s->field_count; i++)
		copy_field(&s->fields[i], to, a);
	if (s->kind != KIND_NONE) {
		struct head *h = schema_head(to);

		h->unknown = copy_bytes(&h->unknown, a);
		h->unknown_private = copy_bytes(&h->unknown_private, a);
	}
}

const char *schema_text(const struct schema *s, const void *record, const char *name)
{
	const struct field *f = schema_field(s, name);
	const char *text = f && is_text(f) ? *FIELD_CONST(f, record, char *) : NULL;

	return text ? text : "";
}
