#include "store/io/backup.h"

#include "store/io/restore.h"
#include "store/kv/kv.h"
#include "store/rec/draft.h"
#include "store/rec/journal.h"
#include "store/rec/record.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct arena arena;
static const struct time NEXT_DAY = { 1789951200 + 86400 };

static void put_orders(struct kv *kv, int from, int to)
{
	char name[32];
	struct order o;
	struct err e = { 0 };
	struct act act;

	for (int i = from; i < to; i++) {
		schema_init(&order_schema, &o);
		snprintf(name, sizeof(name), "%08d", i);
		o.number = name;
		o.text = "路灯不亮";
		o.caller = "张三";
		o.state = ORDER_TO_SCREEN;
		if (!act_begin(&act, kv, &fresh_who, fresh_now, &e) ||
			!record_put(&act, &order_schema, &o, "new", &e) || !act_commit(&act, &e))
			abort();
	}
}

static uint32_t orders_in(const char *folder)
{
	struct err e = { 0 };
	struct kv_txn txn;
	struct kv *kv;
	uint32_t n;

	if (!CHECK(kv_open(folder, KV_READ_ONLY, &kv, &e)) || !CHECK(kv_begin_read(kv, &txn, &e)))
		return 0;
	n = record_last(&txn, KIND_ORDER);
	kv_end_read(&txn);
	kv_close(kv);
	return n;
}

/* A store of 20 orders, closed, and a place for its backups beside it. */
static void twenty_orders(char store[600], char backups[700])
{
	struct kv *kv = fresh_store();

	put_orders(kv, 0, 20);
	snprintf(store, 600, "%s", kv_folder(kv));
	fresh_close(kv);
	snprintf(backups, 700, "%s/backups", store);
}

static void more_orders(const char *store, int from, int to)
{
	struct err e = { 0 };
	struct kv *kv;

	if (!CHECK(kv_open(store, 0, &kv, &e)))
		return;
	put_orders(kv, from, to);
	kv_close(kv);
}

static const char *backup(const char *store, const char *folder, struct time now)
{
	const char *made = NULL;
	struct err e = { 0 };

	CHECK(backup_make(store, folder, BACKUP_AUTOMATIC, now, &made, &arena, &e));
	CHECK_TEXT(e.what, "");
	return made;
}

static size_t generations(const char *folder)
{
	struct generation *list;

	return generation_list(folder, &list, &arena);
}

static void a_backup_is_a_store_with_all_that_was_in_it(void)
{
	char store[600], backups[700];
	struct generation_note note;
	const char *made;
	struct err e = { 0 };

	twenty_orders(store, backups);
	CHECK(backup_is_due(backups, fresh_now));
	made = backup(store, backups, fresh_now);
	CHECK(made && orders_in(made) == 20);
	CHECK(generation_note_read(made, &note) && note.records == 20 && note.entries == 20);
	CHECK(backup_check(made, &e));
	CHECK(!backup_is_due(backups, fresh_now) && backup_is_due(backups, NEXT_DAY));
	CHECK(!backup(store, backups, NEXT_DAY)); /* nothing new since */
}

static void it_is_made_while_this_process_has_the_store_open(void)
{
	char store[600], backups[700];
	struct kv *kv = fresh_store();
	struct kv_txn txn;
	struct err e = { 0 };
	const char *made;

	put_orders(kv, 0, 5);
	snprintf(store, sizeof(store), "%s", kv_folder(kv));
	snprintf(backups, sizeof(backups), "%s/backups", store);
	CHECK(kv_begin_write(kv, &txn, &e)); /* what is not committed is not in it */
	kv_put(&txn, KV_META, (struct bytes){ "half", 4 }, (struct bytes){ "x", 1 });
	made = backup(store, backups, fresh_now);
	kv_abort(&txn);
	CHECK(made && orders_in(made) == 5);
	put_orders(kv, 5, 6);
	fresh_close(kv);
	CHECK_INT(orders_in(store), 6);
}

/* --- while others write ----------------------------------------------------------------- */

static pid_t start_writer(const char *store)
{
	pid_t child = fork();
	struct err e = { 0 };
	struct kv *kv;

	if (child)
		return child;
	if (!kv_open(store, 0, &kv, &e))
		_exit(1);
	for (int i = 20;; i++)
		put_orders(kv, i, i + 1);
}

static void end_process(pid_t child)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void each_of_ten_made_while_another_writes_is_whole(void)
{
	char store[600], backups[700];
	uint32_t before = 0;
	pid_t writer;

	twenty_orders(store, backups);
	writer = start_writer(store);
	for (int i = 0; i < 10; i++) {
		const char *made;
		uint32_t n;

		usleep(20000);
		made = backup(store, backups, (struct time){ fresh_now.s + i * 7200 });
		if (!made) /* a busy machine: nothing was written since */
			continue;
		n = orders_in(made);
		CHECK(n >= 20 && n >= before);
		before = n;
	}
	end_process(writer);
	CHECK(before > 20);
}

static bool is_locked(const char *backups)
{
	char path[800];
	int fd;
	bool locked;

	snprintf(path, sizeof(path), "%s/lock", backups);
	fd = open(path, O_RDWR);
	locked = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0;
	if (fd >= 0)
		close(fd);
	return locked;
}

/* Killed after any time: what has a name is good, and the next one is made all the same. */
static void a_kill_leaves_the_older_ones_and_does_not_stop_the_next(void)
{
	char store[600], backups[700];
	struct generation *list;
	struct err e = { 0 };

	twenty_orders(store, backups);
	backup(store, backups, fresh_now);
	for (int i = 1; i <= 20; i++) {
		struct backup_run run;
		size_t n;

		more_orders(store, 20 + i, 21 + i);
		backup_begin(&run, store, backups, (struct time){ fresh_now.s + i * 60 });
		usleep((useconds_t)(i * 700));
		kill(run.child, SIGKILL);
		backup_end(&run, &e);
		n = generation_list(backups, &list, &arena);
		CHECK(n >= 1);
		for (size_t k = 0; k < n; k++)
			CHECK(backup_check(list[k].path, &e));
	}
	more_orders(store, 60, 61);
	for (int i = 0; i < 100 && is_locked(backups); i++)
		usleep(50000); /* the last of those killed lets go of it */
	CHECK(backup(store, backups, NEXT_DAY));
}

static void two_at_once_are_one(void)
{
	char store[600], backups[700], path[800];
	const char *made;
	struct err e = { 0 };
	pid_t child;
	int lock, status;

	twenty_orders(store, backups);
	mkdir(backups, 0700);
	snprintf(path, sizeof(path), "%s/lock", backups);
	child = fork();
	if (child == 0) {
		lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		_exit(flock(lock, LOCK_EX) || pause());
	}
	for (int i = 0; i < 200 && access(path, F_OK) != 0; i++)
		usleep(5000);
	usleep(20000);
	CHECK(!backup_make(store, backups, BACKUP_AUTOMATIC, fresh_now, &made, &arena, &e));
	CHECK_INT(e.kind, ERR_BUSY);
	CHECK_INT(generations(backups), 0);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	CHECK(backup(store, backups, fresh_now));
}

/* --- no room --------------------------------------------------------------------------------- */

/* A limit on file sizes is a disk that fills at that byte. */
static void a_disk_that_fills_leaves_the_older_ones(void)
{
	char store[600], backups[700], unfinished[800];
	struct rlimit whole, small;
	int refused = 0;

	twenty_orders(store, backups);
	backup(store, backups, fresh_now);
	snprintf(unfinished, sizeof(unfinished), "%s/%s", backups, GENERATION_UNFINISHED);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &whole);
	for (rlim_t bytes = 10; bytes < 200000; bytes = bytes * 3 + 4096) {
		const char *made;
		struct err e = { 0 };

		more_orders(store, 20 + refused, 21 + refused);
		small = (struct rlimit){ bytes, whole.rlim_max };
		setrlimit(RLIMIT_FSIZE, &small);
		if (!backup_make(store, backups, BACKUP_AUTOMATIC, NEXT_DAY, &made, &arena, &e)) {
			refused++;
			CHECK(e.kind == ERR_STORE && !e.damage && e.where[0]);
			CHECK(access(unfinished, F_OK) != 0);
		}
		setrlimit(RLIMIT_FSIZE, &whole);
	}
	CHECK(refused > 1);
	CHECK(generations(backups) >= 1);
	CHECK(backup_newest_good(
		backups, &(struct generation){ 0 }, NULL, NULL, &arena, &(struct err){ 0 }));
}

/* --- damage ---------------------------------------------------------------------------------- */

static void spoil(const char *folder, off_t at, bool cut)
{
	char path[800];
	unsigned char byte;
	int fd;

	snprintf(path, sizeof(path), "%s/data.mdb", folder);
	fd = open(path, O_RDWR);
	if (cut) {
		CHECK_INT(ftruncate(fd, at), 0);
	} else {
		CHECK(pread(fd, &byte, 1, at) == 1);
		byte ^= 0x10;
		CHECK(pwrite(fd, &byte, 1, at) == 1);
	}
	close(fd);
}

static void count_bad(const struct err *why, void *arg)
{
	CHECK(why->what[0] && why->where[0]);
	++*(int *)arg;
}

static void a_damaged_store_makes_no_backup(void)
{
	char store[600], backups[700];
	const char *made;
	struct err e = { 0 };

	twenty_orders(store, backups);
	spoil(store, 3 * 4096, true);
	CHECK(!backup_make(store, backups, BACKUP_AUTOMATIC, fresh_now, &made, &arena, &e));
	CHECK(e.kind == ERR_STORE && e.damage);
	CHECK_INT(generations(backups), 0);
}

static void the_newest_good_one_is_found_behind_damaged_ones(void)
{
	char store[600], backups[700];
	struct generation found;
	struct err e = { 0 };
	const char *made[3];
	int bad = 0;

	twenty_orders(store, backups);
	for (int i = 0; i < 3; i++) {
		more_orders(store, 20 + i, 21 + i);
		made[i] = backup(store, backups, (struct time){ fresh_now.s + i * 86400 });
	}
	spoil(made[2], 20000, true);
	for (off_t at = 2 * 4096; at < 12 * 4096; at += 512) /* somewhere it must hurt */
		spoil(made[1], at, false);
	CHECK(backup_newest_good(backups, &found, count_bad, &bad, &arena, &e));
	CHECK_TEXT(found.path, made[0]);
	CHECK_INT(bad, 2);
	spoil(made[0], 0, true);
	CHECK(!backup_newest_good(backups, &found, count_bad, &bad, &arena, &e));
	CHECK_INT(e.kind, ERR_ABSENT);
}

/* --- restoring -------------------------------------------------------------------------------- */

static void restored(bool cut, off_t at)
{
	char store[600], backups[700], draft[800];
	struct buf text = { 0 };
	struct err e = { 0 };
	const char *made, *aside = NULL;

	twenty_orders(store, backups);
	made = backup(store, backups, fresh_now);
	CHECK(draft_save(store, "ruling-2026-1-1", (struct bytes){ "halb", 4 }, false, &e));
	spoil(store, at, cut);
	CHECK(restore_store(store, made, fresh_now, &aside, &arena, &e));
	CHECK_TEXT(e.what, "");
	CHECK_INT(orders_in(store), 20);
	CHECK(backup_check(store, &e));
	CHECK(draft_load(store, "ruling-2026-1-1", &text, &e));
	snprintf(draft, sizeof(draft), "%s/data.mdb", aside ? aside : "");
	CHECK(access(draft, F_OK) == 0); /* the damaged one is still there for whoever helps */
	buf_free(&text);
}

static void a_cut_store_is_restored_with_its_drafts(void)
{
	restored(true, 5 * 4096);
}

static void an_emptied_store_is_restored(void)
{
	restored(true, 0);
}

static void a_flipped_store_is_restored(void)
{
	restored(false, 4096 + 40);
}

static void a_store_without_a_data_file_is_restored(void)
{
	char store[600], backups[700], path[800];
	const char *made, *aside = NULL;
	struct err e = { 0 };

	twenty_orders(store, backups);
	made = backup(store, backups, fresh_now);
	snprintf(path, sizeof(path), "%s/data.mdb", store);
	unlink(path);
	CHECK(restore_store(store, made, fresh_now, &aside, &arena, &e));
	CHECK(!aside);
	CHECK_INT(orders_in(store), 20);
}

static void a_store_that_is_open_is_not_replaced(void)
{
	char store[600], backups[700];
	const char *made, *aside = NULL;
	struct err e = { 0 };
	pid_t writer;

	twenty_orders(store, backups);
	made = backup(store, backups, fresh_now);
	writer = start_writer(store);
	for (int i = 0; i < 400 && orders_in(store) < 22; i++)
		usleep(5000);
	CHECK(!restore_store(store, made, fresh_now, &aside, &arena, &e));
	CHECK_INT(e.kind, ERR_BUSY);
	end_process(writer);
	CHECK(orders_in(store) >= 22);
	CHECK(backup_check(store, &e));
}

static void a_damaged_backup_does_not_replace_a_good_store(void)
{
	char store[600], backups[700];
	const char *made, *aside = NULL;
	struct err e = { 0 };

	twenty_orders(store, backups);
	made = backup(store, backups, fresh_now);
	spoil(made, 20000, true);
	CHECK(!restore_store(store, made, fresh_now, &aside, &arena, &e));
	CHECK(e.kind == ERR_STORE);
	CHECK_INT(orders_in(store), 20);
}

static void stores_with_one_folder_for_backups_do_not_mix(void)
{
	CHECK_TEXT(backup_folder("/no/such/a", NULL, &arena), "/no/such/a/backups");
	CHECK_TEXT(backup_folder("/no/such/a", "/mnt/b", &arena), "/mnt/b/no-such-a");
	CHECK(!backup_folder("/no/such/a", "no", &arena));
}

int main(void)
{
	static const struct test tests[] = {
		TEST(a_backup_is_a_store_with_all_that_was_in_it),
		TEST(it_is_made_while_this_process_has_the_store_open),
		TEST(each_of_ten_made_while_another_writes_is_whole),
		TEST(a_kill_leaves_the_older_ones_and_does_not_stop_the_next),
		TEST(two_at_once_are_one),
		TEST(a_disk_that_fills_leaves_the_older_ones),
		TEST(a_damaged_store_makes_no_backup),
		TEST(the_newest_good_one_is_found_behind_damaged_ones),
		TEST(a_cut_store_is_restored_with_its_drafts),
		TEST(an_emptied_store_is_restored),
		TEST(a_flipped_store_is_restored),
		TEST(a_store_without_a_data_file_is_restored),
		TEST(a_store_that_is_open_is_not_replaced),
		TEST(a_damaged_backup_does_not_replace_a_good_store),
		TEST(stores_with_one_folder_for_backups_do_not_mix),
	};
	int status = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return status;
}
