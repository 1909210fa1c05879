/* encode.h — text goes out in another encoding; what that does not have is counted.
 *
 * Text is UTF-8, given in any pieces that end between characters.  A character
 * that the encoding lacks (GB18030 and the Unicode ones lack none), or a
 * malformed sequence, is written as `?` and counted.  The mark at the start of a
 * file is the caller's: encoding_bom().
 */
#ifndef YANPAN_LOCALE_TEXT_ENCODE_H
#define YANPAN_LOCALE_TEXT_ENCODE_H

#include "locale/base/buf.h"
#include "locale/base/err.h"
#include "locale/text/encoding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct encoder {
	enum encoding encoding;
	struct converter converter;
	uint64_t lost; /* characters written as `?` so far */
};

bool encoder_open(struct encoder *c, enum encoding to, struct err *err);
void encoder_add(struct encoder *c, const char *s, size_t bytes, struct buf *out);
void encoder_close(struct encoder *c); /* safe to call twice */

#endif
