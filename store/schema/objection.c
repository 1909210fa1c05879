#include "store/schema/objection.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

static const struct choice states[] = {
	{ OBJECTION_RECEIVED, "received", N_("objection received") },
	{ OBJECTION_IN_REVIEW, "in_review", N_("objection in review") },
	{ OBJECTION_DECIDED, "decided", N_("objection answered") },
	{ OBJECTION_WITHDRAWN, "withdrawn", N_("objection withdrawn") },
};

const struct choice objection_results[OBJECTION_RESULTS] = {
	{ OBJECTION_UPHOLDS, "upholds", N_("the ruling stands") },
	{ OBJECTION_CHANGES, "changes", N_("the ruling is changed") },
	{ OBJECTION_REVOKES, "revokes", N_("the ruling is revoked") },
	{ OBJECTION_REFERS, "refers", N_("referred up") },
};

bool objection_open(const struct objection *o)
{
	return o->state == OBJECTION_RECEIVED || o->state == OBJECTION_IN_REVIEW;
}

static const struct field objection_fields[] = {
	{
		FIELD_AT(struct objection, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME | FIELD_READONLY,
		.cols = 8,
		.label = N_("objection number"),
		.help = N_("Year and count: 2026-03; taken once, never used again."),
	},
	{
		FIELD_AT(struct objection, title, FIELD_TEXT),
		.tag = 2,
		.flags = FIELD_SEARCHED | FIELD_LISTED | FIELD_MASKED | FIELD_PINYIN | FIELD_READONLY,
		.cols = 24,
		.label = N_("matter"),
		.help = N_("What the ruling is about."),
	},
	{
		FIELD_AT(struct objection, ruling, FIELD_LINK),
		.tag = 3,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 8,
		.kind = KIND_RULING,
		.label = N_("ruling"),
		.help = N_("The ruling that is objected to."),
	},
	{
		FIELD_AS(struct objection, case_, "case", FIELD_LINK),
		.tag = 4,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.kind = KIND_CASE,
		.label = N_("case"),
		.help = N_("The case it settles."),
	},
	{
		FIELD_AT(struct objection, unit, FIELD_LINK),
		.tag = 5,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 10,
		.kind = KIND_UNIT,
		.label = N_("unit that objects"),
		.help = N_("A unit with a duty under the ruling, or a party of its case."),
	},
	{
		FIELD_AT(struct objection, day, FIELD_DAY),
		.tag = 6,
		.flags = FIELD_SORTED | FIELD_LISTED | FIELD_READONLY,
		.cols = 10,
		.label = N_("objected on"),
		.help = N_("The day the letter came."),
	},
	{
		FIELD_AT(struct objection, letter, FIELD_TEXT),
		.tag = 7,
		.flags = FIELD_SEARCHED,
		.label = N_("letter"),
		.help = N_("What it came in: title, number, where it lies."),
	},
	{
		FIELD_AT(struct objection, fact, FIELD_LONG),
		.tag = 8,
		.flags = FIELD_SEARCHED | FIELD_MASKED | FIELD_READONLY,
		.label = N_("new fact"),
		.help = N_("What the panel did not know."),
	},
	{
		FIELD_AT(struct objection, basis, FIELD_LINK),
		.tag = 9,
		.flags = FIELD_READONLY,
		.kind = KIND_BASIS,
		.label = N_("new basis"),
		.help = N_("A basis that the ruling does not cite."),
	},
	{
		FIELD_AT(struct objection, words, FIELD_LONG),
		.tag = 10,
		.flags = FIELD_SEARCHED | FIELD_MASKED | FIELD_READONLY,
		.label = N_("words of the objection"),
		.help = N_("What the unit asks for, and why."),
	},
	{
		FIELD_AT(struct objection, stays, FIELD_FLAG),
		.tag = 11,
		.flags = FIELD_READONLY,
		.label = N_("stays execution"),
		.help = N_("The ruling need not be carried out until the answer."),
	},
	{
		FIELD_AT(struct objection, due, FIELD_DAY),
		.tag = 12,
		.flags = FIELD_SORTED | FIELD_LISTED | FIELD_READONLY,
		.cols = 10,
		.label = N_("to be answered by"),
		.help = N_("The day by which the panel answers."),
	},
	{
		FIELD_AT(struct objection, state, FIELD_CHOICE),
		.tag = 13,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 6,
		.choices = states,
		.choice_count = COUNT(states),
		.label = N_("state"),
		.help = N_("Where the objection stands."),
	},
	{
		FIELD_AT(struct objection, result, FIELD_CHOICE),
		.tag = 14,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 4,
		.choices = objection_results,
		.choice_count = OBJECTION_RESULTS,
		.label = N_("answer to the objection"),
		.help = N_("The ruling stands, is changed, is revoked, or goes up."),
	},
	{
		FIELD_AT(struct objection, reason, FIELD_LONG),
		.tag = 15,
		.flags = FIELD_SEARCHED | FIELD_MASKED | FIELD_READONLY,
		.label = N_("reason"),
		.help = N_("Of the answer, or of the withdrawal."),
	},
	{
		FIELD_AT(struct objection, decided, FIELD_DAY),
		.tag = 16,
		.flags = FIELD_SORTED | FIELD_READONLY,
		.label = N_("answered on"),
		.help = N_("The day of the answer."),
	},
	{
		FIELD_AT(struct objection, amendment, FIELD_LINK),
		.tag = 17,
		.flags = FIELD_READONLY,
		.kind = KIND_RULING,
		.label = N_("amendment"),
		.help = N_("The ruling that the objection led to."),
	},
};

const struct schema objection_schema = {
	.kind = KIND_OBJECTION,
	.name = "objection",
	.label = N_("objection review"),
	.plural = N_("objection reviews"),
	.size = sizeof(struct objection),
	.fields = objection_fields,
	.field_count = COUNT(objection_fields),
	.number = "number",
	.title = "title",
	.state = "state",
	.sort = "-number",
};
