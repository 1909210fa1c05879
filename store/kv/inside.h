/* inside.h — what home.c, kv.c, walk.c and copy.c share of an open store; nobody else's business.
 *
 * home.c knows the folder, kv.c LMDB, walk.c every byte, copy.c a second folder.
 */
#ifndef YANPAN_STORE_KV_INSIDE_H
#define YANPAN_STORE_KV_INSIDE_H

#include "store/kv/kv.h"
#include "store/kv/pen.h"
#include "store/kv/stamp.h"

#include <sys/types.h>

struct MDB_env;
struct MDB_txn;

struct kv {
	char *folder, *file; /* the second: data.mdb, as the place of errors */
	struct MDB_env *env;
	unsigned tables[KV_DB_COUNT];
	struct MDB_txn *idle; /* a read transaction at rest: begins again without looking for a slot */
	struct stamp stamp;
	int note;   /* audited.h; -1: none */
	bool sound; /* the file was in the state noted when the write transaction began */
	bool read_only;
	bool lock_free; /* LMDB's lock file cannot be written: pen_block() stands for it */
	bool writing, broken, full_disk;
	int readers, users;
	unsigned page;
	size_t map;
	uint64_t reserved; /* bytes of the file that have their place on the disk */
	struct pen pen;    /* of the write transaction, or of the readers where lock_free */
	char name[64], task[64];
	int wait_ms;
	pid_t pid;
	dev_t dev;
	ino_t ino;
	void *kept; /* kv_keep() */
	void (*drop)(void *kept);
	struct kv *next;
};

bool env_open(struct kv *kv, struct err *e);
void env_close(struct kv *kv);

/* Tables are made once, together; later a missing one is damage, which LMDB would
 * show as an empty store. */
bool env_open_tables(struct kv *kv, bool make, struct err *e);

void env_reserve(struct kv *kv);        /* a full disk then still takes some megabytes of work */
void env_clear_readers(struct kv *kv);  /* those that were killed */
uint64_t env_used(const struct kv *kv); /* bytes up to the last page in use */

bool env_is_audited(const struct kv *kv);
void env_note(const struct kv *kv, bool closing); /* the file is sound as it stands */

/* The pages in use into an open file, whose name `path` is for errors. */
bool env_copy(struct kv *kv, int fd, const char *path, struct err *e);

/* Pages of a table that hold rows, without those of large values. */
size_t txn_leaves(struct kv_txn *txn, enum kv_db db);
uint64_t txn_number(const struct kv_txn *txn);
bool txn_runs(const struct kv_txn *txn);
bool txn_fail_damaged(struct kv_txn *txn, enum kv_db db);

/* Reads every page without LMDB (pages.h); its tables need not be open. */
bool walk_pages(struct kv *kv, struct err *e);

#endif
