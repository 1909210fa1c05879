#include "store/io/restore.h"

#include "locale/base/file.h"
#include "store/io/backup.h"
#include "store/io/beside.h"
#include "store/kv/child.h"
#include "store/kv/kv.h"
#include "store/kv/place.h"
#include "store/kv/stamp.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE = 4096 };

struct restoring {
	const char *store, *from;
	const char *fresh; /* folder of the copy before it counts */
	const char *old_data, *fresh_data, *old_lock;
	const char *aside, *aside_data;
};

static bool copy_in_child(void *arg, int *status, struct err *e)
{
	const struct restoring *r = arg;
	uint64_t left;
	struct kv *kv;
	bool done;

	*status = 0;
	if (!kv_open(r->from, KV_READ_ONLY, &kv, e))
		return false;
	if (place_free(r->store, &left) && left < kv_bytes(kv))
		done = err_errno(e, ENOSPC, r->store);
	else
		done = kv_copy(kv, r->fresh, e);
	kv_close(kv);
	return done;
}

static bool make_copy(struct restoring *r, struct err *e)
{
	int status;

	return generation_remove(r->fresh, e) && kv_in_child(r->from, copy_in_child, r, &status, e) &&
		kv_check(r->fresh, e);
}

/* A hard link keeps the old file while the new one takes its name in one step.  Where the
 * file system has no links (sticks) it is two steps: a kill between them leaves a store
 * that says its data file is missing, and the old one is set aside all the same. */
static bool set_aside(const struct restoring *r, struct err *e)
{
	if (access(r->old_data, F_OK) != 0)
		return true;
	if (!place_make(r->aside, e))
		return false;
	if (link(r->old_data, r->aside_data) != 0 && rename(r->old_data, r->aside_data) != 0)
		return err_errno(e, errno, r->aside_data);
	file_sync_folder(r->aside);
	return true;
}

static bool exchange(const struct restoring *r, struct stamp *stamp, struct err *e)
{
	struct err ignored = { 0 };

	if (!set_aside(r, e))
		return false;
	if (rename(r->fresh_data, r->old_data) != 0)
		return err_errno(e, errno, r->old_data);
	unlink(r->old_lock); /* its readers and mutexes are the old file's */
	file_sync_folder(r->store);
	generation_remove(r->fresh, &ignored);
	return stamp_finish(stamp, r->store, PAGE, e) && beside_copy(r->from, r->store, e);
}

static bool may_hold_store(const char *folder, struct err *e)
{
	char *real = realpath(folder, NULL);
	bool may = real ? place_check(real, e) : err_errno(e, errno, folder);

	free(real);
	return may;
}

static bool only_ours(const struct stamp *stamp, const char *store, struct err *e)
{
	if (stamp->alone)
		return true;
	if (!stamp->writable)
		return err_errno(e, EACCES, store);
	err_set(e, ERR_BUSY, "another program has the store open");
	err_at(e, "%s", store);
	return err_fix(e, "close yanpan on all screens first");
}

bool restore_store(const char *store, const char *from, struct time now, const char **aside,
	struct arena *a, struct err *e)
{
	char name[GENERATION_NAME];
	struct restoring r = {
		.store = store,
		.from = from,
		.fresh = arena_format(a, "%s/restoring", store),
		.old_data = arena_format(a, "%s/data.mdb", store),
		.fresh_data = arena_format(a, "%s/restoring/data.mdb", store),
		.old_lock = arena_format(a, "%s/lock.mdb", store),
	};
	struct stamp stamp;
	bool there, done;

	do
		generation_name((struct time){ now.s++ }, name);
	while (access(r.aside = arena_format(a, "%s/aside/%s", store, name), F_OK) == 0);
	r.aside_data = arena_format(a, "%s/data.mdb", r.aside);
	if (!place_make(store, e) || !may_hold_store(store, e) || !backup_check(from, e) ||
		!stamp_open(store, true, &stamp, e))
		return false;
	there = access(r.old_data, F_OK) == 0;
	done = only_ours(&stamp, store, e) && make_copy(&r, e) && exchange(&r, &stamp, e);
	stamp_close(&stamp);
	*aside = done && there ? r.aside : NULL;
	return done;
}
