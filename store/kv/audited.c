#include "store/kv/audited.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BOOT_BYTES = 64, NOTE_BYTES = 256, TICK_NS = 100 /* of NTFS; finer is lost there */ };

static const char ANY[] = "any";

/* "" where the system does not tell: no note is believed then. */
static const char *this_boot(void)
{
	static char id[BOOT_BYTES];
	int fd;

	if (*id || (fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)) < 0)
		return id;
	ssize_t n = read(fd, id, sizeof(id) - 1);

	close(fd);
	id[n > 0 ? n : 0] = '\0';
	id[strcspn(id, "\n")] = '\0';
	return id;
}

int audited_open(const char *folder)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/audited", folder);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd >= 0)
		fchmod(fd, 0600);
	return fd;
}

/* What a longer note has left behind the last line is not looked at. */
static int write_words(const struct stat *st, const char *boot, char *out)
{
	return snprintf(out, NOTE_BYTES, "yanpan audited\nfile %llu %lld %lld.%09ld\nboot %s\n",
		(unsigned long long)st->st_ino, (long long)st->st_size, (long long)st->st_mtim.tv_sec,
		st->st_mtim.tv_nsec, boot);
}

static bool same_words(const char *noted, const struct stat *st, const char *boot)
{
	char words[NOTE_BYTES];
	int n = write_words(st, boot, words);

	return *boot && !strncmp(noted, words, (size_t)n);
}

bool audited_holds(int note, int data)
{
	char noted[NOTE_BYTES] = "";
	struct stat st;

	if (note < 0 || pread(note, noted, sizeof(noted) - 1, 0) <= 0 || fstat(data, &st) != 0)
		return false;
	return same_words(noted, &st, ANY) || same_words(noted, &st, this_boot());
}

/* A time of change that the system's own clock does not give; false: it is not kept. */
static bool set_time(int data, struct stat *st)
{
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT } };

	clock_gettime(CLOCK_REALTIME, &times[1]);
	times[1].tv_nsec -= times[1].tv_nsec % TICK_NS;
	return futimens(data, times) == 0 && fstat(data, st) == 0 &&
		st->st_mtim.tv_sec == times[1].tv_sec && st->st_mtim.tv_nsec == times[1].tv_nsec;
}

void audited_note(int note, int data, bool any_boot)
{
	char words[NOTE_BYTES];
	struct stat st;

	if (note < 0)
		return;
	int n = set_time(data, &st) ? write_words(&st, any_boot ? ANY : this_boot(), words) : 0;

	if (n > 0 && pwrite(note, words, (size_t)n, 0) == n)
		return;
	if (ftruncate(note, 0) != 0)
		return; /* what stands there fits no file */
}
