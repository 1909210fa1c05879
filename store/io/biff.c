#include "store/io/biff.h"

#include "locale/text/utf8.h"
#include "store/io/ole.h"

enum { HEAD = 4, WIDE = 1, ASIAN = 4, RICH = 8 };

bool biff_open(struct biff *b, size_t place)
{
	if (place > b->n || b->n - place < HEAD)
		return false;
	b->place = place;
	b->kind = ole_u16(b->at + place);
	b->next = place + HEAD;
	b->end = b->next + ole_u16(b->at + place + 2);
	return b->end <= b->n;
}

bool biff_next(struct biff *b)
{
	return biff_open(b, b->end);
}

size_t biff_left(const struct biff *b)
{
	return b->end - b->next;
}

unsigned biff_u16(struct biff *b)
{
	if (biff_left(b) < 2) {
		b->next = b->end;
		return 0;
	}
	b->next += 2;
	return ole_u16(b->at + b->next - 2);
}

uint32_t biff_u32(struct biff *b)
{
	uint32_t low = biff_u16(b);

	return low | (uint32_t)biff_u16(b) << 16;
}

/* --- texts ------------------------------------------------------------------------------- */

bool biff_go_on(struct biff *b)
{
	while (!biff_left(b))
		if (!biff_next(b) || b->kind != BIFF_CONTINUE)
			return false;
	return true;
}

static bool read_byte(struct biff *b, unsigned *out)
{
	if (!biff_go_on(b))
		return false;
	*out = b->at[b->next++];
	return true;
}

static bool pass(struct biff *b, uint64_t bytes)
{
	while (bytes > 0) {
		size_t here;

		if (!biff_go_on(b))
			return false;
		here = biff_left(b) < bytes ? biff_left(b) : (size_t)bytes;
		b->next += here;
		bytes -= here;
	}
	return true;
}

static bool read_unit(struct biff *b, unsigned *flags, uint32_t *out)
{
	if (!biff_left(b) && !read_byte(b, flags))
		return false;
	if (!(*flags & WIDE)) {
		unsigned byte;

		if (!read_byte(b, &byte))
			return false;
		*out = byte;
		return true;
	}
	if (biff_left(b) < 2)
		return false;
	*out = biff_u16(b);
	return true;
}

/* Puts halves of a pair together. */
static void add_unit(struct buf *out, uint32_t *high, uint32_t unit)
{
	bool low = unit >= 0xDC00 && unit < 0xE000;

	if (*high) {
		if (low)
			unit = 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00);
		else
			utf8_add(out, UTF8_REPLACEMENT);
		*high = 0;
	} else if (low) {
		unit = UTF8_REPLACEMENT;
	}
	if (unit >= 0xD800 && unit < 0xDC00)
		*high = unit;
	else if (unit)
		utf8_add(out, unit);
}

bool biff_text(struct biff *b, size_t chars, struct buf *out)
{
	unsigned flags, runs = 0;
	uint32_t asian = 0, unit, high = 0;

	if (!read_byte(b, &flags))
		return false;
	if (flags & RICH)
		runs = biff_u16(b);
	if (flags & ASIAN)
		asian = biff_u32(b);
	for (unsigned now = flags; chars > 0; chars--) {
		if (!read_unit(b, &now, &unit))
			return false;
		add_unit(out, &high, unit);
	}
	if (high)
		utf8_add(out, UTF8_REPLACEMENT);
	return pass(b, (uint64_t)runs * 4 + asian);
}
