/* repair_shift.h — one byte of GBK became '?', and what stands behind it was read one off.
 *
 *     请职能局按规定在30分钟  →  ?胫澳芫职垂娑ㄔ�30分钟  →  �职能局按规定�30分钟
 *
 * The lead byte is gone, and with it one character; the rest is all there and falls into
 * place again.  Where a sign, a letter or the end broke the run, the last character lost
 * half of itself, too.  Never certain: it is offered where the text then reads as Chinese
 * and did not before.
 */
#ifndef YANPAN_LOCALE_TEXT_REPAIR_SHIFT_H
#define YANPAN_LOCALE_TEXT_REPAIR_SHIFT_H

#include "locale/base/buf.h"

/* Appends the whole text with U+FFFD for what is gone; how many places were put right.  0:
 * none, and nothing is appended. */
size_t repair_shift(struct buf *out, const char *text, size_t bytes);

#endif
