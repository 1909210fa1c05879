#include "store/io/task_sheet.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/io/source.h"
#include "store/io/xlsx_out.h"
#include "store/panel/args.h"
#include "store/panel/task.h"
#include "store/panel/units.h"
#include "store/panel/verb.h"
#include "store/rec/show.h"

#include <string.h>

/* What the sheet has, in this order.  Units read it: its words are Chinese always. */
enum {
	SHEET_NUMBER,
	SHEET_UNIT,
	SHEET_MATTER,
	SHEET_DUTY,
	SHEET_DUE,
	SHEET_WORDS,
	SHEET_EVIDENCE,
	SHEET_BY,
	SHEET_DAY,
	SHEET_COLUMNS,
};

static const char *const headings[SHEET_COLUMNS] = { "交办编号", "单位", "事由", "职责", "截止",
	"办理情况", "佐证材料", "反馈人", "反馈日期" };
static const int widths[SHEET_COLUMNS] = { 12, 16, 30, 40, 12, 50, 24, 12, 12 };

/* --- out ------------------------------------------------------------------------------- */

static bool waits_for_unit(const struct task *t)
{
	return !task_settled(t) && t->state != TASK_REPORTED;
}

static const char *shown(
	struct kv_txn *txn, const char *field, const struct task *t, struct arena *a)
{
	struct view view = { .kind = VIEW_EXPORT };
	struct buf text = { 0 };
	const char *out;

	field_show(txn, &task_schema, schema_field(&task_schema, field), t, &view, &text);
	out = arena_text(a, buf_text(&text));
	buf_free(&text);
	return out;
}

static bool write_row(struct kv_txn *txn, struct xlsx_out *x, const struct unit *u,
	const struct task *t, struct arena *a, struct err *e)
{
	const char *cells[SHEET_COLUMNS] = {
		[SHEET_NUMBER] = t->number,
		[SHEET_UNIT] = u->short_,
		[SHEET_MATTER] = shown(txn, "title", t, a),
		[SHEET_DUTY] = shown(txn, "duty", t, a),
		[SHEET_DUE] = t->due.n ? shown(txn, "due", t, a) : "长期",
	};

	for (size_t i = 0; i < SHEET_COLUMNS; i++)
		if (!xlsx_out_cell(x, cells[i] ? cells[i] : "", e))
			return false;
	return true;
}

static bool write_head(struct xlsx_out *x, struct err *e)
{
	for (size_t i = 0; i < SHEET_COLUMNS; i++)
		if (!xlsx_out_cell(x, headings[i], e))
			return false;
	return true;
}

static size_t open_tasks(struct kv_txn *txn, struct uid unit, struct task **out, struct arena *a)
{
	size_t n = tasks_where(txn, "unit", unit, out, a), found = 0;

	for (size_t i = 0; i < n; i++)
		if (waits_for_unit(&(*out)[i]))
			(*out)[found++] = (*out)[i];
	return found;
}

bool task_sheet_write(struct kv_txn *txn, const struct unit *u, FILE *to, size_t *rows,
	struct arena *a, struct err *e)
{
	struct task *tasks;
	struct xlsx_out *x = NULL;
	struct err late = { 0 };
	bool good;

	*rows = open_tasks(txn, u->head.uid, &tasks, a);
	if (!*rows) {
		err_set(e, ERR_RULE, "%s has no task that is open", u->short_);
		return err_fix(e, "yanpan list task unit:%s shows all of them", u->short_);
	}
	good = xlsx_out_begin(to, "交办反馈表", widths, SHEET_COLUMNS, &x, e) && write_head(x, e);
	for (size_t i = 0; i < *rows && good; i++)
		good = write_row(txn, x, u, &tasks[i], a, e);
	if (!xlsx_out_end(x, &late) && good) {
		*e = late;
		good = false;
	}
	return good;
}

/* --- back ------------------------------------------------------------------------------ */

struct taking {
	struct act *act;
	struct arena *arena;
	size_t columns[SHEET_COLUMNS]; /* of each heading in this file, from 1; 0: it is not there */
	bool headed;
	struct uid unit; /* of the rows so far */
	struct uids seen;
	struct task_sheet_read *out;
	size_t room;
};

static bool is_heading(const char *text, const char *heading)
{
	const char *from = text + strspn(text, " \t");

	return !strncmp(from, heading, strlen(heading)) &&
		strspn(from + strlen(heading), " \t*") == strlen(from + strlen(heading));
}

/* The headings stand where they stood, or where somebody moved their columns. */
static void find_headings(struct taking *t, const struct source_row *row)
{
	memset(t->columns, 0, sizeof(t->columns));
	for (size_t c = 0; c < row->n; c++)
		for (size_t i = 0; i < SHEET_COLUMNS; i++)
			if (!t->columns[i] && is_heading(row->cells[c].text, headings[i]))
				t->columns[i] = c + 1;
	t->headed = t->columns[SHEET_NUMBER] && t->columns[SHEET_WORDS];
}

static const char *cell(const struct taking *t, const struct source_row *row, size_t column)
{
	size_t at = t->columns[column];
	char *text;
	size_t n;

	if (!at || at > row->n)
		return "";
	text = arena_text(t->arena, row->cells[at - 1].text);
	text += strspn(text, " \t\r\n");
	for (n = strlen(text); n && strchr(" \t\r\n", text[n - 1]); n--)
		text[n - 1] = '\0';
	return text;
}

static struct task_row_read *new_row(struct taking *t, uint64_t row, const char *number)
{
	struct task_sheet_read *out = t->out;

	if (out->n == t->room) {
		struct task_row_read *at;

		t->room = t->room ? 2 * t->room : 32;
		at = arena_array(t->arena, t->room, sizeof(*at));
		if (out->n)
			memcpy(at, out->rows, out->n * sizeof(*at));
		out->rows = at;
	}
	out->rows[out->n] = (struct task_row_read){ .row = row, .number = number };
	return &out->rows[out->n++];
}

static bool same_unit(struct taking *t, const struct task *task, const char *said, struct err *e)
{
	struct unit u;

	if (uid_none(t->unit))
		t->unit = task->unit;
	if (!uid_same(t->unit, task->unit)) {
		err_set(e, ERR_RULE, "the task is of %s, the sheet of another unit",
			unit_short(&t->act->txn, task->unit, t->arena));
		return err_fix(e, "each unit fills in its own sheet");
	}
	if (!*said ||
		(unit_called(&t->act->txn, said, &u, t->arena) && uid_same(u.head.uid, task->unit)))
		return true;
	err_set(e, ERR_RULE, "the row says %s, the task is of %s", said,
		unit_short(&t->act->txn, task->unit, t->arena));
	return err_fix(e, "check the number and the unit of the row");
}

static bool reported_before(const struct task *task, const struct task_args *given)
{
	const struct task_report *rows = task->reports.at;

	for (size_t i = 0; i < task->reports.n; i++)
		if (!strcmp(rows[i].words, given->words) && !strcmp(rows[i].evidence, given->evidence))
			return true;
	return false;
}

static bool read_given(
	struct taking *t, const struct source_row *row, struct task_args *out, struct err *e)
{
	const char *day = cell(t, row, SHEET_DAY);

	*out = (struct task_args){
		.words = cell(t, row, SHEET_WORDS),
		.evidence = cell(t, row, SHEET_EVIDENCE),
		.by = cell(t, row, SHEET_BY),
	};
	return !*day || day_parse(day, time_day(t->act->now), &out->day, e);
}

static bool only_once(struct taking *t, const struct task *task, struct err *e)
{
	if (!uids_have(&t->seen, task->head.uid)) {
		uids_add(&t->seen, task->head.uid, t->arena);
		return true;
	}
	err_set(e, ERR_RULE, "%s stands in the sheet twice", task->number);
	return err_fix(e, "keep one of the rows");
}

/* What becomes of a row; refused with the words in row->why. */
static enum task_row_kind take_row(
	struct taking *t, const struct source_row *from, const char *number, struct err *e)
{
	const struct verb *report = verb_named(KIND_TASK, "report");
	struct task_args given;
	struct task task;

	if (!record_find(&t->act->txn, &task_schema, number, &task, t->arena, e) ||
		!same_unit(t, &task, cell(t, from, SHEET_UNIT), e) || !only_once(t, &task, e) ||
		!read_given(t, from, &given, e))
		return TASK_ROW_REFUSED;
	if (!*given.words)
		return TASK_ROW_EMPTY;
	if (reported_before(&task, &given))
		return TASK_ROW_SAME;
	return verb_do(t->act, report, task.head.uid, &given, &task, e) ? TASK_ROW_TAKEN
																	: TASK_ROW_REFUSED;
}

static bool one_row(struct taking *t, const struct source_row *from, struct err *e)
{
	const char *number = cell(t, from, SHEET_NUMBER);
	struct task_row_read *row;

	if (!*number && !*cell(t, from, SHEET_WORDS))
		return true;
	row = new_row(t, from->row, number);
	if (*number)
		row->kind = take_row(t, from, number, &row->why);
	else
		row->kind = TASK_ROW_REFUSED, err_set(&row->why, ERR_RULE, "the row has no task number");
	t->out->taken += row->kind == TASK_ROW_TAKEN;
	t->out->refused += row->kind == TASK_ROW_REFUSED;
	if (row->why.kind == ERR_STORE) {
		*e = row->why;
		return false;
	}
	return true;
}

static void name_missing(struct taking *t)
{
	struct task *tasks;
	size_t n = uid_none(t->unit) ? 0 : open_tasks(&t->act->txn, t->unit, &tasks, t->arena);
	const char *missing = "";

	for (size_t i = 0; i < n; i++)
		if (!uids_have(&t->seen, tasks[i].head.uid))
			missing =
				arena_format(t->arena, "%s%s%s", missing, *missing ? "、" : "", tasks[i].number);
	t->out->missing = missing;
}

bool task_sheet_take(
	struct act *act, const char *path, struct task_sheet_read *out, struct arena *a, struct err *e)
{
	struct taking t = { .act = act, .arena = a, .out = out };
	struct source_options options = { 0 };
	struct source *source = NULL;
	struct source_row row;
	bool good = source_open(path, &options, &source, e);

	*out = (struct task_sheet_read){ .missing = "" };
	while (good && source_next(source, &row, a, e)) {
		if (t.headed)
			good = one_row(&t, &row, e);
		else
			find_headings(&t, &row);
	}
	source_close(source);
	if (e->kind)
		return false;
	if (!t.headed) {
		err_set(e, ERR_INPUT, "this is no sheet of tasks: %s and %s are no headings in it",
			headings[SHEET_NUMBER], headings[SHEET_WORDS]);
		err_at(e, "%s", path);
		return err_fix(e, "fill in a sheet made by yanpan sheet task UNIT");
	}
	name_missing(&t);
	return true;
}
