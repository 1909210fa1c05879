/* palette.h — commands and records in one list: a picker whose rows come from several places.
 *
 * Each source is asked for the typed text anew; commands come first.  Rows keep their order
 * within a source.  An open palette stays where it is: its picker points at it.
 */
#ifndef YANPAN_TUI_WIDGET_PALETTE_H
#define YANPAN_TUI_WIDGET_PALETTE_H

#include "tui/widget/picker.h"

struct palette_source {
	const char *title; /* "commands", at the right of its rows where they have no note */
	struct picker_source list;
};

enum { PALETTE_SOURCES = 4 };

struct palette {
	struct picker picker;
	struct palette_source source[PALETTE_SOURCES];
	size_t count;
	size_t found[PALETTE_SOURCES]; /* rows of each for the text */
};

void palette_open(
	struct palette *p, const char *title, const struct palette_source *sources, size_t count);
void palette_free(struct palette *p);

/* Which source a row of the picker is of, and which of its numbers. */
size_t palette_row(const struct palette *p, size_t row, size_t *source);

#endif
