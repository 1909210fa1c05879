#include "store/schema/review.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

#include <stdio.h>
#include <string.h>

bool document_sound(const struct field *f, const void *record, struct err *e)
{
	const char *s = *FIELD_CONST(f, record, char *);
	const char *open = strstr(s, "〔");
	int year, count, used = 0;

	if (!*s ||
		(open && sscanf(open, "〔%4d〕%6d号%n", &year, &count, &used) == 2 && used && !open[used] &&
			year > 1949 && count > 0))
		return true;
	err_set(e, ERR_INPUT, "%s is no document number", s);
	err_at(e, "%s", _(f->label));
	return err_fix(e, "write it like 临研纪〔2026〕3号, or leave it empty");
}

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

static const struct choice meeting_states[] = {
	{ MEETING_PLANNED, "planned", N_("planned") },
	{ MEETING_OPEN, "open", N_("in session") },
	{ MEETING_CLOSED, "closed", N_("over") },
	{ MEETING_ISSUED, "issued", N_("issued") },
};

static const struct choice meeting_kinds[] = {
	{ MEETING_ON_SITE, "on_site", N_("on site") },
	{ MEETING_VIDEO, "video", N_("by video") },
	{ MEETING_CIRCULATED, "circulated", N_("in writing") },
};

static const struct field meeting_fields[] = {
	{
		FIELD_AT(struct meeting, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME,
		.cols = 8,
		.label = N_("meeting number"),
		.help = N_("Year and count: 2026-15; taken once, never used again."),
	},
	{
		FIELD_AT(struct meeting, time, FIELD_TIME),
		.tag = 2,
		.flags = FIELD_REQUIRED | FIELD_SORTED | FIELD_LISTED,
		.cols = 16,
		.label = N_("begins"),
		.help = N_("Planned day and hour."),
	},
	{
		FIELD_AT(struct meeting, place, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_SEARCHED | FIELD_LISTED | FIELD_PINYIN,
		.cols = 16,
		.label = N_("place of meeting"),
		.help = N_("The room."),
	},
	{
		FIELD_AT(struct meeting, kind, FIELD_CHOICE),
		.tag = 4,
		.flags = FIELD_INDEXED,
		.choices = meeting_kinds,
		.choice_count = COUNT(meeting_kinds),
		.label = N_("kind of meeting"),
		.help = N_("On site, by video, in writing."),
	},
	{
		FIELD_AT(struct meeting, chair, FIELD_TEXT),
		.tag = 5,
		.flags = FIELD_SEARCHED | FIELD_LISTED | FIELD_PINYIN,
		.cols = 8,
		.label = N_("chair"),
		.help = N_("Who chairs it."),
	},
	{
		FIELD_AT(struct meeting, recorder, FIELD_TEXT),
		.tag = 6,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("recorder"),
		.help = N_("Who takes the minutes."),
	},
	{
		FIELD_AT(struct meeting, opened, FIELD_TIME),
		.tag = 7,
		.flags = FIELD_READONLY,
		.label = N_("opened"),
		.help = N_("When it was opened."),
	},
	{
		FIELD_AT(struct meeting, closed, FIELD_TIME),
		.tag = 8,
		.flags = FIELD_READONLY,
		.label = N_("closed"),
		.help = N_("When it was closed."),
	},
	{
		FIELD_AT(struct meeting, issued, FIELD_TIME),
		.tag = 9,
		.flags = FIELD_READONLY,
		.label = N_("issued on"),
		.help = N_("When its minutes and rulings were issued."),
	},
	{
		FIELD_AT(struct meeting, document, FIELD_TEXT),
		.tag = 10,
		.flags = FIELD_SEARCHED,
		.check = document_sound,
		.label = N_("document number of the office"),
		.help = N_("Typed when the office's registry gives it; may stay empty."),
	},
	{
		FIELD_AT(struct meeting, signer, FIELD_TEXT),
		.tag = 11,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("signer"),
		.help = N_("Who signs."),
	},
	{
		FIELD_AT(struct meeting, note, FIELD_LONG),
		.tag = 12,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("note"),
		.help = N_("The panel's own note."),
	},
	{
		FIELD_AT(struct meeting, state, FIELD_CHOICE),
		.tag = 13,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 6,
		.choices = meeting_states,
		.choice_count = COUNT(meeting_states),
		.label = N_("state"),
		.help = N_("Where the meeting stands."),
	},
};

const struct schema meeting_schema = {
	.kind = KIND_MEETING,
	.name = "meeting",
	.label = N_("meeting"),
	.plural = N_("meetings"),
	.size = sizeof(struct meeting),
	.fields = meeting_fields,
	.field_count = COUNT(meeting_fields),
	.number = "number",
	.title = "place",
	.state = "state",
	.sort = "-number",
};

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
		.flags = FIELD_SORTED | FIELD_LISTED,
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
		.help = N_("Why it was adjourned."),
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
		.cols = 6,
		.choices = item_states,
		.choice_count = COUNT(item_states),
		.label = N_("outcome"),
		.help = N_("Waiting, being heard, settled, put off, carried over."),
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
