#include "tui/screen/lines.h"

#include "locale/text/wrap.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct line *one_more(struct lines *l)
{
	if (l->n == l->room) {
		size_t room = l->room ? 2 * l->room : 64;
		struct line *at = arena_array(l->arena, room, sizeof(*at));

		if (l->n)
			memcpy(at, l->at, l->n * sizeof(*at));
		l->at = at;
		l->room = room;
	}
	return &l->at[l->n++];
}

/* The first line has more room than those that hang, so it is broken by itself. */
static void add_paragraph(
	struct lines *l, enum style style, int indent, int hang, const char *text, size_t bytes)
{
	struct wrap w = wrap_text(text, bytes, l->cols - indent);
	struct wrap_line line;
	bool more = wrap_next(&w, &line);

	*one_more(l) = (struct line){ line.at, line.bytes, indent, style };
	if (!more || line.next >= text + bytes)
		return;
	w = wrap_text(line.next, (size_t)(text + bytes - line.next), l->cols - indent - hang);
	while (wrap_next(&w, &line))
		*one_more(l) = (struct line){ line.at, line.bytes, indent + hang, style };
}

void lines_add(struct lines *l, enum style style, int indent, int hang, const char *text)
{
	while (*text) {
		size_t bytes = strcspn(text, "\n");

		add_paragraph(l, style, indent, hang, text, bytes);
		text += bytes + (text[bytes] == '\n');
	}
}

void lines_printf(struct lines *l, enum style style, int indent, int hang, const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	int n = vasprintf(&text, format, args);
	va_end(args);
	if (n >= 0)
		lines_add(l, style, indent, hang, arena_copy(l->arena, text, (size_t)n));
	free(text);
}

void lines_blank(struct lines *l)
{
	*one_more(l) = (struct line){ .at = "" };
}

size_t lines_last_top(const struct lines *l, int rows)
{
	size_t shown = rows > 0 ? (size_t)rows : 1;

	return l->n > shown ? l->n - shown : 0;
}

void lines_draw(const struct lines *l, struct canvas *c, struct rect area, size_t top)
{
	for (int row = 0; row < area.rows; row++) {
		size_t i = top + (size_t)row;
		struct line line = i < l->n ? l->at[i] : (struct line){ .at = "" };

		canvas_text(c, area.row + row, area.col, line.indent, line.style, "");
		canvas_text_n(c, area.row + row, area.col + line.indent, area.cols - line.indent,
			line.style, line.at, line.bytes);
	}
}
