/* item.c — 议题: who is there, what they say. What decides an item is in decision.c. */
#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/args.h"
#include "store/panel/attendance.h"
#include "store/panel/circulate.h"
#include "store/panel/flows.h"
#include "store/panel/recusal.h"
#include "store/panel/units.h"
#include "store/schema/review.h"

#include <string.h>

static const struct field recuse_fields[] = {
	{
		FIELD_AT(struct recuse_args, unit, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_UNIT,
		.label = N_("body"),
		.help = N_("The body that recuses itself from this item."),
	},
	{
		FIELD_AT(struct recuse_args, reason, FIELD_TEXT),
		.tag = 2,
		.flags = FIELD_REQUIRED,
		.label = N_("reason"),
		.help = N_("What hand it has in the matter; announced by the chair."),
	},
};

static const struct schema recuse_schema = {
	.name = "recuse",
	.label = N_("recuse"),
	.size = sizeof(struct recuse_args),
	.fields = recuse_fields,
	.field_count = COUNT(recuse_fields),
};

static const struct field note_fields[] = {
	{
		FIELD_AT(struct note_args, words, FIELD_LONG),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("what was said"),
		.help = N_("The speaker's words."),
	},
	{
		FIELD_AT(struct note_args, speaker, FIELD_TEXT),
		.tag = 2,
		.label = N_("speaker"),
		.help = N_("Who said it: a unit or a person."),
	},
	{
		FIELD_AT(struct note_args, at, FIELD_TIME),
		.tag = 3,
		.label = N_("at"),
		.help = N_("When; now unless changed."),
	},
};

static const struct schema note_schema = {
	.name = "note",
	.label = N_("take a note"),
	.size = sizeof(struct note_args),
	.fields = note_fields,
	.field_count = COUNT(note_fields),
};

static const struct field clock_fields[] = {
	{
		FIELD_AT(struct clock_args, seconds, FIELD_NUMBER),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("seconds spent"),
		.help = N_("How long the panel has spent on it, all in all."),
	},
};

static const struct schema clock_schema = {
	.name = "clock",
	.label = N_("clock"),
	.size = sizeof(struct clock_args),
	.fields = clock_fields,
	.field_count = COUNT(clock_fields),
};

static bool may_prepare(struct kv_txn *txn, const void *subject, struct err *e)
{
	return item_changeable(txn, subject, false, e);
}

static bool may_attend(struct kv_txn *txn, const void *subject, struct err *e)
{
	return item_changeable(txn, subject, false, e) && circulate_needs_room(txn, subject, e);
}

/* In writing a position belongs to the text that went round. */
static bool may_state(struct kv_txn *txn, const void *subject, struct err *e)
{
	return item_changeable(txn, subject, circulate_item(txn, subject), e);
}

static bool may_hear(struct kv_txn *txn, const void *subject, struct err *e)
{
	return item_changeable(txn, subject, true, e);
}

static bool run_hear(struct act *act, void *subject, const void *args, struct err *e)
{
	(void)args;
	return record_put(act, &item_schema, subject, "hear", e);
}

static bool a_body(struct act *act, struct uid unit, struct unit *out, struct err *e)
{
	if (!record_get(&act->txn, &unit_schema, unit, out, &act->scratch, e))
		return false;
	if (unit_is_body(out))
		return true;
	err_set(e, ERR_RULE, "%s is not a body of the panel", out->short_);
	return err_fix(e, "name the convener or a panel body; a party gives an answer instead");
}

/* What the body said before does not count; the journal keeps it. */
static void drop_position(struct item *item, struct uid unit)
{
	struct position *rows = item->positions.at;
	size_t kept = 0;

	for (size_t i = 0; i < item->positions.n; i++)
		if (!uid_same(rows[i].unit, unit))
			rows[kept++] = rows[i];
	item->positions.n = kept;
}

static bool recuse(struct act *act, struct item *item, const struct attender *said, struct err *e)
{
	struct unit body;

	if (!a_body(act, said->unit, &body, e))
		return false;
	if (attendance_of(item, said->unit) == PRESENCE_RECUSED) {
		err_set(e, ERR_RULE, "%s has recused already", body.short_);
		return err_fix(e, "nothing needs to be done");
	}
	if (!*said->reason) {
		err_set(e, ERR_RULE, "why %s recuses is missing", body.short_);
		return err_fix(e, "say what hand it has in the matter");
	}
	attendance_record(item, said, &act->scratch);
	drop_position(item, said->unit);
	return record_put(act, &item_schema, item, "recuse", e) && circulate_settle(act, item, e);
}

static void suggest_recuse(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	struct recuse_args *to = args;
	struct conflict *conflicts;

	if (!item_conflicts(txn, subject, &conflicts, a))
		return;
	to->unit = conflicts[0].body;
	to->reason = conflicts[0].words;
}

static bool run_recuse(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct recuse_args *given = args;
	struct attender said;

	schema_init(&attender_schema, &said);
	said.unit = given->unit;
	said.as = ATTENDS_RECUSED;
	said.at = act->now;
	said.reason = given->reason;
	return recuse(act, subject, &said, e);
}

/* A recusal is not lifted in passing: whoever does it says why. */
static bool lifts_recusal(
	struct act *act, const struct item *item, const struct attender *said, struct err *e)
{
	if (attendance_of(item, said->unit) != PRESENCE_RECUSED || *said->reason)
		return true;
	err_set(e, ERR_RULE, "%s has recused from this item",
		unit_short(&act->txn, said->unit, &act->scratch));
	return err_fix(e, "give the reason why it sits again");
}

static bool is_moment(uint32_t as)
{
	return as == ATTENDS_LEFT || as == ATTENDS_BACK || as == ATTENDS_RECUSED;
}

static bool run_attend(struct act *act, void *subject, const void *args, struct err *e)
{
	struct item *item = subject;
	struct attender said = *(const struct attender *)args;

	if (!said.at.s && is_moment(said.as))
		said.at = act->now;
	if (said.as == ATTENDS_RECUSED)
		return recuse(act, item, &said, e);
	if (!lifts_recusal(act, item, &said, e))
		return false;
	attendance_record(item, &said, &act->scratch);
	return record_put(act, &item_schema, item, "attend", e);
}

static bool not_recused(struct act *act, const struct item *item, struct uid unit, struct err *e)
{
	if (attendance_of(item, unit) != PRESENCE_RECUSED)
		return true;
	err_set(e, ERR_RULE, "%s has recused and has no position on this item",
		unit_short(&act->txn, unit, &act->scratch));
	return err_fix(e, "record what it says as the answer of a party");
}

/* Puts the row into the list in the place of the unit's earlier one; `keep` false: only
 * takes that one out.  Every row begins with its unit. */
static void set_row(
	const struct schema *s, struct rows *rows, const void *row, bool keep, struct arena *a)
{
	char *at = arena_array(a, rows->n + 1, s->size);
	struct uid unit = *(const struct uid *)row;
	size_t n = 0;
	bool placed = !keep;

	for (size_t i = 0; i < rows->n; i++) {
		const char *old = (const char *)rows->at + i * s->size;
		bool same = uid_same(*(const struct uid *)(const void *)old, unit);

		if (same && placed)
			continue;
		placed |= same;
		memcpy(at + n++ * s->size, same ? row : old, s->size);
	}
	if (!placed)
		memcpy(at + n++ * s->size, row, s->size);
	*rows = (struct rows){ n, at };
}

static bool run_position(struct act *act, void *subject, const void *args, struct err *e)
{
	struct position given = *(const struct position *)args;
	struct item *item = subject;
	struct unit body;

	if (!a_body(act, given.unit, &body, e) || !not_recused(act, item, given.unit, e) ||
		!circulate_signed(act, item, &given, e))
		return false;
	set_row(&position_schema, &item->positions, &given, given.stance != 0, &act->scratch);
	return record_put(act, &item_schema, item, "position", e) && circulate_settle(act, item, e);
}

static bool a_party(struct act *act, const struct item *item, struct uid unit, struct err *e)
{
	struct case_ c;

	if (!record_get(&act->txn, &case_schema, item->case_, &c, &act->scratch, e))
		return false;
	if (uids_have(&c.parties, unit))
		return true;
	err_set(e, ERR_RULE, "%s is not a party of case %s", unit_short(&act->txn, unit, &act->scratch),
		c.number);
	return err_fix(e, "add it to the parties of the case first");
}

static bool run_answer(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct answer *given = args;
	struct item *item = subject;

	if (!a_party(act, item, given->unit, e))
		return false;
	set_row(&answer_schema, &item->answers, given, given->answer != 0, &act->scratch);
	return record_put(act, &item_schema, item, "answer", e);
}

static bool run_note(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct note_args *given = args;
	struct item *item = subject;
	char clock[DATE_TEXT];
	struct time at = given->at.s ? given->at : act->now;

	item->notes =
		arena_format(&act->scratch, "%s%s%s %s%s%s", item->notes, *item->notes ? "\n" : "",
			time_clock_text(at, clock), given->speaker, *given->speaker ? ": " : "", given->words);
	return record_put(act, &item_schema, item, "note", e);
}

static bool run_clock(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct clock_args *given = args;
	struct item *item = subject;

	item->seconds = given->seconds;
	return record_put(act, &item_schema, item, "clock", e);
}

static const struct verb item_hear = {
	.name = "hear",
	.label = N_("hear"),
	.help = N_("The panel turns to this item."),
	.subject = &item_schema,
	.may = may_hear,
	.run = run_hear,
};

static const struct verb item_attend = {
	.name = "attend",
	.label = N_("attendance"),
	.help = N_("Who is there for this item, who left, who came back."),
	.subject = &item_schema,
	.args = &attender_schema,
	.may = may_attend,
	.run = run_attend,
};

static const struct verb item_recuse = {
	.name = "recuse",
	.label = N_("recuse"),
	.help = N_("A body with a hand in the matter leaves its review to the others."),
	.subject = &item_schema,
	.args = &recuse_schema,
	.may = may_prepare,
	.suggest = suggest_recuse,
	.run = run_recuse,
};

static const struct verb item_position = {
	.name = "position",
	.label = N_("position"),
	.help = N_("What a body of the panel says; no position takes it back."),
	.subject = &item_schema,
	.args = &position_schema,
	.may = may_state,
	.run = run_position,
};

static const struct verb item_answer = {
	.name = "answer",
	.label = N_("answer"),
	.help = N_("Whether a party accepts; no answer takes it back."),
	.subject = &item_schema,
	.args = &answer_schema,
	.may = may_prepare,
	.run = run_answer,
};

static const struct verb item_note = {
	.name = "note",
	.label = N_("take a note"),
	.help = N_("Adds a line to the notes, with the time and who speaks."),
	.subject = &item_schema,
	.args = &note_schema,
	.may = may_prepare,
	.run = run_note,
};

static const struct verb item_clock = {
	.name = "clock",
	.label = N_("clock"),
	.help = N_("How long the panel has spent on the item."),
	.subject = &item_schema,
	.args = &clock_schema,
	.may = may_hear,
	.run = run_clock,
};

static const struct flow rows[] = {
	{ .verb = &item_agree, .from = ITEM_IN_REVIEW, .to = ITEM_AGREED },
	{ .verb = &item_agree, .from = ITEM_WAITING, .to = ITEM_AGREED },
	{ .verb = &item_adjourn, .from = ITEM_IN_REVIEW, .to = ITEM_ADJOURNED },
	{ .verb = &item_adjourn, .from = ITEM_WAITING, .to = ITEM_ADJOURNED },
	{ .verb = &item_return, .from = ITEM_IN_REVIEW, .to = ITEM_RETURNED },
	{ .verb = &item_return, .from = ITEM_WAITING, .to = ITEM_RETURNED },
	{ .verb = &item_ask_law, .from = ITEM_IN_REVIEW, .to = ITEM_LAW_ASKED },
	{ .verb = &item_ask_law, .from = ITEM_WAITING, .to = ITEM_LAW_ASKED },
	{ .verb = &item_refer, .from = ITEM_IN_REVIEW, .to = ITEM_REFERRED },
	{ .verb = &item_refer, .from = ITEM_WAITING, .to = ITEM_REFERRED },
	{ .verb = &item_decline, .from = ITEM_IN_REVIEW, .to = ITEM_DECLINED },
	{ .verb = &item_decline, .from = ITEM_WAITING, .to = ITEM_DECLINED },
	{ .verb = &item_hear, .from = ITEM_WAITING, .to = ITEM_IN_REVIEW },
	{ .verb = &item_draft, .from = ITEM_IN_REVIEW, .to = 0 },
	{ .verb = &item_draft, .from = ITEM_WAITING, .to = 0 },
	{ .verb = &item_duty, .from = ITEM_IN_REVIEW, .to = 0 },
	{ .verb = &item_duty, .from = ITEM_WAITING, .to = 0 },
	{ .verb = &item_attend, .from = ITEM_IN_REVIEW, .to = 0 },
	{ .verb = &item_attend, .from = ITEM_WAITING, .to = 0 },
	{ .verb = &item_recuse, .from = ITEM_IN_REVIEW, .to = 0 },
	{ .verb = &item_recuse, .from = ITEM_WAITING, .to = 0 },
	{ .verb = &item_position, .from = ITEM_IN_REVIEW, .to = 0 },
	{ .verb = &item_position, .from = ITEM_WAITING, .to = 0 },
	{ .verb = &item_answer, .from = ITEM_IN_REVIEW, .to = 0 },
	{ .verb = &item_answer, .from = ITEM_WAITING, .to = 0 },
	{ .verb = &item_note, .from = ITEM_IN_REVIEW, .to = 0 },
	{ .verb = &item_note, .from = ITEM_WAITING, .to = 0 },
	{ .verb = &item_clock, .from = ITEM_IN_REVIEW, .to = 0 },
	{ .verb = &item_move, .from = ITEM_IN_REVIEW, .to = 0 },
	{ .verb = &item_move, .from = ITEM_WAITING, .to = 0 },
};

const struct flow_rows item_flow = { .kind = KIND_ITEM, .at = rows, .n = COUNT(rows) };
