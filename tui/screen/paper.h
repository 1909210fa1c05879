/* paper.h — a paper's text to a file that a person named.
 *
 * The file is the owner's alone (0600): papers name people.  One that is there already is
 * not overwritten.
 */
#ifndef YANPAN_TUI_SCREEN_PAPER_H
#define YANPAN_TUI_SCREEN_PAPER_H

#include "locale/base/buf.h"
#include "locale/base/err.h"

#include <stdbool.h>

bool paper_write(const char *path, const struct buf *text, struct err *e);

#endif
