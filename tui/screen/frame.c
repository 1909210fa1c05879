#include "tui/screen/frame.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "locale/text/wrap.h"
#include "tui/screen/store.h"

#include <string.h>

enum { GAP = 2 }; /* columns between what stands left and right */

static void operator_and_time(const struct ctx *ctx, struct buf *out)
{
	char day[DATE_TEXT], clock[DATE_TEXT];
	const char *name = ctx->store->who.name;

	if (kv_is_read_only(ctx->store->kv))
		buf_puts(out, _("read only  "));
	if (name && *name)
		buf_printf(out, _("operator: %s"), name);
	buf_printf(
		out, "  %s %s ", day_weekday_text(store_today(ctx), day), time_clock_text(ctx->now, clock));
}

void frame_title(struct canvas *c, const struct ctx *ctx, const char *left, const char *right)
{
	struct buf words = { 0 };

	if (right)
		buf_printf(&words, "%s ", right);
	else
		operator_and_time(ctx, &words);
	int taken = width_text(buf_text(&words));
	if (taken > ctx->cols * 2 / 3)
		taken = ctx->cols * 2 / 3;
	canvas_text(c, 0, 0, ctx->cols, STYLE_HEAD, "");
	canvas_text(c, 0, 1, ctx->cols - 1 - taken - GAP, STYLE_HEAD, left);
	canvas_right(c, 0, ctx->cols - taken, taken, STYLE_HEAD, buf_text(&words));
	buf_free(&words);
}

static void page_words(const struct frame_page *page, bool open, bool counted, struct buf *out)
{
	buf_printf(out, "%s%c%s", open ? "[" : " ", page->digit, page->label);
	if (page->count >= 0 && (counted || open))
		buf_printf(out, " %ld", page->count);
	buf_puts(out, open ? "]" : " ");
}

static bool counts_fit(
	const struct frame_page *pages, size_t n, size_t counted, size_t open, int cols)
{
	struct buf words = { 0 };

	for (size_t i = 0; i < n; i++)
		page_words(&pages[i], i == open, i < counted, &words);
	bool fit = width_text(buf_text(&words)) <= cols;
	buf_free(&words);
	return fit;
}

/* Where there is no room for all counts the last go without, but never the open page: a number
 * cut short would be another number. */
static size_t pages_counted(const struct frame_page *pages, size_t n, size_t open, int cols)
{
	size_t counted = n;

	while (counted && !counts_fit(pages, n, counted, open, cols))
		counted--;
	return counted;
}

void frame_pages(
	struct canvas *c, int row, int cols, const struct frame_page *pages, size_t n, size_t open)
{
	size_t counted = pages_counted(pages, n, open, cols);
	struct buf words = { 0 };
	int col = 0;

	canvas_text(c, row, 0, cols, STYLE_NORMAL, "");
	for (size_t i = 0; i < n && col < cols; i++) {
		bool is_open = i == open;

		buf_cut(&words, 0);
		page_words(&pages[i], is_open, i < counted, &words);
		col = canvas_put(c, row, col, cols - col,
			is_open              ? STYLE_OPEN
				: pages[i].empty ? STYLE_QUIET
								 : STYLE_NORMAL,
			buf_text(&words));
	}
	buf_free(&words);
}

void frame_rule(struct canvas *c, struct rect row, const char *words, const char *right)
{
	canvas_hline(c, row.row, row.col, row.cols, STYLE_FRAME);
	struct buf text = { 0 };
	if (words && *words) {
		buf_printf(&text, " %s ", words);
		canvas_put(c, row.row, row.col + 2, row.cols - 4, STYLE_TITLE, buf_text(&text));
	}
	if (right && *right) {
		buf_cut(&text, 0);
		buf_printf(&text, " %s ", right);
		int cols = width_text(buf_text(&text));
		if (cols + 8 < row.cols)
			canvas_put(
				c, row.row, row.col + row.cols - cols - 2, cols, STYLE_TITLE, buf_text(&text));
	}
	buf_free(&text);
}

int frame_wrap(struct canvas *c, struct rect area, enum style style, const char *text)
{
	struct wrap w = wrap_text(text, strlen(text), area.cols - 2);
	struct wrap_line line;
	int n = 0;

	while (n < area.rows && wrap_next(&w, &line)) {
		canvas_text(c, area.row + n, area.col, 1, style, "");
		canvas_text_n(c, area.row + n, area.col + 1, area.cols - 1, style, line.at, line.bytes);
		n++;
	}
	return n;
}
