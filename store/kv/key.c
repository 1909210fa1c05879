#include "store/kv/key.h"

#include <assert.h>
#include <string.h>

static const unsigned char TEXT_ZERO[2] = { 0x00, 0xFF };
static const unsigned char TEXT_END[2] = { 0x00, 0x01 };
static const uint64_t SIGN = UINT64_C(1) << 63;

void key_start(struct key *k)
{
	k->n = 0;
}

static void add(struct key *k, const void *from, size_t bytes)
{
	assert(bytes <= KEY_MAX - k->n);
	if (bytes)
		memcpy(k->at + k->n, from, bytes);
	k->n += bytes;
}

static void add_number(struct key *k, uint64_t v, size_t bytes)
{
	unsigned char be[8];

	for (size_t i = 0; i < bytes; i++)
		be[i] = (unsigned char)(v >> (8 * (bytes - 1 - i)));
	add(k, be, bytes);
}

void key_u8(struct key *k, uint8_t v)
{
	add_number(k, v, 1);
}

void key_u16(struct key *k, uint16_t v)
{
	add_number(k, v, 2);
}

void key_u32(struct key *k, uint32_t v)
{
	add_number(k, v, 4);
}

void key_u64(struct key *k, uint64_t v)
{
	add_number(k, v, 8);
}

void key_i64(struct key *k, int64_t v)
{
	add_number(k, (uint64_t)v ^ SIGN, 8);
}

bool key_text(struct key *k, struct bytes text, size_t limit)
{
	const unsigned char *s = text.at;
	size_t end = k->n + limit;

	assert(limit <= KEY_MAX - sizeof(TEXT_END) - k->n);
	for (size_t i = 0; i < text.n; i++) {
		size_t need = s[i] ? 1 : sizeof(TEXT_ZERO);

		if (k->n + need > end) {
			add(k, TEXT_END, sizeof(TEXT_END));
			return false;
		}
		add(k, s[i] ? &s[i] : TEXT_ZERO, need);
	}
	add(k, TEXT_END, sizeof(TEXT_END));
	return true;
}

void key_raw(struct key *k, struct bytes part)
{
	add(k, part.at, part.n);
}

struct bytes key_bytes(const struct key *k)
{
	return (struct bytes){ .at = k->at, .n = k->n };
}

bool key_beyond(struct key *k)
{
	while (k->n && k->at[k->n - 1] == 0xFF)
		k->n--;
	if (!k->n)
		return false;
	k->at[k->n - 1]++;
	return true;
}

bool key_starts_with(struct bytes key, struct bytes prefix)
{
	return key.n >= prefix.n && (!prefix.n || !memcmp(key.at, prefix.at, prefix.n));
}

static void skip(struct bytes *rest, size_t bytes)
{
	rest->at = (const unsigned char *)rest->at + bytes;
	rest->n -= bytes;
}

static bool take_number(struct bytes *rest, size_t bytes, uint64_t *out)
{
	const unsigned char *at = rest->at;

	if (rest->n < bytes)
		return false;
	*out = 0;
	for (size_t i = 0; i < bytes; i++)
		*out = *out << 8 | at[i];
	skip(rest, bytes);
	return true;
}

bool key_take_u8(struct bytes *rest, uint8_t *out)
{
	uint64_t v;

	if (!take_number(rest, 1, &v))
		return false;
	*out = (uint8_t)v;
	return true;
}

bool key_take_u16(struct bytes *rest, uint16_t *out)
{
	uint64_t v;

	if (!take_number(rest, 2, &v))
		return false;
	*out = (uint16_t)v;
	return true;
}

bool key_take_u32(struct bytes *rest, uint32_t *out)
{
	uint64_t v;

	if (!take_number(rest, 4, &v))
		return false;
	*out = (uint32_t)v;
	return true;
}

bool key_take_u64(struct bytes *rest, uint64_t *out)
{
	return take_number(rest, 8, out);
}

bool key_take_i64(struct bytes *rest, int64_t *out)
{
	uint64_t v;

	if (!take_number(rest, 8, &v))
		return false;
	*out = (int64_t)(v ^ SIGN);
	return true;
}

/* Where the text ends (its 00 01), or NULL. */
static const unsigned char *text_end(struct bytes in)
{
	const unsigned char *at = in.at, *end = at + in.n;

	while (end - at >= 2) {
		if (*at)
			at++;
		else if (at[1] == TEXT_END[1])
			return at;
		else if (at[1] == TEXT_ZERO[1])
			at += 2;
		else
			return NULL;
	}
	return NULL;
}

bool key_take_text(struct bytes *rest, struct buf *out)
{
	const unsigned char *at = rest->at, *end = text_end(*rest);

	if (!end)
		return false;
	for (const unsigned char *p = at; p < end; p += *p ? 1 : 2)
		buf_putc(out, (char)*p);
	skip(rest, (size_t)(end - at) + sizeof(TEXT_END));
	return true;
}
