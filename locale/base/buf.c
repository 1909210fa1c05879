#include "locale/base/buf.h"

#include "locale/base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *buf_room(struct buf *b, size_t bytes)
{
	size_t need = b->n + bytes + 1;

	if (need > b->room) {
		size_t room = b->room ? b->room : 64;

		while (room < need)
			room *= 2;
		b->at = must_realloc(b->at, room);
		b->room = room;
	}
	b->at[b->n] = '\0';
	return b->at + b->n;
}

void buf_add(struct buf *b, const void *from, size_t bytes)
{
	char *to = buf_room(b, bytes);

	if (bytes)
		memcpy(to, from, bytes);
	b->n += bytes;
	b->at[b->n] = '\0';
}

void buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_putc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_fill(struct buf *b, char c, size_t n)
{
	memset(buf_room(b, n), c, n);
	b->n += n;
	b->at[b->n] = '\0';
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n > 0) {
		vsnprintf(buf_room(b, (size_t)n), (size_t)n + 1, format, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

void buf_u32(struct buf *b, uint32_t v)
{
	unsigned char be[4] = { (unsigned char)(v >> 24), (unsigned char)(v >> 16),
		(unsigned char)(v >> 8), (unsigned char)v };

	buf_add(b, be, sizeof(be));
}

void buf_u64(struct buf *b, uint64_t v)
{
	buf_u32(b, (uint32_t)(v >> 32));
	buf_u32(b, (uint32_t)v);
}

void buf_cut(struct buf *b, size_t n)
{
	if (n >= b->n)
		return;
	b->n = n;
	b->at[n] = '\0';
}

const char *buf_text(const struct buf *b)
{
	return b->at ? b->at : "";
}

void buf_free(struct buf *b)
{
	free(b->at);
	*b = (struct buf){ 0 };
}

bool buf_read_file(struct buf *b, const char *path, size_t limit)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = 1;
	int error = 0;

	if (fd < 0)
		return false;
	while (got > 0 && b->n <= limit) {
		got = read(fd, buf_room(b, 65536), 65536);
		if (got > 0)
			b->n += (size_t)got;
		else if (got < 0)
			error = errno;
	}
	if (b->at)
		b->at[b->n] = '\0';
	close(fd);
	if (b->n > limit)
		error = EFBIG;
	errno = error;
	return !error;
}
