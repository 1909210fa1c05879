/* char_class.h — what a code point is to a terminal.
 *
 * One generated table (class_table.c, by make_tables.py from Unicode's data)
 * answers for width, for steps of the cursor and for cleaning.
 */
#ifndef YANPAN_LOCALE_TEXT_CHAR_CLASS_H
#define YANPAN_LOCALE_TEXT_CHAR_CLASS_H

#include <stdint.h>

enum char_class {
	CHAR_NARROW,    /* one column; unassigned ones too */
	CHAR_WIDE,      /* two columns: Han, kana, full-width forms, most emoji */
	CHAR_AMBIGUOUS, /* one or two: “ ” — … ① and, drawn as lines, ─ │ */
	CHAR_MARK,      /* none: stands on the character before it */
	CHAR_FORMAT,    /* none and invisible: zero-width, bidi, U+2028 */
	CHAR_CONTROL,   /* C0, DEL, C1 */
};

extern const uint8_t class_index[0x110000 >> 7];
extern const uint8_t class_block[][128];

static inline enum char_class char_class(uint32_t cp)
{
	if (cp >= 0x110000)
		return CHAR_NARROW;
	return (enum char_class)class_block[class_index[cp >> 7]][cp & 127];
}

#endif
