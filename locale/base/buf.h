/* buf.h — text or bytes that grow.
 *
 * A zeroed `struct buf` is an empty one.  `at` always has a NUL behind it once
 * something was added (buf_text() gives "" before that), so that it can be read
 * as text; the NUL is not counted.  buf_free() is safe to call twice.
 */
#ifndef YANPAN_LOCALE_BASE_BUF_H
#define YANPAN_LOCALE_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
	char *at;
	size_t n, room; /* bytes */
};

/* A stretch of bytes that somebody else owns. */
struct bytes {
	const void *at;
	size_t n;
};

void buf_add(struct buf *b, const void *from, size_t bytes);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_fill(struct buf *b, char c, size_t n); /* n times c */
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_u32(struct buf *b, uint32_t v); /* big-endian: keys sort by value */
void buf_u64(struct buf *b, uint64_t v);
void *buf_room(struct buf *b, size_t bytes); /* room for so many more, not yet counted in n */
void buf_cut(struct buf *b, size_t n);       /* keeps the first n bytes */
const char *buf_text(const struct buf *b);
void buf_free(struct buf *b);

/* The whole file, at most `limit` bytes; false with errno set. */
bool buf_read_file(struct buf *b, const char *path, size_t limit);

#endif
