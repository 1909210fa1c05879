/* cli.h — one run of a subcommand: what was asked, the store, who asks, where it prints.
 *
 *     yanpan [options] COMMAND words and options
 *
 * Commands are a table (commands.c): name, words, options, what they do.  The exit status
 * follows from what became of them: 0 done, 1 refused or some rows rejected, 2 the command
 * line cannot be read, 3 the store is in trouble.
 */
#ifndef YANPAN_TUI_CLI_CLI_H
#define YANPAN_TUI_CLI_CLI_H

#include "locale/base/clock.h"
#include "store/io/printer.h"
#include "store/rec/act.h"
#include "tui/cli/args.h"

enum cli_status { CLI_DONE, CLI_REFUSED, CLI_USAGE, CLI_STORE };

struct command;

struct cli {
	const struct command *command;
	struct args args;
	struct arena arena;
	struct time now;
	FILE *out;          /* what is asked for */
	FILE *notes;        /* what should be known beside it: stderr */
	const char *folder; /* of the store */
	const char *reason; /* for seeing personal data: "1 核实诉求"; NULL: masked */
	bool read_only;
	struct kv *kv;  /* cli_store() */
	struct who who; /* the name is "" until cli_store() */
	enum cli_status status;
	const char *said; /* cli_say() */
};

/* What a command does with the store.  One that touches it runs in a child process: LMDB
 * trusts its file, and a damaged one must end in words and status 3, not in a signal. */
enum store_use { STORE_NONE, STORE_READS, STORE_WRITES };

struct command {
	const char *name;
	enum store_use store;
	const char *words; /* what follows the name, for the manual */
	const char *help;  /* msgid: one sentence */
	const struct cli_option *options;
	size_t option_count;
	size_t least, most; /* words */
	bool (*run)(struct cli *, struct err *);
};

enum { CLI_MANY = 1000000 }; /* words: as many as there are */

extern const struct command commands[];
extern const size_t command_count;
extern const struct cli_options cli_globals;

/* The whole program; argv without its name.  `screens` is called where no command is given
 * and there is a terminal. */
int cli_run(int argc, const char *const *argv, bool (*screens)(struct cli *, struct err *));

/* A subcommand within another (demo): shares store and operator, prints nothing. */
bool cli_within(struct cli *, int argc, const char *const *argv, FILE *nowhere, struct err *e);

/* Opens the store; with `create` makes one where there is none. */
bool cli_store(struct cli *, bool create, struct err *e);
/* Begins an act of the operator in the store. */
bool cli_act(struct cli *, struct act *, struct err *e);
/* The operator's name as the journal keeps it. */
bool cli_operator(struct cli *, const char *name, struct err *e);

/* Where automatic backups of the store lie; NULL where the setting says none are made.
 * False: the settings cannot be read. */
bool cli_backups(struct cli *, const char **folder, struct err *e);
/* A line on stderr about what does not stop the command. */
void cli_warn(struct cli *, const struct err *);

struct day cli_today(const struct cli *);
struct view cli_view(const struct cli *, enum view_kind);
/* Notes in the journal that personal data of a record (or, uid none, of a list) are shown
 * and why.  True and nothing done where no reason was given. */
bool cli_unmask(
	struct cli *, enum kind, struct uid, const char *number, const char *words, struct err *e);

/* The kind that the word names; ERR_USAGE with all of them. */
bool cli_kind(const char *word, const struct schema **out, struct err *e);

/* list or sheet for people, --json or --csv for programs. */
enum print_form cli_form(const struct cli *, enum print_form for_people);
/* Standard output in the --encoding. */
bool cli_outlet(struct cli *, struct outlet *, struct err *e);
/* Tells on stderr how many characters the --encoding did not have; nothing of none. */
void cli_lost(struct cli *, uint64_t lost);
/* Ends it; tells on stderr how many characters the encoding did not have. */
bool cli_outlet_end(struct cli *, struct outlet *, struct err *e);

/* A line about what was done: printed when the command has succeeded, for people only. */
void cli_say(struct cli *, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
