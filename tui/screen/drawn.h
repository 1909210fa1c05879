/* drawn.h — rows of a list as they were drawn last, so that a key makes only new ones.
 *
 * A row is read, decoded, masked and worded: most of what a key in a list costs.  What was
 * drawn is good until the list is read again or the minute changes, on which deadlines hang.
 */
#ifndef YANPAN_TUI_SCREEN_DRAWN_H
#define YANPAN_TUI_SCREEN_DRAWN_H

#include "tui/screen/rows.h"

enum { DRAWN_ROWS = 128 };

/* Zeroed, it is empty. */
struct drawn {
	struct arena arena;
	int64_t minute;
	size_t n;
	uint32_t ordinals[DRAWN_ROWS];
	struct table_row rows[DRAWN_ROWS];
};

/* The row of a record; its cells live until the next call. */
void drawn_row(struct drawn *d, const struct rows_view *v, uint32_t ordinal, struct table_row *out);
void drawn_forget(struct drawn *d); /* all of them; nothing else has to be freed */

#endif
