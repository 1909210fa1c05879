/* return_take.c — a file of returns: its rows are gathered by order, and the orders written
 * in the last slice, in one act and as one batch. */
#include "locale/msg/msg.h"
#include "store/io/job.h"
#include "store/panel/derive.h"
#include "store/panel/late.h"

#include <stdlib.h>
#include <string.h>

/* An order that rows of the file are of: its returns, those of the file behind them, and
 * what decides whether it comes to be screened. */
struct returned {
	uint32_t ordinal;
	bool changed;
	int64_t bounces; /* before the file */
	struct order order;
};

struct return_job {
	uint32_t *places; /* in the list, from 1, by ordinal; 0: none */
	uint32_t last;    /* ordinal there is room for */
	struct returned *list;
	size_t n, room;
};

bool return_is(const struct import *im)
{
	return im->o.schema == &return_row_schema;
}

void return_free(struct return_job *job)
{
	if (!job)
		return;
	free(job->places);
	free(job->list);
	free(job);
}

/* --- what 退回 means here ------------------------------------------------------------------ */

static bool has_way_column(const struct mapping *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->columns[i].use == MAP_TAKEN && !strcmp(m->columns[i].field->name, "way"))
			return true;
	return false;
}

static enum return_way way_of_headings(const struct mapping *m)
{
	enum return_way all = (enum return_way)0;

	for (size_t i = 0; i < m->n; i++) {
		enum return_way way = return_way_of_heading(m->columns[i].heading);

		if (way && all && way != all)
			return (enum return_way)0;
		all = way ? way : all;
	}
	return all;
}

void return_settle(struct import *im)
{
	if (!return_is(im))
		return;
	im->map.means_told = im->o.means || im->map.means;
	if (im->o.means)
		im->map.means = im->o.means;
	if (!im->map.means)
		im->map.means = way_of_headings(&im->map);
	im->asks_means = !im->map.means && !has_way_column(&im->map);
}

/* --- one row ------------------------------------------------------------------------------ */

static struct return_job *job_of(struct import *im)
{
	struct return_job *job = im->returns;

	if (job)
		return job;
	im->returns = job = must_alloc(sizeof(*job));
	*job = (struct return_job){ .last = record_last(&im->txn, KIND_ORDER) };
	job->places = must_alloc(((size_t)job->last + 1) * sizeof(*job->places));
	memset(job->places, 0, ((size_t)job->last + 1) * sizeof(*job->places));
	return job;
}

static struct rows copy_returns(const struct rows *from, struct arena *a)
{
	const struct order_return *is = from->at;
	struct order_return *list = arena_array(a, from->n, sizeof(*list));

	for (size_t i = 0; i < from->n; i++)
		schema_copy(&order_return_schema, &is[i], &list[i], a);
	return (struct rows){ from->n, list };
}

static bool find_order(struct import *im, uint32_t ordinal, struct returned **out, struct err *e)
{
	struct return_job *job = job_of(im);
	struct returned *r;
	struct order o;

	if (ordinal > job->last) { /* came in since the first row: the next import finds it */
		*out = NULL;
		return true;
	}
	if (job->places[ordinal]) {
		*out = &job->list[job->places[ordinal] - 1];
		return true;
	}
	if (!record_peek(&im->txn, &order_schema, ordinal, &o, &im->row, e))
		return false;
	if (job->n == job->room) {
		job->room = job->room ? 2 * job->room : 256;
		job->list = must_realloc(job->list, job->room * sizeof(*job->list));
	}
	r = *out = &job->list[job->n++];
	*r = (struct returned){ .ordinal = ordinal, .bounces = o.bounces };
	schema_init(&order_schema, &r->order);
	r->order.head = o.head;
	r->order.state = o.state;
	r->order.disputed = o.disputed;
	r->order.bounces = o.bounces;
	r->order.returns = copy_returns(&o.returns, &im->arena);
	job->places[ordinal] = (uint32_t)job->n;
	return true;
}

static bool refuse(struct import *im, const struct source_row *row, enum finding_kind kind,
	const char *field, const char *number, const char *words, struct err *e)
{
	struct finding f = { .kind = kind,
		.rejects = true,
		.row = row->row,
		.line = row->line,
		.heading = "",
		.field = field,
		.number = number,
		.words = words,
		.offered = "" };

	for (size_t i = 0; i < im->map.n; i++) {
		const struct map_column *c = &im->map.columns[i];

		if (c->use == MAP_TAKEN && !strcmp(c->field->name, field)) {
			f.column = i + 1;
			f.heading = c->heading;
		}
	}
	job_found(&f, im);
	return job_reject(im, row, e);
}

static void count_screened(struct import *im, struct returned *r)
{
	struct order was = r->order;

	was.bounces = r->bounces;
	take_to_screen(&im->txn, &was, &r->order);
	im->counts.screened += r->order.state != was.state;
}

static void add_row(struct import *im, struct returned *to, const struct order_return *row)
{
	struct order_return mine;
	int64_t bounces = to->order.bounces;
	bool known;

	schema_copy(&order_return_schema, row, &mine, &im->arena);
	if (!return_row_add(&to->order, &mine, &im->arena, &known)) {
		im->counts.same++;
		return;
	}
	order_count_returns(&to->order, bounces);
	im->counts.returned += to->order.bounces > bounces;
	im->counts.added += !known;
	im->counts.changed += known;
	im->counts.orders += !to->changed;
	to->changed = true;
	count_screened(im, to);
}

bool return_take(
	struct import *im, const struct source_row *row, const struct return_row *r, struct err *e)
{
	uint32_t ordinal = 0;
	struct returned *to = NULL;
	struct order_return out;

	return_row_read(r, im->map.means, &out);
	if (!out.way)
		return refuse(im, row, FIND_VALUE, "way", r->number,
			arena_format(
				&im->row, _("%s: neither a unit's return nor sent back by the hotline"), r->way),
			e);
	if (record_named(&im->txn, &order_schema, r->number, &ordinal, 1) &&
		!find_order(im, ordinal, &to, e))
		return false;
	if (!to)
		return refuse(im, row, FIND_ORDER, "number", r->number,
			arena_format(&im->row, _("no order %s is there: import the orders first"), r->number),
			e);
	add_row(im, to, &out);
	return true;
}

/* --- the last slice -------------------------------------------------------------------------- */

/* Read again: somebody may have changed it since the row was read. */
static bool put_order(struct act *act, const struct returned *r, struct batch_before *before,
	bool *changed, struct err *e)
{
	struct order there, was;
	const struct order_return *rows = r->order.returns.at;
	bool known;

	*changed = false;
	if (!record_at(&act->txn, &order_schema, r->ordinal, &there, &act->scratch, e))
		return false;
	was = there;
	for (size_t i = 0; i < r->order.returns.n; i++)
		*changed |= return_row_add(&there, &rows[i], &act->scratch, &known);
	if (!*changed)
		return true;
	order_count_returns(&there, there.bounces);
	take_to_screen(&act->txn, &was, &there);
	late_derive(&act->txn, &there);
	if (!record_put(act, &order_schema, &there, "import", e))
		return false;
	before->record = there.head.uid;
	before->sequence = (int64_t)there.head.version;
	return true;
}

static bool write_returns(struct import *im, struct act *act, struct err *e)
{
	const struct return_job *job = im->returns;
	struct batch_before *list = arena_array(&act->scratch, job->n, sizeof(*list));
	struct batch b;

	schema_init(&batch_schema, &b);
	finish_batch(im, act, &b);
	b.kind = KIND_ORDER;
	b.before.at = list;
	for (size_t i = 0; i < job->n; i++) {
		bool changed;

		if (!job->list[i].changed)
			continue;
		if (!put_order(act, &job->list[i], &list[b.before.n], &changed, e))
			return false;
		b.before.n += changed;
	}
	mapping_remember(&im->map, &act->txn);
	im->batch = b.number;
	return record_put(act, &batch_schema, &b, "import", e);
}

bool return_finish(struct import *im, struct err *e)
{
	struct act act;
	bool done;

	if (im->o.dry_run || im->stopped || !im->counts.orders)
		return true;
	if (!act_begin(&act, im->kv, im->o.who, im->o.now, e))
		return false;
	done = write_returns(im, &act, e) && act_commit(&act, e);
	if (!done) {
		act_abort(&act);
		im->batch = 0;
	}
	return done;
}
