/* options.h — what a person sets for the screens.
 *
 * From weakest to strongest: the default, $XDG_CONFIG_HOME/yanpan/yanpan.conf, the
 * environment (YANPAN_ESCAPE, YANPAN_AMBIGUOUS, YANPAN_COLOUR, YANPAN_FRAMES,
 * YANPAN_CONSOLE, YANPAN_PROJECTOR, NO_COLOR),
 * the command line (options_set).  A wrong value is refused with its line and what would be right;
 * options_wrong() names all of them.
 */
#ifndef YANPAN_TUI_CONF_OPTIONS_H
#define YANPAN_TUI_CONF_OPTIONS_H

#include "locale/base/arena.h"
#include "locale/base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* `key.mark = Ctrl+K`: the action of that name has these keys instead. */
struct options_key {
	const char *action;
	const char *keys; /* names with blanks between, "" for none */
};

struct options {
	int escape_ms;       /* escape = 25: how long after Esc the rest of a key may come */
	int ambiguous;       /* ambiguous = auto|1|2: columns of “ ” — …; 0 asks the terminal */
	bool colour;         /* colour = yes|no */
	bool ascii;          /* frames = lines|ascii */
	bool console;        /* console = yes|no: screens also on the Linux console */
	bool live;           /* projector = sent|live: the wording is shown while it is typed */
	const char *lang;    /* lang = zh_CN; NULL: not said */
	const char *backups; /* backups = DIR|no: where automatic ones go; NULL: into the store */
	const struct options_key *keys;
	size_t key_count;
};

/* Defaults, file, environment; a file that is not there is none.  Texts live as long as `a`. */
bool options_load(struct options *o, struct arena *a, struct err *e);

/* One setting by its name, as in the file; where it was said is for the caller to add. */
bool options_set(
	struct options *o, const char *name, const char *value, struct arena *a, struct err *e);

/* The settings with what they take and what they do, for the manual and --help. */
struct options_entry {
	const char *name, *takes, *help; /* takes, help: msgids */
	const char *variable;            /* of the environment, or NULL */
	const char *preset;              /* the default as a file would say it; "": not said */
	bool (*set)(struct options *o, const char *value, struct arena *a);
};
extern const struct options_entry options_entries[];
extern const size_t options_entry_count;

/* Who says what it is now: the file with its line, or a variable (line 0). */
struct options_said {
	const char *value, *where; /* NULL: nobody */
	int line;
};
struct options_said options_said(const struct options_entry *, struct arena *a);

/* Every wrong line of the file and every wrong variable. */
size_t options_wrong(const struct err **out, struct arena *a);

#endif
