#include "store/schema/order.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/utf8.h"

#include <string.h>

enum { NUMBER_CHARS = 64 };

/* Any pattern, but a request told to be the number is none: numbers are keys. */
static bool number_sound(const struct field *f, const void *record, struct err *e)
{
	const char *s = *FIELD_CONST(f, record, char *);

	if (utf8_chars(s, strlen(s)) <= NUMBER_CHARS)
		return true;
	err_set(e, ERR_INPUT, "the number is longer than %d characters", NUMBER_CHARS);
	err_at(e, "%s", _(f->label));
	return err_fix(e, "is it another column?");
}

static const struct choice reasons[] = {
	{ RETURN_NOT_OUR_DUTY, "not_our_duty", N_("not our statutory duty") },
	{ RETURN_WRONG_AREA, "wrong_area", N_("wrong area") },
	{ RETURN_OWNERSHIP, "ownership", N_("ownership unclear or not handed over") },
	{ RETURN_OVERLAP, "overlap", N_("overlapping duties") },
	{ RETURN_STATUTORY_ROUTE, "statutory_route", N_("a statutory route applies") },
	{ RETURN_PETITION, "petition", N_("already a petition") },
	{ RETURN_SECRET, "secret", N_("secret or against public order") },
	{ RETURN_CONCLUDED, "concluded", N_("already lawfully concluded") },
	{ RETURN_UNCLEAR, "unclear", N_("unclear and caller unreachable") },
	{ RETURN_EMERGENCY, "emergency", N_("emergency") },
	{ RETURN_WRONG_TIER, "wrong_tier", N_("wrong tier") },
	{ RETURN_DUPLICATE, "duplicate", N_("dispatched twice") },
	{ RETURN_HIGHER_TIER, "higher_tier", N_("power of a higher tier") },
	{ RETURN_OUTSIDE, "outside", N_("outside government duties") },
	{ RETURN_FINAL_REPLY, "final_reply", N_("final reply to an unreasonable demand") },
	{ RETURN_WITHDRAWN, "withdrawn", N_("withdrawn by the caller") },
};

static const struct choice ways[] = {
	{ RETURN_BY_UNIT, "by_unit", N_("unit asks to return it") },
	{ RETURN_TO_REDO, "to_redo", N_("sent back to be redone") },
	{ RETURN_SENT_ON, "sent_on", N_("sent to another unit") },
};

static const struct choice results[] = {
	{ RETURN_ASKED, "asked", N_("asked for") },
	{ RETURN_UPHELD, "upheld", N_("upheld") },
	{ RETURN_REJECTED, "rejected", N_("rejected") },
};

static const struct choice states[] = {
	{ ORDER_ON_FILE, "on_file", N_("on file") },
	{ ORDER_TO_SCREEN, "to_screen", N_("to screen") },
	{ ORDER_TAKEN_UP, "taken_up", N_("taken up") },
	{ ORDER_INCOMPLETE, "incomplete", N_("to be completed") },
	{ ORDER_NOT_OURS, "elsewhere", N_("not for the panel") },
	{ ORDER_BY_PRECEDENT, "by_precedent", N_("by precedent") },
};

static const struct field return_fields[] = {
	{
		FIELD_AT(struct order_return, day, FIELD_DAY),
		.tag = 1,
		.label = N_("day"),
		.help = N_("The day the unit asked to return the order."),
	},
	{
		FIELD_AT(struct order_return, unit, FIELD_TEXT),
		.tag = 2,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("unit"),
		.help = N_("The unit that asks, as the hotline wrote it."),
	},
	{
		FIELD_AT(struct order_return, reason, FIELD_CHOICE),
		.tag = 3,
		.choices = reasons,
		.choice_count = COUNT(reasons),
		.label = N_("return reason"),
		.help = N_("The coded reason, R01 to R16."),
	},
	{
		FIELD_AT(struct order_return, words, FIELD_TEXT),
		.tag = 4,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("words"),
		.help = N_("The reason in the unit's own words."),
	},
	{
		FIELD_AT(struct order_return, basis, FIELD_TEXT),
		.tag = 5,
		.flags = FIELD_SEARCHED,
		.label = N_("cited basis"),
		.help = N_("What the unit cites."),
	},
	{
		FIELD_AT(struct order_return, result, FIELD_CHOICE),
		.tag = 6,
		.choices = results,
		.choice_count = COUNT(results),
		.label = N_("result"),
		.help = N_("Upheld or rejected by the hotline."),
	},
	{
		FIELD_AT(struct order_return, decided, FIELD_DAY),
		.tag = 7,
		.label = N_("decided"),
		.help = N_("The day the hotline upheld or rejected it."),
	},
	{
		FIELD_AT(struct order_return, proposed, FIELD_TEXT),
		.tag = 8,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("proposed unit"),
		.help = N_("The unit it proposes instead."),
	},
	{
		FIELD_AT(struct order_return, way, FIELD_CHOICE),
		.tag = 9,
		.choices = ways,
		.choice_count = COUNT(ways),
		.label = N_("return or not"),
		.help = N_("Only a unit's asking counts as a return."),
	},
};

/* Of a packed one only the words tell. */
bool return_bounces(const struct order_return *r)
{
	if (r->way)
		return r->way == RETURN_BY_UNIT;
	return !strstr(r->words, "重办") && !strstr(r->unit, "重办");
}

const struct schema order_return_schema = {
	.name = "return",
	.label = N_("return"),
	.plural = N_("returns"),
	.size = sizeof(struct order_return),
	.fields = return_fields,
	.field_count = COUNT(return_fields),
};

static const struct field kept_fields[] = {
	{
		FIELD_AT(struct kept_cell, field, FIELD_NUMBER),
		.tag = 1,
		.label = N_("field tag"),
		.help = N_("The field the cell became; 0 for a column carried along."),
	},
	{
		FIELD_AT(struct kept_cell, text, FIELD_LONG),
		.tag = 2,
		.flags = FIELD_PERSONAL,
		.mask = MASK_ALL,
		.label = N_("text as decoded"),
		.help = N_("The cell before cleaning."),
	},
	{
		FIELD_AT(struct kept_cell, raw, FIELD_BYTES),
		.tag = 3,
		.label = N_("bytes"),
		.help = N_("The cell's bytes, where decoding lost something."),
	},
	{
		FIELD_AT(struct kept_cell, lost, FIELD_NUMBER),
		.tag = 4,
		.label = N_("places lost"),
		.help = N_("Places that could not be read."),
	},
	{
		FIELD_AT(struct kept_cell, at, FIELD_NUMBER),
		.tag = 5,
		.label = N_("first place lost"),
		.help = N_("Characters before the first of them."),
	},
};

const struct schema kept_cell_schema = {
	.name = "kept",
	.label = N_("kept cell"),
	.plural = N_("kept cells"),
	.size = sizeof(struct kept_cell),
	.fields = kept_fields,
	.field_count = COUNT(kept_fields),
};

static const struct field extra_fields[] = {
	{
		FIELD_AT(struct extra_cell, heading, FIELD_TEXT),
		.tag = 1,
		.label = N_("heading"),
		.help = N_("The column's own heading."),
	},
	{
		FIELD_AT(struct extra_cell, value, FIELD_LONG),
		.tag = 2,
		.flags = FIELD_PERSONAL,
		.mask = MASK_ALL,
		.label = N_("value"),
		.help = N_("The cell."),
	},
};

const struct schema extra_cell_schema = {
	.name = "extra",
	.label = N_("other column"),
	.plural = N_("other columns"),
	.size = sizeof(struct extra_cell),
	.fields = extra_fields,
	.field_count = COUNT(extra_fields),
};

static const struct field fields[] = {
	{
		FIELD_AT(struct order, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED | FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME,
		.cols = 14,
		.label = N_("order number"),
		.help = N_("The hotline's number of the order: text of any pattern."),
		.check = number_sound,
	},
	{
		FIELD_AT(struct order, title, FIELD_TEXT),
		.tag = 2,
		.flags = FIELD_SEARCHED | FIELD_MASKED | FIELD_PINYIN,
		.label = N_("title"),
		.help = N_("The title in the hotline's file."),
	},
	{
		FIELD_AT(struct order, matter, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_SEARCHED | FIELD_LISTED | FIELD_MASKED | FIELD_OWNED | FIELD_PINYIN,
		.cols = 28,
		.label = N_("matter"),
		.help =
			N_("What it is about, in under 30 columns; may be edited, the request stays as it is."),
	},
	{
		FIELD_AT(struct order, text, FIELD_LONG),
		.tag = 4,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("request"),
		.help = N_("What the caller said, as the hotline wrote it down."),
	},
	{
		FIELD_AT(struct order, type, FIELD_TEXT),
		.tag = 5,
		.flags = FIELD_INDEXED,
		.label = N_("kind of request"),
		.help = N_("Help, complaint, question, report, suggestion."),
	},
	{
		FIELD_AT(struct order, channel, FIELD_TEXT),
		.tag = 6,
		.flags = FIELD_INDEXED,
		.label = N_("channel"),
		.help = N_("Telephone, website, app."),
	},
	{
		FIELD_AT(struct order, received, FIELD_TIME),
		.tag = 7,
		.flags = FIELD_SORTED,
		.label = N_("received"),
		.help = N_("When the hotline took the request."),
	},
	{
		FIELD_AT(struct order, caller, FIELD_TEXT),
		.tag = 8,
		.flags = FIELD_PERSONAL,
		.mask = MASK_NAME,
		.label = N_("caller"),
		.help = N_("Who called. Personal."),
	},
	{
		FIELD_AT(struct order, phone, FIELD_TEXT),
		.tag = 9,
		.flags = FIELD_PERSONAL,
		.mask = MASK_PHONE,
		.label = N_("phone"),
		.help = N_("The caller's number. Personal."),
	},
	{
		FIELD_AT(struct order, id_number, FIELD_TEXT),
		.tag = 10,
		.flags = FIELD_PERSONAL,
		.mask = MASK_ID,
		.label = N_("ID number"),
		.help = N_("The caller's identity number. Personal."),
	},
	{
		FIELD_AT(struct order, against, FIELD_TEXT),
		.tag = 11,
		.flags = FIELD_INDEXED | FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("complained of"),
		.help = N_("The unit the caller complains of."),
	},
	{
		FIELD_AT(struct order, confidential, FIELD_FLAG),
		.tag = 12,
		.flags = FIELD_INDEXED,
		.label = N_("confidential"),
		.help = N_("The caller asked not to be named to the unit complained of."),
	},
	{
		FIELD_AT(struct order, area, FIELD_TEXT),
		.tag = 13,
		.flags = FIELD_INDEXED | FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("area"),
		.help = N_("Township, street or district."),
	},
	{
		FIELD_AT(struct order, address, FIELD_TEXT),
		.tag = 14,
		.flags = FIELD_SEARCHED | FIELD_MASKED | FIELD_PINYIN,
		.label = N_("place"),
		.help = N_("Where it happened."),
	},
	{
		FIELD_AT(struct order, category, FIELD_TEXT),
		.tag = 15,
		.flags = FIELD_INDEXED | FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("category"),
		.help = N_("All levels of the hotline's category, with / between."),
	},
	{
		FIELD_AT(struct order, urgency, FIELD_TEXT),
		.tag = 16,
		.flags = FIELD_INDEXED,
		.label = N_("urgency"),
		.help = N_("As the hotline marks it."),
	},
	{
		FIELD_AT(struct order, unit, FIELD_TEXT),
		.tag = 17,
		.flags = FIELD_INDEXED | FIELD_SEARCHED | FIELD_LISTED | FIELD_PINYIN,
		.cols = 14,
		.label = N_("unit in hand"),
		.help = N_("The unit that has the order now."),
	},
	{
		FIELD_AT(struct order, platform_state, FIELD_TEXT),
		.tag = 18,
		.flags = FIELD_INDEXED,
		.label = N_("platform state"),
		.help = N_("The state on the hotline's platform."),
	},
	{
		FIELD_AT(struct order, due, FIELD_TIME),
		.tag = 19,
		.flags = FIELD_SORTED | FIELD_LISTED,
		.cols = 11,
		.label = N_("platform deadline"),
		.help = N_("The platform's deadline as imported; never computed here."),
	},
	{
		FIELD_AT(struct order, first_unit, FIELD_TEXT),
		.tag = 20,
		.flags = FIELD_INDEXED | FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("first dispatched to"),
		.help = N_("The unit the order was sent to first."),
	},
	{
		FIELD_AT(struct order, dispatched, FIELD_TIME),
		.tag = 21,
		.label = N_("first dispatched"),
		.help = N_("When it was sent there."),
	},
	{
		FIELD_AT(struct order, earlier, FIELD_TEXT),
		.tag = 22,
		.flags = FIELD_SEARCHED,
		.label = N_("earlier numbers"),
		.help = N_("Numbers of earlier orders on the same matter."),
	},
	{
		FIELD_AT(struct order, level, FIELD_TEXT),
		.tag = 23,
		.label = N_("level"),
		.help = N_("The level that handles it."),
	},
	{
		FIELD_AT(struct order, no_return, FIELD_FLAG),
		.tag = 24,
		.label = N_("may not be returned"),
		.help = N_("The hotline ruled out a return."),
	},
	{
		FIELD_AT(struct order, not_assessed, FIELD_FLAG),
		.tag = 25,
		.label = N_("not assessed"),
		.help = N_("Does not count in the assessment."),
	},
	{
		FIELD_AT(struct order, not_assessed_reason, FIELD_TEXT),
		.tag = 26,
		.label = N_("why not assessed"),
		.help = N_("The reason given."),
	},
	{
		FIELD_AT(struct order, call_back, FIELD_TEXT),
		.tag = 27,
		.flags = FIELD_MASKED,
		.label = N_("call-back"),
		.help = N_("What the caller said when called back."),
	},
	{
		FIELD_AT(struct order, reply, FIELD_LONG),
		.tag = 28,
		.flags = FIELD_SEARCHED | FIELD_MASKED,
		.label = N_("reply"),
		.help = N_("The unit's reply to the caller."),
	},
	{
		FIELD_AT(struct order, disputed, FIELD_FLAG),
		.tag = 29,
		.flags = FIELD_INDEXED,
		.label = N_("disputed"),
		.help = N_("The hotline flagged it as hard to place."),
	},
	{
		FIELD_AT(struct order, returns, FIELD_ROWS),
		.tag = 30,
		.flags = FIELD_SEARCHED,
		.rows = &order_return_schema,
		.label = N_("returns"),
		.help = N_("Units that asked to return the order."),
	},
	{
		FIELD_AT(struct order, bounces, FIELD_NUMBER),
		.tag = 31,
		.flags = FIELD_INDEXED | FIELD_LISTED,
		.cols = 2,
		.label = N_("returned times"),
		.help = N_("How many times a unit asked to return it."),
	},
	{
		FIELD_AT(struct order, days_lost, FIELD_NUMBER),
		.tag = 32,
		.flags = FIELD_READONLY,
		.label = N_("days lost"),
		.help = N_("Calendar days from the first return to the last."),
	},
	{
		FIELD_AT(struct order, damaged, FIELD_NUMBER),
		.tag = 33,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.label = N_("damaged places"),
		.help = N_("Places of the text that could not be read."),
	},
	{
		FIELD_AT(struct order, state, FIELD_CHOICE),
		.tag = 34,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY | FIELD_OWNED,
		.cols = 6,
		.choices = states,
		.choice_count = COUNT(states),
		.label = N_("state"),
		.help = N_("Where the order stands with the panel."),
	},
	{
		FIELD_AS(struct order, case_, "case", FIELD_LINK),
		.tag = 35,
		.flags = FIELD_INDEXED | FIELD_READONLY | FIELD_OWNED,
		.kind = KIND_CASE,
		.label = N_("case"),
		.help = N_("The case it belongs to."),
	},
	{
		FIELD_AT(struct order, batch, FIELD_LINK),
		.tag = 36,
		.flags = FIELD_INDEXED | FIELD_READONLY,
		.kind = KIND_BATCH,
		.label = N_("batch"),
		.help = N_("The import it came with."),
	},
	{
		FIELD_AT(struct order, note, FIELD_LONG),
		.tag = 37,
		.flags = FIELD_SEARCHED | FIELD_MASKED | FIELD_OWNED,
		.label = N_("note"),
		.help = N_("The panel's own note."),
	},
	{
		FIELD_AT(struct order, kept, FIELD_ROWS),
		.tag = 38,
		.flags = FIELD_PERSONAL | FIELD_READONLY,
		.mask = MASK_ALL,
		.rows = &kept_cell_schema,
		.label = N_("cells kept"),
		.help = N_("Cells that were cleaned or damaged, as decoded."),
	},
	{
		FIELD_AT(struct order, extra, FIELD_ROWS),
		.tag = 39,
		.flags = FIELD_PERSONAL,
		.mask = MASK_ALL,
		.rows = &extra_cell_schema,
		.label = N_("other columns"),
		.help = N_("Columns no field takes, under their headings."),
	},
	{
		FIELD_AT(struct order, precedent, FIELD_LINK),
		.tag = 40,
		.flags = FIELD_INDEXED | FIELD_READONLY | FIELD_OWNED,
		.kind = KIND_RULING,
		.label = N_("settled by precedent"),
		.help = N_("The ruling on its class that settled it."),
	},
	{
		FIELD_AT(struct order, merged, FIELD_LINK),
		.tag = 41,
		.flags = FIELD_INDEXED | FIELD_READONLY | FIELD_OWNED,
		.kind = KIND_ORDER,
		.label = N_("merged into"),
		.help = N_("The order it repeats; taking the merge back loses nothing."),
	},
	{
		FIELD_AT(struct order, followed, FIELD_DAY),
		.tag = 50,
		.flags = FIELD_READONLY | FIELD_OWNED,
		.label = N_("settled by precedent on"),
		.help = N_("The day it was settled by a ruling on its class."),
	},
	{
		FIELD_AT(struct order, late_returns, FIELD_NUMBER),
		.tag = 51,
		.flags = FIELD_READONLY | FIELD_OWNED,
		.label = N_("returned after the ruling"),
		.help = N_("How many times a unit asked to return it after the ruling was issued."),
	},
	{
		FIELD_AT(struct order, late_open, FIELD_FLAG),
		.tag = 52,
		.flags = FIELD_INDEXED | FIELD_READONLY | FIELD_OWNED,
		.label = N_("return after the ruling to be answered"),
		.help = N_("A return after the ruling that nobody has taken charge of yet."),
	},
	{
		FIELD_AT(struct order, urged, FIELD_DAY),
		.tag = 53,
		.flags = FIELD_READONLY | FIELD_OWNED,
		.label = N_("urged on"),
		.help = N_("The day on which the units were last urged to abide by the ruling."),
	},
};

const struct schema order_schema = {
	.kind = KIND_ORDER,
	.name = "order",
	.label = N_("order"),
	.plural = N_("orders"),
	.size = sizeof(struct order),
	.fields = fields,
	.field_count = COUNT(fields),
	.number = "number",
	.title = "matter",
	.state = "state",
	.sort = "-received",
};
