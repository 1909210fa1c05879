/* scroll.h — a focus among many rows, and the window on them that is shown. */
#ifndef YANPAN_TUI_WIDGET_SCROLL_H
#define YANPAN_TUI_WIDGET_SCROLL_H

#include "tui/term/input.h"

#include <stdbool.h>
#include <stddef.h>

struct scroll {
	size_t count; /* rows there are */
	size_t focus; /* below count, or 0 */
	size_t top;   /* first shown */
	int rows;     /* shown at once */
};

/* After any change of count or rows: brings focus and window back in. */
void scroll_fit(struct scroll *s, size_t count, int rows);
void scroll_to(struct scroll *s, size_t row);
bool scroll_by(struct scroll *s, long rows);                 /* false: it is at that end */
bool scroll_input(struct scroll *s, const struct input *in); /* arrows, PgUp PgDn, Home End */

#endif
