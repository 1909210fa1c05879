#include "store/io/source.h"

#include "tests/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *put_bytes(const char *name, const void *bytes, size_t n)
{
	static char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", check_folder(), name);
	f = fopen(path, "wb");
	if (f) {
		fwrite(bytes, 1, n, f);
		fclose(f);
	}
	return path;
}

static const char *put(const char *name, const char *text)
{
	return put_bytes(name, text, strlen(text));
}

/* All rows of a file written out: cells with '|' between, rows with '/' behind; *lost:
 * places that could not be read. */
static const char *read_path(const char *path, const char *encoding, int64_t *lost, struct err *e)
{
	static struct buf out;
	struct source_options o = { .encoding = encoding };
	struct arena a = { 0 };
	struct source_row row;
	struct source *s;

	buf_cut(&out, 0);
	*lost = 0;
	if (!source_open(path, &o, &s, e))
		return "";
	while (source_next(s, &row, &a, e)) {
		for (size_t i = 0; i < row.n; i++) {
			buf_printf(&out, "%s%s", i ? "|" : "", row.cells[i].text);
			*lost += row.cells[i].lost;
		}
		buf_putc(&out, '/');
	}
	arena_free(&a);
	source_close(s);
	return buf_text(&out);
}

static void a_table_reads_the_same_in_every_encoding(void)
{
	static const struct {
		const char *name, *bytes;
		size_t n;
	} files[] = {
		{ "utf-8", "编号,内容\n1,\"市民来\n电\"\n", 32 },
		{ "utf-8 bom", "\xEF\xBB\xBF编号,内容\n1,\"市民来\n电\"\n", 35 },
		{ "gb18030",
			"\xB1\xE0\xBA\xC5,\xC4\xDA\xC8\xDD\n1,\"\xCA\xD0\xC3\xF1\xC0\xB4\n\xB5\xE7\"\n", 24 },
		{ "utf-16le bom",
			"\xFF\xFE\x16\x7F\xF7\x53,\0\x85\x51\xB9\x5B\n\0001\0,\0\"\0\x02\x5E\x11\x6C\x65\x67\n\0"
			"\x35\x75\"\0\n\0",
			34 },
	};

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct err e = { 0 };
		int64_t lost;

		check_case(files[i].name);
		CHECK_TEXT(read_path(put_bytes("t.csv", files[i].bytes, files[i].n), NULL, &lost, &e),
			"编号|内容/1|市民来\n电/");
		CHECK_INT(lost, 0);
		CHECK_INT(e.kind, ERR_NONE);
	}
	check_case(NULL);
}

static void a_cell_cut_inside_a_character_does_not_swallow_its_quote(void)
{
	struct err e = { 0 };
	int64_t lost;

	CHECK_TEXT(read_path(put("cut.csv",
							 "\xB1\xE0\xBA\xC5,\xC4\xDA\xC8\xDD\n"
							 "1,\"\xCA\xD0\xC3\xF1\xC0\xB4\xB5\"\n2,\xCA\xD0\xC3\xF1\n"),
				   "gb18030", &lost, &e),
		"编号|内容/1|市民来\xEF\xBF\xBD/2|市民/");
	CHECK_INT(lost, 1);
}

static void a_cell_in_another_encoding_than_its_row_is_read_in_it_and_told(void)
{
	static const char text[] = "\xB1\xE0\xBA\xC5,\xC4\xDA\xC8\xDD,\xB5\xA5\xCE\xBB\n"
							   "1,住房,\xD7\xA1\xBD\xA8\xBE\xD6\n"
							   "2,\xC1\xAA\xCD\xA8,\xD7\xA1\xBD\xA8\xBE\xD6\n";
	struct source_options o = { .encoding = "gb18030" };
	struct arena a = { 0 };
	struct err e = { 0 };
	struct source_row row;
	struct source *s;

	if (!CHECK(source_open(put("cells.csv", text), &o, &s, &e)))
		return;
	source_next(s, &row, &a, &e);
	source_next(s, &row, &a, &e);
	CHECK_TEXT(row.cells[1].text, "住房");
	CHECK(row.cells[1].apart && row.cells[1].encoding == ENCODING_UTF8);
	CHECK_TEXT(row.cells[2].text, "住建局");
	CHECK(!row.cells[2].apart);
	source_next(s, &row, &a, &e);
	CHECK_TEXT(row.cells[1].text, "联通"); /* sound UTF-8 by chance */
	CHECK(!row.cells[1].apart);
	arena_free(&a);
	source_close(s);
}

static void a_row_in_another_encoding_is_read_in_it_and_told(void)
{
	static const char text[] =
		"编号,内容\n1,市民来电反映小区门口路灯不亮\n"
		"2,\xCA\xD0\xC3\xF1\xC0\xB4\xB5\xE7\xB7\xB4\xD3\xB3\xC2\xB7\xB5\xC6\xB2\xBB\xC1\xC1\n";
	struct arena a = { 0 };
	struct err e = { 0 };
	struct source_row row;
	struct source *s;
	struct source_options o = { .encoding = "utf-8" };

	if (!CHECK(source_open(put("two.csv", text), &o, &s, &e)))
		return;
	source_next(s, &row, &a, &e);
	source_next(s, &row, &a, &e);
	CHECK_INT(row.encoding, ENCODING_UTF8);
	source_next(s, &row, &a, &e);
	CHECK_INT(row.encoding, ENCODING_GB18030);
	CHECK_TEXT(row.cells[1].text, "市民来电反映路灯不亮");
	CHECK_INT(row.cells[1].lost, 0);
	arena_free(&a);
	source_close(s);
}

static void nul_bytes_are_left_out_and_counted(void)
{
	struct source_options o = { .encoding = NULL };
	struct arena a = { 0 };
	struct err e = { 0 };
	struct source_row row;
	struct source *s;

	if (!CHECK(source_open(put_bytes("nul.csv", "a,b\n1,x\0y\n", 10), &o, &s, &e)))
		return;
	source_next(s, &row, &a, &e);
	source_next(s, &row, &a, &e);
	CHECK_TEXT(row.cells[1].text, "xy");
	CHECK_INT(row.cells[1].nuls, 1);
	CHECK_INT(row.cells[1].raw.n, 3);
	arena_free(&a);
	source_close(s);
}

static void a_file_of_another_kind_is_named(void)
{
	static const struct {
		const char *name, *start, *word;
	} files[] = {
		{ "xlsx", "PK\003\004abc", "damaged" },
		{ "xls", "\xD0\xCF\x11\xE0\xA1\xB1", "xls" },
		{ "html", "\xEF\xBB\xBF \r\n<HTML><table>", "web page" },
		{ "pdf", "%PDF-1.7", "PDF" },
		{ "gzip", "\x1F\x8B\x08", "gzip" },
		{ "rtf", "{\\rtf1", "RTF" },
	};

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct err e = { 0 };
		int64_t lost;

		check_case(files[i].name);
		read_path(put("other.csv", files[i].start), NULL, &lost, &e);
		CHECK_INT(e.kind, ERR_INPUT);
		CHECK(strstr(e.what, files[i].word) != NULL);
		CHECK(e.fix[0] != '\0');
		CHECK(strstr(e.where, "other.csv") != NULL);
	}
	check_case(NULL);
}

static void what_is_no_file_is_refused_in_words(void)
{
	struct err e = { 0 };
	int64_t lost;
	char path[512];

	read_path(check_folder(), NULL, &lost, &e);
	CHECK_TEXT(e.what, "this is a folder, not a file");
	e = (struct err){ 0 };
	read_path(put("empty.csv", ""), NULL, &lost, &e);
	CHECK_TEXT(e.what, "the file is empty");
	e = (struct err){ 0 };
	read_path(put("mark.csv", "\xEF\xBB\xBF"), NULL, &lost, &e);
	CHECK_TEXT(e.what, "the file is empty");
	e = (struct err){ 0 };
	read_path("/dev/zero", NULL, &lost, &e);
	CHECK_TEXT(e.what, "this is no ordinary file");
	snprintf(path, sizeof(path), "%s/fifo", check_folder());
	if (mkfifo(path, 0600) == 0) {
		e = (struct err){ 0 };
		read_path(path, NULL, &lost, &e);
		CHECK_TEXT(e.what, "this is no ordinary file");
	}
	e = (struct err){ 0 };
	read_path("/nowhere/at/all.csv", NULL, &lost, &e);
	CHECK(e.kind != ERR_NONE && e.where[0]);
}

static void the_line_sep_of_excel_names_the_delimiter(void)
{
	struct err e = { 0 };
	int64_t lost;

	CHECK_TEXT(
		read_path(put("sep.csv", "sep=;\r\na;b,c\r\n1;2,3\r\n"), NULL, &lost, &e), "a|b,c/1|2,3/");
}

static const char *read_all(const char *file, int64_t *lost)
{
	const char *path = check_shared(file);
	struct err e = { 0 };

	return path ? read_path(path, NULL, lost, &e) : NULL;
}

static void every_sound_variant_of_the_real_table_is_the_same_table(void)
{
	static const char *const files[] = { "ok-utf8-bom.csv", "ok-gb18030.csv", "ok-utf16le-bom.tsv",
		"ok-utf16be-bom.tsv", "ok-semicolon-gb18030.csv" };
	struct buf want = { 0 };
	int64_t lost;
	const char *ref = read_all("data/encodings/ref.utf8.csv", &lost);

	if (!ref) {
		check_skip("no shared data");
		return;
	}
	buf_puts(&want, ref);
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		char file[128];

		snprintf(file, sizeof(file), "data/encodings/%s", files[i]);
		check_case(files[i]);
		CHECK(!strcmp(read_all(file, &lost), buf_text(&want)));
		CHECK_INT(lost, 0);
	}
	check_case(NULL);
	buf_free(&want);
}

static void the_real_orders_are_the_same_in_both_encodings(void)
{
	int64_t lost;
	const char *utf8 = read_all("data/hotline-haikou/orders.utf8.csv", &lost);
	struct buf want = { 0 };

	if (!utf8) {
		check_skip("no shared data");
		return;
	}
	buf_puts(&want, utf8);
	CHECK(!strcmp(read_all("data/hotline-haikou/orders.gb18030.csv", &lost), buf_text(&want)));
	CHECK_INT(lost, 0);
	buf_free(&want);
}

static const struct test tests[] = {
	TEST(a_table_reads_the_same_in_every_encoding),
	TEST(a_cell_cut_inside_a_character_does_not_swallow_its_quote),
	TEST(a_row_in_another_encoding_is_read_in_it_and_told),
	TEST(a_cell_in_another_encoding_than_its_row_is_read_in_it_and_told),
	TEST(nul_bytes_are_left_out_and_counted),
	TEST(a_file_of_another_kind_is_named),
	TEST(what_is_no_file_is_refused_in_words),
	TEST(the_line_sep_of_excel_names_the_delimiter),
	TEST(every_sound_variant_of_the_real_table_is_the_same_table),
	TEST(the_real_orders_are_the_same_in_both_encodings),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
