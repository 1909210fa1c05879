/* list [KIND] [QUERY...] — what store/find finds, printed window by window. */
#include "locale/msg/msg.h"
#include "store/find/result.h"
#include "store/rec/record.h"
#include "tui/cli/command.h"

#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WINDOW = 256 };

struct list {
	const struct schema *schema;
	const char *query;
	struct result *result;
	struct printer printer;
	struct outlet out;
	size_t limit, printed, damaged;
	const char *path; /* of a file instead of standard output, or NULL */
	enum print_form form;
};

/* --- where it goes -------------------------------------------------------------------- */

static bool ends_in(const char *path, const char *end)
{
	size_t n = strlen(path), m = strlen(end);

	return n > m && !strcasecmp(path + n - m, end);
}

/* The file's name says what it is to be. */
static bool read_output(struct cli *cli, struct list *l, struct err *e)
{
	l->form = cli_form(cli, PRINT_LIST);
	l->path = args_value(&cli->args, "output");
	if (!l->path)
		return true;
	if (ends_in(l->path, ".csv") && l->form != PRINT_JSON) {
		l->form = l->form == PRINT_CSV ? PRINT_CSV : PRINT_TABLE;
		return true;
	}
	if (!ends_in(l->path, ".xlsx") || l->form != PRINT_LIST) {
		err_set(e, ERR_USAGE, "a list is written as a workbook or as CSV: %s", l->path);
		return err_fix(e, "let the name end in .xlsx or .csv");
	}
	l->form = PRINT_XLSX;
	if (!args_has(&cli->args, "encoding"))
		return true;
	err_set(e, ERR_USAGE, "a workbook has its own encoding");
	return err_fix(e, "leave --encoding out, or write .csv");
}

/* Excel takes CSV for UTF-8 only with a mark. */
static bool open_output(struct cli *cli, struct list *l, struct err *e)
{
	const char *encoding = args_value(&cli->args, "encoding");

	if (!l->path)
		return cli_outlet(cli, &l->out, e);
	return outlet_file(&l->out, l->path,
		l->form == PRINT_XLSX ? NULL
			: encoding        ? encoding
							  : "utf-8-bom",
		e);
}

static bool end_output(struct cli *cli, struct list *l, struct err *e)
{
	if (l->printer.cut)
		fprintf(cli->notes,
			_("%llu cells are longer than a sheet holds and were cut; CSV has all of them\n"),
			(unsigned long long)l->printer.cut);
	if (!cli_outlet_end(cli, &l->out, e))
		return false;
	if (l->path)
		cli_say(cli, _("%zu rows are in %s"), l->printed - l->damaged, l->path);
	return true;
}

/* --- what it is -------------------------------------------------------------------------- */

/* The words after the kind, which may be left out. */
static void read_words(struct cli *cli, struct list *l)
{
	const struct schema *named =
		cli->args.word_count ? schema_named(cli->args.words[0]) : &order_schema;
	struct buf b = { 0 };

	l->schema = named ? named : &order_schema;
	for (size_t i = cli->args.word_count && named; i < cli->args.word_count; i++)
		buf_printf(&b, "%s%s", b.n ? " " : "", cli->args.words[i]);
	l->query = arena_copy(&cli->arena, buf_text(&b), b.n);
	buf_free(&b);
}

static bool find(struct cli *cli, struct list *l, struct err *e)
{
	if (result_open(cli->kv, l->schema, l->query, args_value(&cli->args, "sort"), cli_today(cli),
			&l->result, e))
		return true;
	if (e->kind == ERR_INPUT)
		e->kind = ERR_USAGE;
	return false;
}

static bool print_count(struct cli *cli, struct list *l, struct err *e)
{
	if (!result_step(l->result, -1, e))
		return false;
	fprintf(cli->out, "%zu\n", result_count(l->result));
	return true;
}

static bool read_record(struct list *l, struct kv_txn *txn, uint32_t ordinal, void *record,
	struct arena *a, struct err *e)
{
	if (l->printer.private && l->schema->kind != KIND_EVENT)
		return record_any(txn, l->schema, ordinal, record, a, e);
	return result_peek(txn, l->schema, ordinal, record, a, e);
}

static void print_record(struct list *l, struct kv_txn *txn, uint32_t ordinal)
{
	struct arena a = { 0 };
	void *record = schema_new(l->schema, &a);
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

static bool print_windows(struct cli *cli, struct list *l, struct err *e)
{
	size_t got = 1;

	while (got && l->printed < l->limit && !outlet_unread(&l->out))
		if (!print_window(cli, l, &got, e))
			return false;
	return true;
}

static bool tell_damage(const struct list *l, struct err *e)
{
	size_t n = l->damaged + result_damaged(l->result);

	if (!n)
		return true;
	err_set(e, ERR_STORE, "%zu damaged records are left out", n);
	return err_fix(e, "yanpan verify names them");
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

	if (!open_output(cli, l, e))
		return false;
	if (!printer_open(
			&l->printer, l->schema, l->form, args_value(&cli->args, "fields"), &view, &l->out, e)) {
		outlet_drop(&l->out);
		return false;
	}
	l->printer.cols = terminal_cols(cli);
	good = print_windows(cli, l, e);
	if (!printer_close(&l->printer, &late) && good) {
		*e = late;
		good = false;
	}
	if (!good && l->path) {
		outlet_drop(&l->out);
		return false;
	}
	return end_output(cli, l, e) && good && tell_damage(l, e);
}

bool run_list(struct cli *cli, struct err *e)
{
	struct list l = { .limit = SIZE_MAX };
	bool good;

	read_words(cli, &l);
	if (!read_output(cli, &l, e) || !args_number(&cli->args, "limit", &l.limit, e) ||
		!cli_store(cli, false, e) || !find(cli, &l, e))
		return false;
	if (args_has(&cli->args, "count"))
		good = print_count(cli, &l, e);
	else
		good = cli_unmask(cli, l.schema->kind, (struct uid){ 0 }, "", l.query, e) &&
			print_records(cli, &l, e);
	result_close(l.result);
	return good;
}
