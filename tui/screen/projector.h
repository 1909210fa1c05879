/* projector.h — what a room looks at (F22): one item, in large letters by the terminal's zoom.
 *
 * Two ways to it: `yanpan project` in a window of its own follows the recorder's item; on
 * one mirrored screen the review screen draws it in its own place.  From 40×12; what does
 * not fit goes from the bottom up: the bases, then the duties of those who assist.
 */
#ifndef YANPAN_TUI_SCREEN_PROJECTOR_H
#define YANPAN_TUI_SCREEN_PROJECTOR_H

#include "store/panel/projection.h"
#include "tui/app/screen.h"

void projector_draw(const struct projection *p, const struct ctx *ctx, struct canvas *c);

#endif
