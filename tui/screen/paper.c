#include "tui/screen/paper.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int fd, const char *at, size_t n)
{
	while (n) {
		ssize_t done = write(fd, at, n);

		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			at += done;
			n -= (size_t)done;
		}
	}
	return fsync(fd) == 0;
}

bool paper_write(const char *path, const struct buf *text, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0) {
		err_errno(e, errno, path);
		return errno == EEXIST ? err_fix(e, "name another file, or move the old one away") : false;
	}
	bool good = write_all(fd, buf_text(text), text->n);
	int why = errno;
	close(fd);
	if (good)
		return true;
	unlink(path);
	return err_errno(e, why, path);
}
