/* term.h — the real terminal: the one file that includes <curses.h>.
 *
 * There is one terminal, opened once.  term_show() sends what changed, always as
 * whole lines of whole characters; term_input() waits for input.  On every way out
 * (return, exit(), SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGBUS, SIGSEGV, SIGABRT, SIGFPE,
 * SIGILL) the terminal is as it was before: its settings, its first screen, no bracketed
 * paste.  The caret is always visible, because input methods follow it.
 */
#ifndef YANPAN_TUI_TERM_TERM_H
#define YANPAN_TUI_TERM_TERM_H

#include "locale/base/buf.h"
#include "locale/base/err.h"
#include "tui/term/canvas.h"
#include "tui/term/input.h"

#include <stdbool.h>

struct term_setup {
	int escape_ms;          /* how long after Esc the rest of a key may come; 0: 25 */
	int ambiguous;          /* columns of “ ” — …: 1, 2, or 0: ask the terminal */
	bool colour;            /* where the terminal has it */
	bool console;           /* also where it is the Linux console, which seldom shows Han */
	const char *last_words; /* said on stderr when a signal ends the program: where drafts
							   are; lives as long as the terminal; NULL: nothing */
	const char *gone_words; /* the same before them, when the store's pages are gone (SIGBUS) */
};

/* Refuses, in words, what is no terminal, what cannot move its cursor, and a system
 * without any UTF-8 locale. */
bool term_open(const struct term_setup *setup, struct err *e);
void term_close(void); /* safe to call twice, and when it was never opened */

/* Closes, and lets a signal that asked for the end (INPUT_HANGUP) have its way. */
void term_end(void);

/* The bytes that end the second screen, colours and bracketed paste, as the terminal's type
 * says; none where it is not known.  For who keeps a terminal that another draws on. */
void term_way_out(struct buf *bytes);

void term_size(int *rows, int *cols);

/* Sends what differs from what was shown last.  `whole`: paints everything anew. */
void term_show(const struct canvas *c, bool whole);

/* The next event; INPUT_TICK when none came within `timeout_ms` (-1: waits for ever). */
void term_input(int timeout_ms, struct input *in);

/* True when input is waiting: a frame drawn now would be old at once. */
bool term_waiting(void);

#endif
