#include "store/io/base64.h"

#include <string.h>

static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_write(struct buf *out, struct bytes from)
{
	const unsigned char *p = from.at;

	for (size_t i = 0; i < from.n; i += 3) {
		size_t left = from.n - i;
		unsigned group = (unsigned)p[i] << 16 | (left > 1 ? (unsigned)p[i + 1] << 8 : 0) |
			(left > 2 ? p[i + 2] : 0);

		buf_putc(out, DIGITS[group >> 18]);
		buf_putc(out, DIGITS[group >> 12 & 63]);
		buf_putc(out, left > 1 ? DIGITS[group >> 6 & 63] : '=');
		buf_putc(out, left > 2 ? DIGITS[group & 63] : '=');
	}
}

static int digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Four letters, of which `used` say something. */
static bool read_group(const char *text, size_t used, unsigned char out[3])
{
	unsigned group = 0;

	for (size_t i = 0; i < used; i++) {
		int d = digit(text[i]);

		if (d < 0)
			return false;
		group |= (unsigned)d << (18 - 6 * i);
	}
	out[0] = (unsigned char)(group >> 16);
	out[1] = (unsigned char)(group >> 8);
	out[2] = (unsigned char)group;
	return true;
}

bool base64_read(const char *text, size_t n, struct bytes *out, struct arena *a)
{
	unsigned char *at = arena_alloc(a, n / 4 * 3 + 1);
	size_t end = n, bytes = 0;

	if (n % 4)
		return false;
	for (size_t i = 0; i < 2 && end > 0 && text[end - 1] == '='; i++)
		end--;
	for (size_t i = 0; i < end; i += 4) {
		size_t used = end - i < 4 ? end - i : 4;
		unsigned char group[3];

		if (used < 2 || !read_group(text + i, used, group))
			return false;
		memcpy(at + bytes, group, used - 1);
		bytes += used - 1;
	}
	*out = (struct bytes){ at, bytes };
	return true;
}
