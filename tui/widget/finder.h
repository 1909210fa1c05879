/* finder.h — the line that narrows a list as one types.
 *
 * Letters and Han go in at once; digits, Space and signs only while the caret is in it:
 * after the first letter, or after Ctrl+F (finder_enter).  An arrow key, Enter or Esc takes
 * the caret back to the list; a second Esc empties it.  So digits choose until one types,
 * and are text from then on.
 *
 * It holds FINDER_MOST characters: each changes what is found, and a page of text that came
 * key by key would keep the program busy for minutes.  What does not fit is refused whole.
 */
#ifndef YANPAN_TUI_WIDGET_FINDER_H
#define YANPAN_TUI_WIDGET_FINDER_H

#include "tui/widget/edit.h"

enum { FINDER_MOST = 200 };

struct finder {
	struct edit edit;
	bool typing; /* the caret is in it */
};

enum finder_use {
	FINDER_PASSED,  /* not for the finder */
	FINDER_MOVED,   /* used, the text is the same */
	FINDER_CHANGED, /* the text is another: narrow again */
	FINDER_FULL,    /* refused: the text would be too long */
};

void finder_free(struct finder *f);
void finder_place(struct finder *f, struct rect area); /* one row */
void finder_enter(struct finder *f);
enum finder_use finder_input(struct finder *f, const struct input *in);
const char *finder_text(const struct finder *f);

/* `label` before it, `hint` (quiet) while it is empty and the caret is elsewhere. */
void finder_draw(const struct finder *f, struct canvas *c, const char *label, const char *hint);

#endif
