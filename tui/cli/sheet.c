/* sheet task UNIT -o FILE, sheet task --read FILE, sheet claim CASE UNIT -o FILE: tables that
 * units fill in and send back; claims are read by import. */
#include "locale/msg/msg.h"
#include "store/io/reply.h"
#include "store/io/task_sheet.h"
#include "store/rec/record.h"
#include "tui/cli/command.h"
#include "tui/cli/output.h"

#include <string.h>

/* --- out ------------------------------------------------------------------------------- */

static bool as_workbook(struct cli *cli, struct output *output, struct err *e)
{
	if (!output_read(cli, PRINT_LIST, output, e))
		return false;
	if (output->form == PRINT_XLSX)
		return true;
	err_set(e, ERR_USAGE, "a sheet to fill in is a workbook");
	return err_fix(e, "name a file: -o FILE.xlsx");
}

static bool write_sheet(struct cli *cli, const char *name, struct output *output, struct err *e)
{
	struct unit u;
	struct kv_txn txn;
	size_t rows = 0;
	bool good;

	if (!kv_begin_read(cli->kv, &txn, e))
		return false;
	good = record_find(&txn, &unit_schema, name, &u, &cli->arena, e) && output_open(cli, output, e);
	if (good && !task_sheet_write(&txn, &u, output->out.out, &rows, &cli->arena, e)) {
		outlet_drop(&output->out);
		good = false;
	}
	kv_end_read(&txn);
	return good && output_end(cli, output, rows, e);
}

static bool write_reply(struct cli *cli, struct err *e)
{
	struct view view = cli_view(cli, VIEW_PAPER);
	struct output output = { .path = NULL };
	struct case_ c;
	struct unit u;
	struct kv_txn txn;
	bool good;

	if (cli->args.word_count < 3) {
		err_set(e, ERR_USAGE, "a reply sheet is of a case, for a unit");
		return err_fix(e, "yanpan sheet claim CASE UNIT -o FILE.xlsx");
	}
	if (!as_workbook(cli, &output, e) || !cli_store(cli, false, e) ||
		!kv_begin_read(cli->kv, &txn, e))
		return false;
	view.personal = false;
	good = record_find(&txn, &case_schema, cli->args.words[1], &c, &cli->arena, e) &&
		record_find(&txn, &unit_schema, cli->args.words[2], &u, &cli->arena, e) &&
		output_open(cli, &output, e);
	if (good && !reply_write(&txn, &c, &u, &view, output.out.out, e)) {
		outlet_drop(&output.out);
		good = false;
	}
	kv_end_read(&txn);
	return good && output_end(cli, &output, c.parts.n ? c.parts.n : 1, e);
}

/* --- back ------------------------------------------------------------------------------ */

static void tell_row(struct cli *cli, const struct task_row_read *row)
{
	static const char *const words[] = {
		[TASK_ROW_TAKEN] = N_("reported"),
		[TASK_ROW_EMPTY] = N_("nothing filled in"),
		[TASK_ROW_SAME] = N_("the same report is there already"),
	};
	char why[512];

	if (row->kind != TASK_ROW_REFUSED) {
		fprintf(cli->out, _("row %llu  %s  %s\n"), (unsigned long long)row->row, row->number,
			_(words[row->kind]));
		return;
	}
	err_line(&row->why, why, sizeof(why));
	fprintf(cli->out, _("row %llu  %s  not taken: %s\n"), (unsigned long long)row->row, row->number,
		why);
}

static void tell(struct cli *cli, const struct task_sheet_read *read, bool dry)
{
	for (size_t i = 0; i < read->n; i++)
		tell_row(cli, &read->rows[i]);
	if (*read->missing)
		fprintf(cli->out, _("not in the sheet, and still open: %s\n"), read->missing);
	cli_say(cli,
		dry ? _("%zu would be reported, %zu not taken; nothing was written")
			: _("%zu reported, %zu not taken"),
		read->taken, read->refused);
}

static bool take_sheet(struct cli *cli, const char *path, struct err *e)
{
	bool dry = args_has(&cli->args, "dry-run"), good;
	struct task_sheet_read read;
	struct act act;

	if (!cli_act(cli, &act, e))
		return false;
	good = task_sheet_take(&act, path, &read, &cli->arena, e) && (dry || act_commit(&act, e));
	act_abort(&act);
	if (!good)
		return false;
	tell(cli, &read, dry);
	if (read.refused)
		cli->status = CLI_REFUSED;
	return true;
}

bool run_sheet(struct cli *cli, struct err *e)
{
	const char *path = args_value(&cli->args, "read");
	struct output output = { .path = NULL };
	const struct schema *s;

	if (!cli_kind(cli->args.words[0], &s, e))
		return false;
	if (s->kind == KIND_CLAIM)
		return write_reply(cli, e);
	if (s->kind != KIND_TASK) {
		err_set(e, ERR_USAGE, "there is no sheet for records of kind %s", s->name);
		return err_fix(
			e, "yanpan sheet task UNIT -o FILE.xlsx, or sheet claim CASE UNIT -o FILE.xlsx");
	}
	if (!path == (cli->args.word_count < 2)) {
		err_set(e, ERR_USAGE, "either a sheet is written for a unit, or one is read");
		return err_fix(e, "sheet task UNIT -o FILE.xlsx, or sheet task --read FILE.xlsx");
	}
	if (!path && !as_workbook(cli, &output, e))
		return false;
	if (!cli_store(cli, false, e))
		return false;
	return path ? take_sheet(cli, path, e) : write_sheet(cli, cli->args.words[1], &output, e);
}
