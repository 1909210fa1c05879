/* codec.h — a record as bytes.
 *
 *     value   = origin u32 | counter u64 | version u64 | field … | crc u32
 *     field   = tag varint | length varint | bytes       (ascending tags, no empty ones)
 *     number, flag, choice, day, time   zigzag varint
 *     text    the bytes          limit   unit, n, day as varints
 *     link    origin, counter as varints       links   one after another
 *     rows    for each: length varint | field …
 *
 * Worked through: a unit 12 of origin 7 with short_ (tag 3) "住建局" is
 *     00000007 000000000000000c 0000000000000005  03 09 e4bd8f e5bbba e5b180  crc
 *
 * The checksum covers the key and the value, so that a record under a wrong key
 * is seen.  Fields of a newer program are kept in head.unknown and written back.
 * The personal fields of the same record are a second value of the same form.
 */
#ifndef YANPAN_STORE_REC_CODEC_H
#define YANPAN_STORE_REC_CODEC_H

#include "store/schema/schema.h"

enum codec_part { CODEC_PUBLIC, CODEC_PRIVATE };

/* Appends the value of a record to `out`; `key` is what it is stored under. */
void codec_write(
	const struct schema *, const void *record, enum codec_part, struct bytes key, struct buf *out);

/* Whether there is anything for CODEC_PRIVATE to hold. */
bool codec_has_private(const struct schema *, const void *record);

/* False: the bytes are damaged (err says "damaged record", not which).  The
 * texts in *record live as long as `a`; `value` may die afterwards. */
bool codec_read(const struct schema *, struct bytes key, struct bytes value, enum codec_part,
	void *record, struct arena *a, struct err *e);

/* Whether checksum and shape are sound, without reading the fields. */
bool codec_sound(struct bytes key, struct bytes value);

/* For going through a stored value without reading all of it: its fields; the next of
 * them, and the next row of rows, which is fields again.  False: there is none, or the
 * bytes are damaged. */
struct bytes codec_fields(struct bytes value);
bool codec_take_field(struct bytes *rest, uint64_t *tag, struct bytes *value);
bool codec_take_row(struct bytes *rest, struct bytes *row);

/* The field of a tag, or NULL; *hint, 0 at first, is where the next one is likely to be. */
const struct field *codec_tagged(const struct schema *, uint64_t tag, size_t *hint);

/* One field's value as bytes (as in `before` and `after` of the journal); nothing if empty. */
void codec_write_field(const struct field *, const void *record, struct buf *out);
bool codec_read_field(const struct field *, struct bytes value, void *record, struct arena *a);

#endif
