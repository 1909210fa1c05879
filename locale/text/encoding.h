/* encoding.h — the encodings texts come in and go out in, and their names.
 *
 * GB2312 and GBK are read and written as GB18030, Big5 as code page 950: the
 * larger ones hold the smaller.  Who reads text takes decode.h, who does not
 * know its encoding detect.h, who writes text encode.h; the struct converter
 * below is what they share, and this the only file that knows iconv(3).
 */
#ifndef YANPAN_LOCALE_TEXT_ENCODING_H
#define YANPAN_LOCALE_TEXT_ENCODING_H

#include "locale/base/buf.h"
#include "locale/base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum encoding {
	ENCODING_UTF8,
	ENCODING_GB18030,
	ENCODING_BIG5,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_COUNT,
};

const char *encoding_name(enum encoding e); /* "GB18030": shown, and taken by encoding_find() */

/* As people type it: gbk, GB2312, cp936, big5, utf-8-bom, utf-16 … in any case,
 * with or without hyphens.  `bom`: the name asks for a byte order mark.  "utf-16"
 * is little-endian with a mark, as Windows means it. */
bool encoding_find(const char *name, enum encoding *e, bool *bom, struct err *err);

/* The byte order mark, and how many bytes of one these bytes begin with. */
struct bytes encoding_bom(enum encoding e);
size_t encoding_bom_at(enum encoding e, const void *bytes, size_t n);

/* A run of sound text between UTF-8 and GB18030 or Big5. */
struct converter {
	void *handle;
};

bool converter_read(struct converter *c, enum encoding from, struct err *err);
bool converter_write(struct converter *c, enum encoding to, struct err *err);
void converter_close(struct converter *c); /* safe to call twice */

/* Appends what it can convert and says how many bytes of `from` that took: all
 * of them, or up to the first sequence that the table does not hold or that the
 * end cuts off. */
size_t converter_run(struct converter *c, const void *from, size_t bytes, struct buf *out);

#endif
