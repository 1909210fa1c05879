/* All places in the word that the text may have come to are kept at once, one bit each, and
 * moved on by every character: shift-and, with a look-up by code point instead of folding.
 * Where the word has a character that only it itself folds to, only what is around that one
 * is gone through. */
#include "locale/text/seek.h"

#include "locale/text/fold.h"
#include "locale/text/fold_table.h"
#include "locale/text/utf8.h"

#include <stdint.h>
#include <string.h>

enum {
	PAGE_BITS = 8,
	PAGE = 1 << PAGE_BITS,
	PAGES = UTF8_BAD >> PAGE_BITS,
	TAGS = 0xE0000, /* what folds to nothing beyond the tables */
	TAGS_END = 0xE0200,
};

/* What a character does; CHAR and on: it folds to that character of the word. */
enum { OTHER, NOTHING, SPACE, SEVERAL, CHAR };

struct seek {
	unsigned char *page[PAGES];    /* what each code point does; NULL: OTHER */
	uint64_t at[CHAR + SEEK_MOST]; /* where in the word what does so stands */
	uint64_t near;                 /* of its characters: bit by the last six bits of each */
	uint32_t chars[SEEK_MOST];     /* apart from each other, in order of CHAR */
	size_t count;
	uint64_t last;
	uint64_t varied; /* of `chars`: those that others fold to */
	char anchor[4];  /* the one that is looked for first */
	size_t anchor_bytes;
	size_t before;       /* it stands behind so many of the word at most */
	struct arena *arena; /* while it is made */
};

static uint64_t bit(size_t i)
{
	return UINT64_C(1) << i;
}

static unsigned what_does(const struct seek *s, uint32_t cp)
{
	const unsigned char *page;

	if (cp >= UTF8_BAD)
		cp = UTF8_REPLACEMENT;
	page = s->page[cp >> PAGE_BITS];
	return page ? page[cp % PAGE] : OTHER;
}

/* --- making ------------------------------------------------------------------------ */

static void put(struct seek *s, uint32_t cp, unsigned what)
{
	unsigned char **page = &s->page[cp >> PAGE_BITS];

	if (!*page && what == OTHER)
		return;
	if (!*page)
		*page = arena_alloc(s->arena, PAGE);
	(*page)[cp % PAGE] = (unsigned char)what;
}

static unsigned what_is(const struct seek *s, uint32_t folded)
{
	if (folded == ' ')
		return SPACE;
	if (!(s->near & bit(folded % 64)))
		return OTHER;
	for (size_t i = 0; i < s->count; i++)
		if (s->chars[i] == folded)
			return CHAR + (unsigned)i;
	return OTHER;
}

static void note_variant(struct seek *s, unsigned what)
{
	if (what >= CHAR)
		s->varied |= bit(what - CHAR);
}

/* What folds to a text: one without a character of the word is any other. */
static unsigned what_are(struct seek *s, const char *folded, size_t bytes)
{
	const char *at = folded, *end = folded + bytes;
	unsigned all = bytes ? OTHER : NOTHING;

	for (size_t n = 0; at < end; n++) {
		unsigned what = what_is(s, utf8_next(&at, end));

		note_variant(s, what);
		if (what != OTHER)
			all = n == 0 && at == end ? what : SEVERAL;
	}
	return all;
}

static void put_variant(struct seek *s, uint32_t cp, unsigned entry)
{
	size_t number = entry - FOLD_STRING;

	unsigned what;

	if (entry < FOLD_STRING || entry >= FOLD_STRING_END)
		what = what_is(s, entry);
	else
		what = what_are(s, (const char *)fold_strings + fold_string_at[number],
			(size_t)(fold_string_at[number + 1] - fold_string_at[number]));
	note_variant(s, what);
	put(s, cp, what);
}

static void put_variants(struct seek *s)
{
	static const uint16_t none[64];
	unsigned stays = UINT16_MAX; /* the block, most of them, in which nothing has variants */

	for (uint32_t i = 0; i < FOLD_LAST >> 6; i++) {
		const uint16_t *block = fold_block[fold_index[i]];

		if (fold_index[i] == stays)
			continue;
		if (!memcmp(block, none, sizeof(none)))
			stays = fold_index[i];
		for (uint32_t k = 0; k < 64; k++)
			if (block[k])
				put_variant(s, i << 6 | k, block[k]);
	}
	for (uint32_t cp = TAGS; cp < TAGS_END; cp++)
		put(s, cp, NOTHING);
}

/* False: it is too long. */
static bool read_word(struct seek *s, const char *word, size_t bytes)
{
	const char *at = word, *end = word + bytes;
	size_t n = 0;

	for (; at < end; n++) {
		uint32_t cp = utf8_next(&at, end);
		unsigned what;

		if (n == SEEK_MOST)
			return false;
		if (what_is(s, cp) == OTHER) {
			s->chars[s->count++] = cp;
			s->near |= bit(cp % 64);
		}
		what = what_is(s, cp);
		s->at[what] |= bit(n);
		if (cp < UTF8_BAD)
			put(s, cp, what);
	}
	s->last = n ? bit(n - 1) : 0;
	return n > 0;
}

/* The first character that stands for itself alone; runs of spaces need the whole text. */
static void choose_anchor(struct seek *s)
{
	for (size_t i = 0; i < s->count && !s->at[SPACE]; i++) {
		unsigned what = CHAR + (unsigned)i;

		if (s->varied & bit(i) || s->chars[i] >= UTF8_BAD || s->chars[i] == UTF8_REPLACEMENT ||
			what_does(s, s->chars[i]) != what)
			continue;
		s->anchor_bytes = utf8_put(s->anchor, s->chars[i]);
		s->before = 63 - (size_t)__builtin_clzll(s->at[what]);
		return;
	}
}

struct seek *seek_prepare(const char *word, size_t bytes, struct arena *a)
{
	struct arena_mark mark = arena_mark(a);
	struct seek *s = arena_alloc(a, sizeof(*s));

	s->arena = a;
	if (!read_word(s, word, bytes)) {
		arena_reset(a, mark);
		return NULL;
	}
	put(s, ' ', SPACE);
	put_variants(s);
	choose_anchor(s);
	return s;
}

/* --- looking ------------------------------------------------------------------------- */

/* A character that folds to several. */
static uint64_t move_several(const struct seek *s, uint64_t places, uint32_t cp, bool *met)
{
	char folded[FOLDED_MOST];
	const char *at = folded, *end = folded + fold_char(folded, cp);

	while (at < end) {
		places = (places << 1 | 1) & s->at[what_is(s, utf8_next(&at, end))];
		*met = *met || (places & s->last);
	}
	return places;
}

/* Whether the word is met from here on; gives up where none has begun at `enough` or behind. */
static bool walk(const struct seek *s, const char *text, const char *enough, const char *end)
{
	uint64_t places = 0;
	bool spaced = false, met = false;

	while (text < end && (places || text <= enough)) {
		uint32_t cp =
			(unsigned char)*text < 0x80 ? (unsigned char)*text++ : utf8_next_han(&text, end);
		unsigned what = what_does(s, cp);

		if (what == NOTHING || (what == SPACE && spaced))
			continue;
		spaced = what == SPACE;
		if (what == SEVERAL)
			places = move_several(s, places, cp, &met);
		else
			places = (places << 1 | 1) & s->at[what];
		if (met || (places & s->last))
			return true;
	}
	return false;
}

static const char *find_anchor(const struct seek *s, const char *from, const char *end)
{
	size_t n = s->anchor_bytes - 1;

	while ((size_t)(end - from) > n) {
		const char *last = memchr(from + n, s->anchor[n], (size_t)(end - from) - n);

		if (!last || !memcmp(last - n, s->anchor, n))
			return last ? last - n : NULL;
		from = last - n + 1;
	}
	return NULL;
}

/* To where the word may begin at the earliest; a broken character may be gone over, too. */
static const char *back_up(const struct seek *s, const char *start, const char *at, const char *end)
{
	for (size_t n = s->before; n > 0 && at > start;) {
		const char *from;

		do
			at--;
		while (at > start && (*at & 0xC0) == 0x80);
		from = at;
		n -= what_does(s, utf8_next_han(&from, end)) != NOTHING;
	}
	return at;
}

bool seek_in(const struct seek *s, const char *text, size_t bytes)
{
	const char *end = text + bytes, *at = text;

	if (!s->anchor_bytes)
		return walk(s, text, end, end);
	for (; (at = find_anchor(s, at, end)); at += s->anchor_bytes)
		if (walk(s, back_up(s, text, at, end), at, end))
			return true;
	return false;
}
