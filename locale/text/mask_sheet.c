#include "locale/text/mask_sheet.h"

#include "locale/base/arena.h"
#include "locale/text/fold.h"
#include "locale/text/utf8.h"

#include <stdlib.h>
#include <string.h>

void sheet_open(struct sheet *s, const char *text)
{
	size_t bytes = strlen(text), room = bytes + 1;
	const char *p = text, *end = text + bytes;
	uint32_t cp;

	*s = (struct sheet){ .text = text };
	s->cp = must_alloc(room * (sizeof(*s->cp) + sizeof(*s->at) + 1));
	s->at = s->cp + room;
	s->mark = (unsigned char *)(s->at + room);
	memset(s->mark, SHEET_SHOWN, room);
	while (p < end) {
		s->at[s->n] = (uint32_t)(p - text);
		cp = utf8_next(&p, end);
		s->cp[s->n++] = cp == 0xA0 ? ' ' : fold_width(cp); /* a blank that does not break */
	}
	s->at[s->n] = (uint32_t)bytes;
}

void sheet_close(struct sheet *s, struct buf *out)
{
	for (size_t i = 0, next; i < s->n; i = next) {
		for (next = i + 1; next < s->n && s->mark[i] == s->mark[next]; next++)
			;
		if (s->mark[i] == SHEET_SHOWN)
			buf_add(out, s->text + s->at[i], s->at[next] - s->at[i]);
		for (size_t k = i; k < next && s->mark[i] != SHEET_SHOWN; k++)
			buf_puts(out, s->mark[i] == SHEET_STARRED ? "*" : "某");
	}
	free(s->cp);
	*s = (struct sheet){ 0 };
}

bool sheet_is_digit(const struct sheet *s, size_t i)
{
	return sheet_at(s, i) >= '0' && sheet_at(s, i) <= '9';
}

bool sheet_is_letter(const struct sheet *s, size_t i)
{
	uint32_t small = sheet_at(s, i) | 0x20;

	return small >= 'a' && small <= 'z';
}

bool sheet_is_han(const struct sheet *s, size_t i)
{
	uint32_t cp = sheet_at(s, i);

	return (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0x20000 && cp < UTF8_BAD);
}

bool sheet_is_one_of(const struct sheet *s, size_t i, const wchar_t *chars)
{
	uint32_t cp = sheet_at(s, i);

	return cp && wcschr(chars, (wchar_t)cp);
}

size_t sheet_begins(const struct sheet *s, size_t i, const wchar_t *word)
{
	size_t n = 0;

	while (word[n] && sheet_at(s, i + n) == (uint32_t)word[n])
		n++;
	return word[n] ? 0 : n;
}

size_t sheet_ends(const struct sheet *s, size_t i, const wchar_t *word)
{
	size_t n = wcslen(word);

	return n <= i ? sheet_begins(s, i - n, word) : 0;
}

void sheet_hide(struct sheet *s, size_t from, size_t to, enum sheet_mark mark)
{
	memset(s->mark + from, (int)mark, to - from);
}
