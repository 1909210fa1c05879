#include "store/schema/ledger.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

#include <string.h>

static const struct field fields[] = {
	{
		FIELD_AT(struct ledger_row, ordinal, FIELD_NUMBER),
		.tag = 1,
		.flags = FIELD_READONLY,
		.label = N_("count of the line"),
		.help = N_("The line's place in the ledger."),
	},
	{
		FIELD_AT(struct ledger_row, number, FIELD_TEXT),
		.tag = 2,
		.label = N_("ruling number"),
		.help = N_("The office's number of the ruling, as typed."),
	},
	{
		FIELD_AT(struct ledger_row, document, FIELD_TEXT),
		.tag = 3,
		.label = N_("document number of the office"),
		.help = N_("The number of the paper it was issued by."),
	},
	{
		FIELD_AT(struct ledger_row, title, FIELD_TEXT),
		.tag = 4,
		.flags = FIELD_REQUIRED,
		.label = N_("matter"),
		.help = N_("What it is about."),
	},
	{
		FIELD_AT(struct ledger_row, orders, FIELD_TEXT),
		.tag = 5,
		.label = N_("order number"),
		.help = N_("The orders it settled."),
	},
	{
		FIELD_AS(struct ledger_row, case_, "case", FIELD_TEXT),
		.tag = 6,
		.label = N_("case"),
		.help = N_("The case it settled."),
	},
	{
		FIELD_AT(struct ledger_row, meeting, FIELD_TEXT),
		.tag = 7,
		.label = N_("meeting"),
		.help = N_("The meeting it was agreed in."),
	},
	{
		FIELD_AT(struct ledger_row, agreed, FIELD_DAY),
		.tag = 8,
		.label = N_("day of the review"),
		.help = N_("The day it was agreed."),
	},
	{
		FIELD_AT(struct ledger_row, issued, FIELD_DAY),
		.tag = 9,
		.label = N_("issued on"),
		.help = N_("The day it was issued."),
	},
	{
		FIELD_AT(struct ledger_row, lead, FIELD_TEXT),
		.tag = 10,
		.label = N_("lead unit"),
		.help = N_("The one unit that leads."),
	},
	{
		FIELD_AT(struct ledger_row, assists, FIELD_TEXT),
		.tag = 11,
		.label = N_("assisting units"),
		.help = N_("The units that assist, all in one cell."),
	},
	{
		FIELD_AT(struct ledger_row, duties, FIELD_LONG),
		.tag = 12,
		.label = N_("duties"),
		.help = N_("Who must do what: a unit a line, or the lead's alone."),
	},
	{
		FIELD_AT(struct ledger_row, limits, FIELD_LONG),
		.tag = 13,
		.label = N_("time limit"),
		.help = N_("By when: a unit a line, or the lead's alone."),
	},
	{
		FIELD_AT(struct ledger_row, bases, FIELD_LONG),
		.tag = 14,
		.label = N_("bases"),
		.help = N_("What it rests on."),
	},
	{
		FIELD_AT(struct ledger_row, standing, FIELD_TEXT),
		.tag = 15,
		.label = N_("standing"),
		.help = N_("How it came about."),
	},
	{
		FIELD_AT(struct ledger_row, scope, FIELD_TEXT),
		.tag = 16,
		.label = N_("scope"),
		.help = N_("This case, this class, or the register too."),
	},
	{
		FIELD_AT(struct ledger_row, conditions, FIELD_TEXT),
		.tag = 17,
		.label = N_("conditions"),
		.help = N_("Which later orders it settles."),
	},
	{
		FIELD_AT(struct ledger_row, sentence, FIELD_LONG),
		.tag = 18,
		.label = N_("wording"),
		.help = N_("The ruling as it stands in the minutes."),
	},
	{
		FIELD_AT(struct ledger_row, state, FIELD_TEXT),
		.tag = 19,
		.label = N_("state"),
		.help = N_("In force, unless it says superseded, revoked or stayed."),
	},
	{
		FIELD_AT(struct ledger_row, used, FIELD_NUMBER),
		.tag = 20,
		.label = N_("followed"),
		.help = N_("Later orders settled by it."),
	},
	{
		FIELD_AT(struct ledger_row, signer, FIELD_TEXT),
		.tag = 21,
		.label = N_("signer"),
		.help = N_("Who signed."),
	},
	{
		FIELD_AT(struct ledger_row, government, FIELD_DAY),
		.tag = 22,
		.label = N_("decided by the government on"),
		.help = N_("The day on which a coordinating opinion became a decision."),
	},
	{
		FIELD_AT(struct ledger_row, note, FIELD_LONG),
		.tag = 23,
		.label = N_("note"),
		.help = N_("What else the ledger says."),
	},
};

const struct schema ledger_row_schema = {
	.kind = KIND_RULING,
	.name = "ledger",
	.label = N_("line of the ledger"),
	.plural = N_("old ledger of rulings"),
	.size = sizeof(struct ledger_row),
	.fields = fields,
	.field_count = COUNT(fields),
	.number = "number",
	.title = "title",
};

const struct field *ledger_column(const char *word, size_t *heading)
{
	const char *sign = strchr(word, '=');

	*heading = sign ? (size_t)(sign - word) : strlen(word);
	return schema_field_named(&ledger_row_schema, sign ? sign + 1 : word);
}

static bool no_column(const char *word, struct err *e)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < COUNT(fields); i++)
		buf_printf(&names, "%s%s", i ? "、" : "", _(fields[i].label));
	err_set(e, ERR_INPUT, "the ledger has no column %s", word);
	err_fix(e, "write HEADING or HEADING=column, one of: %s", buf_text(&names));
	buf_free(&names);
	return false;
}

bool ledger_columns_sound(const char *words, struct err *e)
{
	char word[256];
	size_t heading;

	for (const char *at = words; *at;) {
		size_t n = strcspn(at, "|"), from = strspn(at, " ");

		if (n >= sizeof(word))
			return err_set(e, ERR_INPUT, "a heading of the ledger is too long");
		memcpy(word, at, n);
		word[n] = '\0';
		while (n > from && word[n - 1] == ' ')
			word[--n] = '\0';
		if (n > from && !ledger_column(word + from, &heading))
			return no_column(word + from, e);
		at += strcspn(at, "|");
		at += *at == '|';
	}
	return true;
}
