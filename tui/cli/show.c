/* show [KIND] NUMBER — one record with all it has. */
#include "store/rec/record.h"
#include "tui/cli/command.h"
#include "tui/cli/subject.h"

static bool print(
	struct cli *cli, struct kv_txn *txn, const struct schema *s, const void *record, struct err *e)
{
	struct view view = cli_view(cli, VIEW_SCREEN);
	struct outlet out;
	struct printer p;

	if (!cli_outlet(cli, &out, e))
		return false;
	if (!printer_open(
			&p, s, cli_form(cli, PRINT_SHEET), args_value(&cli->args, "fields"), &view, &out, e)) {
		outlet_drop(&out);
		return false;
	}
	printer_add(&p, txn, record);
	return printer_close(&p, e) && cli_outlet_end(cli, &out, e);
}

bool run_show(struct cli *cli, struct err *e)
{
	struct subject s;
	struct kv_txn txn;
	bool good;

	if (!subject_words(cli, &s, e) || !cli_store(cli, false, e) || !subject_find(cli, &s, e) ||
		!cli_unmask(cli, s.schema->kind, schema_head(s.record)->uid, s.number, "", e) ||
		!kv_begin_read(cli->kv, &txn, e))
		return false;
	good = print(cli, &txn, s.schema, s.record, e);
	kv_end_read(&txn);
	return good;
}
