/* Taking a batch back, and bringing it back.  Of a million records only those are read that
 * may have to stay as they are. */
#include "store/rec/bulk.h"
#include "store/rec/index.h"
#include "store/rec/record.h"
#include "store/rec/sweep.h"

#include <stdlib.h>
#include <string.h>

struct turn {
	struct act *act;
	const struct schema *schema;
	const struct batch *batch;
	bool live;
	void (*kept)(const void *, void *);
	void *arg;
	uint32_t *twins; /* ordinals that bear the name of one that counts */
	size_t twin_count, twin_room;
};

/* The records of the batch in a block. */
static void rows_of(const struct turn *t, uint32_t block, struct block *rows)
{
	sweep_rows(&t->act->txn, t->schema, t->batch->head.uid, block, rows);
}

/* --- whose name is borne by another ---------------------------------------------------------- */

static bool others_live(const struct turn *t)
{
	uint32_t last = block_of(record_last(&t->act->txn, t->schema->kind));
	struct block live, rows;

	for (uint32_t b = 0; b <= last; b++) {
		index_live(&t->act->txn, t->schema->kind, b, &live);
		rows_of(t, b, &rows);
		block_without(&live, &rows);
		if (block_next(&live, 0) < BLOCK_SIZE)
			return true;
	}
	return false;
}

static void add_twin(struct turn *t, uint32_t ordinal)
{
	if (t->twin_count == t->twin_room) {
		t->twin_room = t->twin_room ? t->twin_room * 2 : 256;
		t->twins = must_realloc(t->twins, t->twin_room * sizeof(*t->twins));
	}
	t->twins[t->twin_count++] = ordinal;
}

static uint32_t ordinal_of(struct bytes name_row)
{
	struct bytes tail = { (const char *)name_row.at + name_row.n - 4, 4 };
	uint32_t ordinal = 0;

	key_take_u32(&tail, &ordinal);
	return ordinal;
}

/* The rows of a name stand together: who shares one with the row before. */
static void find_twins(struct turn *t)
{
	struct key prefix, before = { 0 };
	struct kv_cursor c;

	if (!others_live(t))
		return;
	index_names_key(t->schema->kind, &prefix);
	kv_cursor_open(&t->act->txn, KV_ID, &c);
	for (bool on = kv_seek_in(&c, key_bytes(&prefix)); on;
		 on = kv_next_in(&c, key_bytes(&prefix))) {
		if (c.key.n > prefix.n + 4 && before.n == c.key.n &&
			!memcmp(before.at, c.key.at, c.key.n - 4)) {
			add_twin(t, ordinal_of(key_bytes(&before)));
			add_twin(t, ordinal_of(c.key));
		}
		key_start(&before);
		key_raw(&before, c.key);
	}
	kv_cursor_close(&c);
}

static void twins_in(const struct turn *t, uint32_t block, struct block *out)
{
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < t->twin_count; i++)
		if (block_of(t->twins[i]) == block)
			block_add(out, block_place(t->twins[i]));
}

static bool bears_taken_name(const struct turn *t, const void *record)
{
	uint32_t other;

	return record_named(&t->act->txn, t->schema, schema_text(t->schema, record, t->schema->number),
			   &other, 1) > 0;
}

/* --- block by block ----------------------------------------------------------------------------
 */

/* Which of the rows must be read.  What an older program changed is not among the touched. */
static void doubtful_in(const struct turn *t, uint32_t block, struct block *out)
{
	struct kv_txn *txn = &t->act->txn;

	if (t->live)
		twins_in(t, block, out);
	else if ((uint64_t)t->batch->first >= bulk_touched_from(txn, t->schema->kind))
		index_touched(txn, t->schema->kind, block, out);
	else
		block_fill(out, 0, BLOCK_SIZE - 1);
}

/* *stays: it is as it should not be changed. */
static bool look(const struct turn *t, uint32_t ordinal, bool *stays, struct err *e)
{
	struct arena a = { 0 };
	void *record = schema_new(t->schema, &a);
	bool read = record_peek(&t->act->txn, t->schema, ordinal, record, &a, e);

	*stays = read && (t->live ? bears_taken_name(t, record) : schema_head(record)->version != 0);
	if (*stays)
		t->kept(record, t->arg);
	arena_free(&a);
	return read;
}

static bool turn_block(const struct turn *t, uint32_t block, struct err *e)
{
	struct block rows, live, doubtful = { 0 };

	rows_of(t, block, &rows);
	index_live(&t->act->txn, t->schema->kind, block, &live);
	if (t->live)
		block_without(&rows, &live);
	else
		block_and(&rows, &live);
	doubtful_in(t, block, &doubtful);
	block_and(&doubtful, &rows);
	for (uint32_t i = block_next(&doubtful, 0); i < BLOCK_SIZE; i = block_next(&doubtful, i + 1)) {
		bool stays;

		if (!look(t, block * BLOCK_SIZE + i, &stays, e))
			return false;
		if (stays)
			block_drop(&rows, i);
	}
	if (t->live)
		block_or(&live, &rows);
	else
		block_without(&live, &rows);
	index_put_live(&t->act->txn, t->schema->kind, block, &live);
	return true;
}

bool bulk_set_live(struct act *act, const struct schema *s, const struct batch *batch, bool live,
	void (*kept)(const void *record, void *arg), void *arg, struct err *e)
{
	struct turn t = {
		.act = act, .schema = s, .batch = batch, .live = live, .kept = kept, .arg = arg
	};
	bool turned = true;

	if (!batch->first)
		return true;
	if (live)
		find_twins(&t);
	for (uint32_t b = block_of((uint32_t)batch->first);
		 turned && b <= block_of((uint32_t)batch->last); b++)
		turned = turn_block(&t, b, e);
	free(t.twins);
	return turned;
}
