#include "tui/screen/papers.h"

#include "locale/msg/msg.h"
#include "store/doc/papers.h"
#include "store/doc/text.h"
#include "store/panel/agenda.h"
#include "store/panel/units.h"
#include "store/schema/order.h"
#include "store/schema/review.h"
#include "store/schema/task.h"
#include "tui/screen/paper.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAPERS_MOST = 256 };

/* One of the list. */
struct paper_row {
	const struct paper_kind *paper;
	struct uid record; /* the paper's */
	struct uid to;     /* the unit it is for, where it is for one */
	const char *name;  /* of the file, without ending */
};

struct papers {
	struct arena *arena; /* of the screen that asked */
	struct kv_txn *txn;  /* while they are collected */
	struct day today;
	struct paper_row at[PAPERS_MOST];
	struct picker_row rows[PAPERS_MOST];
	size_t n, chosen;
};

static const struct {
	const char *ending; /* "": read here, which leaves nothing behind */
	const char *words;
} forms[] = {
	{ "", N_("read it here") },
	{ ".docx", N_("docx: for Word, WPS and printing") },
	{ ".html", N_("html: a web page") },
	{ ".txt", N_("txt: plain text, 28 Han a line") },
};

/* ---- which there are ---- */

static bool build(
	const struct paper_row *c, struct kv_txn *txn, struct day today, struct doc *doc, struct err *e)
{
	struct view view = { .kind = VIEW_PAPER, .today = today };
	void *record = schema_new(c->paper->of, doc->arena);

	return record_get(txn, c->paper->of, c->record, record, doc->arena, e) &&
		c->paper->build(txn, record, c->to, &view, doc, e);
}

/* Why it cannot be made yet, or NULL. */
static const char *why_not(struct papers *p, const struct paper_row *c)
{
	struct arena scratch = { 0 };
	struct doc doc = { .arena = &scratch };
	struct err e = { 0 };
	char line[256];
	bool good = build(c, p->txn, p->today, &doc, &e);

	arena_free(&scratch);
	if (good)
		return NULL;
	e.where[0] = '\0'; /* the row says it */
	err_line(&e, line, sizeof(line));
	return arena_text(p->arena, line);
}

static void add_paper(
	struct papers *p, const struct paper_kind *kind, struct uid record, struct uid to)
{
	const struct schema *of = kind->of;
	struct paper_row *c = &p->at[p->n];
	const char *whose;

	if (uid_none(record) || p->n == PAPERS_MOST)
		return;
	c->paper = kind;
	c->record = record;
	c->to = to;
	whose = record_number(p->txn, of->kind, record, p->arena);
	c->name = arena_format(p->arena, "%s-%s", c->paper->label, whose);
	if (!uid_none(to)) {
		whose = record_number(p->txn, KIND_UNIT, to, p->arena);
		c->name = arena_format(p->arena, "%s-%s", c->name, whose);
	}
	p->rows[p->n++] = (struct picker_row){
		.words = arena_format(p->arena, "%s  %s", c->paper->label, whose),
		.note = record_title(p->txn, of->kind, record, p->arena),
		.why_not = why_not(p, c),
	};
}

/* Every paper that is made of such a record, for the unit or for nobody in particular. */
static void add(struct papers *p, const struct schema *of, struct uid record, struct uid to)
{
	size_t n;
	const struct paper_kind *kinds = paper_kinds(&n);

	for (size_t i = 0; i < n; i++)
		if (kinds[i].of == of && !kinds[i].to_party && kinds[i].to_duty == !uid_none(to))
			add_paper(p, &kinds[i], record, to);
}

/* Its own papers, and a slip each for those who have a duty. */
static void add_ruling(struct papers *p, struct uid ruling)
{
	struct uids units = { 0 };
	struct ruling r;
	struct err e = { 0 };
	const struct duty *duties;

	if (uid_none(ruling) || !record_get(p->txn, &ruling_schema, ruling, &r, p->arena, &e))
		return;
	duties = r.duties.at;
	for (size_t i = 0; i < r.duties.n; i++)
		uids_add(&units, duties[i].unit, p->arena);
	for (size_t i = 0; i < units.n; i++)
		add(p, &ruling_schema, ruling, units.at[i]);
	add(p, &ruling_schema, ruling, (struct uid){ 0 });
}

/* A letter each for those who are to say whether it is theirs. */
static void add_letters(struct papers *p, const struct case_ *c)
{
	size_t n;
	const struct paper_kind *kinds = paper_kinds(&n);

	for (size_t i = 0; i < n && uid_none(c->ruling); i++)
		for (size_t k = 0; k < c->parties.n && kinds[i].to_party; k++)
			add_paper(p, &kinds[i], c->head.uid, c->parties.at[k]);
}

static void add_case(struct papers *p, struct uid uid, bool with_minutes)
{
	struct case_ c;
	struct item item;
	struct err e = { 0 };

	if (uid_none(uid) || !record_get(p->txn, &case_schema, uid, &c, p->arena, &e))
		return;
	add(p, &case_schema, uid, (struct uid){ 0 });
	if (with_minutes) /* of this case alone, not of a meeting's five */
		add_letters(p, &c);
	add_ruling(p, c.ruling);
	if (with_minutes && record_get(p->txn, &item_schema, c.item, &item, p->arena, &e))
		add(p, &meeting_schema, item.meeting, (struct uid){ 0 });
}

static void add_meeting(struct papers *p, struct uid uid)
{
	struct item *items;
	size_t n = meeting_items(p->txn, uid, &items, p->arena);

	add(p, &meeting_schema, uid, (struct uid){ 0 });
	for (size_t i = 0; i < n; i++)
		add_case(p, items[i].case_, false);
}

static void add_task(struct papers *p, const struct task *t)
{
	add(p, &ruling_schema, t->ruling, t->unit);
	add(p, &unit_schema, t->unit, (struct uid){ 0 });
}

/* An earlier or a later version has papers of its own beside those of its case. */
static void add_version(struct papers *p, const struct ruling *r)
{
	struct case_ c;
	struct err e = { 0 };

	if (!record_get(p->txn, &case_schema, r->case_, &c, p->arena, &e) ||
		!uid_same(c.ruling, r->head.uid))
		add_ruling(p, r->head.uid);
	add_case(p, r->case_, true);
}

static void collect(struct papers *p, enum kind kind, struct uid uid)
{
	struct task t;
	struct order o;
	struct item item;
	struct ruling r;
	struct err e = { 0 };

	if (kind == KIND_MEETING)
		add_meeting(p, uid);
	else if (kind == KIND_CASE)
		add_case(p, uid, true);
	else if (kind == KIND_ORDER && record_get(p->txn, &order_schema, uid, &o, p->arena, &e))
		add_case(p, o.case_, true);
	else if (kind == KIND_ITEM && record_get(p->txn, &item_schema, uid, &item, p->arena, &e))
		add_case(p, item.case_, true), add(p, &item_schema, uid, (struct uid){ 0 });
	else if (kind == KIND_UNIT || kind == KIND_OBJECTION)
		add(p, schema_of(kind), uid, (struct uid){ 0 });
	else if (kind == KIND_TASK && record_get(p->txn, &task_schema, uid, &t, p->arena, &e))
		add_task(p, &t);
	else if (kind == KIND_RULING && record_get(p->txn, &ruling_schema, uid, &r, p->arena, &e))
		add_version(p, &r);
}

/* ---- how and where ---- */

static bool make(struct ctx *ctx, struct doc *doc, struct err *e)
{
	const struct papers *p = ctx->store->papers;
	struct kv_txn txn;

	if (!store_read(ctx, &txn, e))
		return false;
	bool good = build(&p->at[p->chosen], &txn, p->today, doc, e);
	kv_end_read(&txn);
	return good;
}

static struct effect read_it(struct ctx *ctx)
{
	const struct papers *p = ctx->store->papers;
	struct doc doc = { .arena = ctx->frame };
	struct buf text = { 0 };
	struct err e = { 0 };
	const char *words;

	if (!make(ctx, &doc, &e))
		return say(e);
	doc_text(&doc, DOC_COLUMNS, &text);
	words = arena_text(ctx->frame, buf_text(&text));
	buf_free(&text);
	return read_text(p->at[p->chosen].name, words);
}

static struct effect path_typed(void *state, struct ctx *ctx, size_t choice, const char *path)
{
	struct doc doc = { .arena = ctx->frame };
	struct err e = { 0 };

	(void)state, (void)choice;
	return make(ctx, &doc, &e) ? paper_write(ctx, &doc, path) : say(e);
}

static const char *here(struct ctx *ctx)
{
	char folder[PATH_MAX];

	return getcwd(folder, sizeof(folder)) ? arena_text(ctx->frame, folder) : ".";
}

static struct effect form_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	const struct papers *p = ctx->store->papers;

	(void)state;
	if (count == 0)
		return stay();
	if (!*forms[rows[0]].ending)
		return read_it(ctx);
	return ask((struct question){
		.words = _("Write it to which file?"),
		.detail = arena_format(ctx->frame, _("Without a folder it goes to %s"), here(ctx)),
		.text = arena_format(ctx->frame, "%s%s", p->at[p->chosen].name, forms[rows[0]].ending),
		.then = path_typed,
	});
}

static struct effect paper_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct picker_row *ways = arena_array(ctx->arena, COUNT(forms), sizeof(*ways));
	struct papers *p = ctx->store->papers;

	(void)state;
	if (count == 0)
		return stay();
	p->chosen = rows[0];
	for (size_t i = 0; i < COUNT(forms); i++)
		ways[i] = (struct picker_row){ .words = _(forms[i].words) };
	return choose((struct choose){
		.title = p->at[p->chosen].name,
		.source = picker_list(ways, COUNT(forms), ctx->arena),
		.then = form_chosen,
	});
}

struct effect papers_open(struct ctx *ctx, enum kind kind, struct uid uid)
{
	struct papers *p = arena_array(ctx->arena, 1, sizeof(*p));
	struct err e = { 0 };
	struct kv_txn txn;
	size_t focus = 0;

	if (!store_read(ctx, &txn, &e))
		return say(e);
	*p = (struct papers){ .arena = ctx->arena, .txn = &txn, .today = store_today(ctx) };
	collect(p, kind, uid);
	kv_end_read(&txn);
	p->txn = NULL;
	ctx->store->papers = p;
	if (p->n == 0)
		return tell(_("No paper is made of this record: its case has them."));
	while (focus + 1 < p->n && p->rows[focus].why_not)
		focus++;
	return choose((struct choose){
		.title = _("Papers"),
		.source = picker_list(p->rows, p->n, ctx->arena),
		.focus = p->rows[focus].why_not ? 0 : focus,
		.then = paper_chosen,
	});
}
