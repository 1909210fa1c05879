/* terminal.h — what the terminal speaks, for the command line and for all that is said.
 */
#ifndef YANPAN_TUI_CLI_TERMINAL_H
#define YANPAN_TUI_CLI_TERMINAL_H

#include "tui/cli/cli.h"

/* Behind the relay where the terminal does not speak UTF-8 (tui/term/relay.h).  Before
 * anything is said: what is wrong with the line should be readable, too. */
bool terminal_enter(struct cli *, int argc, const char *const *argv, struct err *e);

/* The words and values of the line as UTF-8, but for names of files, which are bytes. */
bool terminal_words(struct cli *, struct err *e);

#endif
