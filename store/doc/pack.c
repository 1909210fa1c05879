#include "store/doc/pack.h"

#include "locale/calendar/cn_number.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/doc/paper.h"
#include "store/panel/agenda.h"
#include "store/panel/precedent.h"
#include "store/panel/units.h"

enum { REQUESTS_MOST = 3, PRECEDENTS_MOST = 3 };

struct pack {
	struct paper paper;
	struct item *items;
	size_t item_count;
};

/* --- the request ---------------------------------------------------------------------- */

static bool order_of(struct paper *p, const struct case_ *c, size_t i, struct order *o)
{
	struct err none = { 0 };

	return record_get(p->txn, &order_schema, c->orders.at[i], o, p->arena, &none);
}

static void put_requests(struct paper *p, const struct case_ *c)
{
	for (size_t i = 0; i < c->orders.n && i < REQUESTS_MOST; i++) {
		struct order o;

		if (!order_of(p, c, i, &o))
			continue;
		buf_printf(&p->line, "工单%s：%s", o.number, paper_shown(p, &order_schema, "text", &o));
		paper_end(p);
	}
	if (c->orders.n > REQUESTS_MOST) {
		buf_printf(&p->line, "另有同类工单%zu件", c->orders.n - REQUESTS_MOST);
		paper_end(p);
	}
}

/* --- who sent it back ------------------------------------------------------------------- */

static void put_return(struct paper *p, struct doc_node *table, const struct order_return *r)
{
	char day[DATE_TEXT];
	const char *const cells[] = { day_short_text(r->day, day), r->unit,
		paper_shown(p, &order_return_schema, *r->words ? "words" : "reason", r),
		paper_shown(p, &order_return_schema, "result", r) };

	doc_row(p->doc, table, cells);
}

static void put_returns(struct paper *p, const struct case_ *c)
{
	static const int han[] = { 4, 6, 14, 4 };
	static const char *const head[] = { "日期", "退单单位", "理由", "结果" };
	struct doc_node *table = NULL;

	for (size_t i = 0; i < c->orders.n; i++) {
		const struct order_return *returns;
		struct order o;

		if (!order_of(p, c, i, &o))
			continue;
		returns = o.returns.at;
		for (size_t k = 0; k < o.returns.n; k++) {
			if (!return_bounces(&returns[k]))
				continue;
			if (!table) {
				table = doc_table(p->doc, han, 4);
				doc_row(p->doc, table, head);
			}
			put_return(p, table, &returns[k]);
		}
	}
}

/* --- what is known of it ------------------------------------------------------------------ */

static void put_parts(struct paper *p, const struct case_ *c)
{
	const struct part *parts = c->parts.at;

	for (size_t i = 0; i < c->parts.n; i++)
		buf_printf(&p->line, "%s%s%s%s%s", i ? "；" : "环节：", parts[i].name,
			*parts[i].note ? "（" : "", parts[i].note, *parts[i].note ? "）" : "");
	paper_end(p);
}

static void put_bases(struct paper *p, const struct case_ *c)
{
	struct err none = { 0 };
	int n = 0;

	for (size_t i = 0; i < c->bases.n; i++) {
		struct basis b;

		if (!record_get(p->txn, &basis_schema, c->bases.at[i], &b, p->arena, &none))
			continue;
		buf_printf(&p->line, "%s%d.%s", n ? "" : "依据：", n + 1, paper_basis(p, &b));
		if (*b.text)
			buf_printf(&p->line, "：%s", paper_shown(p, &basis_schema, "text", &b));
		paper_end(p);
		n++;
	}
}

static void put_precedents(struct paper *p, const struct case_ *c)
{
	struct precedent *found;
	size_t n = precedent_like_case(p->txn, c, PRECEDENTS_MOST, &found, p->arena);

	for (size_t i = 0; i < n; i++) {
		const struct ruling *r = &found[i].ruling;

		buf_printf(&p->line, "%s结论%s（%s）：%s", i ? "" : "先例：", r->number,
			paper_shown(p, &ruling_schema, "state", r),
			paper_shown(p, &ruling_schema, "sentence", r));
		paper_end(p);
	}
}

/* 曾提交2026-13号会议，缓议：权属材料不全。 */
static void put_history(struct paper *p, const struct item *item)
{
	struct item *before;
	size_t n = item_history(p->txn, item, &before, p->arena);

	for (size_t i = 0; i < n; i++) {
		buf_printf(&p->line, "曾提交%s号会议，%s",
			record_number(p->txn, KIND_MEETING, before[i].meeting, p->arena),
			paper_shown(p, &item_schema, "state", &before[i]));
		if (*before[i].reason)
			buf_printf(&p->line, "：%s", paper_shown(p, &item_schema, "reason", &before[i]));
		paper_end(p);
	}
}

static void put_parties(struct paper *p, const struct case_ *c)
{
	for (size_t i = 0; i < c->parties.n; i++)
		buf_printf(&p->line, "%s%s", i ? "、" : "当事单位：",
			unit_short(p->txn, c->parties.at[i], p->arena));
	paper_end(p);
}

/* A text that was drafted already is what goes round in writing. */
static void put_draft(struct paper *p, const struct item *item)
{
	struct ruling r;
	struct err none = { 0 };

	if (uid_none(item->ruling) ||
		!record_get(p->txn, &ruling_schema, item->ruling, &r, p->arena, &none) || !*r.sentence)
		return;
	buf_printf(&p->line, "拟定结论（讨论稿）：%s", paper_shown(p, &ruling_schema, "sentence", &r));
	paper_end(p);
}

/* --- a page --------------------------------------------------------------------------------- */

static bool put_item(struct pack *k, size_t place, struct err *e)
{
	const struct item *item = &k->items[place];
	struct paper *p = &k->paper;
	size_t known = p->place_count;
	char numeral[CN_NUMBER_TEXT];
	struct case_ c;

	if (!record_get(p->txn, &case_schema, item->case_, &c, p->arena, e))
		return err_at(e, "%s", item_name(item, p->arena));
	paper_place(p, "事由", paper_shown(p, &case_schema, "title", &c));
	doc_heading(p->doc, 1,
		arena_format(p->arena, "%s、%s%s", cn_number((int)place + 1, numeral),
			paper_shown(p, &case_schema, "title", &c), item->late ? "（临时增加）" : ""))
		->page = place > 0;
	paper_matter(p, &c);
	put_parties(p, &c);
	put_requests(p, &c);
	put_returns(p, &c);
	put_parts(p, &c);
	put_bases(p, &c);
	put_precedents(p, &c);
	put_history(p, item);
	put_draft(p, item);
	paper_say(p, p->rules->papers.pack_question);
	p->place_count = known; /* the next case has its own */
	return true;
}

bool pack_build(struct kv_txn *txn, const struct meeting *meeting, const struct view *view,
	struct doc *doc, struct err *e)
{
	struct pack k = { 0 };
	bool ok = true;

	k.item_count = meeting_items(txn, meeting->head.uid, &k.items, doc->arena);
	if (!k.item_count) {
		err_set(e, ERR_RULE, "nothing is on the agenda yet");
		err_at(e, "%s %s", _(meeting_schema.label), meeting->number);
		return err_fix(e, "put a case on the agenda first");
	}
	paper_begin(&k.paper, txn, view, doc);
	paper_meeting(&k.paper, meeting);
	paper_title(&k.paper, k.paper.rules->papers.pack_title, "", true);
	doc_add(doc, DOC_CENTRED, "（内部资料，会后收回；诉求人信息不印）");
	doc_add(doc, DOC_GAP, "");
	for (size_t i = 0; i < k.item_count && ok; i++)
		ok = put_item(&k, i, e);
	paper_free(&k.paper);
	return ok;
}
