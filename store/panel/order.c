/* order.c — 工单: into the panel's hands, and out of them.
 *
 * Only disputed orders come into 待初审; 受理 makes the 研判件 that the panel works on.
 */
#include "store/schema/order.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/flows.h"
#include "store/panel/number.h"
#include "store/panel/repeat.h"
#include "store/panel/route.h"
#include "store/panel/units.h"
#include "store/rec/journal.h"
#include "store/rec/rulebook.h"
#include "store/schema/review.h"

#include <stdio.h>

static const struct field file_fields[] = {
	{
		FIELD_AT(struct file_args, reason, FIELD_TEXT),
		.tag = 1,
		.label = N_("reason"),
		.help = N_("Why the panel does not take it up; kept in the journal."),
	},
};

static const struct schema file_schema = {
	.name = "file",
	.label = N_("put on file"),
	.size = sizeof(struct file_args),
	.fields = file_fields,
	.field_count = COUNT(file_fields),
};

static const struct choice beginnings[] = {
	{ CASE_READY, "ready", N_("ready") },
	{ CASE_CONSULTING, "consulting", N_("in consultation") },
};

static const struct field accept_fields[] = {
	{
		FIELD_AT(struct accept_args, title, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("matter"),
		.help = N_("What the case is about; from the order unless changed."),
	},
	{
		FIELD_AT(struct accept_args, parties, FIELD_LINKS),
		.tag = 2,
		.kind = KIND_UNIT,
		.label = N_("parties"),
		.help = N_("Units that returned the order or have it in hand, as far as they are known."),
	},
	{
		FIELD_AT(struct accept_args, reason, FIELD_LONG),
		.tag = 3,
		.label = N_("why it is disputed"),
		.help = N_("What the units disagree on."),
	},
	{
		FIELD_AT(struct accept_args, category, FIELD_TEXT),
		.tag = 4,
		.label = N_("category"),
		.help = N_("All levels, with / between."),
	},
	{
		FIELD_AT(struct accept_args, number, FIELD_TEXT),
		.tag = 5,
		.label = N_("case number"),
		.help = N_("Left empty it is the next one of the year."),
	},
	{
		FIELD_AT(struct accept_args, begin, FIELD_CHOICE),
		.tag = 6,
		.choices = beginnings,
		.choice_count = COUNT(beginnings),
		.label = N_("begins as"),
		.help = N_("In talks between the units, or ready for a meeting at once."),
	},
};

static const struct schema accept_schema = {
	.name = "accept",
	.label = N_("take up"),
	.size = sizeof(struct accept_args),
	.fields = accept_fields,
	.field_count = COUNT(accept_fields),
};

static const struct field join_fields[] = {
	{
		FIELD_AS(struct join_args, case_, "case", FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_CASE,
		.label = N_("case"),
		.help = N_("The case that is about the same matter."),
	},
};

static const struct schema join_schema = {
	.name = "join",
	.label = N_("join a case"),
	.size = sizeof(struct join_args),
	.fields = join_fields,
	.field_count = COUNT(join_fields),
};

static bool run_screen(struct act *act, void *subject, const void *args, struct err *e)
{
	(void)args;
	return record_put(act, &order_schema, subject, "screen", e);
}

static bool run_file(struct act *act, void *subject, const void *args, struct err *e)
{
	struct order *o = subject;
	const struct file_args *given = args;

	return record_put(act, &order_schema, o, "file", e) &&
		(!*given->reason ||
			journal_note(act, "file", KIND_ORDER, o->head.uid, o->number, given->reason, e));
}

/* Who returned it, is complained of or has it in hand; not the hotline, in whose hand
 * every order is while nobody else takes it. */
static struct uids parties_of(struct kv_txn *txn, const struct order *o, struct arena *a)
{
	const struct order_return *returns = o->returns.at;
	struct uids parties = { 0 };
	struct unit in_hand;

	for (size_t i = 0; i < o->returns.n; i++)
		if (return_bounces(&returns[i]))
			units_in_cell(txn, returns[i].unit, &parties, a);
	units_in_cell(txn, o->against, &parties, a);
	if (!unit_called(txn, o->unit, &in_hand, a) || !unit_dispatches(&in_hand, rules_of(txn)))
		units_in_cell(txn, o->unit, &parties, a);
	return parties;
}

static void suggest_accept(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct order *o = subject;
	struct accept_args *to = args;

	to->title = arena_text(a, *o->matter ? o->matter : o->title);
	to->category = arena_text(a, o->category);
	to->parties = parties_of(txn, o, a);
	to->begin = rules_of(txn)->accept_to == ACCEPT_CONSULTING ? CASE_CONSULTING : CASE_READY;
}

/* 上会条件 and the fixed list of reasons: said, not forbidden. */
static void warn_accept(
	struct kv_txn *txn, const void *subject, const void *args, struct buf *lines)
{
	const struct order *o = subject;
	const struct order_return *returns = o->returns.at;
	int64_t needed = rules_of(txn)->returns_to_meet;

	(void)args;
	if (o->bounces < needed) {
		buf_printf(lines, _("returned %lld times; a case goes to a meeting after %lld"),
			(long long)o->bounces, (long long)needed);
		buf_putc(lines, '\n');
	}
	for (size_t i = 0; i < o->returns.n; i++) {
		const char *elsewhere = return_route(returns[i].reason);

		if (elsewhere) {
			buf_printf(lines, _("%s returned it for a reason that goes elsewhere: %s"),
				returns[i].unit, elsewhere);
			buf_putc(lines, '\n');
		}
	}
}

static bool number_of_case(struct act *act, const char *typed, struct case_ *c, struct err *e)
{
	c->number = *typed ? typed : number_take(act, KIND_CASE, &act->scratch);
	return !*typed || number_typed(act, KIND_CASE, typed, e);
}

static bool run_accept(struct act *act, void *subject, const void *args, struct err *e)
{
	struct order *o = subject;
	const struct accept_args *given = args;
	struct case_ c;

	schema_init(&case_schema, &c);
	if (!number_of_case(act, given->number, &c, e))
		return false;
	c.title = given->title;
	c.category = given->category;
	c.reason = given->reason;
	c.parties = given->parties;
	c.day = time_day(act->now);
	c.state = given->begin ? given->begin : CASE_READY;
	uids_add(&c.orders, o->head.uid, &act->scratch);
	if (!record_put(act, &case_schema, &c, "accept", e))
		return false;
	o->case_ = c.head.uid;
	return record_put(act, &order_schema, o, "accept", e) &&
		repeats_follow(act, o->head.uid, &c, "accept", e);
}

static bool still_takes_orders(const struct case_ *c, struct err *e)
{
	if (c->state < CASE_AGREED)
		return true;
	err_set(e, ERR_RULE, "case %s is already settled", c->number);
	return err_fix(e, "take the order up as a case of its own");
}

static bool run_join(struct act *act, void *subject, const void *args, struct err *e)
{
	struct order *o = subject;
	const struct join_args *given = args;
	struct uids parties;
	struct case_ c;

	if (!record_get(&act->txn, &case_schema, given->case_, &c, &act->scratch, e) ||
		!still_takes_orders(&c, e))
		return false;
	uids_add(&c.orders, o->head.uid, &act->scratch);
	parties = parties_of(&act->txn, o, &act->scratch);
	for (size_t i = 0; i < parties.n; i++)
		uids_add(&c.parties, parties.at[i], &act->scratch);
	o->case_ = c.head.uid;
	return record_put(act, &case_schema, &c, "join", e) &&
		record_put(act, &order_schema, o, "join", e) &&
		repeats_follow(act, o->head.uid, &c, "join", e);
}

static const struct verb order_screen = {
	.name = "screen",
	.label = N_("to screening"),
	.help = N_("Moves an order that is only on file among those to be screened."),
	.subject = &order_schema,
	.run = run_screen,
};

static const struct verb order_accept = {
	.name = "accept",
	.label = N_("take up"),
	.help = N_("Takes the order up: makes the case that the panel works on."),
	.subject = &order_schema,
	.args = &accept_schema,
	.suggest = suggest_accept,
	.warn = warn_accept,
	.run = run_accept,
};

static const struct verb order_join = {
	.name = "join",
	.label = N_("join a case"),
	.help = N_("Adds the order to a case on the same matter."),
	.subject = &order_schema,
	.args = &join_schema,
	.run = run_join,
};

static const struct verb order_file = {
	.name = "file",
	.label = N_("put on file"),
	.help = N_("Leaves the order on file: found, counted, matched, never in the way."),
	.subject = &order_schema,
	.args = &file_schema,
	.run = run_file,
};

static const struct flow rows[] = {
	{ .verb = &order_accept, .from = ORDER_TO_SCREEN, .to = ORDER_TAKEN_UP },
	{ .verb = &order_join, .from = ORDER_TO_SCREEN, .to = ORDER_TAKEN_UP },
	{ .verb = &order_join, .from = ORDER_ON_FILE, .to = ORDER_TAKEN_UP },
	{ .verb = &order_follow, .from = ORDER_TO_SCREEN, .to = ORDER_BY_PRECEDENT },
	{ .verb = &order_follow, .from = ORDER_ON_FILE, .to = ORDER_BY_PRECEDENT },
	{ .verb = &order_file, .from = ORDER_TO_SCREEN, .to = ORDER_ON_FILE },
	{ .verb = &order_screen, .from = ORDER_ON_FILE, .to = ORDER_TO_SCREEN },
	{ .verb = &order_unfollow, .from = ORDER_BY_PRECEDENT, .to = ORDER_TO_SCREEN },
	{ .verb = &order_urge, .from = ORDER_TAKEN_UP, .to = 0 },
	{ .verb = &order_urge, .from = ORDER_BY_PRECEDENT, .to = 0 },
	{ .verb = &order_merge, .from = ORDER_TO_SCREEN },
	{ .verb = &order_merge, .from = ORDER_ON_FILE },
	{ .verb = &order_unmerge, .from = ORDER_ON_FILE },
	{ .verb = &order_unmerge, .from = ORDER_TAKEN_UP },
};

const struct flow_rows order_flow = { .kind = KIND_ORDER, .at = rows, .n = COUNT(rows) };
