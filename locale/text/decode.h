/* decode.h — bytes of any encoding become strict UTF-8; what is lost is counted and placed.
 *
 * Every sequence that cannot be read becomes one U+FFFD.  A lead byte without its
 * trail is lost alone, so that a cell cut inside a character does not swallow the
 * quote behind it.  NUL and other characters pass as they are (clean.h is for
 * that); so does a byte order mark: pass over encoding_bom_at() bytes first.
 * Nothing here fails once the decoder is open, whatever the bytes.
 *
 * A file of any size goes through in blocks:
 *
 *     if (!decoder_open(&d, guess.encoding, e))
 *         return false;
 *     while ((n = read(fd, block, sizeof(block))) > 0)
 *         decoder_feed(&d, block, n, &out);     …look at d.loss, use out
 *     decoder_end(&d, &out);                    a sequence cut by the end of the file is lost, too
 *     decoder_close(&d);
 */
#ifndef YANPAN_LOCALE_TEXT_DECODE_H
#define YANPAN_LOCALE_TEXT_DECODE_H

#include "locale/base/buf.h"
#include "locale/base/err.h"
#include "locale/text/encoding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct decode_loss {
	uint64_t at;    /* byte of the input, counted from decoder_open() or from the line's start */
	uint32_t bytes; /* how many could not be read */
	size_t out;     /* where in `out` its U+FFFD stands */
};

struct decoder {
	enum encoding encoding;
	struct decode_loss *loss; /* of the last call only */
	size_t loss_count, loss_room;
	uint64_t lost;         /* sequences since decoder_open() */
	uint64_t taken;        /* bytes since decoder_open() */
	unsigned char tail[4]; /* the start of a sequence the last block ended in */
	size_t tail_bytes;
	struct converter converter[ENCODING_COUNT]; /* opened when first needed */
};

bool decoder_open(struct decoder *d, enum encoding e, struct err *err);
void decoder_feed(struct decoder *d, const void *bytes, size_t n, struct buf *out);
void decoder_end(struct decoder *d, struct buf *out);
void decoder_close(struct decoder *d); /* safe to call twice */

/* One line, record or cell by itself, unaffected by what went before.  Where it
 * cannot be read soundly in the decoder's encoding but can in exactly one other
 * of UTF-8, GB18030 and Big5, and is Chinese there, it is read so.  Returns the
 * encoding it was read in: if that is not d->encoding, flag it. */
enum encoding decoder_line(struct decoder *d, const void *bytes, size_t n, struct buf *out);

#endif
