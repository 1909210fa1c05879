#include "store/doc/slip.h"

#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/doc/paper.h"
#include "store/panel/limit.h"
#include "store/panel/precedent.h"
#include "store/panel/task.h"
#include "store/panel/units.h"

#include <string.h>

struct slip {
	struct paper paper;
	const struct ruling *ruling;
	struct unit to;
	const struct duty *duty;
	struct case_ case_;
	struct meeting meeting;
	struct task task;
	bool handed; /* it is there: one of before has none */
};

/* --- to whom ------------------------------------------------------------------------------ */

static void name_duties(struct slip *s, struct err *e)
{
	struct paper *p = &s->paper;
	const struct duty *duties = s->ruling->duties.at;

	for (size_t i = 0; i < s->ruling->duties.n; i++)
		buf_printf(&p->line, "%s%s", i ? "、" : "", unit_short(p->txn, duties[i].unit, p->arena));
	err_at(e, "%s %s", _(ruling_schema.label), s->ruling->number);
	err_fix(e, "name one of them: %s", buf_text(&p->line));
}

static bool find_duty(struct slip *s, struct uid unit, struct err *e)
{
	const struct duty *duties = s->ruling->duties.at;

	if (uid_none(unit) && s->ruling->duties.n == 1)
		unit = duties[0].unit;
	for (size_t i = 0; i < s->ruling->duties.n && !s->duty; i++)
		if (uid_same(duties[i].unit, unit))
			s->duty = &duties[i];
	if (s->duty)
		return record_get(s->paper.txn, &unit_schema, unit, &s->to, s->paper.arena, e);
	if (uid_none(unit))
		err_set(e, ERR_USAGE, "several units have duties: a slip is for one");
	else
		err_set(e, ERR_RULE, "%s has no duty here", unit_short(s->paper.txn, unit, s->paper.arena));
	name_duties(s, e);
	return false;
}

static bool issued(const struct slip *s, struct err *e)
{
	if (s->ruling->state == RULING_ISSUED)
		return true;
	if (s->ruling->issued.s) {
		err_set(e, ERR_RULE, "the ruling is %s: nothing is handed over",
			_(field_choice(schema_field(&ruling_schema, "state"), s->ruling->state)->label));
		err_at(e, "%s %s", _(ruling_schema.label), s->ruling->number);
		return err_fix(e, "hand over the ruling that is in force now");
	}
	err_set(e, ERR_RULE, "the ruling has not been issued: nothing can be handed over");
	err_at(e, "%s %s", _(ruling_schema.label), s->ruling->draft);
	return err_fix(e, "issue the meeting's minutes first");
}

/* --- callers ------------------------------------------------------------------------------ */

static struct uid parent_of(struct paper *p, struct uid unit)
{
	struct unit u;
	struct err e = { 0 };

	return record_get(p->txn, &unit_schema, unit, &u, p->arena, &e) ? u.parent : (struct uid){ 0 };
}

/* A complaint about whom nobody can tell is one about everybody. */
static bool complained_of(struct slip *s, const struct order *o)
{
	struct paper *p = &s->paper;
	struct uids against = { 0 };

	units_in_cell(p->txn, o->against, &against, p->arena);
	for (size_t i = 0; i < against.n; i++)
		if (uid_same(against.at[i], s->to.head.uid) || uid_same(against.at[i], s->to.parent) ||
			uid_same(parent_of(p, against.at[i]), s->to.head.uid))
			return true;
	return *o->against && !against.n;
}

static const char *caller_field(struct slip *s, const struct order *o, const char *field)
{
	if (o->confidential && complained_of(s, o))
		return "保密";
	return paper_shown(&s->paper, &order_schema, field, o);
}

static const char *caller(struct slip *s, const struct order *o)
{
	const char *name = caller_field(s, o, "caller");

	return o->confidential && strcmp(name, "保密")
		? arena_format(s->paper.arena, "%s\n（保密）", name)
		: name;
}

static bool read_order(struct slip *s, size_t i, struct order *out)
{
	struct err e = { 0 };

	return record_get(s->paper.txn, &order_schema, s->case_.orders.at[i], out, s->paper.arena, &e);
}

/* Offices that do not import personal columns get no empty ones to look at. */
static bool callers_known(struct slip *s)
{
	struct order o;

	for (size_t i = 0; i < s->case_.orders.n; i++)
		if (read_order(s, i, &o) && (*caller(s, &o) || *caller_field(s, &o, "phone")))
			return true;
	return false;
}

static void put_orders(struct slip *s)
{
	static const int with_callers[] = { 8, 9, 5, 6 }, without[] = { 8, 20 };
	static const char *const head[] = { "工单编号", "事由", "诉求人", "联系电话" };
	struct paper *p = &s->paper;
	bool callers = callers_known(s);
	struct doc_node *table;
	struct order o;

	if (!s->case_.orders.n)
		return;
	table = doc_table(p->doc, callers ? with_callers : without, callers ? 4 : 2);
	doc_row(p->doc, table, head);
	for (size_t i = 0; i < s->case_.orders.n; i++) {
		if (!read_order(s, i, &o))
			continue;
		const char *const cells[] = { o.number, paper_shown(p, &order_schema, "matter", &o),
			caller(s, &o), caller_field(s, &o, "phone") };
		doc_row(p->doc, table, cells);
	}
}

/* --- the duty --------------------------------------------------------------------------------- */

static void put_head(struct slip *s)
{
	struct paper *p = &s->paper;
	const struct ruling *r = s->ruling;

	paper_meeting(p, &s->meeting);
	paper_place(p, "事由", paper_shown(p, &ruling_schema, "title", r));
	paper_place(p, "文号", *r->document ? arena_format(p->arena, "（%s）", r->document) : "");
	paper_place(p, "交由", unit_outside(&s->to) ? "商请" : "交由");
	paper_place(p, "分工", s->duty->role == DUTY_LEADS ? "牵头" : "配合");
	paper_place(p, "单位", s->to.name);
	paper_red_head(p, r->document);
	paper_title(
		p, p->rules->papers.slip_title, arena_format(p->arena, "结论编号%s", r->number), true);
	doc_add(p->doc, DOC_GAP, "");
	doc_add(p->doc, DOC_TO, arena_format(p->arena, "%s：", s->to.name));
	paper_say(p, p->rules->papers.slip_opening);
}

/* Once it is signed for, or somebody moved it, the day is what the task says. */
static const char *fixed_day(struct slip *s)
{
	char last[DATE_TEXT];

	if (!s->task.due.n)
		return "";
	return arena_format(s->paper.arena, "（至%s）", day_paper_text(s->task.due, last));
}

/* The last day; "" where the limit names none.  Until the day of delivery is known, what
 * runs from it is reckoned from the day on which it counts as delivered. */
static const char *last_day(struct slip *s)
{
	struct paper *p = &s->paper;
	struct limit_end end;
	char from[DATE_TEXT], last[DATE_TEXT];

	if (s->handed && s->task.received.n)
		return fixed_day(s);
	if (!limit_end(p->rules, &s->duty->limit, time_day(s->ruling->issued), &end))
		return "";
	day_paper_text(end.from, from);
	day_paper_text(end.last, last);
	return arena_format(p->arena,
		end.reckoned ? "（自签收次日起算，%s视签收的，推算至%s%s）"
					 : "（自%s印发次日起算，至%s%s）",
		from, last, end.unknown ? "，节假日未知" : "");
}

/* 签收 is written by hand. */
static void put_receipt(struct slip *s)
{
	struct paper *p = &s->paper;
	char day[DATE_TEXT];
	const char *line;

	if (s->handed && s->task.received.n)
		return;
	day_paper_text(limit_deemed(p->rules, time_day(s->ruling->issued), NULL), day);
	paper_place(p, "视签收", arena_text(p->arena, day));
	line = paper_phrase(p, p->rules->papers.slip_receipt);
	if (!*line)
		return;
	doc_add(p->doc, DOC_GAP, "");
	doc_add(p->doc, DOC_TO, line);
}

static const char *others(struct slip *s, bool lead)
{
	struct paper *p = &s->paper;
	const struct duty *duties = s->ruling->duties.at;
	const char *names = "";

	for (size_t i = 0; i < s->ruling->duties.n; i++)
		if (&duties[i] != s->duty && (duties[i].role == DUTY_LEADS) == lead)
			names = arena_format(p->arena, "%s%s%s", names, *names ? "、" : "",
				unit_short(p->txn, duties[i].unit, p->arena));
	return names;
}

static const char *bases(struct slip *s)
{
	struct paper *p = &s->paper;
	struct uids cited = s->ruling->bases;
	const char *all = "";

	for (size_t i = 0; i < s->duty->bases.n; i++)
		uids_add(&cited, s->duty->bases.at[i], p->arena);
	for (size_t i = 0; i < cited.n; i++) {
		struct basis b;
		struct err e = { 0 };

		if (record_get(p->txn, &basis_schema, cited.at[i], &b, p->arena, &e))
			all = arena_format(p->arena, "%s%s%s", all, *all ? "；" : "", paper_basis(p, &b));
	}
	return all;
}

static const char *scope(struct slip *s)
{
	const struct ruling *r = s->ruling;
	struct buf matched = { 0 };
	const char *conditions;

	if (r->scope != SCOPE_CLASS && r->scope != SCOPE_REGISTER)
		return "";
	precedent_conditions(r, &matched);
	conditions = *r->conditions ? r->conditions : arena_text(s->paper.arena, buf_text(&matched));
	buf_free(&matched);
	return *conditions ? arena_format(s->paper.arena, "同类事项（%s）照此办理", conditions)
					   : "同类事项照此办理";
}

static const char *meanwhile(struct slip *s)
{
	const struct ruling *r = s->ruling;

	if (!uid_same(r->meanwhile, s->to.head.uid))
		return "";
	return *r->meanwhile_task ? paper_shown(&s->paper, &ruling_schema, "meanwhile_task", r)
							  : "办结前由你单位先行办理";
}

/* How it got there and who signed, as far as it is known. */
static void put_delivery(struct slip *s)
{
	struct paper *p = &s->paper;
	const struct task *t = &s->task;
	char day[DATE_TEXT];

	if (!s->handed)
		return;
	if (t->delivered.n)
		paper_label(p, "送达",
			arena_format(p->arena, "%s，%s", day_paper_text(t->delivered, day),
				paper_shown(p, &task_schema, "way", t)));
	if (t->received.n)
		paper_label(p, "签收",
			arena_format(p->arena, "%s%s%s", day_paper_text(t->received, day),
				*t->receiver ? "，" : "", t->receiver));
	else if (t->deemed.n)
		paper_label(p, "签收", arena_format(p->arena, "%s视签收", day_paper_text(t->deemed, day)));
}

static void find_task(struct slip *s)
{
	struct task *tasks;
	size_t n = tasks_where(s->paper.txn, "ruling", s->ruling->head.uid, &tasks, s->paper.arena);

	for (size_t i = 0; i < n && !s->handed; i++)
		if (uid_same(tasks[i].unit, s->to.head.uid)) {
			s->task = tasks[i];
			s->handed = true;
		}
}

static void put_duty(struct slip *s)
{
	struct paper *p = &s->paper;

	paper_label(p, "职责", paper_shown(p, &duty_schema, "task", s->duty));
	paper_label(
		p, "时限", arena_format(p->arena, "%s%s", paper_limit(p, &s->duty->limit), last_day(s)));
	paper_label(p, "先行", meanwhile(s));
	paper_label(p, "适用", scope(s));
	paper_label(p, "依据", bases(s));
	paper_label(p, "牵头", others(s, true));
	paper_label(p, "配合", others(s, false));
	put_delivery(s);
}

bool slip_build(struct kv_txn *txn, const struct ruling *r, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	struct slip s = { .ruling = r };
	bool ok;

	paper_begin(&s.paper, txn, view, doc);
	ok = issued(&s, e) && find_duty(&s, unit, e) &&
		record_get(txn, &case_schema, r->case_, &s.case_, doc->arena, e) &&
		record_get(txn, &meeting_schema, r->meeting, &s.meeting, doc->arena, e);
	if (ok) {
		find_task(&s);
		put_head(&s);
		put_duty(&s);
		put_orders(&s);
		paper_say(&s.paper, s.paper.rules->papers.slip_closing);
		paper_signature(&s.paper, r->issued);
		put_receipt(&s);
		paper_colophon(&s.paper, r->issued);
	}
	paper_free(&s.paper);
	return ok;
}
