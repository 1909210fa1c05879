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
	{ RULING_COUNTERSIGNING, "countersigning", N_("countersigning") },
	{ RULING_TO_SIGN, "to_sign", N_("to be signed") },
	{ RULING_ISSUED, "in_force", N_("in force") },
	{ RULING_STAYED, "stayed", N_("stayed") },
	{ RULING_SUPERSEDED, "superseded", N_("superseded") },
	{ RULING_REVOKED, "revoked", N_("revoked") },
};

static const struct choice scopes[] = {
	{ SCOPE_CASE, "case", N_("this case") },
	{ SCOPE_CLASS, "class", N_("this class") },
	{ SCOPE_REGISTER, "register", N_("this class and the register") },
};

static const struct choice standings[] = {
	{ STANDING_CONSENT, "consent", N_("agreed by the parties") },
	{ STANDING_OPINION, "opinion", N_("coordinating opinion") },
	{ STANDING_GOVERNMENT, "government", N_("decided by the government") },
};

const struct choice countersign_kinds[COUNTERSIGN_KINDS] = {
	{ COUNTERSIGN_AGREES, "agrees", N_("agrees") },
	{ COUNTERSIGN_CHANGES, "changes", N_("asks for a change") },
};

static const struct field countersign_fields[] = {
	{
		FIELD_AT(struct countersign, unit, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_UNIT,
		.label = N_("body"),
		.help = N_("The body of the panel."),
	},
	{
		FIELD_AT(struct countersign, says, FIELD_CHOICE),
		.tag = 2,
		.choices = countersign_kinds,
		.choice_count = COUNTERSIGN_KINDS,
		.label = N_("what the body says"),
		.help = N_("Agrees, or asks for a change."),
	},
	{
		FIELD_AT(struct countersign, words, FIELD_LONG),
		.tag = 3,
		.flags = FIELD_SEARCHED,
		.label = N_("words of the body"),
		.help = N_("What it wrote."),
	},
	{
		FIELD_AT(struct countersign, before, FIELD_LONG),
		.tag = 4,
		.label = N_("wording before"),
		.help = N_("The sentence as it was before the change."),
	},
	{
		FIELD_AT(struct countersign, after, FIELD_LONG),
		.tag = 5,
		.flags = FIELD_SEARCHED,
		.label = N_("wording after"),
		.help = N_("The sentence as it was changed for the body."),
	},
	{
		FIELD_AT(struct countersign, by, FIELD_TEXT),
		.tag = 6,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("signed by"),
		.help = N_("Who signed for the body."),
	},
	{
		FIELD_AT(struct countersign, day, FIELD_DAY),
		.tag = 7,
		.label = N_("signed on"),
		.help = N_("The day it signed."),
	},
};

const struct schema countersign_schema = {
	.name = "countersign",
	.label = N_("countersignature"),
	.plural = N_("countersignatures"),
	.size = sizeof(struct countersign),
	.fields = countersign_fields,
	.field_count = COUNT(countersign_fields),
};

static const struct choice distinction_kinds[] = {
	{ DISTINCTION_DIFFERS, "differs", N_("this case differs") },
	{ DISTINCTION_SUPERSEDES, "supersedes", N_("supersedes it") },
};

static const struct field distinction_fields[] = {
	{
		FIELD_AT(struct distinction, ruling, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_RULING,
		.label = N_("earlier ruling"),
		.help = N_("The ruling in force on the same matter."),
	},
	{
		FIELD_AT(struct distinction, how, FIELD_CHOICE),
		.tag = 2,
		.flags = FIELD_REQUIRED,
		.choices = distinction_kinds,
		.choice_count = COUNT(distinction_kinds),
		.label = N_("what becomes of it"),
		.help = N_("This case differs, or the new ruling supersedes it."),
	},
	{
		FIELD_AT(struct distinction, words, FIELD_LONG),
		.tag = 3,
		.flags = FIELD_SEARCHED,
		.label = N_("why"),
		.help = N_("In words, for the minutes."),
	},
};

const struct schema distinction_schema = {
	.name = "distinction",
	.label = N_("earlier ruling with another lead"),
	.plural = N_("earlier rulings with another lead"),
	.size = sizeof(struct distinction),
	.fields = distinction_fields,
	.field_count = COUNT(distinction_fields),
};

static const struct field ledger_cell_fields[] = {
	{
		FIELD_AT(struct ledger_cell, heading, FIELD_TEXT),
		.tag = 1,
		.label = N_("heading"),
		.help = N_("The column's own heading."),
	},
	{
		FIELD_AT(struct ledger_cell, words, FIELD_LONG),
		.tag = 2,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("value"),
		.help = N_("The cell."),
	},
};

const struct schema ledger_cell_schema = {
	.name = "ledger_cell",
	.label = N_("as the old ledger has it"),
	.plural = N_("as the old ledger has it"),
	.size = sizeof(struct ledger_cell),
	.fields = ledger_cell_fields,
	.field_count = COUNT(ledger_cell_fields),
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
	{
		FIELD_AT(struct ruling, exception, FIELD_TEXT),
		.tag = 20,
		.flags = FIELD_SEARCHED,
		.label = N_("why without a duty basis"),
		.help = N_("The named exception, where no basis gives the duty."),
	},
	{
		FIELD_AT(struct ruling, countersigns, FIELD_ROWS),
		.tag = 21,
		.flags = FIELD_SEARCHED | FIELD_READONLY,
		.rows = &countersign_schema,
		.label = N_("countersignatures"),
		.help = N_("What each body said to the wording."),
	},
	{
		FIELD_AT(struct ruling, signer, FIELD_TEXT),
		.tag = 22,
		.flags = FIELD_SEARCHED | FIELD_PINYIN | FIELD_READONLY,
		.label = N_("signer"),
		.help = N_("Who signs."),
	},
	{
		FIELD_AS(struct ruling, signed_, "signed", FIELD_DAY),
		.tag = 23,
		.flags = FIELD_READONLY,
		.label = N_("signed on"),
		.help = N_("The day it was signed."),
	},
	{
		FIELD_AT(struct ruling, replaces, FIELD_LINK),
		.tag = 24,
		.flags = FIELD_READONLY,
		.kind = KIND_RULING,
		.label = N_("replaces"),
		.help = N_("The ruling that it amends or supersedes."),
	},
	{
		FIELD_AT(struct ruling, reason, FIELD_LONG),
		.tag = 25,
		.flags = FIELD_SEARCHED | FIELD_READONLY,
		.label = N_("reason"),
		.help = N_("Of an amendment, a revocation, a stay."),
	},
	{
		FIELD_AT(struct ruling, distinctions, FIELD_ROWS),
		.tag = 26,
		.flags = FIELD_SEARCHED,
		.rows = &distinction_schema,
		.label = N_("earlier rulings with another lead"),
		.help = N_("How they are told apart, or superseded."),
	},
	{
		FIELD_AT(struct ruling, on_category, FIELD_WORDS),
		.tag = 27,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("holds for categories"),
		.help = N_("Later orders of these categories."),
	},
	{
		FIELD_AT(struct ruling, on_area, FIELD_WORDS),
		.tag = 28,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("holds for areas"),
		.help = N_("Later orders of these areas; empty: all."),
	},
	{
		FIELD_AT(struct ruling, on_words, FIELD_WORDS),
		.tag = 29,
		.flags = FIELD_SEARCHED,
		.label = N_("holds for words"),
		.help = N_("Later orders that have one of these words."),
	},
	{
		FIELD_AT(struct ruling, on_type, FIELD_WORDS),
		.tag = 30,
		.flags = FIELD_SEARCHED,
		.label = N_("holds for kinds of orders"),
		.help = N_("Requests, complaints …; empty: all."),
	},
	{
		FIELD_AT(struct ruling, government, FIELD_DAY),
		.tag = 31,
		.flags = FIELD_READONLY,
		.label = N_("decided by the government on"),
		.help = N_("The day on which a coordinating opinion became a decision."),
	},
	{
		FIELD_AT(struct ruling, used, FIELD_NUMBER),
		.tag = 32,
		.flags = FIELD_READONLY | FIELD_COUNTED,
		.label = N_("followed"),
		.help = N_("Later orders settled by it."),
	},
	{
		FIELD_AT(struct ruling, earlier, FIELD_FLAG),
		.tag = 33,
		.flags = FIELD_READONLY,
		.label = N_("from the old ledger"),
		.help = N_("It came in with the office's old ledger."),
	},
	{
		FIELD_AT(struct ruling, ledger, FIELD_ROWS),
		.tag = 40,
		.flags = FIELD_SEARCHED | FIELD_READONLY,
		.rows = &ledger_cell_schema,
		.label = N_("as the old ledger has it"),
		.help = N_("Cells of the old ledger that no field could hold whole, under their headings."),
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
