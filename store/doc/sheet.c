#include "store/doc/sheet.h"

#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/doc/paper.h"
#include "store/panel/agenda.h"
#include "store/panel/signing.h"
#include "store/panel/units.h"

/* Beside the column of labels; more bodies go into a table of their own below. */
enum { LABEL_HAN = 4, BODIES = 4 };

static const char *says(struct paper *p, const struct signatory *s)
{
	const char *words = s->said ? paper_shown(p, &countersign_schema, "words", s->said) : "";

	if (!s->said)
		return "";
	return arena_format(
		p->arena, "%s%s%s", s->agrees ? "同意" : "修改意见", *words ? "：" : "", words);
}

static const char *day_words(struct paper *p, struct day day)
{
	char text[DATE_TEXT];

	return day.n ? arena_text(p->arena, day_paper_text(day, text)) : "";
}

static void put_bodies(struct paper *p, const struct signatory *s, size_t n)
{
	int *han = arena_array(p->arena, n + 1, sizeof(*han));
	const char *names[BODIES + 1] = { "单位" }, *words[BODIES + 1] = { "意见" };
	const char *by[BODIES + 1] = { "签署" }, *days[BODIES + 1] = { "日期" };
	struct doc_node *table;

	han[0] = LABEL_HAN;
	for (size_t i = 0; i < n; i++) {
		han[i + 1] = (DOC_HAN - LABEL_HAN) / (int)n;
		names[i + 1] = s[i].name;
		words[i + 1] = says(p, &s[i]);
		by[i + 1] = s[i].said ? s[i].said->by : "";
		days[i + 1] = s[i].said ? day_words(p, s[i].said->day) : "";
	}
	table = doc_table(p->doc, han, n + 1);
	doc_row(p->doc, table, names);
	doc_row(p->doc, table, words);
	doc_row(p->doc, table, by);
	doc_row(p->doc, table, days);
}

/* Every change of the wording, with the text before and after it. */
static void put_changes(struct paper *p, const struct ruling *r)
{
	const struct countersign *rows = r->countersigns.at;

	for (size_t i = 0; i < r->countersigns.n; i++) {
		if (!*rows[i].before)
			continue;
		buf_printf(&p->line, "%s按%s意见修改。原文：%s改为：%s", day_words(p, rows[i].day),
			unit_short(p->txn, rows[i].unit, p->arena),
			paper_shown(p, &countersign_schema, "before", &rows[i]),
			paper_shown(p, &countersign_schema, "after", &rows[i]));
		paper_end(p);
	}
}

static void put_ruling(struct paper *p, const struct ruling *r)
{
	struct signatory *s;
	size_t n = signatories(p->txn, r, &s, p->arena);

	paper_label(p, "事由", paper_shown(p, &ruling_schema, "title", r));
	paper_label(p, "成文", paper_shown(p, &ruling_schema, "sentence", r));
	paper_label(p, "修订", paper_shown(p, &ruling_schema, "reason", r));
	for (size_t at = 0; at < n; at += BODIES)
		put_bodies(p, s + at, n - at < BODIES ? n - at : BODIES);
	put_changes(p, r);
	doc_label(p->doc, DOC_LABEL, "签发",
		*r->signer ? arena_format(p->arena, "%s　%s", r->signer, day_words(p, r->signed_)) : "");
}

static bool nothing_agreed(const char *where, const char *number, struct err *e)
{
	err_set(e, ERR_RULE, "nothing has been agreed: there is nothing to countersign");
	err_at(e, "%s %s", where, number);
	return err_fix(e, "agree on a ruling first");
}

bool sheet_build(struct kv_txn *txn, const struct ruling *r, const struct view *view,
	struct doc *doc, struct err *e)
{
	struct paper p;

	if (r->state == RULING_DRAFT && uid_none(r->replaces))
		return nothing_agreed(_(ruling_schema.label), r->draft, e);
	paper_begin(&p, txn, view, doc);
	paper_title(&p, p.rules->papers.sheet_title,
		*r->number ? arena_format(p.arena, "结论编号%s", r->number)
				   : arena_format(p.arena, "议题%s", r->draft),
		true);
	doc_add(doc, DOC_GAP, "");
	put_ruling(&p, r);
	paper_free(&p);
	return true;
}

bool sheet_build_meeting(struct kv_txn *txn, const struct meeting *m, const struct view *view,
	struct doc *doc, struct err *e)
{
	struct paper p;
	struct item *items;
	size_t n, put = 0;

	paper_begin(&p, txn, view, doc);
	paper_meeting(&p, m);
	n = meeting_items(txn, m->head.uid, &items, p.arena);
	paper_title(&p, p.rules->papers.sheet_title, paper_phrase(&p, "{会议}"), true);
	for (size_t i = 0; i < n; i++) {
		struct ruling r;
		struct err unread = { 0 };

		if (items[i].state != ITEM_AGREED ||
			!record_get(txn, &ruling_schema, items[i].ruling, &r, p.arena, &unread))
			continue;
		doc_heading(doc, 1, arena_format(p.arena, "议题%s", items[i].number));
		put_ruling(&p, &r);
		put++;
	}
	paper_free(&p);
	return put || nothing_agreed(_(meeting_schema.label), m->number, e);
}
