#include "locale/msg/msg.h"
#include "store/io/job.h"
#include "store/panel/late.h"
#include "store/rec/index.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/rulebook.h"
#include "store/schema/order.h"
#include "store/schema/panel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool take_singly(const struct import *im)
{
	return im->o.schema->kind != KIND_ORDER;
}

const struct schema *job_schema(const struct import *im)
{
	return ledger_is(im) ? &ruling_schema : im->o.schema;
}

static const char *number_of(const struct import *im, const void *record)
{
	return schema_text(im->o.schema, record, im->o.schema->number);
}

/* --- is it there? ------------------------------------------------------------------- */

/* The live record whose own number this is; not one that only bears it as an alias. */
static uint32_t there(struct import *im, const char *number)
{
	void *other = schema_new(im->o.schema, &im->row);
	uint32_t ordinals[8];
	size_t n = record_named(&im->txn, im->o.schema, number, ordinals, 8);
	struct key mine, theirs;
	struct err e = { 0 };

	index_name_key(im->o.schema->kind, number, &mine);
	for (size_t i = 0; i < n && i < 8; i++) {
		if (im->o.schema->kind == KIND_ORDER)
			return ordinals[i];
		if (!record_peek(&im->txn, im->o.schema, ordinals[i], other, &im->row, &e))
			continue;
		index_name_key(im->o.schema->kind, number_of(im, other), &theirs);
		if (mine.n == theirs.n && !memcmp(mine.at, theirs.at, mine.n))
			return ordinals[i];
	}
	return 0;
}

bool take_twice(struct import *im, const char *number)
{
	struct key k;

	index_name_key(im->o.schema->kind, number, &k);
	return seen_add(&im->seen, key_bytes(&k));
}

static void basis_key(const struct basis *b, struct key *k)
{
	key_start(k);
	key_text(k, (struct bytes){ b->title, strlen(b->title) }, 200);
	key_text(k, (struct bytes){ b->article, strlen(b->article) }, 100);
	key_i64(k, b->from.n);
}

/* A basis without a number is the same where title, article and day are. */
static bool basis_known(struct import *im, const struct basis *b)
{
	struct arena_mark clean = arena_mark(&im->row);
	struct key k;

	for (uint32_t i = record_last(&im->txn, KIND_BASIS); i > 0 && !im->known_read; i--) {
		struct basis other;
		struct err e = { 0 };

		if (!record_at(&im->txn, &basis_schema, i, &other, &im->row, &e))
			continue;
		basis_key(&other, &k);
		seen_add(&im->bases, key_bytes(&k));
		arena_reset(&im->row, clean);
	}
	im->known_read = true;
	basis_key(b, &k);
	return seen_add(&im->bases, key_bytes(&k));
}

void take_skip(struct import *im, const struct source_row *row, const char *number, bool in_file)
{
	size_t column = im->intake.number_column;
	struct finding f = { .kind = FIND_DUPLICATE,
		.row = row->row,
		.line = row->line,
		.heading = "",
		.field = im->o.schema->number,
		.number = number,
		.offered = "" };

	if (column < im->map.n) {
		f.column = column + 1;
		f.heading = im->map.columns[column].heading;
	}
	f.words = in_file
		? arena_format(&im->row, _("%s stands further up in the file already"), number)
		: arena_format(&im->row, _("%s is there already"), number);
	job_found(&f, im);
	im->counts.skipped++;
}

/* --- a change ------------------------------------------------------------------------ */

static bool changes_state(const struct event *ev)
{
	const struct change *list = ev->changes.at;
	int64_t state = schema_field(&order_schema, "state")->tag;

	for (size_t i = 0; i < ev->changes.n; i++)
		if (list[i].tag == state)
			return true;
	return false;
}

/* No person has moved its state: 备查 by hand stays. */
static bool state_as_imported(struct kv_txn *txn, uint32_t ordinal)
{
	uint64_t sequences[64];
	size_t n = journal_of(txn, KIND_ORDER, ordinal, 0, sequences, 64);
	struct arena a = { 0 };
	struct err e = { 0 };
	bool only = n <= 64;

	for (size_t i = 0; i < n && only; i++) {
		struct event ev;

		only = journal_read(txn, meta_origin(txn), sequences[i], &ev, &a, &e) &&
			(!strncmp(ev.verb, "import", strlen("import")) || !changes_state(&ev));
	}
	arena_free(&a);
	return only;
}

static bool all_same(const struct schema *s, const void *a, const void *b)
{
	for (size_t i = 0; i < s->field_count; i++)
		if (!field_same(&s->fields[i], a, b))
			return false;
	return true;
}

void take_to_screen(struct kv_txn *txn, const struct order *was, struct order *is)
{
	int enough = rules_of(txn)->returns_to_screen;
	bool now = is->disputed || is->bounces >= enough;
	bool before = was->disputed || was->bounces >= enough;

	if (is->state == ORDER_ON_FILE && now && !before && state_as_imported(txn, is->head.ordinal))
		is->state = ORDER_TO_SCREEN;
}

bool take_merge(const struct merge *merge, const void *from, void *record)
{
	const struct schema *s = merge->map->schema;
	void *before = arena_copy(merge->arena, record, s->size);

	merge_record(merge, from, record);
	if (s->kind == KIND_ORDER) {
		take_to_screen(merge->txn, before, record);
		late_derive(merge->txn, record);
	}
	return !all_same(s, before, record);
}

/* A value that only looks masked was left as it is stored: said once, when it is read. */
struct left {
	struct import *im;
	const struct source_row *row;
	const char *number;
};

static void tell_left(const struct field *field, void *arg)
{
	const struct left *left = arg;
	const struct mapping *m = &left->im->map;
	struct finding f = { .kind = FIND_MASKED,
		.row = left->row->row,
		.line = left->row->line,
		.heading = "",
		.field = field->name,
		.number = left->number,
		.words = _("this looks masked, what is stored is not: it was left as it is"),
		.offered = "" };

	for (size_t i = 0; i < m->n; i++)
		if (m->columns[i].use == MAP_TAKEN && m->columns[i].field == field) {
			f.column = i + 1;
			f.heading = m->columns[i].heading;
		}
	job_found(&f, left->im);
}

void take_copy(const struct source_row *row, struct source_row *to, struct arena *a)
{
	*to = *row;
	to->cells = arena_array(a, row->n, sizeof(*to->cells));
	for (size_t i = 0; i < row->n; i++) {
		to->cells[i] = row->cells[i];
		to->cells[i].text = arena_text(a, row->cells[i].text);
		to->cells[i].raw.at = arena_copy(a, row->cells[i].raw.at, row->cells[i].raw.n);
	}
}

/* Until the last slice. */
void take_later(
	struct import *im, const struct source_row *row, const void *record, uint32_t ordinal)
{
	struct waiting *w;

	if (im->waiting_count == im->waiting_room) {
		im->waiting_room = im->waiting_room ? im->waiting_room * 2 : 256;
		im->waiting = must_realloc(im->waiting, im->waiting_room * sizeof(*im->waiting));
	}
	w = &im->waiting[im->waiting_count++];
	*w = (struct waiting){ .ordinal = ordinal };
	w->record = arena_alloc(&im->arena, job_schema(im)->size);
	schema_copy(job_schema(im), record, w->record, &im->arena);
	take_copy(row, &w->row, &im->arena);
}

static bool change(struct import *im, const struct source_row *row, const void *record,
	uint32_t ordinal, struct err *e)
{
	void *is = schema_new(im->o.schema, &im->row);
	struct left left = { im, row, number_of(im, record) };
	struct merge merge = { &im->txn, &im->map, &im->row, tell_left, &left };
	int64_t bounces = 0;

	if (!record_at(&im->txn, im->o.schema, ordinal, is, &im->row, e))
		return false;
	if (im->o.schema->kind == KIND_ORDER)
		bounces = ((struct order *)is)->bounces;
	if (!take_merge(&merge, record, is) && !take_singly(im)) {
		im->counts.same++;
		return true;
	}
	if (im->o.schema->kind == KIND_ORDER)
		im->counts.returned += ((struct order *)is)->bounces > bounces;
	if (take_singly(im)) {
		take_later(im, row, record, ordinal);
		return true;
	}
	im->counts.changed++;
	return im->o.dry_run ||
		spool_add(&im->changes, kv_folder(im->kv), im->o.schema, ordinal, record, e);
}

/* --- a new record --------------------------------------------------------------------- */

bool take_begin(struct import *im, struct err *e)
{
	if (im->bulk.begun)
		return true;
	if (!bulk_begin(&im->bulk, im->kv, im->o.schema, e))
		return false;
	im->bulk.complete = intake_complete;
	im->bulk.complete_arg = (void *)&im->intake.rules->formulas;
	return true;
}

static bool add(struct import *im, const struct source_row *row, const void *record, struct err *e)
{
	if (take_singly(im)) {
		take_later(im, row, record, 0);
		return true;
	}
	im->counts.added++;
	im->counts.returned += ((const struct order *)record)->bounces > 0;
	if (im->o.dry_run)
		return true;
	if (!take_begin(im, e))
		return false;
	im->flush = bulk_add(&im->bulk, record, row->raw.n);
	return true;
}

bool take_record(struct import *im, const struct source_row *row, const void *record, struct err *e)
{
	const char *number = number_of(im, record);
	uint32_t ordinal;

	if (return_is(im))
		return return_take(im, row, record, e);
	if (claim_is(im))
		return claim_take(im, row, record, e);
	if (ledger_is(im))
		return ledger_take(im, row, record, e);
	if (!*number && im->o.schema->kind == KIND_BASIS && basis_known(im, record)) {
		take_skip(im, row, schema_text(im->o.schema, record, "title"), false);
		return true;
	}
	if (!*number)
		return add(im, row, record, e);
	if (take_twice(im, number)) {
		take_skip(im, row, number, true);
		return true;
	}
	ordinal = there(im, number);
	if (!ordinal)
		return add(im, row, record, e);
	if (im->o.update)
		return change(im, row, record, ordinal, e);
	take_skip(im, row, number, false);
	return true;
}
