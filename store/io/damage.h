/* damage.h — places in a text where a system before us lost or mangled characters.
 *
 * The bytes were sound; what they say is not.  Only flagged here, never repaired:
 * what is certain is told from what is likely.
 */
#ifndef YANPAN_STORE_IO_DAMAGE_H
#define YANPAN_STORE_IO_DAMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum damage_kind {
	DAMAGE_NONE,
	DAMAGE_REPLACED, /* U+FFFD, or 锟斤拷 as GBK reads two of them: gone for good */
	DAMAGE_QUESTION, /* ? where a character was: between Han, or nothing else */
	DAMAGE_ENTITIES, /* &#24066; or \u5e02 instead of the character */
	DAMAGE_MISREAD,  /* read in a wrong encoding once: ÖÐÎÄ, ä¸­, 鐢ㄦ埛 */
	DAMAGE_KINDS,
};

struct damage {
	enum damage_kind kind; /* the worst found */
	int64_t places;        /* how many of it */
	int64_t at;            /* characters before the first */
};

struct damage damage_of(const char *text, size_t bytes);

/* What it is, as a msgid. */
const char *damage_words(enum damage_kind);

#endif
