/* decision.c — the ruling on an item, drafted and agreed; other outcomes are in outcome.c.
 *
 * 议定 fixes the wording and takes no number; that comes with 印发 (meeting.c).  While a
 * ruling is drafted it may be as incomplete as the person left it.
 */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/args.h"
#include "store/panel/attendance.h"
#include "store/panel/circulate.h"
#include "store/panel/flows.h"
#include "store/panel/recusal.h"
#include "store/panel/rival.h"
#include "store/panel/ruling.h"
#include "store/panel/sentence.h"
#include "store/panel/units.h"
#include "store/panel/wording.h"
#include "store/schema/review.h"

/* The item's ruling as stored, or a fresh one. */
static bool ruling_of(
	struct kv_txn *txn, const struct item *item, struct ruling *r, struct arena *a, struct err *e)
{
	schema_init(&ruling_schema, r);
	return uid_none(item->ruling) || record_get(txn, &ruling_schema, item->ruling, r, a, e);
}

static void suggest_ruling(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct item *item = subject;
	struct ruling *r = args;
	struct case_ c;
	struct err e = { 0 };

	if (!ruling_of(txn, item, r, a, &e) || !uid_none(r->head.uid) ||
		!record_get(txn, &case_schema, item->case_, &c, a, &e))
		return;
	r->title = c.title;
	r->bases = c.bases;
	r->scope = SCOPE_CASE;
}

/* The ruling as typed on the stored one, belonging to this item; not put yet. */
static bool ruling_typed(struct act *act, const struct item *item, const struct ruling *typed,
	struct ruling *r, struct err *e)
{
	struct ruling stored;

	if (!ruling_of(&act->txn, item, &stored, &act->scratch, e) ||
		!wording_typed(&stored, typed, r, e))
		return false;
	r->draft = item->number;
	r->item = item->head.uid;
	r->case_ = item->case_;
	r->meeting = item->meeting;
	r->state = RULING_DRAFT;
	wording_fix(act, r);
	return true;
}

static bool may_draft(struct kv_txn *txn, const void *subject, struct err *e)
{
	return item_changeable(txn, subject, false, e) && circulate_text_open(txn, subject, e);
}

static bool keep_draft(
	struct act *act, struct item *item, const struct ruling *typed, const char *verb, struct err *e)
{
	struct ruling r;

	if (!ruling_typed(act, item, typed, &r, e) || !record_put(act, &ruling_schema, &r, verb, e))
		return false;
	item->ruling = r.head.uid;
	return record_put(act, &item_schema, item, verb, e);
}

static bool run_draft(struct act *act, void *subject, const void *args, struct err *e)
{
	return keep_draft(act, subject, args, "draft", e);
}

static bool run_duty(struct act *act, void *subject, const void *args, struct err *e)
{
	struct ruling r;

	schema_init(&ruling_schema, &r);
	suggest_ruling(&act->txn, subject, &r, &act->scratch);
	if (!wording_set_duty(&r, args, &act->scratch, e))
		return false;
	return keep_draft(act, subject, &r, "duty", e);
}

static bool nobody_disagrees(struct kv_txn *txn, const struct item *item, struct err *e)
{
	const struct position *rows = item->positions.at;
	struct arena a = { 0 };
	bool none = true;

	for (size_t i = 0; i < item->positions.n && none; i++)
		if (rows[i].stance == STANCE_DISAGREES &&
			attendance_of(item, rows[i].unit) != PRESENCE_RECUSED) {
			none = err_set(e, ERR_RULE, "%s disagrees: nothing can be agreed",
				unit_short(txn, rows[i].unit, &a));
			err_fix(e, "talk on, or adjourn the item");
		}
	arena_free(&a);
	return none;
}

static bool may_agree(struct kv_txn *txn, const void *subject, struct err *e)
{
	return item_changeable(txn, subject, true, e) &&
		(circulate_item(txn, subject) ? circulate_answered(txn, subject, e)
									  : attendance_quorum(txn, subject, e)) &&
		nobody_disagrees(txn, subject, e);
}

static bool has_position(const struct item *item, struct uid unit)
{
	const struct position *rows = item->positions.at;

	for (size_t i = 0; i < item->positions.n; i++)
		if (uid_same(rows[i].unit, unit))
			return true;
	return false;
}

static bool has_answer(const struct item *item, struct uid unit)
{
	const struct answer *rows = item->answers.at;

	for (size_t i = 0; i < item->answers.n; i++)
		if (uid_same(rows[i].unit, unit))
			return true;
	return false;
}

static void warn_conflicts(
	struct kv_txn *txn, const struct item *item, struct buf *lines, struct arena *a)
{
	struct conflict *conflicts;
	size_t n = item_conflicts(txn, item, &conflicts, a);

	for (size_t i = 0; i < n; i++) {
		buf_printf(lines, _("%s should recuse: %s"), unit_short(txn, conflicts[i].body, a),
			conflicts[i].words);
		buf_putc(lines, '\n');
	}
}

static void warn_silent(
	struct kv_txn *txn, const struct item *item, struct buf *lines, struct arena *a)
{
	struct unit *bodies;
	size_t n = attendance_bodies(txn, &bodies, a);
	struct case_ c;
	struct err e = { 0 };

	for (size_t i = 0; i < n; i++)
		if (attendance_of(item, bodies[i].head.uid) != PRESENCE_RECUSED &&
			!has_position(item, bodies[i].head.uid)) {
			buf_printf(lines, _("%s has not stated its position"), bodies[i].short_);
			buf_putc(lines, '\n');
		}
	if (!record_get(txn, &case_schema, item->case_, &c, a, &e))
		return;
	for (size_t i = 0; i < c.parties.n; i++)
		if (!has_answer(item, c.parties.at[i])) {
			buf_printf(lines, _("%s has not answered: it cannot be 协商一致"),
				unit_short(txn, c.parties.at[i], a));
			buf_putc(lines, '\n');
		}
}

static void warn_rivals(struct kv_txn *txn, const struct item *item, const struct ruling *draft,
	struct buf *lines, struct arena *a)
{
	struct case_ c;
	struct err e = { 0 };

	if (record_get(txn, &case_schema, item->case_, &c, a, &e))
		rivals_warn(txn, draft, &c, lines);
}

static void warn_agree(struct kv_txn *txn, const void *subject, const void *args, struct buf *lines)
{
	struct arena a = { 0 };

	warn_conflicts(txn, subject, lines, &a);
	warn_rivals(txn, subject, args, lines, &a);
	warn_silent(txn, subject, lines, &a);
	ruling_warnings(txn, args, lines);
	ruling_drift(txn, args, lines);
	arena_free(&a);
}

/* The case remembers what was cited, for the next time. */
static void remember_bases(struct act *act, struct case_ *c, const struct ruling *r)
{
	struct uids cited = ruling_bases(r, &act->scratch);

	for (size_t i = 0; i < cited.n; i++)
		uids_add(&c->bases, cited.at[i], &act->scratch);
}

static bool run_agree(struct act *act, void *subject, const void *args, struct err *e)
{
	struct item *item = subject;
	struct ruling r;
	struct case_ c;

	if (!ruling_typed(act, item, args, &r, e) || !ruling_complete(&act->txn, &r, e) ||
		!record_get(&act->txn, &case_schema, item->case_, &c, &act->scratch, e) ||
		!rivals_settled(&act->txn, &r, &c, e))
		return false;
	wording_lead_first(&r, &act->scratch);
	r.standing = ruling_standing_of(item, &c);
	r.agreed = act->now;
	r.state = RULING_AGREED;
	if (!record_put(act, &ruling_schema, &r, "agree", e))
		return false;
	item->ruling = r.head.uid;
	c.ruling = r.head.uid;
	c.state = CASE_AGREED;
	remember_bases(act, &c, &r);
	return record_put(act, &item_schema, item, "agree", e) &&
		record_put(act, &case_schema, &c, "agree", e);
}

const struct verb item_draft = {
	.name = "draft",
	.label = N_("draft the ruling"),
	.help = N_("Keeps the ruling as far as it is written."),
	.subject = &item_schema,
	.args = &ruling_schema,
	.may = may_draft,
	.suggest = suggest_ruling,
	.run = run_draft,
};

const struct verb item_duty = {
	.name = "duty",
	.label = N_("duty of one unit"),
	.help = N_("Puts one unit's duty into the draft; one without words, limit and bases goes out."),
	.subject = &item_schema,
	.args = &duty_schema,
	.may = may_draft,
	.run = run_duty,
};

const struct verb item_agree = {
	.name = "agree",
	.label = N_("agree"),
	.help = N_("The panel agrees: the wording is fixed; the number comes when it is issued."),
	.subject = &item_schema,
	.args = &ruling_schema,
	.may = may_agree,
	.suggest = suggest_ruling,
	.warn = warn_agree,
	.run = run_agree,
};
