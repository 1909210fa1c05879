/* kind.h — what stands in the way of screens on a terminal, told apart in words.
 */
#ifndef YANPAN_TUI_TERM_KIND_H
#define YANPAN_TUI_TERM_KIND_H

#include "locale/base/err.h"

#include <stdbool.h>

/* What was found out about a terminal. */
struct kind_facts {
	const char *type; /* TERM; NULL or "": not set */
	bool terminal;    /* standard input and output are one */
	bool console;     /* the kernel's own, which has letters for 512 characters at most */
	bool known;       /* terminfo knows the type; what follows is from there */
	bool moves;       /* its cursor goes to any place */
	bool clears;      /* the screen, and to the end of a line */
	bool paper;       /* prints on paper, or one letter over the other */
};

/* Whether the kernel's console is here (TERM=linux alone may be fbterm, or a lie). */
bool kind_is_console(void);

/* Whether screens can be shown; err says what kind of terminal this is and what to do.
 * `console`: the person knows that this one can show Han. */
bool kind_judge(const struct kind_facts *f, bool console, struct err *e);

#endif
