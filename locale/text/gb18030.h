/* gb18030.h — the sequences of GB18030 that conversion tables disagree about.
 *
 * GB18030 was revised in 2005 and 2022: 25 characters that old tables put into
 * the private use area got code points of their own, and the C libraries follow
 * different years.  These we read by our own table, always as the newest
 * characters; so we do with the byte 80, the euro sign of code page 936.
 */
#ifndef YANPAN_LOCALE_TEXT_GB18030_H
#define YANPAN_LOCALE_TEXT_GB18030_H

#include <stddef.h>
#include <stdint.h>

/* The shape of the sequence at p, of which n > 0 bytes are there: */
enum gb_shape {
	GB_PLAIN, /* one the system's table reads */
	GB_OURS,  /* one we read: *cp */
	GB_BAD,   /* no sequence; it says how many bytes to give up */
	GB_CUT,   /* the start of one */
};

enum gb_shape gb_shape(const unsigned char *p, size_t n, size_t *bytes, uint32_t *cp);

/* The character that old tables stored at this private code point; else cp. */
uint32_t gb_from_private(uint32_t cp);

#endif
