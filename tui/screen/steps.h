/* steps.h — F5 办理: the next steps of one record or of the marked ones.
 *
 * A screen keeps a `struct steps` in its state.  Steps are numbered in the order of the
 * flow, each greyed one with its reason.  One that asks for something opens the form; one
 * that cannot be undone, that warns, or that is done to several first shows what it will do.
 *
 *     static struct effect chosen(void *state, struct ctx *ctx, const size_t *rows, size_t n)
 *     {
 *         return steps_take(&((struct list *)state)->steps, ctx, rows[0], agreed);
 *     }
 *     static struct effect agreed(void *state, struct ctx *ctx, size_t choice, const char *text)
 *     {
 *         return steps_agree(&((struct list *)state)->steps, ctx, choice);
 *     }
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
	struct arena arena; /* words of the rows */
	uint64_t done;      /* goes up with every step done: read anew, forget the marks */
};

/* Opens the list of what can be done with the records. */
struct effect steps_open(struct steps *s, struct ctx *ctx, enum kind kind, const struct uid *uids,
	size_t n, struct effect (*chosen)(void *, struct ctx *, const size_t *, size_t));

/* One was chosen: does it, asks first, or opens the form for what it asks for. */
struct effect steps_take(struct steps *s, struct ctx *ctx, size_t row,
	struct effect (*agreed)(void *, struct ctx *, size_t, const char *));

/* The question was answered: choice 1 does it. */
struct effect steps_agree(struct steps *s, struct ctx *ctx, size_t choice);

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
