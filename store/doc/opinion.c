#include "store/doc/opinion.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/doc/paper.h"
#include "store/panel/ruling.h"
#include "store/panel/units.h"

#include <string.h>

struct opinion {
	struct paper paper;
	const struct case_ *case_;
	struct ruling ruling;
	struct item item;
	struct meeting meeting;
};

static bool find_ruling(struct opinion *o, struct err *e)
{
	struct paper *p = &o->paper;
	struct err none = { 0 };

	if (record_get(p->txn, &ruling_schema, o->case_->ruling, &o->ruling, p->arena, &none) &&
		o->ruling.state != RULING_DRAFT)
		return record_get(p->txn, &item_schema, o->ruling.item, &o->item, p->arena, e) &&
			record_get(p->txn, &meeting_schema, o->ruling.meeting, &o->meeting, p->arena, e);
	err_set(e, ERR_RULE, "nothing has been agreed on this case: there is no opinion");
	err_at(e, "%s %s", _(case_schema.label), o->case_->number);
	return err_fix(e, "agree on a ruling first");
}

static const char *full_name(struct paper *p, struct uid unit)
{
	struct unit u;
	struct err e = { 0 };

	return record_get(p->txn, &unit_schema, unit, &u, p->arena, &e) ? u.name : "";
}

/* Who has a duty, each once, the lead first. */
static void put_recipients(struct opinion *o)
{
	struct paper *p = &o->paper;
	const struct duty *duties = o->ruling.duties.at;
	struct uids units = { 0 };

	for (size_t i = 0; i < o->ruling.duties.n; i++)
		uids_add(&units, duties[i].unit, p->arena);
	for (size_t i = 0; i < units.n; i++)
		buf_printf(&p->line, "%s%s", i ? "，" : "", full_name(p, units.at[i]));
	buf_puts(&p->line, "：");
	doc_add(p->doc, DOC_TO, buf_text(&p->line));
	buf_cut(&p->line, 0);
}

/* Who reads a ruling that holds no longer is told so at its head. */
static void put_state(struct paper *p, const struct ruling *r)
{
	static const char *const words[] = {
		[RULING_STAYED] = "（暂停执行）",
		[RULING_SUPERSEDED] = "（已被取代）",
		[RULING_REVOKED] = "（已撤销）",
	};

	if (r->state < COUNT(words) && words[r->state])
		doc_add(p->doc, DOC_CENTRED, words[r->state]);
}

static void put_head(struct opinion *o)
{
	struct paper *p = &o->paper;
	const struct ruling *r = &o->ruling;

	paper_meeting(p, &o->meeting);
	paper_place(p, "事由", paper_shown(p, &case_schema, "title", o->case_));
	paper_red_head(p, r->document);
	paper_title(p, p->rules->papers.opinion_title,
		*r->number ? arena_format(p->arena, "结论编号%s", r->number) : "", r->issued.s != 0);
	put_state(p, r);
	doc_add(p->doc, DOC_CENTRED, "（供承办单位内部办理使用，不作为对诉求人的答复）");
	doc_add(p->doc, DOC_GAP, "");
	put_recipients(o);
	paper_say(p, p->rules->papers.opinion_opening);
}

/* Where it is one order, the paragraph above named it. */
static void put_orders(struct opinion *o)
{
	static const int han[] = { 8, 14, 6 };
	static const char *const head[] = { "工单编号", "事由", "现办单位" };
	struct paper *p = &o->paper;
	struct doc_node *table;

	if (o->case_->orders.n < 2)
		return;
	table = doc_table(p->doc, han, 3);
	doc_row(p->doc, table, head);
	for (size_t i = 0; i < o->case_->orders.n; i++) {
		struct order order;
		struct err e = { 0 };

		if (!record_get(p->txn, &order_schema, o->case_->orders.at[i], &order, p->arena, &e))
			continue;
		const char *const cells[] = { order.number, paper_shown(p, &order_schema, "matter", &order),
			paper_shown(p, &order_schema, "unit", &order) };
		doc_row(p->doc, table, cells);
	}
}

static void put_duties(struct opinion *o)
{
	static const int han[] = { 3, 6, 13, 6 };
	static const char *const head[] = { "分工", "单位", "职责", "时限" };
	struct paper *p = &o->paper;
	const struct duty *duties = o->ruling.duties.at;
	struct doc_node *table = doc_table(p->doc, han, 4);

	doc_row(p->doc, table, head);
	for (size_t i = 0; i < o->ruling.duties.n; i++) {
		const char *const cells[] = { duties[i].role == DUTY_LEADS ? "牵头" : "配合",
			unit_short(p->txn, duties[i].unit, p->arena),
			paper_shown(p, &duty_schema, "task", &duties[i]), paper_limit(p, &duties[i].limit) };
		doc_row(p->doc, table, cells);
	}
}

/* Each with its words, where they are known. */
static void put_bases(struct opinion *o)
{
	struct paper *p = &o->paper;
	struct uids cited = ruling_bases(&o->ruling, p->arena);
	int n = 0;

	for (size_t i = 0; i < cited.n; i++) {
		struct basis b;
		struct err e = { 0 };

		if (!record_get(p->txn, &basis_schema, cited.at[i], &b, p->arena, &e))
			continue;
		buf_printf(&p->line, "%d.%s%s%s", ++n, paper_basis(p, &b), *b.text ? "：" : "",
			paper_shown(p, &basis_schema, "text", &b));
		paper_end(p);
	}
}

static void put_body(struct opinion *o)
{
	struct paper *p = &o->paper;
	const struct paper_texts *texts = &p->rules->papers;

	doc_heading(p->doc, 1, texts->opinion_matter);
	paper_matter(p, o->case_);
	put_orders(o);
	doc_heading(p->doc, 1, texts->opinion_ruling);
	buf_puts(&p->line, paper_shown(p, &ruling_schema, "sentence", &o->ruling));
	paper_end(p);
	put_duties(o);
	doc_heading(p->doc, 1, texts->opinion_bases);
	put_bases(o);
	doc_heading(p->doc, 1, texts->opinion_standing);
	paper_standing(p, &o->ruling, &o->item);
	paper_end(p);
	paper_say(p, texts->opinion_closing);
}

bool opinion_build(struct kv_txn *txn, const struct case_ *c, const struct view *view,
	struct doc *doc, struct err *e)
{
	struct opinion o = { .case_ = c };
	bool ok;

	paper_begin(&o.paper, txn, view, doc);
	ok = find_ruling(&o, e);
	if (ok) {
		put_head(&o);
		put_body(&o);
		paper_signature(&o.paper, o.ruling.issued);
		paper_colophon(&o.paper, o.ruling.issued);
	}
	paper_free(&o.paper);
	return ok;
}
