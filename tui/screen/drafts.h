/* drafts.h — what was typed and not confirmed, offered to go on with.
 *
 * A draft's name says which screen it is of (form_draft.h; "ruling-…" is the review's).
 */
#ifndef YANPAN_TUI_SCREEN_DRAFTS_H
#define YANPAN_TUI_SCREEN_DRAFTS_H

#include "store/rec/draft.h"
#include "tui/screen/store.h"

size_t drafts_count(const struct ctx *ctx);

/* A list of them, newest first; `chosen` gets the row. */
struct effect drafts_choose(struct ctx *ctx,
	struct effect (*chosen)(void *, struct ctx *, const size_t *rows, size_t count));

/* Opens the screen of the draft in that row. */
struct effect drafts_open(struct ctx *ctx, size_t row);

#endif
