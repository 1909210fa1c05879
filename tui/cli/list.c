/* list [KIND] [QUERY...] — what store/find finds, printed window by window. */
#include "locale/msg/msg.h"
#include "store/find/result.h"
#include "store/rec/record.h"
#include "tui/cli/asked.h"
#include "tui/cli/command.h"
#include "tui/cli/meter.h"
#include "tui/cli/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

enum { WINDOW = 256, SLICE_MS = 100 };

struct list {
	struct asked asked;
	struct result *result;
	struct printer printer;
	struct output output;
	size_t limit, printed, damaged;
};

/* --- what it is -------------------------------------------------------------------------- */

static const char *sort_of(const struct cli *cli, const struct list *l)
{
	const char *sort = args_value(&cli->args, "sort");

	return sort ? sort : l->asked.sort;
}

static bool find(struct cli *cli, struct list *l, struct err *e)
{
	if (result_open(cli->kv, l->asked.schema, l->asked.query, sort_of(cli, l), cli_today(cli),
			&l->result, e))
		return true;
	if (e->kind == ERR_INPUT)
		e->kind = ERR_USAGE;
	return false;
}

static bool print_count(struct cli *cli, struct list *l, struct err *e)
{
	struct meter meter;
	bool good = true;

	meter_begin(&meter);
	while (good && !result_exact(l->result)) {
		good = result_step(l->result, SLICE_MS, e);
		meter_show(&meter, result_count(l->result), 0, 0);
	}
	meter_end(&meter);
	if (!good)
		return false;
	fprintf(cli->out, "%zu\n", result_count(l->result));
	return true;
}

static bool read_record(struct list *l, struct kv_txn *txn, uint32_t ordinal, void *record,
	struct arena *a, struct err *e)
{
	if (l->printer.private && l->asked.schema->kind != KIND_EVENT)
		return record_any(txn, l->asked.schema, ordinal, record, a, e);
	return result_peek(txn, l->asked.schema, ordinal, record, a, e);
}

static void print_record(struct list *l, struct kv_txn *txn, uint32_t ordinal)
{
	struct arena a = { 0 };
	void *record = schema_new(l->asked.schema, &a);
	struct err e = { 0 };

	if (read_record(l, txn, ordinal, record, &a, &e))
		printer_add(&l->printer, txn, record);
	else if (e.kind == ERR_STORE)
		l->damaged++;
	arena_free(&a);
}

static bool print_window(struct cli *cli, struct list *l, size_t *got, struct err *e)
{
	size_t n = l->limit - l->printed < WINDOW ? l->limit - l->printed : WINDOW;
	uint32_t ordinals[WINDOW];
	struct kv_txn txn;

	if (!result_window(l->result, l->printed, n, ordinals, got, e) ||
		!kv_begin_read(cli->kv, &txn, e))
		return false;
	for (size_t i = 0; i < *got; i++)
		print_record(l, &txn, ordinals[i]);
	kv_end_read(&txn);
	l->printed += *got;
	return true;
}

/* What goes to the terminal itself needs no other line to say how far it is. */
static bool apart(const struct cli *cli, const struct list *l)
{
	return l->output.path || !isatty(fileno(cli->out));
}

static size_t total(const struct list *l)
{
	size_t all = result_count(l->result);

	return !result_exact(l->result) ? 0 : all < l->limit ? all : l->limit;
}

static bool print_windows(struct cli *cli, struct list *l, struct err *e)
{
	struct meter meter;
	bool good = true;
	size_t got = 1;

	meter_begin(&meter);
	meter.off = meter.off || !apart(cli, l);
	while (good && got && l->printed < l->limit && !outlet_unread(&l->output.out)) {
		good = print_window(cli, l, &got, e);
		meter_show(&meter, l->printed, l->printed, total(l));
	}
	meter_end(&meter);
	return good;
}

static bool tell_damage(const struct list *l, struct err *e)
{
	size_t n = l->damaged + result_damaged(l->result);

	if (!n)
		return true;
	err_set(e, ERR_STORE, "%zu damaged records are left out", n);
	return err_fix(e, "yanpan verify names them");
}

static void tell_cut(struct cli *cli, const struct list *l)
{
	if (l->printer.cut)
		fprintf(cli->notes,
			_("%llu cells are longer than a sheet holds and were cut; CSV has all of them\n"),
			(unsigned long long)l->printer.cut);
}

static int terminal_cols(const struct cli *cli)
{
	struct winsize size;

	if (!isatty(fileno(cli->out)) || ioctl(fileno(cli->out), TIOCGWINSZ, &size))
		return 0;
	return size.ws_col;
}

static bool print_records(struct cli *cli, struct list *l, struct err *e)
{
	struct view view = cli_view(cli, VIEW_LIST);
	bool good;

	struct err late = { 0 };

	if (!output_open(cli, &l->output, e))
		return false;
	if (!printer_open(&l->printer, l->asked.schema, l->output.form,
			args_value(&cli->args, "fields"), &view, &l->output.out, e)) {
		outlet_drop(&l->output.out);
		return false;
	}
	l->printer.cols = terminal_cols(cli);
	good = print_windows(cli, l, e);
	if (!printer_close(&l->printer, &late) && good) {
		*e = late;
		good = false;
	}
	if (!good && l->output.path) {
		outlet_drop(&l->output.out);
		return false;
	}
	tell_cut(cli, l);
	return output_end(cli, &l->output, l->printed - l->damaged, e) && good && tell_damage(l, e);
}

bool run_list(struct cli *cli, struct err *e)
{
	struct list l = { .limit = SIZE_MAX };
	bool good;

	if (!asked_words(cli, 0, &l.asked, e) || !output_read(cli, PRINT_LIST, &l.output, e) ||
		!args_number(&cli->args, "limit", &l.limit, e) || !cli_store(cli, false, e) ||
		!find(cli, &l, e))
		return false;
	if (args_has(&cli->args, "count"))
		good = print_count(cli, &l, e);
	else
		good = cli_unmask(cli, l.asked.schema->kind, (struct uid){ 0 }, "", l.asked.query, e) &&
			print_records(cli, &l, e);
	result_close(l.result);
	return good;
}
