/* Spaces are not written when they are met but when something follows them: that
 * trims both ends and makes one of many. */
#include "locale/text/clean.h"

#include "locale/text/char_class.h"
#include "locale/text/utf8.h"

#include <string.h>

/* What stands between the last thing written and the next, the stronger wins. */
enum gap { GAP_NONE, GAP_SPACE, GAP_LINE, GAP_BLANK_LINE };

/* As many marks as curses keeps in one cell; more are a prank. */
enum { MARKS_MOST = 4 };

struct cleaner {
	struct buf *out;
	size_t start; /* of our part of `out` */
	enum gap gap;
	bool lines; /* LF is kept */
	bool after_cr;
	int marks; /* on the last character written */
};

static void write_gap(struct cleaner *c)
{
	static const char *const words[] = { "", " ", "\n", "\n\n" };

	if (c->out->n > c->start && c->gap)
		buf_puts(c->out, words[c->gap]);
	c->gap = GAP_NONE;
}

static void write_shown(struct cleaner *c, const char *s, size_t bytes)
{
	write_gap(c);
	buf_add(c->out, s, bytes);
	c->marks = 0;
}

static void widen(struct cleaner *c, bool line_end)
{
	if (!line_end || !c->lines)
		c->gap = c->gap > GAP_SPACE ? c->gap : GAP_SPACE;
	else
		c->gap = c->gap >= GAP_LINE ? GAP_BLANK_LINE : GAP_LINE;
}

static void write_mark(struct cleaner *c, const char *s, size_t bytes)
{
	bool selector = bytes == 3 && !memcmp(s, "\xEF\xB8", 2); /* FE00..FE0F; the others have four */

	if (selector || bytes > 3 || c->gap || c->out->n == c->start || c->marks >= MARKS_MOST)
		return;
	buf_add(c->out, s, bytes);
	c->marks++;
}

static bool ends_line(uint32_t cp)
{
	enum { NEL = 0x85, LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029 };

	return (cp >= '\n' && cp <= '\r') || cp == NEL || cp == LINE_SEPARATOR ||
		cp == PARAGRAPH_SEPARATOR;
}

static bool is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x1680 ||
		(cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

/* Not Cf, but just as invisible: fillers of Hangul, the blank of Braille. */
static bool is_blank(uint32_t cp)
{
	return cp == 0x115F || cp == 0x3164 || cp == 0xFFA0 || cp == 0x2800;
}

static void take(struct cleaner *c, uint32_t cp, const char *s, size_t bytes)
{
	bool after_cr = c->after_cr;

	c->after_cr = cp == '\r';
	if (cp == UTF8_BAD)
		write_shown(c, UTF8_REPLACEMENT_TEXT, 3);
	else if (ends_line(cp)) {
		if (cp != '\n' || !after_cr)
			widen(c, true);
	} else if (is_space(cp) || is_blank(cp))
		widen(c, false);
	else if (char_class(cp) == CHAR_MARK)
		write_mark(c, s, bytes);
	else if (char_class(cp) < CHAR_MARK)
		write_shown(c, s, bytes);
}

/* 、。《》【】 and the full-width signs, letters and digits: as much shown as Han are. */
static bool is_wide_sign(const unsigned char *p)
{
	return (p[0] == 0xE3 && p[1] == 0x80 && p[2] >= 0x81 && p[2] <= 0x91) ||
		(p[0] == 0xEF && p[1] == 0xBC && p[2] >= 0x81 && p[2] <= 0xBF);
}

/* Bytes of ASCII signs, Han and signs between Han at the start, which need no look. */
static size_t plain(const char *s, const char *end)
{
	const unsigned char *p = (const unsigned char *)s, *stop = (const unsigned char *)end;

	while (p < stop) {
		if (*p > ' ' && *p < 0x7F)
			p++;
		else if (*p >= 0xE3 && stop - p >= 3 &&
			((*p >= 0xE4 && *p <= 0xE9 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) ||
				is_wide_sign(p)))
			p += 3;
		else
			break;
	}
	return (size_t)(p - (const unsigned char *)s);
}

static bool clean(struct cleaner *c, const char *s, size_t bytes)
{
	const char *end = s + bytes, *p = s;

	c->start = c->out->n;
	while (p < end) {
		size_t n = plain(p, end);
		const char *at = p;
		uint32_t cp;

		if (n) {
			write_shown(c, p, n);
			c->after_cr = false;
			p += n;
			continue;
		}
		cp = utf8_next(&p, end);
		take(c, cp, at, (size_t)(p - at));
	}
	return c->out->n - c->start != bytes || memcmp(buf_text(c->out) + c->start, s, bytes) != 0;
}

bool clean_line(struct buf *out, const char *s, size_t bytes)
{
	struct cleaner c = { .out = out };

	return clean(&c, s, bytes);
}

bool clean_text(struct buf *out, const char *s, size_t bytes)
{
	struct cleaner c = { .out = out, .lines = true };

	return clean(&c, s, bytes);
}
