/* seek.h — a word made ready to be looked for in many texts, as they stand.
 *
 * It is found where fold_text() of the text has it; the text is gone through once, character
 * by character, and nothing is written: what each character folds to is known beforehand,
 * as far as it matters for the word.
 *
 * Text is UTF-8, malformed sequences as fold.h has them; seek_in() neither fails nor allocates.
 */
#ifndef YANPAN_LOCALE_TEXT_SEEK_H
#define YANPAN_LOCALE_TEXT_SEEK_H

#include "locale/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { SEEK_MOST = 64 }; /* characters */

struct seek;

/* The word is folded already.  NULL: it is empty or longer than SEEK_MOST.  Takes some
 * 60 KB of the arena, and less than a millisecond. */
struct seek *seek_prepare(const char *word, size_t bytes, struct arena *a);

bool seek_in(const struct seek *, const char *text, size_t bytes);

#endif
