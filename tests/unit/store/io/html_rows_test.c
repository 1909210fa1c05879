#include "store/io/html_rows.h"

#include "locale/text/encode.h"
#include "store/io/html.h"
#include "tests/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rows of a page's table: cells with '|' between, '/' behind each row; what is refused
 * in *e. */
static const char *rows_of(const char *page, size_t n, enum encoding encoding, struct err *e)
{
	static struct buf out;
	struct arena a = { 0 };
	struct html_rows *t;
	struct source_row row;

	buf_cut(&out, 0);
	if (!html_rows_open((struct bytes){ page, n }, encoding, &t, e))
		return "";
	while (html_rows_next(t, &row, &a, e)) {
		for (size_t i = 0; i < row.n; i++)
			buf_printf(&out, "%s%s", i ? "|" : "", row.cells[i].text);
		buf_puts(&out, row.empty ? "empty/" : "/");
	}
	if (html_rows_cut(t))
		buf_puts(&out, "cut");
	arena_free(&a);
	html_rows_close(t);
	return buf_text(&out);
}

static const char *read_page(const char *page)
{
	struct err e = { 0 };
	const char *rows = rows_of(page, strlen(page), ENCODING_UTF8, &e);

	CHECK_TEXT(e.what, "");
	return rows;
}

static void tables_are_read_however_they_are_written(void)
{
	static const struct {
		const char *name, *page, *want;
	} cases[] = {
		{ "plain", "<table><tr><td>a</td><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
			"a|b/1|2/" },
		{ "end tags left out", "<TABLE><TR><TD>a<TD>b<tr><td>1<td>2</TABLE>", "a|b/1|2/" },
		{ "nothing closed", "<table><tr><td>a<td>b<tr><td>1<td>2", "a|b/1|2/cut" },
		{ "row groups", "<table><thead><tr><td>a<tbody><tr><td>1</tbody></table>", "a/1/" },
		{ "cells without a row", "<table><td>a<td>b</table>", "a|b/" },
		{ "text beside cells", "<table>x<tr>y<td>a</td>z</tr></table>w", "a/" },
		{ "remarks",
			"<!-- <table><tr><td>no --><table><!--[if gte mso 9]><tr><td>no<![endif]--><tr>"
			"<td>a<!--x-->b</table>",
			"ab/" },
		{ "styles and scripts",
			"<style>td<table>{}</style><script>'<td>'</script><table><tr><td>a<script>b</SCRIPT>c"
			"</table>",
			"ac/" },
		{ "attributes", "<table border=1><tr><td style='a:\">\"' title=\"a>b\" nowrap>x</table>",
			"x/" },
		{ "a sign that opens no tag", "<table><tr><td>1 < 2 <3 & 4</table>", "1 < 2 <3 & 4/" },
		{ "a tag that does not end", "<table><tr><td>a</td></tr><tr><td>b</td><td", "a/b/cut" },
		{ "lines", "<table><tr><td>a<br>b<BR/><br style='x'>c<p>d</p><div>e</div></table>",
			"a\nb\n\nc\nd\ne/" },
		{ "layout of the page",
			"<table><tr>\r\n\t<td>\r\n  a\r\n  b\t<br>\r\n c  d \r\n</td></table>", "a b\nc  d/" },
		{ "inner tags", "<table><tr><td><b>a</b> <font x>b</font><span></span></table>", "a b/" },
		{ "codes", "<table><tr><td>&lt;td&gt;&#24066;&nbsp;&middot;</table>", "<td>市\xC2\xA0·/" },
		{ "an empty row", "<table><tr><td>a<tr><td>&nbsp;<tr><td> <tr><td>b</table>",
			"a/\xC2\xA0"
			"empty/ empty/b/" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		check_case(cases[i].name);
		CHECK_TEXT(read_page(cases[i].page), cases[i].want);
	}
	check_case(NULL);
}

static void cells_over_rows_and_columns_keep_the_others_in_place(void)
{
	CHECK_TEXT(read_page("<table><tr><td colspan=3>title"
						 "<tr><td rowspan=2>no<td colspan=2>who"
						 "<tr><td>name<td>phone"
						 "<tr><td rowspan='2'>1<td>a<td>b"
						 "<tr><td>c<td>d"
						 "<tr><td>2<td rowspan=9>e<td>f"
						 "<tr><td>3<td>g"
						 "<tr></tr><tr><td>4</table>"),
		"title||/no|who|/no|name|phone/1|a|b/1|c|d/2|e|f/3|e|g/|e|empty/4|e|/");
}

static void the_largest_table_is_read_without_those_in_its_cells(void)
{
	CHECK_TEXT(read_page("<table><tr><td>menu<td>x</table>"
						 "<table><tr><td>a<td>b<tr><td>1<table><tr><td>in<td>ner</table>more<td>2"
						 "<tr><td>3<td>4</table>"
						 "<table><tr><td>&nbsp;<td>&nbsp;<td>&nbsp;<td> <td> <td> <td> </table>"),
		"a|b/1more|2/3|4/");
	CHECK_TEXT(read_page("<table><tr><td><table><tr><td>a<td>b<tr><td>1<td>2</table></table>"),
		"a|b/1|2/");
}

static void digits_that_excel_shortened_come_from_its_note(void)
{
	CHECK_TEXT(read_page("<table><tr><td x:num=\"20180101117697\">2.01801E+13"
						 "<td x:num='3.14159'>3.14<td x:num>7</table>"),
		"20180101117697|3.14|7/");
}

static void what_cannot_be_read_is_counted_where_it_stands(void)
{
	static const char page[] = "<table><tr><td>\xCA\xD0\xC3\xF1<td>a\xFF"
							   "b<td>\xCA\xD0\xC3</td></table>";
	struct arena a = { 0 };
	struct err e = { 0 };
	struct html_rows *t;
	struct source_row row;

	if (!CHECK(html_rows_open((struct bytes){ page, sizeof(page) - 1 }, ENCODING_GB18030, &t, &e)))
		return;
	CHECK(html_rows_next(t, &row, &a, &e));
	CHECK_TEXT(row.cells[0].text, "市民");
	CHECK_INT(row.cells[0].lost, 0);
	CHECK_TEXT(row.cells[1].text,
		"a\xEF\xBF\xBD"
		"b");
	CHECK_INT(row.cells[1].lost, 1);
	CHECK_INT(row.cells[1].at, 1);
	CHECK_INT(row.cells[1].raw.n, 3);
	CHECK_TEXT(row.cells[2].text, "市\xEF\xBF\xBD");
	arena_free(&a);
	html_rows_close(t);
}

static void a_page_without_a_table_is_refused(void)
{
	static const char *const pages[] = { "<html><frameset><frame src='a'></frameset>", "<html>",
		"<table></table>", "<table><tr><td>&nbsp;</table>", "<td>a" };

	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		struct err e = { 0 };

		check_case(pages[i]);
		rows_of(pages[i], strlen(pages[i]), ENCODING_UTF8, &e);
		CHECK_INT(e.kind, ERR_INPUT);
		CHECK(e.fix[0] != '\0');
	}
	check_case(NULL);
}

static void absurd_tables_are_refused_or_small(void)
{
	struct err e = { 0 };
	struct buf deep = { 0 };

	CHECK_TEXT(
		read_page("<table><tr><td colspan=99999999 rowspan=99999999>a<td>&nbsp;</table>"), "a/");
	rows_of("<table><tr><td colspan=1024>a<td>b</table>", 42, ENCODING_UTF8, &e);
	CHECK_TEXT(e.what, "the page's table is wider than any table of orders");
	for (int i = 0; i < 5000; i++)
		buf_puts(&deep, "<table><tr><td>");
	buf_puts(&deep, "a");
	CHECK(strstr(read_page(buf_text(&deep)), "a/") != NULL);
	buf_free(&deep);
}

/* --- through the source ------------------------------------------------------------------ */

static const char *put(const void *bytes, size_t n)
{
	static char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/table.xls", check_folder());
	f = fopen(path, "wb");
	if (CHECK(f != NULL)) {
		fwrite(bytes, 1, n, f);
		fclose(f);
	}
	return path;
}

static void add_cell(struct buf *out, const char *text)
{
	for (; *text; text++)
		if (*text != '\b')
			buf_putc(out, *text);
	buf_putc(out, '|');
}

/* All cells of a file without the U+0008 that web pages cannot hold, and how many rows it
 * has. */
static int cells_of(const char *path, struct buf *out, enum encoding *encoding)
{
	struct source_options o = { 0 };
	struct arena a = { 0 };
	struct err e = { 0 };
	struct source_row row;
	struct source *s;
	int rows = 0;

	if (!CHECK(source_open(path, &o, &s, &e)))
		return 0;
	for (; source_next(s, &row, &a, &e); rows++)
		for (size_t i = 0; i < row.n; i++)
			add_cell(out, row.cells[i].text);
	CHECK_INT(e.kind, ERR_NONE);
	*encoding = source_encoding(s);
	arena_free(&a);
	source_close(s);
	return rows;
}

static void the_text_says_its_encoding_not_the_page(void)
{
	static const char page[] = "\r\n<meta charset=gb2312><table><tr><td>工单编号<td>镇"
							   "<tr><td>1<td>湖㳇镇反映小区路灯不亮</table>";
	struct encoder enc;
	struct err e = { 0 };
	struct buf gb = { 0 }, got = { 0 };
	enum encoding found;

	CHECK(encoder_open(&enc, ENCODING_GB18030, &e));
	encoder_add(&enc, page, strlen(page), &gb);
	encoder_close(&enc);
	CHECK_INT(cells_of(put(gb.at, gb.n), &got, &found), 2);
	CHECK_TEXT(buf_text(&got), "工单编号|镇|1|湖㳇镇反映小区路灯不亮|");
	CHECK_INT(found, ENCODING_GB18030);
	buf_cut(&got, 0);
	CHECK_INT(cells_of(put(page, strlen(page)), &got, &found), 2);
	CHECK_INT(found, ENCODING_UTF8);
	buf_free(&gb);
	buf_free(&got);
}

static void the_real_page_is_the_table_of_the_reference(void)
{
	struct buf page = { 0 }, want = { 0 };
	enum encoding found;

	if (!check_shared("data/encodings/html-table-named.xls"))
		return;
	CHECK_INT(cells_of(check_shared("data/encodings/html-table-named.xls"), &page, &found), 74);
	CHECK_INT(found, ENCODING_GB18030);
	CHECK_INT(cells_of(check_shared("data/encodings/ref.utf8.csv"), &want, &found), 74);
	CHECK(!strcmp(buf_text(&page), buf_text(&want)));
	buf_free(&page);
	buf_free(&want);
}

static const struct test tests[] = {
	TEST(tables_are_read_however_they_are_written),
	TEST(cells_over_rows_and_columns_keep_the_others_in_place),
	TEST(the_largest_table_is_read_without_those_in_its_cells),
	TEST(digits_that_excel_shortened_come_from_its_note),
	TEST(what_cannot_be_read_is_counted_where_it_stands),
	TEST(a_page_without_a_table_is_refused),
	TEST(absurd_tables_are_refused_or_small),
	TEST(the_text_says_its_encoding_not_the_page),
	TEST(the_real_page_is_the_table_of_the_reference),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
