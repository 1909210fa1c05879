/* inside.h — the app's state, for the files of this folder only.
 *
 * app.c takes inputs and carries out effects; overlay.c is what lies over a screen
 * (questions, lists, help, palette); frame.c draws; work.c runs jobs.
 */
#ifndef YANPAN_TUI_APP_INSIDE_H
#define YANPAN_TUI_APP_INSIDE_H

#include "tui/app/app.h"
#include "tui/widget/pager.h"
#include "tui/widget/palette.h"

/* One open screen. */
struct place {
	const struct screen_ops *ops;
	void *state;
	struct arena arena;
};

enum overlay_kind {
	OVERLAY_NONE,
	OVERLAY_QUESTION,
	OVERLAY_CHOOSE,
	OVERLAY_ACTIONS, /* help and menu: a list of actions to run */
	OVERLAY_PALETTE,
	OVERLAY_TEXT,
};

/* An action and whose it is: a global one gets the app as its state. */
struct offer {
	const struct action *action;
	bool global;
};

enum { PALETTE_HITS = 50 };

struct overlay {
	enum overlay_kind kind;
	struct arena arena; /* its texts */
	struct prompt prompt;
	struct picker picker;
	struct palette palette;
	struct pager pager;
	struct finder finder; /* in a text */
	const char *title;
	size_t rows; /* a list may have: its height does not change while one types */
	struct offer *offers;
	struct palette_hit *hits;
	struct effect (*answered)(void *state, struct ctx *ctx, size_t choice, const char *text);
	struct effect (*chosen)(void *state, struct ctx *ctx, const size_t *rows, size_t count);
	bool global; /* the answer is for the app, not for the screen */
};

struct work {
	struct job job;
	bool running, stop;
	struct progress progress;
	struct time since;
	char words[192];
};

struct app {
	struct app_setup setup;
	struct time now;
	int rows, cols;
	struct place **stack; /* the open screen is the last */
	size_t count, room;
	struct overlay overlay;
	struct work work;
	struct arena frame;
	char message[1024];
	bool refused; /* the message is an error */
	bool done, redraw;
};

struct place *app_top(const struct app *app);
struct ctx app_ctx(struct app *app, struct place *place);
bool app_too_small(const struct app *app);
bool app_bare(const struct app *app); /* the screen has the whole window */
void app_carry_out(struct app *app, struct effect effect);
void app_say(struct app *app, const struct err *e);
void app_tell(struct app *app, const char *words);

/* Why the action cannot be done now, or NULL; lives in the frame's arena. */
const char *app_why_not(struct app *app, struct offer offer);
void app_run_action(struct app *app, struct offer offer);

/* The open screen's actions and then the global ones; in the overlay's arena. */
size_t app_offers(struct app *app, struct offer **out, struct arena *a);

void overlay_ask(struct app *app, const struct question *q, bool global);
void overlay_choose(struct app *app, const struct choose *c);
void overlay_read(struct app *app, const char *title, const char *words);
void overlay_actions(struct app *app, const char *title);
void overlay_palette(struct app *app);
void overlay_close(struct app *app);
void overlay_place(struct app *app);
void overlay_input(struct app *app, const struct input *in);
void overlay_draw(const struct app *app, struct canvas *c);
const char *overlay_hints(const struct app *app);

void work_start(struct app *app, const struct job *job);
void work_input(struct app *app, const struct input *in);
void work_draw(const struct app *app, struct canvas *c);

#endif
