/* kv.h — one LMDB environment: tables of bytes, changed in transactions.
 *
 * One writer, many readers, also across processes.  A folder holds `data.mdb`,
 * LMDB's `lock.mdb`, the stamp `store` (see stamp.h), the `pen` (see pen.h) and the
 * note `audited` (see audited.h).
 * Everything is the owner's alone: folder 0700, files 0600, whatever the umask.
 *
 * A transaction keeps its first error: every later call on it does nothing and
 * answers "absent", so that a verb may write without looking and is told by
 * kv_commit(), which then keeps nothing.  Either all of a transaction is there
 * or none, also after a kill or a power cut.
 *
 * Bytes from kv_get() and cursors belong to LMDB, are not aligned, and die at the
 * next write of the transaction or with it: copy what is kept.  Read transactions
 * are short; one that waits for a key makes the file grow.
 *
 * A process has one environment per folder: opening it again shares it.  A child
 * made by fork() may not use its parent's `struct kv`; it opens its own.
 */
#ifndef YANPAN_STORE_KV_KV_H
#define YANPAN_STORE_KV_KV_H

#include "locale/base/buf.h"
#include "locale/base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum kv_db {
	KV_REC,
	KV_PRIVATE,
	KV_ID,
	KV_SORT,
	KV_SET,
	KV_GRAM,
	KV_PENDING,
	KV_LIVE,
	KV_EVENT,
	KV_EVENT_PRIVATE,
	KV_HISTORY,
	KV_META,
	KV_DB_COUNT
};

enum {
	KV_READ_ONLY = 1,
	KV_CREATE = 2,
	KV_AUDIT = 4, /* first reads every page, where the file is not as it was when that was done
					 last: LMDB then finds its way in this process too */
};

struct kv;

/* Opens the store in `folder`; with KV_CREATE makes folder and store where there is
 * none.  Refused: network drives, a store that another build (glibc, musl) has
 * open, a damaged file.  A folder with `store` but without `data.mdb` is damage,
 * not an empty store.  ERR_ABSENT: no store here.
 *
 * LMDB trusts its file, and a flipped bit may end the process: work that can be done in
 * a child is (child.h); what cannot (screens) opens with KV_AUDIT. */
bool kv_open(const char *folder, unsigned flags, struct kv **out, struct err *e);
void kv_close(struct kv *kv); /* safe on NULL; all transactions have ended */

const char *kv_folder(const struct kv *kv); /* absolute, links resolved */
bool kv_is_read_only(const struct kv *kv);
const char *kv_db_name(enum kv_db db); /* "rec"; for verify and doctor */

/* What is not wrong but should be known: the file system cannot keep a file to one
 * person, little free space, a place that a power cut empties.  Words, not printed:
 * as many of `out` as the answer says are filled. */
enum { KV_WARNINGS = 6 };
int kv_warnings(const struct kv *kv, struct err out[KV_WARNINGS]);

/* One thing of the floors above that belongs to the open store; kv_close() drops it. */
void kv_keep(struct kv *kv, void *thing, void (*drop)(void *thing));
void *kv_kept(const struct kv *kv); /* or NULL */

/* A number that is another one once any process has committed. */
uint64_t kv_generation(const struct kv *kv);

/* Programs from before there were forms (store/rec/migrate.h) can open the store no more.
 * ERR_BUSY: somebody has it open, and it may be one of them. */
bool kv_keep_out_older(struct kv *kv, struct err *e);

/* Bytes up to the last page in use: what a copy takes at most. */
uint64_t kv_bytes(const struct kv *kv);

/* Copies the store as it stands at one moment, without its unused pages, into a folder
 * that has no store (made where there is none); others may write meanwhile.  On the disk
 * when true.  A damaged store may end the process: do it in a child. */
bool kv_copy(struct kv *kv, const char *folder, struct err *e);

/* --- transactions --------------------------------------------------------- */

struct kv_txn {
	struct kv *kv;
	void *mdb; /* LMDB's; NULL once it has ended */
	struct kv_open_cursor *cursors;
	bool writes, map_full;
	struct err err; /* the first thing that went wrong */
};

bool kv_begin_read(struct kv *kv, struct kv_txn *txn, struct err *e);
void kv_end_read(struct kv_txn *txn); /* safe to call twice */

/* Takes the pen for the length of the transaction unless the process holds it
 * already.  ERR_BUSY names who writes.  No second write transaction in one process. */
bool kv_begin_write(struct kv *kv, struct kv_txn *txn, struct err *e);
bool kv_commit(struct kv_txn *txn, struct err *e); /* ends it either way; durable when true */
void kv_abort(struct kv_txn *txn);                 /* safe to call twice, and after kv_commit() */

/* The name and task on the pen that kv_begin_write() takes from now on, and how long
 * it waits for others (at first: the operating system's user, 5000 ms). */
void kv_sign(struct kv *kv, const char *name, const char *task, int wait_ms);

/* false: there is none, or the transaction has failed.  A key has 1 to 511 bytes. */
bool kv_get(struct kv_txn *txn, enum kv_db db, struct bytes key, struct bytes *value);
bool kv_has(struct kv_txn *txn, enum kv_db db, struct bytes key);
void kv_put(struct kv_txn *txn, enum kv_db db, struct bytes key, struct bytes value);

/* Faster, and packs pages full: the key is greater than every key there, else the
 * transaction fails. */
void kv_put_append(struct kv_txn *txn, enum kv_db db, struct bytes key, struct bytes value);
void kv_delete(struct kv_txn *txn, enum kv_db db, struct bytes key); /* absent: no harm */

uint64_t kv_count(struct kv_txn *txn, enum kv_db db);

/* Keeps the caller's reason as the transaction's error, if it has none yet. */
void kv_fail(struct kv_txn *txn, const struct err *e);

/* --- cursors --------------------------------------------------------------- */

/* A place in a table.  The movers return false at the end (or when the transaction
 * has failed) and fill key and value otherwise.  Writing to the table leaves the
 * place right but kills the bytes.  The transaction's end closes what was left open. */
struct kv_cursor {
	struct kv_txn *txn;
	void *mdb;
	enum kv_db db;
	struct bytes key, value;
};

void kv_cursor_open(struct kv_txn *txn, enum kv_db db, struct kv_cursor *c);
void kv_cursor_close(struct kv_cursor *c); /* safe to call twice */
bool kv_first(struct kv_cursor *c);
bool kv_last(struct kv_cursor *c);
bool kv_next(struct kv_cursor *c);
bool kv_prev(struct kv_cursor *c);
bool kv_seek(struct kv_cursor *c, struct bytes key);        /* the first key >= this one */
bool kv_seek_before(struct kv_cursor *c, struct bytes key); /* the last key <= this one */

/* Walks the keys that start with `prefix`:
 *     for (bool on = kv_seek_in(&c, prefix); on; on = kv_next_in(&c, prefix)) */
bool kv_seek_in(struct kv_cursor *c, struct bytes prefix);
bool kv_next_in(struct kv_cursor *c, struct bytes prefix);

/* --- faults ------------------------------------------------------------------ */

/* Reads every key and value of the store in a child process, so that no damage
 * can hurt this one.  False, ERR_STORE: what is damaged.  Not while this process
 * has a write transaction on it. */
bool kv_check(const char *folder, struct err *e);

/* For tests: the n-th write (put, delete or commit) of this process from now finds
 * the disk full; 0: none does. */
void kv_fail_at(int n);

#endif
