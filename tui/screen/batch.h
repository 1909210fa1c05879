/* batch.h — 导入批次: taking a whole import back, and bringing it back. */
#ifndef YANPAN_TUI_SCREEN_BATCH_H
#define YANPAN_TUI_SCREEN_BATCH_H

#include "tui/screen/store.h"

/* Asks whether it is to be taken back or brought back; choice 1 is for batch_turn(). */
struct effect batch_ask(struct ctx *ctx, struct uid batch,
	struct effect (*agreed)(void *, struct ctx *, size_t, const char *));

/* The one or the other, as it now stands; says which records stayed as they are. */
struct effect batch_turn(struct ctx *ctx, struct uid batch);

#endif
