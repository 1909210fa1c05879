#include "store/rec/pending.h"

#include "locale/text/fold_table.h"
#include "locale/text/pinyin_table.h"
#include "store/kv/checksum.h"
#include "store/rec/gram.h"
#include "store/rec/index.h"
#include "store/rec/meta.h"

#include <stdlib.h>
#include <string.h>

#define READY "grams"

/* --- whether grams can be relied on ------------------------------------------------------ */

enum { MADE_LIKE_THIS = 1 }; /* raised when gram.c gathers others */

static uint32_t sum_of(uint32_t sum, const void *at, size_t bytes)
{
	return checksum_add(sum, (struct bytes){ at, bytes });
}

static uint32_t sum_of_folds(uint32_t sum)
{
	size_t blocks = 0, strings = 0;

	for (size_t i = 0; i < FOLD_LAST >> 6; i++)
		blocks = fold_index[i] >= blocks ? fold_index[i] + 1u : blocks;
	for (size_t i = 0; i < blocks; i++)
		for (size_t k = 0; k < 64; k++) {
			size_t number = fold_block[i][k] - (size_t)FOLD_STRING;

			if (fold_block[i][k] >= FOLD_STRING && fold_block[i][k] < FOLD_STRING_END)
				strings = number >= strings ? number + 1 : strings;
		}
	sum = sum_of(sum, fold_index, sizeof(fold_index));
	sum = sum_of(sum, fold_block, blocks * sizeof(fold_block[0]));
	return sum_of(sum, fold_strings, fold_string_at[strings]);
}

static uint32_t sum_of_readings(uint32_t sum)
{
	size_t several = 0;

	for (size_t i = 0; i < PINYIN_LAST_HAN - PINYIN_FIRST_HAN; i++)
		if (pinyin_han[i] >= PINYIN_SEVERAL + several)
			several = pinyin_han[i] - PINYIN_SEVERAL + 1u;
	while (several && pinyin_several[several])
		several++;
	sum = sum_of(sum, pinyin_han, sizeof(pinyin_han));
	sum = sum_of(sum, pinyin_several, several * sizeof(pinyin_several[0]));
	for (size_t i = 0; i < PINYIN_SYLLABLES; i++)
		sum = sum_of(sum, pinyin_syllable[i].letters, pinyin_syllable[i].length);
	return sum;
}

static uint32_t sum_of_fields(uint32_t sum, const struct schema *s)
{
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];
		unsigned what[] = { f->tag, f->flags & (FIELD_SEARCHED | FIELD_PERSONAL | FIELD_PINYIN),
			index_in_set(f) };

		sum = sum_of(sum, what, sizeof(what));
		if (f->type == FIELD_ROWS)
			sum = sum_of_fields(sum, f->rows);
	}
	return sum;
}

uint64_t gram_version(void)
{
	static uint64_t version; /* the same every time */
	uint32_t sum = 0;

	if (version)
		return version;
	sum = sum_of_readings(sum_of_folds(sum));
	for (size_t i = 0; i < schema_count; i++)
		sum = sum_of_fields(sum, schemas[i]);
	version = (uint64_t)MADE_LIKE_THIS << 32 | sum;
	return version;
}

static bool is_building(struct kv_txn *txn)
{
	return kv_has(txn, KV_META, (struct bytes){ GRAM_BUILDING, strlen(GRAM_BUILDING) });
}

bool gram_ready(struct kv_txn *txn)
{
	return meta_number(txn, READY) == gram_version();
}

void gram_set_ready(struct kv_txn *txn)
{
	meta_set_number(txn, READY, gram_version());
}

void gram_set_unready(struct kv_txn *txn)
{
	meta_set_number(txn, READY, 0);
}

bool gram_kept(struct kv_txn *txn)
{
	uint64_t now = meta_number(txn, READY);

	if (now == gram_version() || is_building(txn))
		return true;
	if (now) /* another program's: it must not rely on what we do not keep */
		gram_set_unready(txn);
	return false;
}

bool gram_is_mark(const char *name)
{
	return !strcmp(name, READY) || !strcmp(name, GRAM_BUILDING);
}

/* --- noting ---------------------------------------------------------------------------------- */

void pending_key(enum kind kind, uint32_t ordinal, struct key *k)
{
	index_record_key(kind, ordinal, k);
}

static bool texts_same(const struct schema *s, const void *a, const void *b)
{
	for (size_t i = 0; i < s->field_count; i++)
		if ((s->fields[i].flags & FIELD_SEARCHED) && !field_same(&s->fields[i], a, b))
			return false;
	return true;
}

void pending_note(struct kv_txn *txn, const struct schema *s, const void *before, const void *after)
{
	struct buf value = { 0 };
	struct bytes there;
	struct key k;

	if (!gram_kept(txn) || (before && texts_same(s, before, after)))
		return;
	pending_key(s->kind, ((const struct head *)after)->ordinal, &k);
	if (kv_has(txn, KV_PENDING, key_bytes(&k)))
		return; /* the grams have what they had before the change before */
	if (before && kv_get(txn, KV_REC, key_bytes(&k), &there))
		buf_add(&value, there.at, there.n);
	kv_put(txn, KV_PENDING, key_bytes(&k), (struct bytes){ buf_text(&value), value.n });
	buf_free(&value);
}

/* --- reading ------------------------------------------------------------------------------------
 */

uint64_t pending_count(struct kv_txn *txn)
{
	return kv_count(txn, KV_PENDING);
}

/* Calls `each` with the place of every row of the block. */
static void each_row(struct kv_txn *txn, enum kind kind, uint32_t block,
	void (*each)(uint32_t place, void *arg), void *arg)
{
	struct kv_cursor c;
	struct key prefix, from;

	key_start(&prefix);
	key_u8(&prefix, (uint8_t)kind);
	pending_key(kind, block * BLOCK_SIZE, &from);
	kv_cursor_open(txn, KV_PENDING, &c);
	for (bool on = kv_seek(&c, key_bytes(&from)); on && key_starts_with(c.key, key_bytes(&prefix));
		 on = kv_next(&c)) {
		struct bytes rest = { (const char *)c.key.at + 1, c.key.n - 1 };
		uint32_t ordinal;

		if (!key_take_u32(&rest, &ordinal) || block_of(ordinal) != block)
			break;
		each(block_place(ordinal), arg);
	}
	kv_cursor_close(&c);
}

static void add_place(uint32_t place, void *block)
{
	block_add(block, place);
}

bool pending_block(struct kv_txn *txn, enum kind kind, uint32_t block, struct block *out)
{
	memset(out, 0, sizeof(*out));
	each_row(txn, kind, block, add_place, out);
	return block_next(out, 0) < BLOCK_SIZE;
}

void pending_leave_out(struct kv_txn *txn, enum kind kind, uint32_t block, uint32_t first,
	uint32_t last, struct block *out)
{
	struct block rows;

	pending_block(txn, kind, block, &rows);
	for (uint32_t i = block_next(&rows, first); i <= last && i < BLOCK_SIZE;
		 i = block_next(&rows, i + 1)) {
		struct key k;

		block_add(out, i);
		pending_key(kind, block * BLOCK_SIZE + i, &k);
		kv_put(txn, KV_PENDING, key_bytes(&k), (struct bytes){ "", 0 });
	}
}

/* --- merging
 * --------------------------------------------------------------------------------------- */

enum { MERGE_GRAMS = 4096 }; /* of both texts together, about so many in a transaction */

/* One gram of a record, before or after. */
struct change {
	uint64_t gram;
	uint32_t ordinal;
	uint8_t kind;
	bool after;
};

struct merge {
	struct kv_txn txn;
	struct change *at;
	size_t n, room;
	uint8_t kind; /* the record at hand */
	uint32_t ordinal;
	bool after;
	struct block places;
};

static void note_grams(const uint64_t *grams, size_t n, void *arg)
{
	struct merge *m = arg;

	if (m->n + n > m->room) {
		m->room = (m->n + n) * 2;
		m->at = must_realloc(m->at, m->room * sizeof(*m->at));
	}
	for (size_t i = 0; i < n; i++)
		m->at[m->n++] = (struct change){ grams[i], m->ordinal, m->kind, m->after };
}

static void note_value(struct merge *m, struct bytes value, bool after)
{
	m->after = after;
	gram_each_stored(schema_of((enum kind)m->kind), value, note_grams, m);
}

/* A row's grams of then and now; the row goes. */
static void take_row(struct merge *m, struct bytes key, struct bytes before)
{
	struct bytes rest = key, after;
	struct key k;

	key_start(&k);
	key_raw(&k, key);
	if (key_take_u8(&rest, &m->kind) && key_take_u32(&rest, &m->ordinal) &&
		schema_of((enum kind)m->kind)) {
		note_value(m, before, false);
		if (kv_get(&m->txn, KV_REC, key_bytes(&k), &after))
			note_value(m, after, true);
	}
	kv_delete(&m->txn, KV_PENDING, key_bytes(&k));
}

static void take_rows(struct merge *m)
{
	struct kv_cursor c;

	kv_cursor_open(&m->txn, KV_PENDING, &c);
	while (m->n < MERGE_GRAMS && kv_first(&c))
		take_row(m, c.key, c.value);
	kv_cursor_close(&c);
}

static int compare_changes(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (block_of(x->ordinal) != block_of(y->ordinal))
		return x->ordinal < y->ordinal ? -1 : 1;
	if (x->gram != y->gram)
		return x->gram < y->gram ? -1 : 1;
	if (x->ordinal != y->ordinal)
		return x->ordinal < y->ordinal ? -1 : 1;
	return x->after - y->after;
}

static bool same_set(const struct change *a, const struct change *b)
{
	return a->kind == b->kind && a->gram == b->gram && block_of(a->ordinal) == block_of(b->ordinal);
}

/* The end of what stands there about one record in one set. */
static const struct change *one_record(const struct change *c, const struct change *end)
{
	const struct change *next = c;

	while (next < end && same_set(c, next) && next->ordinal == c->ordinal)
		next++;
	return next;
}

/* One set: those that have both before and after stay as they are. */
static const struct change *merge_set(
	struct merge *m, const struct change *c, const struct change *end)
{
	enum kind kind = (enum kind)c->kind;
	uint32_t block = block_of(c->ordinal);
	uint64_t gram = c->gram;
	const struct change *first = c, *next;
	bool read = false;

	for (; c < end && same_set(first, c); c = next) {
		next = one_record(c, end);
		if (c->after != next[-1].after)
			continue;
		if (!read)
			gram_get(&m->txn, kind, block, gram, &m->places);
		read = true;
		if (c->after)
			block_add(&m->places, block_place(c->ordinal));
		else
			block_drop(&m->places, block_place(c->ordinal));
	}
	if (read)
		gram_put(&m->txn, kind, block, gram, &m->places);
	return c;
}

static void merge_rows(struct merge *m)
{
	const struct change *c = m->at, *end = m->at + m->n;

	if (m->n)
		qsort(m->at, m->n, sizeof(*m->at), compare_changes);
	while (c < end && !m->txn.err.kind)
		c = merge_set(m, c, end);
}

bool pending_merge(struct kv *kv, uint64_t *left, struct err *e)
{
	struct merge m = { 0 };
	bool done;

	*left = 0;
	if (!kv_begin_write(kv, &m.txn, e))
		return false;
	if (!gram_ready(&m.txn)) {
		kv_abort(&m.txn);
		return true;
	}
	take_rows(&m);
	merge_rows(&m);
	*left = pending_count(&m.txn);
	done = kv_commit(&m.txn, e);
	free(m.at);
	return done;
}
