/* arena.h — memory that is freed all at once.
 *
 * Who passes the arena owns the result.  A zeroed `struct arena` is an empty
 * one.  Allocation never returns NULL: out of memory ends the program, and
 * drafts are on disk by then.  What arena_alloc() returns is zeroed and aligned
 * for anything.
 */
#ifndef YANPAN_LOCALE_BASE_ARENA_H
#define YANPAN_LOCALE_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *block; /* the newest; older ones hang behind it */
	size_t used, size;         /* bytes of the newest */
};

/* A place in an arena to come back to: all that was allocated since is free. */
struct arena_mark {
	struct arena_block *block;
	size_t used, size;
};

void *arena_alloc(struct arena *a, size_t bytes);
void *arena_array(struct arena *a, size_t n, size_t bytes); /* n × bytes, checked for overflow */
char *arena_copy(struct arena *a, const void *from, size_t bytes); /* with a NUL behind it */
char *arena_text(struct arena *a, const char *s);
char *arena_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

struct arena_mark arena_mark(const struct arena *a);
void arena_reset(struct arena *a, struct arena_mark mark);
void arena_free(struct arena *a); /* safe to call twice; the arena is empty again */

/* malloc and realloc that end the program when there is no memory. */
void *must_alloc(size_t bytes);
void *must_realloc(void *p, size_t bytes);

#endif
