/* outlet.h — text on its way out: to a stream or into a file, in the encoding asked for.
 *
 * Text comes in as UTF-8.  A character that the encoding lacks is written as '?' and
 * counted in encoder.lost.  A file is written under another name beside its place (file.h) and gets
 * its own only when it is whole.
 */
#ifndef YANPAN_STORE_IO_OUTLET_H
#define YANPAN_STORE_IO_OUTLET_H

#include "locale/base/buf.h"
#include "locale/base/err.h"
#include "locale/text/encode.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct outlet {
	FILE *out;
	char *path, *unfinished; /* of a file, else NULL */
	struct encoder encoder;
	bool bom; /* still to be written */
	struct buf room;
	bool gone; /* whoever reads it has gone: seen while writing */
};

/* `encoding`: a name encoding_find() knows; NULL: UTF-8. */
bool outlet_stream(struct outlet *, FILE *, const char *encoding, struct err *e);
bool outlet_file(struct outlet *, const char *path, const char *encoding, struct err *e);

void outlet_add(struct outlet *, const char *text, size_t bytes);
void outlet_puts(struct outlet *, const char *text);

/* False: not all of it could be written (disk full …); a file is then not there. */
bool outlet_end(struct outlet *, struct err *e);
/* Without keeping anything: something else went wrong. */
void outlet_drop(struct outlet *);

/* Whoever reads the stream has gone (`| head`): there is no use in more. */
bool outlet_unread(const struct outlet *);

#endif
