#include "store/kv/stamp.h"

#include "locale/base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const int WAIT_MS = 5000; /* for a process that is making or opening the store */
static const int STEP_US = 20000;

static const char HEAD[] = "yanpan store\n";

/* What a stamp says; an empty or torn one says nothing. */
struct content {
	unsigned format, page;
	char libc[16];
	bool made;
};

/* Which C library this program was built with. */
static const char *own_libc(void)
{
#ifdef __GLIBC__
	return "glibc";
#else
	return "musl";
#endif
}

static void path_of(const char *folder, const char *name, char *out, size_t room)
{
	snprintf(out, room, "%s/%s", folder, name);
}

/* The lock belongs to the open file, not to the process: closing another descriptor
 * of the same file does not drop it, and two of one process exclude each other. */
static bool lock(int fd, short type)
{
	struct flock all = { .l_type = type, .l_whence = SEEK_SET };

	return fcntl(fd, F_OFD_SETLK, &all) == 0;
}

static void read_content(int fd, struct content *c)
{
	char text[256], yes[8];
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);

	*c = (struct content){ 0 };
	text[n > 0 ? n : 0] = '\0';
	if (strncmp(text, HEAD, strlen(HEAD)) != 0)
		return;
	for (const char *line = strchr(text, '\n'); line; line = strchr(line + 1, '\n')) {
		sscanf(line, "\nformat %u", &c->format);
		sscanf(line, "\npage %u", &c->page);
		sscanf(line, "\nlibc %15s", c->libc);
		if (sscanf(line, "\nmade %7s", yes) == 1)
			c->made = !strcmp(yes, "yes");
	}
}

static bool write_content(int fd, const struct content *c)
{
	char text[256];
	int n = snprintf(text, sizeof(text), "%sformat %u\nlibc %s\npage %u\nmade %s\n", HEAD,
		c->format, c->libc, c->page, c->made ? "yes" : "no");

	return pwrite(fd, text, (size_t)n, 0) == n && ftruncate(fd, n) == 0 && fsync(fd) == 0;
}

static bool open_file(const char *path, bool make, struct stamp *s, struct err *e)
{
	s->fd = open(path, O_RDWR | O_CLOEXEC | (make ? O_CREAT : 0), 0600);
	s->writable = s->fd >= 0;
	if (s->fd < 0 && (errno == EACCES || errno == EROFS || errno == EPERM))
		s->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (s->fd >= 0 || errno == ENOENT || (errno == EROFS && !make))
		return true;
	return err_errno(e, errno, path);
}

/* Alone, or among others of the same flavour; -1 while somebody is opening. */
static int try_lock(struct stamp *s, struct content *c)
{
	s->alone = s->writable && lock(s->fd, F_WRLCK);
	if (!s->alone && !lock(s->fd, F_RDLCK))
		return -1;
	read_content(s->fd, c);
	return s->alone || !s->writable || !strcmp(c->libc, own_libc());
}

static bool wait_for_lock(struct stamp *s, struct content *c, struct err *e)
{
	int64_t until = clock_monotonic_ms() + WAIT_MS;
	int got;

	while ((got = try_lock(s, c)) < 0 && clock_monotonic_ms() < until)
		usleep((useconds_t)STEP_US);
	if (got > 0)
		return true;
	if (got < 0) {
		err_set(e, ERR_BUSY, "another program is just opening the store");
		return err_fix(e, "wait a moment, then do it again");
	}
	err_set(e, ERR_BUSY, "another build of yanpan (%s; this one is %s) has the store open", c->libc,
		own_libc());
	return err_fix(e, "close it there first, or use the same program everywhere");
}

/* The mutexes in lock.mdb are another C library's, and nobody is using them. */
static bool take_over(struct stamp *s, const char *folder, struct content *c, struct err *e)
{
	char path[4096];

	path_of(folder, "lock.mdb", path, sizeof(path));
	if (c->libc[0] && strcmp(c->libc, own_libc()) != 0 && unlink(path) != 0 && errno != ENOENT)
		return err_errno(e, errno, path);
	if (!c->format)
		c->format = STAMP_FORMAT;
	snprintf(c->libc, sizeof(c->libc), "%s", own_libc());
	path_of(folder, "store", path, sizeof(path));
	return write_content(s->fd, c) || err_errno(e, errno, path);
}

static bool check(struct stamp *s, const char *folder, struct err *e)
{
	struct content c = { 0 };

	if (!wait_for_lock(s, &c, e))
		return err_at(e, "%s", folder);
	if (c.format > STAMP_FORMAT) {
		err_set(e, ERR_STORE, "a newer yanpan made this store (format %u)", c.format);
		err_at(e, "%s", folder);
		return err_fix(e, "use the newer program");
	}
	if (s->alone && (!c.format || strcmp(c.libc, own_libc()) != 0) && !take_over(s, folder, &c, e))
		return false;
	s->made = c.made;
	s->format = c.format;
	return true;
}

bool stamp_open(const char *folder, bool make, struct stamp *out, struct err *e)
{
	char path[4096];

	*out = (struct stamp){ .fd = -1 };
	path_of(folder, "store", path, sizeof(path));
	if (!open_file(path, make, out, e))
		return false;
	if (out->fd < 0)
		return true;
	if (make)
		fchmod(out->fd, 0600);
	if (check(out, folder, e))
		return true;
	stamp_close(out);
	return false;
}

bool stamp_finish(struct stamp *s, const char *folder, unsigned page, struct err *e)
{
	struct content c = { .format = s->format, .page = page, .made = true };

	snprintf(c.libc, sizeof(c.libc), "%s", own_libc());
	if (!write_content(s->fd, &c)) {
		err_errno(e, errno, folder);
		return false;
	}
	s->made = true;
	return true;
}

bool stamp_raise(struct stamp *s, const char *folder, unsigned page, struct err *e)
{
	bool good;

	if (s->format >= STAMP_FORMAT)
		return true;
	if (!s->writable || !lock(s->fd, F_WRLCK)) {
		err_set(e, ERR_BUSY, "the store is to be brought to a new form, and a program has it open");
		err_at(e, "%s", folder);
		return err_fix(e, "close yanpan everywhere else, then do it again");
	}
	s->format = STAMP_FORMAT;
	good = stamp_finish(s, folder, page, e);
	return lock(s->fd, F_RDLCK) && good;
}

bool stamp_share(struct stamp *s)
{
	if (!s->alone)
		return true;
	s->alone = false;
	return lock(s->fd, F_RDLCK);
}

void stamp_close(struct stamp *s)
{
	if (s->fd >= 0) {
		lock(s->fd, F_UNLCK); /* a child made by fork() may have the file open too */
		close(s->fd);
	}
	*s = (struct stamp){ .fd = -1 };
}
