/* clean.h — scraped or pasted text made fit to be shown, compared and searched.
 *
 * Text is UTF-8.  NUL, control, zero-width and bidi characters, joiners and
 * variation selectors go; every kind of space (no-break, ideographic, tab …)
 * becomes one ' ', runs of them one; CR, CRLF, U+2028 and their like become LF;
 * marks with no letter to stand on go; what is malformed becomes U+FFFD.
 * The caller keeps the original beside it where something was changed.
 *
 * Both append to `out`, whatever was in it, and return whether what they
 * appended differs from what they were given.  Nothing fails; cleaning twice
 * changes nothing more.
 */
#ifndef YANPAN_LOCALE_TEXT_CLEAN_H
#define YANPAN_LOCALE_TEXT_CLEAN_H

#include "locale/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* For fields of one line: line ends become spaces, too; trimmed at both ends. */
bool clean_line(struct buf *out, const char *s, size_t bytes);

/* For running text: every line trimmed at both ends, at most one blank line
 * between two others, none at the start and the end. */
bool clean_text(struct buf *out, const char *s, size_t bytes);

#endif
