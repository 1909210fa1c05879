/* key.h — keys made of typed parts, whose bytes sort as the parts do.
 *
 * Numbers are big-endian, signed ones with the sign bit turned.  Text is its UTF-8
 * bytes with 00 written as 00 FF and 00 01 behind it, so that a shorter text sorts
 * before a longer one whatever part follows:
 *
 *     key_u8(&k, 3); key_text(&k, "ab", 64); key_u32(&k, 7);
 *     03  61 62 00 01  00 00 00 07
 *
 * A key has at most 511 bytes; a part that does not fit is a mistake of the program
 * (assert), except text, which is cut.  `struct key` is not cleared: key_start() it.
 */
#ifndef YANPAN_STORE_KV_KEY_H
#define YANPAN_STORE_KV_KEY_H

#include "locale/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	KEY_MAX = 511,
	KEY_TEXT_MAX = 400, /* leaves room for numbers around one text */
};

struct key {
	size_t n;
	unsigned char at[KEY_MAX];
};

void key_start(struct key *k);
void key_u8(struct key *k, uint8_t v);
void key_u16(struct key *k, uint16_t v);
void key_u32(struct key *k, uint32_t v);
void key_u64(struct key *k, uint64_t v);
void key_i64(struct key *k, int64_t v);

/* At most `limit` bytes of text, then its end.  False when it was cut: then texts
 * that differ only behind the cut have the same bytes. */
bool key_text(struct key *k, struct bytes text, size_t limit);

/* The bytes as they are, without an end: a last part, or one of fixed length. */
void key_raw(struct key *k, struct bytes part);

struct bytes key_bytes(const struct key *k); /* lives as long as `k` stays as it is */

/* Makes `k` the least key greater than every key that starts with it; false when there
 * is none (all bytes FF).  For ranges from the end: kv_seek_before(). */
bool key_beyond(struct key *k);

bool key_starts_with(struct bytes key, struct bytes prefix);

/* Take the first part off `rest`; false, and nothing taken, when it is not there. */
bool key_take_u8(struct bytes *rest, uint8_t *out);
bool key_take_u16(struct bytes *rest, uint16_t *out);
bool key_take_u32(struct bytes *rest, uint32_t *out);
bool key_take_u64(struct bytes *rest, uint64_t *out);
bool key_take_i64(struct bytes *rest, int64_t *out);
bool key_take_text(struct bytes *rest, struct buf *out); /* added to `out` */

#endif
