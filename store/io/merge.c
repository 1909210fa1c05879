#include "store/io/merge.h"

#include "store/io/guard.h"
#include "store/io/return_row.h"
#include "store/panel/derive.h"
#include "store/schema/order.h"

#include <string.h>

/* What became of the fields, by their place in the table. */
enum fate { FATE_NONE, FATE_SAME, FATE_LEFT, FATE_CHANGED };

static size_t member_bytes(enum field_type type)
{
	static const size_t bytes[] = {
		[FIELD_TEXT] = sizeof(const char *),
		[FIELD_LONG] = sizeof(const char *),
		[FIELD_WORDS] = sizeof(const char *),
		[FIELD_NUMBER] = sizeof(int64_t),
		[FIELD_FLAG] = sizeof(bool),
		[FIELD_CHOICE] = sizeof(uint32_t),
		[FIELD_DAY] = sizeof(struct day),
		[FIELD_TIME] = sizeof(struct time),
		[FIELD_LIMIT] = sizeof(struct limit),
		[FIELD_LINK] = sizeof(struct uid),
		[FIELD_LINKS] = sizeof(struct uids),
		[FIELD_ROWS] = sizeof(struct rows),
		[FIELD_BYTES] = sizeof(struct bytes),
	};

	return bytes[type];
}

static bool takes_tag(const struct mapping *m, int64_t tag)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->columns[i].use == MAP_TAKEN && m->columns[i].field->tag == tag)
			return true;
	return false;
}

static enum fate fate_of(const struct mapping *m, const enum fate *fates, int64_t tag)
{
	for (size_t i = 0; i < m->schema->field_count; i++)
		if (m->schema->fields[i].tag == tag)
			return fates[i];
	return FATE_NONE;
}

static enum fate fate_named(const struct mapping *m, const enum fate *fates, const char *name)
{
	return fate_of(m, fates, schema_field(m->schema, name)->tag);
}

/* --- an order -------------------------------------------------------------------------- */

static bool keeps(const struct order *o, int64_t tag)
{
	const struct kept_cell *list = o->kept.at;

	for (size_t i = 0; i < o->kept.n; i++)
		if (list[i].field == tag)
			return true;
	return false;
}

/* A cell as it was decoded stays while its value does, unless the file has it anew: our
 * own lists have it only cleaned. */
static bool kept_stays(
	const struct mapping *m, const enum fate *fates, const struct order *from, int64_t tag)
{
	enum fate fate = fate_of(m, fates, tag);

	return fate == FATE_NONE || fate == FATE_LEFT || (fate == FATE_SAME && !keeps(from, tag));
}

static void merge_kept(
	const struct merge *merge, const enum fate *fates, const struct order *from, struct order *to)
{
	const struct mapping *m = merge->map;
	const struct kept_cell *was = to->kept.at, *is = from->kept.at;
	struct kept_cell *all = arena_array(merge->arena, to->kept.n + from->kept.n, sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < to->kept.n; i++)
		if (kept_stays(m, fates, from, was[i].field))
			all[n++] = was[i];
	for (size_t i = 0; i < from->kept.n; i++)
		if (!kept_stays(m, fates, from, is[i].field))
			all[n++] = is[i];
	to->kept = (struct rows){ n, all };
}

static bool carries(const struct mapping *m, const char *heading)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->columns[i].use == MAP_CARRIED && !strcmp(m->columns[i].heading, heading))
			return true;
	return false;
}

/* What this file has no column for stays as an earlier one left it. */
static void merge_extra(
	const struct mapping *m, const struct order *from, struct order *to, struct arena *a)
{
	const struct extra_cell *was = to->extra.at, *is = from->extra.at;
	struct extra_cell *all = arena_array(a, to->extra.n + from->extra.n, sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < to->extra.n; i++)
		if (!carries(m, was[i].heading))
			all[n++] = was[i];
	for (size_t i = 0; i < from->extra.n; i++)
		all[n++] = is[i];
	to->extra = (struct rows){ n, all };
}

/* Those that came in a file of returns know their way; a cell of this file that packs
 * others does not take them away. */
static void keep_returns(const struct rows *were, struct order *to, struct arena *a)
{
	const struct order_return *list = were->at;
	bool known;

	for (size_t i = 0; i < were->n; i++)
		if (list[i].way)
			return_row_add(to, &list[i], a, &known);
}

static bool any_changed(const struct mapping *m, const enum fate *fates)
{
	for (size_t i = 0; i < m->schema->field_count; i++)
		if (fates[i] == FATE_CHANGED)
			return true;
	return false;
}

static void merge_order(
	const struct merge *merge, const enum fate *fates, const struct order *from, struct order *to)
{
	const struct mapping *m = merge->map;

	merge_kept(merge, fates, from, to);
	merge_extra(m, from, to, merge->arena);
	if (fate_named(m, fates, "text") != FATE_NONE && any_changed(m, fates))
		to->damaged = from->damaged;
	if (fate_named(m, fates, "platform_state") != FATE_NONE)
		to->disputed = from->disputed;
	if (fate_named(m, fates, "returns") != FATE_NONE ||
		fate_named(m, fates, "bounces") != FATE_NONE)
		order_count_returns(to, from->bounces);
}

/* --- any record --------------------------------------------------------------------------- */

static enum fate merge_field(
	const struct merge *merge, const struct field *f, const void *from, void *there)
{
	const struct mapping *m = merge->map;
	enum guard guard;

	if ((f->flags & (FIELD_OWNED | FIELD_READONLY)) || !takes_tag(m, f->tag))
		return FATE_NONE;
	if (field_same(f, from, there))
		return FATE_SAME;
	guard = guard_value(merge->txn, m->schema, f, from, there);
	if (guard == GUARD_MASKED && merge->left)
		merge->left(f, merge->arg);
	if (guard != GUARD_PASS)
		return FATE_LEFT;
	memcpy((char *)there + f->offset, (const char *)from + f->offset, member_bytes(f->type));
	return FATE_CHANGED;
}

void merge_record(const struct merge *merge, const void *from, void *there)
{
	const struct schema *s = merge->map->schema;
	enum fate *fates = arena_array(merge->arena, s->field_count, sizeof(*fates));
	struct rows returns = { 0 };

	if (s->kind == KIND_ORDER)
		returns = ((const struct order *)there)->returns;
	for (size_t i = 0; i < s->field_count; i++)
		fates[i] = merge_field(merge, &s->fields[i], from, there);
	if (s->kind == KIND_ORDER && fate_named(merge->map, fates, "returns") == FATE_CHANGED)
		keep_returns(&returns, there, merge->arena);
	if (s->kind == KIND_ORDER)
		merge_order(merge, fates, from, there);
}
