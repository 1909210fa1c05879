#include "tui/screen/ticket_tasks.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/panel/task_clock.h"
#include "store/panel/units.h"
#include "store/schema/review.h"
#include "tui/screen/deadline.h"

#include <string.h>

enum {
	NUMBER_COLS = 11,
	ROLE_COLS = 6,
	UNIT_COLS = 14,
	STATE_COLS = 8,
	DAY_COLS = 12,
	SIGN_COLS = 7
};

/* ---- one row a unit ---- */

static void cell(struct buf *out, const char *text, int cols)
{
	struct buf fits = { 0 };

	width_clip(&fits, text, cols - 1, "…");
	width_pad(out, buf_text(&fits), cols);
	buf_free(&fits);
}

static const char *label(const struct schema *s, const char *field, uint32_t code)
{
	const struct choice *c = field_choice(schema_field(s, field), code);

	return c ? _(c->label) : "";
}

static void delivered(const struct task *t, struct buf *out)
{
	struct buf text = { 0 };
	char day[DATE_TEXT];

	if (t->delivered.n)
		buf_printf(
			&text, "%s %s", day_short_text(t->delivered, day), label(&task_schema, "way", t->way));
	cell(out, t->delivered.n ? buf_text(&text) : "-", DAY_COLS);
	buf_free(&text);
}

static void signed_for(const struct task *t, struct buf *out)
{
	struct day day = t->received.n ? t->received : t->deemed;
	char text[DATE_TEXT];

	cell(out, day.n ? day_short_text(day, text) : "-", SIGN_COLS);
}

void task_rest_words(const struct task *t, struct buf *out)
{
	const struct task_report *report = task_report_open(t);
	char text[DATE_TEXT];

	if (t->state == TASK_REPORTED && report)
		buf_printf(out, _("reported %s"), day_short_text(report->day, text));
	else if (t->done.n)
		buf_printf(out, _("settled %s"), day_short_text(t->done, text));
	else if (t->paused)
		buf_puts(out, _("clock paused"));
	else if (task_standing(t) && !task_settled(t))
		buf_puts(out, C_("limit", "standing"));
}

static void due(const struct task *t, struct day today, struct buf *out)
{
	if (!task_clock_runs(t)) {
		task_rest_words(t, out);
	} else {
		deadline_short(time_of(t->due, 0), today, out);
		if (t->reckoned)
			buf_printf(out, " %s", _("reckoned"));
	}
}

static void row(struct words *w, const struct task *t, struct day today)
{
	struct arena a = { 0 };

	buf_puts(w->out, task_late(t, today) ? "! " : "  ");
	cell(w->out, t->number, NUMBER_COLS);
	cell(w->out, label(&task_schema, "role", t->role), ROLE_COLS);
	cell(w->out, unit_short(w->txn, t->unit, &a), UNIT_COLS);
	cell(w->out, label(&task_schema, "state", t->state), STATE_COLS);
	delivered(t, w->out);
	signed_for(t, w->out);
	due(t, today, w->out);
	buf_putc(w->out, '\n');
	arena_free(&a);
}

static void heading(struct buf *out)
{
	buf_puts(out, "  ");
	cell(out, C_("column", "number"), NUMBER_COLS);
	cell(out, C_("column", "role"), ROLE_COLS);
	cell(out, _("unit"), UNIT_COLS);
	cell(out, _("state"), STATE_COLS);
	cell(out, C_("column", "handed over"), DAY_COLS);
	cell(out, C_("column", "signed"), SIGN_COLS);
	buf_printf(out, "%s\n", C_("column", "due"));
}

/* ---- what became of it ---- */

static void line(struct words *w, const char *what, struct day day, const char *who)
{
	char text[DATE_TEXT];

	buf_printf(w->out, "    %s", what);
	if (day.n)
		buf_printf(w->out, " %s", day_short_text(day, text));
	if (*who)
		buf_printf(w->out, " %s", who);
	buf_puts(w->out, ": ");
}

static void shown(struct words *w, const struct schema *s, const char *field, const void *record,
	const char *before)
{
	struct buf text = { 0 };
	struct words inner = { w->txn, w->view, &text };

	words_field(&inner, s, field, record, "");
	if (text.n)
		buf_printf(w->out, "%s%s", before, buf_text(&text));
	buf_free(&text);
}

static void report(struct words *w, const struct task_report *r)
{
	line(w, _("report"), r->day, r->by);
	shown(w, &task_report_schema, "words", r, "");
	shown(w, &task_report_schema, "evidence", r, _("  evidence: "));
	buf_putc(w->out, '\n');
	if (!r->result)
		return;
	line(w, _("check"), r->checked, r->checker);
	shown(w, &task_report_schema, "result", r, "");
	shown(w, &task_report_schema, "finding", r, "  ");
	buf_putc(w->out, '\n');
}

static void extension(struct words *w, const struct extension *x)
{
	char text[DATE_TEXT];

	line(w, _("extension"), x->asked, "");
	buf_printf(w->out, _("until %s"), day_short_text(x->until, text));
	shown(w, &extension_schema, "reason", x, "  ");
	if (x->answer) {
		shown(w, &extension_schema, "answer", x, "  ");
		buf_printf(w->out, " %s", x->by);
		shown(w, &extension_schema, "words", x, " ");
	} else {
		buf_printf(w->out, "  %s", _("not answered yet"));
	}
	buf_putc(w->out, '\n');
}

static void pause(struct words *w, const struct task_pause *p)
{
	char text[DATE_TEXT];

	line(w, _("clock paused"), p->from, "");
	shown(w, &task_pause_schema, "reason", p, "");
	if (p->to.n)
		buf_printf(w->out, _("  goes on from %s"), day_short_text(p->to, text));
	buf_putc(w->out, '\n');
}

static void course(struct words *w, const struct task *t)
{
	const struct extension *extensions = t->extensions.at;
	const struct task_pause *pauses = t->pauses.at;
	const struct task_report *reports = t->reports.at;
	const struct reopening *reopened = t->reopened.at;
	const struct reminder *reminders = t->reminders.at;

	for (size_t i = 0; i < t->reminders.n; i++) {
		line(w, _("reminder"), reminders[i].day, label(&task_schema, "way", reminders[i].way));
		shown(w, &reminder_schema, "words", &reminders[i], "");
		buf_putc(w->out, '\n');
	}
	for (size_t i = 0; i < t->extensions.n; i++)
		extension(w, &extensions[i]);
	for (size_t i = 0; i < t->pauses.n; i++)
		pause(w, &pauses[i]);
	for (size_t i = 0; i < t->reports.n; i++)
		report(w, &reports[i]);
	for (size_t i = 0; i < t->reopened.n; i++) {
		line(w, _("reopened"), reopened[i].day, reopened[i].by);
		shown(w, &reopening_schema, "reason", &reopened[i], "");
		buf_putc(w->out, '\n');
	}
	if (t->caller_says) {
		line(w, _("call-back"), t->called, t->called_by);
		shown(w, &task_schema, "caller_says", t, "");
		shown(w, &task_schema, "caller_words", t, "  ");
		buf_putc(w->out, '\n');
	}
}

void tasks_page(struct words *w, const struct task *tasks, size_t n, struct day today)
{
	if (n)
		heading(w->out);
	for (size_t i = 0; i < n; i++) {
		row(w, &tasks[i], today);
		buf_puts(w->out, "    ");
		words_field(w, &task_schema, "duty", &tasks[i], "\n");
		course(w, &tasks[i]);
	}
}

/* ---- one of them ---- */

void task_page(struct words *w, const struct task *t)
{
	static const char *const fields[] = { "duty", "limit", "way", "delivered", "receiver",
		"received", "deemed", "done", "reason", "note" };

	for (size_t i = 0; i < COUNT(fields); i++)
		words_label(w, &task_schema, fields[i], t);
	if (t->reminders.n || t->extensions.n || t->pauses.n || t->reports.n || t->reopened.n ||
		t->caller_says)
		buf_putc(w->out, '\n');
	course(w, t);
}

void task_clock_words(const struct task *t, struct day today, struct buf *out)
{
	if (!t->due.n || task_settled(t))
		return;
	buf_printf(out, "%s ", _("due"));
	deadline_long(time_of(t->due, 0), today, out);
	if (t->paused)
		buf_printf(out, " %s", _("clock paused"));
	else if (t->reckoned)
		buf_printf(out, " %s", _("reckoned"));
}
