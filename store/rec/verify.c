#include "store/rec/verify.h"

#include "locale/msg/msg.h"
#include "store/rec/agree.h"
#include "store/rec/batch.h"
#include "store/rec/bulk.h"
#include "store/rec/codec.h"
#include "store/rec/gram_verify.h"
#include "store/rec/index.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/record.h"

#include <string.h>

enum {
	HISTORY_MOST = 64,  /* entries of a record looked at for its personal fields, the newest */
	PERSONAL_MOST = 16, /* personal fields of a kind */
};

struct walk {
	struct kv_txn *txn;
	void (*found)(const struct err *, void *);
	void *arg;
	struct verify_counts *counts;
	const struct verify_watch *watch; /* or NULL */
	uint64_t total;
	struct arena arena; /* emptied after each record */
	uint64_t sorted;    /* rows that sort must hold */
	struct block *seen; /* of the set being walked */
};

static void tell(const struct walk *w)
{
	if (w->watch)
		w->watch->told(w->counts->records + w->counts->entries, w->total, w->watch->arg);
}

static void report(struct walk *w, const struct err *e)
{
	w->counts->findings++;
	w->found(e, w->arg);
}

/* --- records ------------------------------------------------------------------ */

static bool is_name_of(const struct kv_cursor *c, uint32_t ordinal)
{
	struct bytes tail = { (const char *)c->key.at + c->key.n - 4, 4 };
	uint32_t found;

	return c->key.n > 4 && key_take_u32(&tail, &found) && found == ordinal;
}

/* A record that cannot be read may still stand under its name. */
static const char *name_left(struct walk *w, enum kind kind, uint32_t ordinal)
{
	const char *name = "";
	struct kv_cursor c;
	struct key prefix;

	index_names_key(kind, &prefix);
	kv_cursor_open(w->txn, KV_ID, &c);
	for (bool on = kv_seek_in(&c, key_bytes(&prefix)); on && !*name;
		 on = kv_next_in(&c, key_bytes(&prefix))) {
		struct bytes rest = { (const char *)c.key.at + prefix.n, c.key.n - prefix.n };
		struct buf text = { 0 };

		if (is_name_of(&c, ordinal) && key_take_text(&rest, &text))
			name = arena_copy(&w->arena, buf_text(&text), text.n);
		buf_free(&text);
	}
	kv_cursor_close(&c);
	return name;
}

static void report_record(
	struct walk *w, struct err *e, const struct schema *s, const void *record, uint32_t ordinal)
{
	const char *number =
		record ? schema_text(s, record, s->number) : name_left(w, s->kind, ordinal);

	err_at(e, "%s %s #%u", _(s->label), number, ordinal);
	err_fix(e, "restore the newest good backup");
	report(w, e);
}

static void check_uid(struct walk *w, const struct schema *s, const void *record)
{
	const struct head *h = record;
	struct err e = { 0 };

	w->counts->lookups++;
	if (record_ordinal(w->txn, s->kind, h->uid) == h->ordinal)
		return;
	err_set(&e, ERR_STORE, "its identity leads to another record");
	report_record(w, &e, s, record, h->ordinal);
}

struct name_check {
	struct walk *walk;
	const struct schema *schema;
	const void *record;
};

static void check_name(const struct field *f, const char *word, void *arg)
{
	const struct name_check *c = arg;
	const struct head *h = c->record;
	struct err e = { 0 };
	struct key k;

	c->walk->counts->lookups++;
	index_name_key(c->schema->kind, word, &k);
	key_u32(&k, h->ordinal);
	if (kv_has(c->walk->txn, KV_ID, key_bytes(&k)))
		return;
	err_set(&e, ERR_STORE, "it is not found by its %s %s", _(f->label), word);
	report_record(c->walk, &e, c->schema, c->record, h->ordinal);
}

static bool sorted_right(
	struct walk *w, const struct schema *s, const struct field *f, const void *record)
{
	struct key k;

	w->sorted++;
	w->counts->lookups++;
	index_sort_key(s->kind, f, &k);
	index_value(f, record, &k);
	key_u32(&k, ((const struct head *)record)->ordinal);
	return kv_has(w->txn, KV_SORT, key_bytes(&k));
}

static bool filed_right(
	struct walk *w, const struct schema *s, const struct field *f, const void *record)
{
	struct key value;

	w->counts->lookups++;
	if (field_empty(f, record))
		return true;
	key_start(&value);
	index_set_value(f, record, &value);
	return index_holds(w->txn, s->kind, ((const struct head *)record)->ordinal, f, &value);
}

static void check_fields(struct walk *w, const struct schema *s, const void *record)
{
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];
		struct err e = { 0 };

		if ((!(f->flags & FIELD_SORTED) || sorted_right(w, s, f, record)) &&
			(!index_in_set(f) || filed_right(w, s, f, record)))
			continue;
		err_set(&e, ERR_STORE, "the list by %s does not hold it", _(f->label));
		report_record(w, &e, s, record, ((const struct head *)record)->ordinal);
	}
}

static bool touched_known(struct walk *w, const struct schema *s, const void *record)
{
	uint32_t ordinal = ((const struct head *)record)->ordinal;

	w->counts->lookups++;
	return !index_is_touched(s, record) || ordinal < bulk_touched_from(w->txn, s->kind) ||
		index_holds_touched(w->txn, s->kind, ordinal);
}

static void check_touched(struct walk *w, const struct schema *s, const void *record)
{
	struct err e = { 0 };

	if (touched_known(w, s, record))
		return;
	err_set(&e, ERR_STORE, "the list by %s does not hold it", _(schema_field(s, "batch")->label));
	report_record(w, &e, s, record, ((const struct head *)record)->ordinal);
}

/* The journal keeps the SM3 of what each step left: a record changed behind its back,
 * checksum and all, shows here. */
static void check_version(
	struct walk *w, const struct schema *s, const void *record, struct bytes value)
{
	const struct head *h = record;
	struct digest now = digest_of(value);
	struct err e = { 0 };
	struct event ev;

	if (h->version == 0)
		return;
	if (!journal_read(w->txn, meta_origin(w->txn), h->version, &ev, &w->arena, &e)) {
		report_record(w, &e, s, record, h->ordinal);
	} else if (!uid_same(ev.subject, h->uid) || ev.record.n != sizeof(now.at) ||
		memcmp(ev.record.at, now.at, sizeof(now.at)) != 0) {
		err_set(&e, ERR_STORE, "it is not what the journal says it is");
		report_record(w, &e, s, record, h->ordinal);
	}
}

static bool is_now(const struct schema *s, const void *record, int64_t tag, struct bytes value)
{
	const struct field *f = schema_field_tagged(s, (uint16_t)tag);
	struct buf now = { 0 };
	bool same;

	if (!f)
		return true; /* a newer yanpan's */
	codec_write_field(f, record, &now);
	same = now.n == value.n && (now.n == 0 || !memcmp(now.at, value.at, now.n));
	buf_free(&now);
	return same;
}

static bool is_among(const int64_t *tags, size_t n, int64_t tag)
{
	for (size_t i = 0; i < n; i++)
		if (tags[i] == tag)
			return true;
	return false;
}

/* Personal fields stand outside the record's SM3: what was last written of each must be
 * what is there.  `tags`: those that a newer entry has answered for. */
static bool holds_personal(struct walk *w, const struct schema *s, const void *record,
	const struct event *ev, uint64_t sequence, int64_t *tags, size_t *n)
{
	const struct sealed_change *sealed = ev->sealed.at;
	struct bytes before, after;

	for (size_t i = 0; i < ev->sealed.n; i++) {
		if (*n == PERSONAL_MOST || is_among(tags, *n, sealed[i].tag))
			continue;
		tags[(*n)++] = sealed[i].tag;
		if (journal_private(
				w->txn, meta_origin(w->txn), sequence, sealed[i].tag, &before, &after, &w->arena) &&
			!is_now(s, record, sealed[i].tag, after))
			return false;
	}
	return true;
}

static void check_personal(struct walk *w, const struct schema *s, const void *record)
{
	const struct head *h = record;
	uint64_t sequences[HISTORY_MOST];
	size_t all = h->version ? journal_of(w->txn, s->kind, h->ordinal, 0, sequences, 0) : 0;
	size_t skip = all > HISTORY_MOST ? all - HISTORY_MOST : 0, n = 0;
	int64_t tags[PERSONAL_MOST];
	struct err e = { 0 };
	struct event ev;

	journal_of(w->txn, s->kind, h->ordinal, skip, sequences, HISTORY_MOST);
	for (size_t i = all - skip; i-- > 0;) {
		if (!journal_read(
				w->txn, meta_origin(w->txn), sequences[i], &ev, &w->arena, &(struct err){ 0 }))
			return; /* the chain names it */
		if (holds_personal(w, s, record, &ev, sequences[i], tags, &n))
			continue;
		err_set(&e, ERR_STORE, "its personal data are not what the journal says they are");
		report_record(w, &e, s, record, h->ordinal);
		return;
	}
}

static bool says(const char *hex, const struct digest *d)
{
	char now[DIGEST_HEX];

	digest_hex(d, now);
	return !*hex || !strcmp(hex, now);
}

/* Rows that nobody changed since they came in have only their batch to answer for them. */
static void check_batch(struct walk *w, const struct batch *b)
{
	struct batch_sums sums = { 0 };
	struct err e = { 0 };

	if (!*b->rows_sm3)
		return;
	if (batch_sum(w->txn, b, &sums, &e)) {
		if (!says(b->rows_sm3, &sums.rows))
			err_set(&e, ERR_STORE, "the rows it brought in are not what they were");
		else if (!sums.erased && !says(b->personal_sm3, &sums.personal))
			err_set(&e, ERR_STORE, "the personal data it brought in are not what they were");
	}
	if (e.kind)
		report_record(w, &e, &batch_schema, b, b->head.ordinal);
}

static void check_record(
	struct walk *w, const struct schema *s, struct bytes key, struct bytes value, uint32_t ordinal)
{
	void *record = schema_new(s, &w->arena);
	struct name_check names = { w, s, record };
	struct err e = { 0 };
	struct bytes private;

	w->counts->records++;
	tell(w);
	if (!codec_read(s, key, value, CODEC_PUBLIC, record, &w->arena, &e)) {
		report_record(w, &e, s, NULL, ordinal);
		return;
	}
	schema_head(record)->ordinal = ordinal;
	if (kv_get(w->txn, KV_PRIVATE, key, &private) &&
		!codec_read(s, key, private, CODEC_PRIVATE, record, &w->arena, &e))
		report_record(w, &e, s, record, ordinal);
	check_uid(w, s, record);
	index_names(s, record, check_name, &names);
	check_fields(w, s, record);
	check_touched(w, s, record);
	check_version(w, s, record, value);
	check_personal(w, s, record);
	if (s->kind == KIND_BATCH)
		check_batch(w, record);
}

static void check_records(struct walk *w)
{
	struct arena_mark clean = arena_mark(&w->arena);
	struct kv_cursor c;

	kv_cursor_open(w->txn, KV_REC, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		struct bytes rest = c.key;
		const struct schema *s;
		uint32_t ordinal;
		uint8_t kind;

		s = key_take_u8(&rest, &kind) ? schema_of((enum kind)kind) : NULL;
		if (s && key_take_u32(&rest, &ordinal) && rest.n == 0) {
			check_record(w, s, c.key, c.value, ordinal);
		} else {
			struct err e = { 0 };

			err_set(&e, ERR_STORE, "a record of a kind that does not exist");
			report(w, &e);
		}
		arena_reset(&w->arena, clean);
	}
	kv_cursor_close(&c);
}

/* --- what stands on them ------------------------------------------------------ */

static void check_sort_count(struct walk *w)
{
	uint64_t sorted = kv_count(w->txn, KV_SORT);
	struct err e = { 0 };

	if (sorted == w->sorted)
		return;
	err_set(&e, ERR_STORE, "the sorted lists have %lld rows instead of %lld", (long long)sorted,
		(long long)w->sorted);
	report(w, &e);
}

static void check_id(struct walk *w)
{
	struct arena_mark clean = arena_mark(&w->arena);
	struct kv_cursor c;
	uint64_t uids = 0;
	struct err e = { 0 };

	kv_cursor_open(w->txn, KV_ID, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		bool uid = *(const unsigned char *)c.key.at == 0;

		uids += uid;
		if (uid || agree_id(w->txn, c.key, c.value, &w->arena))
			continue;
		err_set(&e, ERR_STORE, "the table of names leads to a record that is not so called");
		report(w, &e);
		arena_reset(&w->arena, clean);
	}
	kv_cursor_close(&c);
	arena_reset(&w->arena, clean);
	if (uids == w->counts->records)
		return;
	err_set(&e, ERR_STORE, "the table of identities has %lld rows instead of %lld", (long long)uids,
		(long long)w->counts->records);
	report(w, &e);
}

static void check_private(struct walk *w)
{
	struct kv_cursor c;

	kv_cursor_open(w->txn, KV_PRIVATE, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		struct err e = { 0 };

		if (kv_has(w->txn, KV_REC, c.key))
			continue;
		err_set(&e, ERR_STORE, "personal data of a record that is not there");
		report(w, &e);
	}
	kv_cursor_close(&c);
}

/* Who is in a set must have its value: read record by record. */
static void check_member(struct walk *w, const struct schema *s, const struct field *f,
	uint32_t ordinal, struct bytes value)
{
	struct arena_mark clean = arena_mark(&w->arena);
	void *record = schema_new(s, &w->arena);
	struct err e = { 0 };
	struct key k;

	key_start(&k);
	if (record_peek(w->txn, s, ordinal, record, &w->arena, &e))
		index_set_value(f, record, &k);
	if (k.n != value.n || memcmp(k.at, value.at, k.n) != 0) {
		err_set(&e, ERR_STORE, "the list by %s holds a record that is not so", _(f->label));
		report_record(w, &e, s, NULL, ordinal);
	}
	arena_reset(&w->arena, clean);
}

static bool set_key(struct bytes rest, const struct schema **s, const struct field **f,
	uint32_t *block, struct bytes *value)
{
	uint8_t kind;
	uint16_t tag;

	if (!key_take_u8(&rest, &kind) || !key_take_u32(&rest, block) || !key_take_u16(&rest, &tag))
		return false;
	*s = schema_of((enum kind)kind);
	*f = *s ? schema_field_tagged(*s, tag) : NULL;
	*value = rest;
	return *f != NULL;
}

/* Only a record that came with a batch and was changed since is among the touched. */
static bool touched_right(struct walk *w, struct bytes rest, struct bytes value)
{
	const struct schema *s;
	uint32_t block;
	uint16_t tag;
	uint8_t kind;
	bool right = key_take_u8(&rest, &kind) && key_take_u32(&rest, &block) &&
		key_take_u16(&rest, &tag) && tag == INDEX_TOUCHED && rest.n == 0 &&
		(s = schema_of((enum kind)kind)) && block_read(w->seen, value);

	for (uint32_t i = right ? block_next(w->seen, 0) : BLOCK_SIZE; i < BLOCK_SIZE && right;
		 i = block_next(w->seen, i + 1)) {
		struct arena_mark clean = arena_mark(&w->arena);
		void *record = schema_new(s, &w->arena);
		struct err e = { 0 };

		right = record_peek(w->txn, s, block * BLOCK_SIZE + i, record, &w->arena, &e) &&
			index_is_touched(s, record);
		arena_reset(&w->arena, clean);
	}
	return right;
}

static void check_sets(struct walk *w)
{
	struct kv_cursor c;

	kv_cursor_open(w->txn, KV_SET, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		const struct schema *s;
		const struct field *f;
		struct err e = { 0 };
		struct bytes value;
		uint32_t block;

		if (touched_right(w, c.key, c.value))
			continue;
		if (!set_key(c.key, &s, &f, &block, &value) || !block_read(w->seen, c.value)) {
			err_set(&e, ERR_STORE, "the index is damaged");
			report(w, &e);
			continue;
		}
		for (uint32_t i = block_next(w->seen, 0); i < BLOCK_SIZE; i = block_next(w->seen, i + 1))
			check_member(w, s, f, block * BLOCK_SIZE + i, value);
	}
	kv_cursor_close(&c);
}

static void report_words(const struct schema *s, uint32_t ordinal, void *arg)
{
	struct walk *w = arg;
	struct arena_mark clean = arena_mark(&w->arena);
	void *record = schema_new(s, &w->arena);
	struct err e = { 0 };

	if (!ordinal) {
		err_set(&e, ERR_STORE, "the index is damaged");
		report(w, &e);
		return;
	}
	if (!record_peek(w->txn, s, ordinal, record, &w->arena, &e))
		record = NULL;
	e = (struct err){ 0 };
	err_set(&e, ERR_STORE, "a search does not find it by its words, or by others");
	report_record(w, &e, s, record, ordinal);
	arena_reset(&w->arena, clean);
}

static void check_live(struct walk *w)
{
	struct kv_cursor c;

	kv_cursor_open(w->txn, KV_LIVE, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		struct bytes rest = c.key;
		struct err e = { 0 };
		uint32_t block = 0, last;
		uint8_t kind = 0;

		key_take_u8(&rest, &kind);
		key_take_u32(&rest, &block);
		last = schema_of((enum kind)kind) ? record_last(w->txn, (enum kind)kind) : 0;
		if (!block_read(w->seen, c.value) ||
			(last / BLOCK_SIZE == block &&
				block_next(w->seen, last % BLOCK_SIZE + 1) < BLOCK_SIZE) ||
			block > last / BLOCK_SIZE) {
			err_set(&e, ERR_STORE, "the table of what counts is damaged");
			report(w, &e);
		}
	}
	kv_cursor_close(&c);
}

/* --- the chain ------------------------------------------------------------------ */

struct chain {
	struct digest before; /* SM3 of the entry before */
	uint64_t sequence;    /* of the entry before */
	bool head_seen;
};

static void report_entry(struct walk *w, struct err *e, uint64_t sequence)
{
	err_at(e, "journal entry %llu", (unsigned long long)sequence);
	report(w, e);
}

static void check_link(
	struct walk *w, struct chain *chain, const struct event *ev, uint64_t sequence)
{
	struct err e = { 0 };
	bool first = sequence == 1;

	if (sequence != chain->sequence + 1) {
		err_set(&e, ERR_STORE, "journal entries were taken out");
		report_entry(w, &e, chain->sequence + 1);
	} else if (ev->previous.n != (first ? 0 : sizeof(chain->before.at)) ||
		(!first && memcmp(ev->previous.at, chain->before.at, ev->previous.n) != 0)) {
		err_set(&e, ERR_STORE, "the entry before it was changed");
		report_entry(w, &e, sequence);
	}
}

static void check_seals(struct walk *w, const struct event *ev, uint32_t origin, uint64_t sequence)
{
	const struct sealed_change *sealed = ev->sealed.at;
	struct err e = { 0 };

	for (size_t i = 0; i < ev->sealed.n; i++) {
		if (journal_seal_holds(w->txn, origin, sequence, &sealed[i], &w->arena))
			continue;
		err_set(&e, ERR_STORE, "the personal data in it were changed");
		report_entry(w, &e, sequence);
		return;
	}
}

static void check_entry(struct walk *w, struct chain *chain, struct bytes key, struct bytes value,
	const struct digest *head)
{
	struct bytes rest = key;
	uint32_t origin = 0;
	uint64_t sequence = 0;
	struct err e = { 0 };
	struct event ev;

	w->counts->entries++;
	tell(w);
	key_take_u32(&rest, &origin);
	key_take_u64(&rest, &sequence);
	schema_init(&event_schema, &ev);
	if (codec_read(&event_schema, key, value, CODEC_PUBLIC, &ev, &w->arena, &e)) {
		check_link(w, chain, &ev, sequence);
		check_seals(w, &ev, origin, sequence);
	} else {
		report_entry(w, &e, sequence);
	}
	chain->before = digest_of(value);
	chain->sequence = sequence;
	if (head && digest_equal(head, &chain->before))
		chain->head_seen = true;
}

static void check_ends(struct walk *w, const struct chain *chain, const struct digest *head)
{
	struct digest newest = journal_head(w->txn);
	struct err e = { 0 };

	if (chain->sequence != journal_last(w->txn) ||
		(chain->sequence > 0 && !digest_equal(&newest, &chain->before))) {
		err_set(&e, ERR_STORE, "the end of the journal was cut or changed");
		report_entry(w, &e, chain->sequence + 1);
	}
	if (head && !chain->head_seen) {
		err_set(&e, ERR_STORE, "the chain head on paper is not in this journal");
		err_fix(&e, "this store was cut, or it is not the one the minutes came from");
		report(w, &e);
	}
}

static void check_chain(struct walk *w, const struct digest *head)
{
	struct arena_mark clean = arena_mark(&w->arena);
	struct chain chain = { 0 };
	struct kv_cursor c;

	kv_cursor_open(w->txn, KV_EVENT, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		check_entry(w, &chain, c.key, c.value, head);
		arena_reset(&w->arena, clean);
	}
	kv_cursor_close(&c);
	check_ends(w, &chain, head);
}

bool verify_watched(struct kv_txn *txn, const struct digest *head,
	void (*found)(const struct err *finding, void *arg), void *arg,
	const struct verify_watch *watch, struct verify_counts *out)
{
	static struct block seen;
	struct walk w = { .txn = txn, .found = found, .arg = arg, .counts = out, .seen = &seen };

	w.watch = watch;
	w.total = kv_count(txn, KV_REC) + journal_last(txn);
	*out = (struct verify_counts){ 0 };
	check_records(&w);
	check_id(&w);
	check_sort_count(&w);
	check_private(&w);
	check_sets(&w);
	gram_verify(txn, report_words, &w);
	check_live(&w);
	check_chain(&w, head);
	if (txn->err.kind)
		report(&w, &txn->err);
	arena_free(&w.arena);
	return out->findings == 0;
}

bool verify_store(struct kv_txn *txn, const struct digest *head,
	void (*found)(const struct err *finding, void *arg), void *arg, struct verify_counts *out)
{
	return verify_watched(txn, head, found, arg, NULL, out);
}
