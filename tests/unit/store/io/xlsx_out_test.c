#include "store/io/xlsx_out.h"

#include "store/io/source.h"
#include "store/io/zip.h"
#include "tests/check.h"

#include <stdlib.h>
#include <string.h>

static const char *path_of(const char *name)
{
	static char path[512];

	snprintf(path, sizeof(path), "%s/%s", check_folder(), name);
	return path;
}

/* Writes the cells, `columns` a row. */
static const char *write_cells(const char *const *cells, size_t n, size_t columns)
{
	const char *path = path_of("out.xlsx");
	int cols[8] = { 16, 60, 10, 10, 10, 10, 10, 10 };
	FILE *f = fopen(path, "wb");
	struct xlsx_out *x;
	struct err e = { 0 };

	if (!CHECK(f && xlsx_out_begin(f, "工单/表", cols, columns, &x, &e)))
		return path;
	for (size_t i = 0; i < n; i++)
		CHECK(xlsx_out_cell(x, cells[i], &e));
	CHECK(xlsx_out_end(x, &e));
	CHECK_INT(fclose(f), 0);
	return path;
}

static void what_goes_out_comes_in_as_it_was(void)
{
	static const char *const cells[] = { "工单编号", "诉求内容", "空", "20180101117697",
		"第一行\n第二行\t  a<b>&\"c\"'", "", "00117", " 前后有空格 ", "", "2018010111769712345678",
		"_x000D_ \r \b _x1", "", "=1+1", "#N/A \xF0\xA0\xAE\xB7", "2026-09-21 08:40:00" };
	struct source_options o = { 0 };
	struct arena a = { 0 };
	struct err e = { 0 };
	struct source_row row;
	const struct source_sheet *sheets;
	struct source *s;
	size_t n = 0;

	if (!CHECK(source_open(write_cells(cells, COUNT_OF(cells), 3), &o, &s, &e)))
		return;
	CHECK_INT(source_sheets(s, &sheets), 1);
	CHECK_TEXT(sheets[0].name, "工单表");
	while (source_next(s, &row, &a, &e)) {
		for (size_t i = 0; i < row.n; i++, n++) {
			CHECK_TEXT(row.cells[i].text, cells[n]);
			CHECK_INT(row.cells[i].trouble, CELL_SOUND);
		}
	}
	CHECK_INT(n, COUNT_OF(cells));
	CHECK_INT(e.kind, ERR_NONE);
	arena_free(&a);
	source_close(s);
}

static bool part_has(const char *path, const char *part, const char *text)
{
	FILE *f = fopen(path, "rb");
	struct buf b = { 0 };
	struct err e = { 0 };
	struct zip *z = NULL;
	bool has = f && zip_open(f, &z, &e) && zip_take(z, part, 1 << 20, &b, &e) &&
		strstr(buf_text(&b), text);

	zip_close(z);
	if (f)
		fclose(f);
	buf_free(&b);
	return has;
}

static void the_head_row_stays_and_numbers_are_text(void)
{
	static const char *const cells[] = { "编号", "内容", "20180101117697", "路灯" };
	const char *path = write_cells(cells, COUNT_OF(cells), 2);
	const char *sheet = "xl/worksheets/sheet1.xml";

	CHECK(part_has(path, sheet, "ySplit=\"1\""));
	CHECK(part_has(path, sheet, "state=\"frozen\""));
	CHECK(part_has(path, sheet, "width=\"18\""));
	CHECK(part_has(path, sheet, "<autoFilter ref=\"A1:B2\"/>"));
	CHECK(part_has(path, sheet, "<c r=\"A2\" s=\"1\" t=\"inlineStr\">"));
	CHECK(!part_has(path, sheet, "<v>"));
	CHECK(part_has(path, "xl/styles.xml", "numFmtId=\"49\""));
}

static void a_cell_too_long_for_a_sheet_is_cut_and_counted(void)
{
	const char *path = path_of("long.xlsx");
	FILE *f = fopen(path, "wb");
	struct buf text = { 0 };
	struct xlsx_out *x;
	struct err e = { 0 };
	int cols = 10;

	for (int i = 0; i < XLSX_CELL + 1; i++)
		buf_puts(&text, "汉");
	if (!CHECK(f && xlsx_out_begin(f, "S", &cols, 1, &x, &e)))
		return;
	CHECK(xlsx_out_cell(x, buf_text(&text), &e));
	CHECK_INT(xlsx_out_cut(x), 1);
	buf_cut(&text, XLSX_CELL * 3);
	CHECK(xlsx_out_cell(x, buf_text(&text), &e));
	CHECK_INT(xlsx_out_cut(x), 1);
	CHECK(xlsx_out_end(x, &e));
	fclose(f);
	buf_free(&text);
}

static void more_rows_than_a_sheet_has_are_refused(void)
{
	FILE *f = tmpfile();
	struct xlsx_out *x;
	struct err e = { 0 };
	int cols = 10;
	long rows = 0;

	if (!CHECK(f && xlsx_out_begin(f, "S", &cols, 1, &x, &e)))
		return;
	while (rows < XLSX_ROWS + 5L && xlsx_out_cell(x, "", &e))
		rows++;
	CHECK_INT(rows, XLSX_ROWS);
	CHECK_INT(e.kind, ERR_INPUT);
	CHECK(e.fix[0] != '\0');
	e = (struct err){ 0 };
	CHECK(xlsx_out_end(x, &e));
	fclose(f);
}

static void a_full_disk_is_told(void)
{
	FILE *f = fopen("/dev/full", "wb");
	struct xlsx_out *x;
	struct err e = { 0 };
	int cols = 10;
	bool good;

	if (!f) {
		check_skip("there is no /dev/full");
		return;
	}
	good = xlsx_out_begin(f, "S", &cols, 1, &x, &e);
	for (int i = 0; good && i < 20000; i++)
		good = xlsx_out_cell(x, "20180101117697", &e);
	if (x)
		good = xlsx_out_end(x, &e) && good;
	good = !fclose(f) && good;
	CHECK(!good);
}

static const struct test tests[] = {
	TEST(what_goes_out_comes_in_as_it_was),
	TEST(the_head_row_stays_and_numbers_are_text),
	TEST(a_cell_too_long_for_a_sheet_is_cut_and_counted),
	TEST(more_rows_than_a_sheet_has_are_refused),
	TEST(a_full_disk_is_told),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
