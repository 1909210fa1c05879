#include "store/doc/urge.h"

#include "locale/calendar/workday.h"
#include "store/doc/paper.h"
#include "store/panel/task.h"
#include "store/panel/task_clock.h"

/* 超3日, 余2日, in working days; what else the row has to say. */
static const char *standing(struct paper *p, const struct task *t)
{
	int days;

	if (t->state == TASK_TO_SIGN)
		return "待签收";
	if (t->paused)
		return "暂停计时";
	if (!t->due.n)
		return "长期";
	days = workday_between(p->view.today, t->due, NULL);
	if (t->due.n < p->view.today.n)
		return arena_format(p->arena, "超%d日", -days);
	return days ? arena_format(p->arena, "余%d日", days) : "今日到期";
}

static const char *due(struct paper *p, const struct task *t)
{
	char text[DATE_TEXT];

	return t->due.n ? arena_text(p->arena, day_text(t->due, text)) : "长期";
}

static bool is_open(const struct task *t)
{
	return !task_settled(t) && t->state != TASK_REPORTED;
}

static void put_tasks(struct paper *p, const struct task *tasks, size_t n)
{
	static const int widths[] = { 6, 8, 6, 4, 4 };
	static const char *const head[] = { "交办编号", "事由和职责", "截止", "催办", "状态" };
	struct doc_node *table = doc_table(p->doc, widths, 5);

	doc_row(p->doc, table, head);
	for (size_t i = 0; i < n; i++) {
		const struct task *t = &tasks[i];
		const char *const cells[] = { t->number,
			arena_format(p->arena, "%s\n%s", paper_shown(p, &task_schema, "title", t),
				paper_shown(p, &task_schema, "duty", t)),
			due(p, t), arena_format(p->arena, "%zu次", t->reminders.n), standing(p, t) };

		doc_row(p->doc, table, cells);
	}
}

static size_t open_tasks(struct kv_txn *txn, struct uid unit, struct task **out, struct arena *a)
{
	size_t n = tasks_where(txn, "unit", unit, out, a), found = 0;

	for (size_t i = 0; i < n; i++)
		if (is_open(&(*out)[i]))
			(*out)[found++] = (*out)[i];
	return found;
}

static size_t late_ones(const struct task *tasks, size_t n, struct day today)
{
	size_t late = 0;

	for (size_t i = 0; i < n; i++)
		late += task_late(&tasks[i], today);
	return late;
}

static void say(struct paper *p, const struct task *tasks, size_t n)
{
	size_t late = late_ones(tasks, n, p->view.today);
	char day[DATE_TEXT];

	buf_printf(&p->line, "截至%s，你单位有%zu项联合研判交办事项尚未办结",
		day_paper_text(p->view.today, day), n);
	if (late)
		buf_printf(&p->line, "，其中%zu项已经超期", late);
	buf_puts(&p->line, "。请抓紧办理，按时反馈办理情况和佐证材料；待签收的请先行签收。");
	paper_end(p);
}

bool urge_build(struct kv_txn *txn, const struct unit *u, const struct view *view, struct doc *doc,
	struct err *e)
{
	struct paper p;
	struct task *tasks;
	size_t n = open_tasks(txn, u->head.uid, &tasks, doc->arena);

	if (!n) {
		err_set(e, ERR_RULE, "%s has no task that is open", u->short_);
		return err_fix(e, "yanpan list task unit:%s shows all of them", u->short_);
	}
	paper_begin(&p, txn, view, doc);
	paper_title(&p, "联合研判催办单", "", true);
	doc_add(doc, DOC_GAP, "");
	doc_add(doc, DOC_TO, arena_format(doc->arena, "%s：", u->name));
	say(&p, tasks, n);
	put_tasks(&p, tasks, n);
	paper_say(&p, "平台截止以热线平台为准，需要延期的请同时在平台申请。");
	paper_signature(&p, time_of(view->today, 0));
	paper_free(&p);
	return true;
}
