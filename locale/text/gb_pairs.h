/* gb_pairs.h — the two-byte sequences of GB18030, read without asking for each run.
 *
 * The system's converter stays the authority: it is asked once for every pair (some two
 * milliseconds), and what it does not hold is not here.  Nine in ten bytes of a hotline's
 * export go through this table.
 */
#ifndef YANPAN_LOCALE_TEXT_GB_PAIRS_H
#define YANPAN_LOCALE_TEXT_GB_PAIRS_H

#include "locale/text/encoding.h"

/* Appends the characters of the ASCII bytes and known pairs at the start of `from`; how
 * many bytes that took.  By any thread. */
size_t gb_pairs_run(const void *from, size_t bytes, struct buf *out);

#endif
