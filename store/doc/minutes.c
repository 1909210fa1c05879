#include "store/doc/minutes.h"

#include "locale/base/array.h"
#include "locale/calendar/cn_number.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/doc/paper.h"
#include "store/doc/people.h"
#include "store/panel/agenda.h"
#include "store/panel/attendance.h"
#include "store/panel/ruling.h"
#include "store/panel/units.h"
#include "store/rec/journal.h"

#include <string.h>

struct minutes {
	struct paper paper;
	const struct meeting *meeting;
	struct item *items;
	size_t item_count;
};

static void put_title(struct minutes *m)
{
	struct paper *p = &m->paper;
	const struct paper_texts *texts = &p->rules->papers;
	const char *document = m->meeting->document, *to = paper_phrase(p, texts->minutes_to);
	bool red = paper_red_head(p, document);

	if (!*document)
		document = paper_phrase(p, "第{次}次");
	else if (red)
		document = ""; /* it stands above the red line */
	paper_title(p, texts->minutes_title, document, m->meeting->state == MEETING_ISSUED);
	doc_add(p->doc, DOC_GAP, "");
	if (*to)
		doc_add(p->doc, DOC_TO, arena_format(p->arena, "%s：", to));
}

/* 传签 has neither an hour nor a room. */
static void put_circulation(struct minutes *m)
{
	struct paper *p = &m->paper;
	char from[DATE_TEXT], to[DATE_TEXT];

	paper_label(p, "方式", "传签");
	paper_label(p, "时间",
		arena_format(p->arena, "%s至%s", day_paper_text(time_day(m->meeting->notified), from),
			day_paper_text(time_day(m->meeting->closed), to)));
	paper_label(p, "记录", m->meeting->recorder);
	doc_add(p->doc, DOC_GAP, "");
}

static void put_frame(struct minutes *m)
{
	struct paper *p = &m->paper;
	struct time at = m->meeting->opened.s ? m->meeting->opened : m->meeting->time;
	char day[DATE_TEXT], clock[DATE_TEXT];

	if (m->meeting->kind == MEETING_CIRCULATED) {
		put_circulation(m);
		return;
	}
	paper_label(p, "时间",
		arena_format(
			p->arena, "%s %s", day_paper_text(time_day(at), day), time_clock_text(at, clock)));
	paper_label(p, "地点", m->meeting->place);
	paper_label(p, "主持", m->meeting->chair);
	paper_label(p, "记录", m->meeting->recorder);
	doc_add(p->doc, DOC_GAP, "");
}

static size_t in_state(const struct minutes *m, uint32_t state)
{
	size_t n = 0;

	for (size_t i = 0; i < m->item_count; i++)
		n += m->items[i].state == state;
	return n;
}

static void put_summary(struct minutes *m)
{
	static const struct {
		uint32_t state;
		const char *words;
	} outcomes[] = {
		{ ITEM_AGREED, "议定" },
		{ ITEM_ADJOURNED, "缓议" },
		{ ITEM_RETURNED, "退回协商" },
		{ ITEM_LAW_ASKED, "征求法律意见" },
		{ ITEM_REFERRED, "提级" },
		{ ITEM_DECLINED, "不予研判" },
		{ ITEM_CARRIED, "转下次会议" },
	};
	struct paper *p = &m->paper;
	const char *all = "";

	for (size_t i = 0; i < COUNT(outcomes); i++)
		if (in_state(m, outcomes[i].state))
			all = arena_format(
				p->arena, "%s，%s%zu项", all, outcomes[i].words, in_state(m, outcomes[i].state));
	paper_place(p, "议题数", arena_format(p->arena, "%zu", m->item_count));
	paper_place(p, "结果", all);
	if (m->meeting->kind == MEETING_CIRCULATED)
		paper_say(p, p->rules->papers.minutes_circulated);
	else
		paper_say(
			p, m->item_count ? p->rules->papers.minutes_opening : p->rules->papers.minutes_none);
}

static void put_recusals(struct paper *p, const struct item *item)
{
	struct seat *seats;
	size_t n = attendance_seats(p->txn, item, &seats, p->arena);
	const char *others = "";

	for (size_t i = 0; i < n; i++) {
		if (seats[i].now != PRESENCE_RECUSED) {
			others = arena_format(p->arena, "%s%s%s", others, *others ? "、" : "", seats[i].name);
			continue;
		}
		buf_printf(
			&p->line, "%s回避（%s），", seats[i].name, people_recusal_reason(item, seats[i].unit));
	}
	if (!p->line.n)
		return;
	if (*others)
		buf_printf(&p->line, "本议题由%s研判", others);
	paper_end(p);
}

/* 县委编办同意（李望舒，9月22日）；… as they were signed. */
static void put_signatures(struct minutes *m, const struct item *item)
{
	static const char *const stances[] = { "", "同意", "不同意", "保留" };
	const struct position *rows = item->positions.at;
	struct paper *p = &m->paper;

	if (m->meeting->kind != MEETING_CIRCULATED || !item->positions.n)
		return;
	for (size_t i = 0; i < item->positions.n; i++) {
		struct civil d = day_civil(rows[i].day);

		buf_printf(&p->line, "%s%s%s（%s，%d月%d日）", p->line.n ? "；" : "传签意见：",
			unit_short(p->txn, rows[i].unit, p->arena), stances[rows[i].stance], rows[i].signer,
			d.month, d.day);
	}
	paper_end(p);
}

static void put_bases(struct paper *p, const struct ruling *r)
{
	struct uids cited = ruling_bases(r, p->arena);
	struct err e = { 0 };
	struct basis b;

	for (size_t i = 0; i < cited.n; i++)
		if (record_get(p->txn, &basis_schema, cited.at[i], &b, p->arena, &e))
			buf_printf(&p->line, "%s%s", p->line.n ? "；" : "依据：", paper_basis(p, &b));
	paper_end(p);
}

static void put_ruling(struct paper *p, const struct item *item)
{
	struct ruling r;
	struct err e = { 0 };

	if (!record_get(p->txn, &ruling_schema, item->ruling, &r, p->arena, &e))
		return;
	paper_place(p, "成文", paper_shown(p, &ruling_schema, "sentence", &r));
	paper_say(p, p->rules->papers.minutes_agreed);
	put_bases(p, &r);
	paper_standing(p, &r, item);
	if (*r.number)
		buf_printf(&p->line, "结论编号%s。", r.number);
	paper_end(p);
}

/* The county's words for an item that ended without a ruling. */
static const char *phrase_of(const struct paper *p, const struct item *item)
{
	switch (item->state) {
	case ITEM_RETURNED:
		return p->rules->papers.minutes_returned;
	case ITEM_LAW_ASKED:
		return p->rules->papers.minutes_law;
	case ITEM_REFERRED:
		return p->rules->papers.minutes_referred;
	case ITEM_DECLINED:
		return p->rules->papers.minutes_declined;
	default:
		return p->rules->papers.minutes_adjourned;
	}
}

static void put_other_outcome(struct paper *p, const struct item *item)
{
	char day[DATE_TEXT];
	const char *until = day_paper_text(item->until, day);

	paper_place(p, "缓议至", *until ? arena_format(p->arena, "至%s", until) : "");
	paper_place(p, "期限", *until ? arena_format(p->arena, "，%s前报结果", until) : "");
	paper_place(p, "对象", item->whom);
	paper_place(p, "原因", paper_shown(p, &item_schema, "reason", item));
	buf_puts(&p->line, paper_phrase(p, phrase_of(p, item)));
	paper_stop(p);
	paper_reservations(p, item);
	paper_end(p);
}

static void put_outcome(struct paper *p, const struct item *item)
{
	switch (item->state) {
	case ITEM_AGREED:
		put_ruling(p, item);
		break;
	case ITEM_WAITING:
	case ITEM_IN_REVIEW:
	case ITEM_CARRIED:
		paper_say(p, p->rules->papers.minutes_carried);
		break;
	default:
		put_other_outcome(p, item);
	}
}

static bool put_item(struct minutes *m, size_t place, struct err *e)
{
	const struct item *item = &m->items[place];
	struct paper *p = &m->paper;
	size_t known = p->place_count;
	char numeral[CN_NUMBER_TEXT];
	struct case_ c;

	if (!record_get(p->txn, &case_schema, item->case_, &c, p->arena, e))
		return err_at(e, "%s", item_name(item, p->arena));
	doc_heading(p->doc, 1,
		arena_format(p->arena, "%s、%s", cn_number((int)place + 1, numeral),
			paper_shown(p, &case_schema, "title", &c)));
	paper_place(p, "事由", paper_shown(p, &case_schema, "title", &c));
	paper_matter(p, &c);
	put_recusals(p, item);
	put_signatures(m, item);
	put_outcome(p, item);
	p->place_count = known; /* the next item has its own */
	return true;
}

/* GB/T 9704 has who was there below the text. */
static void put_people(struct minutes *m)
{
	static const struct {
		const char *label;
		enum people_group group;
	} rows[] = {
		{ "出席", PEOPLE_BODIES },
		{ "请假", PEOPLE_LEAVE },
		{ "列席", PEOPLE_INVITED },
		{ "缺席", PEOPLE_ABSENT },
	};
	struct paper *p = &m->paper;

	doc_add(p->doc, DOC_GAP, "");
	for (size_t i = 0; i < COUNT(rows); i++)
		paper_label(p, rows[i].label,
			people_words(p->txn, m->items, m->item_count, rows[i].group, p->arena));
	paper_label(p, "签发", m->meeting->signer);
}

/* In two lines, so that it can be typed from paper. */
static void put_chain_head(struct paper *p)
{
	struct digest head = journal_head(p->txn);
	char hex[DIGEST_HEX];

	digest_hex(&head, hex);
	doc_add(p->doc, DOC_FOOT, "日志链首（SM3，yanpan verify --head 可核对）：");
	doc_add(p->doc, DOC_FOOT, arena_copy(p->arena, hex, DIGEST_BYTES));
	doc_add(p->doc, DOC_FOOT, hex + DIGEST_BYTES);
}

static bool meeting_over(const struct meeting *m, struct err *e)
{
	if (m->state == MEETING_CLOSED || m->state == MEETING_COUNTERSIGNING ||
		m->state == MEETING_ISSUED)
		return true;
	err_set(e, ERR_RULE, "the meeting is not over yet: it has no minutes");
	err_at(e, "%s %s", _(meeting_schema.label), m->number);
	return err_fix(e, "close the meeting first");
}

bool minutes_build(struct kv_txn *txn, const struct meeting *meeting, const struct view *view,
	struct doc *doc, struct err *e)
{
	struct minutes m = { .meeting = meeting };
	bool ok = meeting_over(meeting, e);

	if (!ok)
		return false;
	paper_begin(&m.paper, txn, view, doc);
	m.item_count = meeting_items(txn, meeting->head.uid, &m.items, doc->arena);
	paper_meeting(&m.paper, meeting);
	put_title(&m);
	put_frame(&m);
	put_summary(&m);
	for (size_t i = 0; i < m.item_count && ok; i++)
		ok = put_item(&m, i, e);
	paper_say(&m.paper, m.paper.rules->papers.minutes_closing);
	put_people(&m);
	paper_colophon(&m.paper, meeting->issued);
	put_chain_head(&m.paper);
	paper_free(&m.paper);
	return ok;
}
