/* The map, where a program's address space is limited; the seed; the flavour. */
#include "store/kv/kv.h"
#include "store/kv/seed.h"

#include "store/kv/stamp.h"
#include "tests/check.h"

#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

static struct err e;

static struct kv *fresh(const char *folder)
{
	struct kv *kv = NULL;

	if (!CHECK(kv_open(folder, KV_CREATE, &kv, &e))) {
		printf("%s (%s)\n", e.what, e.where);
		exit(1);
	}
	return kv;
}

static bool put_mib(struct kv *kv, int key, int mib)
{
	static char value[1 << 20];
	struct kv_txn txn;

	if (!kv_begin_write(kv, &txn, &e))
		return false;
	for (int i = 0; i < mib; i++) {
		char name[32];

		snprintf(name, sizeof(name), "key %d.%d", key, i);
		kv_put(&txn, KV_REC, (struct bytes){ name, strlen(name) },
			(struct bytes){ value, sizeof(value) });
	}
	return kv_commit(&txn, &e);
}

static bool has(struct kv *kv, const char *name)
{
	struct kv_txn txn;
	bool there;

	if (!kv_begin_read(kv, &txn, &e))
		return false;
	there = kv_has(&txn, KV_REC, (struct bytes){ name, strlen(name) });
	kv_end_read(&txn);
	return there;
}

static void limit_address_space(rlim_t more)
{
	struct rlimit l;
	long pages = 0;
	FILE *f = fopen("/proc/self/statm", "r");

	getrlimit(RLIMIT_AS, &l);
	if (f && fscanf(f, "%ld", &pages) == 1)
		l.rlim_cur = more ? (rlim_t)pages * 4096 + more : RLIM_INFINITY;
	setrlimit(RLIMIT_AS, &l);
	if (f)
		fclose(f);
}

static bool in_child(void (*run)(const char *), const char *folder)
{
	pid_t child;
	int end = -1;

	fflush(stdout);
	child = fork();
	if (!child) {
		run(folder);
		fflush(stdout);
		_exit(0);
	}
	waitpid(child, &end, 0);
	return end == 0;
}

static void fill_small_map(const char *folder)
{
	struct kv *kv;
	int n = 0;

	limit_address_space(110 << 20); /* the smallest map fits, and no larger one */
	kv = fresh(folder);
	while (put_mib(kv, n, 10) && n < 100)
		n++;
	if (!CHECK(n >= 4 && n < 7) || !CHECK(strstr(e.fix, "ulimit") != NULL))
		_exit(1);
	limit_address_space(0);
	if (!CHECK(put_mib(kv, n, 10)) || !CHECK(!put_mib(kv, 50, 80)) ||
		!CHECK(strstr(e.fix, "do it again") != NULL))
		_exit(2);
	if (!CHECK(put_mib(kv, 50, 80)) || !CHECK(has(kv, "key 0.0")) || !CHECK(has(kv, "key 50.79")))
		_exit(3);
	kv_close(kv);
}

static void a_full_map_is_enlarged_for_the_next_try(void)
{
	if (SANITIZED)
		check_skip("the sanitizer needs the whole address space");
	else
		CHECK(in_child(fill_small_map, check_folder()));
}

static void fill_much(const char *folder)
{
	struct kv *kv = fresh(folder);

	if (!CHECK(put_mib(kv, 7, 100)))
		_exit(1);
	kv_close(kv);
}

/* The child inherits the limit; lift it there. */
static void fill_much_unlimited(const char *folder)
{
	limit_address_space(0);
	fill_much(folder);
}

static void follow_growth_of_another(const char *folder)
{
	struct kv *kv;

	limit_address_space(110 << 20);
	kv = fresh(folder);
	if (!CHECK(in_child(fill_much_unlimited, folder)))
		_exit(1);
	if (!CHECK(!has(kv, "key 7.99")) || !CHECK(e.kind == ERR_STORE && e.fix[0]))
		_exit(2);
	limit_address_space(0);
	if (!CHECK(has(kv, "key 7.99")) || !CHECK(put_mib(kv, 8, 1)))
		_exit(3);
	kv_close(kv);
}

static void a_map_that_another_process_outgrew_follows(void)
{
	if (SANITIZED)
		check_skip("the sanitizer needs the whole address space");
	else
		CHECK(in_child(follow_growth_of_another, check_folder()));
}

static void the_seed_is_what_lmdb_makes(void)
{
	char path[512];
	unsigned char made[SEED_BYTES];
	MDB_env *env;
	int fd;

	if (sizeof(size_t) != 8 || sysconf(_SC_PAGESIZE) != SEED_PAGE) {
		check_skip("this machine's LMDB makes pages of another size");
		return;
	}
	snprintf(path, sizeof(path), "%s/data.mdb", check_folder());
	CHECK(!mdb_env_create(&env) && !mdb_env_set_mapsize(env, (size_t)64 << 30) &&
		!mdb_env_open(env, path, MDB_NOSUBDIR, 0600));
	mdb_env_close(env);
	fd = open(path, O_RDONLY);
	CHECK_INT(read(fd, made, sizeof(made)), SEED_BYTES);
	close(fd);
	/* NOSUBDIR is the one flag that LMDB writes down */
	made[44 + 1] = made[SEED_PAGE + 44 + 1] = 0;
	CHECK(!memcmp(made, seed_table, SEED_BYTES));
}

static bool stamp_says(const char *folder, const char *word)
{
	char path[512], text[512] = "";
	FILE *f;

	snprintf(path, sizeof(path), "%s/store", folder);
	f = fopen(path, "r");
	if (f && fread(text, 1, sizeof(text) - 1, f) == 0)
		text[0] = '\0';
	if (f)
		fclose(f);
	return strstr(text, word) != NULL;
}

static void stamp(const char *folder, const char *libc, int format)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/store", folder);
	f = fopen(path, "w");
	fprintf(f, "yanpan store\nformat %d\nlibc %s\npage 4096\nmade yes\n", format, libc);
	fclose(f);
}

static void open_as_another_flavour(const char *folder)
{
	struct kv *kv;

	if (!CHECK(!kv_open(folder, 0, &kv, &e)) || !CHECK_INT(e.kind, ERR_BUSY) ||
		!CHECK(strstr(e.what, "other") != NULL))
		_exit(1);
}

static void a_store_that_another_flavour_has_open_is_refused(void)
{
	const char *folder = check_folder();
	struct kv *kv = fresh(folder);

	CHECK(stamp_says(folder, "made yes"));
	stamp(folder, "other", 1);
	CHECK(in_child(open_as_another_flavour, folder));
	kv_close(kv);
	kv = fresh(folder); /* nobody has it open now: taken over */
	CHECK(!stamp_says(folder, "other") && stamp_says(folder, "made yes"));
	CHECK(put_mib(kv, 1, 1));
	kv_close(kv);
}

static void a_store_of_a_newer_program_is_refused(void)
{
	const char *folder = check_folder();
	struct kv *kv = fresh(folder);

	kv_close(kv);
	stamp(folder, "glibc", STAMP_FORMAT + 1);
	CHECK(!kv_open(folder, 0, &kv, &e) && e.kind == ERR_STORE);
	CHECK(strstr(e.what, "newer") != NULL);
	CHECK(stamp_says(folder, "format 3"));
}

static void a_torn_stamp_is_written_again(void)
{
	const char *folder = check_folder();
	char path[512];
	struct kv *kv = fresh(folder);

	CHECK(put_mib(kv, 1, 1));
	kv_close(kv);
	snprintf(path, sizeof(path), "%s/store", folder);
	CHECK_INT(truncate(path, 5), 0);
	kv = fresh(folder);
	CHECK(has(kv, "key 1.0"));
	CHECK(stamp_says(folder, "made yes"));
	kv_close(kv);
}

static const struct test tests[] = {
	TEST(a_full_map_is_enlarged_for_the_next_try),
	TEST(a_map_that_another_process_outgrew_follows),
	TEST(the_seed_is_what_lmdb_makes),
	TEST(a_store_that_another_flavour_has_open_is_refused),
	TEST(a_store_of_a_newer_program_is_refused),
	TEST(a_torn_stamp_is_written_again),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
