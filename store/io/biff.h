/* biff.h — the records of an old workbook, and texts that run over several of them.
 *
 * A record is u16 kind, u16 bytes and its content, numbers with the lowest byte first; what
 * is longer than 8224 bytes goes on in records of kind BIFF_CONTINUE.  A text is its
 * characters as UTF-16 or, where that says so, as its lower halves; in the midst of a text
 * a record that goes on begins by saying which again.
 */
#ifndef YANPAN_STORE_IO_BIFF_H
#define YANPAN_STORE_IO_BIFF_H

#include "locale/base/buf.h"

#include <stdbool.h>

enum { BIFF_CONTINUE = 0x3C };

struct biff {
	const unsigned char *at; /* the stream */
	size_t n;
	unsigned kind;           /* of the record at hand */
	size_t place, next, end; /* where it begins, the next byte of it, and its end */
};

/* The record at `place`; false: there is no whole one. */
bool biff_open(struct biff *, size_t place);
/* The one behind the record at hand. */
bool biff_next(struct biff *);

/* Numbers of the record, without going on into others; 0 behind its end. */
size_t biff_left(const struct biff *);
unsigned biff_u16(struct biff *);
uint32_t biff_u32(struct biff *);

/* Into the record that goes on, where this one has no byte left; false: none does. */
bool biff_go_on(struct biff *);

/* Appends the text whose length was read: its flags, characters and what is said of its
 * looks, also where they go on in the next records.  False: it is cut. */
bool biff_text(struct biff *, size_t chars, struct buf *out);

#endif
