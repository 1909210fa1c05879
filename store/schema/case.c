#include "store/schema/review.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

static const struct choice case_states[] = {
	{ CASE_READY, "ready", N_("ready") },
	{ CASE_UNDER_REVIEW, "under_review", N_("under review") },
	{ CASE_ADJOURNED, "adjourned", N_("adjourned") },
	{ CASE_AGREED, "agreed", N_("agreed") },
	{ CASE_ISSUED, "issued", N_("issued") },
};

static const struct field case_fields[] = {
	{
		FIELD_AT(struct case_, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME,
		.cols = 9,
		.label = N_("case number"),
		.help = N_("Year and count: 2026-0087; given when it is taken up."),
	},
	{
		FIELD_AT(struct case_, title, FIELD_TEXT),
		.tag = 2,
		.flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED | FIELD_MASKED | FIELD_PINYIN,
		.cols = 28,
		.label = N_("matter"),
		.help = N_("What the case is about."),
	},
	{
		FIELD_AT(struct case_, referrer, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("brought in by"),
		.help = N_("Who brought the case to the panel."),
	},
	{
		FIELD_AT(struct case_, day, FIELD_DAY),
		.tag = 4,
		.flags = FIELD_SORTED | FIELD_LISTED,
		.cols = 10,
		.label = N_("brought in"),
		.help = N_("The day it was brought in."),
	},
	{
		FIELD_AT(struct case_, reason, FIELD_LONG),
		.tag = 5,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("why it is disputed"),
		.help = N_("What the units disagree on."),
	},
	{
		FIELD_AT(struct case_, category, FIELD_TEXT),
		.tag = 6,
		.flags = FIELD_INDEXED | FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("category"),
		.help = N_("All levels, with / between."),
	},
	{
		FIELD_AT(struct case_, orders, FIELD_LINKS),
		.tag = 7,
		.kind = KIND_ORDER,
		.label = N_("orders"),
		.help = N_("The orders it is about; a class of matters may have none."),
	},
	{
		FIELD_AT(struct case_, parties, FIELD_LINKS),
		.tag = 8,
		.flags = FIELD_LISTED,
		.cols = 20,
		.kind = KIND_UNIT,
		.label = N_("parties"),
		.help = N_("Units that returned it, claim it or are complained of."),
	},
	{
		FIELD_AT(struct case_, bases, FIELD_LINKS),
		.tag = 9,
		.kind = KIND_BASIS,
		.label = N_("bases"),
		.help = N_("What was cited so far."),
	},
	{
		FIELD_AT(struct case_, note, FIELD_LONG),
		.tag = 10,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("note"),
		.help = N_("The panel's own note."),
	},
	{
		FIELD_AT(struct case_, state, FIELD_CHOICE),
		.tag = 11,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 6,
		.choices = case_states,
		.choice_count = COUNT(case_states),
		.label = N_("state"),
		.help = N_("Where the case stands."),
	},
	{
		FIELD_AT(struct case_, item, FIELD_LINK),
		.tag = 12,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 9,
		.kind = KIND_ITEM,
		.label = N_("agenda item"),
		.help = N_("Where it stands on an agenda, or stood last."),
	},
	{
		FIELD_AT(struct case_, ruling, FIELD_LINK),
		.tag = 13,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.kind = KIND_RULING,
		.label = N_("ruling"),
		.help = N_("What was agreed."),
	},
};

const struct schema case_schema = {
	.kind = KIND_CASE,
	.name = "case",
	.label = N_("case"),
	.plural = N_("cases"),
	.size = sizeof(struct case_),
	.fields = case_fields,
	.field_count = COUNT(case_fields),
	.number = "number",
	.title = "title",
	.state = "state",
	.sort = "-number",
};
