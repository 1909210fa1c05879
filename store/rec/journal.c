#include "store/rec/journal.h"

#include "store/kv/key.h"
#include "store/rec/codec.h"
#include "store/rec/index.h"
#include "store/rec/meta.h"

#include <string.h>

enum { SALT_BYTES = 16, CLOCK_PLAY_S = 120 };

static void event_key(uint32_t origin, uint64_t sequence, struct key *k)
{
	key_start(k);
	key_u32(k, origin);
	key_u64(k, sequence);
}

uint64_t journal_last(struct kv_txn *txn)
{
	return meta_number(txn, "events");
}

uint64_t journal_next(struct kv_txn *txn)
{
	return journal_last(txn) + 1;
}

/* Some seconds are the work of a time server. */
struct time journal_behind(struct kv_txn *txn, struct time now)
{
	struct time last = { (int64_t)meta_number(txn, "clock") };

	return last.s > now.s + CLOCK_PLAY_S ? last : (struct time){ 0 };
}

struct digest journal_head(struct kv_txn *txn)
{
	struct digest head = { { 0 } };
	struct bytes v;

	if (kv_get(txn, KV_META, (struct bytes){ "head", 4 }, &v) && v.n == sizeof(head.at))
		memcpy(head.at, v.at, sizeof(head.at));
	return head;
}

static void put_history(struct act *act, const struct event *ev, uint64_t sequence)
{
	struct key k;

	if (ev->subject_ordinal == 0)
		return;
	index_record_key(ev->kind, (uint32_t)ev->subject_ordinal, &k);
	key_u64(&k, sequence);
	kv_put(&act->txn, KV_HISTORY, key_bytes(&k), (struct bytes){ "", 0 });
}

/* Fills in what every entry has, chains it and stores it. */
static bool put_event(struct act *act, struct event *ev, struct err *e)
{
	struct kv_txn *txn = &act->txn;
	struct digest previous = journal_head(txn), head;
	uint64_t sequence = journal_next(txn);
	struct buf value = { 0 };
	struct key k;

	if (act->step == 0)
		act->step = (int64_t)meta_raise(txn, "step") + 1;
	ev->head.uid = (struct uid){ meta_origin(txn), sequence };
	ev->head.version = sequence;
	ev->time = act->now;
	ev->later = journal_behind(txn, act->now);
	ev->step = act->step;
	ev->undoes = act->undoes;
	ev->who = act->who->member;
	ev->who_name = act->who->name;
	ev->os_user = act->who->os_user;
	ev->host = act->who->host;
	ev->previous = (struct bytes){ previous.at, sequence > 1 ? sizeof(previous.at) : 0 };
	event_key(ev->head.uid.origin, sequence, &k);
	codec_write(&event_schema, ev, CODEC_PUBLIC, key_bytes(&k), &value);
	head = digest_of((struct bytes){ value.at, value.n });
	kv_put(txn, KV_EVENT, key_bytes(&k), (struct bytes){ value.at, value.n });
	kv_put(txn, KV_META, (struct bytes){ "head", 4 }, (struct bytes){ head.at, sizeof(head.at) });
	meta_set_number(txn, "events", sequence);
	meta_set_number(txn, "clock", (uint64_t)act->now.s);
	put_history(act, ev, sequence);
	buf_free(&value);
	if (txn->err.kind)
		*e = txn->err;
	return !txn->err.kind;
}

static struct bytes field_bytes(const struct field *f, const void *record, struct arena *a)
{
	struct buf b = { 0 };
	struct bytes out = { NULL, 0 };

	if (record)
		codec_write_field(f, record, &b);
	if (b.n)
		out = (struct bytes){ arena_copy(a, b.at, b.n), b.n };
	buf_free(&b);
	return out;
}

static struct bytes seal(const unsigned char *salt, struct bytes value, struct arena *a)
{
	struct buf b = { 0 };
	struct digest d;

	if (!value.n)
		return (struct bytes){ NULL, 0 };
	buf_add(&b, salt, SALT_BYTES);
	buf_add(&b, value.at, value.n);
	d = digest_of((struct bytes){ b.at, b.n });
	buf_free(&b);
	return (struct bytes){ arena_copy(a, d.at, sizeof(d.at)), sizeof(d.at) };
}

static void private_key(uint32_t origin, uint64_t sequence, int64_t tag, struct key *k)
{
	event_key(origin, sequence, k);
	key_u16(k, (uint16_t)tag);
}

/* salt | length of before u32 | before | after */
static void put_private(
	struct act *act, struct sealed_change *c, struct bytes before, struct bytes after)
{
	unsigned char salt[SALT_BYTES];
	struct buf b = { 0 };
	struct key k;

	digest_random(salt, sizeof(salt));
	c->before = seal(salt, before, &act->scratch);
	c->after = seal(salt, after, &act->scratch);
	buf_add(&b, salt, sizeof(salt));
	buf_u32(&b, (uint32_t)before.n);
	buf_add(&b, before.at, before.n);
	buf_add(&b, after.at, after.n);
	private_key(meta_origin(&act->txn), journal_next(&act->txn), c->tag, &k);
	kv_put(&act->txn, KV_EVENT_PRIVATE, key_bytes(&k), (struct bytes){ b.at, b.n });
	buf_free(&b);
}

bool journal_private(struct kv_txn *txn, uint32_t origin, uint64_t sequence, int64_t tag,
	struct bytes *before, struct bytes *after, struct arena *a)
{
	const unsigned char *p;
	struct bytes v;
	struct key k;
	size_t n;

	private_key(origin, sequence, tag, &k);
	if (!kv_get(txn, KV_EVENT_PRIVATE, key_bytes(&k), &v) || v.n < SALT_BYTES + 4)
		return false;
	p = (const unsigned char *)v.at + SALT_BYTES;
	n = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
	if (n > v.n - SALT_BYTES - 4)
		return false;
	*before = (struct bytes){ arena_copy(a, p + 4, n), n };
	*after = (struct bytes){ arena_copy(a, p + 4 + n, v.n - SALT_BYTES - 4 - n),
		v.n - SALT_BYTES - 4 - n };
	return true;
}

/* As it is cited: a batch by its count. */
static const char *cited(const struct schema *s, const void *record, struct arena *a)
{
	const struct field *f = schema_field(s, s->number);

	if (f && f->type == FIELD_NUMBER)
		return arena_format(a, "%lld", (long long)*FIELD_CONST(f, record, int64_t));
	return schema_text(s, record, s->number);
}

static bool seals(
	struct bytes sealed, const unsigned char *salt, struct bytes value, struct arena *a)
{
	struct bytes is = seal(salt, value, a);

	return is.n == sealed.n && (is.n == 0 || !memcmp(is.at, sealed.at, is.n));
}

bool journal_seal_holds(struct kv_txn *txn, uint32_t origin, uint64_t sequence,
	const struct sealed_change *c, struct arena *a)
{
	struct bytes before, after, v;
	struct key k;

	private_key(origin, sequence, c->tag, &k);
	if (!kv_get(txn, KV_EVENT_PRIVATE, key_bytes(&k), &v))
		return true;
	return journal_private(txn, origin, sequence, c->tag, &before, &after, a) &&
		seals(c->before, v.at, before, a) && seals(c->after, v.at, after, a);
}

static struct event fresh_event(
	struct act *act, const struct schema *s, const void *record, const char *verb)
{
	const struct head *h = record;
	struct event ev;

	schema_init(&event_schema, &ev);
	ev.verb = verb;
	ev.kind = s->kind;
	ev.subject = h->uid;
	ev.subject_ordinal = h->ordinal;
	ev.subject_number = cited(s, record, &act->scratch);
	return ev;
}

/* Splits what differs into what the chain may hold and what it may only seal. */
static void collect(struct act *act, const struct schema *s, const void *before, const void *after,
	struct event *ev)
{
	struct arena *a = &act->scratch;
	struct change *changes = arena_array(a, s->field_count + 1, sizeof(*changes));
	struct sealed_change *sealed = arena_array(a, s->field_count, sizeof(*sealed));

	ev->changes.at = changes;
	ev->sealed.at = sealed;
	if (!before)
		changes[ev->changes.n++] = (struct change){ JOURNAL_LIVE, { NULL, 0 }, { "1", 1 } };
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];
		struct bytes was, is;

		if (before ? field_same(f, before, after) : field_empty(f, after))
			continue;
		was = field_bytes(f, before, a);
		is = field_bytes(f, after, a);
		if (f->flags & FIELD_PERSONAL) {
			sealed[ev->sealed.n].tag = f->tag;
			put_private(act, &sealed[ev->sealed.n++], was, is);
		} else {
			changes[ev->changes.n++] = (struct change){ f->tag, was, is };
		}
	}
}

bool journal_write(struct act *act, const struct schema *s, const void *before, const void *after,
	struct bytes value, const char *verb, struct err *e)
{
	struct event ev = fresh_event(act, s, after, verb);
	struct digest d = digest_of(value);

	collect(act, s, before, after, &ev);
	ev.record = (struct bytes){ d.at, sizeof(d.at) };
	return put_event(act, &ev, e);
}

bool journal_live(struct act *act, const struct schema *s, const void *record, bool live,
	const char *verb, struct err *e)
{
	struct event ev = fresh_event(act, s, record, verb);
	struct bytes one = { "1", 1 }, none = { NULL, 0 };
	struct change c = { JOURNAL_LIVE, live ? none : one, live ? one : none };

	ev.changes = (struct rows){ 1, &c };
	return put_event(act, &ev, e);
}

bool journal_note(struct act *act, const char *verb, enum kind kind, struct uid subject,
	const char *subject_number, const char *words, struct err *e)
{
	struct event ev;

	schema_init(&event_schema, &ev);
	ev.verb = verb;
	ev.kind = kind;
	ev.subject = subject;
	ev.subject_number = subject_number;
	ev.words = words;
	if (!uid_none(subject)) {
		struct bytes to;
		struct key k;
		uint8_t found;
		uint32_t ordinal;

		index_uid_key(subject, &k);
		if (kv_get(&act->txn, KV_ID, key_bytes(&k), &to) && key_take_u8(&to, &found) &&
			key_take_u32(&to, &ordinal))
			ev.subject_ordinal = ordinal;
	}
	return put_event(act, &ev, e);
}

bool journal_read(struct kv_txn *txn, uint32_t origin, uint64_t sequence, struct event *ev,
	struct arena *a, struct err *e)
{
	struct bytes v;
	struct key k;

	schema_init(&event_schema, ev);
	event_key(origin, sequence, &k);
	if (!kv_get(txn, KV_EVENT, key_bytes(&k), &v)) {
		if (txn->err.kind)
			*e = txn->err;
		else
			err_set(e, ERR_STORE, "a journal entry is missing");
		return err_at(e, "journal entry %llu", (unsigned long long)sequence);
	}
	ev->head.ordinal = (uint32_t)sequence;
	return codec_read(&event_schema, key_bytes(&k), v, CODEC_PUBLIC, ev, a, e) ||
		err_at(e, "journal entry %llu", (unsigned long long)sequence);
}

size_t journal_of(struct kv_txn *txn, enum kind kind, uint32_t ordinal, size_t skip,
	uint64_t *sequences, size_t most)
{
	struct kv_cursor c;
	struct key k;
	size_t n = 0;

	index_record_key(kind, ordinal, &k);
	kv_cursor_open(txn, KV_HISTORY, &c);
	for (bool on = kv_seek_in(&c, key_bytes(&k)); on; on = kv_next_in(&c, key_bytes(&k)), n++) {
		struct bytes rest = { (const char *)c.key.at + k.n, c.key.n - k.n };
		uint64_t sequence;

		if (n >= skip && n - skip < most && key_take_u64(&rest, &sequence))
			sequences[n - skip] = sequence;
	}
	kv_cursor_close(&c);
	return n;
}
