#include "store/schema/review.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

static const struct choice duty_roles[] = {
	{ DUTY_LEADS, "lead", N_("leads") },
	{ DUTY_ASSISTS, "assist", N_("assists") },
};

static const struct choice duty_stages[] = {
	{ STAGE_BEFORE, "before", N_("beforehand") },
	{ STAGE_DURING, "during", N_("during") },
	{ STAGE_AFTER, "after", N_("afterwards") },
};

static const struct field duty_fields[] = {
	{
		FIELD_AT(struct duty, role, FIELD_CHOICE),
		.tag = 1,
		.choices = duty_roles,
		.choice_count = COUNT(duty_roles),
		.label = N_("role in the matter"),
		.help = N_("Exactly one unit leads."),
	},
	{
		FIELD_AT(struct duty, unit, FIELD_LINK),
		.tag = 2,
		.kind = KIND_UNIT,
		.label = N_("unit"),
		.help = N_("The unit that must act."),
	},
	{
		FIELD_AT(struct duty, task, FIELD_LONG),
		.tag = 3,
		.flags = FIELD_SEARCHED,
		.label = N_("duty"),
		.help = N_("What it must do, in words."),
	},
	{
		FIELD_AT(struct duty, stage, FIELD_CHOICE),
		.tag = 4,
		.choices = duty_stages,
		.choice_count = COUNT(duty_stages),
		.label = N_("stage"),
		.help = N_("Beforehand, during, afterwards."),
	},
	{
		FIELD_AT(struct duty, bases, FIELD_LINKS),
		.tag = 5,
		.kind = KIND_BASIS,
		.label = N_("bases"),
		.help = N_("What this duty rests on."),
	},
	{
		FIELD_AT(struct duty, limit, FIELD_LIMIT),
		.tag = 6,
		.label = N_("time limit"),
		.help = N_("5 working days, 24 hours, a day, or standing."),
	},
};

const struct schema duty_schema = {
	.name = "duty",
	.label = N_("duty"),
	.plural = N_("duties"),
	.size = sizeof(struct duty),
	.fields = duty_fields,
	.field_count = COUNT(duty_fields),
};

static const struct choice ruling_states[] = {
	{ RULING_DRAFT, "draft", N_("drafted") },
	{ RULING_AGREED, "agreed", N_("agreed") },
	{ RULING_ISSUED, "in_force", N_("in force") },
};

static const struct choice scopes[] = {
	{ SCOPE_CASE, "case", N_("this case") },
	{ SCOPE_CLASS, "class", N_("this class") },
	{ SCOPE_REGISTER, "register", N_("this class and the register") },
};

static const struct choice standings[] = {
	{ STANDING_CONSENT, "consent", N_("agreed by the parties") },
	{ STANDING_OPINION, "opinion", N_("coordinating opinion") },
};

static const struct field ruling_fields[] = {
	{
		FIELD_AT(struct ruling, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME | FIELD_READONLY,
		.cols = 8,
		.label = N_("ruling number"),
		.help = N_("Year and count: 2026-09; taken when it is issued, never used again."),
	},
	{
		FIELD_AT(struct ruling, draft, FIELD_TEXT),
		.tag = 2,
		.flags = FIELD_SORTED | FIELD_SEARCHED | FIELD_NAME | FIELD_READONLY,
		.cols = 10,
		.label = N_("item number"),
		.help = N_("How it is cited before it has a number."),
	},
	{
		FIELD_AT(struct ruling, item, FIELD_LINK),
		.tag = 3,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.kind = KIND_ITEM,
		.label = N_("agenda item"),
		.help = N_("The item it was agreed on."),
	},
	{
		FIELD_AS(struct ruling, case_, "case", FIELD_LINK),
		.tag = 4,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.kind = KIND_CASE,
		.label = N_("case"),
		.help = N_("The case it settles."),
	},
	{
		FIELD_AT(struct ruling, meeting, FIELD_LINK),
		.tag = 5,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.kind = KIND_MEETING,
		.label = N_("meeting"),
		.help = N_("The meeting it was agreed in."),
	},
	{
		FIELD_AT(struct ruling, title, FIELD_TEXT),
		.tag = 6,
		.flags = FIELD_SEARCHED | FIELD_LISTED | FIELD_MASKED | FIELD_PINYIN,
		.cols = 28,
		.label = N_("matter"),
		.help = N_("What it is about."),
	},
	{
		FIELD_AT(struct ruling, duties, FIELD_ROWS),
		.tag = 7,
		.flags = FIELD_SEARCHED | FIELD_LISTED,
		.cols = 20,
		.rows = &duty_schema,
		.label = N_("duties"),
		.help = N_("Who must do what, the lead first."),
	},
	{
		FIELD_AT(struct ruling, bases, FIELD_LINKS),
		.tag = 8,
		.kind = KIND_BASIS,
		.label = N_("bases"),
		.help = N_("What the ruling rests on."),
	},
	{
		FIELD_AT(struct ruling, meanwhile, FIELD_LINK),
		.tag = 9,
		.kind = KIND_UNIT,
		.label = N_("acts meanwhile"),
		.help = N_("The unit that acts until the lead does."),
	},
	{
		FIELD_AT(struct ruling, meanwhile_task, FIELD_TEXT),
		.tag = 10,
		.flags = FIELD_SEARCHED,
		.label = N_("what it does meanwhile"),
		.help = N_("In words."),
	},
	{
		FIELD_AT(struct ruling, scope, FIELD_CHOICE),
		.tag = 11,
		.flags = FIELD_INDEXED | FIELD_LISTED,
		.cols = 6,
		.choices = scopes,
		.choice_count = COUNT(scopes),
		.label = N_("scope"),
		.help = N_("This case, this class, or the register too."),
	},
	{
		FIELD_AT(struct ruling, conditions, FIELD_TEXT),
		.tag = 12,
		.flags = FIELD_SEARCHED,
		.label = N_("conditions"),
		.help = N_("Which later orders it settles."),
	},
	{
		FIELD_AT(struct ruling, standing, FIELD_CHOICE),
		.tag = 13,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.choices = standings,
		.choice_count = COUNT(standings),
		.label = N_("standing"),
		.help = N_("Follows from the parties' answers."),
	},
	{
		FIELD_AT(struct ruling, sentence, FIELD_LONG),
		.tag = 14,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("wording"),
		.help = N_("The ruling as it stands in the minutes."),
	},
	{
		FIELD_AT(struct ruling, by_hand, FIELD_FLAG),
		.tag = 15,
		.label = N_("edited by hand"),
		.help = N_("Later changes of fields are not forced into the wording."),
	},
	{
		FIELD_AT(struct ruling, agreed, FIELD_TIME),
		.tag = 16,
		.flags = FIELD_SORTED | FIELD_READONLY,
		.label = N_("agreed on"),
		.help = N_("When it was agreed."),
	},
	{
		FIELD_AT(struct ruling, issued, FIELD_TIME),
		.tag = 17,
		.flags = FIELD_SORTED | FIELD_READONLY,
		.label = N_("issued on"),
		.help = N_("When it was issued."),
	},
	{
		FIELD_AT(struct ruling, document, FIELD_TEXT),
		.tag = 18,
		.flags = FIELD_SEARCHED,
		.check = document_sound,
		.label = N_("document number of the office"),
		.help = N_("Typed when the office's registry gives it; may stay empty."),
	},
	{
		FIELD_AT(struct ruling, state, FIELD_CHOICE),
		.tag = 19,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 6,
		.choices = ruling_states,
		.choice_count = COUNT(ruling_states),
		.label = N_("state"),
		.help = N_("Where the ruling stands."),
	},
};

const struct schema ruling_schema = {
	.kind = KIND_RULING,
	.name = "ruling",
	.label = N_("ruling"),
	.plural = N_("rulings"),
	.size = sizeof(struct ruling),
	.fields = ruling_fields,
	.field_count = COUNT(ruling_fields),
	.number = "number",
	.title = "title",
	.state = "state",
	.sort = "-agreed",
};
