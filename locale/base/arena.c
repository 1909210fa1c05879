#include "locale/base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is allocated follows the header, aligned for anything. */
struct arena_block {
	_Alignas(max_align_t) struct arena_block *older;
};

static const size_t BLOCK_BYTES = 16 * 1024;

static void out_of_memory(void)
{
	fputs("yanpan: 内存不足，草稿已存盘 / out of memory, drafts are saved\n", stderr);
	exit(3);
}

void *must_alloc(size_t bytes)
{
	void *p = malloc(bytes ? bytes : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *must_realloc(void *p, size_t bytes)
{
	p = realloc(p, bytes ? bytes : 1);
	if (!p)
		out_of_memory();
	return p;
}

static void grow(struct arena *a, size_t bytes)
{
	size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
	struct arena_block *b;

	if (size > SIZE_MAX - sizeof(*b))
		out_of_memory();
	b = must_alloc(sizeof(*b) + size);
	b->older = a->block;
	a->block = b;
	a->size = size;
	a->used = 0;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
	size_t need;
	char *p;

	if (bytes > SIZE_MAX - 15)
		out_of_memory();
	need = (bytes + 15) & ~(size_t)15;
	if (!a->block || a->size - a->used < need)
		grow(a, need);
	p = (char *)(a->block + 1) + a->used;
	a->used += need;
	memset(p, 0, need);
	return p;
}

void *arena_array(struct arena *a, size_t n, size_t bytes)
{
	if (bytes && n > SIZE_MAX / bytes)
		out_of_memory();
	return arena_alloc(a, n * bytes);
}

char *arena_copy(struct arena *a, const void *from, size_t bytes)
{
	char *p = arena_alloc(a, bytes + 1);

	if (bytes)
		memcpy(p, from, bytes);
	return p;
}

char *arena_text(struct arena *a, const char *s)
{
	return arena_copy(a, s, strlen(s));
}

char *arena_format(struct arena *a, const char *format, ...)
{
	va_list args, again;
	int n;
	char *p;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	p = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
	vsnprintf(p, (size_t)(n < 0 ? 0 : n) + 1, format, again);
	va_end(again);
	return p;
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->block, a->used, a->size };
}

void arena_reset(struct arena *a, struct arena_mark mark)
{
	while (a->block != mark.block) {
		struct arena_block *older = a->block->older;

		free(a->block);
		a->block = older;
	}
	a->used = mark.used;
	a->size = mark.size;
}

void arena_free(struct arena *a)
{
	arena_reset(a, (struct arena_mark){ 0 });
}
