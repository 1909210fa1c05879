/* layer.c — a disk that fails, loaded before the C library (LD_PRELOAD).
 *
 *     FAULT_UNDER   the folder whose files are on the failing disk
 *     FAULT_AT      the call that fails, counted from 1 over all processes; 0: only count
 *     FAULT_KIND    EIO     that one call
 *                   ENOSPC  from then on nothing can be added
 *                   EROFS   from then on nothing can be changed
 *                   pull    from then on nothing works, and mapped pages are gone (SIGBUS)
 *                   kill    the process dies there
 *     FAULT_STATE   a file both sides see: two ints, calls so far and whether it has begun
 *
 * Counted is what changes something.  A test may set the second int itself.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { KIND_EIO, KIND_ENOSPC, KIND_EROFS, KIND_PULL, KIND_KILL };
enum effect { READS, ADDS, CHANGES };
enum { MAPS_MOST = 64 };

struct state {
	int calls, begun;
};

static struct state *state;
static const char *under;
static enum kind kind;
static int fail_at;
static struct {
	void *at;
	size_t n;
} maps[MAPS_MOST];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void load_state(const char *path)
{
	int fd = REAL(open)(path, O_RDWR | O_CLOEXEC);
	void *at = fd < 0
		? MAP_FAILED
		: REAL(mmap)(NULL, sizeof(*state), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (fd >= 0)
		REAL(close)(fd);
	if (at != MAP_FAILED)
		state = at;
}

static void start(void)
{
	static const char *const names[] = { "EIO", "ENOSPC", "EROFS", "pull", "kill" };
	const char *path = getenv("FAULT_STATE"), *name = getenv("FAULT_KIND"),
			   *at = getenv("FAULT_AT");

	if (under || !path || !getenv("FAULT_UNDER"))
		return;
	under = getenv("FAULT_UNDER");
	fail_at = at ? atoi(at) : 0;
	for (size_t i = 0; name && i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(names[i], name))
			kind = (enum kind)i;
	load_state(path);
}

/* What was mapped from the disk is mapped from a file without a byte. */
static void take_pages_away(void)
{
	int empty = memfd_create("pulled", MFD_CLOEXEC);

	for (size_t i = 0; i < MAPS_MOST; i++)
		if (maps[i].at) {
			REAL(mmap)(maps[i].at, maps[i].n, PROT_READ, MAP_SHARED | MAP_FIXED, empty, 0);
			maps[i].at = NULL;
		}
	close(empty);
}

static bool is_pulled(void)
{
	if (!state || kind != KIND_PULL || !state->begun)
		return false;
	take_pages_away();
	return true;
}

static bool fails(enum effect effect)
{
	bool now;

	if (is_pulled()) {
		errno = EIO;
		return true;
	}
	if (!state || effect == READS)
		return false;
	now = __atomic_add_fetch(&state->calls, 1, __ATOMIC_SEQ_CST) == fail_at;
	if (now && kind == KIND_KILL)
		kill(getpid(), SIGKILL);
	if (now && kind != KIND_EIO)
		state->begun = 1;
	if (is_pulled() || (now && kind == KIND_EIO)) {
		errno = EIO;
		return true;
	}
	if (!state->begun || (kind == KIND_ENOSPC && effect != ADDS))
		return false;
	errno = kind == KIND_ENOSPC ? ENOSPC : EROFS;
	return kind == KIND_ENOSPC || kind == KIND_EROFS;
}

static bool is_ours(const char *path)
{
	char real[4096], cwd[2048];

	start();
	if (!state)
		return false;
	if (path[0] != '/' && getcwd(cwd, sizeof(cwd))) {
		snprintf(real, sizeof(real), "%s/%s", cwd, path);
		path = real;
	}
	return !strncmp(path, under, strlen(under));
}

static bool is_our_fd(int fd)
{
	char link[64], path[4096];
	ssize_t n;

	start();
	if (!state)
		return false;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	path[n > 0 ? n : 0] = '\0';
	return is_ours(path);
}

static bool fd_fails(int fd, enum effect effect)
{
	int kept = errno;
	bool failing = is_our_fd(fd) && fails(effect);

	if (!failing)
		errno = kept;
	return failing;
}

static bool path_fails(const char *path, enum effect effect)
{
	int kept = errno;
	bool failing = is_ours(path) && fails(effect);

	if (!failing)
		errno = kept;
	return failing;
}

/* ---- the calls ---- */

static enum effect effect_of(int flags, const char *path)
{
	if ((flags & O_ACCMODE) == O_RDONLY && !(flags & O_CREAT))
		return READS;
	return flags & O_CREAT && access(path, F_OK) != 0 ? ADDS : CHANGES;
}

#define OPEN(name)                                                                                 \
	int name(const char *path, int flags, ...)                                                     \
	{                                                                                              \
		va_list more;                                                                              \
		mode_t mode;                                                                               \
                                                                                                   \
		va_start(more, flags);                                                                     \
		mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                           \
		va_end(more);                                                                              \
		if (path_fails(path, effect_of(flags, path)))                                              \
			return -1;                                                                             \
		return REAL(name)(path, flags, mode);                                                      \
	}
OPEN(open)
OPEN(open64)

#define MAKE_TEMPORARY(name)                                                                       \
	int name(char *path, int flags)                                                                \
	{                                                                                              \
		return path_fails(path, ADDS) ? -1 : REAL(name)(path, flags);                              \
	}
MAKE_TEMPORARY(mkostemp)
MAKE_TEMPORARY(mkostemp64)

ssize_t read(int fd, void *to, size_t n)
{
	return fd_fails(fd, READS) ? -1 : REAL(read)(fd, to, n);
}

ssize_t write(int fd, const void *from, size_t n)
{
	return fd_fails(fd, ADDS) ? -1 : REAL(write)(fd, from, n);
}

#define PWRITE(name, type)                                                                         \
	ssize_t name(int fd, const void *from, size_t n, type at)                                      \
	{                                                                                              \
		return fd_fails(fd, ADDS) ? -1 : REAL(name)(fd, from, n, at);                              \
	}
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define PWRITEV(name, type)                                                                        \
	ssize_t name(int fd, const struct iovec *from, int n, type at)                                 \
	{                                                                                              \
		return fd_fails(fd, ADDS) ? -1 : REAL(name)(fd, from, n, at);                              \
	}
PWRITEV(pwritev, off_t)
PWRITEV(pwritev64, off64_t)

#define PREAD(name, type)                                                                          \
	ssize_t name(int fd, void *to, size_t n, type at)                                              \
	{                                                                                              \
		return fd_fails(fd, READS) ? -1 : REAL(name)(fd, to, n, at);                               \
	}
PREAD(pread, off_t)
PREAD(pread64, off64_t)

int fsync(int fd)
{
	return fd_fails(fd, CHANGES) ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
	return fd_fails(fd, CHANGES) ? -1 : REAL(fdatasync)(fd);
}

#define TRUNCATE(name, type)                                                                       \
	int name(int fd, type n)                                                                       \
	{                                                                                              \
		return fd_fails(fd, CHANGES) ? -1 : REAL(name)(fd, n);                                     \
	}
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define ALLOCATE(name, type)                                                                       \
	int name(int fd, int mode, type at, type n)                                                    \
	{                                                                                              \
		return fd_fails(fd, ADDS) ? -1 : REAL(name)(fd, mode, at, n);                              \
	}
ALLOCATE(fallocate, off_t)
ALLOCATE(fallocate64, off64_t)

int rename(const char *from, const char *to)
{
	return path_fails(to, CHANGES) ? -1 : REAL(rename)(from, to);
}

int unlink(const char *path)
{
	return path_fails(path, CHANGES) ? -1 : REAL(unlink)(path);
}

int mkdir(const char *path, mode_t mode)
{
	return path_fails(path, ADDS) ? -1 : REAL(mkdir)(path, mode);
}

/* Inside the C library streams write by themselves. */
int fflush(FILE *f)
{
	return f && fd_fails(fileno(f), ADDS) ? EOF : REAL(fflush)(f);
}

int fclose(FILE *f)
{
	bool failing = fd_fails(fileno(f), ADDS);
	int done = REAL(fclose)(f);

	if (failing)
		errno = EIO;
	return failing ? EOF : done;
}

static void *remember(void *at, size_t n)
{
	for (size_t i = 0; at != MAP_FAILED && i < MAPS_MOST; i++)
		if (!maps[i].at) {
			maps[i].at = at;
			maps[i].n = n;
			break;
		}
	return at;
}

#define MAP(name, type)                                                                            \
	void *name(void *at, size_t n, int protection, int flags, int fd, type from)                   \
	{                                                                                              \
		bool ours = fd >= 0 && is_our_fd(fd);                                                      \
		void *got;                                                                                 \
                                                                                                   \
		if (ours && fails(READS))                                                                  \
			return MAP_FAILED;                                                                     \
		got = REAL(name)(at, n, protection, flags, fd, from);                                      \
		return ours ? remember(got, n) : got;                                                      \
	}
MAP(mmap, off_t)
MAP(mmap64, off64_t)

int munmap(void *at, size_t n)
{
	for (size_t i = 0; i < MAPS_MOST; i++)
		if (maps[i].at == at)
			maps[i].at = NULL;
	return REAL(munmap)(at, n);
}

/* Who waits for a key does not notice by itself that the stick is gone. */
int poll(struct pollfd *fds, nfds_t n, int ms)
{
	int got = REAL(poll)(fds, n, ms);

	start();
	(void)is_pulled();
	return got;
}
