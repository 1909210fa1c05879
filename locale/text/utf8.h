/* utf8.h — UTF-8, strictly: no surrogates, no overlong forms, nothing above U+10FFFF.
 *
 * A text is a start and an end; where `end` is NULL it ends at its NUL.  What
 * cannot be read counts as one character UTF8_BAD for each longest start of a
 * sequence that could have become one (as Unicode recommends and browsers do):
 * one to three bytes.  Nothing here fails, allocates, or reads past the end.
 */
#ifndef YANPAN_LOCALE_TEXT_UTF8_H
#define YANPAN_LOCALE_TEXT_UTF8_H

#include "locale/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD 0x110000u       /* what utf8_next() gives for bytes that are no character */
#define UTF8_REPLACEMENT 0xFFFDu /* what stands for them in text */
#define UTF8_REPLACEMENT_TEXT "\xEF\xBF\xBD"

/* The character at *s, and steps over it.  At the end: 0, and stays. */
uint32_t utf8_next(const char **s, const char *end);

/* The same, quickly where it is Han or a sign between them: for going through much Chinese
 * text.  Not at the end. */
static inline uint32_t utf8_next_han(const char **s, const char *end)
{
	const unsigned char *p = (const unsigned char *)*s;

	if (*p >= 0xE1 && *p <= 0xEF && *p != 0xED && end - *s >= 3 && (p[1] & 0xC0) == 0x80 &&
		(p[2] & 0xC0) == 0x80) {
		*s += 3;
		return (uint32_t)(*p & 15) << 12 | (uint32_t)(p[1] & 63) << 6 | (p[2] & 63);
	}
	return utf8_next(s, end);
}

/* The next or previous place between two characters; stays at the end or start. */
const char *utf8_after(const char *s, const char *end);
const char *utf8_before(const char *start, const char *s);

/* The same by what a person takes for one character: with the marks, variation
 * selectors and joiners that follow it. */
const char *utf8_cluster_after(const char *s, const char *end);
const char *utf8_cluster_before(const char *start, const char *s);

bool utf8_valid(const char *s, size_t bytes);
size_t utf8_sound(const char *s, size_t bytes); /* bytes before the first unreadable one */
size_t utf8_chars(const char *s, size_t bytes); /* characters, unreadable ones included */

/* Writes a character and says in how many bytes; what is none becomes U+FFFD. */
size_t utf8_put(char out[4], uint32_t cp);
void utf8_add(struct buf *b, uint32_t cp);

#endif
