/* What `yanpan` says where no screen can be shown: what is due, group by group. */
#include "store/panel/due.h"

#include "locale/msg/msg.h"
#include "locale/text/mask.h"
#include "tui/cli/columns.h"
#include "tui/cli/command.h"
#include "tui/cli/json_line.h"

#include <string.h>

enum { NUMBER_COLS = 14, STATE_COLS = 8, DATE_COLS = 16 };

/* "2026-15 09-23 周三" or the deadline's day. */
static void add_when(struct buf *b, const struct due *d)
{
	char text[DATE_TEXT];

	if (*d->meeting && strcmp(d->meeting, d->number) != 0)
		buf_printf(b, "%s ", d->meeting);
	if (d->time.s)
		buf_puts(b, day_weekday_text(time_day(d->time), text));
}

static void print_line(struct outlet *out, const struct due *d)
{
	struct buf line = { 0 }, when = { 0 };

	buf_puts(&line, "  ");
	column(&line, d->number, NUMBER_COLS);
	column(&line, d->state, STATE_COLS);
	add_when(&when, d);
	column(&line, buf_text(&when), DATE_COLS);
	mask_text(&line, d->title);
	buf_putc(&line, '\n');
	outlet_add(out, buf_text(&line), line.n);
	buf_free(&when);
	buf_free(&line);
}

static void print_json(struct outlet *out, const struct due *d)
{
	struct buf b = { 0 }, title = { 0 };
	char text[DATE_TEXT];

	mask_text(&title, d->title);
	json_begin(&b);
	json_word(&b, "kind", schema_of(d->kind)->name);
	json_word(&b, "number", d->number);
	json_word(&b, "title", buf_text(&title));
	json_word(&b, "state", d->state_name);
	json_word(&b, "meeting", d->meeting);
	json_word(&b, "day", d->time.s ? day_text(time_day(d->time), text) : "");
	json_end(&b);
	outlet_add(out, buf_text(&b), b.n);
	buf_free(&title);
	buf_free(&b);
}

static void print_csv(struct outlet *out, const struct due *d)
{
	struct buf b = { 0 }, title = { 0 };
	char text[DATE_TEXT];

	mask_text(&title, d->title);
	csv_cell(&b, schema_of(d->kind)->name, false);
	csv_cell(&b, d->number, false);
	csv_cell(&b, buf_text(&title), false);
	csv_cell(&b, d->state, false);
	csv_cell(&b, d->meeting, false);
	csv_cell(&b, d->time.s ? day_text(time_day(d->time), text) : "", true);
	outlet_add(out, buf_text(&b), b.n);
	buf_free(&title);
	buf_free(&b);
}

static void print_group(struct outlet *out, const struct due *all, size_t n, size_t at)
{
	size_t members = 0;
	struct buf b = { 0 };

	for (size_t i = at; i < n && all[i].why == all[at].why; i++)
		members++;
	buf_printf(&b, "%s%s (%zu)\n", at ? "\n" : "", due_label(all[at].why), members);
	outlet_add(out, buf_text(&b), b.n);
	buf_free(&b);
}

static void print_heading(struct cli *cli, struct outlet *out, size_t n)
{
	struct buf b = { 0 };
	char text[DATE_TEXT];

	buf_printf(&b, "%s  ", day_weekday_text(cli_today(cli), text));
	if (n)
		buf_printf(&b, _("%zu due"), n);
	else
		buf_puts(&b, _("nothing is due"));
	buf_puts(&b, n ? "\n\n" : "\n");
	outlet_add(out, buf_text(&b), b.n);
	buf_free(&b);
}

static void print_text(struct cli *cli, struct outlet *out, const struct due *all, size_t n)
{
	print_heading(cli, out, n);
	for (size_t i = 0; i < n; i++) {
		if (!i || all[i].why != all[i - 1].why)
			print_group(out, all, n, i);
		print_line(out, &all[i]);
	}
}

static void print(struct cli *cli, struct outlet *out, const struct due *all, size_t n)
{
	enum print_form form = cli_form(cli, PRINT_LIST);

	if (form == PRINT_LIST) {
		print_text(cli, out, all, n);
		return;
	}
	if (form == PRINT_CSV)
		outlet_puts(out, "kind,number,title,state,meeting,day\n");
	for (size_t i = 0; i < n; i++)
		if (form == PRINT_CSV)
			print_csv(out, &all[i]);
		else
			print_json(out, &all[i]);
}

bool run_due(struct cli *cli, struct err *e)
{
	struct outlet out;
	struct kv_txn txn;
	struct due *all;
	size_t n;

	if (!cli_store(cli, false, e) || !cli_outlet(cli, &out, e))
		return false;
	if (!kv_begin_read(cli->kv, &txn, e)) {
		outlet_drop(&out);
		return false;
	}
	n = due_today(&txn, cli_today(cli), &all, &cli->arena);
	print(cli, &out, all, n);
	if (txn.err.kind)
		*e = txn.err;
	kv_end_read(&txn);
	return cli_outlet_end(cli, &out, e) && !e->kind;
}
