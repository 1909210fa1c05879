/* import_say.c — what an import has found, for people and for programs. */
#include "tui/cli/import_say.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/io/matched.h"
#include "store/io/return_row.h"

#include <string.h>

enum { OFFERED_COLS = 60 };

/* --- findings --------------------------------------------------------------------------- */

static void add_text_member(struct buf *b, const char *name, const char *text)
{
	if (!*text)
		return;
	buf_printf(b, "%s\"%s\":", b->n > 1 ? "," : "", name);
	json_text(b, text, strlen(text));
}

static void add_count_member(struct buf *b, const char *name, uint64_t n)
{
	if (n)
		buf_printf(b, "%s\"%s\":%llu", b->n > 1 ? "," : "", name, (unsigned long long)n);
}

static void print_finding_json(struct cli *cli, const struct finding *f)
{
	struct buf b = { 0 };

	buf_putc(&b, '{');
	add_count_member(&b, "row", f->row);
	add_count_member(&b, "line", f->line);
	add_count_member(&b, "column", f->column);
	add_text_member(&b, "heading", f->heading);
	add_text_member(&b, "field", f->field);
	add_text_member(&b, "number", f->number);
	add_text_member(&b, "kind", finding_name(f->kind));
	add_text_member(&b, "words", f->words);
	add_text_member(&b, "offered", f->offered);
	if (*f->offered && f->kind == FIND_DAMAGED)
		buf_printf(&b, ",\"certain\":%s", f->certain ? "true" : "false");
	buf_printf(&b, ",\"rejected\":%s}\n", f->rejects || f->stops ? "true" : "false");
	fputs(buf_text(&b), cli->out);
	buf_free(&b);
}

static void print_finding_text(struct cli *cli, const struct finding *f)
{
	struct buf b = { 0 };

	if (f->row)
		buf_printf(&b, _("row %llu"), (unsigned long long)f->row);
	if (f->column)
		buf_printf(&b, _(", column %zu"), f->column);
	if (*f->heading)
		buf_printf(&b, " %s", f->heading);
	if (*f->number)
		buf_printf(&b, "%s[%s]", b.n ? " " : "", f->number);
	buf_printf(&b, "%s%s", b.n ? ": " : "", f->words);
	if (*f->offered) {
		buf_puts(&b, " → ");
		width_clip(&b, f->offered, OFFERED_COLS, "…");
	}
	fprintf(cli->notes, "%s\n", buf_text(&b));
	buf_free(&b);
}

void import_say_finding(const struct finding *f, void *arg)
{
	struct cli *cli = arg;

	if (cli_form(cli, PRINT_LIST) == PRINT_JSON)
		print_finding_json(cli, f);
	else
		print_finding_text(cli, f);
}

void import_say_mapping(struct cli *cli, const struct import *im)
{
	const struct mapping *m = import_mapping(im);
	bool sure;

	fprintf(cli->out, _("encoding: %s\n"), import_encoding(im, &sure));
	for (size_t i = 0; i < m->n; i++) {
		const struct map_column *c = &m->columns[i];
		const char *use = c->use == MAP_DROPPED ? _("not taken")
			: c->use == MAP_CARRIED             ? _("carried along")
												: _(c->field->label);

		fprintf(cli->out, "%3zu  %s → %s%s%s\n", i + 1, c->heading, use, c->doubt ? "  ! " : "",
			c->doubt ? c->doubt : "");
	}
}

static void print_counts_json(struct cli *cli, const struct import *im, const char *path)
{
	const struct import_counts *n = import_counts(im);
	struct buf b = { 0 };

	buf_putc(&b, '{');
	add_text_member(&b, "file", path);
	add_count_member(&b, "batch", (uint64_t)import_batch(im));
	add_text_member(&b, "rejects", import_rejects(im));
	buf_printf(&b,
		",\"rows\":%llu,\"added\":%llu,\"changed\":%llu,\"same\":%llu,\"returned\":%llu,"
		"\"skipped\":%llu,\"rejected\":%llu,\"damaged\":%llu,\"repaired\":%llu",
		(unsigned long long)n->rows, (unsigned long long)n->added, (unsigned long long)n->changed,
		(unsigned long long)n->same, (unsigned long long)n->returned,
		(unsigned long long)n->skipped, (unsigned long long)n->rejected,
		(unsigned long long)n->damaged, (unsigned long long)n->repaired);
	if (n->gone)
		buf_printf(&b, ",\"gone\":%llu", (unsigned long long)n->gone);
	if (import_returns(im))
		buf_printf(&b, ",\"orders\":%llu,\"screened\":%llu", (unsigned long long)n->orders,
			(unsigned long long)n->screened);
	buf_puts(&b, "}\n");
	fputs(buf_text(&b), cli->out);
	buf_free(&b);
}

/* Their rows are returns, not orders. */
static void print_returns(struct cli *cli, const struct import_counts *n, const char *path)
{
	fprintf(cli->out,
		_("%s: %llu rows, %llu returns added and %llu changed in %llu orders, %llu known, %llu "
		  "rejected; orders that come to be screened: %llu\n"),
		path, (unsigned long long)n->rows, (unsigned long long)n->added,
		(unsigned long long)n->changed, (unsigned long long)n->orders, (unsigned long long)n->same,
		(unsigned long long)n->rejected, (unsigned long long)n->screened);
}

static void print_orders(struct cli *cli, const struct import_counts *n, const char *path)
{
	fprintf(cli->out,
		_("%s: %llu rows, %llu added, %llu changed (%llu returned again), %llu skipped, "
		  "%llu rejected, %llu damaged cells\n"),
		path, (unsigned long long)n->rows, (unsigned long long)n->added,
		(unsigned long long)n->changed, (unsigned long long)n->returned,
		(unsigned long long)(n->skipped + n->same), (unsigned long long)n->rejected,
		(unsigned long long)n->damaged);
}

static void print_counts(struct cli *cli, const struct import *im, const char *path)
{
	const struct import_counts *n = import_counts(im);

	if (import_returns(im))
		print_returns(cli, n, path);
	else
		print_orders(cli, n, path);
	if (n->gone)
		fprintf(cli->out,
			_("%llu orders of earlier files like this one are not in it any more; they stay as they "
			  "are\n"),
			(unsigned long long)n->gone);
	if (n->repaired)
		fprintf(cli->out, _("%llu cells were put right; what stood in the file is kept\n"),
			(unsigned long long)n->repaired);
	if (import_batch(im))
		fprintf(cli->out, _("batch %lld; take it back with: yanpan import --undo %lld\n"),
			(long long)import_batch(im), (long long)import_batch(im));
	if (*import_rejects(im))
		fprintf(cli->out, _("rejected rows are in %s\n"), import_rejects(im));
}

/* ---- what earlier rulings settle ---- */

static void print_elsewhere(const struct guide_row *row, void *arg)
{
	const struct cli *cli = arg;

	fprintf(cli->out, _("  %s  in hand: %s  by %s: %s\n"), row->number, row->in_hand, row->ruling,
		row->lead);
}

static void print_matched_json(const struct cli *cli, const struct matched *m)
{
	struct buf b = { 0 };

	buf_putc(&b, '{');
	add_count_member(&b, "matched", m->orders);
	add_count_member(&b, "elsewhere", m->elsewhere);
	buf_puts(&b, "}\n");
	fputs(buf_text(&b), cli->out);
	buf_free(&b);
}

static void print_matched(struct cli *cli, const struct import *im)
{
	bool json = cli_form(cli, PRINT_LIST) == PRINT_JSON;
	struct matched m;
	struct err e = { 0 };

	if (!import_batch(im) || import_returns(im) ||
		!matched_batch(cli->kv, import_batch(im), cli_today(cli), &m, NULL, NULL, &e) || !m.orders)
		return;
	if (json) {
		print_matched_json(cli, &m);
		return;
	}
	fprintf(cli->out,
		_("%llu orders can be settled by precedent; sent elsewhere than the ruling says: %llu\n"),
		(unsigned long long)m.orders, (unsigned long long)m.elsewhere);
	if (m.elsewhere)
		matched_batch(cli->kv, import_batch(im), cli_today(cli), &m, print_elsewhere, cli, &e);
}

void import_say_counts(struct cli *cli, const struct import *im, const char *path)
{
	if (cli_form(cli, PRINT_LIST) == PRINT_JSON)
		print_counts_json(cli, im, path);
	else
		print_counts(cli, im, path);
	print_matched(cli, im);
	if (import_counts(im)->rejected || import_stopped(im))
		cli->status = CLI_REFUSED;
}
