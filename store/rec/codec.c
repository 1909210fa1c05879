#include "store/rec/codec.h"

#include "store/kv/checksum.h"

#include <string.h>

enum { HEAD_BYTES = 20, CRC_BYTES = 4 };

static void put_varint(struct buf *b, uint64_t v)
{
	unsigned char at[10];
	size_t n = 0;

	do {
		at[n++] = (unsigned char)((v & 0x7F) | (v > 0x7F ? 0x80 : 0));
		v >>= 7;
	} while (v);
	buf_add(b, at, n);
}

static void put_signed(struct buf *b, int64_t v)
{
	put_varint(b, ((uint64_t)v << 1) ^ (uint64_t)(v >> 63));
}

/* Bytes still to be read; `bad` once something did not fit. */
struct reader {
	const unsigned char *at, *end;
	bool bad;
};

static uint64_t get_varint(struct reader *r)
{
	uint64_t v = 0;

	for (int shift = 0; shift < 64 && r->at < r->end; shift += 7) {
		unsigned char c = *r->at++;

		v |= (uint64_t)(c & 0x7F) << shift;
		if (!(c & 0x80))
			return v;
	}
	r->bad = true;
	return 0;
}

static int64_t get_signed(struct reader *r)
{
	uint64_t v = get_varint(r);

	return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

static struct bytes get_bytes(struct reader *r)
{
	uint64_t n = get_varint(r);
	struct bytes b = { r->at, n };

	if (r->bad || n > (size_t)(r->end - r->at)) {
		r->bad = true;
		return (struct bytes){ NULL, 0 };
	}
	r->at += n;
	return b;
}

static struct reader reader_of(struct bytes b)
{
	return (struct reader){ b.at, (const unsigned char *)b.at + b.n, false };
}

static void put_fields(const struct schema *s, const void *record, struct buf *out);

static void put_rows(const struct schema *s, const struct rows *rows, struct buf *out)
{
	struct buf row = { 0 };

	for (size_t i = 0; i < rows->n; i++) {
		buf_cut(&row, 0);
		put_fields(s, (const char *)rows->at + i * s->size, &row);
		put_varint(out, row.n);
		buf_add(out, row.at, row.n);
	}
	buf_free(&row);
}

static void put_links(const struct uid *at, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		put_varint(out, at[i].origin);
		put_varint(out, at[i].counter);
	}
}

static void put_limit(const struct limit *l, struct buf *out)
{
	put_varint(out, l->unit);
	put_signed(out, l->n);
	put_signed(out, l->day.n);
}

void codec_write_field(const struct field *f, const void *record, struct buf *out)
{
	const struct bytes *b;
	const struct uids *links;

	if (field_empty(f, record))
		return;
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_WORDS:
		buf_puts(out, *FIELD_CONST(f, record, char *));
		break;
	case FIELD_NUMBER:
		put_signed(out, *FIELD_CONST(f, record, int64_t));
		break;
	case FIELD_FLAG:
		put_signed(out, 1);
		break;
	case FIELD_CHOICE:
		put_signed(out, *FIELD_CONST(f, record, uint32_t));
		break;
	case FIELD_DAY:
		put_signed(out, FIELD_CONST(f, record, struct day)->n);
		break;
	case FIELD_TIME:
		put_signed(out, FIELD_CONST(f, record, struct time)->s);
		break;
	case FIELD_LIMIT:
		put_limit(FIELD_CONST(f, record, struct limit), out);
		break;
	case FIELD_LINK:
		put_links(FIELD_CONST(f, record, struct uid), 1, out);
		break;
	case FIELD_LINKS:
		links = FIELD_CONST(f, record, struct uids);
		put_links(links->at, links->n, out);
		break;
	case FIELD_ROWS:
		put_rows(f->rows, FIELD_CONST(f, record, struct rows), out);
		break;
	case FIELD_BYTES:
		b = FIELD_CONST(f, record, struct bytes);
		buf_add(out, b->at, b->n);
		break;
	}
}

/* One field with its tag and length, which is known only once it is written. */
static void put_field(const struct field *f, const void *record, struct buf *out)
{
	struct buf value = { 0 };

	if (field_empty(f, record))
		return;
	put_varint(out, f->tag);
	if (f->type == FIELD_TEXT || f->type == FIELD_LONG || f->type == FIELD_WORDS) {
		put_varint(out, strlen(*FIELD_CONST(f, record, char *)));
		codec_write_field(f, record, out);
		return;
	}
	codec_write_field(f, record, &value);
	put_varint(out, value.n);
	buf_add(out, value.at, value.n);
	buf_free(&value);
}

static void put_fields(const struct schema *s, const void *record, struct buf *out)
{
	for (size_t i = 0; i < s->field_count; i++)
		put_field(&s->fields[i], record, out);
}

static bool in_part(const struct field *f, enum codec_part part)
{
	return ((f->flags & FIELD_PERSONAL) != 0) == (part == CODEC_PRIVATE);
}

static uint32_t sum_of(struct bytes key, const void *value, size_t n)
{
	struct bytes parts[] = { key, { value, n } };

	return checksum_of(parts, 2);
}

void codec_write(const struct schema *s, const void *record, enum codec_part part, struct bytes key,
	struct buf *out)
{
	const struct head *h = record;
	const struct bytes *unknown = part == CODEC_PUBLIC ? &h->unknown : &h->unknown_private;
	size_t start = out->n;

	buf_u32(out, h->uid.origin);
	buf_u64(out, h->uid.counter);
	buf_u64(out, h->version);
	for (size_t i = 0; i < s->field_count; i++)
		if (in_part(&s->fields[i], part))
			put_field(&s->fields[i], record, out);
	buf_add(out, unknown->at, unknown->n);
	buf_u32(out, sum_of(key, out->at + start, out->n - start));
}

bool codec_has_private(const struct schema *s, const void *record)
{
	if (((const struct head *)record)->unknown_private.n)
		return true;
	for (size_t i = 0; i < s->field_count; i++)
		if ((s->fields[i].flags & FIELD_PERSONAL) && !field_empty(&s->fields[i], record))
			return true;
	return false;
}

static uint32_t get_u32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint64_t get_u64(const unsigned char *p)
{
	return (uint64_t)get_u32(p) << 32 | get_u32(p + 4);
}

bool codec_sound(struct bytes key, struct bytes value)
{
	const unsigned char *p = value.at;

	return value.n >= HEAD_BYTES + CRC_BYTES &&
		sum_of(key, p, value.n - CRC_BYTES) == get_u32(p + value.n - CRC_BYTES);
}

static bool get_fields(
	const struct schema *s, struct reader *r, void *record, struct arena *a, struct buf *unknown);

static bool get_rows(const struct field *f, struct reader r, struct rows *rows, struct arena *a)
{
	struct reader count = r;
	char *at;

	for (rows->n = 0; count.at < count.end && !count.bad; rows->n++)
		get_bytes(&count);
	if (count.bad)
		return false;
	rows->at = at = arena_array(a, rows->n, f->rows->size);
	for (size_t i = 0; i < rows->n; i++) {
		struct reader row = reader_of(get_bytes(&r));

		schema_init(f->rows, at + i * f->rows->size);
		if (!get_fields(f->rows, &row, at + i * f->rows->size, a, NULL))
			return false;
	}
	return true;
}

static struct uid get_link(struct reader *r)
{
	struct uid u;

	u.origin = (uint32_t)get_varint(r);
	u.counter = get_varint(r);
	return u.counter ? u : (struct uid){ 0 };
}

static bool get_links(struct reader r, struct uids *links, struct arena *a)
{
	/* Two varints take at least two bytes. */
	links->at = arena_array(a, (size_t)(r.end - r.at) / 2, sizeof(*links->at));
	for (links->n = 0; r.at < r.end && !r.bad; links->n++) {
		if ((size_t)(r.end - r.at) < 2)
			return false;
		links->at[links->n] = get_link(&r);
	}
	return !r.bad;
}

bool codec_read_field(const struct field *f, struct bytes value, void *record, struct arena *a)
{
	struct reader r = reader_of(value);
	struct limit *limit;

	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_WORDS:
		*FIELD_PTR(f, record, const char *) = value.n ? arena_copy(a, value.at, value.n) : "";
		return true;
	case FIELD_BYTES:
		*FIELD_PTR(f, record, struct bytes) =
			(struct bytes){ value.n ? arena_copy(a, value.at, value.n) : NULL, value.n };
		return true;
	case FIELD_NUMBER:
		*FIELD_PTR(f, record, int64_t) = value.n ? get_signed(&r) : 0;
		break;
	case FIELD_FLAG:
		*FIELD_PTR(f, record, bool) = value.n ? get_signed(&r) != 0 : false;
		break;
	case FIELD_CHOICE:
		*FIELD_PTR(f, record, uint32_t) = value.n ? (uint32_t)get_signed(&r) : 0;
		break;
	case FIELD_DAY:
		FIELD_PTR(f, record, struct day)->n = value.n ? (int32_t)get_signed(&r) : 0;
		break;
	case FIELD_TIME:
		FIELD_PTR(f, record, struct time)->s = value.n ? get_signed(&r) : 0;
		break;
	case FIELD_LIMIT:
		limit = FIELD_PTR(f, record, struct limit);
		*limit = (struct limit){ 0 };
		if (!value.n)
			break;
		limit->unit = (enum limit_unit)get_varint(&r);
		limit->n = (int32_t)get_signed(&r);
		limit->day.n = (int32_t)get_signed(&r);
		if (limit->unit == LIMIT_NONE)
			*limit = (struct limit){ 0 };
		break;
	case FIELD_LINK:
		*FIELD_PTR(f, record, struct uid) = value.n ? get_link(&r) : (struct uid){ 0 };
		break;
	case FIELD_LINKS:
		return get_links(r, FIELD_PTR(f, record, struct uids), a);
	case FIELD_ROWS:
		return get_rows(f, r, FIELD_PTR(f, record, struct rows), a);
	}
	return !r.bad;
}

/* Fields come in the order of the table, so the next one is usually the one sought. */
const struct field *codec_tagged(const struct schema *s, uint64_t tag, size_t *hint)
{
	for (size_t i = 0; i < s->field_count; i++) {
		size_t k = *hint + i < s->field_count ? *hint + i : *hint + i - s->field_count;

		if (s->fields[k].tag == tag) {
			*hint = k + 1;
			return &s->fields[k];
		}
	}
	return NULL;
}

/* A row's unknown fields have nowhere to stay: `unknown` NULL drops them. */
static bool get_fields(
	const struct schema *s, struct reader *r, void *record, struct arena *a, struct buf *unknown)
{
	size_t hint = 0;

	while (r->at < r->end) {
		const unsigned char *start = r->at;
		uint64_t tag = get_varint(r);
		struct bytes value = get_bytes(r);
		const struct field *f;

		if (r->bad)
			return false;
		f = codec_tagged(s, tag, &hint);
		if (f && !codec_read_field(f, value, record, a))
			return false;
		if (!f && unknown)
			buf_add(unknown, start, (size_t)(r->at - start));
	}
	return true;
}

bool codec_read(const struct schema *s, struct bytes key, struct bytes value, enum codec_part part,
	void *record, struct arena *a, struct err *e)
{
	const unsigned char *p = value.at;
	struct head *h = record;
	struct buf unknown = { 0 };
	struct bytes *keep = part == CODEC_PUBLIC ? &h->unknown : &h->unknown_private;
	struct reader r;
	bool sound = codec_sound(key, value);

	if (sound) {
		h->uid = (struct uid){ get_u32(p), get_u64(p + 4) };
		h->version = get_u64(p + 12);
		r = (struct reader){ p + HEAD_BYTES, p + value.n - CRC_BYTES, false };
		sound = get_fields(s, &r, record, a, &unknown);
	}
	if (sound)
		*keep =
			(struct bytes){ unknown.n ? arena_copy(a, unknown.at, unknown.n) : NULL, unknown.n };
	buf_free(&unknown);
	return sound || err_set(e, ERR_STORE, "damaged record");
}

/* --- going through ------------------------------------------------------------- */

struct bytes codec_fields(struct bytes value)
{
	size_t around = HEAD_BYTES + CRC_BYTES;

	if (value.n < around)
		return (struct bytes){ "", 0 };
	return (struct bytes){ (const char *)value.at + HEAD_BYTES, value.n - around };
}

/* What the reader has left. */
static bool step_on(struct bytes *rest, const struct reader *r)
{
	if (r->bad || !rest->n)
		return false;
	*rest = (struct bytes){ r->at, (size_t)(r->end - r->at) };
	return true;
}

bool codec_take_field(struct bytes *rest, uint64_t *tag, struct bytes *value)
{
	struct reader r = reader_of(*rest);

	*tag = get_varint(&r);
	*value = get_bytes(&r);
	return step_on(rest, &r);
}

bool codec_take_row(struct bytes *rest, struct bytes *row)
{
	struct reader r = reader_of(*rest);

	*row = get_bytes(&r);
	return step_on(rest, &r);
}
