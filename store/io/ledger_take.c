/* ledger_take.c — 历史导入: the lines of an old ledger wait as rulings for the last slice. */
#include "locale/msg/msg.h"
#include "store/io/heading.h"
#include "store/io/job.h"
#include "store/io/ledger.h"
#include "store/rec/index.h"

#include <string.h>

bool ledger_is(const struct import *im)
{
	return im->o.schema == &ledger_row_schema;
}

static const struct map_column *column_of(const struct import *im, const struct field *f)
{
	for (size_t i = 0; i < im->map.n; i++)
		if (im->map.columns[i].use == MAP_TAKEN && im->map.columns[i].field == f)
			return &im->map.columns[i];
	return NULL;
}

/* The ledger's own word for the field; ours where that word means nothing to us. */
static const char *heading_of(const struct field *f, void *arg)
{
	const struct import *im = arg;
	const struct map_column *c = column_of(im, f);
	struct heading_sense sense;

	return c && heading_sense(&ledger_row_schema, c->heading, &sense) && sense.field == f
		? c->heading
		: _(f->label);
}

static void tell(struct import *im, const struct source_row *row, const struct ledger_row *line,
	const struct ledger_doubt *d)
{
	const struct map_column *c = column_of(im, schema_field(&ledger_row_schema, d->field));
	struct finding f = { .kind = FIND_UNIT,
		.row = row->row,
		.line = row->line,
		.heading = c ? c->heading : "",
		.column = c ? (size_t)(c - im->map.columns) + 1 : 0,
		.field = d->field,
		.number = line->number,
		.offered = "" };

	f.words = arena_format(&im->row,
		d->several ? _("%s: not one unit; kept as words") : _("%s: no such unit; kept as words"),
		d->words);
	job_found(&f, im);
}

static bool reject(struct import *im, const struct source_row *row, const struct ledger_row *line,
	const struct err *why, struct err *e)
{
	char words[1024];
	struct finding f = { .kind = FIND_VALUE,
		.rejects = true,
		.row = row->row,
		.line = row->line,
		.heading = "",
		.field = "",
		.number = line->number,
		.words = words,
		.offered = "" };

	err_line(why, words, sizeof(words));
	job_found(&f, im);
	return job_reject(im, row, e);
}

/* A line without a number is the same where matter, day and lead are. */
static void line_key(const char *title, struct day day, const char *lead, struct key *k)
{
	key_start(k);
	key_text(k, (struct bytes){ title, strlen(title) }, 200);
	key_text(k, (struct bytes){ lead, strlen(lead) }, 100);
	key_i64(k, day.n);
}

static void read_lines(struct import *im)
{
	struct view view = { .kind = VIEW_EXPORT, .personal = true };
	struct arena_mark clean = arena_mark(&im->row);

	for (uint32_t i = record_last(&im->txn, KIND_RULING); i > 0; i--) {
		struct ruling r;
		struct ledger_row line;
		struct key k;
		struct err e = { 0 };

		if (!record_at(&im->txn, &ruling_schema, i, &r, &im->row, &e) || *r.number)
			continue;
		ledger_line(&im->txn, &r, &view, &line, &im->row);
		line_key(line.title, line.agreed, line.lead, &k);
		seen_add(&im->lines, key_bytes(&k));
		arena_reset(&im->row, clean);
	}
}

static bool line_known(struct import *im, const struct ruling *r)
{
	struct view view = { .kind = VIEW_EXPORT, .personal = true };
	struct ledger_row line;
	struct key k;

	if (!im->known_read)
		read_lines(im);
	im->known_read = true;
	ledger_line(&im->txn, r, &view, &line, &im->row);
	line_key(line.title, line.agreed, line.lead, &k);
	return seen_add(&im->lines, key_bytes(&k));
}

/* False: it is there already, or stands further up. */
static bool is_new(struct import *im, const struct source_row *row, const struct ruling *r)
{
	uint32_t ordinal;

	if (!*r->number) {
		if (!line_known(im, r))
			return true;
		take_skip(im, row, r->title, false);
		return false;
	}
	if (take_twice(im, r->number)) {
		take_skip(im, row, r->number, true);
		return false;
	}
	if (!record_named(&im->txn, &ruling_schema, r->number, &ordinal, 1))
		return true;
	take_skip(im, row, r->number, false);
	return false;
}

/* Columns that no field takes. */
static void keep_others(struct import *im, const struct source_row *row, struct ruling *r)
{
	for (size_t i = 0; i < im->map.n && i < row->n; i++) {
		const struct map_column *c = &im->map.columns[i];

		if (c->use == MAP_CARRIED && row->cells[i].n)
			ledger_keep(r,
				*c->heading ? c->heading : arena_format(&im->row, _("column %zu"), i + 1),
				row->cells[i].text, &im->row);
	}
}

bool ledger_take(
	struct import *im, const struct source_row *row, const struct ledger_row *line, struct err *e)
{
	struct ledger_doubt doubts[LEDGER_DOUBTS];
	struct ruling r;
	struct err why = { 0 };
	size_t n;

	if (!ledger_ruling(&im->txn, line, heading_of, im, &r, doubts, &n, &im->row, &why))
		return reject(im, row, line, &why, e);
	keep_others(im, row, &r);
	if (!is_new(im, row, &r))
		return true;
	for (size_t i = 0; i < n; i++)
		tell(im, row, line, &doubts[i]);
	take_later(im, row, &r, 0);
	return true;
}
