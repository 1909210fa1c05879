#include "locale/text/width.h"

#include "locale/text/char_class.h"
#include "locale/text/utf8.h"

#include <limits.h>
#include <string.h>
#include <wchar.h>

static int columns[] = {
	[CHAR_NARROW] = 1,
	[CHAR_WIDE] = 2,
	[CHAR_AMBIGUOUS] = 1,
	[CHAR_MARK] = 0,
	[CHAR_FORMAT] = 0,
	[CHAR_CONTROL] = 0,
};

void width_set_ambiguous(int cols)
{
	columns[CHAR_AMBIGUOUS] = cols == 2 ? 2 : 1;
}

int width_ambiguous(void)
{
	return columns[CHAR_AMBIGUOUS];
}

int width_char(uint32_t cp)
{
	if (cp == UTF8_BAD)
		cp = UTF8_REPLACEMENT;
	return columns[char_class(cp)];
}

/* Takes the place of the C library's inside ncurses, which must agree with us on
 * every character or the screen falls apart. */
int wcwidth(wchar_t c)
{
	uint32_t cp = (uint32_t)c;

	if (cp == 0)
		return 0;
	return cp >= UTF8_BAD || char_class(cp) == CHAR_CONTROL ? -1 : width_char(cp);
}

int width_text_n(const char *s, size_t bytes)
{
	const char *end = s + bytes;
	long long cols = 0;

	while (s < end) {
		uint32_t cp = utf8_next_han(&s, end);

		cols += cp >= 0x4E00 && cp <= 0x9FFF ? 2 : width_char(cp);
	}
	return cols > INT_MAX ? INT_MAX : (int)cols;
}

int width_text(const char *s)
{
	return width_text_n(s, strlen(s));
}

size_t width_fit_n(const char *s, size_t bytes, int cols)
{
	const char *p = s, *end = s + bytes, *fits = s;

	while (p < end) {
		cols -= width_char(utf8_next(&p, end));
		if (cols < 0)
			break;
		fits = p;
	}
	return (size_t)(fits - s);
}

size_t width_fit(const char *s, int cols)
{
	return width_fit_n(s, strlen(s), cols);
}

/* Left out: what a terminal would obey, hide, or hang on the cell before ours. */
static bool shown(uint32_t cp, bool first)
{
	switch (char_class(cp)) {
	case CHAR_CONTROL:
	case CHAR_FORMAT:
		return false;
	case CHAR_MARK:
		return !first;
	default:
		return true;
	}
}

/* Appends what fits and returns the columns left over. */
static int add_fitting(struct buf *b, const char *s, size_t bytes, int cols)
{
	const char *end = s + bytes;
	bool first = true;

	while (s < end) {
		const char *at = s;
		uint32_t cp = utf8_next(&s, end);
		int w = width_char(cp);

		if (w > cols)
			break;
		if (!shown(cp, first))
			continue;
		if (cp == UTF8_BAD)
			buf_puts(b, UTF8_REPLACEMENT_TEXT);
		else
			buf_add(b, at, (size_t)(s - at));
		cols -= w;
		first = false;
	}
	return cols;
}

void width_pad_n(struct buf *b, const char *s, size_t bytes, int cols)
{
	int left = add_fitting(b, s, bytes, cols);

	if (left > 0)
		buf_fill(b, ' ', (size_t)left);
}

void width_pad(struct buf *b, const char *s, int cols)
{
	width_pad_n(b, s, strlen(s), cols);
}

void width_clip(struct buf *b, const char *s, int cols, const char *mark)
{
	size_t bytes = strlen(s);
	size_t fits = width_fit_n(s, bytes, cols);

	if (fits == bytes) {
		add_fitting(b, s, bytes, cols);
		return;
	}
	add_fitting(b, s, width_fit_n(s, bytes, cols - width_text(mark)), cols);
	if (width_text(mark) <= cols)
		buf_puts(b, mark);
}
