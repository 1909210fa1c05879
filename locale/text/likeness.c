#include "locale/text/likeness.h"

#include "locale/text/utf8.h"

#include <stdbool.h>

static bool between(uint32_t cp, uint32_t low, uint32_t high)
{
	return cp >= low && cp <= high;
}

static bool is_punctuation(uint32_t cp)
{
	return between(cp, 0x3000, 0x3017) || between(cp, 0xFF01, 0xFF5E) || cp == 0xFFE5 ||
		between(cp, 0x2013, 0x2026) || cp == 0xB7 || cp == 0xA0 || cp == 0xD7 || cp == 0x2030 ||
		cp == 0x203B || cp == 0x2103 || between(cp, 0x2160, 0x2169) ||
		between(cp, 0x2460, 0x2469) || cp == 0x33A1;
}

static bool is_broken(uint32_t cp)
{
	return cp < ' ' || between(cp, 0x7F, 0x9F) || between(cp, 0xE000, 0xF8FF) ||
		between(cp, 0xFFF0, 0xFFFF) || cp > 0x3FFFF;
}

static void count_other(struct likeness *l, uint32_t cp)
{
	if (between(cp, ' ', '~') || cp == '\n' || cp == '\r' || cp == '\t')
		l->plain++;
	else if (is_punctuation(cp))
		l->common++;
	else if (is_broken(cp))
		l->broken++;
	else if (between(cp, 0x3400, 0x4DBF) || between(cp, 0x20000, 0x3FFFF))
		l->rare++;
	else
		l->odd++;
}

void likeness_add(struct likeness *l, const char *utf8, size_t bytes)
{
	const char *end = utf8 + bytes;
	uint64_t han[4] = { 0 }; /* by how much they are used */

	while (utf8 < end) {
		uint32_t cp = utf8_next_han(&utf8, end), at = cp - 0x4E00;

		if (at <= 0x9FFF - 0x4E00)
			han[common_han[at >> 2] >> 2 * (at & 3) & 3]++;
		else
			count_other(l, cp);
	}
	l->rare += han[0];
	l->common += han[1];
	l->frequent += han[2] + han[3];
}

int likeness_score(const struct likeness *l)
{
	int64_t chars = (int64_t)(l->frequent + l->common + l->rare + l->odd + l->broken);
	int64_t sum = 100 * (int64_t)l->frequent + 80 * (int64_t)l->common - 40 * (int64_t)l->rare -
		100 * (int64_t)l->odd - 300 * (int64_t)l->broken;

	return chars ? (int)(sum / chars) : 0;
}
