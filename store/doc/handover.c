#include "store/doc/handover.h"

#include "locale/base/array.h"
#include "store/doc/paper.h"
#include "store/panel/number.h"
#include "store/panel/pick.h"
#include "store/panel/units.h"
#include "store/rec/draft.h"
#include "store/rec/journal.h"
#include "store/schema/task.h"

static const int three[] = { 7, 16, 5 };

static void heading(struct paper *p, const char *words, size_t n)
{
	doc_heading(p->doc, 1, arena_format(p->arena, "%s（%zu件）", words, n));
}

static bool is_over(uint32_t state)
{
	return state == CASE_CLOSED || state == CASE_ARCHIVED || state == CASE_WITHDRAWN ||
		state == CASE_DECLINED;
}

static void open_cases(struct paper *p)
{
	static const char *const head[] = { "编号", "事由", "状态" };
	uint32_t *ordinals;
	size_t n = pick_all(p->txn, KIND_CASE, &ordinals, p->arena), open = 0;
	struct case_ *cases = arena_array(p->arena, n + 1, sizeof(*cases));
	struct err e = { 0 };
	struct doc_node *table;

	for (size_t i = 0; i < n; i++)
		if (record_at(p->txn, &case_schema, ordinals[i], &cases[open], p->arena, &e))
			open += !is_over(cases[open].state);
	heading(p, "一、在办研判件", open);
	if (!open)
		return;
	table = doc_table(p->doc, three, 3);
	doc_row(p->doc, table, head);
	for (size_t i = 0; i < open; i++) {
		const char *const cells[] = { cases[i].number,
			paper_shown(p, &case_schema, "title", &cases[i]),
			paper_shown(p, &case_schema, "state", &cases[i]) };

		doc_row(p->doc, table, cells);
	}
}

static void unsigned_slips(struct paper *p)
{
	static const char *const head[] = { "编号", "事由", "单位" };
	struct task like = { .state = TASK_TO_SIGN };
	uint32_t *ordinals;
	size_t n = pick_where(p->txn, &task_schema, "state", &like, &ordinals, p->arena);
	struct doc_node *table;

	heading(p, "二、未签收的交办单", n);
	if (!n)
		return;
	table = doc_table(p->doc, three, 3);
	doc_row(p->doc, table, head);
	for (size_t i = 0; i < n; i++) {
		struct task t;
		struct err e = { 0 };

		if (!record_at(p->txn, &task_schema, ordinals[i], &t, p->arena, &e))
			continue;
		const char *const cells[] = { t.number, paper_shown(p, &task_schema, "title", &t),
			unit_short(p->txn, t.unit, p->arena) };

		doc_row(p->doc, table, cells);
	}
}

static void drafts(struct paper *p)
{
	struct draft *list;
	size_t n = draft_list(kv_folder(p->txn->kv), &list, p->arena);
	char saved[DATE_TEXT];

	heading(p, "三、没有保存的草稿", n);
	for (size_t i = 0; i < n; i++)
		doc_add(p->doc, DOC_PARA,
			arena_format(p->arena, "%s　%s", list[i].name, time_text(list[i].saved, saved)));
}

static void counters(struct paper *p)
{
	static const struct {
		enum kind kind;
		const char *label;
	} kinds[] = {
		{ KIND_CASE, "研判件" },
		{ KIND_MEETING, "会议" },
		{ KIND_RULING, "研判结论" },
		{ KIND_BASIS, "依据" },
	};

	doc_heading(p->doc, 1, "四、下一个编号");
	for (size_t i = 0; i < COUNT(kinds); i++)
		paper_label(p, kinds[i].label,
			number_next(p->txn, kinds[i].kind, day_civil(p->view.today).year, p->arena));
}

static void journal(struct paper *p)
{
	struct digest head = journal_head(p->txn);
	char hex[DIGEST_HEX];

	doc_heading(p->doc, 1, "五、日志");
	paper_label(
		p, "条数", arena_format(p->arena, "%llu", (unsigned long long)journal_last(p->txn)));
	digest_hex(&head, hex);
	paper_label(p, "链头", hex);
}

bool handover_build(struct kv_txn *txn, const struct member *to, const struct view *view,
	struct doc *doc, struct err *e)
{
	struct paper p;
	char day[DATE_TEXT];

	(void)e;
	paper_begin(&p, txn, view, doc);
	paper_title(&p, "联合研判工作移交清单", "", true);
	doc_add(doc, DOC_GAP, "");
	open_cases(&p);
	unsigned_slips(&p);
	drafts(&p);
	counters(&p);
	journal(&p);
	doc_add(doc, DOC_GAP, "");
	doc_add(doc, DOC_TO,
		arena_format(doc->arena, "移交人：　　　　　接收人：%s　　　　　监交人：", to->name));
	doc_add(doc, DOC_TO, arena_format(doc->arena, "日期：%s", day_paper_text(view->today, day)));
	paper_free(&p);
	return true;
}
