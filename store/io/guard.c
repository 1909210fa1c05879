#include "store/io/guard.h"

#include "store/rec/show.h"

#include <string.h>

static bool may_be_masked(const struct field *f)
{
	if (f->flags & (FIELD_PERSONAL | FIELD_MASKED))
		return true;
	for (size_t i = 0; f->type == FIELD_ROWS && i < f->rows->field_count; i++)
		if (may_be_masked(&f->rows->fields[i]))
			return true;
	return false;
}

/* Lists are clipped nowhere, but spaces at the ends and between lines get lost on the way. */
static bool same_text(const char *a, const char *b)
{
	static const char blank[] = " \t\r\n";

	for (;;) {
		a += strspn(a, blank);
		b += strspn(b, blank);
		if (*a != *b)
			return false;
		if (!*a)
			return true;
		a++, b++;
	}
}

static bool has_stars(const char *s)
{
	return strstr(s, "**") || strstr(s, "某某") || !strcmp(s, "*");
}

enum guard guard_value(struct kv_txn *txn, const struct schema *s, const struct field *f,
	const void *from, const void *there)
{
	struct view hides = { .kind = VIEW_EXPORT }, shows = { .kind = VIEW_EXPORT, .personal = true };
	struct buf is = { 0 }, stored = { 0 }, shown = { 0 };
	enum guard g = GUARD_PASS;

	if (!may_be_masked(f) || field_same(f, from, there))
		return GUARD_PASS;
	field_show(txn, s, f, from, &shows, &is);
	field_show(txn, s, f, there, &shows, &stored);
	field_show(txn, s, f, there, &hides, &shown);
	if (same_text(buf_text(&is), buf_text(&shown)))
		g = GUARD_SHOWN;
	else if (has_stars(buf_text(&is)) && !has_stars(buf_text(&stored)) &&
		strcmp(buf_text(&stored), buf_text(&shown)) != 0)
		g = GUARD_MASKED;
	buf_free(&is);
	buf_free(&stored);
	buf_free(&shown);
	return g;
}
