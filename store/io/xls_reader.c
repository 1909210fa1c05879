/* xls_reader.c — an old workbook as a source. */
#include "store/io/reader.h"
#include "store/io/xls.h"

#include <stdlib.h>
#include <string.h>

struct old_workbook {
	struct source_facts *facts;
	struct buf file;
	struct xls *xls;
};

static bool take_sheet(void *state, size_t sheet, struct err *e)
{
	struct old_workbook *w = state;
	struct source_facts *f = w->facts;

	if (!xls_begin(w->xls, sheet, &f->dialect.columns, e))
		return false;
	f->sheet = sheet;
	f->hidden = xls_hidden(w->xls, &f->first_hidden);
	return true;
}

static bool open_book(struct source_facts *f, void **state, struct err *e)
{
	struct old_workbook *w = must_alloc(sizeof(*w));

	*w = (struct old_workbook){ .facts = f };
	*state = w;
	f->encoding = ENCODING_UTF8;
	f->sure = true;
	if (!reader_take(f, XLS_BYTES, &w->file, e) ||
		!xls_open((struct bytes){ buf_text(&w->file), w->file.n }, &w->xls, e))
		return false;
	buf_free(&w->file);
	f->sheet_count = xls_sheets(w->xls, &f->sheets);
	return take_sheet(w, reader_first_shown(f), e);
}

static void close_book(void *state)
{
	struct old_workbook *w = state;

	if (!w)
		return;
	xls_close(w->xls);
	buf_free(&w->file);
	free(w);
}

static bool rewind_sheet(void *state, struct err *e)
{
	struct old_workbook *w = state;

	return take_sheet(w, w->facts->sheet, e);
}

static bool next(void *state, struct source_row *row, struct arena *a, struct err *e)
{
	return xls_next(((struct old_workbook *)state)->xls, row, a, e);
}

static uint64_t done(const void *state)
{
	const struct old_workbook *w = state;

	return w->facts->bytes / 1000 * (uint64_t)xls_done(w->xls);
}

const struct reader xls_reader = {
	.open = open_book,
	.close = close_book,
	.rewind = rewind_sheet,
	.next = next,
	.done = done,
	.sheet = take_sheet,
};
