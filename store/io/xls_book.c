#include "store/io/xls_book.h"

#include "store/io/ole.h"
#include "store/io/xls.h"

#include <stdlib.h>
#include <string.h>

enum {
	DATE_MODE = 0x0022,
	PASSWORD = 0x002F,
	SHEET = 0x0085,
	STYLE = 0x00E0,
	TEXTS = 0x00FC,
	FORMAT = 0x041E,

	EXCEL_97 = 0x0600,
	SHEETS_MOST = 4096,
	CODES_MOST = 1 << 12,
	STYLES_MOST = 1 << 16,
	TEXTS_MOST = 1 << 25,
};

/* A format by its number in the file. */
struct code {
	unsigned id;
	struct number_format format;
};

/* While the records that all sheets share are read. */
struct globals {
	struct old_book *book;
	struct biff b;
	struct code *codes;
	uint16_t *styles; /* the format of each */
	size_t code_count, style_count;
};

bool old_book_damaged(struct err *e)
{
	err_set(e, ERR_INPUT, "the old workbook (xls) is damaged");
	return err_fix(e, "fetch it once more, or open it in WPS or Excel and save it as xlsx");
}

struct biff old_book_records(const struct old_book *b)
{
	return (struct biff){ .at = (const unsigned char *)buf_text(&b->stream), .n = b->stream.n };
}

/* --- what the records say ----------------------------------------------------------------- */

static unsigned read_u8(struct biff *b)
{
	return biff_left(b) ? b->at[b->next++] : 0;
}

/* Charts and macros are sheets, too, but no tables. */
static bool read_sheet(struct globals *g)
{
	struct old_book *book = g->book;
	uint32_t place = biff_u32(&g->b);
	unsigned state = read_u8(&g->b), type = read_u8(&g->b), chars = read_u8(&g->b);
	struct buf name = { 0 };
	bool read = biff_text(&g->b, chars, &name);

	if (read && type == 0 && book->sheet_count < SHEETS_MOST) {
		book->sheets[book->sheet_count] = (struct source_sheet){
			.name = arena_copy(&book->arena, buf_text(&name), name.n),
			.hidden = (state & 3) != 0,
		};
		book->places[book->sheet_count++] = place;
	}
	buf_free(&name);
	return read;
}

static bool read_format(struct globals *g)
{
	unsigned id = biff_u16(&g->b), chars = biff_u16(&g->b);
	struct buf code = { 0 };
	bool read = biff_text(&g->b, chars, &code);

	if (read && g->code_count < CODES_MOST)
		g->codes[g->code_count++] = (struct code){ id, number_format(0, buf_text(&code)) };
	buf_free(&code);
	return read;
}

static bool read_style(struct globals *g)
{
	biff_u16(&g->b); /* the font */
	if (g->style_count < STYLES_MOST)
		g->styles[g->style_count++] = (uint16_t)biff_u16(&g->b);
	return true;
}

static bool add_text(struct globals *g)
{
	struct old_book *book = g->book;

	if (!biff_go_on(&g->b) || !biff_text(&g->b, biff_u16(&g->b), &book->texts))
		return false;
	if (book->text_count == book->text_room) {
		book->text_room = book->text_room ? book->text_room * 2 : 1024;
		book->ends = must_realloc(book->ends, book->text_room * sizeof(*book->ends));
	}
	book->ends[book->text_count++] = book->texts.n;
	return true;
}

static bool read_texts(struct globals *g)
{
	uint32_t n;

	biff_u32(&g->b); /* how often they are used */
	n = biff_u32(&g->b);
	if (n > TEXTS_MOST || g->book->text_count)
		return false;
	while (n-- > 0)
		if (!add_text(g))
			return false;
	return true;
}

static bool read_record(struct globals *g)
{
	switch (g->b.kind) {
	case DATE_MODE:
		g->book->from_1904 = biff_u16(&g->b) == 1;
		return true;
	case SHEET:
		return read_sheet(g);
	case FORMAT:
		return read_format(g);
	case STYLE:
		return read_style(g);
	case TEXTS:
		return read_texts(g);
	default:
		return true;
	}
}

/* --- all of them -------------------------------------------------------------------------------
 */

static bool sealed(struct err *e)
{
	err_set(e, ERR_INPUT, "this workbook is sealed with a password");
	return err_fix(e, "open it with its password and save it without one");
}

static bool too_old(struct err *e)
{
	err_set(e, ERR_INPUT, "this workbook is older than Excel 97");
	return err_fix(e, "open it in WPS or Excel and save it as xlsx");
}

static void apply_formats(const struct globals *g)
{
	struct old_book *book = g->book;

	book->formats = arena_array(&book->arena, g->style_count + 1, sizeof(*book->formats));
	book->format_count = g->style_count;
	for (size_t i = 0; i < g->style_count; i++) {
		book->formats[i] = number_format(g->styles[i], NULL);
		for (size_t j = 0; j < g->code_count; j++)
			if (g->codes[j].id == g->styles[i])
				book->formats[i] = g->codes[j].format;
	}
}

static bool read_globals(struct globals *g, struct err *e)
{
	struct old_book *book = g->book;

	g->b = old_book_records(book);
	g->codes = arena_array(&book->arena, CODES_MOST, sizeof(*g->codes));
	g->styles = arena_array(&book->arena, STYLES_MOST, sizeof(*g->styles));
	book->sheets = arena_array(&book->arena, SHEETS_MOST, sizeof(*book->sheets));
	book->places = arena_array(&book->arena, SHEETS_MOST, sizeof(*book->places));
	if (!biff_open(&g->b, 0) || g->b.kind != BIFF_BEGIN)
		return old_book_damaged(e);
	if (biff_u16(&g->b) != EXCEL_97)
		return too_old(e);
	while (biff_next(&g->b) && g->b.kind != BIFF_EOF) {
		if (g->b.kind == PASSWORD)
			return sealed(e);
		if (!read_record(g))
			return old_book_damaged(e);
	}
	apply_formats(g);
	return g->b.kind == BIFF_EOF || old_book_damaged(e);
}

static bool find_stream(struct old_book *b, struct bytes file, struct err *e)
{
	struct buf older = { 0 };
	struct err none = { 0 };
	bool is_older;

	if (ole_stream(file, "Workbook", &b->stream, e))
		return true;
	if (e->kind != ERR_ABSENT)
		return false;
	*e = (struct err){ 0 };
	is_older = ole_stream(file, "Book", &older, &none);
	buf_free(&older);
	if (is_older)
		return too_old(e);
	err_set(e, ERR_INPUT, "there is no workbook in it: an old Word document?");
	return err_fix(e, "copy the table into a sheet and save that");
}

bool old_book_open(struct old_book *b, struct bytes file, struct err *e)
{
	struct globals g = { .book = b };

	*b = (struct old_book){ 0 };
	if (!find_stream(b, file, e) || !read_globals(&g, e))
		return false;
	if (b->sheet_count)
		return true;
	err_set(e, ERR_INPUT, "the workbook has no sheet with a table");
	return err_fix(e, "open it in WPS or Excel and look what is in it");
}

void old_book_close(struct old_book *b)
{
	arena_free(&b->arena);
	buf_free(&b->stream);
	buf_free(&b->texts);
	free(b->ends);
	*b = (struct old_book){ 0 };
}

bool old_book_text(const struct old_book *b, uint32_t i, struct bytes *out)
{
	size_t from;

	if (i >= b->text_count)
		return false;
	from = i ? b->ends[i - 1] : 0;
	*out = (struct bytes){ buf_text(&b->texts) + from, b->ends[i] - from };
	return true;
}
