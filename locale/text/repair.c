#include "locale/text/repair.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/decode.h"
#include "locale/text/encode.h"
#include "locale/text/entity.h"
#include "locale/text/likeness.h"
#include "locale/text/repair_shift.h"
#include "locale/text/utf8.h"

#include <string.h>

enum {
	CHINESE = 60,  /* likeness of a text that is */
	BETTER = 25,   /* by how much one must read better than before */
	LOST_MOST = 8, /* bytes that Windows-1252 lost and that are guessed */
};

static int score_of(struct bytes text)
{
	struct likeness l = { 0 };

	likeness_add(&l, text.at, text.n);
	return likeness_score(&l);
}

static bool is_han(uint32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

static size_t count_han(struct bytes text)
{
	const char *s = text.at, *end = s + text.n;
	size_t n = 0;

	while (s < end)
		n += is_han(utf8_next(&s, end));
	return n;
}

static struct bytes bytes_of(const struct buf *b)
{
	return (struct bytes){ buf_text(b), b->n };
}

/* Reads bytes in the encoding; how many places could not be read. */
static uint64_t decode(struct bytes from, enum encoding encoding, struct buf *out)
{
	struct decoder d = { 0 };
	struct err e = { 0 };
	uint64_t lost;

	if (!decoder_open(&d, encoding, &e))
		return UINT64_MAX;
	decoder_feed(&d, from.at, from.n, out);
	decoder_end(&d, out);
	lost = d.lost;
	decoder_close(&d);
	return lost;
}

static bool encode(struct bytes text, struct buf *out)
{
	struct encoder c = { 0 };
	struct err e = { 0 };
	bool whole;

	if (!encoder_open(&c, ENCODING_GB18030, &e))
		return false;
	encoder_add(&c, text.at, text.n, out);
	whole = c.lost == 0;
	encoder_close(&c);
	return whole;
}

/* --- read as a letter each ------------------------------------------------------------------ */

/* What Windows-1252 has at 80 … 9F; 0 where it has nothing, and a byte was lost. */
static const uint16_t windows[32] = { 0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178 };

static const unsigned char lost_bytes[] = { 0x81, 0x8D, 0x8F, 0x90, 0x9D };

/* The byte a letter was; 0: it was none. */
static unsigned char byte_of(uint32_t cp)
{
	if (cp && cp < 0x100)
		return (unsigned char)cp;
	for (size_t i = 0; i < COUNT(windows); i++)
		if (windows[i] == cp && cp)
			return (unsigned char)(0x80 + i);
	return cp == UTF8_REPLACEMENT ? lost_bytes[0] : 0;
}

struct letters {
	struct buf bytes;
	size_t high;            /* bytes above 7F */
	size_t lost[LOST_MOST]; /* where the lost ones stand */
	size_t lost_count;
};

/* False: the text is not one of single bytes. */
static bool as_letters(struct bytes text, struct letters *l)
{
	const char *s = text.at, *end = s + text.n;

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);
		unsigned char byte = byte_of(cp);

		if (!byte || (cp == UTF8_REPLACEMENT && l->lost_count == LOST_MOST))
			return false;
		if (cp == UTF8_REPLACEMENT)
			l->lost[l->lost_count++] = l->bytes.n;
		l->high += byte >= 0x80;
		buf_putc(&l->bytes, (char)byte);
	}
	return l->high >= 2;
}

/* Tries all bytes that may have been lost, one place after the other. */
static void guess_lost(struct letters *l)
{
	for (size_t i = 0; i < l->lost_count; i++) {
		unsigned char best = lost_bytes[0];
		int most = -1000;

		for (size_t j = 0; j < sizeof(lost_bytes); j++) {
			struct buf text = { 0 };
			int score;

			l->bytes.at[l->lost[i]] = (char)lost_bytes[j];
			decode(bytes_of(&l->bytes), ENCODING_GB18030, &text);
			score = score_of(bytes_of(&text));
			if (score > most) {
				most = score;
				best = lost_bytes[j];
			}
			buf_free(&text);
		}
		l->bytes.at[l->lost[i]] = (char)best;
	}
}

/* Whether the mistake, made again, leads to the same bytes. */
static bool leads_back(struct bytes text, const struct buf *want)
{
	struct buf again = { 0 };
	bool same = encode(text, &again) && again.n == want->n && !memcmp(again.at, want->at, want->n);

	buf_free(&again);
	return same;
}

static enum repair letters_to_gbk(struct letters *l, struct buf *out, bool *certain)
{
	struct buf text = { 0 };
	enum repair found = REPAIR_NONE;

	guess_lost(l);
	if (!decode(bytes_of(&l->bytes), ENCODING_GB18030, &text) && count_han(bytes_of(&text)) &&
		score_of(bytes_of(&text)) >= CHINESE) {
		buf_add(out, text.at, text.n);
		*certain = *certain && !l->lost_count && leads_back(bytes_of(&text), &l->bytes);
		found = REPAIR_GBK_AS_LATIN;
	}
	buf_free(&text);
	return found;
}

static enum repair repair_letters(struct bytes text, struct buf *out, bool *certain)
{
	struct letters l = { 0 };
	enum repair found = REPAIR_NONE;

	if (as_letters(text, &l)) {
		struct bytes b = bytes_of(&l.bytes);

		if (!l.lost_count && utf8_valid(b.at, b.n)) {
			if (count_han(b) && score_of(b) >= CHINESE) {
				buf_add(out, b.at, b.n);
				found = REPAIR_UTF8_AS_LATIN;
			}
		} else {
			found = letters_to_gbk(&l, out, certain);
		}
	}
	buf_free(&l.bytes);
	return found;
}

/* --- UTF-8 read as GBK ------------------------------------------------------------------------ */

/* The bytes it was; FF, which is none of UTF-8, for each place that was lost. */
static bool as_gbk(struct bytes text, struct buf *out)
{
	const char *s = text.at, *end = s + text.n;

	while (s < end) {
		const char *lost = memmem(s, (size_t)(end - s), UTF8_REPLACEMENT_TEXT, 3);
		const char *stop = lost ? lost : end;

		if (!encode((struct bytes){ s, (size_t)(stop - s) }, out))
			return false;
		if (lost)
			buf_putc(out, '\xFF');
		s = lost ? lost + 3 : end;
	}
	return true;
}

struct rest {
	struct buf text;
	struct likeness sound; /* of what was not lost */
	size_t lost;           /* places */
};

/* A character and the byte it lacked are two places; they were one character.  A byte order
 * mark that was read as well is none of the text. */
static void count_once(struct rest *r, struct bytes text)
{
	const char *s = text.at, *end = s + text.n;
	bool before = false;

	s += encoding_bom_at(ENCODING_UTF8, s, text.n);
	for (const char *from = s; s < end; from = s) {
		bool lost = utf8_next(&s, end) == UTF8_REPLACEMENT;

		if (!lost || !before)
			buf_add(&r->text, from, (size_t)(s - from));
		if (!lost)
			likeness_add(&r->sound, from, (size_t)(s - from));
		r->lost += lost && !before;
		before = lost;
	}
}

static enum repair repair_gbk(struct bytes text, struct buf *out, bool *certain)
{
	struct buf bytes = { 0 }, read = { 0 };
	struct rest r = { 0 };
	enum repair found = REPAIR_NONE;
	int score;

	if (count_han(text) && as_gbk(text, &bytes)) {
		decode(bytes_of(&bytes), ENCODING_UTF8, &read);
		count_once(&r, bytes_of(&read));
		score = likeness_score(&r.sound);
		if (r.lost * 3 <= count_han(bytes_of(&r.text)) && score >= CHINESE &&
			score > score_of(text) + BETTER)
			found = REPAIR_UTF8_AS_GBK;
	}
	if (found) {
		buf_add(out, r.text.at, r.text.n);
		*certain = false;
	}
	buf_free(&bytes);
	buf_free(&read);
	buf_free(&r.text);
	return found;
}

/* --- codes ------------------------------------------------------------------------------- */

static int hex(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* \u5e02: its number, or -1. */
static int32_t escape_at(const char *s, const char *end)
{
	int32_t n = 0;

	if (end - s < 6 || s[0] != '\\' || s[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		if (hex(s[i]) < 0)
			return -1;
		n = n * 16 + hex(s[i]);
	}
	return n;
}

/* A character beyond FFFF is written as two; *bytes: what it takes in the text. */
static uint32_t read_escape(const char *s, const char *end, size_t *bytes)
{
	int32_t high = escape_at(s, end), low;

	*bytes = 0;
	if (high < 0x80)
		return 0;
	*bytes = 6;
	if (high < 0xD800 || high > 0xDFFF)
		return (uint32_t)high;
	low = high < 0xDC00 ? escape_at(s + 6, end) : -1;
	*bytes = low >= 0xDC00 && low <= 0xDFFF ? 12 : 0;
	return 0x10000 + (((uint32_t)high - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
}

static size_t expand_escapes(struct buf *out, struct bytes text)
{
	const char *s = text.at, *end = s + text.n;
	size_t found = 0;

	while (s < end) {
		size_t n;
		uint32_t cp = read_escape(s, end, &n);

		if (n)
			utf8_add(out, cp);
		else
			buf_putc(out, *s);
		found += n > 0;
		s += n ? n : 1;
	}
	return found;
}

/* Codes say what they stand for: there is nothing to guess. */
static enum repair repair_codes(struct bytes text, struct buf *out, bool *certain)
{
	struct buf expanded = { 0 }, plain = { 0 };
	size_t found;

	(void)certain;
	if (!memchr(text.at, '&', text.n) && !memchr(text.at, '\\', text.n))
		return REPAIR_NONE;
	found = entity_expand(&expanded, text.at, text.n);
	found += expand_escapes(&plain, bytes_of(&expanded));
	if (found)
		buf_add(out, plain.at, plain.n);
	buf_free(&expanded);
	buf_free(&plain);
	return found ? REPAIR_CODES : REPAIR_NONE;
}

/* --- readings ---------------------------------------------------------------------------- */

static bool has_tone(uint32_t cp)
{
	static const uint16_t vowels[] = { 0x101, 0xE1, 0x1CE, 0xE0, 0x113, 0xE9, 0x11B, 0xE8, 0x12B,
		0xED, 0x1D0, 0xEC, 0x14D, 0xF3, 0x1D2, 0xF2, 0x16B, 0xFA, 0x1D4, 0xF9, 0x1D6, 0x1D8, 0x1DA,
		0x1DC };

	for (size_t i = 0; i < COUNT(vowels); i++)
		if (vowels[i] == cp)
			return true;
	return false;
}

/* (nèi) behind a Han: its bytes; 0: no reading. */
static size_t reading_at(const char *s, const char *end)
{
	const char *from = s;
	int letters = 0, tones = 0;

	if (s == end || *s++ != '(')
		return 0;
	while (s < end && *s != ')') {
		uint32_t cp = utf8_next(&s, end);

		tones += has_tone(cp);
		if (++letters > 6 || (!has_tone(cp) && cp != 0xFC && (cp < 'a' || cp > 'z')))
			return 0;
	}
	return s < end && tones == 1 ? (size_t)(s + 1 - from) : 0;
}

static enum repair repair_readings(struct bytes text, struct buf *out, bool *certain)
{
	const char *s = text.at, *end = s + text.n;
	size_t found = 0, start = out->n;

	if (!memchr(text.at, '(', text.n))
		return REPAIR_NONE;
	while (s < end) {
		const char *from = s;
		size_t n = is_han(utf8_next(&s, end)) ? reading_at(s, end) : 0;

		buf_add(out, from, (size_t)(s - from));
		found += n > 0;
		s += n;
	}
	if (found)
		*certain = false;
	else
		buf_cut(out, start);
	return found ? REPAIR_READINGS : REPAIR_NONE;
}

static enum repair repair_shifted(struct bytes text, struct buf *out, bool *certain)
{
	if (!repair_shift(out, text.at, text.n))
		return REPAIR_NONE;
	*certain = false;
	return REPAIR_SHIFT;
}

/* --- all of them ------------------------------------------------------------------------- */

static bool is_plain(struct bytes text)
{
	const unsigned char *s = text.at;

	for (size_t i = 0; i < text.n; i++)
		if (s[i] >= 0x80 || s[i] == '&' || s[i] == '\\')
			return false;
	return true;
}

enum repair repair_text(struct buf *out, const char *text, size_t bytes, bool *certain)
{
	static enum repair (*const repairs[])(struct bytes, struct buf *, bool *) = { repair_codes,
		repair_letters, repair_gbk, repair_readings, repair_shifted };
	enum repair found = REPAIR_NONE;
	struct buf now = { 0 };

	*certain = true;
	buf_add(&now, text, bytes);
	for (size_t i = 0; i < COUNT(repairs) && !is_plain(bytes_of(&now)); i++) {
		struct buf better = { 0 };
		enum repair one = repairs[i](bytes_of(&now), &better, certain);

		if (one) {
			found = one;
			buf_free(&now);
			now = better;
		} else {
			buf_free(&better);
		}
	}
	if (found)
		buf_add(out, now.at, now.n);
	buf_free(&now);
	return found;
}

const char *repair_words(enum repair how)
{
	static const char *const words[REPAIR_KINDS] = {
		[REPAIR_NONE] = "",
		[REPAIR_GBK_AS_LATIN] = N_("GBK that was read as Western letters"),
		[REPAIR_UTF8_AS_LATIN] = N_("UTF-8 that was read as Western letters"),
		[REPAIR_UTF8_AS_GBK] = N_("UTF-8 that was read as GBK"),
		[REPAIR_CODES] = N_("codes of a web page or program"),
		[REPAIR_SHIFT] = N_("a byte became ? and the characters behind it shifted"),
		[REPAIR_READINGS] = N_("readings beside the characters"),
	};

	return words[how];
}
