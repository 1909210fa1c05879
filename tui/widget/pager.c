#include "tui/widget/pager.h"

#include "locale/base/arena.h"
#include "locale/msg/msg.h"
#include "locale/text/fold.h"
#include "locale/text/width.h"
#include "locale/text/wrap.h"

#include <stdlib.h>
#include <string.h>

static void break_lines(struct pager *p)
{
	struct wrap w =
		wrap_text(p->text ? p->text : "", p->bytes, p->area.cols > 0 ? p->area.cols : 1);
	struct wrap_line line;
	size_t n = 0;

	while (wrap_next(&w, &line)) {
		if (n == p->line_room) {
			p->line_room = p->line_room ? 2 * p->line_room : 64;
			p->line = must_realloc(p->line, p->line_room * sizeof(*p->line));
		}
		p->line[n].at = line.at;
		p->line[n++].n = line.bytes;
	}
	p->line_count = n;
}

/* The window may stand so that the last line is at its bottom, no further down. */
static void fit(struct pager *p)
{
	size_t rows = p->area.rows > 0 ? (size_t)p->area.rows : 1;
	size_t last = p->line_count > rows ? p->line_count - rows : 0;

	if (p->top > last)
		p->top = last;
}

void pager_text(struct pager *p, const char *text)
{
	p->text = text;
	p->bytes = strlen(text);
	p->top = 0;
	p->found_bytes = 0;
	break_lines(p);
}

void pager_place(struct pager *p, struct rect area)
{
	p->area = area;
	break_lines(p);
	fit(p);
}

void pager_free(struct pager *p)
{
	free(p->line);
	*p = (struct pager){ 0 };
}

static void move(struct pager *p, long lines)
{
	if (lines < 0)
		p->top = (size_t)-lines > p->top ? 0 : p->top - (size_t)-lines;
	else
		p->top += (size_t)lines;
	fit(p);
}

bool pager_input(struct pager *p, const struct input *in)
{
	switch (input_key(in)) {
	case K_UP:
		return move(p, -1), true;
	case K_DOWN:
		return move(p, 1), true;
	case K_PAGE_UP:
		return move(p, -p->area.rows), true;
	case K_PAGE_DOWN:
		return move(p, p->area.rows), true;
	case K_HOME:
		return p->top = 0, true;
	case K_END:
		return p->top = p->line_count, fit(p), true;
	default:
		return false;
	}
}

/* The part of the line that was searched for. */
static void show_found(const struct pager *p, struct canvas *c, int row, const struct bytes *line)
{
	const char *start = line->at, *end = start + line->n;
	const char *from = p->text + p->found, *to = from + p->found_bytes;

	from = from > start ? from : start;
	to = to < end ? to : end;
	if (p->found_bytes && from < to)
		canvas_restyle(c,
			(struct rect){ row, p->area.col + width_text_n(start, (size_t)(from - start)), 1,
				width_text_n(from, (size_t)(to - from)) },
			STYLE_FOUND);
}

void pager_draw(const struct pager *p, struct canvas *c)
{
	for (int row = 0; row < p->area.rows; row++) {
		size_t n = p->top + (size_t)row;
		struct bytes line = n < p->line_count ? p->line[n] : (struct bytes){ "", 0 };

		canvas_text_n(
			c, p->area.row + row, p->area.col, p->area.cols, STYLE_NORMAL, line.at, line.n);
		show_found(p, c, p->area.row + row, &line);
	}
}

int pager_pages(const struct pager *p)
{
	int rows = p->area.rows > 0 ? p->area.rows : 1;
	int lines = (int)p->line_count;

	return lines > rows ? (lines + rows - 1) / rows : 1;
}

/* The page with the last line in view: so the end of the text is the last page. */
int pager_page(const struct pager *p)
{
	int rows = p->area.rows > 0 ? p->area.rows : 1;

	return (int)((p->top + (size_t)rows - 1) / (size_t)rows) + 1;
}

void pager_where(const struct pager *p, struct buf *out)
{
	if (pager_pages(p) > 1)
		buf_printf(out, _("page %d/%d"), pager_page(p), pager_pages(p));
}

static size_t line_with(const struct pager *p, size_t byte)
{
	size_t n = 0;

	while (n + 1 < p->line_count && (const char *)p->line[n + 1].at <= p->text + byte)
		n++;
	return n;
}

/* From the line on to the end; remembers where, for draw. */
static bool find_from(struct pager *p, const struct buf *needle, size_t line)
{
	size_t from = p->line_count ? (size_t)((const char *)p->line[line].at - p->text) : 0;
	struct fold_hit hit = { 0 };

	if (!needle->n || !fold_find(p->text + from, p->bytes - from, needle->at, needle->n, &hit))
		return false;
	p->found = from + hit.at;
	p->found_bytes = hit.bytes;
	p->top = line_with(p, p->found);
	fit(p);
	return true;
}

static bool find(struct pager *p, const char *words, size_t line)
{
	struct buf needle = { 0 };
	bool found;

	fold_text(&needle, words, strlen(words));
	p->found_bytes = 0;
	found = find_from(p, &needle, line) || find_from(p, &needle, 0);
	buf_free(&needle);
	return found;
}

bool pager_find(struct pager *p, const char *words)
{
	size_t last = p->found_bytes ? line_with(p, p->found) : p->top;

	return find(p, words, last + 1 < p->line_count ? last + 1 : 0);
}

bool pager_find_first(struct pager *p, const char *words)
{
	return find(p, words, 0);
}
