#include "store/doc/minutes.h"

#include "locale/base/array.h"
#include "locale/calendar/cn_number.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/doc/people.h"
#include "store/panel/agenda.h"
#include "store/panel/attendance.h"
#include "store/panel/county.h"
#include "store/panel/pick.h"
#include "store/panel/units.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/show.h"
#include "store/schema/order.h"

#include <stdlib.h>
#include <string.h>

/* What every part of the paper needs at hand. */
struct paper {
	struct kv_txn *txn;
	struct doc *doc;
	struct arena *arena;
	const struct meeting *meeting;
	struct item *items;
	size_t item_count;
	struct buf line; /* the paragraph being put together */
};

/* The field as paper may show it: masked. */
static const char *shown(
	struct paper *p, const struct schema *s, const char *name, const void *record)
{
	struct view view = { .kind = VIEW_PAPER };
	struct buf b = { 0 };
	const char *text;

	field_show(p->txn, s, schema_field(s, name), record, &view, &b);
	text = arena_text(p->arena, buf_text(&b));
	buf_free(&b);
	return text;
}

static bool ends_in_stop(const char *s)
{
	static const char *const stops[] = { "。", "！", "？", "；" };
	size_t n = strlen(s);

	for (size_t i = 0; i < COUNT(stops); i++)
		if (n >= 3 && !strcmp(s + n - 3, stops[i]))
			return true;
	return false;
}

static void full_stop(struct paper *p)
{
	if (p->line.n && !ends_in_stop(buf_text(&p->line)))
		buf_puts(&p->line, "。");
}

static void end_paragraph(struct paper *p)
{
	full_stop(p);
	if (p->line.n)
		doc_add(p->doc, DOC_PARA, buf_text(&p->line));
	buf_cut(&p->line, 0);
}

static void put_title(struct paper *p)
{
	const struct meeting *m = p->meeting;
	const char *dash = strchr(m->number, '-');

	doc_add(p->doc, DOC_TITLE, arena_format(p->arena, "%s联合研判会议纪要", county_name(p->txn, p->arena)));
	if (*m->document)
		doc_add(p->doc, DOC_CENTRED, m->document);
	else
		doc_add(p->doc, DOC_CENTRED,
			arena_format(p->arena, "第%d次", dash ? atoi(dash + 1) : atoi(m->number)));
	if (m->state != MEETING_ISSUED)
		doc_add(p->doc, DOC_CENTRED, "（未印发，送审稿）");
	doc_add(p->doc, DOC_GAP, "");
}

static void put_label(struct paper *p, const char *label, const char *text)
{
	if (*text)
		doc_label(p->doc, DOC_LABEL, label, text);
}

static void put_people(struct paper *p)
{
	static const struct {
		const char *label;
		enum people_group group;
	} rows[] = {
		{ "出席", PEOPLE_BODIES },
		{ "列席", PEOPLE_INVITED },
		{ "请假", PEOPLE_LEAVE },
		{ "缺席", PEOPLE_ABSENT },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		put_label(p, rows[i].label,
			people_words(p->txn, p->items, p->item_count, rows[i].group, p->arena));
}

static void put_frame(struct paper *p)
{
	const struct meeting *m = p->meeting;
	struct time at = m->opened.s ? m->opened : m->time;
	char day[DATE_TEXT], clock[DATE_TEXT];

	put_label(p, "时间",
		arena_format(
			p->arena, "%s %s", day_paper_text(time_day(at), day), time_clock_text(at, clock)));
	put_label(p, "地点", m->place);
	put_label(p, "主持", m->chair);
	put_label(p, "记录", m->recorder);
	put_people(p);
	doc_add(p->doc, DOC_GAP, "");
}

static size_t in_state(const struct paper *p, uint32_t state)
{
	size_t n = 0;

	for (size_t i = 0; i < p->item_count; i++)
		n += p->items[i].state == state;
	return n;
}

static void put_summary(struct paper *p)
{
	static const struct {
		uint32_t state;
		const char *words;
	} outcomes[] = {
		{ ITEM_AGREED, "议定" },
		{ ITEM_ADJOURNED, "缓议" },
		{ ITEM_CARRIED, "转下次会议" },
	};

	if (!p->item_count) {
		buf_puts(&p->line, "会议没有议题");
		end_paragraph(p);
		return;
	}
	buf_printf(&p->line, "会议研究议题%zu项", p->item_count);
	for (size_t i = 0; i < COUNT(outcomes); i++)
		if (in_state(p, outcomes[i].state))
			buf_printf(&p->line, "，%s%zu项", outcomes[i].words, in_state(p, outcomes[i].state));
	buf_puts(&p->line, "。现纪要如下：");
	doc_add(p->doc, DOC_PARA, buf_text(&p->line));
	buf_cut(&p->line, 0);
}

/* 涉及工单20260916118206等2件，累计退单3次。 */
static void put_matter(struct paper *p, const struct case_ *c)
{
	struct err e = { 0 };
	int64_t bounces = 0;

	for (size_t i = 0; i < c->orders.n; i++) {
		struct order o;

		if (record_get(p->txn, &order_schema, c->orders.at[i], &o, p->arena, &e))
			bounces += o.bounces;
	}
	buf_printf(&p->line, "研判件%s", c->number);
	if (c->orders.n)
		buf_printf(&p->line, "，涉及工单%s%s",
			record_number(p->txn, KIND_ORDER, c->orders.at[0], p->arena),
			c->orders.n > 1 ? arena_format(p->arena, "等%zu件", c->orders.n) : "");
	if (bounces)
		buf_printf(&p->line, "，累计退单%lld次", (long long)bounces);
	buf_puts(&p->line, "。");
	if (*c->reason)
		buf_printf(&p->line, "争议：%s", shown(p, &case_schema, "reason", c));
	end_paragraph(p);
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
	end_paragraph(p);
}

/* What has a title is cited with 《》; a deed or an earlier ruling only has a name. */
static bool has_title(const struct basis *b)
{
	return b->kind != BASIS_FACT && b->kind != BASIS_RULING &&
		strncmp(b->title, "《", strlen("《")) != 0;
}

/* 《道路交通安全法》第三十条; what the county issued itself, with its 文号. */
static void cite(struct paper *p, struct uid uid, bool first)
{
	struct basis b;
	struct err e = { 0 };
	bool marks;

	if (!record_get(p->txn, &basis_schema, uid, &b, p->arena, &e))
		return;
	marks = has_title(&b);
	buf_printf(
		&p->line, "%s%s%s%s", first ? "" : "；", marks ? "《" : "", b.title, marks ? "》" : "");
	if (*b.document && b.kind > BASIS_RULE)
		buf_printf(&p->line, "（%s）", b.document);
	buf_puts(&p->line, b.article);
}

static void put_bases(struct paper *p, const struct ruling *r)
{
	const struct duty *duties = r->duties.at;
	struct uids cited = { 0 };

	for (size_t i = 0; i < r->bases.n; i++)
		uids_add(&cited, r->bases.at[i], p->arena);
	for (size_t i = 0; i < r->duties.n; i++)
		for (size_t b = 0; b < duties[i].bases.n; b++)
			uids_add(&cited, duties[i].bases.at[b], p->arena);
	if (!cited.n)
		return;
	buf_puts(&p->line, "依据：");
	for (size_t i = 0; i < cited.n; i++)
		cite(p, cited.at[i], i == 0);
	end_paragraph(p);
}

static void put_refusals(struct paper *p, const struct item *item)
{
	const struct answer *rows = item->answers.at;

	for (size_t i = 0; i < item->answers.n; i++) {
		if (rows[i].answer != ANSWER_REFUSES)
			continue;
		buf_printf(&p->line, "，%s不接受", unit_short(p->txn, rows[i].unit, p->arena));
		if (*rows[i].words)
			buf_printf(&p->line, "（%s）", shown(p, &answer_schema, "words", &rows[i]));
	}
}

static void put_reservations(struct paper *p, const struct item *item)
{
	const struct position *rows = item->positions.at;

	for (size_t i = 0; i < item->positions.n; i++) {
		if (rows[i].stance != STANCE_RESERVES)
			continue;
		buf_printf(&p->line, "%s保留意见", unit_short(p->txn, rows[i].unit, p->arena));
		if (*rows[i].words)
			buf_printf(&p->line, "：%s", shown(p, &position_schema, "words", &rows[i]));
		full_stop(p);
	}
}

static void put_ruling(struct paper *p, const struct item *item)
{
	struct ruling r;
	struct err e = { 0 };

	if (!record_get(p->txn, &ruling_schema, item->ruling, &r, p->arena, &e))
		return;
	buf_printf(&p->line, "会议议定：%s", shown(p, &ruling_schema, "sentence", &r));
	end_paragraph(p);
	put_bases(p, &r);
	if (r.standing == STANDING_CONSENT) {
		buf_puts(&p->line, "当事单位均表示接受，协商一致");
	} else {
		buf_puts(&p->line, "本结论为协调意见");
		put_refusals(p, item);
	}
	full_stop(p);
	put_reservations(p, item);
	if (*r.number)
		buf_printf(&p->line, "结论编号%s。", r.number);
	end_paragraph(p);
}

static void put_adjournment(struct paper *p, const struct item *item)
{
	char day[DATE_TEXT];

	buf_printf(&p->line, "会议决定缓议%s%s。原因：%s", item->until.n ? "至" : "",
		day_paper_text(item->until, day), shown(p, &item_schema, "reason", item));
	full_stop(p);
	put_reservations(p, item);
	end_paragraph(p);
}

static void put_outcome(struct paper *p, const struct item *item)
{
	switch (item->state) {
	case ITEM_AGREED:
		put_ruling(p, item);
		break;
	case ITEM_ADJOURNED:
		put_adjournment(p, item);
		break;
	default:
		doc_add(p->doc, DOC_PARA, "本次会议未议定，转下次会议研究。");
	}
}

static bool put_item(struct paper *p, size_t place, struct err *e)
{
	const struct item *item = &p->items[place];
	char numeral[CN_NUMBER_TEXT];
	struct case_ c;

	if (!record_get(p->txn, &case_schema, item->case_, &c, p->arena, e))
		return err_at(e, "%s", item_name(item, p->arena));
	doc_heading(p->doc, 1,
		arena_format(p->arena, "%s、%s", cn_number((int)place + 1, numeral),
			shown(p, &case_schema, "title", &c)));
	put_matter(p, &c);
	put_recusals(p, item);
	put_outcome(p, item);
	return true;
}

static const char *copied_to(struct paper *p)
{
	struct unit like = { .role = ROLE_COPIED };
	uint32_t *ordinals;
	size_t n = pick_where(p->txn, &unit_schema, "role", &like, &ordinals, p->arena);
	const char *names = "";
	struct err e = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct unit u;

		if (record_peek(p->txn, &unit_schema, ordinals[i], &u, p->arena, &e))
			names = arena_format(p->arena, "%s%s%s", names, *names ? "，" : "", u.name);
	}
	return names;
}

static void put_colophon(struct paper *p)
{
	const struct meeting *m = p->meeting;
	struct unit *bodies;
	size_t n = attendance_bodies(p->txn, &bodies, p->arena);
	const char *copied = copied_to(p);
	char day[DATE_TEXT];

	doc_add(p->doc, DOC_GAP, "");
	put_label(p, "签发", m->signer);
	doc_add(p->doc, DOC_RULE, "");
	put_label(p, "抄送", copied);
	doc_label(p->doc, DOC_SPREAD, n ? bodies[0].name : "",
		m->issued.s ? arena_format(p->arena, "%s印发", day_paper_text(time_day(m->issued), day))
					: "未印发");
	doc_add(p->doc, DOC_RULE, "");
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
	if (m->state == MEETING_CLOSED || m->state == MEETING_ISSUED)
		return true;
	err_set(e, ERR_RULE, "the meeting is not over yet: it has no minutes");
	err_at(e, "%s %s", _(meeting_schema.label), m->number);
	return err_fix(e, "close the meeting first");
}

bool minutes_build(struct kv_txn *txn, const struct meeting *m, struct doc *doc, struct err *e)
{
	struct paper p = { .txn = txn, .doc = doc, .arena = doc->arena, .meeting = m };
	bool ok = meeting_over(m, e);

	if (!ok)
		return false;
	p.item_count = meeting_items(txn, m->head.uid, &p.items, p.arena);
	put_title(&p);
	put_frame(&p);
	put_summary(&p);
	for (size_t i = 0; i < p.item_count && ok; i++)
		ok = put_item(&p, i, e);
	put_colophon(&p);
	put_chain_head(&p);
	buf_free(&p.line);
	return ok;
}
