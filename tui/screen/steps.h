/* steps.h — F5 办理: the next steps of one record or of the marked ones.
 *
 * A screen keeps a `struct steps` in its state.  Steps are numbered in the order of the
 * flow, each greyed one with its reason.  One that asks for something opens the form; one
 * that cannot be undone, that warns, or that is done to several first shows what it will do.
 */
#ifndef YANPAN_TUI_SCREEN_STEPS_H
#define YANPAN_TUI_SCREEN_STEPS_H

#include "tui/screen/store.h"

enum { STEPS_MOST = 16 };

struct steps {
	enum kind kind;
	struct uid *uids; /* malloc */
	size_t n;
	const struct verb *verbs[STEPS_MOST];
	struct picker_row rows[STEPS_MOST];
	size_t count;
	const struct verb *chosen;
	struct effect (*after)(void *, struct ctx *, struct effect);
	struct arena arena; /* words of the rows */
	uint64_t done;      /* goes up with every step done: read anew, forget the marks */
};

/* Opens the list of what can be done with the records.  `after`, of the screen, gets the
 * effect of what was chosen and agreed on: it reads anew and passes the effect on. */
struct effect steps_open(struct steps *s, struct ctx *ctx, enum kind kind, const struct uid *uids,
	size_t n, struct effect (*after)(void *state, struct ctx *, struct effect));

void steps_free(struct steps *s);

/* What will be done to which records, a line each, what warns behind them. */
void steps_preview(const struct ctx *ctx, const struct verb *verb, const struct uid *uids, size_t n,
	const void *args, struct buf *out);

/* Whether anything warns. */
bool steps_warn(const struct ctx *ctx, const struct verb *verb, const struct uid *uids, size_t n,
	const void *args);

/* "受理 2件: Ctrl+U 撤销" after it was done. */
struct effect steps_tell(const struct ctx *ctx, const struct verb *verb, const struct uid *uids,
	size_t n, struct effect then);

#endif
