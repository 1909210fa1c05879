/* The first line is what was typed, the rest a text: what is found is what a plain search
 * that tries everything finds, at the same place. */
#include "locale/text/pinyin.h"
#include "locale/text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MOST = 256, CELLS_MOST = TEXT_MOST * FOLDED_MOST };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

/* A character of the text, or one of those it folds to. */
struct cell {
	uint32_t cp;
	const char *at;
	bool first;
};

struct plain {
	char letter[PINYIN_MOST + 1]; /* what was typed */
	bool parted[PINYIN_MOST + 1]; /* an apostrophe stands before it */
	struct cell cell[CELLS_MOST];
	size_t count;
	bool failed[PINYIN_MOST + 1][CELLS_MOST]; /* the rest of one against the rest of the other */
};

static bool rest_stands(struct plain *p, size_t at, size_t cell);

static bool parted_within(const struct plain *p, size_t at, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (p->parted[at + i])
			return true;
	return false;
}

static bool syllable_stands(struct plain *p, size_t at, const char *letters, size_t next)
{
	size_t whole = strlen(letters);

	for (size_t n = 1; n <= whole; n++) {
		char typed = p->letter[at + n - 1], is = letters[n - 1];

		if ((typed != is && !(is == 'v' && typed == 'u')) || parted_within(p, at, n))
			return false;
		if (!p->letter[at + n])
			return true;
		if ((n == 1 || n == whole || (n == 2 && is == 'h')) && rest_stands(p, at + n, next))
			return true;
	}
	return false;
}

/* Ends with a 0; good until the next call. */
static const uint16_t *readings_of(uint32_t cp)
{
	static uint16_t one[2];

	one[0] = 0;
	if (cp >= PINYIN_FIRST_HAN && cp < PINYIN_LAST_HAN)
		one[0] = pinyin_han[cp - PINYIN_FIRST_HAN];
	for (size_t i = 0; i < PINYIN_RARE; i++)
		if (pinyin_rare[i].cp == cp)
			one[0] = pinyin_rare[i].entry;
	return one[0] >= PINYIN_SEVERAL ? pinyin_several + one[0] - PINYIN_SEVERAL : one;
}

static bool han_stands(struct plain *p, size_t at, uint32_t cp, size_t next)
{
	uint16_t said[16];
	size_t n = 0;

	for (const uint16_t *s = readings_of(cp); *s && n < 16; s++)
		said[n++] = *s;
	while (n--)
		if (syllable_stands(p, at, pinyin_syllable[said[n]].letters, next))
			return true;
	return false;
}

static bool rest_stands(struct plain *p, size_t at, size_t cell)
{
	uint32_t cp = p->cell[cell].cp;

	if (!p->letter[at])
		return true;
	if (cell == p->count || p->failed[at][cell])
		return false;
	if (*readings_of(cp) ? han_stands(p, at, cp, cell + 1)
						 : cp == (unsigned char)p->letter[at] && rest_stands(p, at + 1, cell + 1))
		return true;
	p->failed[at][cell] = true;
	return false;
}

static const char *plain_find(struct plain *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->cell[i].first && rest_stands(p, 0, i))
			return p->cell[i].at;
	return NULL;
}

static void set_typed(struct plain *p, const char *typed, size_t n)
{
	struct buf folded = { 0 };
	size_t at = 0;

	fold_text(&folded, typed, n);
	for (size_t i = 0; i < folded.n; i++)
		if (folded.at[i] == '\'')
			p->parted[at] = true;
		else if (at < PINYIN_MOST)
			p->letter[at++] = folded.at[i];
	buf_free(&folded);
}

static void set_text(struct plain *p, const char *s, const char *end)
{
	while (s < end) {
		const char *at = s, *t;
		char folded[FOLDED_MOST];
		uint32_t cp = utf8_next(&s, end);
		size_t n = *readings_of(cp) ? utf8_put(folded, cp) : fold_char(folded, cp);

		for (t = folded; t < folded + n;) {
			bool first = t == folded;

			p->cell[p->count++] = (struct cell){ utf8_next(&t, folded + n), at, first };
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *typed = (const char *)data, *line_end = memchr(data, '\n', n);
	size_t typed_bytes = line_end ? (size_t)(line_end - typed) : n;
	const char *text = line_end ? line_end + 1 : typed + n, *first;
	size_t bytes = (size_t)(typed + n - text);
	static struct plain plain;
	struct fold_hit hit = { 0 };
	struct pinyin p;

	if (bytes > TEXT_MOST || !pinyin_prepare(&p, typed, typed_bytes))
		return 0;
	memset(&plain, 0, sizeof(plain));
	set_typed(&plain, typed, typed_bytes);
	set_text(&plain, text, text + bytes);
	first = plain_find(&plain);
	must(pinyin_find(&p, text, bytes, &hit) == (first != NULL));
	if (first) {
		must(text + hit.at == first && hit.bytes && hit.bytes <= bytes - hit.at);
		must(pinyin_find(&p, first, hit.bytes, &hit) && !hit.at);
	}
	return 0;
}
