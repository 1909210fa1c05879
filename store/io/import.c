#include "store/io/import.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/mask.h"
#include "store/io/job.h"
#include "store/io/mend.h"
#include "store/rec/index.h"
#include "store/rec/rulebook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	SLICE_ROWS = 256,
	SLICE_BYTES = 1 << 18,
};

const char *finding_name(enum finding_kind kind)
{
	static const char *const names[FIND_KINDS] = {
		[FIND_MAPPING] = "mapping",
		[FIND_ROW] = "row",
		[FIND_NUMBER] = "number",
		[FIND_VALUE] = "value",
		[FIND_SECRET] = "secret",
		[FIND_ORDER] = "order",
		[FIND_RECORD] = "record",
		[FIND_DUPLICATE] = "duplicate",
		[FIND_QUOTE] = "quote",
		[FIND_ENCODING] = "encoding",
		[FIND_LOST] = "lost",
		[FIND_DAMAGED] = "damaged",
		[FIND_SHEET] = "sheet",
		[FIND_GONE] = "gone",
		[FIND_UNIT] = "unit",
		[FIND_BLANK] = "blank",
		[FIND_MASKED] = "masked",
	};

	return names[kind];
}

/* What a cell holds that does not fit its field may be anything: a telephone number. */
static const char *masked(const char *words, struct arena *a)
{
	struct buf out = { 0 };

	mask_text(&out, words);
	words = arena_copy(a, buf_text(&out), out.n);
	buf_free(&out);
	return words;
}

void job_found(const struct finding *found, void *arg)
{
	struct import *im = arg;
	struct finding told = *found, *f = &told;

	if (f->kind == FIND_VALUE || f->kind == FIND_RECORD)
		f->words = masked(f->words, &im->row);
	if (f->kind == FIND_DAMAGED)
		f->offered = masked(f->offered, &im->row);
	im->counts.findings[f->kind]++;
	if (f->rejects) {
		if (im->reasons.n)
			buf_puts(&im->reasons, "; ");
		if (*f->heading)
			buf_printf(&im->reasons, "%s: ", f->heading);
		buf_puts(&im->reasons, f->words);
	}
	if (im->o.found)
		im->o.found(f, im->o.arg);
}

/* --- the headings ---------------------------------------------------------------------- */

static void take_samples(struct import *im, const struct table *t)
{
	size_t n = im->map.n;

	im->samples = arena_array(&im->arena, t->n * n + 1, sizeof(*im->samples));
	for (size_t i = t->headings + 1; i < t->n; i++)
		if (t->rows[i].n == n)
			memcpy(&im->samples[im->sample_rows++ * n], t->texts[i], n * sizeof(*im->samples));
}

static bool tell_all(struct import *im, struct err *e)
{
	for (size_t i = 0; i < im->o.map_count; i++)
		if (!mapping_tell(&im->map, im->o.maps[i].field, im->o.maps[i].heading, e))
			return false;
	return true;
}

static bool recall(struct import *im, struct err *e)
{
	struct kv_txn txn;

	if (!kv_begin_read(im->kv, &txn, e))
		return false;
	mapping_recall(&im->map, &txn, &im->arena);
	kv_end_read(&txn);
	return true;
}

static void check_values(struct import *im)
{
	mapping_check(&im->map, im->samples, im->sample_rows, time_day(im->o.now), &im->arena);
	im->intake.number_column = SIZE_MAX;
	for (size_t i = 0; i < im->map.n; i++)
		if (im->map.columns[i].use == MAP_TAKEN &&
			!strcmp(im->map.columns[i].field->name, im->o.schema->number))
			im->intake.number_column = i;
}

static bool read_headings(struct import *im, struct err *e)
{
	struct table t;

	if (!table_find(im, &t, e))
		return false;
	im->headings = t.rows[t.headings];
	for (size_t i = 0; i < t.headings && !im->broken; i++)
		if (t.rows[i].trouble == CSV_UNBALANCED)
			im->broken = t.rows[i].trouble_line;
	source_expect(im->source, im->headings.n);
	mapping_guess(&im->map, im->o.schema, t.texts[t.headings], im->headings.n, im->o.keep_personal,
		&im->arena);
	take_samples(im, &t);
	if (!recall(im, e) || !tell_all(im, e))
		return false;
	return_settle(im);
	check_values(im);
	return source_rewind(im->source, e);
}

/* --- opening -----------------------------------------------------------------------------------
 */

static void copy_options(struct import *im, const struct import_options *o)
{
	struct import_map *maps = arena_array(&im->arena, o->map_count + 1, sizeof(*maps));

	im->o = *o;
	im->o.path = arena_text(&im->arena, o->path);
	im->o.encoding = o->encoding ? arena_text(&im->arena, o->encoding) : NULL;
	im->o.sheet = o->sheet ? arena_text(&im->arena, o->sheet) : NULL;
	for (size_t i = 0; i < o->map_count; i++)
		maps[i] = (struct import_map){ arena_text(&im->arena, o->maps[i].field),
			arena_text(&im->arena, o->maps[i].heading) };
	im->o.maps = maps;
}

static bool compile_pattern(struct import *im, struct err *e)
{
	const char *pattern = im->intake.rules->order_number;

	if ((im->o.schema->kind != KIND_ORDER && !return_is(im)) || !*pattern)
		return true;
	im->has_pattern = !regcomp(&im->pattern, pattern, REG_EXTENDED | REG_NOSUB);
	if (im->has_pattern)
		return true;
	err_set(e, ERR_INPUT, "the county's pattern for order numbers cannot be read");
	return err_at(e, "%s", pattern);
}

static bool may_import(const struct schema *s, struct err *e)
{
	static const enum kind kinds[] = { KIND_ORDER, KIND_UNIT, KIND_BASIS, KIND_MEMBER };

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (s->kind == kinds[i])
			return true;
	if (s == &return_row_schema || s == &ledger_row_schema || s == &claim_row_schema)
		return true;
	err_set(e, ERR_USAGE, "records of this kind cannot be imported");
	err_at(e, "%s", s->name);
	return err_fix(e,
		"import order, return, unit, basis, member, ruling or claim; make others with yanpan new");
}

/* In the store's folder, named by the time; never one that is there: it may be the file
 * being imported, or one that is being mended. */
static const char *fresh_rejects(struct import *im)
{
	char when[DATE_TEXT], digits[DATE_TEXT];
	const char *path;
	struct stat there;
	size_t n = 0;

	for (const char *p = time_text(im->o.now, when); *p; p++)
		if (*p != '-' && *p != ':')
			digits[n++] = *p == ' ' ? '-' : *p;
	digits[n] = '\0';
	path = arena_format(&im->arena, "%s/rejects-%s.csv", kv_folder(im->kv), digits);
	for (int i = 2; !lstat(path, &there); i++)
		path = arena_format(&im->arena, "%s/rejects-%s-%d.csv", kv_folder(im->kv), digits, i);
	return path;
}

/* The rejects must not take the place of the file they come from. */
static bool place_rejects(struct import *im, struct err *e)
{
	struct stat a, b;

	if (im->o.rejects && !stat(im->o.rejects, &a) && !stat(im->o.path, &b) &&
		a.st_ino == b.st_ino && a.st_dev == b.st_dev) {
		err_set(e, ERR_USAGE, "the rejects would take the place of the file itself");
		err_at(e, "%s", im->o.rejects);
		return err_fix(e, "name another file for them");
	}
	im->rejects_path = im->o.rejects ? arena_text(&im->arena, im->o.rejects) : fresh_rejects(im);
	return true;
}

static bool open_import(struct import *im, struct err *e)
{
	struct source_options so = { im->o.encoding, im->o.delimiter };

	if (!may_import(im->o.schema, e) || !compile_pattern(im, e) ||
		!source_open(im->o.path, &so, &im->source, e) || !place_rejects(im, e) ||
		!read_headings(im, e))
		return false;
	im->intake.map = &im->map;
	im->intake.today = time_day(im->o.now);
	im->intake.encoding = source_encoding(im->source);
	im->intake.number_pattern = im->has_pattern ? &im->pattern : NULL;
	im->intake.arena = &im->row;
	im->intake.found = job_found;
	im->intake.arg = im;
	im->counts.total = source_bytes(im->source);
	return true;
}

bool import_open(struct kv *kv, const struct import_options *o, struct import **out, struct err *e)
{
	struct import *im = must_alloc(sizeof(*im));

	memset(im, 0, sizeof(*im));
	im->kv = kv;
	rulebook_refresh(kv);
	im->intake.rules = &rulebook_of(kv)->rules;
	copy_options(im, o);
	*out = NULL;
	if (!open_import(im, e)) {
		import_close(im);
		return false;
	}
	*out = im;
	return true;
}

void import_close(struct import *im)
{
	if (!im)
		return;
	if (im->reading)
		kv_end_read(&im->txn);
	bulk_end(&im->bulk, false);
	rejects_drop(&im->rejects);
	source_close(im->source);
	if (im->has_pattern)
		regfree(&im->pattern);
	return_free(im->returns);
	claim_free(im->claims);
	gone_free(&im->gone);
	seen_free(&im->seen);
	seen_free(&im->bases);
	seen_free(&im->lines);
	buf_free(&im->reasons);
	spool_free(&im->changes);
	free(im->waiting);
	arena_free(&im->row);
	arena_free(&im->arena);
	free(im);
}

/* --- running ------------------------------------------------------------------------------------
 */

/* What stops the import is told first, and the rows are checked all the same. */
static void check_mapping(struct import *im)
{
	struct finding f = { .kind = FIND_MAPPING,
		.stops = true,
		.row = im->headings.row,
		.line = im->headings.line,
		.heading = "",
		.field = "",
		.number = "",
		.offered = "" };
	struct err e = { 0 };
	char line[1024];

	if (!mapping_complete(&im->map, &e)) {
		if (im->broken)
			err_fix(&e, "close the quote in line %llu, the headings may be there",
				(unsigned long long)im->broken);
		if (im->spoilt) {
			err_fix(&e, "the headings were misread before they came here");
			f.offered = "--repair offered";
		}
		err_line(&e, line, sizeof(line));
		f.words = line;
		job_found(&f, im);
		f.offered = "";
		im->stopped = true;
	}
	if (im->asks_means) {
		f.words = _("nothing here says whether 退回 is a unit's return (申请退单) or the hotline's "
					"sending back to be redone (退回重办)");
		f.offered = "--means 申请退单";
		job_found(&f, im);
		f.offered = "";
		im->stopped = true;
	}
	for (size_t i = 0; i < im->map.n; i++) {
		const struct map_column *c = &im->map.columns[i];

		if (!c->doubt)
			continue;
		f.column = i + 1;
		f.heading = c->heading;
		f.field = c->field->name;
		f.words = c->doubt;
		f.offered =
			c->offer ? arena_format(&im->arena, "--map %s=%s", c->offer->name, c->heading) : "";
		job_found(&f, im);
		im->stopped = true;
	}
}

bool job_reject(struct import *im, const struct source_row *row, struct err *e)
{
	size_t only = SIZE_MAX;

	im->counts.rejected++;
	if (im->o.dry_run || im->stopped)
		return true;
	if (!im->rejects.path &&
		!rejects_open(&im->rejects, im->rejects_path, im->source, &im->headings, e))
		return false;
	if (im->secret)
		only = im->intake.number_column < row->n ? im->intake.number_column : row->n;
	return rejects_add(&im->rejects, row, only, buf_text(&im->reasons), e);
}

/* The headings once more, where somebody put two exports into one file. */
static bool are_headings(const struct import *im, const struct source_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (i >= im->headings.n || strcmp(row->cells[i].text, im->headings.cells[i].text) != 0)
			return false;
	return row->n == im->headings.n;
}

/* It is in the file all the same. */
static void note_refused(struct import *im, const struct source_row *row)
{
	struct key k;

	if (im->intake.number_column >= row->n)
		return;
	index_name_key(KIND_ORDER, row->cells[im->intake.number_column].text, &k);
	seen_add(&im->gone.refused, key_bytes(&k));
}

static bool read_row(struct import *im, struct source_row *row, struct err *e)
{
	void *record = arena_alloc(&im->row, im->o.schema->size);
	uint64_t secrets = im->counts.findings[FIND_SECRET];
	size_t repaired = mend_row(im->o.repair, row, &im->row);
	bool sound;

	if (row->row <= im->headings.row || are_headings(im, row))
		return true;
	if (row->empty) {
		im->counts.empty++;
		return true;
	}
	im->counts.rows++;
	im->counts.repaired += repaired;
	buf_cut(&im->reasons, 0);
	sound = intake_row(&im->intake, row, record);
	im->counts.damaged = im->intake.damaged;
	im->secret = im->counts.findings[FIND_SECRET] > secrets;
	if (!sound) {
		note_refused(im, row);
		return job_reject(im, row, e);
	}
	if (im->o.schema->kind == KIND_ORDER)
		gone_meet(&im->gone, ((const struct order *)record)->received);
	return im->stopped || take_record(im, row, record, e);
}

/* Some rows; *end: the file has ended. */
static bool read_slice(struct import *im, bool *end, struct err *e)
{
	uint64_t from = source_done(im->source);
	struct arena_mark clean = arena_mark(&im->row);
	struct source_row row;

	for (int i = 0; i < SLICE_ROWS && source_done(im->source) < from + SLICE_BYTES; i++) {
		arena_reset(&im->row, clean);
		if (!source_next(im->source, &row, &im->row, e)) {
			*end = true;
			return !e->kind;
		}
		if (!read_row(im, &row, e))
			return false;
		if (im->flush)
			return true;
	}
	return true;
}

static bool read_on(struct import *im, struct err *e)
{
	bool end = false, read;

	if (!kv_begin_read(im->kv, &im->txn, e))
		return false;
	im->reading = true;
	im->intake.txn = &im->txn;
	read = read_slice(im, &end, e);
	if (read && im->txn.err.kind) {
		*e = im->txn.err;
		read = false;
	}
	kv_end_read(&im->txn);
	im->reading = false;
	im->counts.done = source_done(im->source);
	if (end)
		im->stage = JOB_STAGE;
	return read;
}

/* All that was read goes into the store, not counting yet: the last slice is a short one. */
static bool stage_rest(struct import *im, struct err *e)
{
	bool more = false;

	if (im->bulk.begun && bulk_is_large(&im->bulk) && !bulk_work(&im->bulk, true, &more, e))
		return false;
	if (!more)
		im->stage = JOB_GONE;
	return true;
}

static void name_gone(const void *record, void *arg)
{
	struct import *im = arg;
	const struct order *o = record;
	char day[DATE_TEXT];
	struct finding f = { .kind = FIND_GONE,
		.heading = "",
		.field = "",
		.number = o->number,
		.words = arena_format(&im->row,
			_("received %s, in an earlier file like this one, not in this one"),
			day_text(time_day(o->received), day)),
		.offered = "" };

	im->counts.gone++;
	job_found(&f, im);
}

/* Before anything of the batch counts. */
static bool look_for_gone(struct import *im, struct err *e)
{
	struct arena_mark clean = arena_mark(&im->row);
	struct kv_txn txn;
	bool end;

	if (im->o.schema->kind != KIND_ORDER || im->stopped) {
		im->stage = JOB_FINISH;
		return true;
	}
	if (!kv_begin_read(im->kv, &txn, e))
		return false;
	end = gone_step(&im->gone, &txn, &im->map, &im->seen, name_gone, im);
	*e = txn.err;
	kv_end_read(&txn);
	arena_reset(&im->row, clean);
	if (end)
		im->stage = JOB_FINISH;
	return !e->kind;
}

static bool step(struct import *im, struct err *e)
{
	if (im->stop) {
		err_set(e, ERR_RULE, "the import was stopped: nothing of it counts");
		return false;
	}
	switch (im->stage) {
	case JOB_CHECK:
		table_tell(im);
		check_mapping(im);
		im->intake.incomplete = im->stopped;
		im->stage = JOB_READ;
		return true;
	case JOB_READ:
		return im->flush ? bulk_work(&im->bulk, false, &im->flush, e) : read_on(im, e);
	case JOB_STAGE:
		return stage_rest(im, e);
	case JOB_GONE:
		return look_for_gone(im, e);
	case JOB_FINISH:
		if (!finish_import(im, e))
			return false;
		im->stage = JOB_DONE;
		return true;
	default:
		return true;
	}
}

enum import_answer import_step(struct import *im, struct err *e)
{
	if (im->stage == JOB_FAILED)
		return IMPORT_FAILED;
	if (!step(im, e)) {
		im->stage = JOB_FAILED;
		bulk_end(&im->bulk, false);
		return IMPORT_FAILED;
	}
	return im->stage == JOB_DONE ? IMPORT_DONE : IMPORT_MORE;
}

void import_stop(struct import *im)
{
	im->stop = true;
}

/* --- what is known of it ----------------------------------------------------------------- */

const struct mapping *import_mapping(const struct import *im)
{
	return &im->map;
}

const char *import_encoding(const struct import *im, bool *sure)
{
	*sure = source_sure(im->source);
	return job_encoding(im);
}

size_t import_sheets(const struct import *im, const struct source_sheet **out, size_t *read)
{
	*read = source_sheet(im->source);
	return source_sheets(im->source, out);
}

const struct import_counts *import_counts(const struct import *im)
{
	return &im->counts;
}

bool import_returns(const struct import *im)
{
	return return_is(im);
}

bool import_asks_means(const struct import *im)
{
	return im->asks_means;
}

bool import_stopped(const struct import *im)
{
	return im->stopped;
}

int64_t import_batch(const struct import *im)
{
	return im->batch;
}

const char *import_rejects(const struct import *im)
{
	return im->stage == JOB_DONE && im->rejects.path ? im->rejects.path : "";
}
