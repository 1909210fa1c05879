#include "store/io/beside.h"

#include "locale/base/arena.h"
#include "locale/base/array.h"
#include "locale/base/buf.h"
#include "locale/base/file.h"
#include "store/kv/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 16 << 20, DEPTH_MOST = 3 };

static const char *const folders[] = { "county", "drafts" };

static bool write_file(const char *to, const struct buf *b, struct err *e)
{
	int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool done;

	if (fd < 0)
		return errno == EEXIST || err_errno(e, errno, to);
	done = file_write(fd, b->at, b->n) && fsync(fd) == 0;
	if (!done)
		err_errno(e, errno, to);
	close(fd);
	if (!done)
		unlink(to);
	return done;
}

static bool copy_file(const char *from, const char *to, struct err *e)
{
	struct buf b = { 0 };
	bool done;

	if (access(to, F_OK) == 0)
		return true;
	done = buf_read_file(&b, from, FILE_MOST) ? write_file(to, &b, e) : err_errno(e, errno, from);
	buf_free(&b);
	return done;
}

static bool copy_folder(const char *from, const char *to, int depth, struct err *e);

static bool copy_entry(const char *from, const char *to, const char *name, int depth, struct err *e)
{
	struct arena a = { 0 };
	const char *source = arena_format(&a, "%s/%s", from, name);
	const char *target = arena_format(&a, "%s/%s", to, name);
	struct stat st;
	bool done = true;

	if (lstat(source, &st) != 0)
		done = errno == ENOENT || err_errno(e, errno, source);
	else if (S_ISREG(st.st_mode) && st.st_size <= FILE_MOST)
		done = copy_file(source, target, e);
	else if (S_ISDIR(st.st_mode) && depth < DEPTH_MOST)
		done = copy_folder(source, target, depth + 1, e);
	arena_free(&a);
	return done;
}

static bool copy_folder(const char *from, const char *to, int depth, struct err *e)
{
	DIR *dir = opendir(from);
	bool done = true;

	if (!dir)
		return errno == ENOENT || err_errno(e, errno, from);
	done = place_make(to, e);
	for (struct dirent *d = done ? readdir(dir) : NULL; d && done; d = readdir(dir))
		if (d->d_name[0] != '.')
			done = copy_entry(from, to, d->d_name, depth, e);
	closedir(dir);
	file_sync_folder(to);
	return done;
}

bool beside_copy(const char *from, const char *to, struct err *e)
{
	for (size_t i = 0; i < COUNT(folders); i++)
		if (!copy_entry(from, to, folders[i], 0, e))
			return false;
	return true;
}
