/* ole.h — one stream out of a compound file, which is what old Office files are.
 *
 * The file is a small file system: sectors, a table that chains them (FAT), folders of
 * names; short streams lie in a stream of their own with smaller sectors.  Chains that
 * loop, leave the file or disagree with a stream's length are refused.
 */
#ifndef YANPAN_STORE_IO_OLE_H
#define YANPAN_STORE_IO_OLE_H

#include "locale/base/buf.h"
#include "locale/base/err.h"

#include <stdbool.h>

/* Appends the stream.  ERR_ABSENT: the file has none of the name; ERR_INPUT: it is
 * damaged. */
bool ole_stream(struct bytes file, const char *name, struct buf *out, struct err *e);

/* Numbers as these files write them, the lowest byte first. */
uint16_t ole_u16(const unsigned char *p);
uint32_t ole_u32(const unsigned char *p);

#endif
