#include "store/rec/batch.h"

#include "store/rec/codec.h"
#include "store/rec/index.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/record.h"

#include <string.h>

enum { VERSION_AT = 12 }; /* bytes of origin and counter before it (codec.h) */

struct walk {
	struct kv_txn *txn;
	const struct schema *schema;
	struct digest_run rows, personal;
	bool erased;
	struct arena arena; /* emptied after each row */
	struct buf value;
};

static bool is_untouched(struct bytes value)
{
	static const char none[8];

	return value.n >= VERSION_AT + sizeof(none) &&
		!memcmp((const char *)value.at + VERSION_AT, none, sizeof(none));
}

static void add_personal(struct walk *w, struct bytes key, struct bytes value)
{
	digest_add(&w->personal, key);
	digest_add(&w->personal, value);
}

/* --- rows that were changed ------------------------------------------------------- */

static void take_back_field(struct walk *w, void *record, int64_t tag, struct bytes before)
{
	const struct field *f = schema_field_tagged(w->schema, (uint16_t)tag);

	if (f)
		codec_read_field(f, before, record, &w->arena);
}

static void take_back(struct walk *w, void *record, const struct event *ev, uint64_t sequence)
{
	const struct change *changes = ev->changes.at;
	const struct sealed_change *sealed = ev->sealed.at;
	struct bytes before, after;

	for (size_t i = 0; i < ev->changes.n; i++)
		if (changes[i].tag != JOURNAL_LIVE)
			take_back_field(w, record, changes[i].tag, changes[i].before);
	for (size_t i = 0; i < ev->sealed.n; i++) {
		if (journal_private(
				w->txn, meta_origin(w->txn), sequence, sealed[i].tag, &before, &after, &w->arena))
			take_back_field(w, record, sealed[i].tag, before);
		else
			w->erased = true;
	}
}

/* The record as it came, by going back through all that happened to it. */
static bool rewind_row(struct walk *w, uint32_t ordinal, void *record, struct err *e)
{
	const struct schema *s = w->schema;
	size_t n = journal_of(w->txn, s->kind, ordinal, 0, NULL, 0);
	uint64_t *sequences = arena_array(&w->arena, n + 1, sizeof(*sequences));
	struct event ev;

	if (!record_any(w->txn, s, ordinal, record, &w->arena, e))
		return false;
	journal_of(w->txn, s->kind, ordinal, 0, sequences, n);
	while (n-- > 0) {
		if (!journal_read(w->txn, meta_origin(w->txn), sequences[n], &ev, &w->arena, e))
			return false;
		take_back(w, record, &ev, sequences[n]);
	}
	schema_head(record)->version = 0;
	return true;
}

static bool add_changed(struct walk *w, const struct key *k, uint32_t ordinal, struct err *e)
{
	void *record = schema_new(w->schema, &w->arena);

	if (!rewind_row(w, ordinal, record, e))
		return false;
	buf_cut(&w->value, 0);
	codec_write(w->schema, record, CODEC_PUBLIC, key_bytes(k), &w->value);
	digest_add(&w->rows, (struct bytes){ w->value.at, w->value.n });
	if (!codec_has_private(w->schema, record))
		return true;
	buf_cut(&w->value, 0);
	codec_write(w->schema, record, CODEC_PRIVATE, key_bytes(k), &w->value);
	add_personal(w, key_bytes(k), (struct bytes){ w->value.at, w->value.n });
	return true;
}

/* --- all rows ----------------------------------------------------------------------- */

static bool add_row(struct walk *w, uint32_t ordinal, struct err *e)
{
	struct bytes value, personal;
	struct key k;

	index_record_key(w->schema->kind, ordinal, &k);
	if (!kv_get(w->txn, KV_REC, key_bytes(&k), &value))
		return err_set(e, ERR_STORE, "a row of this import is gone");
	if (!is_untouched(value))
		return add_changed(w, &k, ordinal, e);
	digest_add(&w->rows, value);
	if (kv_get(w->txn, KV_PRIVATE, key_bytes(&k), &personal))
		add_personal(w, key_bytes(&k), personal);
	return true;
}

static bool add_block(struct walk *w, const struct batch *b, uint32_t block, struct err *e)
{
	const struct field *link = schema_field(w->schema, "batch");
	struct arena_mark clean = arena_mark(&w->arena);
	struct block *rows = arena_alloc(&w->arena, sizeof(*rows));
	struct arena_mark row = arena_mark(&w->arena);
	struct key value;
	bool good = true;

	key_start(&value);
	key_u32(&value, b->head.uid.origin);
	key_u64(&value, b->head.uid.counter);
	index_set(w->txn, w->schema->kind, block, link, &value, rows);
	for (uint32_t i = block_next(rows, 0); i < BLOCK_SIZE && good; i = block_next(rows, i + 1)) {
		good = add_row(w, block * BLOCK_SIZE + i, e);
		arena_reset(&w->arena, row);
	}
	arena_reset(&w->arena, clean);
	return good;
}

bool batch_sum(struct kv_txn *txn, const struct batch *b, struct batch_sums *out, struct err *e)
{
	struct walk w = { .txn = txn, .schema = schema_of((enum kind)b->kind) };
	bool good = w.schema && schema_field(w.schema, "batch");

	if (!good)
		return err_set(e, ERR_STORE, "a record of a kind that does not exist");
	digest_begin(&w.rows);
	digest_begin(&w.personal);
	for (uint32_t block = block_of((uint32_t)b->first);
		 good && block <= block_of((uint32_t)b->last); block++)
		good = add_block(&w, b, block, e);
	out->rows = digest_end(&w.rows);
	out->personal = digest_end(&w.personal);
	out->erased = w.erased;
	arena_free(&w.arena);
	buf_free(&w.value);
	return good && !txn->err.kind;
}

bool batch_seal(struct act *act, struct batch *b, const char *verb, struct err *e)
{
	struct batch_sums sums = { 0 };
	char hex[DIGEST_HEX];

	if (!*b->rows_sm3 || *b->personal_sm3)
		return true;
	if (!batch_sum(&act->txn, b, &sums, e))
		return false;
	digest_hex(&sums.personal, hex);
	b->personal_sm3 = arena_text(&act->scratch, hex);
	return sums.erased || record_put(act, &batch_schema, b, verb, e);
}
