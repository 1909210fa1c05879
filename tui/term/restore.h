/* restore.h — the terminal as it was, on every way out.
 *
 * SIGTERM, SIGHUP, SIGINT and SIGQUIT ask the loop to end: restore_asked() turns true and the
 * descriptor becomes readable; drafts are then written, and restore_finish() lets the signal
 * have its way.  A program that does not end within three seconds, and one that is hit by
 * SIGBUS, SIGSEGV, SIGFPE, SIGILL or SIGABRT, is ended on the spot: the handler writes the
 * bytes prepared here, which is all that may be done then.
 */
#ifndef YANPAN_TUI_TERM_RESTORE_H
#define YANPAN_TUI_TERM_RESTORE_H

#include <stdbool.h>

void restore_remember(void); /* the settings as they are before anything changes them */

/* What to send to the terminal at the end (copied); what to say on stderr after a signal,
 * and before that after SIGBUS, when pages of the store are gone (or NULL; both live as long
 * as the program).  Installs the handlers. */
void restore_prepare(const char *bytes, const char *last_words, const char *gone_words);
void restore_forget(void); /* the terminal was restored by other means */
void restore_now(void);    /* does it, if that was not done yet */

int restore_asked(void);                 /* the signal that did; 0: none */
bool restore_catches(int signal_number); /* a program that it ends restores the terminal itself */
void restore_finish(void); /* if a signal asked: says the last words and ends the program by it */

int restore_descriptor(void);    /* readable when a signal came: the end, or another size */
bool restore_take_resized(void); /* true once after the window changed; empties the descriptor */

#endif
