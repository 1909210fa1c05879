#include "store/doc/dispatch.h"

#include "locale/msg/msg.h"
#include "store/doc/paper.h"
#include "store/panel/guide.h"
#include "store/panel/pick.h"

static bool in_force(const struct ruling *r, struct err *e)
{
	if (r->state == RULING_ISSUED)
		return true;
	err_set(e, ERR_RULE, "the ruling is not in force: nobody is to dispatch by it");
	err_at(e, "%s %s", _(ruling_schema.label), *r->number ? r->number : r->draft);
	return err_fix(e, "name a ruling in force: yanpan list ruling state:=in_force");
}

static void put_order(
	struct paper *p, struct doc_node *table, uint32_t ordinal, const struct guide_row *of)
{
	struct err e = { 0 };
	struct order o;

	if (!record_peek(p->txn, &order_schema, ordinal, &o, p->arena, &e))
		return;
	const char *const cells[] = { o.number, paper_shown(p, &order_schema, "matter", &o), of->lead,
		of->assists };
	doc_row(p->doc, table, cells);
}

/* First those of its own case, then those that followed. */
static void put_orders(struct paper *p, const struct ruling *r, const struct guide_row *of)
{
	static const int widths[] = { 8, 9, 5, 6 };
	static const char *const head[] = { "工单编号", "事由", "主办", "协办" };
	struct doc_node *table = NULL;
	struct order like;

	schema_init(&order_schema, &like);
	like.case_ = r->case_;
	like.precedent = r->head.uid;
	for (int turn = 0; turn < 2; turn++) {
		uint32_t *ordinals;
		size_t n = turn == 0 && uid_none(r->case_)
			? 0
			: pick_where(
				  p->txn, &order_schema, turn ? "precedent" : "case", &like, &ordinals, p->arena);

		for (size_t i = 0; i < n; i++) {
			if (!table) {
				table = doc_table(p->doc, widths, 4);
				doc_row(p->doc, table, head);
			}
			put_order(p, table, ordinals[i], of);
		}
	}
}

bool dispatch_build(struct kv_txn *txn, const struct ruling *r, const struct view *view,
	struct doc *doc, struct err *e)
{
	struct guide_row row;
	struct paper p;

	if (!in_force(r, e))
		return false;
	paper_begin(&p, txn, view, doc);
	guide_class(txn, r, &row, doc->arena);
	paper_title(&p, "派单指引", arena_format(doc->arena, "结论编号%s", r->number), true);
	doc_add(doc, DOC_GAP, "");
	paper_label(&p, "事由", paper_shown(&p, &ruling_schema, "title", r));
	paper_label(&p, "条件", r->scope == SCOPE_CASE ? "仅适用于本件" : row.matter);
	paper_label(&p, "主办", row.lead);
	paper_label(&p, "协办", row.assists);
	paper_label(&p, "派单用语", paper_shown(&p, &guide_schema, "words", &row));
	put_orders(&p, r, &row);
	paper_free(&p);
	return true;
}
