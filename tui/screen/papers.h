/* papers.h — the papers that hang together with a record: read here, or written to a file.
 *
 * An order has those of its case, a case its opinion, a slip for each unit with a duty and
 * its meeting's minutes, a meeting its minutes and all of its items'.  Nobody's personal
 * data are in them: `yanpan paper --personal REASON` is the way to those.
 */
#ifndef YANPAN_TUI_SCREEN_PAPERS_H
#define YANPAN_TUI_SCREEN_PAPERS_H

#include "tui/screen/store.h"

/* The list, then how and where. */
struct effect papers_open(struct ctx *ctx, enum kind kind, struct uid uid);

#endif
