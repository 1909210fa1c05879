/* Everything becomes live in one transaction, or nothing does. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/io/job.h"
#include "store/panel/number.h"
#include "store/rec/meta.h"
#include "store/schema/panel.h"
#include "store/schema/review.h"

#include <stdlib.h>
#include <string.h>

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

void finish_batch(struct import *im, struct act *act, struct batch *b)
{
	struct digest d = source_digest(im->source);
	char hex[DIGEST_HEX];

	digest_hex(&d, hex);
	b->number = (int64_t)meta_raise(&act->txn, "batches") + 1;
	b->time = im->o.now;
	b->file = base_name(im->o.path);
	b->sm3 = arena_text(&act->scratch, hex);
	b->encoding = job_encoding(im);
	b->mapping = mapping_text(&im->map, &act->scratch);
	b->kind = im->o.schema->kind;
	b->read = (int64_t)im->counts.rows;
	b->added = (int64_t)im->counts.added;
	b->changed = (int64_t)im->counts.changed;
	b->skipped = (int64_t)im->counts.skipped;
	b->rejected = (int64_t)im->counts.rejected;
	b->state = BATCH_LIVE;
}

/* --- changes ---------------------------------------------------------------------------- */

/* Read again: somebody may have changed it since it was compared. */
static bool put_change(struct import *im, struct act *act, const void *record, uint32_t ordinal,
	struct batch_before *before, bool *changed, struct err *e)
{
	const struct schema *s = im->o.schema;
	struct merge merge = { &act->txn, &im->map, &act->scratch, NULL, NULL };
	void *there = schema_new(s, &act->scratch);

	if (!record_at(&act->txn, s, ordinal, there, &act->scratch, e))
		return false;
	*changed = take_merge(&merge, record, there);
	if (*changed && !record_put(act, s, there, "import", e))
		return false;
	before->record = schema_head(there)->uid;
	before->sequence = (int64_t)schema_head(there)->version;
	return true;
}

/* A million changes are one act: what the one before needed is given up for the next. */
static bool put_changes(struct import *im, struct act *act, struct batch *b, struct err *e)
{
	struct batch_before *list = arena_array(&act->scratch, im->changes.n + 1, sizeof(*list));
	void *record = arena_alloc(&act->scratch, im->o.schema->size);
	struct arena_mark clean = arena_mark(&act->scratch);

	b->before.at = list;
	if (im->changes.n && !spool_rewind(&im->changes, e))
		return false;
	for (size_t i = 0; i < im->changes.n; i++) {
		uint32_t ordinal;
		bool changed;

		if (!spool_next(&im->changes, im->o.schema, &ordinal, record, &act->scratch, e) ||
			!put_change(im, act, record, ordinal, &list[b->before.n], &changed, e))
			return false;
		b->before.n += changed;
		arena_reset(&act->scratch, clean);
	}
	b->changed = (int64_t)b->before.n;
	return true;
}

static bool write_orders(struct import *im, struct act *act, struct err *e)
{
	struct batch b;

	schema_init(&batch_schema, &b);
	finish_batch(im, act, &b);
	mapping_remember(&im->map, &act->txn);
	if (!put_changes(im, act, &b, e) || !bulk_finish(&im->bulk, act, &b, e))
		return false;
	im->batch = b.number;
	im->counts.changed = b.before.n;
	return true;
}

static bool finish_orders(struct import *im, struct err *e)
{
	struct act act;
	bool done;

	if (im->o.dry_run || im->stopped || im->counts.added + im->changes.n == 0)
		return true;
	if (!take_begin(im, e))
		return false;
	if (!act_begin(&act, im->kv, im->o.who, im->o.now, e))
		return false;
	done = write_orders(im, &act, e) && act_commit(&act, e);
	if (!done) {
		act_abort(&act);
		im->batch = 0;
	}
	bulk_end(&im->bulk, done);
	return done;
}

/* --- kinds of few records, with links among them -------------------------------------------- */

struct singles {
	struct import *im;
	struct act *act;
	struct batch *batch;
	struct batch_before *before;
};

static bool number_record(struct singles *s, void *record, struct err *e)
{
	struct basis *b = record;

	if (ledger_is(s->im))
		number_seen(s->act, KIND_RULING, ((const struct ruling *)record)->number);
	if (s->im->o.schema->kind != KIND_BASIS)
		return true;
	if (*b->number)
		return number_typed(s->act, KIND_BASIS, b->number, e);
	b->number = number_take(s->act, KIND_BASIS, &s->act->scratch);
	return true;
}

static bool put_new(struct singles *s, struct waiting *w, struct err *e)
{
	uint32_t ordinal;

	if (!number_record(s, w->record, e) ||
		!record_put(s->act, job_schema(s->im), w->record, "import", e))
		return false;
	ordinal = schema_head(w->record)->ordinal;
	if (!s->batch->first)
		s->batch->first = ordinal;
	s->batch->last = ordinal;
	s->im->counts.added++;
	return true;
}

static bool put_there(struct singles *s, struct waiting *w, struct err *e)
{
	bool changed = false;

	if (!put_change(
			s->im, s->act, w->record, w->ordinal, &s->before[s->batch->before.n], &changed, e))
		return false;
	s->batch->before.n += changed;
	s->im->counts.changed += changed;
	s->im->counts.same += !changed;
	return true;
}

/* False with ERR_ABSENT: it names a record that may stand further down in the file. */
static bool put_single(struct singles *s, struct waiting *w, struct err *e)
{
	s->im->intake.txn = &s->act->txn;
	s->im->intake.arena = &s->act->scratch;
	if (!intake_links(&s->im->intake, &w->row, w->record, e))
		return false;
	return w->ordinal ? put_there(s, w, e) : put_new(s, w, e);
}

static bool refuse(struct singles *s, struct waiting *w, struct err *e)
{
	struct import *im = s->im;
	struct finding f = { .kind = FIND_RECORD,
		.rejects = true,
		.row = w->row.row,
		.line = w->row.line,
		.heading = "",
		.field = "",
		.offered = "" };
	char line[1024];

	if (s->act->txn.err.kind)
		return false;
	err_line(e, line, sizeof(line));
	f.number = schema_text(job_schema(im), w->record, job_schema(im)->number);
	f.words = line;
	buf_cut(&im->reasons, 0);
	job_found(&f, im);
	im->secret = false;
	*e = (struct err){ 0 };
	return job_reject(im, &w->row, e);
}

/* A row waits while it names one that is still to come; whoever is left then is refused. */
static bool put_singles(struct singles *s, struct err *e)
{
	struct import *im = s->im;
	size_t left = im->waiting_count;
	bool progress = true, last = false;

	while (left > 0) {
		size_t kept = 0;

		last = !progress;
		progress = false;
		for (size_t i = 0; i < left; i++) {
			struct waiting w = im->waiting[i];

			*e = (struct err){ 0 };
			if (put_single(s, &w, e)) {
				progress = true;
				continue;
			}
			if (e->kind == ERR_ABSENT && !last)
				im->waiting[kept++] = w;
			else if (!refuse(s, &w, e))
				return false;
		}
		left = kept;
	}
	*e = (struct err){ 0 };
	return true;
}

static bool write_singles(struct import *im, struct act *act, struct err *e)
{
	struct batch b;
	struct singles s = { im, act, &b, NULL };

	schema_init(&batch_schema, &b);
	s.before = arena_array(&act->scratch, im->waiting_count + 1, sizeof(*s.before));
	b.before.at = s.before;
	if (!put_singles(&s, e))
		return false;
	if (im->counts.added + im->counts.changed == 0)
		return true;
	finish_batch(im, act, &b);
	mapping_remember(&im->map, &act->txn);
	im->batch = b.number;
	return record_put(act, &batch_schema, &b, "import", e);
}

/* Dry as well: only inside a transaction is it known whether links lead somewhere. */
static bool finish_singles(struct import *im, struct err *e)
{
	struct act act;
	bool done;

	if (!im->waiting_count)
		return true;
	if (!act_begin(&act, im->kv, im->o.who, im->o.now, e))
		return false;
	done = write_singles(im, &act, e);
	if (done && !im->o.dry_run && im->batch)
		done = act_commit(&act, e);
	act_abort(&act);
	if (!done || im->o.dry_run)
		im->batch = 0;
	return done;
}

bool finish_import(struct import *im, struct err *e)
{
	bool done = return_is(im) ? return_finish(im, e)
		: claim_is(im)        ? claim_finish(im, e)
		: take_singly(im)     ? finish_singles(im, e)
							  : finish_orders(im, e);

	im->counts.done = im->counts.total;
	return done && rejects_end(&im->rejects, e);
}
