/* xlsx_reader.c — a workbook as a source. */
#include "store/io/reader.h"
#include "store/io/xlsx.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct workbook {
	struct source_facts *facts;
	FILE *file;
	struct xlsx *xlsx;
};

static bool take_sheet(void *state, size_t sheet, struct err *e)
{
	struct workbook *w = state;
	struct source_facts *f = w->facts;

	if (!xlsx_begin(w->xlsx, sheet, &f->dialect.columns, e))
		return false;
	f->sheet = sheet;
	f->hidden = xlsx_hidden(w->xlsx, &f->first_hidden);
	return true;
}

/* The stream has a file of its own, so that closing it leaves the source's open. */
static bool open_stream(struct workbook *w, struct err *e)
{
	int fd = dup(w->facts->fd);

	w->file = fd < 0 ? NULL : fdopen(fd, "rb");
	if (w->file)
		return true;
	err_errno(e, errno, w->facts->path);
	if (fd >= 0)
		close(fd);
	return false;
}

static bool open_book(struct source_facts *f, void **state, struct err *e)
{
	struct workbook *w = must_alloc(sizeof(*w));

	*w = (struct workbook){ .facts = f };
	*state = w;
	f->encoding = ENCODING_UTF8;
	f->sure = true;
	if (!open_stream(w, e) || !xlsx_open(w->file, &w->xlsx, e))
		return false;
	f->sheet_count = xlsx_sheets(w->xlsx, &f->sheets);
	return take_sheet(w, reader_first_shown(f), e);
}

static void close_book(void *state)
{
	struct workbook *w = state;

	if (!w)
		return;
	xlsx_close(w->xlsx);
	if (w->file)
		fclose(w->file);
	free(w);
}

static bool rewind_sheet(void *state, struct err *e)
{
	struct workbook *w = state;

	return take_sheet(w, w->facts->sheet, e);
}

static bool next(void *state, struct source_row *row, struct arena *a, struct err *e)
{
	struct workbook *w = state;

	return xlsx_next(w->xlsx, row, a, e);
}

static uint64_t done(const void *state)
{
	const struct workbook *w = state;

	return w->facts->bytes / 1000 * (uint64_t)xlsx_done(w->xlsx);
}

const struct reader xlsx_reader = {
	.open = open_book,
	.close = close_book,
	.rewind = rewind_sheet,
	.next = next,
	.done = done,
	.sheet = take_sheet,
};
