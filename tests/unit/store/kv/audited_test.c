/* What was read whole once is not read again, and what anybody changed is. */
#include "store/kv/audited.h"
#include "store/kv/key.h"
#include "store/kv/kv.h"

#include "tests/check.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err e;
static char data_path[512], note_path[512];

static bool is_noted(void)
{
	int note = open(note_path, O_RDONLY), data = open(data_path, O_RDONLY);
	bool holds = audited_holds(note, data);

	close(note);
	close(data);
	return holds;
}

static struct kv *opened(const char *folder, unsigned flags)
{
	struct kv *kv = NULL;

	snprintf(data_path, sizeof(data_path), "%s/data.mdb", folder);
	snprintf(note_path, sizeof(note_path), "%s/audited", folder);
	CHECK(kv_open(folder, flags, &kv, &e));
	return kv;
}

static void put(struct kv *kv, unsigned n)
{
	struct kv_txn txn;
	struct key k;

	key_start(&k);
	key_u32(&k, n);
	CHECK(kv_begin_write(kv, &txn, &e));
	kv_put(&txn, KV_REC, key_bytes(&k), (struct bytes){ "value", 5 });
	CHECK(kv_commit(&txn, &e));
}

static const char *closed_store(void)
{
	const char *folder = check_folder();
	struct kv *kv = opened(folder, KV_CREATE);

	put(kv, 1);
	kv_close(kv);
	return folder;
}

static void change_a_byte(size_t at)
{
	int data = open(data_path, O_RDWR);
	char c = 0;

	CHECK(pread(data, &c, 1, (off_t)at) == 1);
	CHECK(pwrite(data, &c, 1, (off_t)at) == 1); /* the same byte: the file stays sound */
	close(data);
}

static void commits_and_closing_keep_the_note(void)
{
	struct kv *kv = opened(closed_store(), 0);

	CHECK(is_noted());
	for (unsigned i = 2; i < 10; i++) {
		put(kv, i);
		CHECK(is_noted());
	}
	struct kv_txn txn;

	CHECK(kv_begin_write(kv, &txn, &e));
	kv_abort(&txn);
	CHECK(is_noted());
	kv_close(kv);
	CHECK(is_noted());
}

static void a_write_by_anyone_else_ends_it_however_soon(void)
{
	const char *folder = closed_store();

	for (int i = 0; i < 300; i++) {
		kv_close(opened(folder, KV_AUDIT));
		CHECK(is_noted());
		change_a_byte(5000);
		CHECK(!is_noted());
	}
}

static void a_commit_does_not_vouch_for_what_somebody_else_wrote(void)
{
	const char *folder = closed_store();
	struct kv *kv = opened(folder, 0);

	change_a_byte(5000);
	put(kv, 2);
	CHECK(!is_noted());
	kv_close(kv);
	CHECK(!is_noted());
	kv_close(opened(folder, KV_AUDIT));
	CHECK(is_noted());
}

static void a_killed_program_leaves_it_but_a_power_cut_does_not(void)
{
	const char *folder = closed_store();
	char words[256] = "", *boot;
	int note;

	if (fork() == 0) {
		put(opened(folder, 0), 2);
		_exit(0);
	}
	wait(NULL);
	CHECK(is_noted());
	note = open(note_path, O_RDWR);
	CHECK(read(note, words, sizeof(words) - 1) > 0);
	boot = strstr(words, "boot ");
	CHECK(boot && strncmp(boot + 5, "any", 3) != 0);
	if (boot)
		CHECK(pwrite(note, "1", 1, boot + 5 - words + (boot[5] == '1')) == 1);
	close(note);
	CHECK(!is_noted());
}

static void a_note_of_another_file_or_of_nothing_is_not_believed(void)
{
	static const char *const notes[] = { "", "yanpan audited\n", "\n", "any" };
	const char *folder = closed_store();
	char other[2200];
	int fd;

	CHECK(is_noted());
	snprintf(other, sizeof(other), "cp -p '%s' '%s.new' && mv '%s.new' '%s'", data_path, data_path,
		data_path, data_path);
	CHECK(system(other) == 0);
	CHECK(!is_noted());
	for (size_t i = 0; i < COUNT_OF(notes); i++) {
		kv_close(opened(folder, KV_AUDIT));
		CHECK(is_noted());
		fd = open(note_path, O_WRONLY | O_TRUNC);
		CHECK(write(fd, notes[i], strlen(notes[i])) == (ssize_t)strlen(notes[i]));
		close(fd);
		CHECK(!is_noted());
	}
}

static const struct test tests[] = {
	TEST(commits_and_closing_keep_the_note),
	TEST(a_write_by_anyone_else_ends_it_however_soon),
	TEST(a_commit_does_not_vouch_for_what_somebody_else_wrote),
	TEST(a_killed_program_leaves_it_but_a_power_cut_does_not),
	TEST(a_note_of_another_file_or_of_nothing_is_not_believed),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
