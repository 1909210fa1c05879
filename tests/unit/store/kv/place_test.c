#include "store/kv/place.h"

#include "store/kv/kv.h"

#include "tests/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static struct err e;

static const char mounts[] =
	"22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"
	"30 22 8:1 / /media/u/STICK rw,nosuid - fuseblk /dev/sdb1 rw,user_id=0\n"
	"31 22 0:40 / /home/u/.gvfs rw,nosuid - fuse.gvfsd-fuse gvfsd-fuse rw\n"
	"32 22 0:41 / /mnt/with\\040blank\\134slash rw master:2 - nfs4 server:/x rw\n"
	"33 30 0:42 / /media/u/STICK/below rw - fuse.sshfs x:/ rw\n"
	"a broken line\n"
	"34 22 0:43 / /twice rw - ext4 /dev/a rw\n"
	"35 34 0:44 / /twice rw - tmpfs tmpfs rw\n";

struct look {
	const char *path, *type;
};

static void the_longest_mount_point_decides(void)
{
	static const struct look looks[] = {
		{ "/", "ext4" },
		{ "/media/u", "ext4" },
		{ "/media/u/STICK", "fuseblk" },
		{ "/media/u/STICK/yanpan-data", "fuseblk" },
		{ "/media/u/STICKY", "ext4" },
		{ "/media/u/STICK/below/x", "fuse.sshfs" },
		{ "/home/u/.gvfs/share", "fuse.gvfsd-fuse" },
		{ "/mnt/with blank\\slash/x", "nfs4" },
		{ "/twice/x", "tmpfs" },
	};
	char type[64];

	for (size_t i = 0; i < COUNT_OF(looks); i++) {
		check_case(looks[i].path);
		place_mount_type(mounts, looks[i].path, type, sizeof(type));
		CHECK_TEXT(type, looks[i].type);
	}
	check_case(NULL);
	place_mount_type("", "/x", type, sizeof(type));
	CHECK_TEXT(type, "");
}

static void a_folder_on_this_pc_is_a_place(void)
{
	const char *folder = check_folder();
	uint64_t bytes;

	CHECK(place_check(folder, &e));
	CHECK(place_free(folder, &bytes) && bytes > 0);
	CHECK(!place_check("/no/such/folder", &e));
}

static void a_folder_is_made_with_those_above_it(void)
{
	char path[512];
	struct stat st;

	snprintf(path, sizeof(path), "%s/a//b/c/", check_folder());
	CHECK(place_make(path, &e) && place_make(path, &e));
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0700);
	CHECK(!place_make("", &e) && e.kind == ERR_INPUT);
	CHECK(!place_make("/dev/null/x", &e) && e.kind == ERR_STORE);
}

static bool mount_memory(const char *folder, const char *size)
{
	if (mount("tmpfs", folder, "tmpfs", 0, size) == 0)
		return true;
	check_skip("mounting a small file system takes root");
	return false;
}

static void a_folder_in_memory_is_warned_of(void)
{
	const char *folder = check_folder();
	struct err warnings[KV_WARNINGS] = { 0 };
	struct kv *kv;
	int n;

	if (!mount_memory(folder, "size=64m"))
		return;
	CHECK(kv_open(folder, KV_CREATE, &kv, &e));
	n = kv_warnings(kv, warnings);
	CHECK_INT(n, 1);
	CHECK(strstr(warnings[0].what, "in memory") != NULL);
	kv_close(kv);
	umount(folder);
}

/* Fills the disk with `step` after `step`; how many fitted. */
static int fill(struct kv *kv)
{
	static char value[10000];
	struct kv_txn txn;
	int n = 0;

	for (bool on = true; on; n += on) {
		char key[32];

		snprintf(key, sizeof(key), "key %09d", n);
		CHECK(kv_begin_write(kv, &txn, &e));
		kv_put(&txn, KV_REC, (struct bytes){ key, strlen(key) },
			(struct bytes){ value, sizeof(value) });
		on = kv_commit(&txn, &e);
	}
	return n;
}

static void a_full_disk_keeps_all_that_was_confirmed(void)
{
	const char *folder = check_folder();
	struct err warnings[KV_WARNINGS] = { 0 };
	struct kv_txn txn;
	struct kv *kv;
	int n;

	if (!mount_memory(folder, "size=10m"))
		return;
	CHECK(kv_open(folder, KV_CREATE, &kv, &e));
	CHECK_INT(kv_warnings(kv, warnings), 2); /* in memory, and little space */
	n = fill(kv);
	CHECK(n > 600);
	CHECK_TEXT(e.what, "the disk is full");
	CHECK(e.fix[0] != '\0');
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK_INT(kv_count(&txn, KV_REC), n);
	kv_end_read(&txn);
	kv_close(kv);
	CHECK(kv_check(folder, &e));
	CHECK(kv_open(folder, 0, &kv, &e));
	kv_close(kv);
	umount(folder);
}

/* Where somebody else fills the disk, the reserved space takes today's work. */
static void a_disk_filled_by_others_still_takes_some_work(void)
{
	const char *folder = check_folder();
	char command[512];
	struct kv *kv;

	if (!mount_memory(folder, "size=30m"))
		return;
	CHECK(kv_open(folder, KV_CREATE, &kv, &e));
	snprintf(command, sizeof(command), "cat /dev/zero >%s/full 2>/dev/null; true", folder);
	CHECK_INT(system(command), 0);
	CHECK(fill(kv) > 400);
	CHECK_TEXT(e.what, "the disk is full");
	kv_close(kv);
	umount(folder);
}

static void a_disk_without_room_for_a_store_says_so(void)
{
	const char *folder = check_folder();
	struct stat st;
	char path[512];
	struct kv *kv;

	if (!mount_memory(folder, "size=16k"))
		return;
	CHECK(!kv_open(folder, KV_CREATE, &kv, &e));
	CHECK_TEXT(e.what, "the disk is full");
	mount(NULL, folder, NULL, MS_REMOUNT, "size=20m");
	CHECK(kv_open(folder, KV_CREATE, &kv, &e)); /* what was begun is finished */
	snprintf(path, sizeof(path), "%s/data.new", folder);
	CHECK(stat(path, &st) != 0);
	kv_close(kv);
	umount(folder);
}

static const struct test tests[] = {
	TEST(the_longest_mount_point_decides),
	TEST(a_folder_on_this_pc_is_a_place),
	TEST(a_folder_is_made_with_those_above_it),
	TEST(a_folder_in_memory_is_warned_of),
	TEST(a_full_disk_keeps_all_that_was_confirmed),
	TEST(a_disk_filled_by_others_still_takes_some_work),
	TEST(a_disk_without_room_for_a_store_says_so),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
