/* html_reader.c — a web page with a table as a source. */
#include "locale/text/detect.h"
#include "store/io/html_rows.h"
#include "store/io/reader.h"

#include <stdlib.h>

enum { PAGE_MOST = 1 << 28 };

struct page {
	struct source_facts *facts;
	struct buf bytes;
	struct html_rows *table;
};

/* Found in the text, whatever the page declares: many say gb2312 and are GB18030. */
static void find_encoding(struct page *p)
{
	struct source_facts *f = p->facts;
	struct detect_guess guess = detect_encoding(buf_text(&p->bytes), p->bytes.n);
	bool wide = f->encoding == ENCODING_UTF16LE || f->encoding == ENCODING_UTF16BE;

	if (f->told && !wide) /* one whose tags are ASCII is not UTF-16 */
		return;
	f->encoding = guess.encoding;
	f->sure = guess.sure;
}

static bool open_page(struct source_facts *f, void **state, struct err *e)
{
	struct page *p = must_alloc(sizeof(*p));
	struct bytes page;
	size_t mark;

	*p = (struct page){ .facts = f };
	*state = p;
	if (!reader_take(f, PAGE_MOST, &p->bytes, e))
		return false;
	find_encoding(p);
	mark = encoding_bom_at(f->encoding, buf_text(&p->bytes), p->bytes.n);
	page = (struct bytes){ buf_text(&p->bytes) + mark, p->bytes.n - mark };
	if (!html_rows_open(page, f->encoding, &p->table, e))
		return false;
	f->dialect.columns = html_rows_columns(p->table);
	f->cut = html_rows_cut(p->table);
	return true;
}

static void close_page(void *state)
{
	struct page *p = state;

	if (!p)
		return;
	html_rows_close(p->table);
	buf_free(&p->bytes);
	free(p);
}

static bool rewind_page(void *state, struct err *e)
{
	(void)e;
	html_rows_rewind(((struct page *)state)->table);
	return true;
}

static bool next(void *state, struct source_row *row, struct arena *a, struct err *e)
{
	return html_rows_next(((struct page *)state)->table, row, a, e);
}

static uint64_t done(const void *state)
{
	return html_rows_done(((const struct page *)state)->table);
}

const struct reader html_reader = {
	.open = open_page,
	.close = close_page,
	.rewind = rewind_page,
	.next = next,
	.done = done,
};
