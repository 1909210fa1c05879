/* mask_sheet.h — a text laid out for masking, within mask*.c.
 *
 * The rules of mask_number.c and mask_person.c look at characters, full-width
 * ones as half-width, and mark what is to be hidden; the text is put together
 * once at the end.  Looking before the start or behind the end gives 0.
 */
#ifndef YANPAN_LOCALE_TEXT_MASK_SHEET_H
#define YANPAN_LOCALE_TEXT_MASK_SHEET_H

#include "locale/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

enum sheet_mark {
	SHEET_SHOWN,
	SHEET_STARRED,
	SHEET_SOMEBODY, /* 某 */
};

struct sheet {
	const char *text;
	uint32_t *cp; /* half-width */
	uint32_t *at; /* where in the text each begins; one more than there are characters */
	unsigned char *mark;
	size_t n;
};

void sheet_open(struct sheet *s, const char *text);
void sheet_close(struct sheet *s, struct buf *out); /* appends the text as marked */

static inline uint32_t sheet_at(const struct sheet *s, size_t i)
{
	return i < s->n ? s->cp[i] : 0;
}

bool sheet_is_digit(const struct sheet *s, size_t i);
bool sheet_is_letter(const struct sheet *s, size_t i); /* A–Z, a–z */
bool sheet_is_han(const struct sheet *s, size_t i);
bool sheet_is_one_of(const struct sheet *s, size_t i, const wchar_t *chars);

/* Characters of the word if it stands at i, or ends before i; else 0. */
size_t sheet_begins(const struct sheet *s, size_t i, const wchar_t *word);
size_t sheet_ends(const struct sheet *s, size_t i, const wchar_t *word);

void sheet_hide(struct sheet *s, size_t from, size_t to, enum sheet_mark mark);

/* The rules. */
void mask_numbers(struct sheet *s);
void mask_persons(struct sheet *s); /* after the numbers: a name may stand before one */
size_t mask_surname(const struct sheet *s, size_t i); /* characters of the one at i, or 0 */
bool mask_is_title(const struct sheet *s, size_t i);  /* 先生, 女士 … */

#endif
