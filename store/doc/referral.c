#include "store/doc/referral.h"

#include "locale/msg/msg.h"
#include "store/doc/paper.h"
#include "store/doc/people.h"
#include "store/panel/attendance.h"
#include "store/panel/units.h"

static const char *position_words(const struct position *p)
{
	switch (p->stance) {
	case STANCE_AGREES:
		return "同意";
	case STANCE_DISAGREES:
		return "不同意";
	default:
		return "保留意见";
	}
}

static void put_said(struct paper *p, struct uid unit, const char *what, const char *words)
{
	buf_printf(&p->line, "%s%s", unit_short(p->txn, unit, p->arena), what);
	if (*words)
		buf_printf(&p->line, "：%s", words);
	paper_end(p);
}

/* The bodies, then the parties; who recused says nothing here. */
static void put_opinions(struct paper *p, const struct item *item)
{
	const struct position *positions = item->positions.at;
	const struct answer *answers = item->answers.at;
	struct unit *bodies;
	size_t n = attendance_bodies(p->txn, &bodies, p->arena);

	for (size_t i = 0; i < item->positions.n; i++)
		put_said(p, positions[i].unit, position_words(&positions[i]),
			paper_shown(p, &position_schema, "words", &positions[i]));
	for (size_t i = 0; i < n; i++)
		if (attendance_of(item, bodies[i].head.uid) == PRESENCE_RECUSED)
			put_said(
				p, bodies[i].head.uid, "回避", people_recusal_reason(item, bodies[i].head.uid));
	for (size_t i = 0; i < item->answers.n; i++)
		put_said(p, answers[i].unit, answers[i].answer == ANSWER_ACCEPTS ? "接受" : "不接受",
			paper_shown(p, &answer_schema, "words", &answers[i]));
}

static void put_body(struct paper *p, const struct item *item, const struct case_ *c)
{
	doc_heading(p->doc, 1, "一、基本情况");
	paper_matter(p, c);
	doc_heading(p->doc, 1, "二、各方意见");
	put_opinions(p, item);
	doc_heading(p->doc, 1, "三、提级原因");
	buf_puts(&p->line, paper_shown(p, &item_schema, "reason", item));
	paper_end(p);
	paper_say(p, p->rules->papers.referral_closing);
}

bool referral_build(struct kv_txn *txn, const struct item *item, const struct view *view,
	struct doc *doc, struct err *e)
{
	struct case_ c;
	struct meeting m;
	struct paper p;

	if (item->state != ITEM_REFERRED) {
		err_set(e, ERR_RULE, "the item was not referred up");
		err_at(e, "%s %s", _(item_schema.label), item->number);
		return err_fix(e, "refer it up in the meeting first");
	}
	if (!record_get(txn, &case_schema, item->case_, &c, doc->arena, e) ||
		!record_get(txn, &meeting_schema, item->meeting, &m, doc->arena, e))
		return false;
	paper_begin(&p, txn, view, doc);
	paper_meeting(&p, &m);
	paper_place(&p, "事由", paper_shown(&p, &case_schema, "title", &c));
	paper_red_head(&p, "");
	paper_title(&p, p.rules->papers.referral_title, "", true);
	doc_add(doc, DOC_GAP, "");
	doc_add(doc, DOC_TO, arena_format(p.arena, "%s：", item->whom));
	paper_say(&p, p.rules->papers.referral_opening);
	put_body(&p, item, &c);
	paper_signature(&p, m.closed);
	paper_free(&p);
	return true;
}
