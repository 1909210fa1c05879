#include "store/rec/texts.h"

#include "store/rec/codec.h"

#include <string.h>

/* Whom to call, and what with. */
struct visitor {
	bool (*each)(const struct searched *, void *arg);
	void *arg;
	struct searched at; /* where the walk stands */
};

const struct field *searched_field(const struct searched *s)
{
	return s->row ? s->row : s->field;
}

bool texts_have(const struct field *f)
{
	return (f->flags & (FIELD_SEARCHED | FIELD_PERSONAL)) == FIELD_SEARCHED;
}

static bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_LONG || f->type == FIELD_WORDS;
}

static bool visit(struct visitor *v, const char *text, size_t bytes)
{
	v->at.text = (struct bytes){ text, bytes };
	return bytes && v->each(&v->at, v->arg);
}

/* --- of a record ------------------------------------------------------------------- */

static bool visit_text(struct visitor *v, const struct field *f, const void *record)
{
	const char *text = *FIELD_CONST(f, record, char *);

	return text && visit(v, text, strlen(text));
}

static bool visit_row(struct visitor *v, const struct schema *s, const void *row)
{
	for (size_t i = 0; i < s->field_count; i++) {
		v->at.row = &s->fields[i];
		if (texts_have(v->at.row) && is_text(v->at.row) && visit_text(v, v->at.row, row))
			return true;
	}
	v->at.row = NULL;
	return false;
}

static bool visit_rows(struct visitor *v, const struct field *f, const void *record)
{
	const struct rows *rows = FIELD_CONST(f, record, struct rows);

	for (size_t i = 0; i < rows->n; i++) {
		v->at.row_number = i;
		if (visit_row(v, f->rows, (const char *)rows->at + i * f->rows->size))
			return true;
	}
	v->at.row_number = 0;
	return false;
}

bool texts_each(const struct schema *s, const void *record,
	bool (*each)(const struct searched *, void *arg), void *arg)
{
	struct visitor v = { each, arg, { 0 } };

	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = v.at.field = &s->fields[i];

		if (!texts_have(f))
			continue;
		if (f->type == FIELD_ROWS ? visit_rows(&v, f, record)
								  : is_text(f) && visit_text(&v, f, record))
			return true;
	}
	return false;
}

/* --- of stored bytes ------------------------------------------------------------------ */

static bool visit_stored_row(struct visitor *v, const struct schema *s, struct bytes fields)
{
	struct bytes value;
	uint64_t tag;
	size_t hint = 0;

	while (codec_take_field(&fields, &tag, &value)) {
		v->at.row = codec_tagged(s, tag, &hint);
		if (v->at.row && texts_have(v->at.row) && is_text(v->at.row) && visit(v, value.at, value.n))
			return true;
	}
	v->at.row = NULL;
	return false;
}

static bool visit_stored_rows(struct visitor *v, const struct field *f, struct bytes rows)
{
	struct bytes row;

	for (v->at.row_number = 0; codec_take_row(&rows, &row); v->at.row_number++)
		if (visit_stored_row(v, f->rows, row))
			return true;
	v->at.row_number = 0;
	return false;
}

bool texts_stored(const struct schema *s, struct bytes value,
	bool (*each)(const struct searched *, void *arg), void *arg)
{
	struct visitor v = { each, arg, { 0 } };
	struct bytes rest = codec_fields(value), of;
	uint64_t tag;
	size_t hint = 0;

	while (codec_take_field(&rest, &tag, &of)) {
		const struct field *f = v.at.field = codec_tagged(s, tag, &hint);

		if (!f || !texts_have(f))
			continue;
		if (f->type == FIELD_ROWS ? visit_stored_rows(&v, f, of)
								  : is_text(f) && visit(&v, of.at, of.n))
			return true;
	}
	return false;
}
