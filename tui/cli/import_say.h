/* import_say.h — what an import has found: lines for people, JSON for programs. */
#ifndef YANPAN_TUI_CLI_IMPORT_SAY_H
#define YANPAN_TUI_CLI_IMPORT_SAY_H

#include "store/io/import.h"
#include "tui/cli/cli.h"

/* A `found` of an import: `cli` is its struct cli. */
void import_say_finding(const struct finding *, void *cli);
/* How the columns are understood. */
void import_say_mapping(struct cli *, const struct import *);
/* What was, or would be, written.  Rejected rows make the exit status 1. */
void import_say_counts(struct cli *, const struct import *, const char *path);

#endif
