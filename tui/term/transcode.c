#include "tui/term/transcode.h"

#include "locale/text/utf8.h"
#include "locale/text/width.h"

#include <string.h>

#define NO_CHARACTER '\xFF'
#define WIDE_SUBSTITUTE "？"

/* GB 2312 terminals of today draw all of GBK, so both are read alike; only who says
 * GB18030 has the characters of four bytes. */
static bool has_four_bytes(const char *name)
{
	return strstr(name, "18030") != NULL;
}

bool transcode_open(struct transcode *t, const char *name, struct err *e)
{
	enum encoding encoding;
	bool bom;

	*t = (struct transcode){ 0 };
	if (!encoding_find(name, &encoding, &bom, e))
		return false;
	if (encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE) {
		err_set(e, ERR_USAGE, "no terminal speaks %s", encoding_name(encoding));
		return err_fix(e, "say gb18030, gbk, big5 or utf-8");
	}
	t->two_bytes = encoding == ENCODING_GB18030 && !has_four_bytes(name);
	return decoder_open(&t->decoder, encoding, e) && encoder_open(&t->encoder, encoding, e);
}

void transcode_close(struct transcode *t)
{
	decoder_close(&t->decoder);
	encoder_close(&t->encoder);
	buf_free(&t->typed);
	buf_free(&t->shown);
}

/* ---- typed ---- */

static void mark_losses(struct transcode *t, struct buf *out)
{
	const char *text = buf_text(&t->typed);
	size_t at = 0;

	for (size_t i = 0; i < t->decoder.loss_count; i++) {
		size_t lost = t->decoder.loss[i].out;

		buf_add(out, text + at, lost - at);
		buf_putc(out, NO_CHARACTER);
		at = lost + strlen(UTF8_REPLACEMENT_TEXT);
	}
	buf_add(out, text + at, t->typed.n - at);
	buf_cut(&t->typed, 0);
}

void transcode_typed(struct transcode *t, const void *bytes, size_t n, struct buf *out)
{
	decoder_feed(&t->decoder, bytes, n, &t->typed);
	mark_losses(t, out);
}

bool transcode_waits(const struct transcode *t)
{
	return t->decoder.tail_bytes > 0;
}

void transcode_give_up(struct transcode *t, struct buf *out)
{
	decoder_end(&t->decoder, &t->typed);
	mark_losses(t, out);
}

/* ---- shown ---- */

static void substitute(struct transcode *t, uint32_t cp, struct buf *out)
{
	switch (width_char(cp)) {
	case 0:
		break;
	case 1:
		buf_putc(out, '?');
		break;
	default:
		encoder_add(&t->encoder, WIDE_SUBSTITUTE, strlen(WIDE_SUBSTITUTE), out);
	}
}

static void show_char(
	struct transcode *t, const char *s, size_t bytes, uint32_t cp, struct buf *out)
{
	size_t before = out->n;
	uint64_t lost = t->encoder.lost;

	encoder_add(&t->encoder, s, bytes, out);
	if (t->encoder.lost == lost && (!t->two_bytes || out->n - before <= 2))
		return;
	buf_cut(out, before);
	substitute(t, cp, out);
}

static bool is_cut(const char *s, const char *end)
{
	unsigned char lead = (unsigned char)*s;
	ptrdiff_t whole = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

	return lead >= 0xC2 && lead <= 0xF4 && end - s < whole && utf8_after(s, end) == end;
}

static const char *after_ascii(const char *s, const char *end)
{
	while (s < end && (unsigned char)*s < 0x80)
		s++;
	return s;
}

void transcode_shown(struct transcode *t, const void *bytes, size_t n, struct buf *out)
{
	const char *s, *end;

	buf_add(&t->shown, bytes, n);
	s = buf_text(&t->shown);
	end = s + t->shown.n;
	while (s < end) {
		const char *at = s;
		uint32_t cp;

		s = after_ascii(at, end);
		buf_add(out, at, (size_t)(s - at));
		if (s == end || is_cut(s, end))
			break;
		at = s;
		cp = utf8_next(&s, end);
		show_char(t, at, (size_t)(s - at), cp, out);
	}
	n = (size_t)(end - s);
	if (n)
		memmove(t->shown.at, s, n);
	buf_cut(&t->shown, n);
}
