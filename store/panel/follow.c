/* follow.c — 依先例办理: a later order settled by a ruling on its class, without a meeting.
 *
 * The order remembers the ruling, the ruling counts its orders; taking it back, by undo or
 * by 撤销沿用, leaves both as they were.
 */
#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/flows.h"
#include "store/panel/late.h"
#include "store/panel/precedent.h"
#include "store/panel/ruling.h"
#include "store/rec/journal.h"
#include "store/rec/rulebook.h"

static const struct field follow_fields[] = {
	{
		FIELD_AT(struct follow_args, ruling, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_RULING,
		.label = N_("ruling"),
		.help = N_("The ruling on a class that settles the order."),
	},
};

static const struct schema follow_schema = {
	.name = "follow",
	.label = N_("follow a precedent"),
	.size = sizeof(struct follow_args),
	.fields = follow_fields,
	.field_count = COUNT(follow_fields),
};

static const struct field words_fields[] = {
	{
		FIELD_AT(struct urge_args, words, FIELD_LONG),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("what was done"),
		.help = N_("Who was urged and how, or that an objection was opened."),
	},
};

static const struct schema urge_schema = {
	.name = "urge",
	.label = N_("urge"),
	.size = sizeof(struct urge_args),
	.fields = words_fields,
	.field_count = COUNT(words_fields),
};

static bool may_follow(struct kv_txn *txn, const void *subject, struct err *e)
{
	struct precedent_classes classes;
	struct arena a = { 0 };

	(void)subject;
	precedent_classes(txn, &classes, &a);
	arena_free(&a);
	if (classes.n)
		return true;
	err_set(e, ERR_RULE, "no ruling on a class is in force");
	return err_fix(e, "take the order up, or agree on a ruling for its class");
}

static struct uid lead_of(const struct ruling *r)
{
	const struct duty *lead = ruling_lead(r);

	return lead ? lead->unit : (struct uid){ 0 };
}

/* The newest that matches; none where two name different leads: a person chooses. */
static void suggest_follow(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	struct follow_args *to = args;
	const struct ruling **found;
	size_t n = precedent_match(txn, subject, &found, a);

	for (size_t i = 1; i < n; i++)
		if (!uid_same(lead_of(found[i]), lead_of(found[0])))
			return;
	if (n)
		to->ruling = found[0]->head.uid;
}

static void warn_ruling(const struct order *o, const struct ruling *r, struct buf *lines)
{
	if (!precedent_holds(r, o)) {
		buf_printf(lines, _("the conditions of %s do not hold for %s"), r->number, o->number);
		buf_putc(lines, '\n');
	}
	if (precedent_unconfirmed(r)) {
		buf_printf(lines, _("%s is a coordinating opinion: the government has not decided yet"),
			r->number);
		buf_putc(lines, '\n');
	}
}

static void warn_follow(
	struct kv_txn *txn, const void *subject, const void *args, struct buf *lines)
{
	struct follow_args given = { .ruling = { 0 } };
	struct arena a = { 0 };
	struct ruling r;
	struct err e = { 0 };

	if (args)
		given = *(const struct follow_args *)args;
	else
		suggest_follow(txn, subject, &given, &a);
	if (record_get(txn, &ruling_schema, given.ruling, &r, &a, &e))
		warn_ruling(subject, &r, lines);
	arena_free(&a);
}

static bool may_settle(struct kv_txn *txn, const struct ruling *r, struct err *e)
{
	if (!precedent_settles(r)) {
		err_set(
			e, ERR_RULE, "ruling %s settles no later orders", *r->number ? r->number : r->draft);
		return err_fix(e, "it has to be in force, and for its class");
	}
	if (!precedent_unconfirmed(r) || rules_of(txn)->unconfirmed != STRICT_REFUSE)
		return true;
	err_set(
		e, ERR_RULE, "%s is a coordinating opinion: the government has not decided yet", r->number);
	return err_fix(e, "record the government's decision, or take the order up");
}

static bool run_follow(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct follow_args *given = args;
	struct order *o = subject;
	struct ruling r;

	if (!record_get(&act->txn, &ruling_schema, given->ruling, &r, &act->scratch, e) ||
		!may_settle(&act->txn, &r, e))
		return false;
	r.used++;
	o->precedent = r.head.uid;
	o->followed = time_day(act->now);
	late_derive(&act->txn, o);
	return record_put(act, &order_schema, o, "follow", e) &&
		record_put(act, &ruling_schema, &r, "follow", e);
}

static bool run_unfollow(struct act *act, void *subject, const void *args, struct err *e)
{
	struct order *o = subject;
	struct ruling r;

	(void)args;
	if (!record_get(&act->txn, &ruling_schema, o->precedent, &r, &act->scratch, e))
		return false;
	r.used -= r.used > 0;
	o->precedent = (struct uid){ 0 };
	o->followed = (struct day){ 0 };
	late_derive(&act->txn, o);
	return record_put(act, &order_schema, o, "unfollow", e) &&
		record_put(act, &ruling_schema, &r, "unfollow", e);
}

static bool may_urge(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct order *o = subject;

	(void)txn;
	if (o->late_returns)
		return true;
	err_set(e, ERR_RULE, "nobody asked to return it after a ruling");
	return err_fix(e, "a return dated after the ruling was issued is recorded first");
}

static bool run_urge(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct urge_args *given = args;
	struct order *o = subject;
	const struct order_return *rows = o->returns.at;

	o->urged = time_day(act->now);
	for (size_t i = 0; i < o->returns.n; i++) /* the platform's clock may be ahead of ours */
		if (rows[i].day.n > o->urged.n)
			o->urged = rows[i].day;
	late_derive(&act->txn, o);
	return record_put(act, &order_schema, o, "urge", e) &&
		journal_note(act, "urge", KIND_ORDER, o->head.uid, o->number, given->words, e);
}

const struct verb order_follow = {
	.name = "follow",
	.label = N_("settle by precedent"),
	.help = N_("Settles the order by a ruling in force on its class, without a meeting."),
	.subject = &order_schema,
	.args = &follow_schema,
	.quick = true,
	.aside = true,
	.may = may_follow,
	.suggest = suggest_follow,
	.warn = warn_follow,
	.run = run_follow,
};

const struct verb order_unfollow = {
	.name = "unfollow",
	.label = N_("no longer by precedent"),
	.help = N_("The order comes back to be screened; the ruling counts it no more."),
	.subject = &order_schema,
	.run = run_unfollow,
};

const struct verb order_urge = {
	.name = "urge",
	.label = N_("urge"),
	.help = N_("A unit returned what was settled: records how it was held to the ruling."),
	.subject = &order_schema,
	.args = &urge_schema,
	.aside = true,
	.may = may_urge,
	.run = run_urge,
};
