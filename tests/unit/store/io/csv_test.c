#include "store/io/csv.h"

#include "tests/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows written out: cells with '|' between, rows with LF, trouble as a sign in front. */
static const char *sign(enum csv_trouble t)
{
	static const char *const signs[] = { "", "~", "!", ">" };

	return signs[t];
}

static void write_row(struct buf *out, const struct csv_row *row)
{
	buf_puts(out, sign(row->trouble));
	for (size_t i = 0; i < row->n; i++) {
		if (i)
			buf_putc(out, '|');
		buf_add(out, row->cells[i].at, row->cells[i].n);
	}
	buf_putc(out, '/');
}

/* Reads `text` through windows that grow by `step` bytes. */
static const char *rows_of(const char *text, size_t n, struct csv_dialect d, size_t step)
{
	static struct buf out;
	struct csv c = { 0 };
	struct csv_row row;
	size_t at = 0, to = step < n ? step : n, used;

	buf_cut(&out, 0);
	csv_start(&c, d);
	for (;;) {
		enum csv_answer a =
			csv_next(&c, (struct bytes){ text + at, to - at }, to == n, &row, &used);

		at += used;
		if (a == CSV_END)
			break;
		if (a == CSV_ROW)
			write_row(&out, &row);
		else
			to = n - to < step ? n : to + step;
	}
	csv_free(&c);
	return buf_text(&out);
}

static const char *rows(const char *text, size_t columns)
{
	return rows_of(text, strlen(text), (struct csv_dialect){ ',', false, columns }, 1 << 20);
}

static void every_line_end_ends_a_row(void)
{
	CHECK_TEXT(rows("a,b\nc,d\n", 2), "a|b/c|d/");
	CHECK_TEXT(rows("a,b\r\nc,d", 2), "a|b/c|d/");
	CHECK_TEXT(rows_of("a,b\rc,d\r", 8, (struct csv_dialect){ ',', true, 2 }, 3), "a|b/c|d/");
	CHECK_TEXT(rows("a,b\rb\nc,d\n", 2), "a|b\rb/c|d/");
}

static void quotes_keep_delimiters_line_ends_and_quotes(void)
{
	CHECK_TEXT(rows("\"a,\n\"\"b\"\"\",c\r\n", 2), "a,\n\"b\"|c/");
	CHECK_TEXT(rows("\"\",\"x\" ,\n", 3), "|x|/");
	CHECK_TEXT(rows("a\"b,c\n", 2), "a\"b|c/");
	CHECK_TEXT(rows("\"\"\"\"", 1), "\"/");
}

static void a_quote_that_was_not_doubled_is_text(void)
{
	CHECK_TEXT(rows("\"he said \"no\" twice\",b\n", 2), "~he said \"no\" twice|b/");
}

static void an_unbalanced_quote_loses_only_its_own_row(void)
{
	CHECK_TEXT(rows("n,t,u\n1,\" a,x\n2,\"b\nb\",y\n3,c,z\n", 3), "n|t|u/!1| a,x/2|b\nb|y/3|c|z/");
	CHECK_TEXT(rows("1,\"a,x\n2,\"\nb\",y\n3,c,z\n", 3), "!1|a,x/2|\nb|y/3|c|z/");
	CHECK_TEXT(rows("1,\"a,x\n2,b,y\n3,c,z", 3), "!1|a,x/2|b|y/3|c|z/");
	CHECK_TEXT(rows("1,a,\"x\n2,b,\"\ny\"\n3,c,z\n", 3), "!1|a|x/2|b|\ny/3|c|z/");
}

static void rows_and_lines_are_counted_apart(void)
{
	static const char text[] = "h,i\n\"a\nb\",c\nd,\"e\nf,g\n";
	struct csv c = { 0 };
	struct csv_row row;
	size_t at = 0, used;
	static const struct {
		uint64_t row, line, trouble_line;
	} want[] = { { 1, 1, 0 }, { 2, 2, 0 }, { 3, 4, 4 }, { 4, 5, 0 } };

	csv_start(&c, (struct csv_dialect){ ',', false, 2 });
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		CHECK(csv_next(&c, (struct bytes){ text + at, sizeof(text) - 1 - at }, true, &row, &used) ==
			CSV_ROW);
		at += used;
		CHECK_INT(row.row, want[i].row);
		CHECK_INT(row.line, want[i].line);
		CHECK_INT(row.trouble_line, want[i].trouble_line);
	}
	csv_free(&c);
}

static void windows_of_any_size_give_the_same_rows(void)
{
	static const char text[] =
		"n,t,u\r\n1,\"a \"\"q\"\"\r\nb\",x\r\n2,\" c,y\r\n3,\"d\n\nd\",z\r\n,,\r\n"
		"4,\"e\" ,\"\"\r\n5,f";
	struct csv_dialect d = { ',', false, 3 };
	char whole[512];

	snprintf(whole, sizeof(whole), "%s", rows_of(text, sizeof(text) - 1, d, 1 << 20));
	CHECK_TEXT(whole, "n|t|u/1|a \"q\"\r\nb|x/!2| c,y/3|d\n\nd|z/||/4|e|/5|f/");
	for (size_t step = 1; step < sizeof(text); step++)
		CHECK_TEXT(rows_of(text, sizeof(text) - 1, d, step), whole);
}

static void a_line_without_end_is_cut_and_the_next_is_read(void)
{
	size_t n = 3 * CSV_ROW_MAX;
	char *text = malloc(n);
	struct csv c = { 0 };
	struct csv_row row;
	size_t used, at;

	if (!text)
		return;
	memset(text, 'x', n);
	memcpy(text + n - 5, "\na,b\n", 5);
	csv_start(&c, (struct csv_dialect){ ',', false, 2 });
	CHECK(csv_next(&c, (struct bytes){ text, n }, true, &row, &at) == CSV_ROW);
	CHECK(row.trouble == CSV_TOO_LONG);
	CHECK(csv_next(&c, (struct bytes){ text + at, n - at }, true, &row, &used) == CSV_ROW);
	CHECK_INT(row.n, 2);
	CHECK_INT(row.line, 2);
	csv_free(&c);
	free(text);
}

static void quotes_that_never_close_do_not_take_forever(void)
{
	size_t n = 4 << 20;
	char *text = malloc(n);

	if (!text)
		return;
	for (size_t i = 0; i < n; i += 8)
		memcpy(text + i, "ab,\"cde\n", 8);
	CHECK(strlen(rows_of(text, n, (struct csv_dialect){ ',', false, 3 }, 1 << 16)) > n / 2);
	free(text);
}

static void the_table_is_guessed_over_quoted_cells(void)
{
	static const struct {
		const char *name, *text;
		struct csv_dialect want;
	} cases[] = {
		{ "comma", "a,b,c\n1,\"x;y;z\n\n\",3\n4,5;5;5,6\n", { ',', false, 3 } },
		{ "semicolon", "a;b;c\r\n1;\"x,y\",2;3\r\n1;2;3\r\n", { ';', false, 3 } },
		{ "tab", "a\tb\n1\t2,2,2\n3\t4,4\n", { '\t', false, 2 } },
		{ "cr", "a,b\r1,\"x\ny\"\r3,4\r", { ',', true, 2 } },
		{ "cr in a cell", "a,b\n1\r1,2\n3,4\n", { ',', false, 2 } },
		{ "one column", "a\nb\nc\n", { ',', false, 0 } },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct csv_dialect d =
			csv_guess((struct bytes){ cases[i].text, strlen(cases[i].text) }, true, 0);

		check_case(cases[i].name);
		CHECK_INT(d.delimiter, cases[i].want.delimiter);
		CHECK_INT(d.cr_ends, cases[i].want.cr_ends);
		CHECK_INT(d.columns, cases[i].want.columns);
	}
	check_case(NULL);
}

static const struct test tests[] = {
	TEST(every_line_end_ends_a_row),
	TEST(quotes_keep_delimiters_line_ends_and_quotes),
	TEST(a_quote_that_was_not_doubled_is_text),
	TEST(an_unbalanced_quote_loses_only_its_own_row),
	TEST(rows_and_lines_are_counted_apart),
	TEST(windows_of_any_size_give_the_same_rows),
	TEST(a_line_without_end_is_cut_and_the_next_is_read),
	TEST(quotes_that_never_close_do_not_take_forever),
	TEST(the_table_is_guessed_over_quoted_cells),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
