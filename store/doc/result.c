#include "store/doc/result.h"

#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/doc/paper.h"
#include "store/panel/units.h"

static const char *result_words(const struct objection *o)
{
	static const char *const words[] = {
		[OBJECTION_UPHOLDS] = "维持原结论，请继续执行",
		[OBJECTION_CHANGES] = "原结论予以变更，修订后的结论另行印发，印发前原结论有效",
		[OBJECTION_REVOKES] = "撤销原结论，该事项由联合研判会重新研究",
		[OBJECTION_REFERS] = "该事项提级决定，决定作出前原结论有效",
	};

	return o->result <= OBJECTION_REFERS ? words[o->result] : "";
}

static void put_objection(struct paper *p, const struct objection *o)
{
	struct basis b;
	struct err e = { 0 };

	if (*o->fact) {
		buf_printf(&p->line, "新事实：%s", paper_shown(p, &objection_schema, "fact", o));
		paper_end(p);
	}
	if (record_get(p->txn, &basis_schema, o->basis, &b, p->arena, &e)) {
		buf_printf(&p->line, "新依据：%s", paper_basis(p, &b));
		paper_end(p);
	}
	buf_puts(&p->line, paper_shown(p, &objection_schema, "words", o));
	paper_end(p);
}

static void put_body(struct paper *p, const struct objection *o, const struct ruling *r)
{
	doc_heading(p->doc, 1, "一、异议内容");
	put_objection(p, o);
	doc_heading(p->doc, 1, "二、原结论");
	buf_puts(&p->line, paper_shown(p, &ruling_schema, "sentence", r));
	paper_end(p);
	doc_heading(p->doc, 1, "三、复核结果和理由");
	buf_printf(&p->line, "%s。%s", result_words(o), paper_shown(p, &objection_schema, "reason", o));
	paper_end(p);
}

bool result_build(struct kv_txn *txn, const struct objection *o, const struct view *view,
	struct doc *doc, struct err *e)
{
	struct paper p;
	struct ruling r;
	struct unit to;
	char day[DATE_TEXT];

	if (o->state != OBJECTION_DECIDED) {
		err_set(e, ERR_RULE, "the objection has not been answered");
		err_at(e, "%s %s", _(objection_schema.label), o->number);
		return err_fix(e, "answer it first");
	}
	if (!record_get(txn, &ruling_schema, o->ruling, &r, doc->arena, e) ||
		!record_get(txn, &unit_schema, o->unit, &to, doc->arena, e))
		return false;
	paper_begin(&p, txn, view, doc);
	paper_place(&p, "事由", paper_shown(&p, &objection_schema, "title", o));
	paper_place(&p, "结论", r.number);
	paper_place(&p, "单位", to.name);
	paper_place(&p, "文书", paper_shown(&p, &objection_schema, "letter", o));
	paper_place(&p, "日期", arena_text(p.arena, day_paper_text(o->day, day)));
	paper_red_head(&p, "");
	paper_title(
		&p, p.rules->papers.result_title, arena_format(p.arena, "异议编号%s", o->number), true);
	doc_add(doc, DOC_GAP, "");
	doc_add(doc, DOC_TO, arena_format(p.arena, "%s：", to.name));
	paper_say(&p, p.rules->papers.result_opening);
	put_body(&p, o, &r);
	paper_say(&p, p.rules->papers.result_closing);
	paper_signature(&p, time_of(o->decided, 0));
	paper_free(&p);
	return true;
}
