#include "store/doc/notice.h"

#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/doc/paper.h"
#include "store/panel/agenda.h"
#include "store/panel/attendance.h"
#include "store/panel/units.h"

struct notice {
	struct paper paper;
	const struct meeting *meeting;
	struct item *items;
	size_t item_count;
	struct unit *bodies;
	size_t body_count;
	struct uids invited; /* to any of the items */
};

static bool something_to_tell(const struct notice *n, struct err *e)
{
	if (n->item_count)
		return true;
	err_set(e, ERR_RULE, "nothing is on the agenda yet");
	err_at(e, "%s %s", _(meeting_schema.label), n->meeting->number);
	return err_fix(e, "put a case on the agenda first");
}

static const char *full_name(struct paper *p, struct uid unit)
{
	struct unit u;
	struct err none = { 0 };

	return record_get(p->txn, &unit_schema, unit, &u, p->arena, &none) ? u.name : "";
}

static void name_places(struct notice *n)
{
	struct paper *p = &n->paper;
	const struct meeting *m = n->meeting;
	char day[DATE_TEXT], clock[DATE_TEXT], until[DATE_TEXT];

	paper_meeting(p, m);
	paper_place(p, "日期", arena_text(p->arena, day_paper_text(time_day(m->time), day)));
	paper_place(p, "时刻", arena_text(p->arena, time_clock_text(m->time, clock)));
	paper_place(p, "截止", arena_text(p->arena, day_paper_text(m->until, until)));
}

/* Bodies first, then those who are invited. */
static void put_recipients(struct notice *n)
{
	struct paper *p = &n->paper;

	for (size_t i = 0; i < n->body_count; i++)
		buf_printf(&p->line, "%s%s", p->line.n ? "，" : "", n->bodies[i].name);
	for (size_t i = 0; i < n->invited.n && !meeting_circulated(n->meeting); i++)
		buf_printf(&p->line, "%s%s", p->line.n ? "，" : "", full_name(p, n->invited.at[i]));
	buf_puts(&p->line, "：");
	doc_add(p->doc, DOC_TO, buf_text(&p->line));
	buf_cut(&p->line, 0);
}

static const char *names(struct paper *p, const struct uids *units)
{
	const char *all = "";

	for (size_t i = 0; i < units->n; i++)
		all = arena_format(
			p->arena, "%s%s%s", all, *all ? "、" : "", unit_short(p->txn, units->at[i], p->arena));
	return all;
}

/* 1.中学门口信号灯损坏无人养护（列席：交警大队、住建局；临时增加） */
static bool put_item(struct notice *n, size_t place, struct err *e)
{
	const struct item *item = &n->items[place];
	struct paper *p = &n->paper;
	struct uids invited = item_invited(p->txn, item, p->arena);
	bool asked = invited.n && !meeting_circulated(n->meeting);
	struct case_ c;

	if (!record_get(p->txn, &case_schema, item->case_, &c, p->arena, e))
		return err_at(e, "%s", item_name(item, p->arena));
	buf_printf(&p->line, "%zu.%s", place + 1, paper_shown(p, &case_schema, "title", &c));
	if (asked || item->late)
		buf_printf(&p->line, "（%s%s%s%s）", asked ? "列席：" : "", asked ? names(p, &invited) : "",
			asked && item->late ? "；" : "", item->late ? "临时增加" : "");
	paper_end(p);
	return true;
}

static void put_people(struct notice *n)
{
	struct paper *p = &n->paper;
	const char *bodies = "";

	for (size_t i = 0; i < n->body_count; i++)
		bodies = arena_format(p->arena, "%s%s%s", bodies, *bodies ? "、" : "", n->bodies[i].short_);
	paper_label(p, "成员单位", bodies);
	paper_label(p, "列席单位", names(p, &n->invited));
}

static bool put_body(struct notice *n, struct err *e)
{
	struct paper *p = &n->paper;
	const struct paper_texts *texts = &p->rules->papers;
	bool in_writing = meeting_circulated(n->meeting);

	paper_say(p, in_writing ? texts->circular_opening : texts->notice_opening);
	doc_heading(p->doc, 1, in_writing ? "一、事项" : "一、议题");
	for (size_t i = 0; i < n->item_count; i++)
		if (!put_item(n, i, e))
			return false;
	if (in_writing)
		return true;
	doc_heading(p->doc, 1, "二、参加人员");
	put_people(n);
	doc_heading(p->doc, 1, "三、有关要求");
	paper_say(p, texts->notice_bring);
	return true;
}

static void read_all(struct notice *n)
{
	struct paper *p = &n->paper;

	n->body_count = attendance_bodies(p->txn, &n->bodies, p->arena);
	for (size_t i = 0; i < n->item_count; i++) {
		struct uids of_item = item_invited(p->txn, &n->items[i], p->arena);

		for (size_t k = 0; k < of_item.n; k++)
			uids_add(&n->invited, of_item.at[k], p->arena);
	}
}

bool notice_build(struct kv_txn *txn, const struct meeting *meeting, const struct view *view,
	struct doc *doc, struct err *e)
{
	struct notice n = { .meeting = meeting };
	const struct paper_texts *texts;
	bool ok;

	n.item_count = meeting_items(txn, meeting->head.uid, &n.items, doc->arena);
	if (!something_to_tell(&n, e))
		return false;
	paper_begin(&n.paper, txn, view, doc);
	texts = &n.paper.rules->papers;
	read_all(&n);
	name_places(&n);
	paper_red_head(&n.paper, "");
	paper_title(&n.paper, meeting_circulated(meeting) ? texts->circular_title : texts->notice_title,
		"", true);
	doc_add(doc, DOC_GAP, "");
	put_recipients(&n);
	ok = put_body(&n, e);
	paper_signature(&n.paper, meeting->notified);
	paper_free(&n.paper);
	return ok;
}
