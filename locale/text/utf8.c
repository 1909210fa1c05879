#include "locale/text/utf8.h"

#include "locale/text/char_class.h"

#include <string.h>

/* The second byte's range closes out overlong forms, surrogates and what lies
 * above U+10FFFF; the later ones are all 80..BF. */
struct lead {
	unsigned char more, low, high;
};

static struct lead lead_of(unsigned char c)
{
	if (c < 0xC2 || c > 0xF4)
		return (struct lead){ 0, 0, 0 };
	if (c < 0xE0)
		return (struct lead){ 1, 0x80, 0xBF };
	if (c < 0xF0)
		return (struct lead){ 2, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF };
	return (struct lead){ 3, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF };
}

uint32_t utf8_next(const char **s, const char *end)
{
	const unsigned char *p = (const unsigned char *)*s;
	const unsigned char *stop = (const unsigned char *)end;
	struct lead lead;
	uint32_t cp;

	if (p == stop || (!stop && !*p))
		return 0;
	++*s;
	if (*p < 0x80)
		return *p;
	lead = lead_of(*p);
	if (!lead.more)
		return UTF8_BAD;
	cp = *p++ & (0x3Fu >> lead.more);
	for (int i = 0; i < lead.more; i++, p++) {
		if (p == stop || *p < (i ? 0x80 : lead.low) || *p > (i ? 0xBF : lead.high))
			return UTF8_BAD; /* a NUL is in no range, so it ends this too */
		cp = cp << 6 | (*p & 0x3Fu);
		++*s;
	}
	return cp;
}

const char *utf8_after(const char *s, const char *end)
{
	utf8_next(&s, end);
	return s;
}

const char *utf8_before(const char *start, const char *s)
{
	const char *p = s;

	for (int i = 0; i < 4 && p > start; i++) {
		p--;
		if ((*p & 0xC0) == 0x80)
			continue;
		if (utf8_after(p, s) == s)
			return p;
		break;
	}
	return s > start ? s - 1 : start;
}

static bool joins(uint32_t cp)
{
	enum { ZWNJ = 0x200C, ZWJ = 0x200D };

	return char_class(cp) == CHAR_MARK || cp == ZWJ || cp == ZWNJ ||
		(cp >= 0xE0020 && cp <= 0xE007F);
}

const char *utf8_cluster_after(const char *s, const char *end)
{
	const char *next;

	utf8_next(&s, end);
	for (next = s; joins(utf8_next(&next, end)); s = next)
		;
	return s;
}

const char *utf8_cluster_before(const char *start, const char *s)
{
	const char *p, *end = s;

	do {
		s = utf8_before(start, s);
		p = s;
	} while (s > start && joins(utf8_next(&p, end)));
	return s;
}

/* Bytes of plain ASCII at the start, eight at a time. */
static size_t plain(const unsigned char *p, size_t n)
{
	size_t i = 0;

	for (uint64_t word; i + 8 <= n; i += 8) {
		memcpy(&word, p + i, 8);
		if (word & 0x8080808080808080u)
			break;
	}
	while (i < n && p[i] < 0x80)
		i++;
	return i;
}

/* Bytes of Han and the like at the start: three-byte sequences without the two
 * leads that need a closer look. */
static size_t threes(const unsigned char *p, size_t n)
{
	size_t i = 0;

	while (i + 3 <= n && (p[i] & 0xF0) == 0xE0 && p[i] != 0xE0 && p[i] != 0xED &&
		(p[i + 1] & 0xC0) == 0x80 && (p[i + 2] & 0xC0) == 0x80)
		i += 3;
	return i;
}

size_t utf8_sound(const char *s, size_t bytes)
{
	const char *p = s, *end = s + bytes;

	while (p < end) {
		const char *at = p;

		p += plain((const unsigned char *)p, (size_t)(end - p));
		p += threes((const unsigned char *)p, (size_t)(end - p));
		if (p != at || p == end)
			continue;
		if (utf8_next(&p, end) == UTF8_BAD)
			return (size_t)(at - s);
	}
	return bytes;
}

bool utf8_valid(const char *s, size_t bytes)
{
	return utf8_sound(s, bytes) == bytes;
}

/* In sound text every byte that is no continuation begins a character. */
static size_t count_leads(const char *s, size_t bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < bytes; i++)
		n += (s[i] & 0xC0) != 0x80;
	return n;
}

size_t utf8_chars(const char *s, size_t bytes)
{
	const char *end = s + bytes;
	size_t n = 0;

	while (s < end) {
		size_t sound = utf8_sound(s, (size_t)(end - s));

		n += count_leads(s, sound);
		s += sound;
		if (s < end) {
			utf8_next(&s, end);
			n++;
		}
	}
	return n;
}

size_t utf8_put(char out[4], uint32_t cp)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp >= UTF8_BAD || (cp >= 0xD800 && cp < 0xE000))
		cp = UTF8_REPLACEMENT;
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

void utf8_add(struct buf *b, uint32_t cp)
{
	char out[4];

	buf_add(b, out, utf8_put(out, cp));
}
