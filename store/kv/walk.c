/* Every byte of a store, read once: the only proof that a file is whole. */
#include "store/kv/inside.h"

#include "store/kv/checksum.h"
#include "store/kv/child.h"
#include "store/kv/datafile.h"
#include "store/kv/key.h"
#include "store/kv/pages.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct walk {
	struct kv_txn txn;
	uint32_t sum; /* so that every byte is read */
};

static int compare(struct bytes a, struct bytes b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int by = n ? memcmp(a.at, b.at, n) : 0;

	return by ? by : (a.n > b.n) - (a.n < b.n);
}

static bool walk_table(struct walk *w, enum kv_db db)
{
	uint64_t n = 0, count = kv_count(&w->txn, db);
	struct bytes before = { 0 };
	struct kv_cursor c;

	kv_cursor_open(&w->txn, db, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		if (++n > count || (n > 1 && compare(before, c.key) >= 0))
			return txn_fail_damaged(&w->txn, db);
		before = c.key;
		w->sum = checksum_add(w->sum, c.value);
	}
	kv_cursor_close(&c);
	return txn_runs(&w->txn) && (n == count || txn_fail_damaged(&w->txn, db));
}

/* Reads the pages as they are for a transaction that has just begun, and keeps it. */
static bool audit(struct kv *kv, struct kv_txn *txn, struct err *e)
{
	enum pages_state state = PAGES_OVERTAKEN;
	char table[64];

	*txn = (struct kv_txn){ 0 };
	for (int tries = 0; state == PAGES_OVERTAKEN && tries < 20; tries++) {
		kv_end_read(txn);
		if (!kv_begin_read(kv, txn, e))
			return false;
		state = pages_audit(kv->file, txn_number(txn), table);
	}
	if (state == PAGES_DAMAGED)
		return datafile_damaged(kv->file, table[0] ? table : NULL, e);
	return state != PAGES_UNREAD || err_errno(e, errno, kv->file);
}

bool walk_pages(struct kv *kv, struct err *e)
{
	struct kv_txn txn;
	bool sound = audit(kv, &txn, e);

	kv_end_read(&txn);
	return sound;
}

static bool walk_all(struct kv *kv, struct err *e)
{
	struct walk w = { 0 };
	bool sound = audit(kv, &w.txn, e);

	for (int db = 0; db < KV_DB_COUNT && sound; db++)
		if (!walk_table(&w, (enum kv_db)db)) {
			*e = w.txn.err;
			sound = false;
		}
	kv_end_read(&w.txn);
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
