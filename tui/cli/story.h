/* story.h — the demo county: its files, linked into the program, and what was done with them.
 */
#ifndef YANPAN_TUI_CLI_STORY_H
#define YANPAN_TUI_CLI_STORY_H

#include "locale/base/arena.h"
#include "locale/base/buf.h"
#include "locale/base/clock.h"
#include "locale/base/err.h"

struct county_file {
	const char *name;
	const char *at, *end;
};

extern const struct county_file county_files[];
extern const size_t county_file_count;

/* One line of story.txt: a command, or with `who` set the day, time and person from here on. */
struct story_line {
	int number;
	size_t word_count;
	const char **words;
	struct time at;
	const char *who; /* NULL: a command */
};

/* All lines that say something, in order.  The texts live in the arena. */
bool story_read(struct story_line **lines, size_t *n, struct arena *a, struct err *e);

#endif
