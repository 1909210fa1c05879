/* A file that rots, is cut or half restored ends in words, never in a signal here. */
#include "store/kv/child.h"
#include "store/kv/datafile.h"
#include "store/kv/key.h"
#include "store/kv/kv.h"

#include "tests/check.h"

#include <fcntl.h>
#include <lmdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err e;
static char data_path[512];
static char *sound_bytes; /* of the sample's data.mdb, up to its last page */
static size_t sound_size;

static struct bytes number(uint32_t n)
{
	static struct key k;

	key_start(&k);
	key_u32(&k, n);
	return key_bytes(&k);
}

/* A store of several levels: many keys, some big values, unused pages. */
static void fill(struct kv *kv)
{
	static char value[6000];
	struct kv_txn txn;

	for (uint32_t round = 0; round < 3; round++) {
		CHECK(kv_begin_write(kv, &txn, &e));
		for (uint32_t i = 0; i < 1500; i++) {
			memset(value, 'a' + (int)(i % 26), sizeof(value));
			kv_put(&txn, i % 5 ? KV_REC : KV_SORT, number(i * 3 + round),
				(struct bytes){ value, i % 100 == round ? sizeof(value) : 40 + i % 60 });
		}
		CHECK(kv_commit(&txn, &e));
	}
	CHECK(kv_begin_write(kv, &txn, &e));
	for (uint32_t i = 0; i < 700; i++)
		kv_delete(&txn, KV_REC, number(i));
	CHECK(kv_commit(&txn, &e));
}

static struct kv *fresh(const char *folder)
{
	struct kv *kv = NULL;

	e = (struct err){ 0 };
	if (!CHECK(kv_open(folder, KV_CREATE, &kv, &e))) {
		printf("%s (%s)\n", e.what, e.where);
		exit(1);
	}
	snprintf(data_path, sizeof(data_path), "%s/data.mdb", folder);
	return kv;
}

static void read_sound(const char *folder)
{
	struct datafile d;
	struct buf b = { 0 };

	CHECK(datafile_look(folder, &d, &e) && buf_read_file(&b, data_path, 1 << 28));
	sound_size = (size_t)d.needed;
	sound_bytes = malloc(sound_size);
	memcpy(sound_bytes, b.at, sound_size);
	buf_free(&b);
}

static const char *sample(void)
{
	const char *folder = check_folder();
	struct kv *kv = fresh(folder);

	fill(kv);
	kv_close(kv);
	free(sound_bytes);
	read_sound(folder);
	return folder;
}

static void overwrite(size_t at, const void *bytes, size_t n)
{
	int fd = open(data_path, O_WRONLY);

	CHECK(fd >= 0 && pwrite(fd, bytes, n, (off_t)at) == (ssize_t)n);
	close(fd);
}

static void flip(size_t at, int bit)
{
	char c = (char)(sound_bytes[at] ^ 1 << bit);

	overwrite(at, &c, 1);
}

static void mend(size_t at)
{
	overwrite(at, sound_bytes + at, 1);
}

/* What reading does: opens, counts, looks up, walks. */
static bool read_all(const char *folder, unsigned flags, struct err *why)
{
	struct kv *kv;
	struct kv_txn txn;
	struct kv_cursor c;
	struct bytes value;
	unsigned sum = 0;

	if (!kv_open(folder, flags, &kv, why))
		return false;
	CHECK(kv_begin_read(kv, &txn, why));
	for (uint32_t i = 0; i < 4500; i += 7)
		if (kv_get(&txn, KV_REC, number(i), &value))
			for (size_t n = 0; n < value.n; n++)
				sum += ((const unsigned char *)value.at)[n];
	kv_cursor_open(&txn, KV_SORT, &c);
	for (bool on = kv_last(&c); on; on = kv_prev(&c))
		sum += c.value.n ? *(const unsigned char *)c.value.at : 0;
	*why = txn.err;
	kv_end_read(&txn);
	kv_close(kv);
	return why->kind == ERR_NONE && sum;
}

/* As the subcommands do. */
static bool read_in_child(void *folder, int *status, struct err *why)
{
	*status = 0;
	alarm(20);
	return read_all(folder, 0, why);
}

static bool is_told(bool good, const struct err *why)
{
	return good || (why->kind == ERR_STORE && why->what[0] && why->where[0]);
}

static void flip_everywhere(const char *folder, size_t from, size_t to, size_t step)
{
	char name[64];
	int status;

	for (size_t at = from; at < to; at += step) {
		int bit = (int)(at * 7 / step % 8);
		struct err read = { 0 }, check = { 0 }, audit = { 0 };

		flip(at, bit);
		snprintf(name, sizeof(name), "byte %zu, bit %d", at, bit);
		check_case(name);
		CHECK(is_told(kv_in_child(folder, read_in_child, (void *)folder, &status, &read), &read));
		CHECK(is_told(kv_check(folder, &check), &check));
		CHECK(is_told(read_all(folder, KV_AUDIT, &audit), &audit)); /* as the screens do */
		mend(at);
	}
	check_case(NULL);
	e = (struct err){ 0 };
	CHECK(kv_check(folder, &e));
}

static void a_flipped_bit_anywhere_is_told_or_harmless(void)
{
	const char *folder = sample();

	flip_everywhere(folder, 0, sound_size, sound_size / 250 | 1);
}

static void a_flipped_bit_at_the_start_is_told_or_harmless(void)
{
	const char *folder = sample();

	flip_everywhere(folder, 0, 160, 3);
	flip_everywhere(folder, 4096, 4096 + 160, 3);
}

/* Page headers and the offsets behind them, where LMDB is most trusting. */
static void a_flipped_bit_in_a_page_header_is_told_or_harmless(void)
{
	const char *folder = sample();

	for (size_t page = 2 * 4096; page < sound_size; page += 16 * 4096)
		flip_everywhere(folder, page, page + 24, 2);
}

static void zeroed_meta_pages_are_told(void)
{
	static const char zeros[8192];
	const char *folder = sample();
	struct kv *kv;

	overwrite(0, zeros, sizeof(zeros));
	CHECK(!kv_open(folder, 0, &kv, &e) && e.kind == ERR_STORE);
	CHECK(!kv_open(folder, KV_CREATE, &kv, &e) && e.kind == ERR_STORE);
	CHECK(strstr(e.where, "data.mdb") != NULL);
}

/* What LMDB leaves behind where the disk refused its last write: new trees under the old
 * number.  The other page counts. */
static void a_meta_page_that_was_taken_back_is_no_damage(void)
{
	const char *folder = sample();
	uint64_t txn[2], far = 1 << 20;
	size_t older, root;
	struct kv *kv;

	memcpy(&txn[0], sound_bytes + 144, 8);
	memcpy(&txn[1], sound_bytes + 4096 + 144, 8);
	older = txn[1] > txn[0] ? 0 : 4096;
	root = older + 88 + 40; /* of the table of tables */
	overwrite(root, &far, sizeof(far));
	e = (struct err){ 0 };
	CHECK(read_all(folder, KV_AUDIT, &e));
	overwrite(4096 - older + 88 + 40, &far, sizeof(far));
	CHECK(!kv_open(folder, 0, &kv, &e) && e.kind == ERR_STORE);
}

static void overwritten_pages_are_told(void)
{
	char page[4096];
	const char *folder = sample();

	memset(page, 0x5A, sizeof(page));
	for (size_t at = 8 * 4096; at < sound_size; at += 8 * 4096)
		overwrite(at, page, sizeof(page));
	e = (struct err){ 0 };
	CHECK(!kv_check(folder, &e) && e.kind == ERR_STORE);
}

static void a_cut_file_is_told(void)
{
	static const int kept[] = { 1, 100, 4096, 8192, 12288, 65536, 70001 };
	const char *folder = sample();

	for (size_t i = COUNT_OF(kept); i-- > 0;) {
		struct kv *kv = NULL;

		CHECK_INT(truncate(data_path, kept[i]), 0);
		e = (struct err){ 0 };
		CHECK(!kv_open(folder, 0, &kv, &e) && e.kind == ERR_STORE);
		kv_close(kv);
	}
}

/* LMDB counts pages that it gave away and took back, and may never write them. */
static void a_file_that_ends_in_unwritten_pages_opens(void)
{
	static char big[4 << 20];
	const char *folder = check_folder();
	struct kv *kv = fresh(folder);
	struct kv_txn txn;
	struct datafile d;

	CHECK(kv_begin_write(kv, &txn, &e));
	kv_put(&txn, KV_REC, number(1), (struct bytes){ "1", 1 });
	kv_put(&txn, KV_REC, number(2), (struct bytes){ big, sizeof(big) });
	kv_delete(&txn, KV_REC, number(2));
	CHECK(kv_commit(&txn, &e));
	for (int i = 0; i < 6; i++) { /* what was written behind them moves to the front */
		CHECK(kv_begin_write(kv, &txn, &e));
		kv_put(&txn, KV_REC, number(1), (struct bytes){ "1", 1 });
		CHECK(kv_commit(&txn, &e));
	}
	kv_close(kv);
	CHECK(datafile_look(folder, &d, &e) && d.needed > sizeof(big));
	CHECK_INT(truncate(data_path, (off_t)(d.needed - sizeof(big) / 2)), 0);
	CHECK(datafile_look(folder, &d, &e) && d.is_short);
	kv = fresh(folder);
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(kv_has(&txn, KV_REC, number(1)));
	kv_end_read(&txn);
	kv_close(kv);
}

static void a_missing_table_is_damage_and_not_an_empty_store(void)
{
	const char *folder = sample();
	struct kv *kv;
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi dbi;

	CHECK(!mdb_env_create(&env) && !mdb_env_set_maxdbs(env, 20) &&
		!mdb_env_set_mapsize(env, 1 << 28) && !mdb_env_open(env, folder, 0, 0600) &&
		!mdb_txn_begin(env, NULL, 0, &txn) && !mdb_dbi_open(txn, "event", 0, &dbi) &&
		!mdb_drop(txn, dbi, 1) && !mdb_txn_commit(txn));
	mdb_env_close(env);
	CHECK(!kv_open(folder, KV_CREATE, &kv, &e) && e.kind == ERR_STORE);
	CHECK(strstr(e.where, "event") != NULL);
}

static void a_lost_data_file_is_not_replaced_by_an_empty_one(void)
{
	const char *folder = sample();
	struct stat st;
	struct kv *kv;

	CHECK_INT(unlink(data_path), 0);
	CHECK(!kv_open(folder, KV_CREATE, &kv, &e) && e.kind == ERR_STORE);
	CHECK(stat(data_path, &st) != 0);
	CHECK_INT(close(open(data_path, O_CREAT | O_WRONLY, 0600)), 0);
	CHECK(!kv_open(folder, KV_CREATE, &kv, &e) && e.kind == ERR_STORE);
	CHECK(stat(data_path, &st) == 0 && st.st_size == 0);
}

static void a_data_file_alone_is_a_store(void)
{
	const char *folder = sample();
	char path[512];
	struct kv *kv;

	snprintf(path, sizeof(path), "%s/store", folder);
	unlink(path);
	snprintf(path, sizeof(path), "%s/lock.mdb", folder);
	unlink(path);
	kv = fresh(folder);
	kv_close(kv);
	CHECK(kv_check(folder, &e));
}

/* Writes pairs that belong together, until it is killed. */
static void write_pairs(const char *folder)
{
	struct kv *kv = fresh(folder);

	for (uint32_t n = 1;; n++) {
		struct kv_txn txn;
		char value[32];

		snprintf(value, sizeof(value), "%u", n);
		if (!kv_begin_write(kv, &txn, &e))
			_exit(1);
		kv_put(&txn, KV_REC, number(1), (struct bytes){ value, strlen(value) });
		kv_put(&txn, KV_META, number(1), (struct bytes){ value, strlen(value) });
		kv_put(&txn, KV_SORT, number(n * 7919 % 1009), (struct bytes){ value, strlen(value) });
		if (!kv_commit(&txn, &e))
			_exit(1);
	}
}

static bool pairs_match(struct kv *kv)
{
	struct kv_txn txn;
	struct bytes one, other;
	bool good;

	if (!kv_begin_read(kv, &txn, &e))
		return false;
	good = kv_get(&txn, KV_REC, number(1), &one) == kv_get(&txn, KV_META, number(1), &other) &&
		(!kv_count(&txn, KV_REC) || (one.n == other.n && !memcmp(one.at, other.at, one.n)));
	kv_end_read(&txn);
	return good;
}

static void a_kill_at_any_moment_leaves_a_whole_store(void)
{
	const char *folder = check_folder();

	for (useconds_t i = 0; i < 12; i++) {
		struct kv *kv;
		int end;
		pid_t child = fork();

		if (!child)
			write_pairs(folder);
		usleep(3000 + i * 1700);
		kill(child, SIGKILL);
		waitpid(child, &end, 0);
		CHECK(WIFSIGNALED(end));
		kv = fresh(folder);
		CHECK(pairs_match(kv));
		kv_close(kv);
		CHECK(kv_check(folder, &e));
	}
}

static bool die(void *signal_number, int *status, struct err *why)
{
	(void)why;
	*status = 7;
	raise(*(int *)signal_number);
	return true;
}

static void a_child_that_dies_becomes_words(void)
{
	static int deadly[] = { SIGBUS, SIGSEGV, SIGABRT };
	const char *folder = check_folder();
	int stop = SIGTERM, status;
	char file[600];

	kv_close(fresh(folder));
	snprintf(file, sizeof(file), "%s/data.mdb", folder);
	for (size_t i = 0; i < COUNT_OF(deadly); i++) {
		CHECK(!kv_in_child(folder, die, &deadly[i], &status, &e));
		CHECK_INT(e.kind, ERR_STORE);
		CHECK_TEXT(e.where, file);
		CHECK(e.damage);
	}
	CHECK(!kv_in_child(folder, die, &stop, &status, &e));
	CHECK_INT(e.kind, ERR_BUSY);
}

static void a_child_that_dies_of_a_pulled_stick_is_no_damage(void)
{
	int bus = SIGBUS, status;

	e = (struct err){ 0 };
	CHECK(!kv_in_child("/no/such/stick", die, &bus, &status, &e));
	CHECK_INT(e.kind, ERR_STORE);
	CHECK_TEXT(e.where, "/no/such/stick");
	CHECK(!e.damage);
}

static bool answer(void *arg, int *status, struct err *why)
{
	*status = 7;
	return *(bool *)arg || err_set(why, ERR_RULE, "no");
}

static void a_child_brings_its_answer_back(void)
{
	bool good = true, bad = false;
	int status;

	CHECK(kv_in_child("/", answer, &good, &status, &e) && status == 7);
	CHECK(!kv_in_child("/", answer, &bad, &status, &e) && status == 7);
	CHECK_INT(e.kind, ERR_RULE);
	CHECK_TEXT(e.what, "no");
}

static const struct test tests[] = {
	TEST(a_flipped_bit_anywhere_is_told_or_harmless),
	TEST(a_flipped_bit_at_the_start_is_told_or_harmless),
	TEST(a_flipped_bit_in_a_page_header_is_told_or_harmless),
	TEST(zeroed_meta_pages_are_told),
	TEST(a_meta_page_that_was_taken_back_is_no_damage),
	TEST(overwritten_pages_are_told),
	TEST(a_cut_file_is_told),
	TEST(a_file_that_ends_in_unwritten_pages_opens),
	TEST(a_missing_table_is_damage_and_not_an_empty_store),
	TEST(a_lost_data_file_is_not_replaced_by_an_empty_one),
	TEST(a_data_file_alone_is_a_store),
	TEST(a_kill_at_any_moment_leaves_a_whole_store),
	TEST(a_child_that_dies_becomes_words),
	TEST(a_child_that_dies_of_a_pulled_stick_is_no_damage),
	TEST(a_child_brings_its_answer_back),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
