#include "store/schema/filter.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

/* Names are those of the kinds' own tables. */
static const struct choice lists[] = {
	{ KIND_ORDER, "order", N_("orders") },
	{ KIND_CASE, "case", N_("cases") },
	{ KIND_UNIT, "unit", N_("units") },
	{ KIND_MEMBER, "member", N_("members") },
	{ KIND_BASIS, "basis", N_("bases") },
	{ KIND_MEETING, "meeting", N_("meetings") },
	{ KIND_ITEM, "item", N_("items") },
	{ KIND_RULING, "ruling", N_("rulings") },
	{ KIND_BATCH, "batch", N_("imports") },
};

static const struct field fields[] = {
	{
		FIELD_AT(struct filter, name, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED | FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME |
			FIELD_PINYIN,
		.cols = 20,
		.label = N_("filter's name"),
		.help = N_("What it is called; each name once."),
	},
	{
		FIELD_AT(struct filter, of, FIELD_CHOICE),
		.tag = 2,
		.flags = FIELD_REQUIRED | FIELD_INDEXED | FIELD_LISTED,
		.cols = 6,
		.choices = lists,
		.choice_count = COUNT(lists),
		.label = N_("list it filters"),
		.help = N_("The kind of records it finds."),
	},
	{
		FIELD_AT(struct filter, query, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED,
		.cols = 40,
		.label = N_("query"),
		.help = N_("Words and conditions, as in the line that finds."),
	},
	{
		FIELD_AT(struct filter, sort, FIELD_TEXT),
		.tag = 4,
		.label = N_("sorted by"),
		.help = N_("A field, -field the other way round; empty: as the list usually is."),
	},
	{
		FIELD_AT(struct filter, note, FIELD_TEXT),
		.tag = 5,
		.flags = FIELD_SEARCHED,
		.label = N_("note"),
		.help = N_("Anything else."),
	},
};

const struct schema filter_schema = {
	.kind = KIND_FILTER,
	.name = "filter",
	.label = N_("saved filter"),
	.plural = N_("saved filters"),
	.size = sizeof(struct filter),
	.fields = fields,
	.field_count = COUNT(fields),
	.number = "name",
	.title = "query",
	.sort = "name",
};
