/* count [KIND] [QUERY...] --by FIELD — how many there are of each value. */
#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/find/tally.h"
#include "store/io/xlsx_out.h"
#include "tui/cli/asked.h"
#include "tui/cli/command.h"
#include "tui/cli/meter.h"
#include "tui/cli/output.h"

#include <stdio.h>
#include <string.h>

enum {
	CELLS = 3,
	BAR_COLS = 30,
	VALUE_LEAST = 20,
	VALUE_COLS = 30,
	NUMBER_COLS = 8,
	SLICE_MS = 100
};

struct count {
	struct asked asked;
	struct tally_by by;
	const char *label;
	struct tally *tally;
	struct output output;
	size_t greatest;
	int cols; /* of the longest value */
};

/* --- forms ---------------------------------------------------------------------------- */

static const char *value_text(const struct tally_row *row)
{
	return *row->value ? row->value : _("(not said)");
}

/* 12.3%, of all records. */
static void add_share(const struct count *c, size_t n, struct buf *out)
{
	size_t all = tally_records(c->tally);

	buf_printf(out, "%.1f%%", all ? 100.0 * (double)n / (double)all : 0.0);
}

static void print_headings(const struct count *c, struct buf *out)
{
	if (c->output.form == PRINT_LIST) {
		width_pad(out, c->label, c->cols);
		buf_printf(out, " %*s", NUMBER_COLS, "");
		buf_cut(out, out->n - (size_t)width_text(C_("column", "count")));
		buf_printf(out, "%s   %s\n", C_("column", "count"), C_("column", "share"));
	} else if (c->output.form == PRINT_CSV) {
		buf_puts(out, "value,count,share\n");
	} else if (c->output.form == PRINT_TABLE) {
		csv_cell(out, c->label, false);
		csv_cell(out, C_("column", "count"), false);
		csv_cell(out, C_("column", "share"), true);
	}
}

static void print_line(const struct count *c, const struct tally_row *row, struct buf *out)
{
	struct buf share = { 0 };
	size_t bar = c->greatest ? (row->count * BAR_COLS + c->greatest - 1) / c->greatest : 0;

	width_pad(out, value_text(row), c->cols);
	add_share(c, row->count, &share);
	buf_printf(out, " %*zu %7s ", NUMBER_COLS, row->count, buf_text(&share));
	while (bar--)
		buf_putc(out, '#');
	buf_putc(out, '\n');
	buf_free(&share);
}

static void print_csv(const struct count *c, const struct tally_row *row, struct buf *out)
{
	struct buf cell = { 0 };

	csv_cell(out, c->output.form == PRINT_TABLE ? value_text(row) : row->value, false);
	buf_printf(&cell, "%zu", row->count);
	csv_cell(out, buf_text(&cell), false);
	buf_cut(&cell, 0);
	add_share(c, row->count, &cell);
	csv_cell(out, buf_text(&cell), true);
	buf_free(&cell);
}

static void print_json(const struct count *c, const struct tally_row *row, struct buf *out)
{
	buf_printf(out, "{\"by\":\"%s%s%s\",\"value\":", c->by.field->name, c->by.row ? "." : "",
		c->by.row ? c->by.row->name : "");
	json_text(out, row->value, strlen(row->value));
	buf_printf(out, ",\"count\":%zu,\"of\":%zu,\"query\":", row->count, tally_records(c->tally));
	json_text(out, row->condition, strlen(row->condition));
	buf_puts(out, "}\n");
}

static void print_row(const struct count *c, const struct tally_row *row, struct buf *out)
{
	if (c->output.form == PRINT_LIST)
		print_line(c, row, out);
	else if (c->output.form == PRINT_JSON)
		print_json(c, row, out);
	else
		print_csv(c, row, out);
}

/* --- out ------------------------------------------------------------------------------ */

static void print_text(struct count *c)
{
	size_t n = tally_rows(c->tally);
	struct buf text = { 0 };
	struct tally_row row;

	print_headings(c, &text);
	for (size_t i = 0; i < n && !outlet_unread(&c->output.out); i++) {
		tally_row(c->tally, i, &row);
		print_row(c, &row, &text);
		outlet_add(&c->output.out, buf_text(&text), text.n);
		buf_cut(&text, 0);
	}
	if (c->output.form == PRINT_LIST)
		buf_printf(&text, _("%zu in all\n"), tally_records(c->tally));
	outlet_add(&c->output.out, buf_text(&text), text.n);
	buf_free(&text);
}

static bool put_cells(const struct count *c, struct xlsx_out *x, struct err *e)
{
	size_t n = tally_rows(c->tally);
	struct buf cell = { 0 };
	bool good = xlsx_out_cell(x, c->label, e) && xlsx_out_cell(x, C_("column", "count"), e) &&
		xlsx_out_cell(x, C_("column", "share"), e);

	for (size_t i = 0; good && i < n; i++) {
		struct tally_row row;

		tally_row(c->tally, i, &row);
		buf_cut(&cell, 0);
		buf_printf(&cell, "%zu", row.count);
		good = xlsx_out_cell(x, value_text(&row), e) && xlsx_out_cell(x, buf_text(&cell), e);
		buf_cut(&cell, 0);
		add_share(c, row.count, &cell);
		good = good && xlsx_out_cell(x, buf_text(&cell), e);
	}
	buf_free(&cell);
	return good;
}

static bool print_workbook(const struct count *c, struct err *e)
{
	const int cols[CELLS] = { VALUE_COLS, NUMBER_COLS, NUMBER_COLS };
	struct xlsx_out *x = NULL;
	struct err late = { 0 };
	bool good = xlsx_out_begin(c->output.out.out, _(c->asked.schema->plural), cols, CELLS, &x, e) &&
		put_cells(c, x, e);

	if (!xlsx_out_end(x, &late) && good) {
		*e = late;
		good = false;
	}
	return good;
}

static bool print(struct cli *cli, struct count *c, struct err *e)
{
	struct tally_row row;

	for (size_t i = 0; i < tally_rows(c->tally); i++) {
		tally_row(c->tally, i, &row);
		c->greatest = row.count > c->greatest ? row.count : c->greatest;
		if (width_text(row.value) > c->cols)
			c->cols = width_text(row.value);
	}
	if (!output_open(cli, &c->output, e))
		return false;
	if (c->output.form != PRINT_XLSX) {
		print_text(c);
	} else if (!print_workbook(c, e)) {
		outlet_drop(&c->output.out);
		return false;
	}
	return output_end(cli, &c->output, tally_rows(c->tally), e);
}

static bool tell_damage(const struct count *c, struct err *e)
{
	if (!tally_damaged(c->tally))
		return true;
	err_set(e, ERR_STORE, "%zu damaged records are left out", tally_damaged(c->tally));
	return err_fix(e, "yanpan verify names them");
}

/* --- what is asked -------------------------------------------------------------------- */

static bool read_by(struct cli *cli, struct count *c, struct err *e)
{
	const char *word = args_value(&cli->args, "by");

	if (!word) {
		err_set(e, ERR_USAGE, "count needs a field to count by");
		return err_fix(e, "write --by unit, category, state, area or month");
	}
	if (!tally_by(c->asked.schema, word, &c->by, e)) {
		e->kind = ERR_USAGE;
		return false;
	}
	c->label = tally_by_words(&c->by, &cli->arena);
	return true;
}

static bool open_tally(struct cli *cli, struct count *c, struct err *e)
{
	if (tally_open(cli->kv, c->asked.schema, c->asked.query, c->by, cli_today(cli), &c->tally, e))
		return true;
	if (e->kind == ERR_INPUT)
		e->kind = ERR_USAGE;
	return false;
}

static bool count_all(struct count *c, struct err *e)
{
	uint64_t done, total;
	struct meter meter;
	bool good = true;

	meter_begin(&meter);
	while (good && !tally_exact(c->tally)) {
		good = tally_step(c->tally, SLICE_MS, e);
		tally_progress(c->tally, &done, &total);
		meter_show(&meter, tally_records(c->tally), done, total);
	}
	meter_end(&meter);
	return good;
}

bool run_count(struct cli *cli, struct err *e)
{
	struct count c = { .cols = VALUE_LEAST };
	bool good;

	if (!asked_words(cli, 0, &c.asked, e) || !read_by(cli, &c, e) ||
		!output_read(cli, PRINT_LIST, &c.output, e) || !cli_store(cli, false, e) ||
		!open_tally(cli, &c, e))
		return false;
	good = count_all(&c, e) && print(cli, &c, e) && tell_damage(&c, e);
	tally_close(c.tally);
	return good;
}
