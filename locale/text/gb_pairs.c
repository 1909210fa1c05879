#include "locale/text/gb_pairs.h"

#include "locale/text/gb18030.h"
#include "locale/text/utf8.h"

#include <pthread.h>
#include <string.h>

enum { LEAD = 0x81, LEADS = 0xFF - LEAD, TRAIL = 0x40, TRAILS = 0xFF - TRAIL };

/* UTF-8, and behind it how many bytes; 0: not ours to read. */
static char pairs[LEADS][TRAILS][4];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill_pair(struct converter *c, unsigned char lead, unsigned char trail)
{
	const unsigned char from[2] = { lead, trail };
	char *to = pairs[lead - LEAD][trail - TRAIL];
	struct buf utf8 = { 0 };
	size_t bytes;
	uint32_t cp;

	switch (gb_shape(from, sizeof(from), &bytes, &cp)) {
	case GB_PLAIN:
		if (converter_run(c, from, sizeof(from), &utf8) != sizeof(from))
			utf8.n = 0;
		break;
	case GB_OURS:
		utf8_add(&utf8, cp);
		break;
	default:
		break;
	}
	if (utf8.n && utf8.n <= 3) {
		memcpy(to, utf8.at, utf8.n);
		to[3] = (char)utf8.n;
	}
	buf_free(&utf8);
}

static void fill_pairs(void)
{
	struct converter c = { 0 };
	struct err e = { 0 };

	if (!converter_read(&c, ENCODING_GB18030, &e))
		return; /* decoder_open() says so */
	for (unsigned lead = LEAD; lead < LEAD + LEADS; lead++)
		for (unsigned trail = TRAIL; trail < TRAIL + TRAILS; trail++)
			fill_pair(&c, (unsigned char)lead, (unsigned char)trail);
	converter_close(&c);
}

size_t gb_pairs_run(const void *from, size_t bytes, struct buf *out)
{
	const unsigned char *p = from, *end = p + bytes;
	char *to = buf_room(out, bytes + bytes / 2 + 4); /* two bytes become at most three */

	pthread_once(&filled, fill_pairs);
	while (p < end) {
		const char *pair;

		if (*p < 0x80) {
			*to++ = (char)*p++;
			continue;
		}
		if (*p < LEAD || *p >= LEAD + LEADS || end - p < 2 || p[1] < TRAIL ||
			p[1] >= TRAIL + TRAILS)
			break;
		pair = pairs[*p - LEAD][p[1] - TRAIL];
		if (!pair[3])
			break;
		memcpy(to, pair, 4);
		to += pair[3];
		p += 2;
	}
	out->n = (size_t)(to - out->at);
	buf_room(out, 0);
	return (size_t)(p - (const unsigned char *)from);
}
