/* The indexes decide which records are meant (narrow.h) and the records that they cannot
 * decide about are read; then `set` says how many of a block have a value, and only a field
 * that does not stand there is read record by record. */
#include "store/find/tally_inside.h"

#include "store/find/match.h"
#include "store/rec/index.h"
#include "store/rec/record.h"

#include <stdlib.h>
#include <string.h>

/* --- which records ------------------------------------------------------------------ */

static void add_record(struct tally *t, const void *record, uint32_t ordinal)
{
	const struct rows *rows;

	if (!t->by.row) {
		counts_add_field(&t->counts, record, ordinal, &t->scratch);
		return;
	}
	rows = FIELD_CONST(t->by.field, record, struct rows);
	if (!rows->n)
		counts_add_no_rows(&t->counts, ordinal);
	for (size_t i = 0; i < rows->n; i++)
		counts_add_field(
			&t->counts, (const char *)rows->at + i * t->by.field->rows->size, ordinal, &t->scratch);
}

/* A look at the clock now and then. */
static bool time_is_up(struct tally *t)
{
	return t->until && t->ticks++ % 16 == 0 && clock_monotonic_ms() >= t->until;
}

/* Reads one record; counts it if the query is sure of it or it is found to match. */
static void read_one(struct tally *t, struct kv_txn *txn, uint32_t ordinal, bool sure)
{
	struct arena_mark mark = arena_mark(&t->scratch);
	void *record = schema_new(t->query.schema, &t->scratch);
	struct err e = { 0 };

	if (!record_peek(txn, t->query.schema, ordinal, record, &t->scratch, &e)) {
		t->damaged += e.kind == ERR_STORE;
		t->records -= sure;
	} else if (sure || match_record(&t->query, record, &t->word)) {
		t->records += !sure;
		add_record(t, record, ordinal);
	}
	arena_reset(&t->scratch, mark);
}

/* False: time is up before all that are open were read. */
static bool read_open(struct tally *t, struct kv_txn *txn, bool sure)
{
	for (t->place = block_next(&t->open, t->place); t->place < BLOCK_SIZE;
		 t->place = block_next(&t->open, t->place + 1)) {
		if (time_is_up(t))
			return false;
		read_one(t, txn, t->block * BLOCK_SIZE + t->place, sure);
	}
	return true;
}

static void next_block(struct tally *t)
{
	t->block++;
	t->place = 0;
	t->narrowed = false;
}

static void narrow(struct tally *t, struct kv_txn *txn)
{
	struct narrow found;
	struct block live;

	if (!t->planned)
		narrow_plan(txn, &t->query, t->blocks, &t->plan, &t->arena);
	t->planned = true;
	index_live(txn, t->query.schema->kind, t->block, &live);
	narrow_block(txn, &t->plan, t->block, &live, &found);
	t->sure[t->block] = found.sure;
	t->open = found.maybe;
	t->narrowed = true;
	t->records += block_count(&found.sure);
}

static void match_on(struct tally *t, struct kv_txn *txn)
{
	while (t->block < t->blocks && !time_is_up(t)) {
		if (!t->narrowed)
			narrow(t, txn);
		if (!read_open(t, txn, false))
			return;
		next_block(t);
	}
	if (t->block < t->blocks)
		return;
	t->block = 0;
	t->stage = STAGE_VALUES;
}

/* --- values by `set` ------------------------------------------------------------------ */

/* The value of a key; false: a text that fills its key, which may go on behind it. */
static bool value_of(struct tally *t, struct bytes rest, struct worth *w)
{
	const struct field *f = t->by.field;

	*w = (struct worth){ .kind = WORTH_VALUE };
	if (worth_is_text(f)) {
		buf_cut(&t->word, 0);
		if (!key_take_text(&rest, &t->word) || t->word.n + 1 >= INDEX_TEXT_MAX)
			return false;
		w->text = buf_text(&t->word);
		return true;
	}
	if (worth_is_link(f))
		return key_take_u32(&rest, &w->link.origin) && key_take_u64(&rest, &w->link.counter);
	if (!key_take_i64(&rest, &w->number))
		return false;
	if (worth_is_month(f)) /* times stand there by their day, too */
		w->number = worth_month((struct day){ (int32_t)w->number });
	return true;
}

/* What only the record knows whole becomes `open`; returns how many have a value. */
static uint32_t count_values(struct tally *t, struct kv_txn *txn, const struct block *sure)
{
	uint32_t valued = 0;
	struct kv_cursor c;
	struct key prefix;

	index_set_key(t->query.schema->kind, t->block, t->by.field, &prefix);
	kv_cursor_open(txn, KV_SET, &c);
	for (bool on = kv_seek_in(&c, key_bytes(&prefix)); on;
		 on = kv_next_in(&c, key_bytes(&prefix))) {
		struct bytes value = { (const char *)c.key.at + prefix.n, c.key.n - prefix.n };
		struct block with;
		struct worth w;
		uint32_t n;

		index_read_block(txn, KV_SET, c.key, &with); /* fails the transaction where damaged */
		block_and(&with, sure);
		n = block_count(&with);
		valued += n;
		if (n && value_of(t, value, &w))
			counts_add(&t->counts, &w, n);
		else if (n)
			block_or(&t->open, &with);
	}
	kv_cursor_close(&c);
	return valued;
}

static void count_block(struct tally *t, struct kv_txn *txn)
{
	const struct block *sure = &t->sure[t->block];
	uint32_t valued, all = block_count(sure);

	memset(&t->open, 0, sizeof(t->open));
	t->narrowed = true;
	if (!all)
		return;
	valued = count_values(t, txn, sure);
	if (all > valued)
		counts_add(&t->counts, &(struct worth){ .kind = WORTH_EMPTY }, all - valued);
}

static void values_by_set(struct tally *t, struct kv_txn *txn)
{
	for (; t->block < t->blocks && !time_is_up(t); next_block(t)) {
		if (!t->narrowed)
			count_block(t, txn);
		if (!read_open(t, txn, true))
			return;
	}
}

/* --- values by reading ---------------------------------------------------------------- */

static void values_by_reading(struct tally *t, struct kv_txn *txn)
{
	for (; t->block < t->blocks && !time_is_up(t); next_block(t)) {
		if (!t->narrowed)
			t->open = t->sure[t->block];
		t->narrowed = true;
		if (!read_open(t, txn, true))
			return;
	}
}

static bool by_set(const struct tally *t)
{
	const struct field *f = t->by.field;

	return !t->by.row && index_in_set(f) && f->type != FIELD_LINKS && f->type != FIELD_WORDS;
}

static void values_on(struct tally *t, struct kv_txn *txn)
{
	if (by_set(t))
		values_by_set(t, txn);
	else
		values_by_reading(t, txn);
	if (t->block == t->blocks)
		t->stage = STAGE_DONE;
}

/* --- opening and stepping -------------------------------------------------------------- */

static bool look_around(struct tally *t, struct err *e)
{
	struct kv_txn txn;
	bool good;

	if (!kv_begin_read(t->kv, &txn, e))
		return false;
	good = match_prepare(&txn, &t->query, &t->arena, e);
	t->last = record_last(&txn, t->query.schema->kind);
	kv_end_read(&txn);
	t->blocks = block_of(t->last) + 1;
	t->sure = must_alloc(t->blocks * sizeof(*t->sure));
	return good;
}

bool tally_open(struct kv *kv, const struct schema *s, const char *query, struct tally_by by,
	struct day today, struct tally **out, struct err *e)
{
	struct tally *t = must_alloc(sizeof(*t));

	memset(t, 0, sizeof(*t));
	*out = NULL;
	t->kv = kv;
	t->by = by;
	t->counts.field = tally_leaf(&t->by);
	if (!query_parse(s, query, today, &t->query, &t->arena, e) || !look_around(t, e)) {
		tally_close(t);
		return false;
	}
	*out = t;
	return true;
}

void tally_close(struct tally *t)
{
	if (!t)
		return;
	free(t->sure);
	free(t->order);
	buf_free(&t->word);
	counts_free(&t->counts);
	arena_free(&t->scratch);
	arena_free(&t->arena);
	free(t);
}

bool tally_exact(const struct tally *t)
{
	return t->stage == STAGE_DONE;
}

bool tally_step(struct tally *t, int ms, struct err *e)
{
	struct kv_txn txn;
	bool good;

	if (tally_exact(t))
		return true;
	if (!kv_begin_read(t->kv, &txn, e))
		return false;
	t->until = ms < 0 ? 0 : clock_monotonic_ms() + ms;
	if (t->stage == STAGE_MATCH)
		match_on(t, &txn);
	if (t->stage == STAGE_VALUES)
		values_on(t, &txn);
	good = !txn.err.kind;
	if (!good)
		*e = txn.err;
	kv_end_read(&txn);
	return good;
}

void tally_progress(const struct tally *t, uint64_t *done, uint64_t *total)
{
	uint64_t here = (uint64_t)t->block * BLOCK_SIZE + t->place;

	*total = 2 * (uint64_t)t->last + 1;
	if (here > t->last)
		here = t->last;
	*done = t->stage == STAGE_DONE ? *total : here + (t->stage == STAGE_VALUES) * t->last;
}

size_t tally_records(const struct tally *t)
{
	return t->records;
}

size_t tally_damaged(const struct tally *t)
{
	return t->damaged;
}
