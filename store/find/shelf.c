#include "store/find/shelf.h"

#include "store/find/match.h"
#include "store/rec/index.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/record.h"

#include <string.h>

void shelves_open(struct shelves *s, const struct query *q, uint32_t last, struct arena *a)
{
	*s = (struct shelves){ .query = q, .arena = a, .last = last, .count = block_of(last) + 1 };
	s->at = arena_array(a, s->count, sizeof(*s->at));
}

void shelves_free(struct shelves *s)
{
	buf_free(&s->fold);
	arena_free(&s->scratch);
}

bool shelves_exact(const struct shelves *s)
{
	return s->known == s->count && !s->open;
}

/* --- one record -------------------------------------------------------------------- */

bool shelf_peek(struct kv_txn *txn, const struct schema *s, uint32_t ordinal, void *record,
	struct arena *a, struct err *e)
{
	if (s->kind == KIND_EVENT)
		return journal_read(txn, meta_origin(txn), ordinal, record, a, e);
	return record_peek(txn, s, ordinal, record, a, e);
}

/* Whether the words of the query are there; the record is not read for it, nor is its
 * checksum: who shows it reads it. */
static bool words_right(struct shelves *s, struct kv_txn *txn, uint32_t ordinal)
{
	struct bytes stored;
	struct key k;

	index_record_key(s->query->schema->kind, ordinal, &k);
	return kv_get(txn, KV_REC, key_bytes(&k), &stored) && match_words(s->query, stored, &s->fold);
}

static bool record_right(struct shelves *s, struct kv_txn *txn, uint32_t ordinal)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	void *record = schema_new(s->query->schema, &s->scratch);
	struct err e = { 0 };
	bool right = false;

	if (shelf_peek(txn, s->query->schema, ordinal, record, &s->scratch, &e))
		right = match_record(s->query, record, &s->fold);
	else if (e.kind == ERR_STORE)
		s->damaged++;
	arena_reset(&s->scratch, mark);
	return right;
}

static bool looks_right(struct shelves *s, struct kv_txn *txn, uint32_t ordinal)
{
	if (s->query->schema->kind == KIND_EVENT)
		return record_right(s, txn, ordinal);
	return words_right(s, txn, ordinal) &&
		(!match_has_conditions(s->query) || record_right(s, txn, ordinal));
}

/* --- the indexes --------------------------------------------------------------------- */

static void live_of(struct shelves *s, struct kv_txn *txn, uint32_t block, struct block *live)
{
	uint32_t first = block * BLOCK_SIZE;

	memset(live, 0, sizeof(*live));
	if (s->query->schema->kind != KIND_EVENT)
		index_live(txn, s->query->schema->kind, block, live);
	else
		block_fill(live, first ? 0 : 1, s->last - first);
}

struct shelf *shelves_get(struct shelves *s, struct kv_txn *txn, uint32_t block)
{
	struct shelf *shelf = s->at[block];
	struct narrow found;
	struct block live;

	if (shelf)
		return shelf;
	shelf = s->at[block] = arena_alloc(s->arena, sizeof(*shelf));
	if (!s->planned)
		narrow_plan(txn, s->query, (uint32_t)s->count, &s->plan, s->arena);
	s->planned = true;
	live_of(s, txn, block, &live);
	narrow_block(txn, &s->plan, block, &live, &found);
	shelf->hits = found.sure;
	shelf->open = found.maybe;
	s->hits += block_count(&shelf->hits);
	s->open += block_count(&shelf->open);
	s->known++;
	return shelf;
}

bool shelves_hold(struct shelves *s, struct kv_txn *txn, uint32_t ordinal)
{
	uint32_t place = block_place(ordinal);
	struct shelf *shelf;

	if (ordinal > s->last)
		return false;
	shelf = shelves_get(s, txn, block_of(ordinal));
	if (block_has(&shelf->hits, place))
		return true;
	if (!block_has(&shelf->open, place))
		return false;
	block_drop(&shelf->open, place);
	s->open--;
	if (!looks_right(s, txn, ordinal))
		return false;
	block_add(&shelf->hits, place);
	s->hits++;
	return true;
}

/* The same within a block: BLOCK_SIZE, none. */
static uint32_t next_place(const struct shelf *shelf, uint32_t place, bool up)
{
	uint32_t a, b;

	if (up) {
		a = block_next(&shelf->hits, place);
		b = block_next(&shelf->open, place);
		return a < b ? a : b;
	}
	a = block_before(&shelf->hits, place + 1);
	b = block_before(&shelf->open, place + 1);
	return a == BLOCK_SIZE ? b : b == BLOCK_SIZE || a > b ? a : b;
}

uint32_t shelves_next(struct shelves *s, struct kv_txn *txn, uint32_t ordinal, bool up)
{
	while (ordinal >= 1 && ordinal <= s->last) {
		uint32_t first = block_of(ordinal) * BLOCK_SIZE;
		uint32_t place =
			next_place(shelves_get(s, txn, block_of(ordinal)), block_place(ordinal), up);

		if (place < BLOCK_SIZE)
			return first + place;
		ordinal = up ? first + BLOCK_SIZE : first - 1; /* 0 - 1 is beyond the last */
	}
	return 0;
}
