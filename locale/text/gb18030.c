#include "locale/text/gb18030.h"

#include "locale/base/array.h"

#include <stdbool.h>
#include <stdlib.h>

struct ours {
	uint32_t bytes; /* big-endian */
	uint32_t cp;
	uint32_t private; /* where old tables put it; 0: a second sequence for the same */
};

/* In the order of `bytes`. */
static const struct ours ours[] = {
	{ 0x80, 0x20AC, 0 },
	{ 0xA6D9, 0xFE10, 0xE78D },
	{ 0xA6DA, 0xFE12, 0xE78E },
	{ 0xA6DB, 0xFE11, 0xE78F },
	{ 0xA6DC, 0xFE13, 0xE790 },
	{ 0xA6DD, 0xFE14, 0xE791 },
	{ 0xA6DE, 0xFE15, 0xE792 },
	{ 0xA6DF, 0xFE16, 0xE793 },
	{ 0xA6EC, 0xFE17, 0xE794 },
	{ 0xA6ED, 0xFE18, 0xE795 },
	{ 0xA6F3, 0xFE19, 0xE796 },
	{ 0xA8BC, 0x1E3F, 0xE7C7 },
	{ 0xFE51, 0x20087, 0xE816 },
	{ 0xFE52, 0x20089, 0xE817 },
	{ 0xFE53, 0x200CC, 0xE818 },
	{ 0xFE59, 0x9FB4, 0xE81E },
	{ 0xFE61, 0x9FB5, 0xE826 },
	{ 0xFE66, 0x9FB6, 0xE82B },
	{ 0xFE67, 0x9FB7, 0xE82C },
	{ 0xFE6C, 0x215D7, 0xE831 },
	{ 0xFE6D, 0x9FB8, 0xE832 },
	{ 0xFE76, 0x2298F, 0xE83B },
	{ 0xFE7E, 0x9FB9, 0xE843 },
	{ 0xFE90, 0x9FBA, 0xE854 },
	{ 0xFE91, 0x241FE, 0xE855 },
	{ 0xFEA0, 0x9FBB, 0xE864 },
	{ 0x8135F437, 0x1E3F, 0 },
	{ 0x82359037, 0x9FB4, 0 },
	{ 0x82359038, 0x9FB5, 0 },
	{ 0x82359039, 0x9FB6, 0 },
	{ 0x82359130, 0x9FB7, 0 },
	{ 0x82359131, 0x9FB8, 0 },
	{ 0x82359132, 0x9FB9, 0 },
	{ 0x82359133, 0x9FBA, 0 },
	{ 0x82359134, 0x9FBB, 0 },
	{ 0x84318236, 0xFE10, 0 },
	{ 0x84318237, 0xFE11, 0 },
	{ 0x84318238, 0xFE12, 0 },
	{ 0x84318239, 0xFE13, 0 },
	{ 0x84318330, 0xFE14, 0 },
	{ 0x84318331, 0xFE15, 0 },
	{ 0x84318332, 0xFE16, 0 },
	{ 0x84318333, 0xFE17, 0 },
	{ 0x84318334, 0xFE18, 0 },
	{ 0x84318335, 0xFE19, 0 },
};

static int by_bytes(const void *key, const void *entry)
{
	uint32_t a = *(const uint32_t *)key, b = ((const struct ours *)entry)->bytes;

	return (a > b) - (a < b);
}

static enum gb_shape look_up(uint32_t bytes, uint32_t *cp)
{
	const struct ours *o = bsearch(&bytes, ours, COUNT(ours), sizeof(*ours), by_bytes);

	if (o)
		*cp = o->cp;
	return o ? GB_OURS : GB_PLAIN;
}

static bool in(unsigned char c, unsigned char low, unsigned char high)
{
	return c >= low && c <= high;
}

static enum gb_shape four(const unsigned char *p, size_t n, size_t *bytes, uint32_t *cp)
{
	if ((n > 2 && !in(p[2], 0x81, 0xFE)) || (n > 3 && !in(p[3], '0', '9')))
		return GB_BAD;
	if (n < 4)
		return GB_CUT;
	*bytes = 4;
	if (p[0] != 0x81 && p[0] != 0x82 && p[0] != 0x84)
		return GB_PLAIN;
	return look_up((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3], cp);
}

/* A lead byte without its trail is given up alone: what follows may be the quote
 * or the line end that closes a cell cut inside a character. */
enum gb_shape gb_shape(const unsigned char *p, size_t n, size_t *bytes, uint32_t *cp)
{
	*bytes = 1;
	if (p[0] < 0x80)
		return GB_PLAIN;
	if (p[0] == 0x80)
		return look_up(0x80, cp);
	if (p[0] == 0xFF)
		return GB_BAD;
	if (n < 2)
		return GB_CUT;
	if (in(p[1], '0', '9'))
		return four(p, n, bytes, cp);
	if (!in(p[1], 0x40, 0xFE) || p[1] == 0x7F)
		return GB_BAD;
	*bytes = 2;
	if (p[0] != 0xA6 && p[0] != 0xA8 && p[0] != 0xFE)
		return GB_PLAIN;
	return look_up((uint32_t)p[0] << 8 | p[1], cp);
}

uint32_t gb_from_private(uint32_t cp)
{
	if (cp < 0xE78D || cp > 0xE864)
		return cp;
	for (size_t i = 0; i < COUNT(ours); i++)
		if (ours[i].private == cp)
			return ours[i].cp;
	return cp;
}
