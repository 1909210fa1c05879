#include "store/io/xls.h"

#include "store/io/biff.h"
#include "store/io/ole.h"
#include "tests/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Three sheets as LibreOffice writes them: a hidden one, one of remarks, one of orders with
 * numbers, a date, formulas, an error, a merged cell and a hidden row. */
#define SAMPLE "tests/fuzz/corpus/xls/sheets"

/* The rows of a sheet: "1:a|b" for row 1, what the sheet says of a cell behind it as a sign,
 * '/' behind each row. */
static const char *rows_of(struct bytes file, size_t sheet, struct err *e)
{
	static const char signs[] = " !?~>";
	static struct buf out;
	struct arena a = { 0 };
	struct source_row row;
	struct xls *x;
	size_t columns;

	buf_cut(&out, 0);
	if (!xls_open(file, &x, e))
		return "";
	if (xls_begin(x, sheet, &columns, e)) {
		while (xls_next(x, &row, &a, e)) {
			buf_printf(&out, "%llu:", (unsigned long long)row.row);
			for (size_t i = 0; i < row.n; i++) {
				buf_printf(&out, "%s%s", i ? "|" : "", row.cells[i].text);
				if (row.cells[i].trouble)
					buf_putc(&out, signs[row.cells[i].trouble]);
			}
			buf_puts(&out, row.empty ? "empty/" : "/");
		}
	}
	arena_free(&a);
	xls_close(x);
	return buf_text(&out);
}

static void a_sheet_is_read_as_it_was_typed(void)
{
	struct buf file = { 0 };
	struct err e = { 0 };

	if (!CHECK(buf_read_file(&file, SAMPLE, 1 << 20)))
		return;
	CHECK_TEXT(rows_of((struct bytes){ file.at, file.n }, 2, &e),
		"1:工单编号|诉求内容|受理时间|退单次数/"
		"2:20260101000017|路灯不亮\n请核实|2026-09-21 08:40:00|2/"
		"4:20260101000018|井盖缺失||3/"
		"5:201801011176971232~|#DIV/0!!|1|0.5/"
		"6:20260101000019|\xF0\xA0\xAE\xB7祥里很吵||/"
		"7:20260101000019|又来电|-7|123456789/");
	CHECK_INT(e.kind, ERR_NONE);
	buf_free(&file);
}

static void sheets_and_hidden_rows_are_known(void)
{
	struct buf file = { 0 };
	struct err e = { 0 };
	const struct source_sheet *sheets;
	struct xls *x;
	uint64_t first;
	size_t columns;

	if (!CHECK(buf_read_file(&file, SAMPLE, 1 << 20)) ||
		!CHECK(xls_open((struct bytes){ file.at, file.n }, &x, &e)))
		return;
	CHECK_INT(xls_sheets(x, &sheets), 3);
	CHECK(sheets[0].hidden && !sheets[1].hidden && !sheets[2].hidden);
	CHECK_TEXT(sheets[2].name, "工单");
	CHECK(xls_begin(x, 2, &columns, &e));
	CHECK_INT(columns, 4);
	CHECK_INT(xls_hidden(x, &first), 1);
	CHECK_INT(first, 7);
	CHECK(xls_begin(x, 1, &columns, &e));
	CHECK_INT(columns, 1);
	CHECK_INT(xls_hidden(x, &first), 0);
	xls_close(x);
	buf_free(&file);
}

/* Bytes turned over and files cut off: read or refused in words, and no sanitizer minds. */
static void a_damaged_file_is_read_or_refused(void)
{
	struct buf file = { 0 };
	int refused = 0;

	if (!CHECK(buf_read_file(&file, SAMPLE, 1 << 20)))
		return;
	for (size_t i = 0; i < file.n; i += 3) {
		struct err e = { 0 };

		file.at[i] ^= 0x41;
		rows_of((struct bytes){ file.at, file.n }, 2, &e);
		file.at[i] ^= 0x41;
		CHECK(e.kind == ERR_NONE || e.what[0]);
		refused += e.kind != ERR_NONE;
	}
	for (size_t n = 0; n < file.n; n += 7) {
		struct err e = { 0 };
		char *cut = memcpy(malloc(n + 1), file.at, n);

		rows_of((struct bytes){ cut, n }, 2, &e);
		free(cut);
		refused += e.kind != ERR_NONE;
	}
	CHECK(refused > 100);
	buf_free(&file);
}

/* A record of the kind with the bytes. */
static void record(struct buf *b, unsigned kind, const char *bytes, size_t n)
{
	buf_putc(b, (char)kind);
	buf_putc(b, (char)(kind >> 8));
	buf_putc(b, (char)n);
	buf_putc(b, (char)(n >> 8));
	buf_add(b, bytes, n);
}

static struct biff open_records(const struct buf *b)
{
	struct biff r = { .at = (const unsigned char *)b->at, .n = b->n };

	CHECK(biff_open(&r, 0));
	return r;
}

static void texts_go_on_in_the_next_records(void)
{
	struct buf b = { 0 }, text = { 0 };
	struct biff r;

	/* 6 characters: two narrow, then three wide, one of them in a record of its own, and
	 * one narrow; then looks of 4 and 3 bytes, cut apart as well. */
	record(&b, 0xFC, "\x0C\x01\0\x03\0\0\0ab", 9);
	record(&b, BIFF_CONTINUE, "\x01\x4E\x6C\x11\x6C", 5);
	record(&b, BIFF_CONTINUE, "", 0);
	record(&b, BIFF_CONTINUE, "\x01\x35\x75", 3);
	record(&b, BIFF_CONTINUE, "\0c\x01\x02\x03", 5);
	record(&b, BIFF_CONTINUE, "\x04\x05\x06\x07Z", 5);
	r = open_records(&b);
	CHECK(biff_text(&r, 6, &text));
	CHECK_TEXT(buf_text(&text), "ab汎民电c");
	CHECK_INT(r.at[r.next], 'Z');
	buf_free(&b);
	buf_free(&text);
}

static void a_text_that_is_cut_is_told(void)
{
	struct buf b = { 0 }, text = { 0 };
	struct biff r;

	record(&b, 0xFC, "\0abc", 4);
	record(&b, 0x0A, "", 0);
	r = open_records(&b);
	CHECK(!biff_text(&r, 4, &text));
	r = open_records(&b);
	buf_cut(&text, 0);
	CHECK(biff_text(&r, 3, &text));
	CHECK_TEXT(buf_text(&text), "abc");
	CHECK(!biff_open(&r, b.n) && !biff_open(&r, b.n - 3) && !biff_open(&r, SIZE_MAX));
	buf_free(&b);
	buf_free(&text);
}

static void halves_of_pairs_are_put_together(void)
{
	struct buf b = { 0 }, text = { 0 };
	struct biff r;

	record(&b, 0xFC, "\x01\x42\xD8\xB7\xDF\x00\xDC\x41\x00\x42\xD8", 11);
	r = open_records(&b);
	CHECK(biff_text(&r, 5, &text));
	CHECK_TEXT(buf_text(&text),
		"\xF0\xA0\xAE\xB7\xEF\xBF\xBD"
		"A\xEF\xBF\xBD");
	buf_free(&b);
	buf_free(&text);
}

static void other_old_office_files_are_named(void)
{
	struct buf file = { 0 }, stream = { 0 };
	struct err e = { 0 };

	if (!CHECK(buf_read_file(&file, SAMPLE, 1 << 20)))
		return;
	CHECK(!ole_stream((struct bytes){ file.at, file.n }, "WordDocument", &stream, &e));
	CHECK_INT(e.kind, ERR_ABSENT);
	for (char *at = file.at; (at = memmem(at, file.n - (size_t)(at - file.at), "W\0o\0r\0k", 7));)
		*at = 'w';
	e = (struct err){ 0 };
	rows_of((struct bytes){ file.at, file.n }, 0, &e);
	CHECK_TEXT(e.what, "there is no workbook in it: an old Word document?");
	buf_free(&file);
	buf_free(&stream);
}

static const struct test tests[] = {
	TEST(a_sheet_is_read_as_it_was_typed),
	TEST(sheets_and_hidden_rows_are_known),
	TEST(a_damaged_file_is_read_or_refused),
	TEST(texts_go_on_in_the_next_records),
	TEST(a_text_that_is_cut_is_told),
	TEST(halves_of_pairs_are_put_together),
	TEST(other_old_office_files_are_named),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
