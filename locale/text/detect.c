#include "locale/text/detect.h"

#include "locale/text/decode.h"
#include "locale/text/likeness.h"
#include "locale/text/utf8.h"

#include <string.h>

enum { SAMPLE = 65536, SURE_SCORE = 50, SURE_AHEAD = 25, IMPOSSIBLE = -1000 };

static void keep_sample(struct buf *sample, const unsigned char *p, size_t n)
{
	size_t room = sample->n < SAMPLE ? SAMPLE - sample->n : 0;

	buf_add(sample, p, n < room ? n : room);
}

static const unsigned char *first_high(const unsigned char *p, size_t n)
{
	size_t i = 0;

	for (uint64_t word; i + 8 <= n; i += 8) {
		memcpy(&word, p + i, 8);
		if (word & 0x8080808080808080u)
			break;
	}
	while (i < n && p[i] < 0x80)
		i++;
	return p + i;
}

/* Counts the character or the damage at *p, unless the end may have cut it off. */
static bool count_one(struct detector *d, const char **p, const char *end)
{
	const char *at = *p;

	if (utf8_next(p, end) != UTF8_BAD) {
		d->long_chars += *p - at > 2;
		d->short_chars += *p - at == 2;
	} else if (*p == end && end - at < 4) {
		*p = at;
		return false;
	} else
		d->bad++;
	return true;
}

/* Ends the sequence the last block broke off in; where this block is too short
 * even for that, it all becomes the tail.  Returns where to go on. */
static const char *count_joint(struct detector *d, const char *p, const char *end)
{
	char joint[8];
	size_t more = (size_t)(end - p) < 4 ? (size_t)(end - p) : 4;
	const char *at = joint, *old = joint + d->tail_bytes, *stop = old + more;

	memcpy(joint, d->tail, d->tail_bytes);
	memcpy(joint + d->tail_bytes, p, more);
	while (at < old && count_one(d, &at, stop))
		;
	if (at >= old)
		return p + (at - old);
	d->tail_bytes = (size_t)(stop - at);
	memcpy(d->tail, at, d->tail_bytes);
	return NULL;
}

/* So much damage that counting on would only take time. */
static bool is_no_utf8(const struct detector *d)
{
	return d->bad > 10000 && d->bad > 4 * d->long_chars;
}

static void count_utf8(struct detector *d, const char *p, const char *end)
{
	if (d->tail_bytes)
		p = count_joint(d, p, end);
	if (!p)
		return;
	while (p < end && !is_no_utf8(d)) {
		if ((unsigned char)*p < 0x80)
			p = (const char *)first_high((const unsigned char *)p, (size_t)(end - p));
		else if (!count_one(d, &p, end))
			break;
	}
	d->tail_bytes = is_no_utf8(d) ? 0 : (size_t)(end - p);
	memcpy(d->tail, p, d->tail_bytes);
}

void detector_feed(struct detector *d, const void *bytes, size_t n)
{
	const unsigned char *p = bytes, *end = p + n, *high = p;

	if (!n)
		return;
	keep_sample(&d->head, p, n);
	if (!d->high.n)
		high = first_high(p, n);
	keep_sample(&d->high, high, (size_t)(end - high));
	for (const unsigned char *nul = p; (nul = memchr(nul, 0, (size_t)(end - nul))); nul++)
		d->nuls++;
	count_utf8(d, bytes, (const char *)end);
	d->bytes += n;
}

static struct likeness read_as(const struct buf *sample, enum encoding e)
{
	struct decoder d;
	struct err err = { 0 };
	struct buf text = { 0 };
	struct likeness l = { 0 };

	if (decoder_open(&d, e, &err))
		decoder_feed(&d, buf_text(sample), sample->n, &text);
	else
		l.broken = 1;
	likeness_add(&l, buf_text(&text), text.n);
	buf_free(&text);
	decoder_close(&d);
	return l;
}

static int share(uint64_t part, uint64_t whole, int weight)
{
	return whole ? (int)(part * (uint64_t)weight / whole) : 0;
}

/* The plain characters say nothing here: they are the same in all three. */
static int score_bytes(const struct detector *d, enum encoding e)
{
	struct likeness l;

	if (!d->high.n)
		return 100 - share(d->nuls, d->bytes, 400);
	l = read_as(&d->high, e);
	return likeness_score(&l);
}

/* Here plain characters count as well: each is a pair of bytes that is no accident. */
static int score_pairs(const struct detector *d, enum encoding e)
{
	struct likeness l;
	int64_t others;

	if (d->bytes < 2)
		return IMPOSSIBLE;
	l = read_as(&d->head, e);
	others = (int64_t)(l.frequent + l.common + l.rare + l.odd + l.broken);
	return (int)((likeness_score(&l) * others + 100 * (int64_t)l.plain) /
		(others + (int64_t)l.plain + !(others + (int64_t)l.plain)));
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_high(char c)
{
	return (unsigned char)c >= 0x80;
}

/* caf\xC3\xA9: accents stand among plain letters, Han do not. */
static bool has_accents(const struct buf *sample)
{
	for (size_t i = 0; i + 1 < sample->n; i++)
		if ((is_letter(sample->at[i]) && is_high(sample->at[i + 1])) ||
			(is_high(sample->at[i]) && is_letter(sample->at[i + 1])))
			return true;
	return false;
}

static int score_utf8(const struct detector *d, int gb)
{
	uint64_t sound = d->long_chars + d->short_chars;
	uint64_t bad = d->bad + (!sound && d->tail_bytes);
	int read;

	if (bad) {
		read = score_bytes(d, ENCODING_UTF8);
		return read - share(bad, bad + sound, 300);
	}
	if (d->long_chars || !d->short_chars || gb < 80 || has_accents(&d->high))
		return 100 - share(d->nuls, d->bytes, 400);
	return gb - 1; /* 农业 in GBK happens to be sound UTF-8: ũҵ */
}

static void judge(struct detect_guess *g)
{
	int best = IMPOSSIBLE, second = IMPOSSIBLE;

	for (int e = 0; e < ENCODING_COUNT; e++) {
		if (g->score[e] > best) {
			second = best;
			best = g->score[e];
			g->encoding = (enum encoding)e;
		} else if (g->score[e] > second)
			second = g->score[e];
	}
	g->sure = best >= SURE_SCORE && best - second >= SURE_AHEAD;
}

static void obey_mark(struct detect_guess *g, const struct buf *head)
{
	for (int e = 0; e < ENCODING_COUNT; e++) {
		size_t bom = encoding_bom_at((enum encoding)e, buf_text(head), head->n);

		if (!bom)
			continue;
		g->encoding = (enum encoding)e;
		g->bom = bom;
		g->sure = g->score[e] > 0;
	}
}

struct detect_guess detector_end(struct detector *d)
{
	struct detect_guess g = { 0 };

	for (int e = ENCODING_GB18030; e < ENCODING_COUNT; e++)
		g.score[e] = e >= ENCODING_UTF16LE ? score_pairs(d, (enum encoding)e)
										   : score_bytes(d, (enum encoding)e);
	g.score[ENCODING_UTF8] = score_utf8(d, g.score[ENCODING_GB18030]);
	judge(&g);
	if (g.encoding == ENCODING_UTF8 && !d->bad && (d->long_chars || !d->high.n))
		g.sure = true;
	obey_mark(&g, &d->head);
	buf_free(&d->head);
	buf_free(&d->high);
	*d = (struct detector){ 0 };
	return g;
}

struct detect_guess detect_encoding(const void *bytes, size_t n)
{
	struct detector d = { 0 };

	detector_feed(&d, bytes, n);
	return detector_end(&d);
}
