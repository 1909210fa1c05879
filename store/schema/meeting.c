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

static const struct choice meeting_states[] = {
	{ MEETING_PLANNED, "planned", N_("planned") },
	{ MEETING_NOTIFIED, "notified", N_("notified") },
	{ MEETING_OPEN, "open", N_("in session") },
	{ MEETING_CLOSED, "closed", N_("over") },
	{ MEETING_COUNTERSIGNING, "countersigning", N_("countersigning") },
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
	{
		FIELD_AT(struct meeting, notified, FIELD_TIME),
		.tag = 14,
		.flags = FIELD_READONLY,
		.label = N_("notified"),
		.help = N_("When the notice went out; in writing: when the text went round."),
	},
	{
		FIELD_AT(struct meeting, until, FIELD_DAY),
		.tag = 15,
		.label = N_("positions by"),
		.help = N_("In writing: the last day for positions; empty: as the county's rules say."),
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
