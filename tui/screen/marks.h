/* marks.h — which rows of a list are marked with *: ordinals of one kind, in order. */
#ifndef YANPAN_TUI_SCREEN_MARKS_H
#define YANPAN_TUI_SCREEN_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct marks {
	uint32_t *at; /* ascending */
	size_t n, room;
};

bool marks_have(const struct marks *m, uint32_t ordinal);
void marks_set(struct marks *m, uint32_t ordinal, bool on);
void marks_clear(struct marks *m);
void marks_free(struct marks *m); /* safe to call twice */

#endif
