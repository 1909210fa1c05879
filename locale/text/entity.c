#include "locale/text/entity.h"

#include "locale/base/array.h"
#include "locale/text/utf8.h"

#include <string.h>

struct entity {
	const char *name;
	uint32_t cp;
};

enum { BARE = 5, LONGEST = 10 };

/* Those of Latin-1 that Chinese pages use, and the signs and dashes; the first BARE also
 * without a semicolon. */
static const struct entity entities[] = {
	{ "nbsp", 0xA0 },
	{ "lt", '<' },
	{ "gt", '>' },
	{ "amp", '&' },
	{ "quot", '"' },
	{ "apos", '\'' },
	{ "iexcl", 0xA1 },
	{ "cent", 0xA2 },
	{ "pound", 0xA3 },
	{ "yen", 0xA5 },
	{ "sect", 0xA7 },
	{ "uml", 0xA8 },
	{ "copy", 0xA9 },
	{ "laquo", 0xAB },
	{ "not", 0xAC },
	{ "reg", 0xAE },
	{ "deg", 0xB0 },
	{ "plusmn", 0xB1 },
	{ "sup2", 0xB2 },
	{ "sup3", 0xB3 },
	{ "acute", 0xB4 },
	{ "micro", 0xB5 },
	{ "para", 0xB6 },
	{ "middot", 0xB7 },
	{ "sup1", 0xB9 },
	{ "raquo", 0xBB },
	{ "frac14", 0xBC },
	{ "frac12", 0xBD },
	{ "frac34", 0xBE },
	{ "iquest", 0xBF },
	{ "times", 0xD7 },
	{ "divide", 0xF7 },
	{ "alpha", 0x3B1 },
	{ "beta", 0x3B2 },
	{ "gamma", 0x3B3 },
	{ "delta", 0x3B4 },
	{ "mu", 0x3BC },
	{ "pi", 0x3C0 },
	{ "sigma", 0x3C3 },
	{ "omega", 0x3C9 },
	{ "Omega", 0x3A9 },
	{ "ensp", 0x2002 },
	{ "emsp", 0x2003 },
	{ "thinsp", 0x2009 },
	{ "zwnj", 0x200C },
	{ "zwj", 0x200D },
	{ "ndash", 0x2013 },
	{ "mdash", 0x2014 },
	{ "lsquo", 0x2018 },
	{ "rsquo", 0x2019 },
	{ "sbquo", 0x201A },
	{ "ldquo", 0x201C },
	{ "rdquo", 0x201D },
	{ "bdquo", 0x201E },
	{ "dagger", 0x2020 },
	{ "bull", 0x2022 },
	{ "hellip", 0x2026 },
	{ "permil", 0x2030 },
	{ "prime", 0x2032 },
	{ "Prime", 0x2033 },
	{ "lsaquo", 0x2039 },
	{ "rsaquo", 0x203A },
	{ "euro", 0x20AC },
	{ "trade", 0x2122 },
	{ "larr", 0x2190 },
	{ "uarr", 0x2191 },
	{ "rarr", 0x2192 },
	{ "darr", 0x2193 },
	{ "minus", 0x2212 },
	{ "radic", 0x221A },
	{ "infin", 0x221E },
	{ "asymp", 0x2248 },
	{ "ne", 0x2260 },
	{ "le", 0x2264 },
	{ "ge", 0x2265 },
	{ "loz", 0x25CA },
	{ "spades", 0x2660 },
	{ "hearts", 0x2665 },
};

/* What pages mean by 128 … 159: the characters Windows has there. */
static uint32_t of_windows(uint32_t cp)
{
	static const uint16_t there[32] = { 0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C,
		0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178 };

	return cp >= 0x80 && cp < 0xA0 ? there[cp - 0x80] : cp;
}

static int digit(char c, int base)
{
	int n = c >= '0' && c <= '9' ? c - '0'
		: c >= 'a' && c <= 'f'   ? c - 'a' + 10
		: c >= 'A' && c <= 'F'   ? c - 'A' + 10
								 : 99;

	return n < base ? n : -1;
}

static size_t numbered(const char *s, const char *end, uint32_t *cp)
{
	const char *p = s + 2;
	int base = 10, digits = 0;
	uint32_t n = 0;

	if (p < end && (*p == 'x' || *p == 'X')) {
		base = 16;
		p++;
	}
	for (; p < end && digit(*p, base) >= 0 && digits < 8; p++, digits++)
		n = n * (uint32_t)base + (uint32_t)digit(*p, base);
	if (!digits || p == end || *p != ';' || !n || n > 0x10FFFF || (n >= 0xD800 && n < 0xE000))
		return 0;
	*cp = of_windows(n);
	return (size_t)(p - s) + 1;
}

static size_t named(const char *s, const char *end, uint32_t *cp)
{
	size_t left = (size_t)(end - s) - 1, n = 0;

	s++;
	while (n < left && n < LONGEST && s[n] != ';' && s[n] != '&')
		n++;
	for (size_t i = 0; i < COUNT(entities); i++) {
		size_t length = strlen(entities[i].name);
		bool ended = n == length && n < left && s[n] == ';';

		if (length > n || memcmp(s, entities[i].name, length) != 0 || (!ended && i >= BARE))
			continue;
		*cp = entities[i].cp;
		return length + 1 + ended;
	}
	return 0;
}

size_t entity_read(const char *s, const char *end, uint32_t *cp)
{
	if (end - s < 3 || *s != '&')
		return 0;
	return s[1] == '#' ? numbered(s, end, cp) : named(s, end, cp);
}

size_t entity_expand(struct buf *out, const char *text, size_t bytes)
{
	const char *end = text + bytes;
	size_t found = 0;

	while (text < end) {
		const char *sign = memchr(text, '&', (size_t)(end - text));
		const char *stop = sign ? sign : end;
		uint32_t cp;
		size_t n;

		buf_add(out, text, (size_t)(stop - text));
		if (!sign)
			break;
		n = entity_read(sign, end, &cp);
		if (n) {
			utf8_add(out, cp);
			found++;
		} else {
			buf_putc(out, '&');
		}
		text = sign + (n ? n : 1);
	}
	return found;
}
