/* asked.h — what the words of a command ask for: [KIND] [QUERY...], with --filter NAME a
 * saved filter beside them.
 */
#ifndef YANPAN_TUI_CLI_ASKED_H
#define YANPAN_TUI_CLI_ASKED_H

#include "tui/cli/cli.h"

struct asked {
	const struct schema *schema;
	const char *query; /* in the cli's arena */
	const char *sort;  /* of the saved filter; NULL: the usual */
};

/* The words from number `first` on; orders where they name no kind.  Opens the store for a
 * saved filter; ERR_ABSENT: there is none of the name. */
bool asked_words(struct cli *, size_t first, struct asked *, struct err *);

/* The same where the command itself says the kind: [QUERY...]. */
bool asked_of(struct cli *, const struct schema *, struct asked *, struct err *);

#endif
