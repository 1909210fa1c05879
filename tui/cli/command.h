/* command.h — the subcommands, for the table in commands.c.
 */
#ifndef YANPAN_TUI_CLI_COMMAND_H
#define YANPAN_TUI_CLI_COMMAND_H

#include "tui/cli/cli.h"

bool run_backup(struct cli *, struct err *);
bool run_completion(struct cli *, struct err *);
bool run_count(struct cli *, struct err *);
bool run_demo(struct cli *, struct err *);
bool run_do(struct cli *, struct err *);
bool run_doctor(struct cli *, struct err *);
bool run_due(struct cli *, struct err *);
bool run_dump(struct cli *, struct err *);
bool run_filter(struct cli *, struct err *);
bool run_guide(struct cli *, struct err *);
bool run_help(struct cli *, struct err *);
bool run_history(struct cli *, struct err *);
bool run_import(struct cli *, struct err *);
bool run_keys(struct cli *, struct err *);
bool run_list(struct cli *, struct err *);
bool run_ledger(struct cli *, struct err *);
bool run_sheet(struct cli *, struct err *);
bool run_load(struct cli *, struct err *);
bool run_minutes(struct cli *, struct err *);
bool run_new(struct cli *, struct err *);
bool run_paper(struct cli *, struct err *);
bool run_plain(struct cli *, struct err *);
bool run_precedents(struct cli *, struct err *);
bool run_project(struct cli *, struct err *);
bool run_redo(struct cli *, struct err *);
bool run_restore(struct cli *, struct err *);
bool run_schema(struct cli *, struct err *);
bool run_set(struct cli *, struct err *);
bool run_settings(struct cli *, struct err *);
bool run_show(struct cli *, struct err *);
bool run_undo(struct cli *, struct err *);
bool run_reindex(struct cli *, struct err *);
bool run_verify(struct cli *, struct err *);
bool run_version(struct cli *, struct err *);

#endif
