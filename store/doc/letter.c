#include "store/doc/letter.h"

#include "locale/calendar/date.h"
#include "store/doc/paper.h"
#include "store/panel/matrix.h"

#include <string.h>

struct letter {
	struct paper paper;
	const struct case_ *case_;
	struct unit to;
	struct consult asked; /* the newest that still waits; ordinal 0: none */
};

/* Whom it is for: the unit named, else the only one that is asked, else the only party. */
static bool find_unit(struct letter *l, struct uid unit, struct err *e)
{
	struct paper *p = &l->paper;
	struct consult *asked;
	size_t n = consults_of(p->txn, l->case_->head.uid, &asked, p->arena), waiting = 0;

	for (size_t i = 0; i < n; i++) {
		if (asked[i].state != CONSULT_ASKED || (!uid_none(unit) && !uid_same(asked[i].unit, unit)))
			continue;
		l->asked = asked[i];
		waiting++;
	}
	if (uid_none(unit) && waiting == 1)
		unit = l->asked.unit;
	else if (uid_none(unit) && !waiting && l->case_->parties.n == 1)
		unit = l->case_->parties.at[0];
	if (!uid_none(unit))
		return record_get(p->txn, &unit_schema, unit, &l->to, p->arena, e);
	err_set(e, ERR_USAGE, "the letter goes to one unit, and none is named");
	return err_fix(e, "name it: --to UNIT");
}

/* 2026年9月24日前; what the county writes where nothing was asked yet. */
static const char *by_when(struct letter *l)
{
	char day[DATE_TEXT];

	if (!l->asked.head.ordinal || !l->asked.due.n)
		return "收到本函后按要求的时限内";
	day_paper_text(l->asked.due, day);
	return arena_format(l->paper.arena, "%s前", day);
}

static const char *said(struct letter *l, const char *part)
{
	struct paper *p = &l->paper;
	struct claim *claims;
	size_t n = claims_of(p->txn, l->case_->head.uid, &claims, p->arena);

	for (size_t i = 0; i < n; i++)
		if (uid_same(claims[i].unit, l->to.head.uid) && !strcmp(claims[i].part, part) &&
			claims[i].says != CLAIM_SILENT)
			return claim_label(&claims[i]);
	return "";
}

/* What is asked: a row a part; what the unit said before stands beside it. */
static void put_parts(struct letter *l)
{
	static const int han[] = { 10, 10, 8 };
	static const char *const head[] = { "环节", "情况", "贵单位此前意见" };
	struct paper *p = &l->paper;
	const struct part *parts = l->case_->parts.at;
	struct doc_node *table;

	if (!l->case_->parts.n)
		return;
	table = doc_table(p->doc, han, 3);
	doc_row(p->doc, table, head);
	for (size_t i = 0; i < l->case_->parts.n; i++) {
		const char *const cells[] = { parts[i].name,
			paper_shown(p, &part_schema, "note", &parts[i]), said(l, parts[i].name) };
		doc_row(p->doc, table, cells);
	}
}

static void put_letter(struct letter *l)
{
	struct paper *p = &l->paper;
	const struct paper_texts *texts = &p->rules->papers;
	struct time when = l->asked.head.ordinal ? time_of(l->asked.asked, 0) : (struct time){ 0 };

	paper_place(p, "事由", paper_shown(p, &case_schema, "title", l->case_));
	paper_place(p, "单位", l->to.name);
	paper_place(p, "期限", by_when(l));
	paper_red_head(p, "");
	paper_title(p, texts->letter_title, arena_format(p->arena, "研判件%s", l->case_->number), true);
	doc_add(p->doc, DOC_GAP, "");
	doc_add(p->doc, DOC_TO, arena_format(p->arena, "%s：", l->to.name));
	paper_say(p, texts->letter_opening);
	paper_matter(p, l->case_);
	paper_say(p, texts->letter_asks);
	put_parts(l);
	paper_say(p, texts->letter_closing);
	paper_signature(p, when);
}

bool letter_build(struct kv_txn *txn, const struct case_ *c, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	struct letter l = { .case_ = c };
	bool good;

	paper_begin(&l.paper, txn, view, doc);
	good = find_unit(&l, unit, e);
	if (good)
		put_letter(&l);
	paper_free(&l.paper);
	return good;
}
