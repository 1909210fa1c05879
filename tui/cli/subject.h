/* subject.h — the record that a command is about: `[KIND] NUMBER` among its words.
 */
#ifndef YANPAN_TUI_CLI_SUBJECT_H
#define YANPAN_TUI_CLI_SUBJECT_H

#include "tui/cli/cli.h"

struct subject {
	const struct schema *schema;
	const char *number; /* as cited */
	size_t next;        /* the first word behind it */
	void *record;       /* both parts, in the command's arena */
};

/* Without a kind it is an order. */
bool subject_words(struct cli *, struct subject *out, struct err *e);
/* The same from word `at` on, with the kind always there. */
bool subject_words_at(struct cli *, size_t at, struct subject *out, struct err *e);
/* Reads it. */
bool subject_find(struct cli *, struct subject *, struct err *e);

#endif
