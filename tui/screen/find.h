/* find.h — what the palette (Ctrl+P) finds beside commands: records of every kind people name. */
#ifndef YANPAN_TUI_SCREEN_FIND_H
#define YANPAN_TUI_SCREEN_FIND_H

#include "tui/app/app.h"

size_t find_anywhere(struct ctx *ctx, const char *text, struct palette_hit *hits, size_t max);

#endif
