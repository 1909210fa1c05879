#include "store/panel/guide.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/late.h"
#include "store/panel/ruling.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"

#include <string.h>

static const struct field fields[] = {
	{
		FIELD_AT(struct guide_row, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_LISTED,
		.cols = 14,
		.label = N_("order number"),
		.help = N_("The order; empty where the row is about a class."),
	},
	{
		FIELD_AT(struct guide_row, matter, FIELD_TEXT),
		.tag = 2,
		.flags = FIELD_LISTED | FIELD_MASKED,
		.cols = 28,
		.label = N_("matter"),
		.help = N_("What it is about; of a class its conditions."),
	},
	{
		FIELD_AT(struct guide_row, lead, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_LISTED,
		.cols = 10,
		.label = N_("unit in charge"),
		.help = N_("主办: the unit that the order goes to."),
	},
	{
		FIELD_AT(struct guide_row, assists, FIELD_TEXT),
		.tag = 4,
		.flags = FIELD_LISTED,
		.cols = 14,
		.label = N_("units that help"),
		.help = N_("协办."),
	},
	{
		FIELD_AT(struct guide_row, ruling, FIELD_TEXT),
		.tag = 5,
		.flags = FIELD_LISTED,
		.cols = 8,
		.label = N_("ruling number"),
		.help = N_("The ruling that says so."),
	},
	{
		FIELD_AT(struct guide_row, words, FIELD_LONG),
		.tag = 6,
		.flags = FIELD_LISTED | FIELD_MASKED,
		.cols = 40,
		.label = N_("words to paste"),
		.help = N_("For the platform."),
	},
	{
		FIELD_AT(struct guide_row, in_hand, FIELD_TEXT),
		.tag = 7,
		.label = N_("unit in hand"),
		.help = N_("The unit that has the order now."),
	},
	{
		FIELD_AT(struct guide_row, elsewhere, FIELD_FLAG),
		.tag = 8,
		.label = N_("sent elsewhere"),
		.help = N_("The unit in hand is none of those."),
	},
};

const struct schema guide_schema = {
	.name = "guide",
	.label = N_("dispatching guide"),
	.plural = N_("dispatching guide"),
	.size = sizeof(struct guide_row),
	.fields = fields,
	.field_count = COUNT(fields),
	.number = "number",
	.title = "matter",
};

static const char *assists_of(struct kv_txn *txn, const struct ruling *r, struct arena *a)
{
	const struct duty *duties = r->duties.at, *lead = ruling_lead(r);
	const char *names = "";

	for (size_t i = 0; i < r->duties.n; i++)
		if (&duties[i] != lead)
			names = arena_format(
				a, "%s%s%s", names, *names ? "、" : "", unit_short(txn, duties[i].unit, a));
	return names;
}

static const char *words_to_paste(
	const struct ruling *r, const struct guide_row *row, struct arena *a)
{
	const char *document = *r->document ? arena_format(a, "（%s）", r->document) : "";
	const char *helps = *row->assists ? arena_format(a, "，%s协办", row->assists) : "";

	return arena_format(a, "请按研判结论%s%s办理：%s主办%s。%s", r->number, document, row->lead,
		helps, r->sentence);
}

static void fill(struct kv_txn *txn, const struct ruling *r, struct guide_row *row, struct arena *a)
{
	const struct duty *lead = ruling_lead(r);

	schema_init(&guide_schema, row);
	row->lead = lead ? unit_short(txn, lead->unit, a) : "";
	row->assists = assists_of(txn, r, a);
	row->ruling = r->number;
	row->words = words_to_paste(r, row, a);
}

void guide_class(struct kv_txn *txn, const struct ruling *r, struct guide_row *row, struct arena *a)
{
	struct buf conditions = { 0 };

	fill(txn, r, row, a);
	if (!*r->conditions)
		precedent_conditions(r, &conditions);
	row->matter = *r->conditions ? r->conditions : arena_text(a, buf_text(&conditions));
	buf_free(&conditions);
}

static bool has_part(const struct ruling *r, struct uid unit)
{
	const struct duty *duties = r->duties.at;

	for (size_t i = 0; i < r->duties.n; i++)
		if (uid_same(duties[i].unit, unit))
			return true;
	return false;
}

/* While it lies with the hotline it was not sent anywhere yet. */
static bool sent_elsewhere(
	struct kv_txn *txn, const struct ruling *r, const struct order *o, struct arena *a)
{
	struct unit u;

	return unit_called(txn, o->unit, &u, a) && !unit_dispatches(&u, rules_of(txn)) &&
		!has_part(r, u.head.uid);
}

bool guide_order(struct kv_txn *txn, const struct precedent_classes *classes, const struct order *o,
	struct guide_row *row, struct arena *a)
{
	struct ruling settled;
	const struct ruling **found = arena_array(a, classes->n + 1, sizeof(*found));
	const struct ruling *r = late_ruling(txn, o, &settled, a) ? &settled
		: precedent_among(classes, o, found, a)               ? found[0]
															  : NULL;

	if (!r)
		return false;
	fill(txn, r, row, a);
	row->number = o->number;
	row->matter = *o->matter ? o->matter : o->title;
	row->in_hand = o->unit;
	row->elsewhere = sent_elsewhere(txn, r, o, a);
	return true;
}
