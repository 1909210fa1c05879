/* table.c — where in a file its table is: which sheet, and which row has the headings. */
#include "locale/msg/msg.h"
#include "locale/text/clean.h"
#include "store/io/job.h"
#include "store/io/mend.h"

#include <stdlib.h>
#include <string.h>

enum {
	NAMES_MOST = 12, /* of sheets, in words */
	USABLE = 2,      /* headings we know; a single one may be chance */
};

/* --- one sheet, or a file without any --------------------------------------------------- */

static const char **clean_cells(
	const struct import *im, const struct source_row *row, struct arena *a)
{
	const char **texts = arena_array(a, row->n + 1, sizeof(*texts));
	struct buf out = { 0 };

	for (size_t i = 0; i < row->n; i++) {
		buf_cut(&out, 0);
		clean_text(&out, row->cells[i].text, row->cells[i].n);
		texts[i] = out.n ? arena_copy(a, out.at, out.n) : "";
		if (row->cells[i].before)
			texts[i] = mend_heading(im->o.schema, texts[i], a);
	}
	buf_free(&out);
	return texts;
}

static void keep_raw(struct source_row *row, struct arena *a)
{
	for (size_t i = 0; i < row->n; i++)
		row->cells[i].raw.at = arena_copy(a, row->cells[i].raw.at, row->cells[i].raw.n);
}

static bool look_ahead(struct import *im, struct table *t, struct err *e)
{
	struct source_row row;

	t->rows = arena_array(&im->arena, LOOK_ROWS, sizeof(*t->rows));
	t->texts = arena_array(&im->arena, LOOK_ROWS, sizeof(*t->texts));
	t->n = 0;
	while (t->n < LOOK_ROWS && source_next(im->source, &row, &im->arena, e)) {
		if (row.empty)
			continue;
		mend_row(im->o.repair, &row, &im->arena);
		if (t->n < TITLE_ROWS)
			keep_raw(&row, &im->arena);
		t->texts[t->n] = clean_cells(im, &row, &im->arena);
		t->rows[t->n++] = row;
	}
	return !e->kind;
}

/* As wide as the table, and most of its cells say something: a title does not. */
static bool is_wide(const struct import *im, const struct table *t, size_t row)
{
	size_t n = t->rows[row].n, filled = 0;

	for (size_t i = 0; i < n; i++)
		filled += *t->texts[row][i] != '\0';
	return n == source_dialect(im->source)->columns && filled * 2 > n;
}

/* The row with most headings that we know; where there is none, the first wide one. */
static void find_headings(const struct import *im, struct table *t)
{
	t->headings = t->known = 0;
	for (size_t i = 0; i < t->n && i < TITLE_ROWS; i++) {
		size_t known = mapping_known(im->o.schema, t->texts[i], t->rows[i].n);

		if (known > t->known) {
			t->known = known;
			t->headings = i;
		}
	}
	for (size_t i = 0; i < t->n && i < TITLE_ROWS && !t->known; i++) {
		if (is_wide(im, t, i)) {
			t->headings = i;
			return;
		}
	}
}

static bool look(struct import *im, struct table *t, struct err *e)
{
	if (!look_ahead(im, t, e))
		return false;
	find_headings(im, t);
	return true;
}

/* --- which sheet ------------------------------------------------------------------------- */

static void add_names(struct buf *out, const struct source_sheet *sheets, size_t n, size_t except)
{
	size_t named = 0;

	for (size_t i = 0; i < n; i++) {
		if (i == except)
			continue;
		if (named++ == NAMES_MOST) {
			buf_puts(out, " …");
			return;
		}
		buf_printf(out, "%s%s", out->n ? "、" : "", sheets[i].name);
	}
}

static bool no_sheets(const struct import *im, struct err *e)
{
	err_set(e, ERR_USAGE, "the file has no sheets to choose from");
	err_at(e, "%s", im->o.path);
	return err_fix(e, "leave --sheet out");
}

/* By its name, or as its place 1 … */
static bool sheet_named(struct import *im, size_t *out, struct err *e)
{
	const struct source_sheet *sheets;
	size_t n = source_sheets(im->source, &sheets);
	struct buf names = { 0 };
	char *end;
	unsigned long place = strtoul(im->o.sheet, &end, 10);

	for (*out = 0; *out < n; ++*out)
		if (!strcmp(sheets[*out].name, im->o.sheet))
			return true;
	if (!*end && place >= 1 && place <= n) {
		*out = place - 1;
		return true;
	}
	if (!n)
		return no_sheets(im, e);
	add_names(&names, sheets, n, SIZE_MAX);
	err_set(e, ERR_ABSENT, "the workbook has no sheet %s", im->o.sheet);
	err_at(e, "%s", im->o.path);
	err_fix(e, "its sheets: %s", buf_text(&names));
	buf_free(&names);
	return false;
}

static bool take_and_look(struct import *im, size_t sheet, struct table *t, struct err *e)
{
	return source_take_sheet(im->source, sheet, e) && look(im, t, e);
}

/* Those that are not shown come last: somebody put them away. */
static bool choose_sheet(
	struct import *im, size_t n, const struct source_sheet *sheets, struct table *t, struct err *e)
{
	struct arena_mark start = arena_mark(&im->arena);
	size_t best = SIZE_MAX, most = 0;

	for (size_t i = 0; i < 2 * n; i++) {
		size_t sheet = i % n;

		if (sheets[sheet].hidden != (i >= n))
			continue;
		arena_reset(&im->arena, start);
		if (!take_and_look(im, sheet, t, e))
			return false;
		if (t->known >= USABLE)
			return true;
		if (t->n && (best == SIZE_MAX || t->known > most)) {
			best = sheet;
			most = t->known;
		}
	}
	arena_reset(&im->arena, start);
	return take_and_look(im, best == SIZE_MAX ? 0 : best, t, e);
}

static bool find_table(struct import *im, struct table *t, struct err *e)
{
	const struct source_sheet *sheets;
	size_t n = source_sheets(im->source, &sheets), sheet;

	if (im->o.sheet)
		return sheet_named(im, &sheet, e) && take_and_look(im, sheet, t, e);
	return n > 1 ? choose_sheet(im, n, sheets, t, e) : look(im, t, e);
}

/* Whether a row would be headings if what was misread before were put right. */
static bool are_spoilt(struct import *im, const struct table *t)
{
	for (size_t i = 0; i < t->n && i < TITLE_ROWS; i++) {
		struct source_row row = t->rows[i];

		row.cells = arena_array(&im->arena, row.n, sizeof(*row.cells));
		memcpy(row.cells, t->rows[i].cells, row.n * sizeof(*row.cells));
		if (mend_row(IMPORT_REPAIR_OFFERED, &row, &im->arena) &&
			mapping_known(im->o.schema, clean_cells(im, &row, &im->arena), row.n) >= USABLE)
			return true;
	}
	return false;
}

bool table_find(struct import *im, struct table *t, struct err *e)
{
	if (!find_table(im, t, e))
		return false;
	im->spoilt = t->known < USABLE && are_spoilt(im, t);
	if (t->n)
		return true;
	err_set(e, ERR_INPUT, "the file has no rows");
	return err_at(e, "%s", im->o.path);
}

/* --- what a person should know of it -------------------------------------------------------- */

static void tell(struct import *im, const char *words)
{
	struct finding f = {
		.kind = FIND_SHEET, .heading = "", .field = "", .number = "", .words = words, .offered = ""
	};

	job_found(&f, im);
}

static void tell_sheets(struct import *im)
{
	const struct source_sheet *sheets;
	size_t n = source_sheets(im->source, &sheets), at = source_sheet(im->source);
	struct buf names = { 0 };

	if (n < 2)
		return;
	add_names(&names, sheets, n, at);
	tell(im,
		arena_format(&im->arena, _("sheet %s is read; these are not: %s"), sheets[at].name,
			buf_text(&names)));
	buf_free(&names);
}

void table_tell(struct import *im)
{
	uint64_t first, hidden = source_hidden(im->source, &first);

	tell_sheets(im);
	if (source_cut(im->source))
		tell(im, _("the file ends in the middle of its table: ask for it once more"));
	if (hidden)
		tell(im,
			arena_format(&im->arena,
				_("%llu rows that the sheet does not show are read, too; the first is row %llu"),
				(unsigned long long)hidden, (unsigned long long)first));
}

const char *job_encoding(const struct import *im)
{
	enum source_form form = source_form(im->source);

	if (form == SOURCE_XLSX || form == SOURCE_XLS)
		return source_form_name(form);
	return encoding_name(source_encoding(im->source));
}
