#include "store/rec/record.h"

#include "locale/msg/msg.h"
#include "store/rec/codec.h"
#include "store/rec/index.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/pending.h"
#include "store/schema/secret.h"

#include <assert.h>
#include <string.h>

uint32_t record_ordinal(struct kv_txn *txn, enum kind kind, struct uid uid)
{
	struct bytes to;
	struct key k;
	uint8_t found;
	uint32_t ordinal;

	if (uid_none(uid))
		return 0;
	index_uid_key(uid, &k);
	if (!kv_get(txn, KV_ID, key_bytes(&k), &to) || !key_take_u8(&to, &found) ||
		!key_take_u32(&to, &ordinal) || found != kind)
		return 0;
	return ordinal;
}

bool record_live(struct kv_txn *txn, enum kind kind, uint32_t ordinal)
{
	return index_is_live(txn, kind, ordinal);
}

uint32_t record_last(struct kv_txn *txn, enum kind kind)
{
	char name[32];

	meta_last_name(kind, name);
	return (uint32_t)meta_number(txn, name);
}

static bool absent(struct kv_txn *txn, const struct schema *s, uint32_t ordinal, struct err *e)
{
	if (txn->err.kind) {
		*e = txn->err;
		return false;
	}
	err_set(e, ERR_ABSENT, "this record is not there (any more)");
	return err_at(e, "%s #%u", _(s->label), ordinal);
}

static bool read_part(struct kv_txn *txn, const struct schema *s, enum codec_part part,
	uint32_t ordinal, void *record, struct arena *a, struct err *e)
{
	enum kv_db db = part == CODEC_PUBLIC ? KV_REC : KV_PRIVATE;
	struct bytes v;
	struct key k;

	index_record_key(s->kind, ordinal, &k);
	if (!kv_get(txn, db, key_bytes(&k), &v))
		return (part == CODEC_PRIVATE && !txn->err.kind) || absent(txn, s, ordinal, e);
	return codec_read(s, key_bytes(&k), v, part, record, a, e) ||
		err_at(e, "%s #%u", _(s->label), ordinal) ||
		err_fix(e, "restore the newest good backup; yanpan verify names all that is damaged");
}

/* Whether it counts or not. */
static bool read_any(struct kv_txn *txn, const struct schema *s, uint32_t ordinal, bool private,
	void *record, struct arena *a, struct err *e)
{
	struct head *h = schema_head(record);

	schema_init(s, record);
	if (!read_part(txn, s, CODEC_PUBLIC, ordinal, record, a, e) ||
		(private && !read_part(txn, s, CODEC_PRIVATE, ordinal, record, a, e)))
		return false;
	h->ordinal = ordinal;
	h->with_private = private;
	return true;
}

bool record_at(struct kv_txn *txn, const struct schema *s, uint32_t ordinal, void *record,
	struct arena *a, struct err *e)
{
	return (record_live(txn, s->kind, ordinal) || absent(txn, s, ordinal, e)) &&
		read_any(txn, s, ordinal, true, record, a, e);
}

bool record_any(struct kv_txn *txn, const struct schema *s, uint32_t ordinal, void *record,
	struct arena *a, struct err *e)
{
	return read_any(txn, s, ordinal, true, record, a, e);
}

bool record_peek(struct kv_txn *txn, const struct schema *s, uint32_t ordinal, void *record,
	struct arena *a, struct err *e)
{
	return read_any(txn, s, ordinal, false, record, a, e);
}

bool record_get(struct kv_txn *txn, const struct schema *s, struct uid uid, void *record,
	struct arena *a, struct err *e)
{
	return record_at(txn, s, record_ordinal(txn, s->kind, uid), record, a, e);
}

size_t record_named(
	struct kv_txn *txn, const struct schema *s, const char *name, uint32_t *ordinals, size_t most)
{
	struct kv_cursor c;
	struct key k;
	size_t n = 0;

	index_name_key(s->kind, name, &k);
	kv_cursor_open(txn, KV_ID, &c);
	for (bool on = kv_seek_in(&c, key_bytes(&k)); on; on = kv_next_in(&c, key_bytes(&k))) {
		struct bytes rest = { (const char *)c.key.at + k.n, c.key.n - k.n };
		uint32_t ordinal;

		if (!key_take_u32(&rest, &ordinal) || !record_live(txn, s->kind, ordinal))
			continue;
		if (n < most)
			ordinals[n] = ordinal;
		n++;
	}
	kv_cursor_close(&c);
	return n;
}

/* Of several that bear a name, the one whose own number it is. */
static uint32_t cited(struct kv_txn *txn, const struct schema *s, const char *name,
	const uint32_t *ordinals, size_t n)
{
	struct arena a = { 0 };
	void *record = schema_new(s, &a);
	uint32_t found = 0;
	struct err e = { 0 };

	for (size_t i = 0; i < n && !found; i++)
		if (record_peek(txn, s, ordinals[i], record, &a, &e) &&
			!strcmp(schema_text(s, record, s->number), name))
			found = ordinals[i];
	arena_free(&a);
	return found;
}

static bool ambiguous(struct kv_txn *txn, const struct schema *s, const char *name,
	const uint32_t *ordinals, struct err *e)
{
	struct arena a = { 0 };
	void *one = schema_new(s, &a), *two = schema_new(s, &a);

	if (record_peek(txn, s, ordinals[0], one, &a, e) &&
		record_peek(txn, s, ordinals[1], two, &a, e)) {
		err_set(e, ERR_INPUT, "%s means %s and also %s", name, schema_text(s, one, s->number),
			schema_text(s, two, s->number));
		err_fix(e, "write one of these");
	}
	arena_free(&a);
	return false;
}

bool record_find(struct kv_txn *txn, const struct schema *s, const char *number, void *record,
	struct arena *a, struct err *e)
{
	uint32_t ordinals[16];
	size_t n = record_named(txn, s, number, ordinals, 16);
	uint32_t ordinal = n ? ordinals[0] : 0;

	if (n > 1) {
		ordinal = cited(txn, s, number, ordinals, n < 16 ? n : 16);
		if (!ordinal)
			return ambiguous(txn, s, number, ordinals, e);
	}
	if (!ordinal && txn->err.kind) {
		*e = txn->err;
		return false;
	}
	if (!ordinal) {
		err_set(e, ERR_ABSENT, "there is no such %s", _(s->label));
		return err_at(e, "%s", number);
	}
	return record_at(txn, s, ordinal, record, a, e);
}

static const char *text_of(
	struct kv_txn *txn, enum kind kind, struct uid uid, bool number, struct arena *a)
{
	const struct schema *s = schema_of(kind);
	uint32_t ordinal = record_ordinal(txn, kind, uid);
	struct err e = { 0 };
	const char *text;
	void *record;

	if (!s || !ordinal)
		return "";
	record = schema_new(s, a);
	if (!record_peek(txn, s, ordinal, record, a, &e))
		return "";
	text = schema_text(s, record, number ? s->number : s->title);
	if (number && !*text && kind == KIND_RULING)
		text = schema_text(s, record, "draft");
	if (!*text && kind == KIND_BATCH)
		text = arena_format(
			a, "%lld", (long long)*FIELD_CONST(schema_field(s, "number"), record, int64_t));
	return text;
}

const char *record_number(struct kv_txn *txn, enum kind kind, struct uid uid, struct arena *a)
{
	return text_of(txn, kind, uid, true, a);
}

const char *record_title(struct kv_txn *txn, enum kind kind, struct uid uid, struct arena *a)
{
	return text_of(txn, kind, uid, false, a);
}

/* --- writing ---------------------------------------------------------------- */

/* Whether another record that counts bears the name in a field where it must be its own. */
struct taken {
	struct act *act;
	const struct schema *schema;
	uint32_t self;
	struct err *err;
	bool found;
};

static void bears(const struct field *f, const char *word, void *arg)
{
	struct buf *list = arg;

	if (!(f->flags & FIELD_SHARED))
		buf_printf(list, "%s\n", word);
}

static bool own_name_of(struct act *act, const struct schema *s, uint32_t ordinal, const char *word)
{
	void *other = schema_new(s, &act->scratch);
	struct buf names = { 0 };
	struct key mine, theirs;
	struct err e = { 0 };
	bool same = false;

	if (record_peek(&act->txn, s, ordinal, other, &act->scratch, &e))
		index_names(s, other, bears, &names);
	index_name_key(s->kind, word, &mine);
	for (char *at = names.at; at && *at && !same; at += strlen(at) + 1) {
		at[strcspn(at, "\n")] = '\0';
		index_name_key(s->kind, at, &theirs);
		same = mine.n == theirs.n && !memcmp(mine.at, theirs.at, mine.n);
	}
	buf_free(&names);
	return same;
}

static void look_for_name(const struct field *f, const char *word, void *arg)
{
	struct taken *t = arg;
	uint32_t ordinals[8];
	size_t n;

	if (t->found || (f->flags & FIELD_SHARED))
		return;
	n = record_named(&t->act->txn, t->schema, word, ordinals, 8);
	for (size_t i = 0; i < n && i < 8 && !t->found; i++) {
		if (ordinals[i] == t->self || !own_name_of(t->act, t->schema, ordinals[i], word))
			continue;
		t->found = true;
		err_set(t->err, ERR_RULE, "%s is there already", word);
		err_at(t->err, "%s, %s", _(t->schema->label), _(f->label));
		err_fix(t->err, "choose another, or change the one that is there");
	}
}

static bool names_free(struct act *act, const struct schema *s, const void *record, struct err *e)
{
	struct taken t = { act, s, ((const struct head *)record)->ordinal, e, false };

	index_names(s, record, look_for_name, &t);
	return !t.found;
}

static void put_live(struct kv_txn *txn, enum kind kind, uint32_t ordinal, bool live)
{
	struct block b;

	index_live(txn, kind, block_of(ordinal), &b);
	if (live)
		block_add(&b, block_place(ordinal));
	else
		block_drop(&b, block_place(ordinal));
	index_put_live(txn, kind, block_of(ordinal), &b);
}

static void put_private(
	struct kv_txn *txn, const struct schema *s, const void *record, const struct key *k)
{
	struct buf value = { 0 };

	if (codec_has_private(s, record)) {
		codec_write(s, record, CODEC_PRIVATE, key_bytes(k), &value);
		kv_put(txn, KV_PRIVATE, key_bytes(k), (struct bytes){ value.at, value.n });
	} else {
		kv_delete(txn, KV_PRIVATE, key_bytes(k));
	}
	buf_free(&value);
}

static bool all_same(const struct schema *s, const void *a, const void *b)
{
	for (size_t i = 0; i < s->field_count; i++)
		if (!field_same(&s->fields[i], a, b))
			return false;
	return true;
}

static bool rows_unmarked(const struct field *f, const void *record, struct err *e);

/* What stands there already is left alone, so that the rest can still be changed. */
static bool text_unmarked(
	const struct field *f, const void *before, const void *record, struct err *e)
{
	if (before && field_same(f, before, record))
		return true;
	if (f->type == FIELD_ROWS)
		return rows_unmarked(f, record, e);
	if ((f->type != FIELD_TEXT && f->type != FIELD_LONG && f->type != FIELD_WORDS) ||
		!secret_marked(*FIELD_CONST(f, record, char *)))
		return true;
	err_set(e, ERR_RULE, "marked as a state secret: it must not be stored here");
	err_at(e, "%s", _(f->label));
	return err_fix(e, "handle it on paper");
}

static bool rows_unmarked(const struct field *f, const void *record, struct err *e)
{
	const struct rows *rows = FIELD_CONST(f, record, struct rows);

	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = 0; k < f->rows->field_count; k++)
			if (!text_unmarked(
					&f->rows->fields[k], NULL, (const char *)rows->at + i * f->rows->size, e))
				return false;
	return true;
}

/* 绝密, 机密, 秘密: whoever typed it, wherever it came from (F64). */
static bool unmarked(const struct schema *s, const void *before, const void *record, struct err *e)
{
	for (size_t i = 0; i < s->field_count; i++)
		if (!text_unmarked(&s->fields[i], before, record, e))
			return false;
	return true;
}

static void name_new(struct kv_txn *txn, const struct schema *s, struct head *h)
{
	char last[32];

	meta_last_name(s->kind, last);
	h->ordinal = (uint32_t)meta_raise(txn, last) + 1;
	if (uid_none(h->uid))
		h->uid = (struct uid){ meta_origin(txn), meta_raise(txn, "uid") + 1 };
	h->with_private = true;
}

static bool failed(struct kv_txn *txn, struct err *e)
{
	if (!txn->err.kind)
		return false;
	*e = txn->err;
	return true;
}

bool record_put(
	struct act *act, const struct schema *s, void *record, const char *verb, struct err *e)
{
	struct kv_txn *txn = &act->txn;
	struct head *h = schema_head(record);
	bool fresh = h->ordinal == 0;
	void *before = fresh ? NULL : schema_new(s, &act->scratch);
	struct buf value = { 0 };
	struct key k;
	bool written;

	if (!schema_check(s, record, e) || !names_free(act, s, record, e) ||
		(fresh && !unmarked(s, NULL, record, e)))
		return false;
	if (fresh) {
		name_new(txn, s, h);
		put_live(txn, s->kind, h->ordinal, true);
	} else if (!read_any(txn, s, h->ordinal, true, before, &act->scratch, e)) {
		return false;
	} else if (all_same(s, before, record)) {
		return true;
	} else if (!unmarked(s, before, record, e)) {
		return false;
	}
	/* Without its personal part a record would be stored as having none. */
	assert(h->with_private);
	h->version = journal_next(txn);
	pending_note(txn, s, before, record);
	index_record_key(s->kind, h->ordinal, &k);
	codec_write(s, record, CODEC_PUBLIC, key_bytes(&k), &value);
	kv_put(txn, KV_REC, key_bytes(&k), (struct bytes){ value.at, value.n });
	put_private(txn, s, record, &k);
	index_change(txn, s, before, record);
	written = journal_write(act, s, before, record, (struct bytes){ value.at, value.n }, verb, e);
	buf_free(&value);
	return written && !failed(txn, e);
}

bool record_set_live(struct act *act, const struct schema *s, uint32_t ordinal, bool live,
	const char *verb, struct err *e)
{
	void *record = schema_new(s, &act->scratch);

	if (!read_any(&act->txn, s, ordinal, false, record, &act->scratch, e))
		return false;
	if (live && !names_free(act, s, record, e))
		return false;
	put_live(&act->txn, s->kind, ordinal, live);
	return journal_live(act, s, record, live, verb, e) && !failed(&act->txn, e);
}
