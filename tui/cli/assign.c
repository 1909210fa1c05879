#include "tui/cli/assign.h"

#include "locale/msg/msg.h"

#include <string.h>

/* The field before the '=', and what stands behind it. */
static const struct field *split(
	const struct assign *as, const char *word, const char **value, struct arena *a, struct err *e)
{
	const char *sign = strchr(word, '=');
	const struct field *f;

	if (!sign) {
		err_set(e, ERR_USAGE, "not field=value: %s", word);
		err_fix(e, "write %s=…", as->schema->field_count ? as->schema->fields[0].name : "field");
		return NULL;
	}
	*value = sign + 1;
	f = schema_field_named(as->schema, arena_copy(a, word, (size_t)(sign - word)));
	if (!f) {
		err_set(
			e, ERR_USAGE, "%s has no field %.*s", _(as->schema->label), (int)(sign - word), word);
		err_fix(e, "yanpan schema names the fields");
	}
	return f;
}

static const char *between(const struct field *f)
{
	switch (f->type) {
	case FIELD_ROWS:
		return "\n";
	case FIELD_LINKS:
	case FIELD_WORDS:
		return "|";
	default:
		return NULL;
	}
}

/* All values of the field from word `first` on; false: it is said twice and holds one. */
static bool gather(const struct assign *as, size_t first, const struct field *f, const char *value,
	struct buf *out, struct arena *a, struct err *e)
{
	buf_puts(out, value);
	for (size_t i = first + 1; i < as->n; i++) {
		const struct field *other = split(as, as->words[i], &value, a, e);

		if (!other)
			return false;
		if (other != f)
			continue;
		if (!between(f)) {
			err_set(e, ERR_USAGE, "%s is said twice", _(f->label));
			return err_at(e, "%s", as->words[i]);
		}
		buf_puts(out, between(f));
		buf_puts(out, value);
	}
	return true;
}

static bool said_before(const struct assign *as, size_t i, const struct field *f, struct arena *a)
{
	for (size_t k = 0; k < i; k++) {
		struct err e = { 0 };
		const char *value;

		if (split(as, as->words[k], &value, a, &e) == f)
			return true;
	}
	return false;
}

static bool read_field(struct kv_txn *txn, const struct assign *as, size_t i, void *record,
	struct arena *a, struct err *e)
{
	const char *value;
	const struct field *f = split(as, as->words[i], &value, a, e);
	struct buf all = { 0 };
	bool good;

	if (!f)
		return false;
	if (said_before(as, i, f, a))
		return true;
	if (as->may && !as->may(txn, as->schema, record, f, e))
		return err_at(e, "%s", as->words[i]);
	good = gather(as, i, f, value, &all, a, e) &&
		field_read(txn, f, buf_text(&all), as->today, record, a, e);
	buf_free(&all);
	return good;
}

bool assign_read(
	struct kv_txn *txn, const struct assign *as, void *record, struct arena *a, struct err *e)
{
	for (size_t i = 0; i < as->n; i++)
		if (!read_field(txn, as, i, record, a, e))
			return false;
	return true;
}
