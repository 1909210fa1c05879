#include "locale/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int file_beside(const char *path, char *unfinished)
{
	struct stat old;
	bool there = stat(path, &old) == 0;
	int fd;

	if (there && !S_ISREG(old.st_mode)) {
		errno = S_ISDIR(old.st_mode) ? EISDIR : ENXIO;
		return -1;
	}
	fd = mkostemp(unfinished, O_CLOEXEC);
	/* Some sticks and shares know no permissions: the file is good all the same. */
	if (fd >= 0 && there)
		(void)fchmod(fd, old.st_mode & 0777);
	return fd;
}

bool file_write(int fd, const void *from, size_t bytes)
{
	const char *at = from;

	while (bytes > 0) {
		ssize_t n = write(fd, at, bytes);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			at += n;
			bytes -= (size_t)n;
		}
	}
	return true;
}

static bool write_new(const char *fresh, const void *from, size_t bytes, bool sync)
{
	int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool done;
	int error;

	if (fd < 0)
		return false;
	done = file_write(fd, from, bytes) && (!sync || fsync(fd) == 0);
	error = errno;
	if (close(fd) != 0 && done)
		return false;
	errno = error;
	return done;
}

bool file_replace(const char *path, const void *from, size_t bytes, bool sync)
{
	char fresh[PATH_MAX];
	int error;

	if (snprintf(fresh, sizeof(fresh), "%s.new", path) >= (int)sizeof(fresh)) {
		errno = ENAMETOOLONG;
		return false;
	}
	if (write_new(fresh, from, bytes, sync) && rename(fresh, path) == 0)
		return true;
	error = errno;
	unlink(fresh);
	errno = error;
	return false;
}

bool file_sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done;
	int error;

	if (fd < 0)
		return false;
	done = fsync(fd) == 0 || errno == EINVAL; /* FAT and some shares sync no folders */
	error = errno;
	close(fd);
	errno = error;
	return done;
}

const char *file_typed(const char *text, struct arena *a)
{
	const char *home = getenv("HOME");
	size_t n = strcspn(text, "\n");

	if (n > 1 && (*text == '\'' || *text == '"') && text[n - 1] == *text)
		return arena_copy(a, text + 1, n - 2);
	if (text[0] == '~' && (n == 1 || text[1] == '/') && home)
		return arena_format(a, "%s%.*s", home, (int)n - 1, text + 1);
	return arena_copy(a, text, n);
}
