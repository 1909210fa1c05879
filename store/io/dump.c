#include "store/io/dump.h"

#include "store/io/dump_line.h"
#include "store/kv/digest.h"
#include "store/kv/key.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/pending.h"
#include "store/rec/record.h"

struct dump {
	struct kv_txn txn;
	struct outlet *out;
	bool personal;
	struct digest_run sum;
	struct dump_counts *counts;
	struct buf text;
	struct arena arena; /* emptied after each line */
};

static void add_line(struct dump *d, const struct dump_line *line)
{
	buf_cut(&d->text, 0);
	dump_line_write(line, &d->text);
	digest_add(&d->sum, (struct bytes){ d->text.at, d->text.n });
	outlet_add(d->out, d->text.at, d->text.n);
	d->counts->lines++;
}

static void add_header(struct dump *d, struct time now)
{
	struct digest head = journal_head(&d->txn);
	struct dump_line line = {
		.kind = DUMP_HEADER,
		.made = now,
		.county = meta_text(&d->txn, "county", &d->arena),
		.origin = meta_origin(&d->txn),
		.personal = d->personal,
		.records = kv_count(&d->txn, KV_REC),
		.entries = kv_count(&d->txn, KV_EVENT),
	};
	char hex[DIGEST_HEX];

	digest_hex(&head, hex);
	line.head = hex;
	add_line(d, &line);
}

static void add_meta(struct dump *d)
{
	struct arena_mark clean = arena_mark(&d->arena);
	struct kv_cursor c;

	kv_cursor_open(&d->txn, KV_META, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		struct dump_line line = {
			.kind = DUMP_META,
			.name = arena_copy(&d->arena, c.key.at, c.key.n),
			.value = c.value,
		};

		if (!gram_is_mark(line.name)) /* grams are not in a dump */
			add_line(d, &line);
		arena_reset(&d->arena, clean);
	}
	kv_cursor_close(&c);
}

static bool add_record(struct dump *d, struct bytes key, struct err *e)
{
	struct dump_line line = { .kind = DUMP_RECORD, .without_personal = !d->personal };
	uint32_t ordinal = 0;
	uint8_t kind = 0;

	key_take_u8(&key, &kind);
	key_take_u32(&key, &ordinal);
	line.schema = schema_of((enum kind)kind);
	if (!line.schema)
		return err_set(e, ERR_STORE, "a record of a kind that does not exist");
	line.record = schema_new(line.schema, &d->arena);
	line.live = record_live(&d->txn, line.schema->kind, ordinal);
	if (!record_any(&d->txn, line.schema, ordinal, line.record, &d->arena, e))
		return false;
	add_line(d, &line);
	d->counts->records++;
	return true;
}

static bool add_records(struct dump *d, struct err *e)
{
	struct arena_mark clean = arena_mark(&d->arena);
	struct kv_cursor c;
	bool good = true;

	kv_cursor_open(&d->txn, KV_REC, &c);
	for (bool on = kv_first(&c); on && good; on = good && kv_next(&c)) {
		good = add_record(d, c.key, e);
		arena_reset(&d->arena, clean);
	}
	kv_cursor_close(&c);
	return good;
}

static void add_journal(struct dump *d, enum kv_db db, enum dump_kind kind)
{
	struct kv_cursor c;

	kv_cursor_open(&d->txn, db, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		struct dump_line line = { .kind = kind, .value = c.value };
		struct bytes rest = c.key;

		key_take_u32(&rest, &line.origin);
		key_take_u64(&rest, &line.sequence);
		key_take_u16(&rest, &line.tag);
		add_line(d, &line);
		d->counts->entries += kind == DUMP_ENTRY;
	}
	kv_cursor_close(&c);
}

static void add_end(struct dump *d)
{
	struct digest sum = digest_end(&d->sum);
	struct dump_line line = { .kind = DUMP_END, .lines = d->counts->lines };
	char hex[DIGEST_HEX];

	digest_hex(&sum, hex);
	line.sm3 = hex;
	digest_begin(&d->sum);
	add_line(d, &line);
}

static bool add_all(struct dump *d, struct time now, struct err *e)
{
	add_header(d, now);
	add_meta(d);
	if (!add_records(d, e))
		return false;
	add_journal(d, KV_EVENT, DUMP_ENTRY);
	if (d->personal)
		add_journal(d, KV_EVENT_PRIVATE, DUMP_PERSONAL);
	if (d->txn.err.kind) {
		*e = d->txn.err;
		return false;
	}
	add_end(d);
	return true;
}

bool dump_store(struct kv *kv, struct outlet *out, struct time now, bool personal,
	struct dump_counts *counts, struct err *e)
{
	struct dump d = { .out = out, .personal = personal, .counts = counts };
	bool good;

	*counts = (struct dump_counts){ 0 };
	if (!kv_begin_read(kv, &d.txn, e))
		return false;
	digest_begin(&d.sum);
	good = add_all(&d, now, e);
	digest_end(&d.sum);
	kv_end_read(&d.txn);
	buf_free(&d.text);
	arena_free(&d.arena);
	return good;
}
