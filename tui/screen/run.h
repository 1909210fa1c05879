/* run.h — the screens on a store: opens it, asks who sits there, runs until one leaves.
 */
#ifndef YANPAN_TUI_SCREEN_RUN_H
#define YANPAN_TUI_SCREEN_RUN_H

#include "tui/app/app.h"
#include "tui/screen/store.h"

/* What the loop needs to run the screens on an open store: the work list first. */
struct app_setup run_setup(struct store *store, const struct options *options);

/* Opens the store of the folder (made where there is none), runs the screens, closes it. */
bool run_screens(
	const char *folder, unsigned kv_flags, const struct options *options, struct err *e);

/* The projector's window on the store of the folder, until it is closed. */
bool run_projector(const char *folder, const struct options *options, struct err *e);

#endif
