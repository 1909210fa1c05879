/* detect.h — which encoding bytes are most likely in.
 *
 * A byte order mark decides; else strict UTF-8; else what reads most like
 * Chinese (likeness.h), GB18030 where two read alike.  Decide per file, not per
 * cell: short words like 农业 are sound in two encodings.  A file may be fed in
 * blocks of any size: all of it is checked as UTF-8, its first 64 KiB and the
 * 64 KiB from the first byte above 7F are read in the others.
 */
#ifndef YANPAN_LOCALE_TEXT_DETECT_H
#define YANPAN_LOCALE_TEXT_DETECT_H

#include "locale/base/buf.h"
#include "locale/text/encoding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct detect_guess {
	enum encoding encoding;
	size_t bom; /* bytes of the mark at the start, to be passed over */
	bool sure;  /* false: show the reading and offer the others, best score first */
	/* How well each would read: 100 is plain Chinese (or ASCII) text, below 0
	 * hardly text at all. */
	int score[ENCODING_COUNT];
};

struct detector {
	struct buf head, high; /* the start; what follows the first byte above 7F */
	unsigned char tail[4]; /* a UTF-8 sequence the last block ended in */
	size_t tail_bytes;
	uint64_t bytes, nuls;
	uint64_t long_chars, short_chars; /* sound UTF-8 sequences of three or four, of two bytes */
	uint64_t bad;                     /* sequences that are no UTF-8 */
};

/* A zeroed detector is ready; detector_end() frees what it held. */
void detector_feed(struct detector *d, const void *bytes, size_t n);
struct detect_guess detector_end(struct detector *d);

/* The same for bytes that are all there, or a sample from the start of more. */
struct detect_guess detect_encoding(const void *bytes, size_t n);

#endif
