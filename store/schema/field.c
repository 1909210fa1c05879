#include "store/schema/field.h"

#include "locale/msg/msg.h"
#include "store/schema/schema.h"

#include <string.h>
#include <strings.h>

bool uid_same(struct uid a, struct uid b)
{
	return a.origin == b.origin && a.counter == b.counter;
}

bool uid_none(struct uid u)
{
	return u.counter == 0;
}

static bool no_text(const char *s)
{
	return !s || !*s;
}

bool field_empty(const struct field *f, const void *record)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_WORDS:
		return no_text(*FIELD_CONST(f, record, char *));
	case FIELD_NUMBER:
		return *FIELD_CONST(f, record, int64_t) == 0;
	case FIELD_FLAG:
		return !*FIELD_CONST(f, record, bool);
	case FIELD_CHOICE:
		return *FIELD_CONST(f, record, uint32_t) == 0;
	case FIELD_DAY:
		return FIELD_CONST(f, record, struct day)->n == 0;
	case FIELD_TIME:
		return FIELD_CONST(f, record, struct time)->s == 0;
	case FIELD_LIMIT:
		return FIELD_CONST(f, record, struct limit)->unit == LIMIT_NONE;
	case FIELD_LINK:
		return uid_none(*FIELD_CONST(f, record, struct uid));
	case FIELD_LINKS:
		return FIELD_CONST(f, record, struct uids)->n == 0;
	case FIELD_ROWS:
		return FIELD_CONST(f, record, struct rows)->n == 0;
	case FIELD_BYTES:
		return FIELD_CONST(f, record, struct bytes)->n == 0;
	}
	return true;
}

static bool texts_same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static bool links_same(const struct uids *a, const struct uids *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!uid_same(a->at[i], b->at[i]))
			return false;
	return true;
}

static bool rows_same(const struct schema *s, const struct rows *a, const struct rows *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < s->field_count; k++)
			if (!field_same(
					&s->fields[k], (char *)a->at + i * s->size, (char *)b->at + i * s->size))
				return false;
	return true;
}

static bool limits_same(const struct limit *a, const struct limit *b)
{
	return a->unit == b->unit && a->n == b->n && a->day.n == b->day.n;
}

static bool bytes_same(const struct bytes *a, const struct bytes *b)
{
	return a->n == b->n && (a->n == 0 || !memcmp(a->at, b->at, a->n));
}

bool field_same(const struct field *f, const void *a, const void *b)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_WORDS:
		return texts_same(*FIELD_CONST(f, a, char *), *FIELD_CONST(f, b, char *));
	case FIELD_NUMBER:
		return *FIELD_CONST(f, a, int64_t) == *FIELD_CONST(f, b, int64_t);
	case FIELD_FLAG:
		return *FIELD_CONST(f, a, bool) == *FIELD_CONST(f, b, bool);
	case FIELD_CHOICE:
		return *FIELD_CONST(f, a, uint32_t) == *FIELD_CONST(f, b, uint32_t);
	case FIELD_DAY:
		return FIELD_CONST(f, a, struct day)->n == FIELD_CONST(f, b, struct day)->n;
	case FIELD_TIME:
		return FIELD_CONST(f, a, struct time)->s == FIELD_CONST(f, b, struct time)->s;
	case FIELD_LIMIT:
		return limits_same(FIELD_CONST(f, a, struct limit), FIELD_CONST(f, b, struct limit));
	case FIELD_LINK:
		return uid_same(*FIELD_CONST(f, a, struct uid), *FIELD_CONST(f, b, struct uid));
	case FIELD_LINKS:
		return links_same(FIELD_CONST(f, a, struct uids), FIELD_CONST(f, b, struct uids));
	case FIELD_ROWS:
		return rows_same(f->rows, FIELD_CONST(f, a, struct rows), FIELD_CONST(f, b, struct rows));
	case FIELD_BYTES:
		return bytes_same(FIELD_CONST(f, a, struct bytes), FIELD_CONST(f, b, struct bytes));
	}
	return true;
}

const struct choice *field_choice(const struct field *f, uint32_t code)
{
	for (size_t i = 0; i < f->choice_count; i++)
		if (f->choices[i].code == code)
			return &f->choices[i];
	return NULL;
}

const struct choice *field_choice_named(const struct field *f, const char *word)
{
	for (size_t i = 0; i < f->choice_count; i++) {
		const struct choice *c = &f->choices[i];

		if (!strcasecmp(word, c->name) || msg_is(c->label, word))
			return c;
	}
	return NULL;
}
