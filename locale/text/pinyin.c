/* All ways to read the text and all ways to divide what was typed are followed at once:
 * a set of places in it, one bit each, is moved on by every character. */
#include "locale/text/pinyin.h"

#include "locale/text/utf8.h"

#include <string.h>

static uint64_t bit(size_t i)
{
	return UINT64_C(1) << i;
}

/* --- what was typed ----------------------------------------------------------- */

/* One more letter; false when it cannot be pinyin. */
static bool add_letter(struct pinyin *p, char letters[PINYIN_MOST], char c)
{
	if (c == '\'') {
		p->parted |= bit(p->n);
		return true;
	}
	if (c <= ' ' || c > '~' || p->n == PINYIN_MOST)
		return false;
	letters[p->n] = c;
	p->at[(unsigned char)c] |= bit(p->n++);
	return true;
}

static bool read_letters(struct pinyin *p, char letters[PINYIN_MOST], const char *s, size_t bytes)
{
	const char *end = s + bytes;

	while (s < end) {
		char folded[FOLDED_MOST];
		size_t n = fold_char(folded, utf8_next(&s, end));

		for (size_t i = 0; i < n; i++)
			if (!add_letter(p, letters, folded[i]))
				return false;
	}
	for (char c = 'a'; c <= 'z'; c++)
		if (p->at[(unsigned char)c])
			return true;
	return false;
}

static bool same_letter(char of_syllable, char typed)
{
	return of_syllable == typed || (of_syllable == 'v' && typed == 'u');
}

/* How much of the syllable stands at a place, apostrophes minded. */
static size_t shared(
	const struct pinyin *p, const char *letters, size_t at, const struct pinyin_syllable *s)
{
	size_t n = 0;

	while (n < s->length && at + n < p->n && same_letter(s->letters[n], letters[at + n]) &&
		!(n && p->parted & bit(at + n)))
		n++;
	return n;
}

static void place_syllables(struct pinyin *p, const char *letters, size_t at)
{
	size_t first = (size_t)letters[at] - 'a';

	if (letters[at] < 'a' || letters[at] > 'z')
		return;
	for (size_t i = pinyin_first[first]; i < pinyin_first[first + 1]; i++) {
		size_t n = shared(p, letters, at, &pinyin_syllable[i]);

		if (n == pinyin_syllable[i].length)
			p->whole[i] |= bit(at);
		if (at + n == p->n)
			p->begun[i] |= bit(at);
	}
}

bool pinyin_prepare(struct pinyin *out, const char *typed, size_t bytes)
{
	char letters[PINYIN_MOST];

	memset(out, 0, sizeof(*out));
	if (!read_letters(out, letters, typed, bytes))
		return false;
	for (size_t at = 0; at < out->n; at++)
		place_syllables(out, letters, at);
	return true;
}

/* --- one character ---------------------------------------------------------------- */

static uint64_t move_syllable(const struct pinyin *p, uint64_t places, size_t number)
{
	const struct pinyin_syllable *s = &pinyin_syllable[number];
	uint64_t next;

	places &= p->at[(unsigned char)s->letters[0]];
	if (!places)
		return 0;
	next = places << 1;
	if (s->letters[1] == 'h') /* zh ch sh */
		next |= (next & p->at['h'] & ~p->parted) << 1;
	next |= (places & p->whole[number]) << s->length;
	return places & p->begun[number] ? next | bit(p->n) : next;
}

static uint64_t move_han(const struct pinyin *p, uint64_t places, unsigned entry)
{
	uint64_t next = 0;

	if (entry < PINYIN_SEVERAL)
		return move_syllable(p, places, entry);
	for (const uint16_t *s = pinyin_several + entry - PINYIN_SEVERAL; *s; s++)
		next |= move_syllable(p, places, *s);
	return next;
}

static unsigned rare_entry(uint32_t cp)
{
	size_t low = 0, high = PINYIN_RARE;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (pinyin_rare[middle].cp < cp)
			low = middle + 1;
		else
			high = middle;
	}
	return low < PINYIN_RARE && pinyin_rare[low].cp == cp ? pinyin_rare[low].entry : 0;
}

static unsigned entry_of(uint32_t cp)
{
	if (cp >= PINYIN_FIRST_HAN && cp < PINYIN_LAST_HAN)
		return pinyin_han[cp - PINYIN_FIRST_HAN];
	return cp >= pinyin_rare[0].cp ? rare_entry(cp) : 0;
}

size_t pinyin_readings(uint32_t cp, uint16_t syllables[PINYIN_READINGS])
{
	unsigned entry = entry_of(cp);
	size_t n = 0;

	if (entry && entry < PINYIN_SEVERAL)
		syllables[n++] = (uint16_t)entry;
	if (entry < PINYIN_SEVERAL)
		return n;
	for (const uint16_t *s = pinyin_several + entry - PINYIN_SEVERAL; *s && n < PINYIN_READINGS;)
		syllables[n++] = *s++;
	return n;
}

static uint64_t move_bytes(const struct pinyin *p, uint64_t places, const char *s, const char *end)
{
	while (s < end)
		places = (places & p->at[(unsigned char)*s++]) << 1;
	return places;
}

/* What folds to nothing leaves the places as they are; what folds to Han is read as those.
 * A run that may begin with the character may begin with any part of it. */
static uint64_t move_folded(const struct pinyin *p, uint64_t places, uint32_t cp)
{
	char folded[FOLDED_MOST];
	const char *s = folded, *end = folded + fold_char(folded, cp);
	uint64_t done = 0, start = places & 1;

	while (s < end) {
		const char *from = s;
		unsigned entry = entry_of(utf8_next(&s, end));

		places |= start;
		places = entry ? move_han(p, places, entry) : move_bytes(p, places, from, s);
		done |= places & bit(p->n);
	}
	return places | done;
}

static uint64_t move(const struct pinyin *p, uint64_t places, uint32_t cp)
{
	unsigned entry;

	if ((cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9')) /* folds to itself: often met */
		return (places & p->at[cp]) << 1;
	entry = entry_of(cp);
	return entry ? move_han(p, places, entry) : move_folded(p, places, cp);
}

/* --- the text ----------------------------------------------------------------------- */

static bool stands_in(const struct pinyin *p, const char *s, const char *end)
{
	uint64_t places = 0;

	while (s < end) {
		places = move(p, places | 1, utf8_next_han(&s, end));
		if (places & bit(p->n))
			return true;
	}
	return false;
}

/* Where the run ends that begins right here, or NULL. */
static const char *run_end(const struct pinyin *p, const char *s, const char *end)
{
	uint64_t places = 1;

	while (s < end && places) {
		const char *from = s;

		places = move(p, places, utf8_next(&s, end));
		if (places & bit(p->n))
			return utf8_cluster_after(from, end);
		if (places & 1) /* an invisible character: no run begins with one */
			return NULL;
	}
	return NULL;
}

bool pinyin_find(const struct pinyin *p, const char *text, size_t bytes, struct fold_hit *hit)
{
	const char *end = text + bytes;

	if (!stands_in(p, text, end))
		return false;
	for (const char *s = text; s < end; s = utf8_after(s, end)) {
		const char *stop = run_end(p, s, end);

		if (stop) {
			*hit = (struct fold_hit){ (size_t)(s - text), (size_t)(stop - s) };
			return true;
		}
	}
	return false;
}

bool pinyin_match(const char *text, size_t bytes, const char *typed, struct fold_hit *hit)
{
	struct pinyin p;

	return pinyin_prepare(&p, typed, strlen(typed)) && pinyin_find(&p, text, bytes, hit);
}
