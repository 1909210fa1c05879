/* Any bytes are a web page: its tokens lie inside it one behind the other, and the rows of
 * its table come twice the same. */
#include "store/io/html.h"
#include "store/io/html_rows.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void read_tokens(struct bytes page)
{
	struct html_token t;
	size_t at = 0, before;

	do {
		const char *start = page.at;
		struct bytes value;

		before = at;
		html_next(page, &at, &t);
		must(at <= page.n && (at > before || t.kind == HTML_END));
		if (t.kind == HTML_END)
			break;
		must((const char *)t.text.at >= start &&
			(const char *)t.text.at + t.text.n <= start + page.n);
		must(t.kind == HTML_TAG || t.text.n > 0);
		must(html_count(&t, "rowspan", 7) <= 7);
		if (html_attribute(&t, "style", &value))
			must(value.n <= t.text.n);
	} while (true);
}

static uint64_t read_rows(struct html_rows *t)
{
	struct arena a = { 0 };
	struct source_row row;
	struct err e = { 0 };
	uint64_t sum = 0, last = 0;

	while (html_rows_next(t, &row, &a, &e)) {
		must(row.n == html_rows_columns(t) && row.n <= TABLE_COLUMNS && row.row > last);
		last = row.row;
		for (size_t i = 0; i < row.n; i++) {
			must(strlen(row.cells[i].text) == row.cells[i].n);
			sum = sum * 31 + row.cells[i].n + (uint64_t)row.cells[i].lost;
		}
	}
	must(!e.kind);
	arena_free(&a);
	return sum * 31 + last;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bytes page = { data, n };
	struct html_rows *t;
	struct err e = { 0 };
	uint64_t once;

	read_tokens(page);
	if (!html_rows_open(page, ENCODING_GB18030, &t, &e)) {
		must(e.kind && e.what[0]);
		return 0;
	}
	once = read_rows(t);
	html_rows_rewind(t);
	must(read_rows(t) == once);
	html_rows_close(t);
	return 0;
}
