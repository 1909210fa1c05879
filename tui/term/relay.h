/* relay.h — the program on a terminal that does not speak UTF-8.
 *
 * The program forks.  The parent keeps the real terminal, turns what is typed into UTF-8
 * and what is shown into the terminal's encoding (transcode.h); the child goes on, with a
 * pty for its terminal.  Window sizes and signals are passed on to the child, its end to
 * whoever started the program; the terminal is as it was on every way out.  No locale of
 * that encoding has to be installed.
 */
#ifndef YANPAN_TUI_TERM_RELAY_H
#define YANPAN_TUI_TERM_RELAY_H

#include "locale/base/err.h"

#include <stdbool.h>

/* What the terminal speaks: `wanted` (--terminal-encoding), else YANPAN_TERM_ENC, else what
 * stands behind the '.' in LC_ALL, LC_CTYPE or LANG; NULL: UTF-8, or nobody says.  The text
 * lives until the next call. */
const char *relay_encoding(const char *wanted);

/* Goes on in the child, whose terminal speaks UTF-8; the parent never returns.  Does
 * nothing where the encoding is NULL or UTF-8, where standard input or output is no
 * terminal, and in the background.  `ambiguous`: columns that the terminal gives to “ and —;
 * 0: two, as terminals of these encodings do. */
bool relay_enter(const char *encoding, int ambiguous, struct err *e);

bool relay_inside(void); /* this is the child */

#endif
