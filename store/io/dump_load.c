/* A store from the lines of a dump: made beside its place, verified, then put there. */
#include "store/io/backup.h"
#include "store/io/dump.h"
#include "store/io/dump_line.h"
#include "store/io/restore.h"
#include "store/kv/child.h"
#include "store/kv/key.h"
#include "store/rec/codec.h"
#include "store/rec/index.h"
#include "store/rec/journal.h"
#include "store/rec/pile.h"
#include "store/rec/reindex.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MOST = 64 << 20, LINES_AT_ONCE = 8192 };

struct loading {
	const char *path, *fresh;
	FILE *in;
	struct buf line;
	uint64_t number; /* of the line, 1 … */
	struct digest_run sum;
	struct kv *kv;
	struct kv_txn txn;
	struct pile pile;
	struct block live; /* of a kind's block, until another one comes */
	enum kind live_kind;
	uint32_t live_block;
	uint64_t records, entries;
	uint64_t records_said, entries_said; /* by the header */
	char head[DIGEST_HEX];
	bool ended;
	struct arena arena; /* emptied after each line */
};

/* --- lines -------------------------------------------------------------------------------- */

static const unsigned char BOM[] = { 0xEF, 0xBB, 0xBF };

/* What mail programs and editors add: CRLF, and a mark at the start of the file. */
static void trim(struct loading *l)
{
	if (l->line.n && l->line.at[l->line.n - 1] == '\r')
		buf_cut(&l->line, l->line.n - 1);
	if (l->number == 1 && l->line.n >= sizeof(BOM) && !memcmp(l->line.at, BOM, sizeof(BOM))) {
		memmove(l->line.at, l->line.at + sizeof(BOM), l->line.n - sizeof(BOM));
		buf_cut(&l->line, l->line.n - sizeof(BOM));
	}
}

/* *end: there is none.  A line without its end is taken: its checksum tells. */
static bool next_line(struct loading *l, bool *end, struct err *e)
{
	int c;

	buf_cut(&l->line, 0);
	while ((c = getc_unlocked(l->in)) != EOF && c != '\n') {
		if (l->line.n == LINE_MOST)
			return err_set(e, ERR_INPUT, "this line is too long for a dump");
		buf_putc(&l->line, (char)c);
	}
	if (ferror(l->in))
		return err_errno(e, errno, l->path);
	*end = c == EOF && l->line.n == 0;
	l->number++;
	trim(l);
	return true;
}

static bool another_copy(struct err *e)
{
	return err_fix(e, "take another copy of the dump; nothing of this one was loaded");
}

static bool wrong_place(struct err *e)
{
	err_set(e, ERR_INPUT, "this line of the dump stands in the wrong place");
	return another_copy(e);
}

/* --- what stands in them -------------------------------------------------------------------- */

static void keep_live(struct loading *l)
{
	if (l->live_kind != KIND_NONE)
		index_put_live(&l->txn, l->live_kind, l->live_block, &l->live);
	l->live_kind = KIND_NONE;
}

static void put_live(struct loading *l, enum kind kind, uint32_t ordinal)
{
	if (l->live_kind != kind || l->live_block != block_of(ordinal)) {
		keep_live(l);
		l->live_kind = kind;
		l->live_block = block_of(ordinal);
		index_live(&l->txn, kind, l->live_block, &l->live);
	}
	block_add(&l->live, block_place(ordinal));
}

static void put_part(struct loading *l, enum kv_db db, enum codec_part part, const struct key *k,
	const struct dump_line *line)
{
	struct buf value = { 0 };

	codec_write(line->schema, line->record, part, key_bytes(k), &value);
	kv_put(&l->txn, db, key_bytes(k), (struct bytes){ value.at, value.n });
	buf_free(&value);
}

static bool load_record(struct loading *l, const struct dump_line *line, struct err *e)
{
	const struct head *h = line->record;
	enum kind kind = line->schema->kind;
	struct key k, uid;

	index_record_key(kind, h->ordinal, &k);
	index_uid_key(h->uid, &uid);
	if (kv_has(&l->txn, KV_REC, key_bytes(&k)) || kv_has(&l->txn, KV_ID, key_bytes(&uid)))
		return wrong_place(e);
	put_part(l, KV_REC, CODEC_PUBLIC, &k, line);
	if (codec_has_private(line->schema, line->record))
		put_part(l, KV_PRIVATE, CODEC_PRIVATE, &k, line);
	kv_put(&l->txn, KV_ID, key_bytes(&uid), key_bytes(&k));
	pile_add(&l->pile, line->schema, line->record);
	if (line->live)
		put_live(l, kind, h->ordinal);
	l->records++;
	return true;
}

static void event_key(const struct dump_line *line, struct key *k)
{
	key_start(k);
	key_u32(k, line->origin);
	key_u64(k, line->sequence);
}

static bool load_entry(struct loading *l, const struct dump_line *line, struct err *e)
{
	struct event ev;
	struct key k, history;

	event_key(line, &k);
	schema_init(&event_schema, &ev);
	if (!codec_read(&event_schema, key_bytes(&k), line->value, CODEC_PUBLIC, &ev, &l->arena, e)) {
		e->kind = ERR_INPUT;
		return another_copy(e);
	}
	kv_put(&l->txn, KV_EVENT, key_bytes(&k), line->value);
	if (ev.subject_ordinal) {
		index_record_key((enum kind)ev.kind, (uint32_t)ev.subject_ordinal, &history);
		key_u64(&history, line->sequence);
		kv_put(&l->txn, KV_HISTORY, key_bytes(&history), (struct bytes){ "", 0 });
	}
	l->entries++;
	return true;
}

static bool load_personal(struct loading *l, const struct dump_line *line, struct err *e)
{
	struct key k;

	(void)e;
	event_key(line, &k);
	key_u16(&k, line->tag);
	kv_put(&l->txn, KV_EVENT_PRIVATE, key_bytes(&k), line->value);
	return true;
}

static bool load_meta(struct loading *l, const struct dump_line *line, struct err *e)
{
	(void)e;
	kv_put(&l->txn, KV_META, (struct bytes){ line->name, strlen(line->name) }, line->value);
	return true;
}

static bool load_header(struct loading *l, const struct dump_line *line, struct err *e)
{
	if (l->number != 1)
		return wrong_place(e);
	memcpy(l->head, line->head, sizeof(l->head));
	l->records_said = line->records;
	l->entries_said = line->entries;
	return true;
}

static bool load_end(struct loading *l, const struct dump_line *line, struct err *e)
{
	struct digest sum = digest_end(&l->sum);
	char hex[DIGEST_HEX];

	digest_begin(&l->sum);
	digest_hex(&sum, hex);
	l->ended = true;
	if (line->lines == l->number - 1 && !strcmp(line->sm3, hex) && l->records == l->records_said &&
		l->entries == l->entries_said)
		return true;
	err_set(e, ERR_INPUT, "lines are missing in the dump, or not the ones that were there");
	return another_copy(e);
}

/* --- all of them ----------------------------------------------------------------------------- */

static bool commit(struct loading *l, struct err *e)
{
	keep_live(l);
	pile_write(&l->pile, &l->txn, true);
	return kv_commit(&l->txn, e);
}

static bool load_line(struct loading *l, struct err *e)
{
	static bool (*const loaders[])(struct loading *, const struct dump_line *, struct err *) = {
		[DUMP_HEADER] = load_header,
		[DUMP_META] = load_meta,
		[DUMP_RECORD] = load_record,
		[DUMP_ENTRY] = load_entry,
		[DUMP_PERSONAL] = load_personal,
		[DUMP_END] = load_end,
	};
	struct dump_line line;

	if (!dump_line_read((struct bytes){ buf_text(&l->line), l->line.n }, &line, &l->arena, e))
		return false;
	if (l->ended || (l->number == 1 && line.kind != DUMP_HEADER))
		return wrong_place(e);
	if (!loaders[line.kind](l, &line, e))
		return false;
	digest_add(&l->sum, (struct bytes){ l->line.at, l->line.n });
	digest_add(&l->sum, (struct bytes){ "\n", 1 });
	return l->number % LINES_AT_ONCE || (commit(l, e) && kv_begin_write(l->kv, &l->txn, e));
}

static bool load_lines(struct loading *l, struct err *e)
{
	struct arena_mark clean = arena_mark(&l->arena);
	bool end = false;

	while (next_line(l, &end, e) && !end) {
		if (!load_line(l, e))
			return false;
		arena_reset(&l->arena, clean);
	}
	if (e->kind || l->ended)
		return !e->kind;
	err_set(e, ERR_INPUT, "the dump ends before its end");
	return another_copy(e);
}

static bool same_head(struct loading *l, struct err *e)
{
	struct digest head = journal_head(&l->txn);
	char hex[DIGEST_HEX];

	digest_hex(&head, hex);
	return !strcmp(hex, l->head) ||
		err_set(e, ERR_INPUT, "the journal does not end as the dump says it does");
}

/* Grams are not in a dump. */
static bool build_grams(struct kv *kv, struct err *e)
{
	struct reindex *r;
	bool good = reindex_open(kv, true, &r, e);

	while (good && !reindex_done(r))
		good = reindex_step(r, 1000, e);
	reindex_close(r);
	return good;
}

static bool load_into(struct loading *l, struct err *e)
{
	bool good;

	if (!kv_open(l->fresh, KV_CREATE, &l->kv, e))
		return false;
	digest_begin(&l->sum);
	good = kv_begin_write(l->kv, &l->txn, e) && load_lines(l, e) && same_head(l, e) &&
		commit(l, e) && build_grams(l->kv, e);
	if (!good && e->kind == ERR_INPUT)
		err_at(e, "%s, line %llu", l->path, (unsigned long long)l->number);
	kv_abort(&l->txn);
	digest_end(&l->sum);
	kv_close(l->kv);
	pile_free(&l->pile);
	arena_free(&l->arena);
	buf_free(&l->line);
	return good;
}

static bool load_in_child(void *arg, int *status, struct err *e)
{
	struct loading *l = arg;
	bool good;

	*status = 0;
	l->in = fopen(l->path, "r");
	if (!l->in) {
		err_errno(e, errno, l->path);
		e->kind = ERR_INPUT; /* the store is not in trouble */
		return false;
	}
	good = load_into(l, e);
	fclose(l->in);
	return good;
}

static bool has_none(const char *store, struct arena *a, struct err *e)
{
	if (access(arena_format(a, "%s/data.mdb", store), F_OK) != 0)
		return true;
	err_set(e, ERR_RULE, "there is a store in this folder already");
	err_at(e, "%s", store);
	return err_fix(e, "name another with --store");
}

/* What was loaded is a store of its own until it is verified and takes its place. */
static bool load_beside(
	struct loading *l, const char *store, struct time now, struct arena *a, struct err *e)
{
	struct err ignored = { 0 };
	const char *aside;
	int status;
	bool good = generation_remove(l->fresh, e) &&
		kv_in_child(l->fresh, load_in_child, l, &status, e) &&
		restore_store(store, l->fresh, now, &aside, a, e);

	generation_remove(l->fresh, &ignored);
	if (!good)
		rmdir(store); /* where it was made for this alone */
	return good;
}

bool dump_load(const char *path, const char *store, struct time now, struct err *e)
{
	struct arena a = { 0 };
	struct loading l = { .path = path, .fresh = arena_format(&a, "%s/loading", store) };
	bool good = has_none(store, &a, e) && load_beside(&l, store, now, &a, e);

	arena_free(&a);
	return good;
}
