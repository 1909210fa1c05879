/* zip.h — parts into and out of a zip file, which is what xlsx and docx are.
 *
 * Reading distrusts the file: sealed and damaged parts are refused, and so is one that
 * swells beyond what text can (a zip bomb), as soon as it does.  One part is entered at
 * a time.  The stream stays the caller's: open as long as the zip is, not moved between.
 * Errors are ERR_INPUT for what is wrong with the file, ERR_STORE for the disk.
 */
#ifndef YANPAN_STORE_IO_ZIP_H
#define YANPAN_STORE_IO_ZIP_H

#include "locale/base/buf.h"
#include "locale/base/err.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

struct zip;

bool zip_open(FILE *, struct zip **out, struct err *e);
void zip_close(struct zip *); /* safe on NULL */

/* Names are compared in any case, as Windows does. */
bool zip_has(struct zip *, const char *name);

/* The part's beginning; ERR_ABSENT where there is none of the name. */
bool zip_enter(struct zip *, const char *name, struct err *e);
int zip_part_done(const struct zip *); /* per mille of it */

/* 0 at the end, once the part's checksum was found right; -1 with e set. */
ssize_t zip_read(struct zip *, void *to, size_t bytes, struct err *e);

/* A whole part of at most `most` bytes. */
bool zip_take(struct zip *, const char *name, size_t most, struct buf *out, struct err *e);

/* Writing: parts one after the other.  Times are left out, so that the same parts make
 * the same file.  The stream must allow seeking. */
struct zip_maker;

bool zip_make(FILE *, struct zip_maker **out, struct err *e);
bool zip_part(struct zip_maker *, const char *name, struct err *e);
bool zip_put(struct zip_maker *, const void *bytes, size_t n, struct err *e);
bool zip_end(
	struct zip_maker *, struct err *e); /* writes the directory; frees, also when it fails */

#endif
