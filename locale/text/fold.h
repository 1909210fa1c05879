/* fold.h — text as search sees it: 繁 as 简, full width as half, capitals as small.
 *
 * Also folded: the many forms of quotes, brackets, dashes and dots to one each
 * (，、 to a comma, 〔【［ to a round bracket), 〇 to 0, accents off their letters,
 * ㎡ ① Ⅲ ﬁ to what they are made of, radicals to Han; every run of spaces and
 * line ends to one space.  Marks, control and invisible characters go.  Folding
 * is for comparing, never for keeping: different words may fold alike.
 *
 * Text is UTF-8, a malformed sequence folds to U+FFFD, nothing fails.  Folding
 * what is folded changes nothing.
 */
#ifndef YANPAN_LOCALE_TEXT_FOLD_H
#define YANPAN_LOCALE_TEXT_FOLD_H

#include "locale/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void fold_text(struct buf *out, const char *s, size_t bytes); /* appends */

/* One character, which may become none or several; says how many bytes. */
enum { FOLDED_MOST = 16 };
size_t fold_char(char to[FOLDED_MOST], uint32_t cp);

/* Only the width: Ａ to A, ： to :, the wide blank to a blank; any other is itself. */
uint32_t fold_width(uint32_t cp);

/* A stretch of an original text. */
struct fold_hit {
	size_t at, bytes;
};

/* The first place in `s` that folds to the needle, which is folded already;
 * false if there is none or the needle is empty. */
bool fold_find(
	const char *s, size_t bytes, const char *needle, size_t needle_bytes, struct fold_hit *hit);

/* Which part of `s` a stretch of its folded text came from: whole characters,
 * with their marks. */
struct fold_hit fold_origin(const char *s, size_t bytes, size_t folded_at, size_t folded_bytes);

#endif
