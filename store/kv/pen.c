#include "store/kv/pen.h"

#include "store/kv/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PEN_BYTE, WISH_BYTE }; /* of the file: locked by the holder, by those who wait */

static const int STEP_US = 10000;
static const int GIVE_WAY_US = 30000; /* more than a step: who waits has tried meanwhile */

static struct pen *held; /* by this process, and in a child those of its parent */

/* Belongs to the open file, so that two of one process exclude each other and closing
 * another descriptor drops nothing. */
static struct flock lock_of(int byte, short type)
{
	return (struct flock){ .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
}

static bool lock(int fd, int byte, short type)
{
	struct flock l = lock_of(byte, type);

	return fcntl(fd, F_OFD_SETLK, &l) == 0;
}

/* Whether a lock of this type would meet somebody else's. */
static bool is_taken(int fd, int byte, short type)
{
	struct flock l = lock_of(byte, type);

	return fcntl(fd, F_OFD_GETLK, &l) == 0 && l.l_type != F_UNLCK;
}

static bool is_ours(const struct stat *st)
{
	for (const struct pen *p = held; p; p = p->next)
		if (p->dev == st->st_dev && p->ino == st->st_ino && p->pid == getpid())
			return true;
	return false;
}

/* Names come from outside: one line of text, without control bytes. */
static void set_word(char *out, size_t room, const char *s)
{
	snprintf(out, room, "%s", s);
	for (char *p = out; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7F)
			*p = ' ';
}

static void user_name(char *out, size_t room)
{
	const char *name = getenv("LOGNAME");

	if (!name || !*name)
		name = getenv("USER");
	if (name && *name)
		set_word(out, room, name);
	else
		snprintf(out, room, "uid %ld", (long)getuid());
}

/* Only shown to people: a pen that cannot say who has it is still held. */
static void sign(int fd, const char *name, const char *task)
{
	char text[512];
	struct pen_holder h = { .pid = (long)getpid() };
	int n;

	if (name && *name)
		set_word(h.name, sizeof(h.name), name);
	else
		user_name(h.name, sizeof(h.name));
	set_word(h.task, sizeof(h.task), task ? task : "");
	if (gethostname(h.host, sizeof(h.host) - 1) != 0)
		h.host[0] = '\0';
	n = snprintf(
		text, sizeof(text), "name %s\ntask %s\nhost %s\npid %ld\n", h.name, h.task, h.host, h.pid);
	if (pwrite(fd, text, (size_t)n, 0) != n || ftruncate(fd, n) != 0)
		return;
}

static void read_line(const char *line, struct pen_holder *h)
{
	size_t n = strcspn(line, "\n");
	char value[64];

	if (n < 5)
		return;
	snprintf(value, sizeof(value), "%.*s", (int)(n - 5), line + 5);
	if (!strncmp(line, "name ", 5))
		set_word(h->name, sizeof(h->name), value);
	else if (!strncmp(line, "task ", 5))
		set_word(h->task, sizeof(h->task), value);
	else if (!strncmp(line, "host ", 5))
		set_word(h->host, sizeof(h->host), value);
	else if (!strncmp(line, "pid ", 4))
		h->pid = strtol(line + 4, NULL, 10);
}

static void read_holder(int fd, struct pen_holder *h)
{
	char text[512];
	struct stat st;
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);

	*h = (struct pen_holder){ 0 };
	text[n > 0 ? n : 0] = '\0';
	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		read_line(line, h);
	}
	if (fstat(fd, &st) == 0)
		h->since.s = (int64_t)st.st_mtim.tv_sec;
}

static bool busy(int fd, const char *folder, struct err *e)
{
	struct pen_holder h;
	long minute; /* of the day, in Beijing */

	read_holder(fd, &h);
	minute = (long)((h.since.s / 60 + 8 * 60) % (24 * 60));
	if (h.task[0])
		err_set(e, ERR_BUSY, "%s is writing since %02ld:%02ld (%s; PC %s, process %ld)", h.name,
			minute / 60, minute % 60, h.task, h.host, h.pid);
	else
		err_set(e, ERR_BUSY, "%s is writing since %02ld:%02ld (PC %s, process %ld)", h.name,
			minute / 60, minute % 60, h.host, h.pid);
	err_at(e, "%s", folder);
	return err_fix(e, "wait until it is done, then do it again");
}

static bool wait_for_lock(int fd, short type, int wait_ms)
{
	int64_t until;
	bool got = lock(fd, PEN_BYTE, type);

	if (got || wait_ms <= 0)
		return got;
	until = clock_monotonic_ms() + wait_ms;
	lock(fd, WISH_BYTE, F_RDLCK);
	while (!(got = lock(fd, PEN_BYTE, type)) && clock_monotonic_ms() < until)
		usleep((useconds_t)STEP_US);
	lock(fd, WISH_BYTE, F_UNLCK);
	return got;
}

static void hold(struct pen *p, int fd, const struct stat *st)
{
	*p = (struct pen){
		.held = true, .fd = fd, .pid = getpid(), .dev = st->st_dev, .ino = st->st_ino, .next = held
	};
	held = p;
}

static bool take_open(int fd, const char *folder, int wait_ms, struct pen *out, struct err *e)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_errno(e, errno, folder);
	if (is_ours(&st))
		return true;
	if (!wait_for_lock(fd, F_WRLCK, wait_ms))
		return busy(fd, folder, e);
	hold(out, fd, &st);
	return true;
}

bool pen_take(const char *folder, const char *name, const char *task, int wait_ms, struct pen *out,
	struct err *e)
{
	char path[4096];
	bool good;
	int fd;

	*out = (struct pen){ 0 };
	snprintf(path, sizeof(path), "%s/pen", folder);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return place_error(e, errno, folder, path);
	good = take_open(fd, folder, wait_ms, out, e);
	if (!out->held) {
		close(fd);
		return good;
	}
	fchmod(fd, 0600);
	sign(fd, name, task);
	return true;
}

static void forget(const struct pen *p)
{
	for (struct pen **at = &held; *at; at = &(*at)->next)
		if (*at == p) {
			*at = p->next;
			return;
		}
}

void pen_drop(struct pen *p)
{
	bool wanted;

	if (!p->held)
		return;
	wanted = is_taken(p->fd, WISH_BYTE, F_WRLCK);
	forget(p);
	lock(p->fd, PEN_BYTE, F_UNLCK); /* a child made by fork() may have the file open too */
	close(p->fd);
	*p = (struct pen){ 0 };
	if (wanted)
		usleep((useconds_t)GIVE_WAY_US);
}

bool pen_look(const char *folder, struct pen_holder *out)
{
	char path[4096];
	bool taken;
	int fd;

	snprintf(path, sizeof(path), "%s/pen", folder);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	taken = is_taken(fd, PEN_BYTE, F_RDLCK);
	if (taken)
		read_holder(fd, out);
	close(fd);
	return taken;
}

bool pen_block(const char *folder, int wait_ms, struct pen *out, struct err *e)
{
	char path[4096];
	struct stat st;
	int fd;

	*out = (struct pen){ 0 };
	snprintf(path, sizeof(path), "%s/pen", folder);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT || err_errno(e, errno, path);
	if (!wait_for_lock(fd, F_RDLCK, wait_ms)) {
		busy(fd, folder, e);
		close(fd);
		return false;
	}
	if (fstat(fd, &st) != 0)
		st = (struct stat){ 0 };
	hold(out, fd, &st);
	return true;
}
