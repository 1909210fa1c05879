/* Workbooks as they come from spreadsheets, through the whole of an import. */
#include "store/io/import.h"

#include "store/rec/record.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"
#include "tests/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct buf findings; /* "kind row/column", '!' where it rejects, one a line */
static struct buf words;    /* of the findings about the whole file */

static void found(const struct finding *f, void *arg)
{
	(void)arg;
	buf_printf(&findings, "%s %llu/%zu%s\n", finding_name(f->kind), (unsigned long long)f->row,
		f->column, f->rejects ? "!" : "");
	if (!f->row)
		buf_printf(&words, "%s\n", f->words);
	CHECK(*f->words);
}

/* Imports the file into a store of its own and gives all its order numbers. */
static struct import_counts import_book(const char *path, const char *sheet, struct err *e)
{
	struct import_options o = {
		.schema = &order_schema,
		.path = path,
		.sheet = sheet,
		.who = &fresh_who,
		.now = fresh_now,
		.found = found,
	};
	struct import_counts n = { 0 };
	struct kv *kv = fresh_store();
	struct import *im;

	buf_cut(&findings, 0);
	buf_cut(&words, 0);
	if (import_open(kv, &o, &im, e)) {
		while (import_step(im, e) == IMPORT_MORE)
			continue;
		n = *import_counts(im);
		import_close(im);
	}
	fresh_close(kv);
	return n;
}

#define T(text) "<c t='str'><v>" text "</v></c>"
#define HEADINGS "<row>" T("工单编号") T("诉求内容") T("受理时间") "</row>"

static struct import_counts import_rows(const char *rows, const char *styles)
{
	struct workbook_sheet sheet = { .name = "工单", .rows = rows };
	struct workbook w = { .sheets = &sheet, .sheet_count = 1, .styles = styles };
	struct err e = { 0 };
	struct import_counts n = import_book(workbook_make(&w), NULL, &e);

	CHECK_TEXT(e.what, "");
	return n;
}

static void titles_above_the_headings_are_passed_over(void)
{
	struct import_counts n = import_rows(
		"<row>" T("12345热线疑难工单导出") "</row><row/><row>" T(
			"导出时间 2026-09-21") "</row>" HEADINGS
								   "<row><c><v>20260101000001</v></c>" T(
									   "路灯不亮") "<c s='1'><v>46286.5</v></c></row>"
												   "<row><c><v>20260101000002</v></c>" T(
													   "井盖缺失") "</row>",
		"<cellXfs><xf/><xf numFmtId='22'/></cellXfs>");

	CHECK_INT(n.added, 2);
	CHECK_TEXT(buf_text(&findings), "");
}

static void spoilt_numbers_are_refused_other_spoilt_cells_told(void)
{
	struct import_counts n = import_rows(HEADINGS
		"<row><c><v>2.0260101000001E17</v></c>" T(
			"路灯不亮") "</row>"
						"<row><c t='e'><v>#N/A</v></c>" T(
							"路灯不亮") "</row>"
										"<row>" T("2.01801E+13") T(
											"路灯不亮") "</row>"
														"<row><c><v>202601010000012345</v></c>" T(
															"路灯不亮") "</row>"
																		"<row>" T(
																			"G5") "<c t='e'><v>#REF!</v></c></row>"
																				  "<row>" T("G6") T(
																					  "路灯不亮") "<c><f>NOW()</f></c></row>",
		NULL);

	CHECK_INT(n.added, 3);
	CHECK_INT(n.rejected, 3);
	CHECK_TEXT(buf_text(&findings),
		"number 2/1!\nnumber 3/1!\nnumber 4/1!\nsheet 5/1\nsheet 6/2\nsheet 7/3\n");
}

static void the_first_shown_sheet_with_known_headings_is_read(void)
{
	static const struct workbook_sheet sheets[] = {
		{ .name = "旧", .rows = HEADINGS "<row>" T("GD-0010") T("旧单") "</row>", .hidden = true },
		{ .name = "说明", .rows = "<row>" T("本表由热线导出") T("每周一次") "</row>" },
		{ .name = "空", .rows = "" },
		{ .name = "工单", .rows = HEADINGS "<row hidden='1'>" T("GD-0011") T("路灯不亮") "</row>" },
		{ .name = "其他",
			.rows = HEADINGS "<row>" T("GD-0012") T("井盖") "</row><row>" T("GD-0013")
				T("树") "</row>" },
	};
	struct workbook w = { .sheets = sheets, .sheet_count = COUNT_OF(sheets) };
	const char *path = workbook_make(&w);
	struct err e = { 0 };

	CHECK_INT(import_book(path, NULL, &e).added, 1);
	CHECK_TEXT(buf_text(&words),
		"sheet 工单 is read; these are not: 旧、说明、空、其他\n"
		"1 rows that the sheet does not show are read, too; the first is row 2\n");
	CHECK_INT(import_book(path, "其他", &e).added, 2);
	CHECK_INT(import_book(path, "1", &e).added, 1);
	CHECK_INT(e.kind, ERR_NONE);
	import_book(path, "汇总", &e);
	CHECK_TEXT(e.what, "the workbook has no sheet 汇总");
	CHECK_TEXT(e.fix, "its sheets: 旧、说明、空、工单、其他");
	e = (struct err){ 0 };
	import_book(path, "3", &e);
	CHECK_TEXT(e.what, "the file has no rows");
}

static void sixty_five_thousand_empty_rows_take_no_time(void)
{
	struct buf rows = { 0 };
	int64_t start = clock_monotonic_ms();
	struct import_counts n;

	buf_puts(&rows, HEADINGS "<row>" T("GD-0011") T("路灯不亮") "</row>");
	for (int i = 3; i < 65000; i++)
		buf_printf(&rows, "<row r='%d'><c r='A%d' s='1'/><c r='B%d' s='1'/></row>", i, i, i);
	buf_puts(&rows, "<row>" T("GD-0012") T("在最下面") "</row>");
	n = import_rows(buf_text(&rows), NULL);
	CHECK_INT(n.added, 2);
	CHECK(clock_monotonic_ms() - start < 5000);
	buf_free(&rows);
}

static const struct test tests[] = {
	TEST(titles_above_the_headings_are_passed_over),
	TEST(spoilt_numbers_are_refused_other_spoilt_cells_told),
	TEST(the_first_shown_sheet_with_known_headings_is_read),
	TEST(sixty_five_thousand_empty_rows_take_no_time),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
