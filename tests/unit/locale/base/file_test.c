#include "locale/base/file.h"

#include "tests/check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The permissions of what replaces `path`; -1: it was refused. */
static int mode_beside(const char *path)
{
	char unfinished[512];
	struct stat st;
	int fd;

	snprintf(unfinished, sizeof(unfinished), "%s.XXXXXX", path);
	fd = file_beside(path, unfinished);
	if (fd < 0)
		return -1;
	CHECK(file_write(fd, "新", strlen("新")));
	CHECK(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	CHECK(fstat(fd, &st) == 0 && st.st_size == (off_t)strlen("新"));
	close(fd);
	CHECK(unlink(unfinished) == 0);
	return st.st_mode & 07777;
}

static void a_new_file_is_its_owners(void)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/第一 次", check_folder());
	CHECK_INT(mode_beside(path), 0600);
}

static void what_takes_a_place_keeps_its_permissions(void)
{
	char path[512];
	int fd;

	snprintf(path, sizeof(path), "%s/共享", check_folder());
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	CHECK(fd >= 0 && fchmod(fd, 0664) == 0 && close(fd) == 0);
	CHECK_INT(mode_beside(path), 0664);
}

static void folders_and_devices_are_not_replaced(void)
{
	CHECK_INT(mode_beside(check_folder()), -1);
	CHECK_INT(errno, EISDIR);
	CHECK_INT(mode_beside("/dev/null"), -1);
	CHECK_INT(errno, ENXIO);
}

static void a_folder_is_synced_or_refused(void)
{
	CHECK(file_sync_folder(check_folder()));
	CHECK(!file_sync_folder("/nowhere at all"));
	CHECK_INT(errno, ENOENT);
}

static const struct test tests[] = {
	TEST(a_new_file_is_its_owners),
	TEST(what_takes_a_place_keeps_its_permissions),
	TEST(folders_and_devices_are_not_replaced),
	TEST(a_folder_is_synced_or_refused),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
