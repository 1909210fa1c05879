/* unmask.h — showing personal data: asked for with a coded reason, logged, for one record.
 *
 * The screen passes its own handlers on; `shown` is called when the record is unmasked, so
 * that it reads anew.
 */
#ifndef YANPAN_TUI_SCREEN_UNMASK_H
#define YANPAN_TUI_SCREEN_UNMASK_H

#include "tui/screen/store.h"

/* The list of reasons. */
struct effect unmask_ask(struct ctx *ctx,
	struct effect (*chosen)(void *, struct ctx *, const size_t *rows, size_t count));

/* The reason in that row was taken: shows, or asks `words` for what else it is. */
struct effect unmask_reason(struct ctx *ctx, enum kind kind, struct uid uid, size_t row,
	struct effect (*words)(void *, struct ctx *, size_t, const char *),
	void (*shown)(void *, struct ctx *), void *state);

/* For another reason, in words. */
struct effect unmask_for(struct ctx *ctx, enum kind kind, struct uid uid, const char *words,
	void (*shown)(void *, struct ctx *), void *state);

#endif
