/* issuing.c — 印发 of one ruling and of a meeting's; 会签 and 签发 of all of a meeting's. */
#include "store/panel/issuing.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/args.h"
#include "store/panel/document.h"
#include "store/panel/flows.h"
#include "store/panel/number.h"
#include "store/panel/rival.h"
#include "store/panel/ruling.h"
#include "store/panel/signing.h"
#include "store/panel/task.h"
#include "store/panel/units.h"
#include "store/panel/validity.h"
#include "store/rec/rulebook.h"
#include "store/schema/order.h"
#include "store/schema/panel.h"

#include <string.h>

static const struct field issue_fields[] = {
	{
		FIELD_AT(struct issue_args, document, FIELD_TEXT),
		.tag = 1,
		.check = document_sound,
		.label = N_("document number of the office"),
		.help = N_("Typed when the office's registry gives it; may stay empty."),
	},
	{
		FIELD_AT(struct issue_args, signer, FIELD_TEXT),
		.tag = 2,
		.label = N_("signer"),
		.help = N_("Who signs."),
	},
	{
		FIELD_AT(struct issue_args, number, FIELD_TEXT),
		.tag = 3,
		.label = N_("number of the first ruling"),
		.help = N_("Only where a county begins in the middle of its numbers: 2026-08."),
	},
};

static const struct schema issue_schema = {
	.name = "issue",
	.label = N_("issue"),
	.size = sizeof(struct issue_args),
	.fields = issue_fields,
	.field_count = COUNT(issue_fields),
};

static const struct field number_fields[] = {
	{
		FIELD_AT(struct number_args, document, FIELD_TEXT),
		.tag = 1,
		.check = document_sound,
		.label = N_("document number of the office"),
		.help = N_("Typed when the office's registry gives it; may stay empty."),
	},
	{
		FIELD_AT(struct number_args, number, FIELD_TEXT),
		.tag = 2,
		.label = N_("ruling number"),
		.help = N_("Only where a county begins in the middle of its numbers: 2026-08."),
	},
};

static const struct schema number_schema = {
	.name = "issue",
	.label = N_("issue"),
	.size = sizeof(struct number_args),
	.fields = number_fields,
	.field_count = COUNT(number_fields),
};

static const struct field sheet_fields[] = {
	{
		FIELD_AT(struct sheet_args, unit, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_UNIT,
		.label = N_("body"),
		.help = N_("The body that agrees to all of the meeting's rulings."),
	},
	{
		FIELD_AT(struct sheet_args, by, FIELD_TEXT),
		.tag = 2,
		.label = N_("signed by"),
		.help = N_("Who signed for the body."),
	},
	{
		FIELD_AT(struct sheet_args, day, FIELD_DAY),
		.tag = 3,
		.label = N_("signed on"),
		.help = N_("The day it signed; today unless typed."),
	},
};

static const struct schema sheet_schema = {
	.name = "countersign",
	.label = N_("countersign"),
	.size = sizeof(struct sheet_args),
	.fields = sheet_fields,
	.field_count = COUNT(sheet_fields),
};

/* --- one ruling -------------------------------------------------------------------- */

static bool in_force(const struct ruling *r)
{
	return r->state == RULING_ISSUED || r->state == RULING_STAYED;
}

static bool case_stands(struct kv_txn *txn, const struct ruling *r, struct arena *a, struct err *e)
{
	struct case_ c;

	if (uid_none(r->case_))
		return true;
	if (!record_get(txn, &case_schema, r->case_, &c, a, e))
		return false;
	if (c.state != CASE_WITHDRAWN && c.state != CASE_DECLINED && c.state != CASE_ARCHIVED)
		return true;
	err_set(e, ERR_RULE, "case %s is %s: nothing is issued on it", c.number,
		_(field_choice(schema_field(&case_schema, "state"), c.state)->label));
	return err_fix(e, "take the case up again first");
}

static bool replaced_stands(
	struct kv_txn *txn, const struct ruling *r, struct arena *a, struct err *e)
{
	struct ruling old;

	if (uid_none(r->replaces))
		return true;
	if (!record_get(txn, &ruling_schema, r->replaces, &old, a, e))
		return false;
	if (in_force(&old))
		return true;
	err_set(e, ERR_RULE, "ruling %s, which this one replaces, is %s", old.number,
		_(field_choice(schema_field(&ruling_schema, "state"), old.state)->label));
	return err_fix(e, "drop this draft, or let the panel hear the case again");
}

bool ruling_issuable(struct kv_txn *txn, const struct ruling *r, struct err *e)
{
	struct arena a = { 0 };
	bool good = ruling_signed(txn, r, e) && ruling_complete(txn, r, e) &&
		case_stands(txn, r, &a, e) && replaced_stands(txn, r, &a, e);

	arena_free(&a);
	return good;
}

static void warn_basis(struct kv_txn *txn, struct uid uid, struct arena *a, struct buf *lines)
{
	struct basis b;
	struct err e = { 0 };
	char day[DATE_TEXT];

	if (!record_get(txn, &basis_schema, uid, &b, a, &e))
		return;
	if (b.to.n)
		buf_printf(lines, _("%s %s was in force until %s only\n"), b.title, b.article,
			day_text(b.to, day));
	else if (!uid_none(b.replaced_by))
		buf_printf(lines, _("%s %s has been replaced\n"), b.title, b.article);
}

/* An order that was joined to another case, or taken from the panel since. */
static void warn_order(
	struct kv_txn *txn, const struct ruling *r, struct uid uid, struct arena *a, struct buf *lines)
{
	struct order o;
	struct err e = { 0 };

	if (!record_get(txn, &order_schema, uid, &o, a, &e))
		return;
	if (!uid_none(o.case_) && !uid_same(o.case_, r->case_))
		buf_printf(lines, _("order %s belongs to case %s now\n"), o.number,
			record_number(txn, KIND_CASE, o.case_, a));
	else if (o.state != ORDER_TAKEN_UP)
		buf_printf(lines, _("order %s is %s now\n"), o.number,
			_(field_choice(schema_field(&order_schema, "state"), o.state)->label));
}

void ruling_issue_warnings(struct kv_txn *txn, const struct ruling *r, struct buf *lines)
{
	struct arena a = { 0 };
	struct uids bases = ruling_bases(r, &a);
	struct case_ c;
	struct err e = { 0 };

	for (size_t i = 0; i < bases.n; i++)
		warn_basis(txn, bases.at[i], &a, lines);
	if (!uid_none(r->case_) && record_get(txn, &case_schema, r->case_, &c, &a, &e))
		for (size_t i = 0; i < c.orders.n; i++)
			warn_order(txn, r, c.orders.at[i], &a, lines);
	arena_free(&a);
}

/* What it amends, or stands in the place of. */
static bool replace_old(struct act *act, const struct ruling *r, struct err *e)
{
	struct ruling old;

	if (uid_none(r->replaces))
		return true;
	if (!record_get(&act->txn, &ruling_schema, r->replaces, &old, &act->scratch, e))
		return false;
	return !in_force(&old) || ruling_set_superseded(act, &old, r, e);
}

/* An amendment becomes the case's ruling, and what was stayed goes on under it. */
static bool settle_case(struct act *act, const struct ruling *r, struct err *e)
{
	struct case_ c;

	if (uid_none(r->case_))
		return true;
	if (!record_get(&act->txn, &case_schema, r->case_, &c, &act->scratch, e))
		return false;
	if (uid_none(r->replaces) || uid_same(c.ruling, r->head.uid))
		c.state = CASE_ISSUED;
	else if (c.state == CASE_STAYED)
		c.state = c.before ? c.before : CASE_ISSUED;
	c.ruling = r->head.uid;
	return record_put(act, &case_schema, &c, "issue", e);
}

static bool put_in_force(struct act *act, struct ruling *r, const char *number, struct err *e)
{
	if (*number && !number_typed(act, KIND_RULING, number, e))
		return false;
	r->number = *number ? number : number_take(act, KIND_RULING, &act->scratch);
	r->issued = act->now;
	if (!r->agreed.s)
		r->agreed = act->now;
	r->state = RULING_ISSUED;
	return rivals_supersede(act, r, e) && record_put(act, &ruling_schema, r, "issue", e) &&
		settle_case(act, r, e) && replace_old(act, r, e) && tasks_of_ruling(act, r, e);
}

static bool may_issue_ruling(struct kv_txn *txn, const void *subject, struct err *e)
{
	return ruling_issuable(txn, subject, e);
}

static void suggest_number(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct ruling *r = subject;

	(void)txn;
	((struct number_args *)args)->document = arena_text(a, r->document);
}

static void warn_issue_ruling(
	struct kv_txn *txn, const void *subject, const void *args, struct buf *lines)
{
	(void)args;
	ruling_issue_warnings(txn, subject, lines);
}

static bool run_issue_ruling(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct number_args *given = args;
	struct ruling *r = subject;

	if (!document_free(&act->txn, &ruling_schema, r, given->document, e))
		return false;
	r->document = given->document;
	return put_in_force(act, r, given->number, e);
}

/* --- all of a meeting's ------------------------------------------------------------- */

/* The rulings of its agreed items that are not in force yet, in the order of the agenda. */
static size_t pending(
	struct kv_txn *txn, const struct meeting *m, struct ruling **out, struct arena *a)
{
	struct item *items;
	size_t all = meeting_items(txn, m->head.uid, &items, a), n = 0;
	struct ruling *rulings = arena_array(a, all + 1, sizeof(*rulings));
	struct err e = { 0 };

	for (size_t i = 0; i < all; i++)
		if (items[i].state == ITEM_AGREED &&
			record_get(txn, &ruling_schema, items[i].ruling, &rulings[n], a, &e) &&
			!rulings[n].issued.s)
			n++;
	*out = rulings;
	return n;
}

static bool nothing_pending(struct err *e)
{
	err_set(e, ERR_RULE, "no ruling of this meeting waits for signatures");
	return err_fix(e, "issue the meeting");
}

/* Who is asked next: the first body that does not agree to all of them. */
static struct uid next_to_sign(struct kv_txn *txn, const struct meeting *m, struct arena *a)
{
	struct uid next = { 0 };
	struct ruling *rulings;
	size_t n = pending(txn, m, &rulings, a);

	for (size_t i = 0; i < n && uid_none(next); i++) {
		struct signatory *s;
		size_t count = signatories(txn, &rulings[i], &s, a);

		for (size_t k = count; k-- > 0;)
			if (!s[k].agrees)
				next = s[k].unit;
	}
	return next;
}

static bool may_sheet(struct kv_txn *txn, const void *subject, struct err *e)
{
	struct arena a = { 0 };
	struct ruling *rulings;
	size_t n = pending(txn, subject, &rulings, &a);
	bool any = !uid_none(next_to_sign(txn, subject, &a));

	arena_free(&a);
	if (!n)
		return nothing_pending(e);
	if (any)
		return true;
	err_set(e, ERR_RULE, "all bodies have agreed to all rulings of this meeting");
	return err_fix(e, "have them signed");
}

/* The body has this ruling's wording before it and has not agreed to it. */
static bool owes(struct kv_txn *txn, const struct ruling *r, struct uid unit, struct arena *a)
{
	struct signatory *s;
	size_t n = signatories(txn, r, &s, a);

	for (size_t i = 0; i < n; i++)
		if (uid_same(s[i].unit, unit))
			return !s[i].agrees;
	return false;
}

static void suggest_sheet(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	((struct sheet_args *)args)->unit = next_to_sign(txn, subject, a);
}

static bool sign_sheet(
	struct act *act, const struct ruling *r, const struct sheet_args *given, struct err *e)
{
	struct countersign row;
	struct ruling after;

	schema_init(&countersign_schema, &row);
	row.unit = given->unit;
	row.says = COUNTERSIGN_AGREES;
	row.by = given->by;
	row.day = given->day;
	return verb_do(act, &ruling_countersign, r->head.uid, &row, &after, e);
}

static bool run_sheet(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct sheet_args *given = args;
	struct ruling *rulings;
	size_t n = pending(&act->txn, subject, &rulings, &act->scratch), signed_ = 0;

	for (size_t i = 0; i < n; i++) {
		if (!owes(&act->txn, &rulings[i], given->unit, &act->scratch))
			continue;
		if (!sign_sheet(act, &rulings[i], given, e))
			return false;
		signed_++;
	}
	if (signed_)
		return record_put(act, &meeting_schema, subject, "countersign", e);
	err_set(e, ERR_RULE, "%s has nothing left to countersign here",
		unit_short(&act->txn, given->unit, &act->scratch));
	return err_fix(e, "name a body of the panel that has not recused and not agreed yet");
}

static bool all_signed(struct err *e)
{
	err_set(e, ERR_RULE, "all of them are signed");
	return err_fix(e, "issue them");
}

/* One that is signed already can still be signed anew by itself. */
static bool may_sign_all(struct kv_txn *txn, const void *subject, struct err *e)
{
	struct arena a = { 0 };
	struct ruling *rulings;
	size_t n = pending(txn, subject, &rulings, &a), unsigned_ = 0;
	bool any = false;

	for (size_t i = 0; i < n && !any; i++) {
		if (*rulings[i].signer)
			continue;
		*e = (struct err){ 0 };
		unsigned_++;
		any = verb_may(txn, &ruling_sign, &rulings[i], e);
	}
	arena_free(&a);
	if (any)
		*e = (struct err){ 0 };
	else if (n && !unsigned_)
		all_signed(e);
	return any || (!n && nothing_pending(e));
}

static void suggest_sign_all(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct meeting *m = subject;

	(void)txn;
	((struct sign_args *)args)->signer = arena_text(a, *m->signer ? m->signer : m->chair);
}

/* Those that are still with a body stay behind. */
static bool run_sign_all(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct sign_args *given = args;
	struct meeting *m = subject;
	struct ruling *rulings;
	size_t n = pending(&act->txn, m, &rulings, &act->scratch);

	for (size_t i = 0; i < n; i++) {
		struct err not_yet = { 0 };
		struct ruling after;

		if (verb_may(&act->txn, &ruling_sign, &rulings[i], &not_yet) &&
			!verb_do(act, &ruling_sign, rulings[i].head.uid, given, &after, e))
			return false;
	}
	m->signer = given->signer;
	return record_put(act, &meeting_schema, m, "sign", e);
}

/* The minutes go out with what is signed; the rest follows one by one.  Nothing signed at
 * all: then the minutes would say that nothing was agreed. */
static bool may_issue(struct kv_txn *txn, const void *subject, struct err *e)
{
	struct arena a = { 0 };
	struct ruling *rulings;
	size_t n = pending(txn, subject, &rulings, &a);
	bool any = n == 0;

	for (size_t i = 0; i < n && !any; i++) {
		*e = (struct err){ 0 };
		any = ruling_issuable(txn, &rulings[i], e);
	}
	if (any)
		*e = (struct err){ 0 };
	else
		err_at(e, "%s %s", _(ruling_schema.label), rulings[0].draft);
	arena_free(&a);
	return any;
}

static void suggest_issue(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct meeting *m = subject;
	struct issue_args *to = args;

	(void)txn;
	to->document = arena_text(a, m->document);
	to->signer = arena_text(a, *m->signer ? m->signer : m->chair);
}

static void warn_issue(struct kv_txn *txn, const void *subject, const void *args, struct buf *lines)
{
	struct arena a = { 0 };
	struct ruling *rulings;
	size_t n = pending(txn, subject, &rulings, &a);

	(void)args;
	for (size_t i = 0; i < n; i++) {
		struct err e = { 0 };

		if (!ruling_issuable(txn, &rulings[i], &e))
			buf_printf(lines, _("%s stays behind: %s\n"), rulings[i].draft, e.what);
		else
			ruling_issue_warnings(txn, &rulings[i], lines);
	}
	arena_free(&a);
}

static bool issue_with_meeting(
	struct act *act, const struct meeting *m, struct ruling *r, const char *number, struct err *e)
{
	if (!*r->signer && *m->signer) { /* a county that does not countersign signs the minutes */
		r->signer = m->signer;
		r->signed_ = time_day(act->now);
	}
	r->document = m->document;
	return put_in_force(act, r, number, e) || err_at(e, "%s", r->draft);
}

static bool run_issue(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct issue_args *given = args;
	struct meeting *m = subject;
	struct ruling *rulings;
	const char *number = given->number;
	size_t n = pending(&act->txn, m, &rulings, &act->scratch);

	if (!document_free(&act->txn, &meeting_schema, m, given->document, e))
		return false;
	m->document = given->document;
	m->signer = given->signer;
	m->issued = act->now;
	for (size_t i = 0; i < n; i++) {
		struct err behind = { 0 };

		if (!ruling_issuable(&act->txn, &rulings[i], &behind))
			continue;
		if (!issue_with_meeting(act, m, &rulings[i], number, e))
			return false;
		number = "";
	}
	return record_put(act, &meeting_schema, m, "issue", e);
}

const struct verb ruling_issue = {
	.name = "issue",
	.label = N_("issue"),
	.help = N_("Gives the ruling its number; it is in force from then on."),
	.subject = &ruling_schema,
	.args = &number_schema,
	.final = true,
	.may = may_issue_ruling,
	.suggest = suggest_number,
	.warn = warn_issue_ruling,
	.run = run_issue_ruling,
};

const struct verb meeting_countersign = {
	.name = "countersign",
	.label = N_("countersign all"),
	.help = N_("A body agrees to the wording of all rulings of the meeting."),
	.subject = &meeting_schema,
	.args = &sheet_schema,
	.may = may_sheet,
	.suggest = suggest_sheet,
	.run = run_sheet,
};

const struct verb meeting_sign = {
	.name = "sign",
	.label = N_("sign all"),
	.help = N_("Who signed the rulings that all bodies have agreed to, and when."),
	.subject = &meeting_schema,
	.args = &sign_schema,
	.may = may_sign_all,
	.suggest = suggest_sign_all,
	.run = run_sign_all,
};

const struct verb meeting_issue = {
	.name = "issue",
	.label = N_("issue"),
	.help = N_("Gives the agreed rulings their numbers; they are in force from then on."),
	.subject = &meeting_schema,
	.args = &issue_schema,
	.final = true,
	.may = may_issue,
	.suggest = suggest_issue,
	.warn = warn_issue,
	.run = run_issue,
};
