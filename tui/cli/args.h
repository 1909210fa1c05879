/* args.h — a command line, read by a table of options.
 *
 *     yanpan --store S list order 电梯 --limit 5 --fields=number,matter -- -物业
 *
 * Options stand anywhere before `--`; their values follow or are joined by `=`.  What is
 * left are words.  Everything points into argv.  Errors are ERR_USAGE.
 */
#ifndef YANPAN_TUI_CLI_ARGS_H
#define YANPAN_TUI_CLI_ARGS_H

#include "locale/base/arena.h"
#include "locale/base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct cli_option {
	const char *name;  /* without the dashes */
	const char *takes; /* what stands for its value in the manual; NULL: a flag */
	const char *help;  /* msgid */
	char letter;       /* 0: none */
	bool words;        /* a=b words that follow are more values (--map a=b c=d) */
};

struct cli_options {
	const struct cli_option *at;
	size_t n;
};

struct args_given {
	const struct cli_option *option;
	const char *value; /* NULL: a flag */
};

struct args {
	size_t word_count, given_count;
	const char **words;
	struct args_given *given;
};

/* `sets` of options that may stand on the line; of two of a name the first set's counts. */
bool args_read(int argc, const char *const *argv, const struct cli_options *sets, size_t set_count,
	struct args *out, struct arena *a, struct err *e);

/* The first word of a line whose options are not known beyond `globals`: the subcommand.
 * NULL: there is none.  *at is its place in argv. */
const char *args_command(
	int argc, const char *const *argv, const struct cli_options *globals, int *at);

/* The last value of an option anywhere before `--`, for what must be known before the line
 * is read; NULL: not given. */
const char *args_early(int argc, const char *const *argv, const char *option);

bool args_has(const struct args *, const char *option);
const char *args_value(const struct args *, const char *option); /* the last one; NULL: not given */
/* The same of an option of this set only: a command may have one of a name that all have. */
const char *args_value_in(const struct args *, const struct cli_options *set, const char *option);
/* All values of an option that may be repeated, at most `most`; how many there are. */
size_t args_values(const struct args *, const char *option, const char **values, size_t most);

/* A count of 1 and more; *out stays as it is where the option was not given. */
bool args_number(const struct args *, const char *option, size_t *out, struct err *e);

/* One word each, in order: refuses too few and too many, naming what is expected. */
bool args_words(const struct args *, size_t least, size_t most, const char *usage, struct err *e);

#endif
