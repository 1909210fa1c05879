/* The folder of a store: made, looked over, opened once, shared, closed. */
#include "locale/base/array.h"
#include "locale/base/file.h"
#include "store/kv/inside.h"

#include "locale/base/arena.h"
#include "store/kv/audited.h"
#include "store/kv/datafile.h"
#include "store/kv/place.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct kv *open_stores; /* of this process, and in a child those of its parent */

static const uint64_t LITTLE_SPACE = 20 << 20;
static const int PEN_WAIT_MS = 5000;

static bool no_store(const char *folder, struct err *e)
{
	err_set(e, ERR_ABSENT, "there is no store in this folder");
	err_at(e, "%s", folder);
	return err_fix(e, "check the name, or make one by importing orders");
}

static bool lost_file(struct kv *kv, struct err *e)
{
	err_set(e, ERR_STORE, "the data file is missing or empty");
	e->damage = true;
	err_at(e, "%s", kv->file);
	return err_fix(e, "put data.mdb back, or restore the newest backup");
}

/* What there is of data.mdb, and whether LMDB may be let at it; makes it if there was
 * never one. */
static bool prepare_file(struct kv *kv, bool make, struct datafile *d, struct err *e)
{
	if (!datafile_look(kv->folder, d, e))
		return false;
	if ((!d->there || d->empty) && kv->stamp.made)
		return lost_file(kv, e);
	if (!d->there || d->empty) { /* never made, or killed on the way */
		d->empty = true;
		return make ? d->there || datafile_make(kv->folder, e) : no_store(kv->folder, e);
	}
	return true;
}

static bool may_write(const char *path)
{
	return faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0;
}

static bool can_lock(const struct kv *kv)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/lock.mdb", kv->folder);
	if (faccessat(AT_FDCWD, path, F_OK, AT_EACCESS) != 0)
		return may_write(kv->folder);
	return may_write(path);
}

/* LMDB's files after the umask of whoever made them, or after a copy by hand. */
static void keep_private(const struct kv *kv)
{
	static const char *const files[] = { "data.mdb", "lock.mdb", "store", "pen", "audited" };
	char path[4096];

	for (size_t i = 0; i < COUNT(files); i++) {
		snprintf(path, sizeof(path), "%s/%s", kv->folder, files[i]);
		place_make_private(path, 0600);
	}
}

static bool settle(struct kv *kv, struct err *e)
{
	env_clear_readers(kv);
	if (kv->read_only)
		return true;
	keep_private(kv);
	env_reserve(kv);
	if (kv->stamp.made || !kv->stamp.alone)
		return true;
	if (!stamp_finish(&kv->stamp, kv->folder, kv->page, e))
		return false;
	file_sync_folder(kv->folder);
	return true;
}

/* A file that we have just made, or that is in a state known to be sound, is not read. */
static bool look_over(struct kv *kv, const struct datafile *d, bool audit, struct err *e)
{
	if (!kv->read_only)
		kv->note = audited_open(kv->folder);
	kv->sound = d->empty || env_is_audited(kv);
	if (!d->is_short && (kv->sound || !audit))
		return true;
	kv->sound = walk_pages(kv, e);
	return kv->sound;
}

static bool open_store(struct kv *kv, bool make, bool audit, struct err *e)
{
	struct datafile d;
	bool there = access(kv->file, F_OK) == 0;

	if (!stamp_open(kv->folder, make || there, &kv->stamp, e))
		return false;
	if (!there && kv->stamp.fd < 0)
		return no_store(kv->folder, e);
	kv->lock_free = kv->read_only && !(kv->stamp.writable && can_lock(kv));
	if (!prepare_file(kv, make, &d, e) || !env_open(kv, e))
		return false;
	if (!look_over(kv, &d, audit, e) || !env_open_tables(kv, d.empty, e) || !settle(kv, e))
		return false;
	if (kv->sound)
		env_note(kv, false);
	if (stamp_share(&kv->stamp))
		return true;
	return err_errno(e, errno, kv->folder);
}

static struct kv *find_open(const struct stat *st)
{
	for (struct kv *kv = open_stores; kv; kv = kv->next)
		if (kv->dev == st->st_dev && kv->ino == st->st_ino && kv->pid == getpid())
			return kv;
	return NULL;
}

static bool share(struct kv *kv, bool read_only, struct kv **out, struct err *e)
{
	if (kv->read_only && !read_only) {
		err_set(e, ERR_STORE, "the store is open for reading only");
		return err_at(e, "%s", kv->folder);
	}
	kv->users++;
	*out = kv;
	return true;
}

static void forget(const struct kv *gone)
{
	for (struct kv **at = &open_stores; *at; at = &(*at)->next)
		if (*at == gone) {
			*at = gone->next;
			return;
		}
}

void kv_close(struct kv *kv)
{
	if (!kv || --kv->users > 0)
		return;
	assert(!kv->writing && !kv->readers);
	forget(kv);
	if (env_is_audited(kv))
		env_note(kv, true);
	kv_keep(kv, NULL, NULL);
	env_close(kv);
	if (kv->note >= 0)
		close(kv->note);
	stamp_close(&kv->stamp);
	free(kv->folder);
	free(kv->file);
	free(kv);
}

static struct kv *new_kv(char *folder, const struct stat *st, bool read_only)
{
	struct kv *kv = must_alloc(sizeof(*kv));
	size_t room = strlen(folder) + sizeof("/data.mdb");

	*kv = (struct kv){ .folder = folder,
		.read_only = read_only,
		.users = 1,
		.pid = getpid(),
		.wait_ms = PEN_WAIT_MS,
		.stamp.fd = -1,
		.note = -1,
		.dev = st->st_dev,
		.ino = st->st_ino };
	kv->file = must_alloc(room);
	snprintf(kv->file, room, "%s/data.mdb", folder);
	return kv;
}

static bool open_folder(char *folder, unsigned flags, struct kv **out, struct err *e)
{
	bool read_only = (flags & KV_READ_ONLY) != 0;
	struct stat st;
	struct kv *kv;

	if (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode)) {
		err_errno(e, S_ISDIR(st.st_mode) ? errno : ENOTDIR, folder);
		free(folder);
		return false;
	}
	kv = find_open(&st);
	if (kv) {
		free(folder);
		return share(kv, read_only, out, e);
	}
	kv = new_kv(folder, &st, read_only);
	kv->next = open_stores;
	open_stores = kv;
	if (!place_check(folder, e) ||
		!open_store(kv, (flags & KV_CREATE) && !read_only, flags & KV_AUDIT, e)) {
		kv_close(kv);
		return false;
	}
	*out = kv;
	return true;
}

bool kv_open(const char *folder, unsigned flags, struct kv **out, struct err *e)
{
	char *real;

	*out = NULL;
	if ((flags & KV_CREATE) && !(flags & KV_READ_ONLY) && !place_make(folder, e))
		return false;
	real = realpath(folder, NULL);
	if (real && strlen(real) < 4000)
		return open_folder(real, flags, out, e);
	free(real);
	if (!real && errno == ENOENT)
		return no_store(folder, e);
	return err_errno(e, real ? ENAMETOOLONG : errno, folder);
}

bool kv_keep_out_older(struct kv *kv, struct err *e)
{
	return stamp_raise(&kv->stamp, kv->folder, kv->page, e);
}

void kv_keep(struct kv *kv, void *thing, void (*drop)(void *thing))
{
	if (kv->drop)
		kv->drop(kv->kept);
	kv->kept = thing;
	kv->drop = drop;
}

void *kv_kept(const struct kv *kv)
{
	return kv->kept;
}

const char *kv_folder(const struct kv *kv)
{
	return kv->folder;
}

bool kv_is_read_only(const struct kv *kv)
{
	return kv->read_only;
}

void kv_sign(struct kv *kv, const char *name, const char *task, int wait_ms)
{
	snprintf(kv->name, sizeof(kv->name), "%s", name ? name : "");
	snprintf(kv->task, sizeof(kv->task), "%s", task ? task : "");
	kv->wait_ms = wait_ms;
}

static void warn_private(const struct kv *kv, struct err *e)
{
	err_set(e, ERR_STORE, "others on this PC can read the store, and this disk cannot prevent it");
	err_at(e, "%s", kv->folder);
	err_fix(e, "lock the stick away, or keep the store on the PC's own disk");
}

static void warn_memory(const struct kv *kv, struct err *e)
{
	err_set(e, ERR_STORE, "this folder is in memory: switching the PC off empties it");
	err_at(e, "%s", kv->folder);
	err_fix(e, "keep the store on a disk");
}

static void warn_space(const struct kv *kv, uint64_t bytes, struct err *e)
{
	err_set(e, ERR_STORE, "the disk is nearly full: %u MiB are left", (unsigned)(bytes >> 20));
	err_at(e, "%s", kv->folder);
	err_fix(e, "free some space now; work goes on for a while");
}

int kv_warnings(const struct kv *kv, struct err out[KV_WARNINGS])
{
	uint64_t left = UINT64_MAX;
	int n = 0;

	if (!place_is_private(kv->file))
		warn_private(kv, &out[n++]);
	if (place_is_memory(kv->folder))
		warn_memory(kv, &out[n++]);
	if (!kv->read_only && place_free(kv->folder, &left) && (left < LITTLE_SPACE || kv->full_disk))
		warn_space(kv, left, &out[n++]);
	return n;
}
