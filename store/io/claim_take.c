/* claim_take.c — filled-in 回复表: each row becomes a unit's claim, in one act, by the verbs. */
#include "locale/msg/msg.h"
#include "store/io/cited.h"
#include "store/io/job.h"
#include "store/panel/args.h"
#include "store/panel/matrix.h"
#include "store/panel/units.h"
#include "store/panel/verb.h"
#include "store/schema/review.h"

#include <stdlib.h>
#include <string.h>

/* A row that is sound, until the last slice. */
struct said {
	struct uid case_;
	struct claim_args args;
	struct source_row row;
	const char *number; /* of the case */
};

struct claim_job {
	struct said *list;
	size_t n, room;
};

bool claim_is(const struct import *im)
{
	return im->o.schema == &claim_row_schema;
}

void claim_free(struct claim_job *job)
{
	if (job)
		free(job->list);
	free(job);
}

static struct claim_job *job_of(struct import *im)
{
	if (!im->claims) {
		im->claims = must_alloc(sizeof(*im->claims));
		*im->claims = (struct claim_job){ 0 };
	}
	return im->claims;
}

/* --- what is told ------------------------------------------------------------------------ */

static void tell(struct import *im, const struct source_row *row, enum finding_kind kind,
	const char *field, const char *number, const char *words)
{
	struct finding f = { .kind = kind,
		.rejects = kind != FIND_BLANK,
		.row = row->row,
		.line = row->line,
		.heading = "",
		.field = field,
		.number = number,
		.words = words,
		.offered = "" };

	for (size_t i = 0; i < im->map.n && *field; i++) {
		const struct map_column *c = &im->map.columns[i];

		if (c->use == MAP_TAKEN && !strcmp(c->field->name, field)) {
			f.column = i + 1;
			f.heading = c->heading;
		}
	}
	job_found(&f, im);
}

static bool refuse(struct import *im, const struct source_row *row, const char *field,
	const char *number, const char *words, struct err *e)
{
	tell(im, row, FIND_VALUE, field, number, words);
	return job_reject(im, row, e);
}

/* --- one row ----------------------------------------------------------------------------- */

static bool has_part(const struct case_ *c, const char *name)
{
	const struct part *parts = c->parts.at;

	for (size_t i = 0; i < c->parts.n; i++)
		if (!strcmp(parts[i].name, name))
			return true;
	return !c->parts.n && !*name;
}

/* Which field cannot be, and why in *words; NULL: all can. */
static const char *wrong(struct import *im, const struct claim_row *r, struct case_ *c,
	struct said *out, const char **words)
{
	struct err e = { 0 };
	uint32_t two[2];
	struct unit unit;

	if (!record_find(&im->txn, &case_schema, r->number, c, &im->row, &e)) {
		*words = arena_format(&im->row, _("no case is called %s"), r->number);
		return "number";
	}
	if (!unit_called(&im->txn, r->unit, &unit, &im->row)) {
		*words = arena_format(&im->row,
			record_named(&im->txn, &unit_schema, r->unit, two, 2) > 1 ? _("%s means several units")
																	  : _("no unit is called %s"),
			r->unit);
		return "unit";
	}
	if (!has_part(c, r->part)) {
		*words =
			arena_format(&im->row, _("the case %s has no part called \"%s\""), c->number, r->part);
		return "part";
	}
	out->case_ = c->head.uid;
	out->args.unit = unit.head.uid;
	out->args.says = claim_says_of(r->says);
	if (!out->args.says && *r->says) {
		*words = arena_format(&im->row, _("%s: neither 牵头, 配合 nor 不属"), r->says);
		return "says";
	}
	return NULL;
}

static bool same_cell(const struct said *a, const struct said *b)
{
	return uid_same(a->case_, b->case_) && uid_same(a->args.unit, b->args.unit) &&
		!strcmp(a->args.part, b->args.part);
}

static struct said *there_already(const struct claim_job *job, const struct said *s)
{
	for (size_t i = 0; i < job->n; i++)
		if (same_cell(&job->list[i], s))
			return &job->list[i];
	return NULL;
}

static void keep(struct import *im, const struct said *s)
{
	struct claim_job *job = job_of(im);

	if (job->n == job->room) {
		job->room = job->room ? 2 * job->room : 64;
		job->list = must_realloc(job->list, job->room * sizeof(*job->list));
	}
	job->list[job->n] = *s;
	take_copy(&s->row, &job->list[job->n].row, &im->arena);
	job->n++;
}

/* What the register does not have is kept among the words. */
static void read_words(struct import *im, const struct claim_row *r, struct said *out)
{
	struct buf unknown = { 0 };

	cited_read(&im->txn, r->bases, &out->args.bases, &unknown, &im->arena);
	out->args.words = arena_text(&im->arena, r->words);
	if (unknown.n && !strstr(r->words, buf_text(&unknown)))
		out->args.words = arena_format(
			&im->arena, "%s%s依据：%s", r->words, *r->words ? "\n" : "", buf_text(&unknown));
	out->args.part = arena_text(&im->arena, r->part);
	out->args.by = arena_text(&im->arena, r->by);
	out->args.day = r->day;
	out->number = arena_text(&im->arena, r->number);
	buf_free(&unknown);
}

bool claim_take(
	struct import *im, const struct source_row *row, const struct claim_row *r, struct err *e)
{
	struct said s = { .row = *row };
	struct said *other;
	struct case_ c;
	const char *words = "", *field = wrong(im, r, &c, &s, &words);

	if (field)
		return refuse(im, row, field, r->number, words, e);
	read_words(im, r, &s);
	if (!s.args.says) {
		tell(im, row, FIND_BLANK, "says", r->number,
			arena_format(
				&im->row, _("%s, %s: not filled in; what is known stays"), r->unit, r->part));
		im->counts.skipped++;
		keep(im, &s);
		return true;
	}
	other = there_already(job_of(im), &s);
	if (!other) {
		keep(im, &s);
		return true;
	}
	return refuse(im, row, "part", r->number,
		arena_format(&im->row, _("%s, %s stands in row %llu already; keep one of the two"), r->unit,
			r->part, (unsigned long long)other->row.row),
		e);
}

/* --- the last slice ---------------------------------------------------------------------- */

static bool same_uids(const struct uids *a, const struct uids *b)
{
	for (size_t i = 0; i < a->n; i++)
		if (!uids_have(b, a->at[i]))
			return false;
	return true;
}

/* Nothing the row says is news; *known: the unit has spoken of the part. */
static bool is_same(struct act *act, const struct said *s, bool *known)
{
	struct claim *claims;
	size_t n = claims_of(&act->txn, s->case_, &claims, &act->scratch);

	*known = false;
	for (size_t i = 0; i < n; i++) {
		const struct claim *c = &claims[i];

		if (!uid_same(c->unit, s->args.unit) || strcmp(c->part, s->args.part) != 0)
			continue;
		*known = c->says != CLAIM_SILENT;
		return c->says == s->args.says && same_uids(&s->args.bases, &c->bases) &&
			(!*s->args.words || !strcmp(c->words, s->args.words)) &&
			(!*s->args.by || !strcmp(c->by, s->args.by)) &&
			(!s->args.day.n || c->day.n == s->args.day.n);
	}
	return false;
}

static bool say(struct import *im, struct act *act, const struct said *s, struct err *e)
{
	const struct verb *verb = verb_named(KIND_CASE, "claim");
	struct err why = { 0 };
	struct case_ after;
	bool known;
	char line[1024];

	if (is_same(act, s, &known)) {
		im->counts.same++;
		return true;
	}
	if (verb_do(act, verb, s->case_, &s->args, &after, &why)) {
		im->counts.added += !known;
		im->counts.changed += known;
		return true;
	}
	if (act->txn.err.kind) {
		*e = why;
		return false;
	}
	err_line(&why, line, sizeof(line));
	buf_cut(&im->reasons, 0);
	return refuse(im, &s->row, "", s->number, line, e);
}

/* The consultation that asked for it has its answer. */
static bool answer(struct act *act, const struct said *s, struct err *e)
{
	const struct verb *verb = verb_named(KIND_CONSULT, "reply");
	struct reply_args args = { .words = "", .day = s->args.day };
	struct consult *asked, after;
	size_t n = consults_of(&act->txn, s->case_, &asked, &act->scratch);

	for (size_t i = 0; i < n; i++)
		if (asked[i].state == CONSULT_ASKED && uid_same(asked[i].unit, s->args.unit) &&
			!verb_do(act, verb, asked[i].head.uid, &args, &after, e))
			return false;
	return true;
}

/* A row that the unit took out: nothing is known of that part, and nothing is undone. */
static bool tell_missing(struct import *im, struct act *act, const struct said *s, struct err *e)
{
	const struct claim_job *job = im->claims;
	struct said want = *s;
	const struct part *parts;
	struct case_ c;

	if (!record_get(&act->txn, &case_schema, s->case_, &c, &act->scratch, e))
		return false;
	parts = c.parts.at;
	for (size_t i = 0; i < c.parts.n; i++) {
		want.args.part = parts[i].name;
		if (!there_already(job, &want))
			tell(im, &s->row, FIND_BLANK, "", s->number,
				arena_format(&im->arena, _("the sheet has no row for %s; what is known stays"),
					parts[i].name));
	}
	return true;
}

static bool is_first(const struct claim_job *job, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (uid_same(job->list[i].case_, job->list[at].case_) &&
			uid_same(job->list[i].args.unit, job->list[at].args.unit))
			return false;
	return true;
}

static bool write_claims(struct import *im, struct act *act, struct err *e)
{
	const struct claim_job *job = im->claims;

	for (size_t i = 0; i < job->n; i++)
		if (job->list[i].args.says && !say(im, act, &job->list[i], e))
			return false;
	for (size_t i = 0; i < job->n; i++) {
		const struct said *s = &job->list[i];

		if (is_first(job, i) && !tell_missing(im, act, s, e))
			return false;
		if (s->args.says && !answer(act, s, e))
			return false;
	}
	mapping_remember(&im->map, &act->txn);
	return true;
}

/* Dry as well: only the verbs know what may be said of a case now. */
bool claim_finish(struct import *im, struct err *e)
{
	struct act act;
	bool done;

	if (im->stopped || !im->claims)
		return true;
	if (!act_begin(&act, im->kv, im->o.who, im->o.now, e))
		return false;
	done = write_claims(im, &act, e);
	if (done && !im->o.dry_run && im->counts.added + im->counts.changed)
		done = act_commit(&act, e);
	act_abort(&act);
	return done;
}
