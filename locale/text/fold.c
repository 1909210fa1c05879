#include "locale/text/fold.h"

#include "locale/text/fold_table.h"
#include "locale/text/utf8.h"

#include <string.h>

static size_t put_string(char *to, size_t number)
{
	size_t at = fold_string_at[number], n = fold_string_at[number + 1] - at;

	memcpy(to, fold_strings + at, n);
	return n;
}

size_t fold_char(char to[FOLDED_MOST], uint32_t cp)
{
	uint32_t v;

	if (cp >= FOLD_LAST) /* tags and selectors; what else lies there has no variants */
		return cp >= 0xE0000 && cp < 0xE0200 ? 0 : utf8_put(to, cp);
	v = fold_block[fold_index[cp >> 6]][cp & 63];
	if (v >= FOLD_STRING && v < FOLD_STRING_END)
		return put_string(to, v - FOLD_STRING);
	return utf8_put(to, v ? v : cp);
}

uint32_t fold_width(uint32_t cp)
{
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return cp - 0xFF01 + '!';
	return cp == 0x3000 ? ' ' : cp;
}

/* One character's part of the folded text; a space after a space is none. */
static size_t fold_one(char *to, const char **s, const char *end, bool *spaced)
{
	size_t n = fold_char(to, utf8_next_han(s, end));

	if (n == 1 && *to == ' ') {
		n = *spaced ? 0 : 1;
		*spaced = true;
	} else if (n)
		*spaced = false;
	return n;
}

void fold_text(struct buf *out, const char *s, size_t bytes)
{
	const char *end = s + bytes;
	bool spaced = false;

	while (s < end) {
		size_t room = (size_t)(end - s) + FOLDED_MOST;
		char *start = buf_room(out, room), *to = start;

		while (s < end && to + FOLDED_MOST <= start + room)
			to += fold_one(to, &s, end, &spaced);
		out->n += (size_t)(to - start);
	}
	buf_room(out, 0);
}

struct fold_hit fold_origin(const char *s, size_t bytes, size_t folded_at, size_t folded_bytes)
{
	const char *p = s, *end = s + bytes, *first = NULL, *last = s;
	size_t folded = 0, stop = folded_at + folded_bytes;
	bool spaced = false;

	while (p < end && folded < stop) {
		char scrap[FOLDED_MOST];

		last = p;
		folded += fold_one(scrap, &p, end, &spaced);
		if (!first && folded > folded_at)
			first = last;
	}
	if (!first)
		return (struct fold_hit){ bytes, 0 };
	return (
		struct fold_hit){ (size_t)(first - s), (size_t)(utf8_cluster_after(last, end) - first) };
}

bool fold_find(
	const char *s, size_t bytes, const char *needle, size_t needle_bytes, struct fold_hit *hit)
{
	struct buf folded = { 0 };
	const char *found;

	fold_text(&folded, s, bytes);
	found = needle_bytes ? memmem(buf_text(&folded), folded.n, needle, needle_bytes) : NULL;
	if (found)
		*hit = fold_origin(s, bytes, (size_t)(found - folded.at), needle_bytes);
	buf_free(&folded);
	return found != NULL;
}
