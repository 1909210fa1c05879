/* objecting.c — 异议复核: received on a ruling, answered by the panel (F27).
 *
 * The case shows 异议中 until the last open objection to its ruling is answered.  What the
 * answer leads to is done with it: 变更 drafts an amendment, 撤销 revokes.
 */
#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/calendar/workday.h"
#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/flows.h"
#include "store/panel/limit.h"
#include "store/panel/number.h"
#include "store/panel/pick.h"
#include "store/panel/ruling.h"
#include "store/panel/units.h"
#include "store/panel/validity.h"
#include "store/rec/rulebook.h"
#include "store/schema/objection.h"

static const struct field objection_fields[] = {
	{
		FIELD_AT(struct objection_args, unit, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_UNIT,
		.label = N_("unit that objects"),
		.help = N_("A unit with a duty under the ruling, or a party of its case."),
	},
	{
		FIELD_AT(struct objection_args, letter, FIELD_TEXT),
		.tag = 2,
		.flags = FIELD_REQUIRED,
		.label = N_("letter"),
		.help = N_("It has to be in writing: title, number, where it lies."),
	},
	{
		FIELD_AT(struct objection_args, day, FIELD_DAY),
		.tag = 3,
		.label = N_("objected on"),
		.help = N_("The day the letter came; today unless typed."),
	},
	{
		FIELD_AT(struct objection_args, fact, FIELD_LONG),
		.tag = 4,
		.label = N_("new fact"),
		.help = N_("What the panel did not know; this or a new basis."),
	},
	{
		FIELD_AT(struct objection_args, basis, FIELD_LINK),
		.tag = 5,
		.kind = KIND_BASIS,
		.label = N_("new basis"),
		.help = N_("A basis that the ruling does not cite."),
	},
	{
		FIELD_AT(struct objection_args, words, FIELD_LONG),
		.tag = 6,
		.label = N_("words of the objection"),
		.help = N_("What the unit asks for, and why."),
	},
	{
		FIELD_AT(struct objection_args, stays, FIELD_FLAG),
		.tag = 7,
		.label = N_("stays execution"),
		.help = N_("Only where the panel says so: an objection by itself stops nothing."),
	},
};

static const struct schema args_schema = {
	.name = "objection",
	.label = N_("objection"),
	.size = sizeof(struct objection_args),
	.fields = objection_fields,
	.field_count = COUNT(objection_fields),
};

static const struct field decide_fields[] = {
	{
		FIELD_AT(struct decide_args, result, FIELD_CHOICE),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.choices = objection_results,
		.choice_count = OBJECTION_RESULTS,
		.label = N_("answer to the objection"),
		.help = N_("The ruling stands, is changed, is revoked, or goes up."),
	},
	{
		FIELD_AT(struct decide_args, reason, FIELD_LONG),
		.tag = 2,
		.flags = FIELD_REQUIRED,
		.label = N_("reason"),
		.help = N_("In words, for the answer to the unit."),
	},
	{
		FIELD_AT(struct decide_args, day, FIELD_DAY),
		.tag = 3,
		.label = N_("answered on"),
		.help = N_("The day of the answer; today unless typed."),
	},
};

static const struct schema decide_schema = {
	.name = "decide",
	.label = N_("answer the objection"),
	.size = sizeof(struct decide_args),
	.fields = decide_fields,
	.field_count = COUNT(decide_fields),
};

/* --- whether it can be taken ---------------------------------------------------------- */

static bool has_say(struct act *act, const struct ruling *r, struct uid unit, struct err *e)
{
	const struct duty *duties = r->duties.at;
	struct err none = { 0 };
	struct case_ c;

	for (size_t i = 0; i < r->duties.n; i++)
		if (uid_same(duties[i].unit, unit))
			return true;
	if (record_get(&act->txn, &case_schema, r->case_, &c, &act->scratch, &none) &&
		uids_have(&c.parties, unit))
		return true;
	err_set(e, ERR_RULE, "%s has no duty under this ruling and is no party of its case",
		unit_short(&act->txn, unit, &act->scratch));
	return err_fix(e, "only who is bound by a ruling objects to it");
}

static bool brings_news(
	struct act *act, const struct ruling *r, const struct objection_args *given, struct err *e)
{
	struct uids cited = ruling_bases(r, &act->scratch);

	if (!*given->fact && uid_none(given->basis)) {
		err_set(e, ERR_RULE, "a new fact or a new basis is missing");
		return err_fix(e, "an objection needs one of them: ask the unit for it");
	}
	if (*given->fact || !uids_have(&cited, given->basis))
		return true;
	err_set(e, ERR_RULE, "the ruling rests on %s already: it is no new basis",
		record_number(&act->txn, KIND_BASIS, given->basis, &act->scratch));
	return err_fix(e, "name another basis, or the new fact");
}

static size_t objections_to(
	struct kv_txn *txn, struct uid ruling, struct objection **out, struct arena *a)
{
	struct objection like = { .ruling = ruling };
	uint32_t *ordinals;
	size_t all = pick_where(txn, &objection_schema, "ruling", &like, &ordinals, a), n = 0;
	struct err e = { 0 };

	*out = arena_array(a, all + 1, sizeof(**out));
	for (size_t i = 0; i < all; i++)
		n += record_at(txn, &objection_schema, ordinals[i], &(*out)[n], a, &e);
	return n;
}

static bool not_too_often(struct act *act, const struct ruling *r, struct uid unit, struct err *e)
{
	struct objection *before;
	size_t n = objections_to(&act->txn, r->head.uid, &before, &act->scratch);
	int most = rules_of(&act->txn)->objection_times, said = 0;
	const char *last = "";

	for (size_t i = 0; i < n; i++)
		if (uid_same(before[i].unit, unit) && before[i].state != OBJECTION_WITHDRAWN) {
			said++;
			last = before[i].number;
		}
	if (said < most)
		return true;
	err_set(e, ERR_RULE, "%s has objected to this ruling already: %s",
		unit_short(&act->txn, unit, &act->scratch), last);
	return err_fix(e, "the county lets a unit object %d times to one ruling", most);
}

/* The last day for an objection. */
static struct day last_day(struct kv_txn *txn, const struct ruling *r)
{
	const struct rules *rules = rules_of(txn);
	struct day from = time_day(r->issued);
	bool unknown = false;

	if (rules->limits_from == LIMITS_FROM_DELIVERY)
		from = limit_deemed(rules, from, &unknown);
	return workday_add(from, rules->objection_days, &unknown);
}

static bool late(struct kv_txn *txn, const struct ruling *r, struct day day)
{
	return day.n > last_day(txn, r).n;
}

static bool in_time(struct act *act, const struct ruling *r, struct day day, struct err *e)
{
	char text[DATE_TEXT];

	if (day.n > time_day(act->now).n || day.n < time_day(r->issued).n) {
		err_set(e, ERR_RULE, "it cannot have come on %s", day_text(day, text));
		return err_fix(e, "give a day from the issue until today");
	}
	if (!late(&act->txn, r, day) || rules_of(&act->txn)->objection_late == STRICT_WARN)
		return true;
	err_set(e, ERR_RULE, "the time for an objection ended on %s",
		day_text(last_day(&act->txn, r), text));
	return err_fix(e, "answer the unit so, or set objection_late = warn in rules.conf");
}

static void warn_objection(
	struct kv_txn *txn, const void *subject, const void *args, struct buf *lines)
{
	const struct objection_args *given = args;
	char text[DATE_TEXT];

	if (given && given->day.n && late(txn, subject, given->day))
		buf_printf(lines, _("the time for an objection ended on %s\n"),
			day_text(last_day(txn, subject), text));
}

/* --- the case goes along ----------------------------------------------------------------- */

static bool case_objected(struct act *act, const struct ruling *r, struct err *e)
{
	struct case_ c;

	if (uid_none(r->case_))
		return true;
	if (!record_get(&act->txn, &case_schema, r->case_, &c, &act->scratch, e))
		return false;
	if (!uid_same(c.ruling, r->head.uid) || c.state == CASE_OBJECTED)
		return true;
	if (c.state != CASE_STAYED) /* else it knows already where to go on */
		c.before = c.state;
	c.state = CASE_OBJECTED;
	return record_put(act, &case_schema, &c, "objection", e);
}

static bool others_open(struct act *act, const struct objection *mine)
{
	struct objection *all;
	size_t n = objections_to(&act->txn, mine->ruling, &all, &act->scratch);

	for (size_t i = 0; i < n; i++)
		if (!uid_same(all[i].head.uid, mine->head.uid) && objection_open(&all[i]))
			return true;
	return false;
}

/* `referred`: it goes up instead of back. */
static bool case_goes_on(struct act *act, const struct objection *o, const struct ruling *r,
	bool referred, const char *verb, struct err *e)
{
	struct case_ c;

	if (uid_none(o->case_) || others_open(act, o))
		return true;
	if (!record_get(&act->txn, &case_schema, o->case_, &c, &act->scratch, e))
		return false;
	if (c.state != CASE_OBJECTED)
		return true;
	if (referred)
		c.state = CASE_REFERRED;
	else if (r->state == RULING_STAYED)
		c.state = CASE_STAYED;
	else
		c.state = c.before ? c.before : CASE_ISSUED;
	return record_put(act, &case_schema, &c, verb, e);
}

/* --- verbs --------------------------------------------------------------------------------- */

static void fill(struct act *act, struct objection *o, const struct ruling *r,
	const struct objection_args *given, struct day day)
{
	bool unknown = false;

	schema_init(&objection_schema, o);
	o->number = number_take(act, KIND_OBJECTION, &act->scratch);
	o->title = r->title;
	o->ruling = r->head.uid;
	o->case_ = r->case_;
	o->unit = given->unit;
	o->day = day;
	o->letter = given->letter;
	o->fact = given->fact;
	o->basis = given->basis;
	o->words = given->words;
	o->stays = given->stays;
	o->due = workday_add(day, rules_of(&act->txn)->objection_answer, &unknown);
	o->state = OBJECTION_RECEIVED;
}

static bool run_objection(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct objection_args *given = args;
	struct ruling *r = subject;
	struct day day = given->day.n ? given->day : time_day(act->now);
	struct objection o;

	if (!has_say(act, r, given->unit, e) || !brings_news(act, r, given, e) ||
		!not_too_often(act, r, given->unit, e) || !in_time(act, r, day, e))
		return false;
	fill(act, &o, r, given, day);
	if (!record_put(act, &objection_schema, &o, "objection", e) || !case_objected(act, r, e))
		return false;
	return !given->stays || r->state == RULING_STAYED ||
		ruling_set_stayed(act, r, arena_format(&act->scratch, "异议复核%s", o.number), e);
}

static bool run_review(struct act *act, void *subject, const void *args, struct err *e)
{
	(void)args;
	return record_put(act, &objection_schema, subject, "review", e);
}

/* What was stayed for the objection alone goes on. */
static bool resume(struct act *act, const struct objection *o, struct ruling *r, struct err *e)
{
	if (!o->stays || r->state != RULING_STAYED || others_open(act, o))
		return true;
	return ruling_set_resumed(act, r, arena_format(&act->scratch, "异议复核%s", o->number), e);
}

static bool carry_out(struct act *act, struct objection *o, struct ruling *r, struct err *e)
{
	struct ruling next;

	switch (o->result) {
	case OBJECTION_UPHOLDS:
		return resume(act, o, r, e);
	case OBJECTION_CHANGES:
		if (!ruling_new_version(act, r, o->reason, false, &next, e))
			return false;
		o->amendment = next.head.uid;
		return true;
	case OBJECTION_REVOKES:
		return ruling_set_revoked(act, r, o->reason, e);
	default:
		return true;
	}
}

static bool still_in_force(const struct ruling *r, struct err *e)
{
	if (r->state == RULING_ISSUED || r->state == RULING_STAYED)
		return true;
	err_set(e, ERR_RULE, "ruling %s is %s: nothing is left to answer", r->number,
		_(field_choice(schema_field(&ruling_schema, "state"), r->state)->label));
	return err_fix(e, "let the unit withdraw its objection");
}

static bool run_decide(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct decide_args *given = args;
	struct objection *o = subject;
	struct ruling r;

	if (!record_get(&act->txn, &ruling_schema, o->ruling, &r, &act->scratch, e) ||
		!still_in_force(&r, e))
		return false;
	o->result = given->result;
	o->reason = given->reason;
	o->decided = given->day.n ? given->day : time_day(act->now);
	return carry_out(act, o, &r, e) && record_put(act, &objection_schema, o, "decide", e) &&
		case_goes_on(act, o, &r, o->result == OBJECTION_REFERS, "decide", e);
}

static bool run_withdraw(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct reason_args *given = args;
	struct objection *o = subject;
	struct ruling r;

	o->reason = given->reason;
	return record_get(&act->txn, &ruling_schema, o->ruling, &r, &act->scratch, e) &&
		resume(act, o, &r, e) && record_put(act, &objection_schema, o, "withdraw", e) &&
		case_goes_on(act, o, &r, false, "withdraw", e);
}

const struct verb ruling_objection = {
	.name = "objection",
	.label = N_("objection"),
	.help = N_("A unit objects in writing, with a new fact or basis; execution goes on."),
	.subject = &ruling_schema,
	.args = &args_schema,
	.warn = warn_objection,
	.run = run_objection,
};

static const struct verb objection_review = {
	.name = "review",
	.label = N_("review the objection"),
	.help = N_("The panel turns to it."),
	.subject = &objection_schema,
	.run = run_review,
};

static const struct verb objection_decide = {
	.name = "decide",
	.label = N_("answer the objection"),
	.help = N_("The ruling stands, is changed, is revoked, or goes up."),
	.subject = &objection_schema,
	.args = &decide_schema,
	.final = true,
	.run = run_decide,
};

static const struct verb objection_withdraw = {
	.name = "withdraw",
	.label = N_("withdraw the objection"),
	.help = N_("The unit takes it back; it does not count as its one objection."),
	.subject = &objection_schema,
	.args = &reason_schema,
	.run = run_withdraw,
};

static const struct flow rows[] = {
	{ .verb = &objection_review, .from = OBJECTION_RECEIVED, .to = OBJECTION_IN_REVIEW },
	{ .verb = &objection_decide, .from = OBJECTION_RECEIVED, .to = OBJECTION_DECIDED },
	{ .verb = &objection_decide, .from = OBJECTION_IN_REVIEW, .to = OBJECTION_DECIDED },
	{ .verb = &objection_withdraw, .from = OBJECTION_RECEIVED, .to = OBJECTION_WITHDRAWN },
	{ .verb = &objection_withdraw, .from = OBJECTION_IN_REVIEW, .to = OBJECTION_WITHDRAWN },
};

const struct flow_rows objection_flow = { .kind = KIND_OBJECTION, .at = rows, .n = COUNT(rows) };
