/* repair.h — texts that a system before us read in a wrong encoding, or wrote in codes.
 *
 *     ÊÐÃñÀ´µç         → 市民来电    GBK read as Latin-1 or Windows-1252
 *     å¸æ°æ¥çµ         → 市民来电    UTF-8 read as Latin-1
 *     甯傛皯鏉ョ數      → 市民来电    UTF-8 read as GBK
 *     &#24066; \u5e02  → 市          codes of web pages and programs
 *     內(nèi)容         → 內容        readings that a page put beside the Han
 *     ?胫澳芫职垂娑ㄔ�  → �职能局按规定�  a byte became ?, see repair_shift.h
 *
 * Certain is what leads back to exactly the same text when the mistake is made again, and
 * reads as Chinese.  The rest is likely: offer it to a person.  UTF-8 read as GBK is never
 * certain; the bytes it lost are U+FFFD in the repaired text, too.
 */
#ifndef YANPAN_LOCALE_TEXT_REPAIR_H
#define YANPAN_LOCALE_TEXT_REPAIR_H

#include "locale/base/buf.h"

#include <stdbool.h>

enum repair {
	REPAIR_NONE,
	REPAIR_GBK_AS_LATIN,
	REPAIR_UTF8_AS_LATIN,
	REPAIR_UTF8_AS_GBK,
	REPAIR_CODES,
	REPAIR_READINGS,
	REPAIR_SHIFT,
	REPAIR_KINDS,
};

/* Appends the repaired text; *certain says whether it is.  REPAIR_NONE: nothing is to be
 * repaired, and nothing appended.  Codes may hide another mistake: the last one found is
 * told. */
enum repair repair_text(struct buf *out, const char *text, size_t bytes, bool *certain);

/* What happened to the text, as a msgid. */
const char *repair_words(enum repair);

#endif
