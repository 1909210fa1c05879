/* output.h — where the rows of a command go: standard output, or a file whose name says what
 * it is to be (-o liebiao.xlsx, .csv).
 */
#ifndef YANPAN_TUI_CLI_OUTPUT_H
#define YANPAN_TUI_CLI_OUTPUT_H

#include "tui/cli/cli.h"

struct output {
	struct outlet out;
	const char *path; /* of a file, or NULL */
	enum print_form form;
};

/* From --json, --csv, -o and --encoding; ERR_USAGE where they do not go together. */
bool output_read(struct cli *, enum print_form for_people, struct output *, struct err *);
bool output_open(struct cli *, struct output *, struct err *);
/* Says in which file so many rows are, where it is one. */
bool output_end(struct cli *, struct output *, size_t rows, struct err *);

#endif
