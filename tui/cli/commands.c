/* commands.c — the table of subcommands: the command line, help and the manual read it. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "tui/cli/command.h"

static const struct cli_option import_options[] = {
	{
		.name = "kind",
		.takes = "K",
		.help = N_("What the rows are: order, return, unit, member, basis, ruling, claim."),
	},
	{
		.name = "dry-run",
		.help = N_("Check only; nothing is written."),
	},
	{
		.name = "map",
		.takes = "FIELD=HEADING",
		.words = true,
		.help =
			N_("This column is that field; may be repeated. - drops it, extra carries it along."),
	},
	{
		.name = "sheet",
		.takes = "NAME|N",
		.help = N_("This sheet of a workbook; else the first whose headings are known."),
	},
	{
		.name = "means",
		.takes = "WORDS",
		.help = N_("What 退回 is in a file of returns: 申请退单, or 退回重办 by the hotline."),
	},
	{
		.name = "repair",
		.takes = "HOW",
		.help = N_("Put right what was misread before: certain, or offered for the likely, too."),
	},
	{
		.name = "update",
		.help = N_("Known numbers follow the file in what the hotline owns."),
	},
	{
		.name = "rejects",
		.takes = "FILE",
		.help = N_("Where rejected rows go."),
	},
	{
		.name = "keep-personal",
		.help = N_("Keep known personal columns apart, masked, instead of not taking them."),
	},
	{
		.name = "undo",
		.takes = "BATCH",
		.help = N_("Take a batch back."),
	},
	{
		.name = "redo",
		.takes = "BATCH",
		.help = N_("Bring it back."),
	},
};

static const struct cli_option list_options[] = {
	{
		.name = "filter",
		.takes = "NAME",
		.help = N_("What this saved filter finds; words beside it narrow further."),
	},
	{
		.name = "output",
		.letter = 'o',
		.takes = "FILE",
		.help = N_("Into this file: a workbook (.xlsx) or CSV for Excel (.csv)."),
	},
	{
		.name = "sort",
		.takes = "F",
		.help = N_("By this field; -F the other way round: --sort=-due."),
	},
	{
		.name = "limit",
		.takes = "N",
		.help = N_("At most so many."),
	},
	{
		.name = "count",
		.help = N_("Only how many."),
	},
	{
		.name = "fields",
		.takes = "A,B",
		.help = N_("These fields."),
	},
	{
		.name = "original",
		.help = N_("Texts as they came, before cleaning."),
	},
};

static const struct cli_option ledger_options[] = {
	{
		.name = "filter",
		.takes = "NAME",
		.help = N_("What this saved filter finds; words beside it narrow further."),
	},
	{
		.name = "output",
		.letter = 'o',
		.takes = "FILE",
		.help = N_("Into this file: a workbook (.xlsx) or CSV for Excel (.csv)."),
	},
};

static const struct cli_option count_options[] = {
	{
		.name = "filter",
		.takes = "NAME",
		.help = N_("What this saved filter finds; words beside it narrow further."),
	},
	{
		.name = "by",
		.takes = "F",
		.help = N_("By this field, 退单.单位 in the rows of one; month: by month."),
	},
	{
		.name = "output",
		.letter = 'o',
		.takes = "FILE",
		.help = N_("Into this file: a workbook (.xlsx) or CSV for Excel (.csv)."),
	},
};

static const struct cli_option filter_options[] = {
	{
		.name = "sort",
		.takes = "F",
		.help = N_("Saved with it: by this field; -F the other way round."),
	},
};

static const struct cli_option show_options[] = {
	{
		.name = "fields",
		.takes = "A,B",
		.help = N_("These fields."),
	},
	{
		.name = "original",
		.help = N_("Texts as they came, before cleaning."),
	},
};

#define OUTPUT_OPTION                                                                              \
	{                                                                                              \
		.name = "output", .letter = 'o', .takes = "FILE",                                          \
		.help = N_("Into this file instead of standard output: .docx, .html or .txt."),            \
	}

static const struct cli_option minutes_options[] = {
	OUTPUT_OPTION,
};

static const struct cli_option paper_options[] = {
	{
		.name = "as",
		.takes = "PAPER",
		.help = N_(
			"纪要, 会议通知 or 会议材料 of a meeting, 研判意见书 of a case, 交办单 and 派单指引 of a ruling, 催办单 of a unit, 移交清单 for who takes over."),
	},
	{
		.name = "to",
		.takes = "UNIT",
		.help = N_("Whom a 交办单 is for, where several units have duties."),
	},
	OUTPUT_OPTION,
};

static const struct cli_option sheet_options[] = {
	{
		.name = "output",
		.letter = 'o',
		.takes = "FILE",
		.help = N_("The workbook (.xlsx) to fill in."),
	},
	{
		.name = "read",
		.takes = "FILE",
		.help = N_("Take in a sheet that a unit filled in."),
	},
	{
		.name = "dry-run",
		.help = N_("Check only; nothing is written."),
	},
};

static const struct cli_option settings_options[] = {
	{
		.name = "check",
		.help = N_("Only name the wrong lines; the status is 1 where there are any."),
	},
	{
		.name = "write",
		.help =
			N_("Write files to begin with into the store's folder county; what is there stays."),
	},
};

static const struct cli_option verify_options[] = {
	{
		.name = "head",
		.takes = "HEX",
		.help = N_("The chain head from the foot of the minutes: the journal must contain it."),
	},
};

static const struct cli_option dump_options[] = {
	{
		.name = "without-personal",
		.help = N_("Leave personal fields out; requests stay as they were written."),
	},
};

static const struct cli_option past_options[] = {
	{
		.name = "output",
		.letter = 'o',
		.takes = "FILE",
		.help = N_("Into this file: a workbook (.xlsx) or CSV for Excel (.csv)."),
	},
};

static const struct cli_option guide_options[] = {
	{
		.name = "filter",
		.takes = "NAME",
		.help = N_("What this saved filter finds; words beside it narrow further."),
	},
	{
		.name = "output",
		.letter = 'o',
		.takes = "FILE",
		.help = N_("Into this file: a workbook (.xlsx) or CSV for Excel (.csv)."),
	},
};

#define OPTIONS(table) .options = (table), .option_count = COUNT(table)

const struct command commands[] = {
	{
		.name = "import",
		.store = STORE_WRITES,
		.words = "FILE...",
		.help = N_(
			"Take in a file of the hotline, of units, members, bases, an old ledger, reply sheets."),
		OPTIONS(import_options),
		.most = CLI_MANY,
		.run = run_import,
	},
	{
		.name = "list",
		.store = STORE_READS,
		.words = "[KIND] [QUERY...]",
		.help = N_("Find records: words, field:value, -word; orders unless a kind is named."),
		OPTIONS(list_options),
		.most = CLI_MANY,
		.run = run_list,
	},
	{
		.name = "ledger",
		.store = STORE_READS,
		.words = "[QUERY...]",
		.help = N_("Print the ledger (台账) of issued rulings in the county's own columns."),
		OPTIONS(ledger_options),
		.most = CLI_MANY,
		.run = run_ledger,
	},
	{
		.name = "count",
		.store = STORE_READS,
		.words = "[KIND] [QUERY...] --by F",
		.help = N_("Count what a list has by unit, category, state, area, month or another field."),
		OPTIONS(count_options),
		.most = CLI_MANY,
		.run = run_count,
	},
	{
		.name = "filter",
		.store = STORE_WRITES,
		.words = "[list | save NAME [KIND] QUERY... | rename NAME NEW | delete NAME]",
		.help = N_("Keep queries under names, for everybody who opens the store."),
		OPTIONS(filter_options),
		.most = CLI_MANY,
		.run = run_filter,
	},
	{
		.name = "show",
		.store = STORE_READS,
		.words = "[KIND] NUMBER",
		.help = N_("Show one record."),
		OPTIONS(show_options),
		.least = 1,
		.most = 2,
		.run = run_show,
	},
	{
		.name = "history",
		.store = STORE_READS,
		.words = "[[KIND] NUMBER]",
		.help =
			N_("Show what was done with a record, by whom and when; without one, with the store "
			   "as a whole: its rules, restores."),
		.most = 2,
		.run = run_history,
	},
	{
		.name = "new",
		.store = STORE_WRITES,
		.words = "KIND field=value...",
		.help = N_("Make a record."),
		.least = 1,
		.most = CLI_MANY,
		.run = run_new,
	},
	{
		.name = "set",
		.store = STORE_WRITES,
		.words = "KIND NUMBER field=value...",
		.help = N_("Change a record."),
		.least = 3,
		.most = CLI_MANY,
		.run = run_set,
	},
	{
		.name = "do",
		.store = STORE_WRITES,
		.words = "VERB KIND NUMBER [field=value...]",
		.help = N_("Do a step; yanpan schema KIND names the verbs."),
		.least = 3,
		.most = CLI_MANY,
		.run = run_do,
	},
	{
		.name = "minutes",
		.store = STORE_READS,
		.words = "MEETING",
		.help = N_("Print the minutes of a meeting."),
		OPTIONS(minutes_options),
		.least = 1,
		.most = 1,
		.run = run_minutes,
	},
	{
		.name = "paper",
		.store = STORE_READS,
		.words = "KIND NUMBER",
		.help = N_("Make a paper of a record: minutes, opinion, hand-over slip, reminder, dispatching guide."),
		OPTIONS(paper_options),
		.least = 2,
		.most = 2,
		.run = run_paper,
	},
	{
		.name = "sheet",
		.store = STORE_WRITES,
		.words = "task [UNIT] | claim CASE UNIT",
		.help = N_(
			"Write a sheet for a unit to fill in: its open tasks, or what a case asks it; read reports."),
		OPTIONS(sheet_options),
		.least = 1,
		.most = 3,
		.run = run_sheet,
	},
	{
		.name = "precedents",
		.store = STORE_READS,
		.words = "[KIND] NUMBER",
		.help = N_("Earlier rulings that a case or an order resembles, with state and use."),
		OPTIONS(past_options),
		.least = 1,
		.most = 2,
		.run = run_precedents,
	},
	{
		.name = "guide",
		.store = STORE_READS,
		.words = "[QUERY...]",
		.help = N_("Where orders go by the rulings in force, with words to paste (派单指引)."),
		OPTIONS(guide_options),
		.most = CLI_MANY,
		.run = run_guide,
	},
	{
		.name = "due",
		.store = STORE_READS,
		.words = "",
		.help = N_("Print what is due; what yanpan alone says without a terminal."),
		.run = run_due,
	},
	{
		.name = "settings",
		.words = "",
		.help = N_("List the county's rules and words, and what the screens are set to."),
		OPTIONS(settings_options),
		.run = run_settings,
	},
	{
		.name = "verify",
		.words = "",
		.help = N_("Check that records, look-ups and journal agree."),
		OPTIONS(verify_options),
		.run = run_verify,
	},
	{
		.name = "reindex",
		.words = "",
		.help = N_("Build all look-ups anew from the records."),
		.store = STORE_WRITES,
		.run = run_reindex,
	},
	{
		.name = "backup",
		.words = "[DIR]",
		.help = N_(
			"Copy the store to a stick or another folder, verified; without DIR to its own backups."),
		.most = 1,
		.run = run_backup,
	},
	{
		.name = "restore",
		.words = "[DIR]",
		.help = N_(
			"Put a backup in the place of the store, which is set aside; without DIR the newest good one."),
		.most = 1,
		.run = run_restore,
	},
	{
		.name = "dump",
		.store = STORE_READS,
		.words = "FILE",
		.help = N_("Write the whole store as lines of text; - is standard output."),
		OPTIONS(dump_options),
		.least = 1,
		.most = 1,
		.run = run_dump,
	},
	{
		.name = "load",
		.words = "FILE",
		.help = N_("Make a store of such a file, in a folder that has none."),
		.least = 1,
		.most = 1,
		.run = run_load,
	},
	{
		.name = "undo",
		.store = STORE_WRITES,
		.words = "",
		.help = N_("Take back your last step."),
		.run = run_undo,
	},
	{
		.name = "redo",
		.store = STORE_WRITES,
		.words = "",
		.help = N_("Bring it back."),
		.run = run_redo,
	},
	{
		.name = "demo",
		.store = STORE_WRITES,
		.words = "[DIR]",
		.help = N_("Make a county to learn on."),
		.most = 1,
		.run = run_demo,
	},
	{
		.name = "doctor",
		.store = STORE_READS,
		.words = "",
		.help = N_("Explain terminal, letters, disk and store in plain words."),
		.run = run_doctor,
	},
	{
		.name = "plain",
		.store = STORE_WRITES,
		.words = "",
		.help = N_("Numbered menus instead of screens: for screen readers, serial lines, "
				   "simple terminals."),
		.run = run_plain,
	},
	{
		.name = "project",
		.words = "",
		.help = N_("The projector's window: follows the item of the recorder's screen, read-only."),
		.run = run_project,
	},
	{
		.name = "keys",
		.words = "",
		.help = N_("List the keys of all screens."),
		.run = run_keys,
	},
	{
		.name = "schema",
		.words = "[KIND]",
		.help = N_("List fields, states and verbs."),
		.most = 1,
		.run = run_schema,
	},
	{
		.name = "completion",
		.words = "bash",
		.help = N_("Print the script by which bash completes commands, kinds and fields."),
		.least = 1,
		.most = 1,
		.run = run_completion,
	},
	{
		.name = "help",
		.words = "[COMMAND]",
		.help = N_("Explain a command."),
		.most = 1,
		.run = run_help,
	},
	{
		.name = "version",
		.words = "",
		.help = N_("Print the version."),
		.run = run_version,
	},
};

const size_t command_count = COUNT(commands);
