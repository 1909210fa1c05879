#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/schema/claim.h"

bool consult_settled(const struct consult *c)
{
	return c->state != CONSULT_ASKED;
}

static const struct choice states[] = {
	{ CONSULT_ASKED, "asked", N_("being asked") },
	{ CONSULT_REPLIED, "replied", N_("answered") },
	{ CONSULT_LATE, "late", N_("answered late") },
	{ CONSULT_NOTED, "noted", N_("noted as late") },
	{ CONSULT_DEEMED, "deemed", N_("deemed to agree") },
	{ CONSULT_WITHDRAWN, "withdrawn", N_("request withdrawn") },
};

static const struct field consult_fields[] = {
	{
		FIELD_AT(struct consult, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME,
		.cols = 12,
		.label = N_("consultation number"),
		.help = N_("The case's number and a count: 2026-0087/1."),
	},
	{
		FIELD_AS(struct consult, case_, "case", FIELD_LINK),
		.tag = 2,
		.flags = FIELD_READONLY | FIELD_REQUIRED | FIELD_INDEXED,
		.kind = KIND_CASE,
		.label = N_("case"),
		.help = N_("The case it is about."),
	},
	{
		FIELD_AT(struct consult, unit, FIELD_LINK),
		.tag = 3,
		.flags = FIELD_READONLY | FIELD_REQUIRED | FIELD_INDEXED | FIELD_LISTED,
		.cols = 14,
		.kind = KIND_UNIT,
		.label = N_("unit"),
		.help = N_("The unit that is asked."),
	},
	{
		FIELD_AT(struct consult, round, FIELD_NUMBER),
		.tag = 4,
		.flags = FIELD_INDEXED | FIELD_LISTED,
		.cols = 4,
		.label = N_("round"),
		.help = N_("The first time of asking, or the second."),
	},
	{
		FIELD_AT(struct consult, asked, FIELD_DAY),
		.tag = 5,
		.flags = FIELD_SORTED | FIELD_LISTED,
		.cols = 10,
		.label = N_("asked on"),
		.help = N_("The day the unit was asked."),
	},
	{
		FIELD_AT(struct consult, limit, FIELD_NUMBER),
		.tag = 6,
		.label = N_("working days to answer"),
		.help = N_("How long the unit has."),
	},
	{
		FIELD_AT(struct consult, due, FIELD_DAY),
		.tag = 7,
		.flags = FIELD_SORTED | FIELD_LISTED,
		.cols = 10,
		.label = N_("answer due"),
		.help = N_("The last day for the answer."),
	},
	{
		FIELD_AT(struct consult, reminded, FIELD_NUMBER),
		.tag = 8,
		.flags = FIELD_READONLY,
		.label = N_("reminded times"),
		.help = N_("How often the unit was reminded."),
	},
	{
		FIELD_AT(struct consult, replied, FIELD_DAY),
		.tag = 9,
		.flags = FIELD_SORTED,
		.label = N_("answered on"),
		.help = N_("The day the answer came."),
	},
	{
		FIELD_AT(struct consult, words, FIELD_LONG),
		.tag = 10,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("words of the answer"),
		.help = N_("What it answered, or why it is no longer waited for."),
	},
	{
		FIELD_AT(struct consult, state, FIELD_CHOICE),
		.tag = 11,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 8,
		.choices = states,
		.choice_count = COUNT(states),
		.label = N_("state"),
		.help = N_("Whether it was answered in time, late, or not."),
	},
};

const struct schema consult_schema = {
	.kind = KIND_CONSULT,
	.name = "consult",
	.label = N_("consultation"),
	.plural = N_("consultations"),
	.size = sizeof(struct consult),
	.fields = consult_fields,
	.field_count = COUNT(consult_fields),
	.number = "number",
	.title = "number",
	.state = "state",
	.sort = "due",
};
