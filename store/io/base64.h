/* base64.h — bytes as letters, for lines of text (RFC 4648, with padding). */
#ifndef YANPAN_STORE_IO_BASE64_H
#define YANPAN_STORE_IO_BASE64_H

#include "locale/base/arena.h"
#include "locale/base/buf.h"

void base64_write(struct buf *out, struct bytes from);
/* Into the arena; false: it is none. */
bool base64_read(const char *text, size_t n, struct bytes *out, struct arena *a);

#endif
