#include "store/doc/paper.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/text/width.h"
#include "store/panel/attendance.h"
#include "store/panel/county.h"
#include "store/panel/pick.h"
#include "store/panel/sentence.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *convener(struct paper *p)
{
	struct unit *bodies;

	return attendance_bodies(p->txn, &bodies, p->arena) ? bodies[0].name : "";
}

void paper_begin(struct paper *p, struct kv_txn *txn, const struct view *view, struct doc *doc)
{
	*p = (struct paper){
		.txn = txn,
		.doc = doc,
		.arena = doc->arena,
		.view = *view,
		.rules = rules_of(txn),
	};
	paper_place(p, "县", county_name(txn, p->arena));
	paper_place(p, "召集单位", convener(p));
}

void paper_free(struct paper *p)
{
	buf_free(&p->line);
}

const char *paper_shown(
	struct paper *p, const struct schema *s, const char *field, const void *record)
{
	struct buf b = { 0 };
	const char *text;

	field_show(p->txn, s, schema_field(s, field), record, &p->view, &b);
	text = arena_text(p->arena, buf_text(&b));
	buf_free(&b);
	return text;
}

/* --- paragraphs ------------------------------------------------------------------------ */

static bool ends_in_stop(const char *s)
{
	static const char *const stops[] = { "。", "！", "？", "；", "：" };
	size_t n = strlen(s);

	for (size_t i = 0; i < COUNT(stops); i++)
		if (n >= 3 && !strcmp(s + n - 3, stops[i]))
			return true;
	return false;
}

void paper_stop(struct paper *p)
{
	if (p->line.n && !ends_in_stop(buf_text(&p->line)))
		buf_puts(&p->line, "。");
}

void paper_end(struct paper *p)
{
	char *text, *line;

	paper_stop(p);
	text = arena_text(p->arena, buf_text(&p->line));
	while ((line = strsep(&text, "\n")))
		if (*line)
			doc_add(p->doc, DOC_PARA, line);
	buf_cut(&p->line, 0);
}

void paper_label(struct paper *p, const char *label, const char *text)
{
	if (*text)
		doc_label(p->doc, DOC_LABEL, label, text);
}

const char *paper_limit(struct paper *p, const struct limit *l)
{
	struct buf words = { 0 };
	const char *text;

	limit_words(l, &words);
	text = arena_text(p->arena, buf_text(&words));
	buf_free(&words);
	return strncmp(text, "于", strlen("于")) ? text : text + strlen("于");
}

/* --- the county's phrases ------------------------------------------------ */

void paper_place(struct paper *p, const char *name, const char *value)
{
	assert(p->place_count < PAPER_PLACES);
	p->places[p->place_count++] = (struct setting_place){ name, value };
}

const char *paper_phrase(struct paper *p, const char *phrase)
{
	struct buf words = { 0 };
	const char *text;

	setting_fill(phrase, p->places, p->place_count, &words);
	text = arena_text(p->arena, buf_text(&words));
	buf_free(&words);
	return text;
}

void paper_say(struct paper *p, const char *phrase)
{
	buf_puts(&p->line, paper_phrase(p, phrase));
	paper_end(p);
}

/* 15 of 2026-15. */
static int meeting_count(const struct meeting *m)
{
	const char *dash = strchr(m->number, '-');

	return atoi(dash ? dash + 1 : m->number);
}

void paper_meeting(struct paper *p, const struct meeting *m)
{
	struct time at = m->opened.s                       ? m->opened
		: m->kind == MEETING_CIRCULATED && m->closed.s ? m->closed
													   : m->time;
	char day[DATE_TEXT];

	paper_place(p, "次", arena_format(p->arena, "%d", meeting_count(m)));
	paper_place(p, "会议",
		paper_phrase(p,
			m->kind == MEETING_CIRCULATED ? p->rules->papers.circulated
										  : p->rules->papers.meeting));
	paper_place(p, "日期", arena_text(p->arena, day_paper_text(time_day(at), day)));
	paper_place(p, "地点", m->place);
	paper_place(p, "主持", m->chair);
}

/* --- the title --------------------------------------------------------- */

bool paper_red_head(struct paper *p, const char *document)
{
	const char *head = paper_phrase(p, p->rules->papers.red_head);

	if (!*head)
		return false;
	doc_add(p->doc, DOC_RED_HEAD, head);
	if (*document)
		doc_add(p->doc, DOC_CENTRED, document);
	doc_add(p->doc, DOC_RED_RULE, "");
	return true;
}

void paper_title(struct paper *p, const char *title, const char *number, bool issued)
{
	doc_add(p->doc, DOC_TITLE, paper_phrase(p, title));
	if (*number)
		doc_add(p->doc, DOC_CENTRED, number);
	if (!issued)
		doc_add(p->doc, DOC_CENTRED, "（未印发，送审稿）");
}

/* --- what a case is about -------------------------------------------------------------- */

static int64_t bounces_of(struct paper *p, const struct case_ *c)
{
	struct err e = { 0 };
	int64_t bounces = 0;

	for (size_t i = 0; i < c->orders.n; i++) {
		struct order o;

		if (record_get(p->txn, &order_schema, c->orders.at[i], &o, p->arena, &e))
			bounces += o.bounces;
	}
	return bounces;
}

void paper_matter(struct paper *p, const struct case_ *c)
{
	int64_t bounces = bounces_of(p, c);

	buf_printf(&p->line, "研判件%s", c->number);
	if (c->orders.n)
		buf_printf(&p->line, "，涉及工单%s%s",
			record_number(p->txn, KIND_ORDER, c->orders.at[0], p->arena),
			c->orders.n > 1 ? arena_format(p->arena, "等%zu件", c->orders.n) : "");
	if (bounces)
		buf_printf(&p->line, "，累计退单%lld次", (long long)bounces);
	buf_puts(&p->line, "。");
	if (*c->reason)
		buf_printf(&p->line, "争议：%s", paper_shown(p, &case_schema, "reason", c));
	paper_end(p);
}

/* --- bases -------------------------------------------------------------------------------- */

/* What has a title is cited with 《》; a deed or an earlier ruling only has a name. */
static bool has_title(const struct basis *b)
{
	return b->kind != BASIS_FACT && b->kind != BASIS_RULING &&
		strncmp(b->title, "《", strlen("《")) != 0;
}

/* What the county issued itself is cited with its 文号, too. */
const char *paper_basis(struct paper *p, const struct basis *b)
{
	bool marks = has_title(b), number = *b->document && b->kind > BASIS_RULE;

	return arena_format(p->arena, "%s%s%s%s%s%s%s", marks ? "《" : "", b->title, marks ? "》" : "",
		number ? "（" : "", number ? b->document : "", number ? "）" : "", b->article);
}

/* --- how it came about --------------------------------------------------------------------- */

static void refusals(struct paper *p, const struct item *item)
{
	const struct answer *rows = item->answers.at;

	for (size_t i = 0; i < item->answers.n; i++) {
		if (rows[i].answer != ANSWER_REFUSES)
			continue;
		buf_printf(&p->line, "，%s不接受", unit_short(p->txn, rows[i].unit, p->arena));
		if (*rows[i].words)
			buf_printf(&p->line, "（%s）", paper_shown(p, &answer_schema, "words", &rows[i]));
	}
}

void paper_reservations(struct paper *p, const struct item *item)
{
	const struct position *rows = item->positions.at;

	for (size_t i = 0; i < item->positions.n; i++) {
		if (rows[i].stance != STANCE_RESERVES)
			continue;
		buf_printf(&p->line, "%s保留意见", unit_short(p->txn, rows[i].unit, p->arena));
		if (*rows[i].words)
			buf_printf(&p->line, "：%s", paper_shown(p, &position_schema, "words", &rows[i]));
		paper_stop(p);
	}
}

void paper_standing(struct paper *p, const struct ruling *r, const struct item *item)
{
	char day[DATE_TEXT];

	if (r->standing == STANDING_CONSENT) {
		buf_puts(&p->line, "当事单位均表示接受，协商一致");
	} else if (r->standing == STANDING_GOVERNMENT) {
		buf_printf(&p->line, "本结论经县人民政府%s决定", day_paper_text(r->government, day));
	} else {
		buf_puts(&p->line, "本结论为协调意见");
		refusals(p, item);
	}
	paper_stop(p);
	paper_reservations(p, item);
}

/* --- the end of the paper -------------------------------------------------------------------- */

/* The date begins two Han right of the name and ends two Han from the edge at least. */
void paper_signature(struct paper *p, struct time issued)
{
	const char *name = paper_phrase(p, p->rules->papers.signature);
	char day[DATE_TEXT] = "";
	int longer;

	if (issued.s)
		day_paper_text(time_day(issued), day);
	longer = width_text(name) - width_text(day);
	doc_add(p->doc, DOC_GAP, "");
	if (*name)
		doc_add(p->doc, DOC_SIGN, name)->level =
			!*day || longer >= DOC_SIGN_EDGE ? DOC_SIGN_EDGE : 2 * DOC_SIGN_EDGE - longer;
	if (*day)
		doc_add(p->doc, DOC_SIGN, day)->level = longer > DOC_SIGN_EDGE ? longer : DOC_SIGN_EDGE;
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

/* 抄送 ends with a stop. */
static const char *copied(struct paper *p)
{
	const char *names;

	paper_place(p, "抄送单位", copied_to(p));
	names = paper_phrase(p, p->rules->papers.copied);
	return *names && !ends_in_stop(names) ? arena_format(p->arena, "%s。", names) : names;
}

void paper_colophon(struct paper *p, struct time issued)
{
	char day[DATE_TEXT];

	doc_add(p->doc, DOC_RULE, "");
	paper_label(p, "抄送", copied(p));
	doc_label(p->doc, DOC_SPREAD, paper_phrase(p, p->rules->papers.issuer),
		issued.s ? arena_format(p->arena, "%s印发", day_paper_text(time_day(issued), day))
				 : "未印发");
	doc_add(p->doc, DOC_RULE, "");
}
