/* ledger [QUERY...] — 台账: the rulings that were issued, in the county's own columns. */
#include "store/io/ledger.h"

#include "locale/msg/msg.h"
#include "store/find/result.h"
#include "store/panel/ruling.h"
#include "store/rec/rulebook.h"
#include "tui/cli/asked.h"
#include "tui/cli/command.h"
#include "tui/cli/output.h"

enum { WINDOW = 256 };

struct going {
	struct result *result;
	struct output output;
	struct ledger_out out;
	size_t damaged;
};

static bool add_record(struct going *g, struct kv_txn *txn, uint32_t ordinal, struct err *e)
{
	struct arena a = { 0 };
	struct ruling r;
	struct err why = { 0 };
	bool good = true;

	if (!record_at(txn, &ruling_schema, ordinal, &r, &a, &why))
		g->damaged += why.kind == ERR_STORE;
	else if (ruling_issued(&r))
		good = ledger_out_add(&g->out, txn, &r, e);
	arena_free(&a);
	return good;
}

static bool add_all(struct cli *cli, struct going *g, struct err *e)
{
	uint32_t ordinals[WINDOW];
	size_t from = 0, got = 0;
	struct kv_txn txn;
	bool good = true;

	do {
		if (!result_window(g->result, from, WINDOW, ordinals, &got, e) ||
			!kv_begin_read(cli->kv, &txn, e))
			return false;
		for (size_t i = 0; good && i < got; i++)
			good = add_record(g, &txn, ordinals[i], e);
		kv_end_read(&txn);
		from += got;
	} while (good && got);
	return good;
}

static bool write_all(struct cli *cli, struct going *g, struct err *e)
{
	struct view view = cli_view(cli, VIEW_EXPORT);
	struct err late = { 0 };
	bool good;

	if (!output_open(cli, &g->output, e))
		return false;
	good = ledger_out_open(&g->out, &rulebook_of(cli->kv)->rules,
			   g->output.form == PRINT_XLSX ? LEDGER_XLSX : LEDGER_CSV, &view, &g->output.out, e) &&
		add_all(cli, g, e);
	if (!ledger_out_close(&g->out, &late) && good) {
		*e = late;
		good = false;
	}
	if (!good) {
		outlet_drop(&g->output.out);
		return false;
	}
	if (g->out.cut)
		fprintf(cli->notes,
			_("%llu cells are longer than a sheet holds and were cut; CSV has all of them\n"),
			(unsigned long long)g->out.cut);
	return output_end(cli, &g->output, (size_t)g->out.lines, e);
}

bool run_ledger(struct cli *cli, struct err *e)
{
	struct going g = { 0 };
	struct asked asked;
	bool good;

	if (!asked_of(cli, &ruling_schema, &asked, e) || !output_read(cli, PRINT_TABLE, &g.output, e) ||
		!cli_store(cli, false, e))
		return false;
	if (!result_open(cli->kv, &ruling_schema, asked.query, asked.sort ? asked.sort : "agreed",
			cli_today(cli), &g.result, e)) {
		if (e->kind == ERR_INPUT)
			e->kind = ERR_USAGE;
		return false;
	}
	good = cli_unmask(cli, KIND_RULING, (struct uid){ 0 }, "", asked.query, e) &&
		write_all(cli, &g, e);
	result_close(g.result);
	if (!good || !g.damaged)
		return good;
	err_set(e, ERR_STORE, "%zu damaged records are left out", g.damaged);
	return err_fix(e, "yanpan verify names them");
}
