#include "locale/text/repair_shift.h"

#include "locale/text/decode.h"
#include "locale/text/likeness.h"
#include "locale/text/utf8.h"

#include <string.h>

enum {
	RUN_MOST = 400,    /* characters: a longer one is no run of a single mistake */
	RUN_LEAST = 2,     /* fewer say nothing */
	READS_SCORE = 45,  /* Chinese text has at least this much */
	BETTER_SCORE = 25, /* and this much more than the shifted one */
};

/* What stands behind a '?', up to what ends a run: a plain sign, U+FFFD, the end. */
struct run {
	const char *from, *to;
	struct buf shifted; /* its bytes in GB18030 */
	bool synced;        /* by a trail byte that is a plain sign: both readings agree again */
	bool cut;           /* by U+FFFD: the trail of the last character */
};

static const char *run_end(const char *s, const char *end)
{
	for (int n = 0; s < end && (unsigned char)*s >= 0x80 && n < RUN_MOST; n++) {
		const char *from = s;

		if (utf8_next(&s, end) == UTF8_REPLACEMENT)
			return from;
	}
	return s;
}

/* Two bytes a character; what needs four was never part of it. */
static bool take_pairs(struct run *r)
{
	const unsigned char *b = (const unsigned char *)r->shifted.at;
	const char *s = r->from;

	for (size_t i = 0; i + 1 < r->shifted.n; i += 2) {
		if (b[i] < 0x81 || b[i + 1] < 0x40)
			return false;
		utf8_next(&s, r->to);
		r->synced = b[i + 1] < 0x80;
		if (r->synced) {
			r->to = s;
			buf_cut(&r->shifted, i + 2);
			return true;
		}
	}
	return r->shifted.n % 2 == 0;
}

static bool read_run(struct run *r, struct converter *to_gbk, const char *end)
{
	r->to = run_end(r->from, end);
	if (converter_run(to_gbk, r->from, (size_t)(r->to - r->from), &r->shifted) <
			(size_t)(r->to - r->from) ||
		!take_pairs(r) || r->shifted.n < 2 * RUN_LEAST)
		return false;
	r->cut = !r->synced && end - r->to >= 3 && !memcmp(r->to, UTF8_REPLACEMENT_TEXT, 3);
	return true;
}

static int score_of(const char *text, size_t bytes)
{
	struct likeness l = { 0 };

	likeness_add(&l, text, bytes);
	return likeness_score(&l);
}

/* The bytes without the first, which belongs to the lost character, as they were meant. */
static bool realign(const struct run *r, struct decoder *d, struct buf *out)
{
	size_t n = r->shifted.n - 1 - !r->synced, start = out->n;
	uint64_t lost = d->lost;

	decoder_feed(d, r->shifted.at + 1, n, out);
	decoder_end(d, out);
	return d->lost == lost && score_of(out->at + start, out->n - start) >= READS_SCORE &&
		score_of(out->at + start, out->n - start) >=
		score_of(r->from, (size_t)(r->to - r->from)) + BETTER_SCORE;
}

/* At a '?': the text behind the run, or NULL where there is none. */
static const char *mend_at(
	const char *at, const char *end, struct converter *to_gbk, struct decoder *d, struct buf *out)
{
	struct run r = { .from = at + 1 };
	struct buf meant = { 0 };
	const char *behind = NULL;

	if (read_run(&r, to_gbk, end) && realign(&r, d, &meant)) {
		buf_puts(out, UTF8_REPLACEMENT_TEXT);
		buf_add(out, meant.at, meant.n);
		if (!r.synced)
			buf_puts(out, UTF8_REPLACEMENT_TEXT);
		behind = r.to + (r.cut ? 3 : 0);
	}
	buf_free(&meant);
	buf_free(&r.shifted);
	return behind;
}

static bool may_hold(const char *text, size_t bytes)
{
	for (size_t i = 0; i + 1 < bytes; i++)
		if (text[i] == '?' && (unsigned char)text[i + 1] >= 0x80)
			return true;
	return false;
}

static size_t mend_all(
	struct buf *out, const char *s, const char *end, struct converter *to_gbk, struct decoder *d)
{
	size_t places = 0;

	while (s < end) {
		const char *behind = NULL;

		if (*s == '?' && s + 1 < end && (unsigned char)s[1] >= 0x80)
			behind = mend_at(s, end, to_gbk, d, out);
		places += behind != NULL;
		if (behind)
			s = behind;
		else
			buf_putc(out, *s++);
	}
	return places;
}

size_t repair_shift(struct buf *out, const char *text, size_t bytes)
{
	struct converter to_gbk = { 0 };
	struct decoder d = { 0 };
	struct err e = { 0 };
	size_t places = 0, start = out->n;

	if (!may_hold(text, bytes) || !converter_write(&to_gbk, ENCODING_GB18030, &e))
		return 0;
	if (decoder_open(&d, ENCODING_GB18030, &e))
		places = mend_all(out, text, text + bytes, &to_gbk, &d);
	decoder_close(&d);
	converter_close(&to_gbk);
	if (!places)
		buf_cut(out, start);
	return places;
}
