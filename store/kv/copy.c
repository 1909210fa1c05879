/* A second folder with the same store in it, made while others write. */
#include "locale/base/file.h"
#include "store/kv/inside.h"

#include "store/kv/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

uint64_t kv_bytes(const struct kv *kv)
{
	return env_used(kv);
}

/* What is read again afterwards shall come from the disk, not from memory. */
static bool settle_file(int fd)
{
	bool done = fsync(fd) == 0;

	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	return done;
}

static bool fill(struct kv *kv, const char *path, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	struct kv_txn txn;
	bool done;

	if (fd < 0)
		return err_errno(e, errno, path);
	/* A transaction of our own keeps writers out where LMDB's table of readers cannot. */
	done = kv_begin_read(kv, &txn, e) && env_copy(kv, fd, path, e);
	kv_end_read(&txn);
	if (done && !settle_file(fd))
		done = err_errno(e, errno, path);
	if (close(fd) != 0 && done)
		done = err_errno(e, errno, path);
	return done;
}

static bool stamp_copy(struct kv *kv, const char *folder, struct err *e)
{
	struct stamp stamp;
	bool done;

	if (!stamp_open(folder, true, &stamp, e))
		return false;
	done = stamp_finish(&stamp, folder, kv->page, e);
	stamp_close(&stamp);
	return done;
}

bool kv_copy(struct kv *kv, const char *folder, struct err *e)
{
	char path[4096];

	if (!place_make(folder, e))
		return false;
	if (snprintf(path, sizeof(path), "%s/data.mdb", folder) >= (int)sizeof(path))
		return err_errno(e, ENAMETOOLONG, folder);
	if (!fill(kv, path, e) || !stamp_copy(kv, folder, e))
		return false;
	file_sync_folder(folder);
	return true;
}
