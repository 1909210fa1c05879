#include "store/rec/agree.h"

#include "store/rec/index.h"
#include "store/rec/record.h"

#include <string.h>

static bool is_same(const struct key *k, struct bytes other)
{
	return k->n == other.n && !memcmp(k->at, other.at, k->n);
}

/* NULL: none that can be read. */
static void *read_one(struct kv_txn *txn, const struct schema *s, uint32_t ordinal, struct arena *a)
{
	void *record = s ? schema_new(s, a) : NULL;
	struct err e = { 0 };

	return s && record_peek(txn, s, ordinal, record, a, &e) ? record : NULL;
}

/* --- names and identities ------------------------------------------------------------ */

static bool agree_uid(struct kv_txn *txn, struct bytes key, struct bytes value, struct arena *a)
{
	const struct schema *s;
	uint8_t kind = 0;
	uint32_t ordinal = 0;
	struct key own;
	void *record;

	key_take_u8(&value, &kind);
	key_take_u32(&value, &ordinal);
	s = schema_of((enum kind)kind);
	record = read_one(txn, s, ordinal, a);
	if (!record)
		return false;
	index_uid_key(schema_head(record)->uid, &own);
	return is_same(&own, key);
}

struct name_sought {
	struct bytes key; /* of the row, without the ordinal */
	enum kind kind;
	bool found;
};

static void compare_name(const struct field *f, const char *word, void *arg)
{
	struct name_sought *n = arg;
	struct key k;

	(void)f;
	index_name_key(n->kind, word, &k);
	n->found = n->found || is_same(&k, n->key);
}

static bool agree_name(struct kv_txn *txn, struct bytes key, struct arena *a)
{
	struct bytes kind_at = { (const char *)key.at + 1, key.n - 1 };
	struct bytes ordinal_at = { (const char *)key.at + key.n - 4, 4 };
	struct name_sought name = { { key.at, key.n - 4 }, KIND_NONE, false };
	uint32_t ordinal = 0;
	uint8_t kind = 0;
	void *record;

	key_take_u8(&kind_at, &kind);
	key_take_u32(&ordinal_at, &ordinal);
	name.kind = (enum kind)kind;
	record = read_one(txn, schema_of(name.kind), ordinal, a);
	if (record)
		index_names(schema_of(name.kind), record, compare_name, &name);
	return name.found;
}

bool agree_id(struct kv_txn *txn, struct bytes key, struct bytes value, struct arena *a)
{
	if (*(const unsigned char *)key.at == 0)
		return agree_uid(txn, key, value, a);
	return key.n > 6 && agree_name(txn, key, a);
}

/* --- values ------------------------------------------------------------------------------ */

bool agree_sort(struct kv_txn *txn, struct bytes key, struct arena *a)
{
	struct bytes rest = key, tail = { (const char *)key.at + key.n - 4, 4 };
	const struct schema *s;
	const struct field *f;
	uint32_t ordinal = 0;
	uint16_t tag = 0;
	uint8_t kind = 0;
	struct key own;
	void *record;

	if (key.n < 7 || !key_take_u8(&rest, &kind) || !key_take_u16(&rest, &tag) ||
		!key_take_u32(&tail, &ordinal))
		return false;
	s = schema_of((enum kind)kind);
	f = s ? schema_field_tagged(s, tag) : NULL;
	record = f && (f->flags & FIELD_SORTED) ? read_one(txn, s, ordinal, a) : NULL;
	if (!record)
		return false;
	index_sort_key(s->kind, f, &own);
	index_value(f, record, &own);
	key_u32(&own, ordinal);
	return is_same(&own, key);
}

bool agree_set_row(struct bytes key, struct set_row *out)
{
	uint8_t kind;
	uint16_t tag;

	if (!key_take_u8(&key, &kind) || !key_take_u32(&key, &out->block) || !key_take_u16(&key, &tag))
		return false;
	out->schema = schema_of((enum kind)kind);
	out->field = out->schema ? schema_field_tagged(out->schema, tag) : NULL;
	out->value = key;
	if (tag == INDEX_TOUCHED)
		return out->schema && key.n == 0;
	return out->field && index_in_set(out->field);
}

bool agree_member(struct kv_txn *txn, const struct set_row *row, uint32_t ordinal, struct arena *a)
{
	void *record = read_one(txn, row->schema, ordinal, a);
	struct key own;

	if (!row->field)
		return record && index_is_touched(row->schema, record);
	key_start(&own);
	if (record && !field_empty(row->field, record))
		index_set_value(row->field, record, &own);
	return is_same(&own, row->value);
}

/* --- a record ------------------------------------------------------------------------------- */

struct name_check {
	struct kv_txn *txn;
	enum kind kind;
	uint32_t ordinal;
	bool there;
};

static void check_name(const struct field *f, const char *word, void *arg)
{
	struct name_check *c = arg;
	struct key k;

	(void)f;
	index_name_key(c->kind, word, &k);
	key_u32(&k, c->ordinal);
	c->there = c->there && kv_has(c->txn, KV_ID, key_bytes(&k));
}

static bool is_sorted(struct kv_txn *txn, enum kind kind, const struct field *f, const void *record)
{
	struct key k;

	if (!(f->flags & FIELD_SORTED))
		return true;
	index_sort_key(kind, f, &k);
	index_value(f, record, &k);
	key_u32(&k, ((const struct head *)record)->ordinal);
	return kv_has(txn, KV_SORT, key_bytes(&k));
}

static bool is_in_set(struct kv_txn *txn, enum kind kind, const struct field *f, const void *record)
{
	struct key value;

	if (!index_in_set(f) || field_empty(f, record))
		return true;
	key_start(&value);
	index_set_value(f, record, &value);
	return index_holds(txn, kind, ((const struct head *)record)->ordinal, f, &value);
}

bool agree_record(struct kv_txn *txn, const struct schema *s, const void *record)
{
	const struct head *h = record;
	struct name_check names = { txn, s->kind, h->ordinal, true };

	if (record_ordinal(txn, s->kind, h->uid) != h->ordinal)
		return false;
	if (index_is_touched(s, record) && !index_holds_touched(txn, s->kind, h->ordinal))
		return false;
	index_names(s, record, check_name, &names);
	for (size_t i = 0; i < s->field_count && names.there; i++)
		if (!is_sorted(txn, s->kind, &s->fields[i], record) ||
			!is_in_set(txn, s->kind, &s->fields[i], record))
			return false;
	return names.there;
}
