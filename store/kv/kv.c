/* What LMDB 0.9 needs to be safe here, each learned by a test (see the comments below):
 * default sync, no WRITEMAP, no DUPSORT; NOTLS; one environment per process; pages of
 * 4096 bytes everywhere; tables made once and never again; a file that ends early is
 * first walked in a child. */
#include "locale/base/array.h"
#include "store/kv/inside.h"

#include "locale/base/arena.h"
#include "locale/msg/msg.h"
#include "store/kv/audited.h"
#include "store/kv/datafile.h"
#include "store/kv/key.h"
#include "store/kv/place.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail_at;

static const char *const TABLE_NAMES[KV_DB_COUNT] = {
	[KV_REC] = "rec",
	[KV_PRIVATE] = "private",
	[KV_ID] = "id",
	[KV_SORT] = "sort",
	[KV_SET] = "set",
	[KV_GRAM] = "gram",
	[KV_PENDING] = "pending",
	[KV_LIVE] = "live",
	[KV_EVENT] = "event",
	[KV_EVENT_PRIVATE] = "event_private",
	[KV_HISTORY] = "history",
	[KV_META] = "meta",
};

/* Address space only; the file grows as it fills.  The small ones are for PCs and
 * containers that limit a program's address space. */
static const uint64_t MAPS[] = { UINT64_C(64) << 30, UINT64_C(16) << 30, UINT64_C(4) << 30,
	UINT64_C(1) << 30, UINT64_C(256) << 20, UINT64_C(64) << 20 };
static const uint64_t MAP_ROOM = 8 << 20; /* a map with less room behind the data is enlarged */
static const uint64_t FULL = 1 << 20;
static const uint64_t RESERVE_AGAIN = 4 << 20;

/* --- words ------------------------------------------------------------------- */

struct words {
	int code;
	const char *what, *fix;
};

static const struct words code_words[] = {
	{ MDB_VERSION_MISMATCH, N_("another version of LMDB has this store open, or made it"),
		N_("close the other program, or use the one that made the store") },
	{ MDB_PANIC, N_("an earlier write to the disk failed"),
		N_("end the program and start it again; what was confirmed is there") },
	{ MDB_MAP_FULL, N_("this step is larger than the room for the store, which is now enlarged"),
		N_("do it again") },
	{ MDB_MAP_RESIZED, N_("another program has enlarged the store"),
		N_("end the program and start it again") },
	{ MDB_TXN_FULL, N_("this step changes too much at once"), N_("do it in smaller parts") },
	{ MDB_READERS_FULL, N_("too many programs have the store open"), N_("close some of them") },
	{ MDB_KEYEXIST, N_("the order of the store's keys is broken"), N_("run: yanpan verify") },
	{ ENOMEM, N_("the system gives this program too little memory"),
		N_("close other programs, or have the limit raised (ulimit -v)") },
};

/* LMDB calls a write that the disk cut short an I/O error. */
static bool is_full(const struct kv *kv)
{
	uint64_t left;

	return place_free(kv->folder, &left) && left < FULL;
}

static bool explain(const struct kv *kv, int code, struct err *e)
{
	if (code == EIO && is_full(kv))
		code = ENOSPC;
	for (size_t i = 0; i < COUNT(code_words); i++) {
		if (code_words[i].code != code)
			continue;
		err_set(e, ERR_STORE, "%s", _(code_words[i].what));
		err_at(e, "%s", kv->file);
		return err_fix(e, "%s", _(code_words[i].fix));
	}
	return code > 0 ? err_errno(e, code, kv->file) : datafile_damaged(kv->file, NULL, e);
}

/* --- opening ------------------------------------------------------------------- */

/* LMDB found its file to make no sense.  Its own message is for programmers; who
 * watches (a parent, the terminal's keeper) sees the signal. */
static void on_assert(MDB_env *env, const char *message)
{
	(void)env, (void)message;
	abort();
}

uint64_t env_used(const struct kv *kv)
{
	MDB_envinfo info;

	mdb_env_info(kv->env, &info);
	return ((uint64_t)info.me_last_pgno + 1) * kv->page;
}

static int open_mapped(struct kv *kv, size_t map, unsigned flags)
{
	int code = mdb_env_create(&kv->env);

	if (code)
		return code;
	mdb_env_set_assert(kv->env, on_assert);
	mdb_env_set_maxdbs(kv->env, KV_DB_COUNT);
	mdb_env_set_mapsize(kv->env, map);
	errno = 0; /* 0.9.24 takes an old one for its own */
	code = mdb_env_open(kv->env, kv->folder, flags, 0600);
	if (code) {
		mdb_env_close(kv->env);
		kv->env = NULL;
	}
	return code;
}

/* mmap(2) says no to so much address space: the kernel with ENOMEM, valgrind with EINVAL. */
static bool is_too_wide(int code)
{
	return code == ENOMEM || code == EINVAL;
}

/* Opening can fail while another process opens or closes (lmdb.h). */
static int open_patiently(struct kv *kv, size_t map, unsigned flags)
{
	int code = open_mapped(kv, map, flags);

	for (int i = 0; i < 3 && code && !is_too_wide(code) && code != EACCES && code != ENOSPC; i++) {
		usleep(50000);
		code = open_mapped(kv, map, flags);
	}
	return code;
}

static int open_as_wide_as_possible(struct kv *kv)
{
	unsigned flags =
		MDB_NOTLS | (kv->read_only ? MDB_RDONLY : 0) | (kv->lock_free ? MDB_NOLOCK : 0);
	int code = ENOMEM;

	for (size_t i = 0; i < COUNT(MAPS) && is_too_wide(code); i++)
		if (MAPS[i] <= SIZE_MAX / 2)
			code = open_patiently(kv, (size_t)MAPS[i], flags);
	return code;
}

bool env_open(struct kv *kv, struct err *e)
{
	int code = open_as_wide_as_possible(kv);
	MDB_stat stat;
	MDB_envinfo info;

	if (code == ENOSPC && kv->read_only && !kv->lock_free) { /* a backup on a full stick */
		kv->lock_free = true;
		code = open_as_wide_as_possible(kv);
	}
	if (code)
		return explain(kv, code, e);
	mdb_env_stat(kv->env, &stat);
	mdb_env_info(kv->env, &info);
	kv->page = stat.ms_psize;
	kv->map = info.me_mapsize;
	return true;
}

void env_close(struct kv *kv)
{
	if (kv->idle)
		mdb_txn_abort(kv->idle);
	if (kv->env)
		mdb_env_close(kv->env);
	kv->idle = NULL;
	kv->env = NULL;
}

bool env_open_tables(struct kv *kv, bool make, struct err *e)
{
	MDB_txn *txn;
	int code = mdb_txn_begin(kv->env, NULL, make ? 0 : MDB_RDONLY, &txn);

	if (code)
		return explain(kv, code, e);
	for (int i = 0; i < KV_DB_COUNT && !code; i++) {
		code = mdb_dbi_open(txn, TABLE_NAMES[i], make ? MDB_CREATE : 0, &kv->tables[i]);
		if (code == MDB_NOTFOUND || code == MDB_INCOMPATIBLE) {
			mdb_txn_abort(txn);
			return datafile_damaged(kv->file, TABLE_NAMES[i], e);
		}
	}
	if (!code)
		code = mdb_txn_commit(txn); /* keeps the handles, also of a read transaction */
	else
		mdb_txn_abort(txn);
	return !code || explain(kv, code, e);
}

void env_clear_readers(struct kv *kv)
{
	int dead;

	if (!kv->lock_free)
		mdb_reader_check(kv->env, &dead);
}

void env_reserve(struct kv *kv)
{
	uint64_t used = env_used(kv);
	int fd;

	if (kv->reserved == UINT64_MAX || (kv->reserved && used + RESERVE_AGAIN <= kv->reserved))
		return;
	kv->full_disk = mdb_env_get_fd(kv->env, &fd) != 0 || !datafile_reserve(fd, used, &kv->reserved);
}

bool env_is_audited(const struct kv *kv)
{
	int fd;

	return kv->env && mdb_env_get_fd(kv->env, &fd) == 0 && audited_holds(kv->note, fd);
}

void env_note(const struct kv *kv, bool closing)
{
	int fd;

	if (mdb_env_get_fd(kv->env, &fd) == 0)
		audited_note(kv->note, fd, closing);
}

bool env_copy(struct kv *kv, int fd, const char *path, struct err *e)
{
	int code = mdb_env_copyfd2(kv->env, fd, MDB_CP_COMPACT);

	if (code > 0)
		return err_errno(e, code, path);
	return !code || explain(kv, code, e);
}

const char *kv_db_name(enum kv_db db)
{
	return TABLE_NAMES[db];
}

uint64_t kv_generation(const struct kv *kv)
{
	MDB_envinfo info;

	mdb_env_info(kv->env, &info);
	return info.me_last_txnid;
}

/* --- transactions ---------------------------------------------------------------- */

static bool fail_code(struct kv_txn *txn, int code)
{
	if (txn->err.kind == ERR_NONE)
		explain(txn->kv, code, &txn->err);
	return false;
}

void kv_fail(struct kv_txn *txn, const struct err *e)
{
	if (txn->err.kind == ERR_NONE)
		txn->err = *e;
}

static bool may_map(size_t bytes)
{
	void *at = mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return at != MAP_FAILED && munmap(at, bytes) == 0;
}

/* Enlarges the map so that `bytes` fit; values and transactions would be left dangling,
 * so there must be none.  LMDB drops the old map before it asks for the new one and
 * has none if that is refused: therefore the system is asked first. */
static bool grow(struct kv *kv, uint64_t bytes)
{
	size_t map = kv->map;

	while (map < bytes && map <= SIZE_MAX / 4)
		map *= 2;
	if (kv->writing || kv->readers || map < bytes || !may_map(map))
		return false;
	kv->broken = mdb_env_set_mapsize(kv->env, map) != 0;
	if (!kv->broken)
		kv->map = map;
	return !kv->broken;
}

static int begin(struct kv *kv, unsigned flags, MDB_txn **out)
{
	int code;

	if (!(flags & MDB_RDONLY) || !kv->idle)
		return mdb_txn_begin(kv->env, NULL, flags, out);
	code = mdb_txn_renew(kv->idle);
	if (!code) {
		*out = kv->idle;
		kv->idle = NULL;
	}
	return code;
}

static bool begin_txn(struct kv *kv, struct kv_txn *txn, unsigned flags)
{
	MDB_txn *mdb = NULL;
	int code;

	if (kv->broken)
		return fail_code(txn, MDB_PANIC);
	code = begin(kv, flags, &mdb);
	if (code == MDB_MAP_RESIZED && grow(kv, env_used(kv) + MAP_ROOM))
		code = begin(kv, flags, &mdb);
	if (code)
		return fail_code(txn, code);
	txn->mdb = mdb;
	return true;
}

static bool give_back(struct kv_txn *txn, struct err *e)
{
	*e = txn->err;
	return false;
}

bool kv_begin_read(struct kv *kv, struct kv_txn *txn, struct err *e)
{
	assert(kv->pid == getpid());
	*txn = (struct kv_txn){ .kv = kv };
	if (kv->lock_free && !kv->readers && !pen_block(kv->folder, kv->wait_ms, &kv->pen, &txn->err))
		return give_back(txn, e);
	if (!begin_txn(kv, txn, MDB_RDONLY)) {
		if (!kv->readers)
			pen_drop(&kv->pen);
		return give_back(txn, e);
	}
	kv->readers++;
	return true;
}

/* LMDB's cursors are the transaction's, so that one forgotten by a function that has
 * returned is closed all the same. */
struct kv_open_cursor {
	MDB_cursor *mdb;
	struct kv_open_cursor *next;
};

static void close_first(struct kv_open_cursor **at)
{
	struct kv_open_cursor *gone = *at;

	*at = gone->next;
	mdb_cursor_close(gone->mdb);
	free(gone);
}

static void close_cursors(struct kv_txn *txn)
{
	while (txn->cursors)
		close_first(&txn->cursors);
}

void kv_end_read(struct kv_txn *txn)
{
	struct kv *kv = txn->kv;

	if (!txn->mdb)
		return;
	close_cursors(txn);
	if (kv->idle) {
		mdb_txn_abort(txn->mdb);
	} else {
		mdb_txn_reset(txn->mdb);
		kv->idle = txn->mdb;
	}
	txn->mdb = NULL;
	if (--kv->readers == 0 && kv->lock_free)
		pen_drop(&kv->pen);
}

static bool may_begin_write(struct kv *kv, struct kv_txn *txn)
{
	struct err *e = &txn->err;

	if (kv->read_only) {
		err_set(e, ERR_STORE, "the store is open for reading only");
		err_at(e, "%s", kv->folder);
		return err_fix(e, "start the program without --read-only");
	}
	if (kv->writing) {
		err_set(e, ERR_BUSY, "this program is writing already");
		return err_at(e, "%s", kv->folder);
	}
	return pen_take(kv->folder, kv->name, kv->task, kv->wait_ms, &kv->pen, e);
}

bool kv_begin_write(struct kv *kv, struct kv_txn *txn, struct err *e)
{
	assert(kv->pid == getpid());
	*txn = (struct kv_txn){ .kv = kv, .writes = true };
	if (!may_begin_write(kv, txn))
		return give_back(txn, e);
	env_clear_readers(kv); /* their pages could not be used again */
	if (env_used(kv) + MAP_ROOM > kv->map)
		grow(kv, env_used(kv) + MAP_ROOM);
	if (!begin_txn(kv, txn, 0)) {
		pen_drop(&kv->pen);
		return give_back(txn, e);
	}
	kv->writing = true;
	kv->sound = env_is_audited(kv);
	return true;
}

static void end_write(struct kv_txn *txn)
{
	txn->mdb = NULL;
	txn->kv->writing = false;
}

void kv_abort(struct kv_txn *txn)
{
	if (!txn->mdb)
		return;
	close_cursors(txn);
	mdb_txn_abort(txn->mdb);
	end_write(txn);
	if (txn->kv->sound)
		env_note(txn->kv, false);
	if (txn->map_full && !grow(txn->kv, (uint64_t)txn->kv->map * 2))
		explain(txn->kv, ENOMEM, &txn->err);
	pen_drop(&txn->kv->pen);
}

/* For tests: counts down to the write that finds no space. */
static bool fails_now(void)
{
	return fail_at > 0 && --fail_at == 0;
}

void kv_fail_at(int n)
{
	fail_at = n;
}

bool kv_commit(struct kv_txn *txn, struct err *e)
{
	int code;

	assert(txn->writes);
	if (txn->err.kind == ERR_NONE && fails_now())
		fail_code(txn, ENOSPC);
	if (txn->err.kind != ERR_NONE || !txn->mdb) {
		kv_abort(txn);
		return give_back(txn, e);
	}
	close_cursors(txn);
	code = mdb_txn_commit(txn->mdb);
	end_write(txn);
	if (code)
		fail_code(txn, code);
	else
		env_reserve(txn->kv);
	if (!code && txn->kv->sound)
		env_note(txn->kv, false);
	pen_drop(&txn->kv->pen);
	return !code || give_back(txn, e);
}

/* --- one key ----------------------------------------------------------------------- */

bool txn_runs(const struct kv_txn *txn)
{
	return txn->mdb && txn->err.kind == ERR_NONE;
}

static MDB_val val_of(struct bytes b)
{
	return (MDB_val){ .mv_size = b.n, .mv_data = (void *)b.at };
}

static struct bytes bytes_of(MDB_val v)
{
	return (struct bytes){ .at = v.mv_data, .n = v.mv_size };
}

/* A flipped bit in a length would send its reader beyond the end of the file.  Bytes
 * lie within one page, or begin right behind the header of the first of several, which
 * counts them.  Changed pages of a write transaction lie elsewhere, and are ours. */
static bool is_sound(const struct kv_txn *txn, MDB_val v)
{
	static long own_page;
	size_t page = txn->kv->page, header = sizeof(size_t) + 8;
	size_t inside = (uintptr_t)v.mv_data & (page - 1);
	uint32_t pages;

	if (!own_page)
		own_page = sysconf(_SC_PAGESIZE);
	if (txn->writes || (long)page > own_page || inside + v.mv_size <= page)
		return true;
	if (inside != header)
		return false;
	memcpy(&pages, (const char *)v.mv_data - sizeof(pages), sizeof(pages));
	return header + v.mv_size <= (uint64_t)pages * page;
}

bool txn_fail_damaged(struct kv_txn *txn, enum kv_db db)
{
	if (txn->err.kind == ERR_NONE)
		datafile_damaged(txn->kv->file, TABLE_NAMES[db], &txn->err);
	return false;
}

bool kv_get(struct kv_txn *txn, enum kv_db db, struct bytes key, struct bytes *value)
{
	MDB_val k = val_of(key), v;
	int code;

	assert(key.n >= 1 && key.n <= KEY_MAX);
	if (!txn_runs(txn))
		return false;
	code = mdb_get(txn->mdb, txn->kv->tables[db], &k, &v);
	if (code == MDB_NOTFOUND)
		return false;
	if (code)
		return fail_code(txn, code);
	*value = bytes_of(v);
	return is_sound(txn, v) || txn_fail_damaged(txn, db);
}

bool kv_has(struct kv_txn *txn, enum kv_db db, struct bytes key)
{
	struct bytes ignored;

	return kv_get(txn, db, key, &ignored);
}

static bool may_write_now(struct kv_txn *txn)
{
	assert(txn->writes);
	return txn_runs(txn) && (!fails_now() || fail_code(txn, ENOSPC));
}

static void keep_code(struct kv_txn *txn, int code)
{
	txn->map_full = txn->map_full || code == MDB_MAP_FULL;
	if (code)
		fail_code(txn, code);
}

static void put(
	struct kv_txn *txn, enum kv_db db, struct bytes key, struct bytes value, unsigned flags)
{
	MDB_val k = val_of(key), v = val_of(value);

	assert(key.n >= 1 && key.n <= KEY_MAX);
	if (may_write_now(txn))
		keep_code(txn, mdb_put(txn->mdb, txn->kv->tables[db], &k, &v, flags));
}

void kv_put(struct kv_txn *txn, enum kv_db db, struct bytes key, struct bytes value)
{
	put(txn, db, key, value, 0);
}

void kv_put_append(struct kv_txn *txn, enum kv_db db, struct bytes key, struct bytes value)
{
	put(txn, db, key, value, MDB_APPEND);
}

void kv_delete(struct kv_txn *txn, enum kv_db db, struct bytes key)
{
	MDB_val k = val_of(key);
	int code;

	assert(key.n >= 1 && key.n <= KEY_MAX);
	if (!may_write_now(txn))
		return;
	code = mdb_del(txn->mdb, txn->kv->tables[db], &k, NULL);
	keep_code(txn, code == MDB_NOTFOUND ? 0 : code);
}

uint64_t txn_number(const struct kv_txn *txn)
{
	return mdb_txn_id(txn->mdb);
}

static MDB_stat stat_of(struct kv_txn *txn, enum kv_db db)
{
	MDB_stat stat = { 0 };
	int code = txn_runs(txn) ? mdb_stat(txn->mdb, txn->kv->tables[db], &stat) : 0;

	if (code)
		fail_code(txn, code);
	return stat;
}

uint64_t kv_count(struct kv_txn *txn, enum kv_db db)
{
	return stat_of(txn, db).ms_entries;
}

size_t txn_leaves(struct kv_txn *txn, enum kv_db db)
{
	return stat_of(txn, db).ms_leaf_pages;
}

/* --- cursors ------------------------------------------------------------------------ */

void kv_cursor_open(struct kv_txn *txn, enum kv_db db, struct kv_cursor *c)
{
	struct kv_open_cursor *open;
	MDB_cursor *mdb;
	int code;

	*c = (struct kv_cursor){ .txn = txn, .db = db };
	if (!txn_runs(txn))
		return;
	code = mdb_cursor_open(txn->mdb, txn->kv->tables[db], &mdb);
	if (code) {
		fail_code(txn, code);
		return;
	}
	c->mdb = mdb;
	open = must_alloc(sizeof(*open));
	*open = (struct kv_open_cursor){ .mdb = mdb, .next = txn->cursors };
	txn->cursors = open;
}

void kv_cursor_close(struct kv_cursor *c)
{
	for (struct kv_open_cursor **at = &c->txn->cursors; *at; at = &(*at)->next)
		if ((*at)->mdb == c->mdb) {
			close_first(at);
			break;
		}
	c->mdb = NULL;
}

static bool move(struct kv_cursor *c, MDB_val k, MDB_cursor_op how)
{
	MDB_val v;
	int code;

	if (!c->mdb || !txn_runs(c->txn))
		return false;
	code = mdb_cursor_get(c->mdb, &k, &v, how);
	if (code == MDB_NOTFOUND)
		return false;
	if (code)
		return fail_code(c->txn, code);
	if (!is_sound(c->txn, k) || !is_sound(c->txn, v))
		return txn_fail_damaged(c->txn, c->db);
	c->key = bytes_of(k);
	c->value = bytes_of(v);
	return true;
}

bool kv_first(struct kv_cursor *c)
{
	return move(c, (MDB_val){ 0 }, MDB_FIRST);
}

bool kv_last(struct kv_cursor *c)
{
	return move(c, (MDB_val){ 0 }, MDB_LAST);
}

bool kv_next(struct kv_cursor *c)
{
	return move(c, (MDB_val){ 0 }, MDB_NEXT);
}

bool kv_prev(struct kv_cursor *c)
{
	return move(c, (MDB_val){ 0 }, MDB_PREV);
}

bool kv_seek(struct kv_cursor *c, struct bytes key)
{
	return key.n ? move(c, val_of(key), MDB_SET_RANGE) : kv_first(c);
}

bool kv_seek_before(struct kv_cursor *c, struct bytes key)
{
	if (!kv_seek(c, key))
		return txn_runs(c->txn) && kv_last(c);
	return (c->key.n == key.n && key_starts_with(c->key, key)) || kv_prev(c);
}

bool kv_seek_in(struct kv_cursor *c, struct bytes prefix)
{
	return kv_seek(c, prefix) && key_starts_with(c->key, prefix);
}

bool kv_next_in(struct kv_cursor *c, struct bytes prefix)
{
	return kv_next(c) && key_starts_with(c->key, prefix);
}
