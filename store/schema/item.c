#include "store/schema/review.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

static const struct choice attendances[] = {
	{ ATTENDS, "present", N_("present") },
	{ ATTENDS_FOR, "deputy", N_("as a deputy") },
	{ ATTENDS_INVITED, "invited", N_("invited") },
	{ ATTENDS_LEAVE, "on_leave", N_("on leave") },
	{ ATTENDS_ABSENT, "absent", N_("absent") },
	{ ATTENDS_LEFT, "left", N_("left the room") },
	{ ATTENDS_BACK, "back", N_("came back") },
	{ ATTENDS_RECUSED, "recused", N_("recused") },
};

static const struct field attender_fields[] = {
	{
		FIELD_AT(struct attender, unit, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_UNIT,
		.label = N_("unit"),
		.help = N_("The unit the person comes for."),
	},
	{
		FIELD_AT(struct attender, person, FIELD_TEXT),
		.tag = 2,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("person"),
		.help = N_("Who came."),
	},
	{
		FIELD_AT(struct attender, as, FIELD_CHOICE),
		.tag = 3,
		.flags = FIELD_REQUIRED,
		.choices = attendances,
		.choice_count = COUNT(attendances),
		.label = N_("attendance"),
		.help = N_("Present, deputy, invited, on leave, absent, left, back, recused."),
	},
	{
		FIELD_AT(struct attender, for_whom, FIELD_TEXT),
		.tag = 4,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("for whom"),
		.help = N_("Whom a deputy stands for."),
	},
	{
		FIELD_AT(struct attender, at, FIELD_TIME),
		.tag = 5,
		.label = N_("at"),
		.help = N_("When somebody left, came back or was recused."),
	},
	{
		FIELD_AT(struct attender, reason, FIELD_TEXT),
		.tag = 6,
		.flags = FIELD_SEARCHED,
		.label = N_("reason"),
		.help = N_("Of a recusal or a leave."),
	},
};

const struct schema attender_schema = {
	.name = "attender",
	.label = N_("attendance"),
	.plural = N_("attendance"),
	.size = sizeof(struct attender),
	.fields = attender_fields,
	.field_count = COUNT(attender_fields),
};

static const struct choice stances[] = {
	{ STANCE_AGREES, "agrees", N_("agrees") },
	{ STANCE_DISAGREES, "disagrees", N_("disagrees") },
	{ STANCE_RESERVES, "reserves", N_("reserves") },
};

static const struct field position_fields[] = {
	{
		FIELD_AT(struct position, unit, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_UNIT,
		.label = N_("body"),
		.help = N_("The body of the panel."),
	},
	{
		FIELD_AT(struct position, stance, FIELD_CHOICE),
		.tag = 2,
		.choices = stances,
		.choice_count = COUNT(stances),
		.label = N_("position"),
		.help = N_("Agrees, disagrees, reserves."),
	},
	{
		FIELD_AT(struct position, words, FIELD_LONG),
		.tag = 3,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("words of the position"),
		.help = N_("What the body said."),
	},
	{
		FIELD_AT(struct position, day, FIELD_DAY),
		.tag = 4,
		.label = N_("signed on"),
		.help = N_("In writing: the day of the signature; today unless typed."),
	},
	{
		FIELD_AT(struct position, signer, FIELD_TEXT),
		.tag = 5,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("signed by"),
		.help = N_("In writing: who signed for the body."),
	},
};

const struct schema position_schema = {
	.name = "position",
	.label = N_("position"),
	.plural = N_("positions"),
	.size = sizeof(struct position),
	.fields = position_fields,
	.field_count = COUNT(position_fields),
};

static const struct choice answer_kinds[] = {
	{ ANSWER_ACCEPTS, "accepts", N_("accepts") },
	{ ANSWER_REFUSES, "refuses", N_("does not accept") },
};

static const struct field answer_fields[] = {
	{
		FIELD_AT(struct answer, unit, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_UNIT,
		.label = N_("party"),
		.help = N_("The unit whose matter it is."),
	},
	{
		FIELD_AT(struct answer, answer, FIELD_CHOICE),
		.tag = 2,
		.choices = answer_kinds,
		.choice_count = COUNT(answer_kinds),
		.label = N_("answer"),
		.help = N_("Whether it accepts."),
	},
	{
		FIELD_AT(struct answer, words, FIELD_LONG),
		.tag = 3,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("words of the answer"),
		.help = N_("What the party said."),
	},
};

const struct schema answer_schema = {
	.name = "answer",
	.label = N_("answer"),
	.plural = N_("answers"),
	.size = sizeof(struct answer),
	.fields = answer_fields,
	.field_count = COUNT(answer_fields),
};

static const struct choice item_states[] = {
	{ ITEM_WAITING, "waiting", N_("waiting") },
	{ ITEM_IN_REVIEW, "in_review", N_("being heard") },
	{ ITEM_AGREED, "agreed", N_("settled") },
	{ ITEM_ADJOURNED, "adjourned", N_("put off") },
	{ ITEM_RETURNED, "returned", N_("back to the units") },
	{ ITEM_LAW_ASKED, "law_asked", N_("legal opinion asked") },
	{ ITEM_REFERRED, "referred", N_("referred up") },
	{ ITEM_DECLINED, "declined", N_("declined") },
	{ ITEM_CARRIED, "carried", N_("carried over") },
};

static const struct field item_fields[] = {
	{
		FIELD_AT(struct item, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME | FIELD_READONLY,
		.cols = 10,
		.label = N_("item number"),
		.help = N_("Meeting and place when it was put on: 2026-15/2."),
	},
	{
		FIELD_AT(struct item, meeting, FIELD_LINK),
		.tag = 2,
		.flags = FIELD_REQUIRED | FIELD_INDEXED | FIELD_READONLY,
		.kind = KIND_MEETING,
		.label = N_("meeting"),
		.help = N_("The meeting."),
	},
	{
		FIELD_AS(struct item, case_, "case", FIELD_LINK),
		.tag = 3,
		.flags = FIELD_REQUIRED | FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 9,
		.kind = KIND_CASE,
		.label = N_("case"),
		.help = N_("The case."),
	},
	{
		FIELD_AT(struct item, place, FIELD_NUMBER),
		.tag = 4,
		.flags = FIELD_SORTED | FIELD_LISTED | FIELD_READONLY,
		.cols = 4,
		.label = N_("place on the agenda"),
		.help = N_("1 is heard first."),
	},
	{
		FIELD_AT(struct item, attenders, FIELD_ROWS),
		.tag = 5,
		.rows = &attender_schema,
		.label = N_("attendance"),
		.help = N_("Who came for this item."),
	},
	{
		FIELD_AT(struct item, positions, FIELD_ROWS),
		.tag = 6,
		.rows = &position_schema,
		.label = N_("positions"),
		.help = N_("What the bodies of the panel say."),
	},
	{
		FIELD_AT(struct item, answers, FIELD_ROWS),
		.tag = 7,
		.rows = &answer_schema,
		.label = N_("answers"),
		.help = N_("What the parties say."),
	},
	{
		FIELD_AT(struct item, notes, FIELD_LONG),
		.tag = 8,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("notes"),
		.help = N_("Who said what, with the time."),
	},
	{
		FIELD_AT(struct item, reason, FIELD_LONG),
		.tag = 9,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("why put off"),
		.help = N_("Why it ended without a ruling."),
	},
	{
		FIELD_AT(struct item, until, FIELD_DAY),
		.tag = 10,
		.flags = FIELD_SORTED,
		.label = N_("put off until"),
		.help = N_("The day it comes back."),
	},
	{
		FIELD_AT(struct item, seconds, FIELD_NUMBER),
		.tag = 11,
		.label = N_("seconds spent"),
		.help = N_("Time spent on it."),
	},
	{
		FIELD_AT(struct item, ruling, FIELD_LINK),
		.tag = 12,
		.flags = FIELD_READONLY,
		.kind = KIND_RULING,
		.label = N_("ruling"),
		.help = N_("What was agreed on it."),
	},
	{
		FIELD_AT(struct item, state, FIELD_CHOICE),
		.tag = 13,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 8,
		.choices = item_states,
		.choice_count = COUNT(item_states),
		.label = N_("outcome"),
		.help = N_("Waiting, being heard, settled, put off, carried over, or another outcome."),
	},
	{
		FIELD_AT(struct item, whom, FIELD_TEXT),
		.tag = 14,
		.flags = FIELD_SEARCHED | FIELD_READONLY,
		.label = N_("asked or referred to"),
		.help = N_("Who is asked for a legal opinion, or has to decide."),
	},
	{
		FIELD_AT(struct item, late, FIELD_FLAG),
		.tag = 15,
		.flags = FIELD_READONLY,
		.label = N_("late item"),
		.help = N_("It came onto the agenda after the notice or during the meeting."),
	},
};

const struct schema item_schema = {
	.kind = KIND_ITEM,
	.name = "item",
	.label = N_("agenda item"),
	.plural = N_("agenda items"),
	.size = sizeof(struct item),
	.fields = item_fields,
	.field_count = COUNT(item_fields),
	.number = "number",
	.title = "number",
	.state = "state",
	.sort = "number",
};
