/* Every byte of a store, read once: the only proof that a file is whole. */
#include "store/kv/inside.h"

#include "locale/base/arena.h"
#include "store/kv/checksum.h"
#include "store/kv/child.h"
#include "store/kv/key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct walk {
	struct kv_txn txn;
	uint64_t pages;      /* in use by tables */
	uint64_t last;       /* page */
	unsigned char *seen; /* a bit per page: on the list of unused ones */
	uint64_t unused;     /* on that list */
	uint32_t sum;        /* so that every byte is read */
};

static int compare(struct bytes a, struct bytes b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int by = n ? memcmp(a.at, b.at, n) : 0;

	return by ? by : (a.n > b.n) - (a.n < b.n);
}

static bool measure(struct walk *w, unsigned table, struct table_size *size)
{
	if (!txn_measure(&w->txn, table, size))
		return false;
	w->pages += size->pages;
	return w->pages <= w->last + 1 || txn_fail_damaged(&w->txn, table);
}

static bool walk_table(struct walk *w, unsigned table)
{
	struct kv_cursor c;
	struct bytes before = { 0 };
	struct table_size size;
	uint64_t n = 0;

	if (!measure(w, table, &size))
		return false;
	txn_cursor(&w->txn, table, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		if (++n > size.entries || c.key.n > KEY_MAX || (n > 1 && compare(before, c.key) >= 0))
			return txn_fail_damaged(&w->txn, table);
		before = c.key;
		w->sum = checksum_add(w->sum, c.value);
	}
	kv_cursor_close(&c);
	return txn_runs(&w->txn) && (n == size.entries || txn_fail_damaged(&w->txn, table));
}

/* A page that is called free twice, or does not exist, would be given away twice. */
static bool note_unused(struct walk *w, struct bytes list)
{
	size_t count, page;
	const unsigned char *at = list.at;

	if (list.n < sizeof(count))
		return false;
	memcpy(&count, at, sizeof(count));
	if (count != list.n / sizeof(page) - 1)
		return false;
	for (size_t i = 1; i <= count; i++) {
		memcpy(&page, at + i * sizeof(page), sizeof(page));
		if (page < 2 || page > w->last || (w->seen[page / 8] & 1 << page % 8))
			return false;
		w->seen[page / 8] = (unsigned char)(w->seen[page / 8] | 1 << page % 8);
	}
	w->unused += count;
	return true;
}

static bool walk_unused(struct walk *w)
{
	struct kv_cursor c;
	struct table_size size;
	uint64_t n = 0;
	bool sound = measure(w, TABLE_OF_UNUSED, &size) && measure(w, TABLE_OF_TABLES, &size) &&
		size.entries == KV_DB_COUNT;

	txn_cursor(&w->txn, TABLE_OF_UNUSED, &c);
	for (bool on = sound && kv_first(&c); on && sound; on = kv_next(&c))
		sound = ++n <= w->last && note_unused(w, c.value);
	kv_cursor_close(&c);
	return txn_runs(&w->txn) && (sound || txn_fail_damaged(&w->txn, TABLE_OF_UNUSED));
}

/* Pages may be lost (LMDB leaks some), but not be in use and unused at once. */
static bool adds_up(struct walk *w)
{
	return w->pages + w->unused + 2 <= w->last + 1 || txn_fail_damaged(&w->txn, TABLE_OF_UNUSED);
}

bool walk_all(struct kv *kv, struct err *e)
{
	struct walk w = { 0 };
	bool sound;

	if (!kv_begin_read(kv, &w.txn, e))
		return false;
	w.last = env_used(kv) / kv->page - 1;
	w.seen = must_alloc(w.last / 8 + 1);
	memset(w.seen, 0, w.last / 8 + 1);
	sound = walk_unused(&w);
	for (unsigned table = 0; table < KV_DB_COUNT && sound; table++)
		sound = walk_table(&w, table);
	sound = sound && adds_up(&w);
	kv_end_read(&w.txn);
	free(w.seen);
	if (!sound)
		*e = w.txn.err;
	return sound;
}

static bool check_opened(void *arg, int *status, struct err *e)
{
	struct kv *kv;
	bool sound;

	*status = 0;
	if (!kv_open(arg, KV_READ_ONLY, &kv, e))
		return false;
	sound = walk_all(kv, e);
	kv_close(kv);
	return sound;
}

bool kv_check(const char *folder, struct err *e)
{
	char copy[4096];
	int status;

	snprintf(copy, sizeof(copy), "%s", folder);
	return kv_in_child(folder, check_opened, copy, &status, e);
}
