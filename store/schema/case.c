#include "store/schema/review.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

static const struct choice case_states[] = {
	{ CASE_CONSULTING, "consulting", N_("in consultation") },
	{ CASE_READY, "ready", N_("ready") },
	{ CASE_UNDER_REVIEW, "under_review", N_("under review") },
	{ CASE_ADJOURNED, "adjourned", N_("adjourned") },
	{ CASE_REFERRED, "referred", N_("referred up") },
	{ CASE_AGREED, "agreed", N_("agreed") },
	{ CASE_COUNTERSIGNING, "countersigning", N_("countersigning") },
	{ CASE_TO_SIGN, "to_sign", N_("to be signed") },
	{ CASE_ISSUED, "issued", N_("issued") },
	{ CASE_CARRIED_OUT, "carried_out", N_("being carried out") },
	{ CASE_CALL_BACK, "call_back", N_("to be called back") },
	{ CASE_CLOSED, "closed", N_("settled and closed") },
	{ CASE_OBJECTED, "objected", N_("under objection") },
	{ CASE_STAYED, "stayed", N_("stayed") },
	{ CASE_WITHDRAWN, "withdrawn", N_("withdrawn") },
	{ CASE_DECLINED, "declined", N_("not for the panel") },
	{ CASE_ARCHIVED, "archived", N_("archived") },
};

static const struct field part_fields[] = {
	{
		FIELD_AT(struct part, name, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("part of the matter"),
		.help = N_("What one unit can answer for: daily care, power supply."),
	},
	{
		FIELD_AT(struct part, note, FIELD_LONG),
		.tag = 2,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("note"),
		.help = N_("The panel's own note."),
	},
};

const struct schema part_schema = {
	.name = "part",
	.label = N_("part of the matter"),
	.plural = N_("parts of the matter"),
	.size = sizeof(struct part),
	.fields = part_fields,
	.field_count = COUNT(part_fields),
};

static const struct field material_fields[] = {
	{
		FIELD_AT(struct material, name, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED | FIELD_SEARCHED,
		.label = N_("material"),
		.help = N_("What it is."),
	},
	{
		FIELD_AT(struct material, source, FIELD_TEXT),
		.tag = 2,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("handed in by"),
		.help = N_("Unit or person it came from."),
	},
	{
		FIELD_AT(struct material, day, FIELD_DAY),
		.tag = 3,
		.label = N_("handed in on"),
		.help = N_("The day it came."),
	},
	{
		FIELD_AT(struct material, pages, FIELD_TEXT),
		.tag = 4,
		.label = N_("pages"),
		.help = N_("How many, or which."),
	},
	{
		FIELD_AT(struct material, place, FIELD_TEXT),
		.tag = 5,
		.flags = FIELD_SEARCHED,
		.label = N_("where it lies"),
		.help = N_("Folder, cabinet or file."),
	},
	{
		FIELD_AT(struct material, sm3, FIELD_TEXT),
		.tag = 6,
		.label = N_("SM3"),
		.help = N_("Of the file, where there is one."),
	},
};

const struct schema material_schema = {
	.name = "material",
	.label = N_("material"),
	.plural = N_("materials"),
	.size = sizeof(struct material),
	.fields = material_fields,
	.field_count = COUNT(material_fields),
};

static const struct field advice_fields[] = {
	{
		FIELD_AT(struct advice, unit, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_UNIT,
		.label = N_("body"),
		.help = N_("The body of the panel."),
	},
	{
		FIELD_AT(struct advice, words, FIELD_LONG),
		.tag = 2,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("words of the opinion"),
		.help = N_("What the body thinks before the meeting."),
	},
	{
		FIELD_AT(struct advice, bases, FIELD_LINKS),
		.tag = 3,
		.kind = KIND_BASIS,
		.label = N_("bases"),
		.help = N_("What it rests on."),
	},
	{
		FIELD_AT(struct advice, day, FIELD_DAY),
		.tag = 4,
		.label = N_("given on"),
		.help = N_("The day it was given."),
	},
	{
		FIELD_AT(struct advice, by, FIELD_TEXT),
		.tag = 5,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("given by"),
		.help = N_("Who gave it."),
	},
};

const struct schema advice_schema = {
	.name = "advice",
	.label = N_("professional opinion"),
	.plural = N_("professional opinions"),
	.size = sizeof(struct advice),
	.fields = advice_fields,
	.field_count = COUNT(advice_fields),
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
	{
		FIELD_AT(struct case_, area, FIELD_TEXT),
		.tag = 14,
		.flags = FIELD_INDEXED | FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("area"),
		.help = N_("Township or street."),
	},
	{
		FIELD_AT(struct case_, parts, FIELD_ROWS),
		.tag = 15,
		.flags = FIELD_SEARCHED,
		.rows = &part_schema,
		.label = N_("parts of the matter"),
		.help = N_("What the units answer for, each by itself."),
	},
	{
		FIELD_AT(struct case_, materials, FIELD_ROWS),
		.tag = 16,
		.flags = FIELD_SEARCHED,
		.rows = &material_schema,
		.label = N_("materials"),
		.help = N_("What was handed in, and where it lies."),
	},
	{
		FIELD_AT(struct case_, advice, FIELD_ROWS),
		.tag = 17,
		.flags = FIELD_SEARCHED,
		.rows = &advice_schema,
		.label = N_("professional opinions"),
		.help = N_("What the bodies think before the meeting."),
	},
	{
		FIELD_AT(struct case_, convener, FIELD_LINK),
		.tag = 18,
		.kind = KIND_UNIT,
		.label = N_("convenes the talks"),
		.help = N_("The unit that was named; else it follows from the rule."),
	},
	{
		FIELD_AT(struct case_, meanwhile, FIELD_LINK),
		.tag = 19,
		.kind = KIND_UNIT,
		.label = N_("acts meanwhile"),
		.help = N_("The unit that was designated; else it follows from the rule."),
	},
	{
		FIELD_AT(struct case_, before, FIELD_CHOICE),
		.tag = 30,
		.flags = FIELD_READONLY,
		.choices = case_states,
		.choice_count = COUNT(case_states),
		.label = N_("goes on as"),
		.help = N_("The state it goes back to when a stay or an objection is over."),
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
