#include "store/rec/block.h"

#include <string.h>

enum { MAP_BYTES = BLOCK_SIZE / 8 };

void block_fill(struct block *b, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i <= last && i < BLOCK_SIZE; i++)
		block_add(b, i);
}

void block_and(struct block *b, const struct block *with)
{
	for (size_t i = 0; i < BLOCK_WORDS; i++)
		b->word[i] &= with->word[i];
}

void block_or(struct block *b, const struct block *with)
{
	for (size_t i = 0; i < BLOCK_WORDS; i++)
		b->word[i] |= with->word[i];
}

void block_without(struct block *b, const struct block *less)
{
	for (size_t i = 0; i < BLOCK_WORDS; i++)
		b->word[i] &= ~less->word[i];
}

uint32_t block_count(const struct block *b)
{
	uint32_t n = 0;

	for (size_t i = 0; i < BLOCK_WORDS; i++)
		n += (uint32_t)__builtin_popcountll(b->word[i]);
	return n;
}

uint32_t block_next(const struct block *b, uint32_t from)
{
	for (uint32_t i = from / 64; i < BLOCK_WORDS; i++) {
		uint64_t w = b->word[i];

		if (i == from / 64)
			w &= ~(uint64_t)0 << (from % 64);
		if (w)
			return i * 64 + (uint32_t)__builtin_ctzll(w);
	}
	return BLOCK_SIZE;
}

uint32_t block_before(const struct block *b, uint32_t from)
{
	for (uint32_t i = (from + 63) / 64; i-- > 0;) {
		uint64_t w = b->word[i];

		if (i == from / 64)
			w &= ((uint64_t)1 << (from % 64)) - 1;
		if (w)
			return i * 64 + 63 - (uint32_t)__builtin_clzll(w);
	}
	return BLOCK_SIZE;
}

static uint64_t word_at(const unsigned char *p)
{
	uint64_t word = 0;

	for (int i = 0; i < 8; i++)
		word |= (uint64_t)p[i] << i * 8;
	return word;
}

bool block_read(struct block *b, struct bytes stored)
{
	memset(b, 0, sizeof(*b));
	return block_or_stored(b, stored);
}

bool block_or_stored(struct block *b, struct bytes stored)
{
	const unsigned char *p = stored.at;

	if (stored.n == MAP_BYTES) {
		for (size_t i = 0; i < BLOCK_WORDS; i++)
			b->word[i] |= word_at(p + i * 8);
		return true;
	}
	if (stored.n > MAP_BYTES || stored.n % 2)
		return false;
	for (size_t i = 0; i < stored.n; i += 2)
		block_add(b, (uint32_t)p[i] << 8 | p[i + 1]);
	return true;
}

uint32_t block_count_stored(const struct block *b, struct bytes stored)
{
	const unsigned char *p = stored.at;
	uint32_t n = 0;

	if (stored.n == MAP_BYTES)
		for (size_t i = 0; i < BLOCK_WORDS; i++)
			n += (uint32_t)__builtin_popcountll(b->word[i] & word_at(p + i * 8));
	else
		for (size_t i = 0; i + 1 < stored.n; i += 2)
			n += block_has(b, (uint32_t)p[i] << 8 | p[i + 1]);
	return n;
}

bool block_stored_has(struct bytes stored, uint32_t place)
{
	const unsigned char *p = stored.at;
	size_t low = 0, high = stored.n / 2;

	if (stored.n == MAP_BYTES)
		return p[place / 8] >> (place % 8) & 1;
	while (low < high) {
		size_t middle = (low + high) / 2;
		uint32_t at = (uint32_t)p[middle * 2] << 8 | p[middle * 2 + 1];

		if (at == place)
			return true;
		if (at < place)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

void block_write_map(const struct block *b, struct buf *out)
{
	char *to = buf_room(out, MAP_BYTES);

	for (size_t i = 0; i < MAP_BYTES; i++)
		to[i] = (char)(b->word[i / 8] >> (i % 8 * 8));
	out->n += MAP_BYTES;
	buf_room(out, 0);
}

void block_write(const struct block *b, struct buf *out)
{
	if (block_count(b) * 2 >= MAP_BYTES) {
		block_write_map(b, out);
		return;
	}
	for (uint32_t i = block_next(b, 0); i < BLOCK_SIZE; i = block_next(b, i + 1)) {
		buf_putc(out, (char)(i >> 8));
		buf_putc(out, (char)i);
	}
}
