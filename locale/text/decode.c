#include "locale/text/decode.h"

#include "locale/base/arena.h"
#include "locale/base/array.h"
#include "locale/text/gb18030.h"
#include "locale/text/gb_pairs.h"
#include "locale/text/likeness.h"
#include "locale/text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* What a reading must reach to count as Chinese, and how far ahead of the next it
 * must be to be taken without asking. */
enum { NO_SCORE = -1000, SCORE_CHINESE = 60, SCORE_AHEAD = 25 };

/* Where in the input a call stands. */
struct input {
	const unsigned char *at, *end;
	uint64_t offset; /* of `at` */
};

static void step(struct input *in, size_t bytes)
{
	in->at += bytes;
	in->offset += bytes;
}

static size_t left(const struct input *in)
{
	return (size_t)(in->end - in->at);
}

static void lose(struct decoder *d, struct input *in, size_t bytes, struct buf *out)
{
	if (d->loss_count == d->loss_room) {
		d->loss_room = d->loss_room ? d->loss_room * 2 : 16;
		d->loss = must_realloc(d->loss, d->loss_room * sizeof(*d->loss));
	}
	d->loss[d->loss_count++] = (struct decode_loss){ in->offset, (uint32_t)bytes, out->n };
	d->lost++;
	buf_puts(out, UTF8_REPLACEMENT_TEXT);
	step(in, bytes);
}

static bool is_cut(const unsigned char *at, const unsigned char *stop, const unsigned char *end)
{
	size_t whole = *at >= 0xF0 ? 4 : *at >= 0xE0 ? 3 : 2;

	return stop == end && *at >= 0xC2 && *at <= 0xF4 && (size_t)(end - at) < whole;
}

/* Each of these stops only at the end or before a sequence that the end cuts off. */
static void read_utf8(struct decoder *d, struct input *in, struct buf *out)
{
	while (in->at < in->end) {
		size_t sound = utf8_sound((const char *)in->at, left(in));
		const char *p;

		buf_add(out, in->at, sound);
		step(in, sound);
		if (in->at == in->end)
			return;
		p = utf8_after((const char *)in->at, (const char *)in->end);
		if (is_cut(in->at, (const unsigned char *)p, in->end))
			return;
		lose(d, in, (size_t)(p - (const char *)in->at), out);
	}
}

/* Whole characters of the system's table; one that it does not hold is lost. */
static void convert(struct decoder *d, struct input *in, size_t run,
	size_t (*length)(const unsigned char *p, size_t n), struct buf *out)
{
	const unsigned char *stop = in->at + run;

	while (in->at < stop) {
		size_t n = (size_t)(stop - in->at);

		step(in, converter_run(&d->converter[d->encoding], in->at, n, out));
		if (in->at < stop)
			lose(d, in, length(in->at, (size_t)(stop - in->at)), out);
	}
}

static size_t gb_length(const unsigned char *p, size_t n)
{
	size_t bytes;
	uint32_t cp;

	gb_shape(p, n, &bytes, &cp);
	return bytes;
}

static void read_gb18030(struct decoder *d, struct input *in, struct buf *out)
{
	while (in->at < in->end) {
		size_t bytes;
		uint32_t cp;

		step(in, gb_pairs_run(in->at, left(in), out));
		if (in->at == in->end)
			return;
		switch (gb_shape(in->at, left(in), &bytes, &cp)) {
		case GB_CUT:
			return;
		case GB_OURS:
			utf8_add(out, cp);
			step(in, bytes);
			break;
		case GB_PLAIN:
			convert(d, in, bytes, gb_length, out);
			break;
		default:
			lose(d, in, bytes, out);
		}
	}
}

static bool big5_trail(unsigned char c)
{
	return (c >= 0x40 && c <= 0x7E) || (c >= 0xA1 && c <= 0xFE);
}

/* Leads of the characters that code page 950 assigns; what lies outside is for
 * private use, and systems disagree on whether to read it at all. */
static bool big5_assigned(unsigned char lead, unsigned char trail)
{
	return (lead >= 0xA1 && lead <= 0xF9) && lead != 0xC7 && lead != 0xC8 &&
		(lead != 0xC6 || trail <= 0x7E);
}

static size_t big5_length(const unsigned char *p, size_t n)
{
	return n >= 2 && *p > 0x80 && *p < 0xFF && big5_trail(p[1]) ? 2 : 1;
}

static size_t big5_run(const unsigned char *p, const unsigned char *end)
{
	const unsigned char *start = p;

	while (p < end) {
		if (*p < 0x80)
			p++;
		else if (end - p >= 2 && big5_trail(p[1]) && big5_assigned(p[0], p[1]))
			p += 2;
		else
			break;
	}
	return (size_t)(p - start);
}

static void read_big5(struct decoder *d, struct input *in, struct buf *out)
{
	while (in->at < in->end) {
		convert(d, in, big5_run(in->at, in->end), big5_length, out);
		if (in->at == in->end || (left(in) < 2 && *in->at > 0x80 && *in->at < 0xFF))
			return;
		lose(d, in, big5_length(in->at, left(in)), out);
	}
}

static uint32_t unit(const unsigned char *p, bool big)
{
	return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static void read_utf16(struct decoder *d, struct input *in, struct buf *out)
{
	bool big = d->encoding == ENCODING_UTF16BE;

	while (left(in) >= 2) {
		uint32_t high = unit(in->at, big), low;

		if (high < 0xD800 || high > 0xDFFF) {
			utf8_add(out, high);
			step(in, 2);
			continue;
		}
		if (high < 0xDC00 && left(in) < 4)
			return;
		low = high < 0xDC00 ? unit(in->at + 2, big) : 0;
		if (low >= 0xDC00 && low <= 0xDFFF) {
			utf8_add(out, 0x10000 + ((high & 0x3FF) << 10 | (low & 0x3FF)));
			step(in, 4);
		} else
			lose(d, in, 2, out);
	}
}

static void read_input(struct decoder *d, struct input *in, struct buf *out)
{
	static void (*const readers[])(struct decoder *, struct input *, struct buf *) = {
		[ENCODING_UTF8] = read_utf8,
		[ENCODING_GB18030] = read_gb18030,
		[ENCODING_BIG5] = read_big5,
		[ENCODING_UTF16LE] = read_utf16,
		[ENCODING_UTF16BE] = read_utf16,
	};

	readers[d->encoding](d, in, out);
}

static bool need_converter(struct decoder *d, enum encoding e, struct err *err)
{
	if ((e != ENCODING_GB18030 && e != ENCODING_BIG5) || d->converter[e].handle)
		return true;
	return converter_read(&d->converter[e], e, err);
}

bool decoder_open(struct decoder *d, enum encoding e, struct err *err)
{
	*d = (struct decoder){ .encoding = e };
	return need_converter(d, e, err);
}

void decoder_close(struct decoder *d)
{
	for (int e = 0; e < ENCODING_COUNT; e++)
		converter_close(&d->converter[e]);
	free(d->loss);
	d->loss = NULL;
	d->loss_count = d->loss_room = 0;
}

static void keep_tail(struct decoder *d, const struct input *in)
{
	d->tail_bytes = left(in);
	memcpy(d->tail, in->at, d->tail_bytes);
	d->taken = in->offset;
}

/* Reads the tail of the last block with the first bytes of this one. */
static void read_joint(struct decoder *d, struct input *in, struct buf *out)
{
	unsigned char joint[16];
	size_t taken = left(in) < 12 ? left(in) : 12, read;
	struct input both = { joint, joint + d->tail_bytes + taken, d->taken };

	memcpy(joint, d->tail, d->tail_bytes);
	memcpy(joint + d->tail_bytes, in->at, taken);
	read_input(d, &both, out);
	read = (size_t)(both.at - joint);
	if (read < d->tail_bytes) { /* the block is too short to end even this one */
		step(in, taken);
		keep_tail(d, &both);
		return;
	}
	step(in, read - d->tail_bytes);
	d->tail_bytes = 0;
}

void decoder_feed(struct decoder *d, const void *bytes, size_t n, struct buf *out)
{
	struct input in = { bytes, (const unsigned char *)bytes + n, d->taken + d->tail_bytes };

	d->loss_count = 0;
	if (!n)
		return;
	if (d->tail_bytes)
		read_joint(d, &in, out);
	if (d->tail_bytes)
		return;
	read_input(d, &in, out);
	keep_tail(d, &in);
}

/* What the end cut off is lost; a lead byte given up may leave whole characters
 * behind it. */
static void read_rest(struct decoder *d, struct input *in, struct buf *out)
{
	bool leads = d->encoding == ENCODING_GB18030 || d->encoding == ENCODING_BIG5;

	while (in->at < in->end) {
		lose(d, in, leads ? 1 : left(in), out);
		read_input(d, in, out);
	}
}

void decoder_end(struct decoder *d, struct buf *out)
{
	struct input in = { d->tail, d->tail + d->tail_bytes, d->taken };

	d->loss_count = 0;
	read_rest(d, &in, out);
	d->taken = in.offset;
	d->tail_bytes = 0;
}

static void read_whole(struct decoder *d, const struct bytes *line, struct buf *out)
{
	struct input in = { line->at, (const unsigned char *)line->at + line->n, 0 };

	d->loss_count = 0;
	read_input(d, &in, out);
	read_rest(d, &in, out);
}

static int score_of(const char *text, size_t bytes)
{
	struct likeness l = { 0 };

	likeness_add(&l, text, bytes);
	return likeness_score(&l);
}

/* How much like Chinese the line is when read so; below all scores if it cannot be. */
static int score_as(struct decoder *d, enum encoding e, const struct bytes *line)
{
	struct decoder other = { .encoding = e };
	struct buf text = { 0 };
	struct err err = { 0 };
	int score = NO_SCORE;

	if (need_converter(d, e, &err)) {
		other.converter[e] = d->converter[e];
		read_whole(&other, line, &text);
		if (!other.loss_count)
			score = score_of(buf_text(&text), text.n);
		free(other.loss);
	}
	buf_free(&text);
	return score;
}

/* The one other encoding that reads the line clearly better than all the rest
 * and than `own`; d->encoding if there is none. */
static enum encoding better_reading(struct decoder *d, const struct bytes *line, int own)
{
	static const enum encoding others[] = { ENCODING_UTF8, ENCODING_GB18030, ENCODING_BIG5 };
	enum encoding best = d->encoding;
	int best_score = NO_SCORE, second = own;

	for (size_t i = 0; i < COUNT(others); i++) {
		int score = others[i] == d->encoding ? NO_SCORE : score_as(d, others[i], line);

		if (score > best_score) {
			second = best_score > second ? best_score : second;
			best_score = score;
			best = others[i];
		} else if (score > second)
			second = score;
	}
	return best_score >= SCORE_CHINESE && best_score - second >= SCORE_AHEAD ? best : d->encoding;
}

/* Bytes of UTF-8 can all be read as GB18030, too, by chance; never the other way
 * round beyond a few characters. */
static bool may_be_utf8(
	const struct decoder *d, const struct bytes *line, const char *text, size_t n)
{
	return (d->encoding == ENCODING_GB18030 || d->encoding == ENCODING_BIG5) &&
		utf8_valid(line->at, line->n) && line->n >= utf8_chars(line->at, line->n) + 4 &&
		score_of(text, n) < SCORE_CHINESE;
}

enum encoding decoder_line(struct decoder *d, const void *bytes, size_t n, struct buf *out)
{
	struct bytes line = { bytes, n };
	enum encoding own = d->encoding, used = own;
	size_t start = out->n;

	read_whole(d, &line, out);
	if (own == ENCODING_UTF16LE || own == ENCODING_UTF16BE)
		return own;
	if (d->loss_count)
		used = better_reading(d, &line, NO_SCORE);
	else if (may_be_utf8(d, &line, buf_text(out) + start, out->n - start))
		used = better_reading(d, &line, score_of(buf_text(out) + start, out->n - start));
	if (used == own)
		return own;
	d->lost -= d->loss_count;
	buf_cut(out, start);
	d->encoding = used;
	read_whole(d, &line, out);
	d->encoding = own;
	return used;
}
