#include "store/rec/index.h"

#include "locale/text/fold.h"

#include <stdio.h>
#include <string.h>

enum { UID_ROW = 0, NAME_ROW = 1 };

void index_record_key(enum kind kind, uint32_t ordinal, struct key *k)
{
	key_start(k);
	key_u8(k, (uint8_t)kind);
	key_u32(k, ordinal);
}

void index_uid_key(struct uid uid, struct key *k)
{
	key_start(k);
	key_u8(k, UID_ROW);
	key_u32(k, uid.origin);
	key_u64(k, uid.counter);
}

void index_sort_key(enum kind kind, const struct field *f, struct key *k)
{
	key_start(k);
	key_u8(k, (uint8_t)kind);
	key_u16(k, f->tag);
}

void index_set_key(enum kind kind, uint32_t block, const struct field *f, struct key *k)
{
	key_start(k);
	key_u8(k, (uint8_t)kind);
	key_u32(k, block);
	key_u16(k, f->tag);
}

static void live_key(enum kind kind, uint32_t block, struct key *k)
{
	key_start(k);
	key_u8(k, (uint8_t)kind);
	key_u32(k, block);
}

void index_value(const struct field *f, const void *record, struct key *k)
{
	const struct uid *link;
	const char *text;

	switch (f->type) {
	case FIELD_NUMBER:
		key_i64(k, *FIELD_CONST(f, record, int64_t));
		break;
	case FIELD_FLAG:
		key_i64(k, *FIELD_CONST(f, record, bool));
		break;
	case FIELD_CHOICE:
		key_i64(k, *FIELD_CONST(f, record, uint32_t));
		break;
	case FIELD_DAY:
		key_i64(k, FIELD_CONST(f, record, struct day)->n);
		break;
	case FIELD_TIME:
		key_i64(k, FIELD_CONST(f, record, struct time)->s);
		break;
	case FIELD_LINK:
		link = FIELD_CONST(f, record, struct uid);
		key_u32(k, link->origin);
		key_u64(k, link->counter);
		break;
	default:
		text = *FIELD_CONST(f, record, char *);
		key_text(k, (struct bytes){ text, text ? strlen(text) : 0 }, INDEX_TEXT_MAX);
		break;
	}
}

void index_set_value(const struct field *f, const void *record, struct key *k)
{
	if (f->type == FIELD_TIME)
		key_i64(k, time_day(*FIELD_CONST(f, record, struct time)).n);
	else
		index_value(f, record, k);
}

bool index_in_set(const struct field *f)
{
	bool dated = f->type == FIELD_DAY || f->type == FIELD_TIME;

	return f->flags & FIELD_INDEXED || (dated && f->flags & FIELD_SORTED);
}

static void name_each(const struct field *f, const char *words,
	void (*name)(const struct field *, const char *, void *), void *arg)
{
	char word[KEY_TEXT_MAX];

	while (*words) {
		size_t n = strcspn(words, "|");

		if (n > 0 && n < sizeof(word)) {
			memcpy(word, words, n);
			word[n] = '\0';
			name(f, word, arg);
		}
		words += n;
		words += *words == '|';
	}
}

void index_names(const struct schema *s, const void *record,
	void (*name)(const struct field *, const char *word, void *arg), void *arg)
{
	char number[24];

	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];

		if (!(f->flags & FIELD_NAME) || field_empty(f, record))
			continue;
		if (f->type == FIELD_NUMBER) {
			snprintf(number, sizeof(number), "%lld", (long long)*FIELD_CONST(f, record, int64_t));
			name(f, number, arg);
		} else {
			name_each(f, *FIELD_CONST(f, record, char *), name, arg);
		}
	}
}

/* One record's names, added or taken away. */
struct name_change {
	struct kv_txn *txn;
	enum kind kind;
	uint32_t ordinal;
	bool add;
};

static void change_name(const struct field *f, const char *word, void *arg)
{
	const struct name_change *c = arg;
	struct key k;

	(void)f;
	index_name_key(c->kind, word, &k);
	key_u32(&k, c->ordinal);
	if (c->add)
		kv_put(c->txn, KV_ID, key_bytes(&k), (struct bytes){ "", 0 });
	else
		kv_delete(c->txn, KV_ID, key_bytes(&k));
}

static bool names_same(const struct schema *s, const void *a, const void *b)
{
	for (size_t i = 0; i < s->field_count; i++)
		if ((s->fields[i].flags & FIELD_NAME) && !field_same(&s->fields[i], a, b))
			return false;
	return true;
}

static void change_names(struct kv_txn *txn, const struct schema *s, const void *before,
	const void *after, uint32_t ordinal)
{
	struct name_change c = { txn, s->kind, ordinal, false };

	if (before && names_same(s, before, after))
		return;
	if (before)
		index_names(s, before, change_name, &c);
	c.add = true;
	index_names(s, after, change_name, &c);
}

static void sort_key(const struct schema *s, const struct field *f, const void *record,
	uint32_t ordinal, struct key *k)
{
	index_sort_key(s->kind, f, k);
	index_value(f, record, k);
	key_u32(k, ordinal);
}

static void change_sort(struct kv_txn *txn, const struct schema *s, const struct field *f,
	const void *before, const void *after, uint32_t ordinal)
{
	struct key k;

	if (before) {
		sort_key(s, f, before, ordinal, &k);
		kv_delete(txn, KV_SORT, key_bytes(&k));
	}
	sort_key(s, f, after, ordinal, &k);
	kv_put(txn, KV_SORT, key_bytes(&k), (struct bytes){ "", 0 });
}

void index_read_block(struct kv_txn *txn, enum kv_db db, struct bytes key, struct block *out)
{
	struct bytes stored;
	struct err e = { 0 };

	memset(out, 0, sizeof(*out));
	if (!kv_get(txn, db, key, &stored) || block_read(out, stored))
		return;
	err_set(&e, ERR_STORE, "the index is damaged");
	err_fix(&e, "run yanpan verify, then restore a backup");
	kv_fail(txn, &e);
}

void index_write_block(struct kv_txn *txn, enum kv_db db, struct bytes key, const struct block *b)
{
	struct buf out = { 0 };

	block_write(b, &out);
	if (out.n)
		kv_put(txn, db, key, (struct bytes){ out.at, out.n });
	else
		kv_delete(txn, db, key);
	buf_free(&out);
}

static void change_set(struct kv_txn *txn, const struct schema *s, const struct field *f,
	const void *record, uint32_t ordinal, bool add)
{
	struct block b;
	struct key k;

	if (field_empty(f, record))
		return;
	index_set_key(s->kind, block_of(ordinal), f, &k);
	index_set_value(f, record, &k);
	index_read_block(txn, KV_SET, key_bytes(&k), &b);
	if (add)
		block_add(&b, block_place(ordinal));
	else
		block_drop(&b, block_place(ordinal));
	index_write_block(txn, KV_SET, key_bytes(&k), &b);
}

static void change_field(struct kv_txn *txn, const struct schema *s, const struct field *f,
	const void *before, const void *after, uint32_t ordinal)
{
	if (before && field_same(f, before, after))
		return;
	if (f->flags & FIELD_SORTED)
		change_sort(txn, s, f, before, after, ordinal);
	if (!index_in_set(f))
		return;
	if (before)
		change_set(txn, s, f, before, ordinal, false);
	change_set(txn, s, f, after, ordinal, true);
}

static void put_uid(struct kv_txn *txn, const struct schema *s, const struct head *h)
{
	struct key k, to;

	index_uid_key(h->uid, &k);
	index_record_key(s->kind, h->ordinal, &to);
	kv_put(txn, KV_ID, key_bytes(&k), key_bytes(&to));
}

bool index_is_touched(const struct schema *s, const void *record)
{
	const struct field *batch = schema_field(s, "batch");

	return batch && batch->type == FIELD_LINK && ((const struct head *)record)->version > 0 &&
		!field_empty(batch, record);
}

void index_touched_key(enum kind kind, uint32_t block, struct key *k)
{
	key_start(k);
	key_u8(k, (uint8_t)kind);
	key_u32(k, block);
	key_u16(k, INDEX_TOUCHED);
}

void index_touched(struct kv_txn *txn, enum kind kind, uint32_t block, struct block *out)
{
	struct key k;

	index_touched_key(kind, block, &k);
	index_read_block(txn, KV_SET, key_bytes(&k), out);
}

bool index_holds_touched(struct kv_txn *txn, enum kind kind, uint32_t ordinal)
{
	struct bytes stored;
	struct key k;

	index_touched_key(kind, block_of(ordinal), &k);
	return kv_get(txn, KV_SET, key_bytes(&k), &stored) &&
		block_stored_has(stored, block_place(ordinal));
}

static void touch(struct kv_txn *txn, enum kind kind, uint32_t ordinal)
{
	struct block b;
	struct key k;

	index_touched(txn, kind, block_of(ordinal), &b);
	block_add(&b, block_place(ordinal));
	index_touched_key(kind, block_of(ordinal), &k);
	index_write_block(txn, KV_SET, key_bytes(&k), &b);
}

void index_change(struct kv_txn *txn, const struct schema *s, const void *before, const void *after)
{
	const struct head *h = after;

	if (!before)
		put_uid(txn, s, h);
	change_names(txn, s, before, after, h->ordinal);
	for (size_t i = 0; i < s->field_count; i++)
		change_field(txn, s, &s->fields[i], before, after, h->ordinal);
	if (index_is_touched(s, after) && !(before && index_is_touched(s, before)))
		touch(txn, s->kind, h->ordinal);
}

void index_set(struct kv_txn *txn, enum kind kind, uint32_t block, const struct field *f,
	const struct key *value, struct block *out)
{
	struct key k;

	index_set_key(kind, block, f, &k);
	key_raw(&k, key_bytes(value));
	index_read_block(txn, KV_SET, key_bytes(&k), out);
}

bool index_holds(struct kv_txn *txn, enum kind kind, uint32_t ordinal, const struct field *f,
	const struct key *value)
{
	struct bytes stored;
	struct key k;

	index_set_key(kind, block_of(ordinal), f, &k);
	key_raw(&k, key_bytes(value));
	return kv_get(txn, KV_SET, key_bytes(&k), &stored) &&
		block_stored_has(stored, block_place(ordinal));
}

void index_live(struct kv_txn *txn, enum kind kind, uint32_t block, struct block *out)
{
	struct key k;

	live_key(kind, block, &k);
	index_read_block(txn, KV_LIVE, key_bytes(&k), out);
}

bool index_is_live(struct kv_txn *txn, enum kind kind, uint32_t ordinal)
{
	struct bytes stored;
	struct key k;

	live_key(kind, block_of(ordinal), &k);
	return kv_get(txn, KV_LIVE, key_bytes(&k), &stored) &&
		block_stored_has(stored, block_place(ordinal));
}

void index_put_live(struct kv_txn *txn, enum kind kind, uint32_t block, const struct block *b)
{
	struct key k;

	live_key(kind, block, &k);
	index_write_block(txn, KV_LIVE, key_bytes(&k), b);
}

void index_names_key(enum kind kind, struct key *k)
{
	key_start(k);
	key_u8(k, NAME_ROW);
	key_u8(k, (uint8_t)kind);
}

/* Case, width, 繁简 and spaces do not matter when somebody cites a number or a name. */
void index_name_key(enum kind kind, const char *name, struct key *k)
{
	struct buf folded = { 0 };
	size_t n = 0;

	fold_text(&folded, name, strlen(name));
	for (size_t i = 0; i < folded.n; i++)
		if (folded.at[i] != ' ')
			folded.at[n++] = folded.at[i];
	index_names_key(kind, k);
	key_text(k, (struct bytes){ folded.at, n }, KEY_TEXT_MAX);
	buf_free(&folded);
}
