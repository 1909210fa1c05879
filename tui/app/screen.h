/* screen.h — what a screen is: a state, a table of actions, and a few functions.
 *
 * A screen changes its state, draws it, and asks for the rest by an effect.  It never
 * reads keys, waits, or touches the terminal.  How an input goes:
 *
 *   1. an open question, list, help or menu takes it;
 *   2. else `input` is offered it, and returns pass() for what is not its own
 *      (a field takes text; a list takes letters for its finder, but passes digits);
 *   3. else the action with that key runs, if its needs are met; if not, the loop says why;
 *   4. else a global action (Esc back, 0 menu, Ctrl+G help, Ctrl+P …) runs.
 *
 * Key hints, help, the numbered menu, the palette and the manual come from `actions`.
 *
 * The frame: the screen draws rows 0 to rows-3 (ctx->rows counts only those); the message
 * line and the key hints below are the loop's.  Draw sets the cursor last.
 *
 * The size: after `open`, and whenever it changes, `input` gets an INPUT_RESIZE; there a
 * screen places its widgets.  INPUT_TICK comes half a second after the last key and then
 * every second, with ctx->now set: time to save drafts, and to read anew if the store changed.
 *
 * Lifetimes: the state is zeroed before `open` and freed after `close`, which is called
 * also when `open` refused; ctx->arena lives as long as the screen, ctx->frame until the
 * next input.
 */
#ifndef YANPAN_TUI_APP_SCREEN_H
#define YANPAN_TUI_APP_SCREEN_H

#include "locale/base/arena.h"
#include "locale/base/array.h"
#include "locale/base/clock.h"
#include "tui/app/effect.h"
#include "tui/term/canvas.h"
#include "tui/term/input.h"

struct options;
struct store; /* an open store with its operator; the screens know it, the loop only passes it on */

struct ctx {
	struct store *store;
	const struct options *options;
	struct time now;
	struct arena *arena; /* this screen's */
	struct arena *frame;
	int rows, cols; /* for the screen: without the message and hint lines */
};

/* What an action needs, as bits of the screen's own; the words say what is missing
 * ("no row: choose one with the arrows"). */
struct need {
	unsigned bit;
	const char *words; /* N_() */
};

struct action {
	const char *name; /* stable: settings, tests and the manual use it */
	const char *keys; /* "F5", "Down Ctrl+N": one of them; "": only in the menu */
	unsigned needs;
	struct effect (*run)(void *state, struct ctx *ctx);
	const char *help; /* N_(): a sentence for help, menu and manual */
	const char *hint; /* N_(): a word for the key line; NULL: not there */
	/* N_(): the keys as the key line shows them, where one hint stands for several
	 * actions ("F7/F8", "arrows"); NULL: the first of `keys`. */
	const char *hint_keys;
	/* A reason that is not a need: why it cannot be done now, or NULL.  Lives in ctx->frame. */
	const char *(*why_not)(const void *state, struct ctx *ctx);
};

struct screen_ops {
	const char *name;  /* by which others open it */
	const char *title; /* N_(): for help and palette */
	size_t state_size;
	const struct action *actions; /* the key line shows hints in this order */
	size_t action_count;
	const struct need *needs;
	size_t need_count;
	bool (*open)(void *state, struct ctx *ctx, const struct arg *arg, struct err *e);
	void (*close)(void *state, struct ctx *ctx);                                /* may be NULL */
	struct effect (*input)(void *state, struct ctx *ctx, const struct input *); /* may be NULL */
	unsigned (*has)(const void *state, const struct ctx *ctx);                  /* may be NULL */
	void (*draw)(const void *state, const struct ctx *ctx, struct canvas *c);
	/* More is to be found out: the next tick comes as soon as no key waits.  May be NULL. */
	bool (*restless)(const void *state);
	/* Lists only: moves the focus by `by` records and says which it is now; false at an
	 * end.  Screens opened from the list use it through step_record(). */
	bool (*neighbour)(void *state, struct ctx *ctx, int by, struct arg *out);
	/* Whether it fills the whole window now, without message and key line, however small the
	 * window is: what a room looks at.  NULL: never. */
	bool (*bare)(const void *state);
	int tick_ms; /* between ticks while nobody types; 0: a second */
};

#endif
