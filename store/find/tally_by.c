/* tally_by.c — what records may be counted by, and how people name it. */
#include "store/find/tally_inside.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

#include <string.h>

const struct field *tally_leaf(const struct tally_by *by)
{
	return by->row ? by->row : by->field;
}

bool tally_may(const struct tally_by *by)
{
	const struct field *f = tally_leaf(by);

	return !((by->field->flags | f->flags) & FIELD_PERSONAL) &&
		(worth_is_text(f) || worth_is_month(f) || worth_is_number(f) || worth_is_link(f));
}

static const char *const months[] = { "month", "月", "月份" };
static const char *const dated[] = { "received", "day", "time", "date", "from", "issued" };

/* The day that a kind goes by. */
static const struct field *dated_field(const struct schema *s)
{
	for (size_t i = 0; i < COUNT(dated); i++) {
		const struct field *f = schema_field(s, dated[i]);

		if (f && worth_is_month(f))
			return f;
	}
	return NULL;
}

bool tally_by(const struct schema *s, const char *word, struct tally_by *out, struct err *e)
{
	*out = (struct tally_by){ .field = NULL };
	for (size_t i = 0; i < COUNT(months); i++)
		if (!strcmp(word, months[i]))
			out->field = dated_field(s);
	if (!out->field)
		out->field = query_field(s, word, &out->row);
	if (out->field && out->field->type == FIELD_ROWS && !out->row)
		out->field = query_field_counted(s, out->field);
	if (out->field && tally_may(out))
		return true;
	err_set(e, ERR_INPUT, "%s cannot be counted by %s", _(s->plural), word);
	return err_fix(e, "yanpan schema %s names the fields; month counts by month", s->name);
}

const char *tally_by_words(const struct tally_by *by, struct arena *a)
{
	if (by->row)
		return arena_format(a, "%s.%s", _(by->field->label), _(by->row->label));
	return worth_is_month(by->field) ? arena_format(a, _("%s (month)"), _(by->field->label))
									 : _(by->field->label);
}

/* What people ask first, of whichever kind has it. */
static const char *const usual[] = { "unit", "parties", "category", "state", "area", "received",
	"day", "time", "returns.unit", "type", "bounces", "first_unit", "channel", "kind", "role" };

static bool known(const struct tally_by *list, size_t n, const struct tally_by *by)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].field == by->field && list[i].row == by->row)
			return true;
	return false;
}

size_t tally_usual(const struct schema *s, struct tally_by *out, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < COUNT(usual) && n < most; i++) {
		struct tally_by by = { 0 };

		if (strchr(usual[i], '.'))
			by.field = query_field(s, usual[i], &by.row);
		else
			by.field = schema_field(s, usual[i]);
		if (by.field && tally_may(&by) && !known(out, n, &by))
			out[n++] = by;
	}
	for (size_t i = 0; i < s->field_count && n < most; i++) {
		struct tally_by by = { .field = &s->fields[i] };

		if ((by.field->flags & FIELD_INDEXED) && tally_may(&by) && !known(out, n, &by))
			out[n++] = by;
	}
	return n;
}
