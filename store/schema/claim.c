#include "store/schema/claim.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

static const struct choice says[] = {
	{ CLAIM_LEADS, "lead", N_("leads") },
	{ CLAIM_ASSISTS, "assist", N_("assists") },
	{ CLAIM_NOT_OURS, "not_ours", N_("not ours") },
	{ CLAIM_SILENT, "silent", N_("silent") },
};

static const struct field claim_fields[] = {
	{
		FIELD_AT(struct claim, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME,
		.cols = 12,
		.label = N_("claim number"),
		.help = N_("The case's number and a count: 2026-0087/1."),
	},
	{
		FIELD_AS(struct claim, case_, "case", FIELD_LINK),
		.tag = 2,
		.flags = FIELD_READONLY | FIELD_REQUIRED | FIELD_INDEXED,
		.kind = KIND_CASE,
		.label = N_("case"),
		.help = N_("The case it is about."),
	},
	{
		FIELD_AT(struct claim, part, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_READONLY | FIELD_SEARCHED | FIELD_LISTED | FIELD_PINYIN,
		.cols = 20,
		.label = N_("part of the matter"),
		.help = N_("The part it answers for; nothing: the matter as a whole."),
	},
	{
		FIELD_AT(struct claim, unit, FIELD_LINK),
		.tag = 4,
		.flags = FIELD_READONLY | FIELD_REQUIRED | FIELD_INDEXED | FIELD_LISTED,
		.cols = 14,
		.kind = KIND_UNIT,
		.label = N_("unit"),
		.help = N_("The unit that says it."),
	},
	{
		FIELD_AT(struct claim, says, FIELD_CHOICE),
		.tag = 5,
		.flags = FIELD_REQUIRED | FIELD_INDEXED | FIELD_LISTED,
		.cols = 6,
		.choices = says,
		.choice_count = COUNT(says),
		.label = N_("says"),
		.help = N_("Leads, assists, not ours, or silent."),
	},
	{
		FIELD_AT(struct claim, bases, FIELD_LINKS),
		.tag = 6,
		.kind = KIND_BASIS,
		.label = N_("bases"),
		.help = N_("What it rests on."),
	},
	{
		FIELD_AT(struct claim, words, FIELD_LONG),
		.tag = 7,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("words of the claim"),
		.help = N_("What the unit wrote or said."),
	},
	{
		FIELD_AT(struct claim, day, FIELD_DAY),
		.tag = 8,
		.flags = FIELD_SORTED | FIELD_LISTED,
		.cols = 10,
		.label = N_("given on"),
		.help = N_("The day it was given."),
	},
	{
		FIELD_AT(struct claim, by, FIELD_TEXT),
		.tag = 9,
		.flags = FIELD_SEARCHED | FIELD_MASKED | FIELD_PINYIN,
		.label = N_("given by"),
		.help = N_("Who gave it."),
	},
	{
		FIELD_AT(struct claim, proposes, FIELD_LINK),
		.tag = 10,
		.kind = KIND_UNIT,
		.label = N_("proposed unit"),
		.help = N_("The unit that it thinks should lead."),
	},
};

const struct schema claim_schema = {
	.kind = KIND_CLAIM,
	.name = "claim",
	.label = N_("unit's claim"),
	.plural = N_("units' claims"),
	.size = sizeof(struct claim),
	.fields = claim_fields,
	.field_count = COUNT(claim_fields),
	.number = "number",
	.title = "part",
	.sort = "-number",
};
