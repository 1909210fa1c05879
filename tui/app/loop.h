/* loop.h — runs an app on the real terminal until it ends. */
#ifndef YANPAN_TUI_APP_LOOP_H
#define YANPAN_TUI_APP_LOOP_H

#include "tui/app/app.h"

/* `last_words` is said on stderr when a signal ends the program (where drafts are). */
bool loop_run(const struct app_setup *setup, const char *last_words, struct err *e);

#endif
