/* line.h — talking line by line: a question, an answer, a numbered menu.
 *
 * Nothing moves a cursor, so that it works on serial lines, in dumb terminals, through a
 * pipe and with a screen reader.  Numbers may be typed full-width.  The end of the input
 * (Ctrl+D, Ctrl+C) ends every question from there on.
 */
#ifndef YANPAN_TUI_CLI_LINE_H
#define YANPAN_TUI_CLI_LINE_H

#include "locale/base/buf.h"
#include "locale/base/err.h"

#include <stdbool.h>
#include <stdio.h>

struct line {
	FILE *in, *out;
	struct buf typed; /* the last answer */
	bool ended;
};

struct line_item {
	const char *words;
	const char *why_not; /* it cannot be chosen now; NULL: it can */
};

struct line_menu {
	const char *title; /* or NULL */
	const struct line_item *items;
	size_t n;
	const char *zero; /* what 0 does */
	bool words;       /* what is no number is an answer, too */
	bool enter;       /* Enter alone is 0 */
};

enum { LINE_ZERO = 0, LINE_WORDS = -1 };

/* The answer without the blanks around it, until the next question; NULL: the end. */
const char *line_ask(struct line *, const char *prompt);

/* A number from 1 to n, LINE_ZERO (also at the end), or LINE_WORDS: they are in `typed`. */
int line_choose(struct line *, const struct line_menu *);

/* The number that the text is, full-width digits too; -1: it is none. */
long line_number(const char *text);

/* What, where, how to fix. */
void line_complain(struct line *, const struct err *);
void line_free(struct line *);

#endif
