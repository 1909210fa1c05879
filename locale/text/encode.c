#include "locale/text/encode.h"

#include "locale/text/gb18030.h"
#include "locale/text/utf8.h"

#include <string.h>

static bool is_private(uint32_t cp)
{
	return cp >= 0xE000 && cp <= 0xF8FF;
}

static void lose(struct encoder *c, struct buf *out)
{
	c->lost++;
	buf_putc(out, '?');
}

bool encoder_open(struct encoder *c, enum encoding to, struct err *err)
{
	*c = (struct encoder){ .encoding = to };
	if (to != ENCODING_GB18030 && to != ENCODING_BIG5)
		return true;
	return converter_write(&c->converter, to, err);
}

void encoder_close(struct encoder *c)
{
	converter_close(&c->converter);
}

static void write_unit(const struct encoder *c, uint32_t unit, struct buf *out)
{
	bool big = c->encoding == ENCODING_UTF16BE;

	buf_putc(out, (char)(big ? unit >> 8 : unit));
	buf_putc(out, (char)(big ? unit : unit >> 8));
}

static void write_utf16(struct encoder *c, uint32_t cp, struct buf *out)
{
	if (cp == UTF8_BAD) {
		c->lost++;
		cp = '?';
	}
	if (cp >= 0x10000) {
		write_unit(c, 0xD800 + ((cp - 0x10000) >> 10), out);
		cp = 0xDC00 + (cp & 0x3FF);
	}
	write_unit(c, cp, out);
}

/* Bytes at the start that systems encode alike: sound and outside the private
 * use area, where they differ; so they do on U+0080 and U+00A5 in Big5. */
static size_t common_run(const struct encoder *c, const char *s, const char *end)
{
	size_t sound = utf8_sound(s, (size_t)(end - s));

	for (const char *p = s; p < s + sound;) {
		const char *at = p;
		uint32_t cp;

		if ((unsigned char)*p < 0xC2 || ((unsigned char)*p > 0xC2 && (unsigned char)*p < 0xEE)) {
			p++;
			continue;
		}
		cp = utf8_next(&p, end);
		if (is_private(cp) || (c->encoding == ENCODING_BIG5 && (cp == 0x80 || cp == 0xA5)))
			return (size_t)(at - s);
	}
	return sound;
}

static void convert(struct encoder *c, const char *s, size_t bytes, struct buf *out)
{
	const char *end = s + bytes;

	while (s < end) {
		s += converter_run(&c->converter, s, (size_t)(end - s), out);
		if (s < end) {
			lose(c, out);
			s = utf8_after(s, end);
		}
	}
}

/* One character that common_run() stopped at. */
static void write_special(struct encoder *c, uint32_t cp, struct buf *out)
{
	char utf8[4];

	if (c->encoding == ENCODING_GB18030 && cp != UTF8_BAD)
		convert(c, utf8, utf8_put(utf8, gb_from_private(cp)), out);
	else
		lose(c, out);
}

static void write_table(struct encoder *c, const char *s, const char *end, struct buf *out)
{
	while (s < end) {
		size_t run = common_run(c, s, end);

		convert(c, s, run, out);
		s += run;
		if (s < end)
			write_special(c, utf8_next(&s, end), out);
	}
}

void encoder_add(struct encoder *c, const char *s, size_t bytes, struct buf *out)
{
	const char *end = s + bytes;

	if (c->encoding == ENCODING_GB18030 || c->encoding == ENCODING_BIG5) {
		write_table(c, s, end, out);
		return;
	}
	while (s < end) {
		size_t sound = c->encoding == ENCODING_UTF8 ? utf8_sound(s, (size_t)(end - s)) : 0;
		uint32_t cp;

		buf_add(out, s, sound);
		s += sound;
		if (s == end)
			break;
		cp = utf8_next(&s, end);
		if (c->encoding == ENCODING_UTF8)
			lose(c, out);
		else
			write_utf16(c, cp, out);
	}
}
