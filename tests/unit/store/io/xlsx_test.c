#include "store/io/source.h"

#include "store/io/xlsx_number.h"
#include "tests/check.h"
#include "tests/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rows of a file: "1:a|b" for row 1, what a sheet says of a cell behind it as a sign,
 * '/' behind each row; "" with e set. */
static const char *rows_of(const char *path, struct err *e)
{
	static const char signs[] = " !?~>";
	static struct buf out;
	struct source_options o = { 0 };
	struct arena a = { 0 };
	struct source_row row;
	struct source *s;

	buf_cut(&out, 0);
	if (!source_open(path, &o, &s, e))
		return "";
	while (source_next(s, &row, &a, e)) {
		buf_printf(&out, "%llu:", (unsigned long long)row.row);
		for (size_t i = 0; i < row.n; i++) {
			buf_printf(&out, "%s%s", i ? "|" : "", row.cells[i].text);
			if (row.cells[i].trouble)
				buf_putc(&out, signs[row.cells[i].trouble]);
		}
		buf_puts(&out, row.empty ? "empty/" : "/");
	}
	arena_free(&a);
	source_close(s);
	return buf_text(&out);
}

static const char *read_book(const struct workbook *w)
{
	struct err e = { 0 };
	const char *rows = rows_of(workbook_make(w), &e);

	CHECK_TEXT(e.what, "");
	return rows;
}

static const char *read_rows(const char *rows)
{
	struct workbook_sheet sheet = { .name = "S", .rows = rows };

	return read_book(&(struct workbook){ .sheets = &sheet, .sheet_count = 1 });
}

/* --- numbers ------------------------------------------------------------------------ */

static void numbers_come_as_they_were_typed(void)
{
	static const struct {
		const char *value, *code, *want;
		int id;
		enum cell_trouble trouble;
		bool from_1904;
	} cases[] = {
		{ .value = "20180101117697", .want = "20180101117697" },
		{ .value = "2.0180101117697E13", .want = "20180101117697" },
		{ .value = "20180101117697", .want = "20180101117697", .code = "0.00E+00" },
		{ .value = "201801011176971", .want = "201801011176971" },
		{ .value = "2018010111769700", .want = "2018010111769700", .trouble = CELL_ROUNDED },
		{ .value = "2.0180101117697E15", .want = "2018010111769700", .trouble = CELL_ROUNDED },
		{ .value = "2018010111769712", .want = "2018010111769712", .trouble = CELL_LONG },
		{ .value = "1234567890123456789012",
			.want = "1234567890123456789012",
			.trouble = CELL_LONG },
		{ .value = "117", .want = "00117", .code = "00000" },
		{ .value = "0.1", .want = "0.1" },
		{ .value = "0.10000000000000001", .want = "0.1" },
		{ .value = "-3", .want = "-3" },
		{ .value = "1E2", .want = "100" },
		{ .value = "", .want = "" },
		{ .value = "nan", .want = "nan", .trouble = CELL_ERROR },
		{ .value = "0x10", .want = "0x10", .trouble = CELL_ERROR },
		{ .value = "45556", .want = "2024-09-21", .id = 14 },
		{ .value = "45556.361111111109", .want = "2024-09-21 08:40:00", .id = 22 },
		{ .value = "45556.361111111109", .want = "2024-09-21 08:40:00", .code = "yyyy/m/d h:mm" },
		{ .value = "45556", .want = "2024-09-21", .code = "yyyy\"年\"m\"月\"d\"日\"" },
		{ .value = "45556", .want = "2024-09-21", .code = "yyyy年m月d日" },
		{ .value = "45556", .want = "2024-09-21", .code = "[$-804]aaaa;@" },
		{ .value = "45556.5", .want = "2024-09-21 12:00:00", .code = "yyyy-mm-dd" },
		{ .value = "45556", .want = "2024-09-21 00:00:00", .code = "yyyy-mm-dd hh:mm:ss" },
		{ .value = "0.36111111111111110", .want = "08:40:00", .code = "h:mm AM/PM" },
		{ .value = "0.99999999", .want = "1900-01-01 00:00:00", .code = "h:mm:ss" },
		{ .value = "1.5", .want = "36:00:00", .code = "[h]:mm" },
		{ .value = "1", .want = "1900-01-01", .id = 14 },
		{ .value = "61", .want = "1900-03-01", .id = 14 },
		{ .value = "44094", .want = "2024-09-21", .id = 14, .from_1904 = true },
		{ .value = "2958465", .want = "9999-12-31", .id = 14 },
		{ .value = "2958466", .want = "2958466", .id = 14 },
		{ .value = "-1", .want = "-1", .id = 14 },
		{ .value = "1E300", .want = "1e+300", .id = 14 },
		{ .value = "12.5", .want = "12.5", .code = "#,##0.00\\d" },
		{ .value = "12.5", .want = "12.5", .code = "[Red]0.0\"d\"_d;h" },
		{ .value = "12", .want = "12", .code = "General" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf b = { 0 };
		enum cell_trouble t = number_text(
			&b, cases[i].value, number_format(cases[i].id, cases[i].code), cases[i].from_1904);

		check_case(cases[i].value);
		CHECK_TEXT(buf_text(&b), cases[i].want);
		CHECK_INT(t, cases[i].trouble);
		buf_free(&b);
	}
	check_case(NULL);
}

/* --- cells ---------------------------------------------------------------------------- */

static void every_kind_of_cell_is_read(void)
{
	struct workbook_sheet sheet = {
		.name = "S",
		.rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
				"<c r='C1' t='inlineStr'><is><r><t>in</t></r><r><t>line</t></r></is></c></row>"
				"<row r='2'><c r='A2'><v>7</v></c><c r='B2' t='b'><v>1</v></c>"
				"<c r='C2' t='str'><f>A1</f><v>formula</v></c></row>"
				"<row r='3'><c r='A3' t='e'><v>#N/A</v></c><c r='B3'><f>1+1</f></c>"
				"<c r='C3' t='d'><v>2024-09-21T08:40:00</v></c></row>"
				"<row r='4'><c r='A4' s='1'><v>45556</v></c><c r='B4' s='9'><v>1</v></c>"
				"<c r='C4' t='s'><v>2</v></c></row>",
	};
	struct workbook w = {
		.sheets = &sheet,
		.sheet_count = 1,
		.texts = "<si><t>plain</t></si>"
				 "<si><r><t>工单</t></r><rPh><t>gongdan</t></rPh><r><t xml:space='preserve'> 号</t>"
				 "</r><phoneticPr/></si>"
				 "<si><t>a_x000D_&#10;b_x005F_x_y_xZZZZ_</t></si>",
		.styles = "<numFmts><numFmt numFmtId='176' formatCode='yyyy\\-mm\\-dd'/></numFmts>"
				  "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
				  "<cellXfs><xf numFmtId='0'/><xf numFmtId='176'/></cellXfs>"
				  "<dxfs><dxf><numFmt numFmtId='0' formatCode='yyyy'/></dxf></dxfs>",
	};

	CHECK_TEXT(read_book(&w),
		"1:plain|工单 号|inline/2:7|TRUE|formula/3:#N/A!|?|2024-09-21T08:40:00/"
		"4:2024-09-21|1|a\r\nb_x_y_xZZZZ_/");
}

static void cells_stand_where_they_say(void)
{
	CHECK_TEXT(read_rows("<row r='3'><c r='C3'><v>3</v></c><c r='A3'><v>1</v></c></row>"
						 "<row><c><v>1</v></c><c r='C9'><v>3</v></c></row>"
						 "<row r='9'/>"
						 "<row r='12'><c r='B12'/><c r='b12' t='str'><v>  </v></c></row>"
						 "<row r='13'><c r='AA13'/></row>"),
		"3:1||3/4:1||3/12:|  |empty/");
}

static void a_cell_over_several_rows_counts_for_each(void)
{
	struct workbook_sheet sheet = {
		.name = "S",
		.rows = "<row r='1'><c r='A1' t='str'><v>title</v></c></row>"
				"<row r='2'><c r='A2' t='str'><v>no</v></c><c r='B2' t='str'><v>who</v></c></row>"
				"<row r='3'><c r='A3'/><c r='B3' t='str'><v>name</v></c>"
				"<c r='C3' t='str'><v>phone</v></c></row>"
				"<row r='4'><c r='A4'><v>1</v></c><c r='B4' t='str'><v>x</v></c></row>"
				"<row r='5'><c r='B5' t='str'><v>y</v></c></row>"
				"<row r='6'><c r='A6'/><c r='B6'/></row>"
				"<row r='7'><c r='B7' t='str'><v>z</v></c></row>",
		.behind = "<mergeCells><mergeCell ref='A1:C1'/><mergeCell ref='B2:C2'/>"
				  "<mergeCell ref='A4:A6'/><mergeCell ref='A2:A3'/><mergeCell ref='junk'/>"
				  "<mergeCell ref='A0:A9'/></mergeCells>",
	};

	CHECK_TEXT(read_book(&(struct workbook){ .sheets = &sheet, .sheet_count = 1 }),
		"1:title||/2:no|who|/3:no|name|phone/4:1|x|/5:1|y|/7:|z|/");
}

/* --- sheets ------------------------------------------------------------------------------- */

static void sheets_are_named_and_taken_one_by_one(void)
{
	static const struct workbook_sheet sheets[] = {
		{ .name = "put away", .rows = "<row><c><v>1</v></c></row>", .hidden = true },
		{ .name = "说明", .rows = "<row><c><v>2</v></c></row>" },
		{ .name = "工单",
			.rows =
				"<row r='2' hidden='1'><c><v>3</v></c></row><row hidden='1'><c><v>4</v></c></row>"
				"<row hidden='1'/>" },
	};
	struct workbook w = { .sheets = sheets, .sheet_count = 3 };
	const struct source_sheet *names;
	struct source_options o = { 0 };
	struct arena a = { 0 };
	struct err e = { 0 };
	struct source_row row;
	struct source *s;
	uint64_t first;

	if (!CHECK(source_open(workbook_make(&w), &o, &s, &e)))
		return;
	CHECK_INT(source_sheets(s, &names), 3);
	CHECK(names[0].hidden && !names[1].hidden);
	CHECK_TEXT(names[2].name, "工单");
	CHECK_INT(source_sheet(s), 1);
	CHECK(source_next(s, &row, &a, &e));
	CHECK_TEXT(row.cells[0].text, "2");
	CHECK(source_take_sheet(s, 2, &e));
	CHECK_INT(source_hidden(s, &first), 2);
	CHECK_INT(first, 2);
	CHECK(source_next(s, &row, &a, &e) && source_rewind(s, &e) && source_next(s, &row, &a, &e));
	CHECK_TEXT(row.cells[0].text, "3");
	CHECK(source_next(s, &row, &a, &e) && !source_next(s, &row, &a, &e));
	CHECK(!source_next(s, &row, &a, &e));
	CHECK_INT(e.kind, ERR_NONE);
	arena_free(&a);
	source_close(s);
}

/* --- what is refused ------------------------------------------------------------------------ */

static void what_is_no_sound_workbook_is_refused_in_words(void)
{
	static const struct {
		const char *rows, *texts, *word;
	} cases[] = {
		{ "<row r='9999999'><c><v>1</v></c></row>", NULL, "larger than any table" },
		{ "<row><c r='XFD1'><v>1</v></c></row>", NULL, "larger than any table" },
		{ "<row><c r='ZZZZZZZZ1'><v>1</v></c></row>", NULL, "larger than any table" },
		{ "<row><c t='s'><v>5</v></c></row>", "<si><t>x</t></si>", "a text that is not there" },
		{ "<row><c t='s'><v>-1</v></c></row>", NULL, "a text that is not there" },
		{ "<row><c>", NULL, "no XML" },
		{ "<row/>", "<si><t>x</si>", "no XML" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct workbook_sheet sheet = { .name = "S", .rows = cases[i].rows };
		struct workbook w = { .sheets = &sheet, .sheet_count = 1, .texts = cases[i].texts };
		struct err e = { 0 };

		check_case(cases[i].rows);
		rows_of(workbook_make(&w), &e);
		CHECK_INT(e.kind, ERR_INPUT);
		CHECK(strstr(e.what, cases[i].word) != NULL);
		CHECK(strstr(e.where, "book.xlsx") != NULL);
		CHECK(e.fix[0] != '\0');
	}
	check_case(NULL);
}

static void empty_cells_far_out_do_not_matter(void)
{
	CHECK_TEXT(read_rows("<row r='1'><c r='A1'><v>1</v></c><c r='XFD1' s='4'/></row>"
						 "<row r='1048576'><c r='A1048576' s='4'/></row>"),
		"1:1/");
}

/* Every byte of a workbook but its mark turned over, one at a time: read the same, or
 * refused. */
static void a_damaged_workbook_is_refused_or_whole(void)
{
	struct workbook_sheet sheet = {
		.name = "S",
		.rows = "<row><c t='s'><v>0</v></c></row><row><c><v>20180101117697</v></c></row>",
	};
	struct workbook w = { .sheets = &sheet, .sheet_count = 1, .texts = "<si><t>号</t></si>" };
	const char *path = workbook_make(&w);
	char bytes[8192];
	FILE *f = fopen(path, "rb");
	size_t n = fread(bytes, 1, sizeof(bytes), f);
	int whole = 0;

	fclose(f);
	CHECK(n > 500 && n < sizeof(bytes));
	for (size_t i = 4; i < n; i++) {
		struct err e = { 0 };
		const char *rows;

		bytes[i] ^= 0x55;
		f = fopen(path, "wb");
		fwrite(bytes, 1, n, f);
		fclose(f);
		bytes[i] ^= 0x55;
		rows = rows_of(path, &e);
		if (e.kind)
			continue;
		whole++;
		CHECK_TEXT(rows, "1:号/2:20180101117697/");
	}
	CHECK(whole > 0);
}

/* Just the cells of a file below its first `skip` rows, and how many rows these are. */
static int cells_of(const char *path, int skip, struct buf *out)
{
	struct source_options o = { 0 };
	struct arena a = { 0 };
	struct err e = { 0 };
	struct source_row row;
	struct source *s;
	int rows = 0;

	if (!CHECK(source_open(path, &o, &s, &e)))
		return 0;
	while (source_next(s, &row, &a, &e))
		for (size_t i = rows++ < skip ? row.n : 0; i < row.n; i++)
			buf_printf(out, "%s|", row.cells[i].text);
	CHECK_INT(e.kind, ERR_NONE);
	arena_free(&a);
	source_close(s);
	return rows;
}

static void without_backspaces(struct buf *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		if (b->at[i] != '\b')
			b->at[n++] = b->at[i];
	buf_cut(b, n);
}

/* Below its title, in the new and the old kind of workbook; XML cannot hold the one U+0008 of
 * the reference. */
static void the_real_sheet_is_the_table_of_the_reference(void)
{
	static const char *const files[] = { "data/encodings/sheet.xlsx", "data/encodings/sheet.xls" };
	struct buf want = { 0 };

	if (!check_shared("data/encodings/ref.utf8.csv"))
		return;
	CHECK_INT(cells_of(check_shared("data/encodings/ref.utf8.csv"), 0, &want), 74);
	without_backspaces(&want);
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct buf sheet = { 0 };

		check_case(files[i]);
		CHECK_INT(cells_of(check_shared(files[i]), 1, &sheet), 75);
		without_backspaces(&sheet);
		CHECK(!strcmp(buf_text(&sheet), buf_text(&want)));
		buf_free(&sheet);
	}
	check_case(NULL);
	buf_free(&want);
}

static const struct test tests[] = {
	TEST(numbers_come_as_they_were_typed),
	TEST(every_kind_of_cell_is_read),
	TEST(cells_stand_where_they_say),
	TEST(a_cell_over_several_rows_counts_for_each),
	TEST(sheets_are_named_and_taken_one_by_one),
	TEST(what_is_no_sound_workbook_is_refused_in_words),
	TEST(empty_cells_far_out_do_not_matter),
	TEST(a_damaged_workbook_is_refused_or_whole),
	TEST(the_real_sheet_is_the_table_of_the_reference),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
