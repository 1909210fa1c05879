/* app.h — the loop around the screens, without a terminal.
 *
 * A stack of screens by name, the message line, the key line, and what is the same
 * everywhere: help, the numbered menu, the palette, questions, jobs, undo, leaving.
 * app_feed() takes one input, app_draw() draws one frame; a test needs no more.
 * loop.h runs it on the real terminal.
 */
#ifndef YANPAN_TUI_APP_APP_H
#define YANPAN_TUI_APP_APP_H

#include "tui/app/screen.h"
#include "tui/conf/options.h"

struct app;

/* A line of the palette (Ctrl+P): a record or a unit that some screen shows. */
struct palette_hit {
	const char *words, *note; /* live until the next call */
	const char *screen;       /* opened with arg */
	struct arg arg;
};

struct app_setup {
	const struct screen_ops *const *screens;
	size_t screen_count;
	const char *first; /* the screen at the bottom of the stack */
	struct arg arg;
	struct store *store;
	const struct options *options;
	/* What the palette finds beside commands; writes at most `max` and says how many. */
	size_t (*find)(struct ctx *ctx, const char *text, struct palette_hit *hits, size_t max);
	/* Undo and redo of the last step (Ctrl+U, Ctrl+Y outside a text); say in `words` what
	 * was undone.  NULL: the program has none. */
	bool (*undo)(struct ctx *ctx, char *words, size_t bytes, struct err *e);
	bool (*redo)(struct ctx *ctx, char *words, size_t bytes, struct err *e);
	/* When nobody has typed for a while: works for about `ms`; true: there is more.  NULL:
	 * nothing is ever put off. */
	bool (*rest)(struct store *, int ms);
};

enum { APP_ROWS_LEAST = 16, APP_COLS_LEAST = 60 };

/* NULL with the error when the first screen cannot be opened. */
struct app *app_new(
	const struct app_setup *setup, struct time now, int rows, int cols, struct err *e);
void app_free(struct app *app); /* NULL is none; closes the screens, top first */

void app_clock(struct app *app, struct time now); /* what ctx->now is from here on */
void app_feed(struct app *app, const struct input *in);
void app_draw(struct app *app, struct canvas *c); /* sizes the canvas itself */
bool app_done(const struct app *app);             /* the program is to end */

/* A job is running: call app_slice(), which works for about `ms`, between looks at the keys. */
bool app_busy(const struct app *app);
void app_slice(struct app *app, int ms);

/* The open screen wants its next tick as soon as no key waits. */
bool app_restless(const struct app *app);

/* How long the open screen wants to wait for its next tick; 0: as long as usual. */
int app_tick_ms(const struct app *app);

/* True once after Ctrl+L, and after what may have disturbed the terminal: paint all anew. */
bool app_take_redraw(struct app *app);

/* The name of the open screen, and the message line, for tests. */
const char *app_screen(const struct app *app);
const char *app_message(const struct app *app);

/* Actions that are the same on every screen, for the manual and `yanpan keys`. */
const struct action *app_actions(size_t *count);

#endif
