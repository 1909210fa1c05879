#include "store/io/seen.h"

#include "locale/base/arena.h"

#include <stdlib.h>
#include <string.h>

static uint64_t hash(struct bytes key)
{
	const unsigned char *p = key.at;
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < key.n; i++)
		h = (h ^ p[i]) * 1099511628211u;
	h ^= h >> 32;
	h *= 0xD6E8FEB86659FD93u;
	h ^= h >> 32;
	return h ? h : 1;
}

static bool put(uint64_t *slots, size_t room, uint64_t h)
{
	size_t i = h & (room - 1);

	while (slots[i] && slots[i] != h)
		i = (i + 1) & (room - 1);
	if (slots[i])
		return true;
	slots[i] = h;
	return false;
}

static void grow(struct seen *s)
{
	size_t room = s->room ? s->room * 2 : 1024;
	uint64_t *slots = must_alloc(room * sizeof(*slots));

	memset(slots, 0, room * sizeof(*slots));
	for (size_t i = 0; i < s->room; i++)
		if (s->slots[i])
			put(slots, room, s->slots[i]);
	free(s->slots);
	s->slots = slots;
	s->room = room;
}

bool seen_add(struct seen *s, struct bytes key)
{
	if ((s->n + 1) * 2 > s->room)
		grow(s);
	if (put(s->slots, s->room, hash(key)))
		return true;
	s->n++;
	return false;
}

bool seen_has(const struct seen *s, struct bytes key)
{
	uint64_t h = hash(key);
	size_t i = h & (s->room - 1);

	while (s->room && s->slots[i] && s->slots[i] != h)
		i = (i + 1) & (s->room - 1);
	return s->room && s->slots[i] == h;
}

void seen_free(struct seen *s)
{
	free(s->slots);
	*s = (struct seen){ 0 };
}
