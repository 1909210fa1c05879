/* paper.h — a paper into a file that a person named, and what became of it.
 */
#ifndef YANPAN_TUI_SCREEN_PAPER_H
#define YANPAN_TUI_SCREEN_PAPER_H

#include "store/doc/doc.h"
#include "tui/app/screen.h"

/* Says where it was written.  What was changed by hand stays as it is: then what differs
 * is shown to read. */
struct effect paper_write(struct ctx *, const struct doc *, const char *path);

#endif
