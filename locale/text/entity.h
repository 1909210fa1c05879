/* entity.h — the codes web pages write for characters: &nbsp; &#24066; &#x5e02;
 */
#ifndef YANPAN_LOCALE_TEXT_ENTITY_H
#define YANPAN_LOCALE_TEXT_ENTITY_H

#include "locale/base/buf.h"

#include <stddef.h>
#include <stdint.h>

/* The code at `s`, which ends before `end`: how many bytes it takes, and its character in
 * *cp; 0: there is none.  The five that every page knows may lack their semicolon. */
size_t entity_read(const char *s, const char *end, uint32_t *cp);

/* Appends UTF-8 text with every code made its character; how many there were. */
size_t entity_expand(struct buf *out, const char *text, size_t bytes);

#endif
