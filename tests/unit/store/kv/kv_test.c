#include "store/kv/kv.h"

#include "store/kv/key.h"
#include "store/kv/pen.h"

#include "tests/check.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err e;

static struct bytes text(const char *s)
{
	return (struct bytes){ .at = s, .n = strlen(s) };
}

static struct bytes number(uint32_t n)
{
	static struct key k;

	key_start(&k);
	key_u32(&k, n);
	return key_bytes(&k);
}

static bool is(struct bytes got, const char *want)
{
	return got.n == strlen(want) && !memcmp(got.at, want, got.n);
}

static struct kv *fresh(const char *folder)
{
	struct kv *kv = NULL;

	e = (struct err){ 0 };
	if (!CHECK(kv_open(folder, KV_CREATE, &kv, &e))) {
		printf("%s (%s)\n", e.what, e.where);
		exit(1);
	}
	return kv;
}

static bool put(struct kv *kv, const char *key, const char *value)
{
	struct kv_txn txn;

	if (!kv_begin_write(kv, &txn, &e))
		return false;
	kv_put(&txn, KV_REC, text(key), text(value));
	return kv_commit(&txn, &e);
}

/* The value as text, "" when absent; lives until the next call. */
static const char *get(struct kv *kv, const char *key)
{
	static char copy[256];
	struct kv_txn txn;
	struct bytes value;

	copy[0] = '\0';
	if (!CHECK(kv_begin_read(kv, &txn, &e)))
		return copy;
	if (kv_get(&txn, KV_REC, text(key), &value))
		snprintf(copy, sizeof(copy), "%.*s", (int)value.n, (const char *)value.at);
	kv_end_read(&txn);
	return copy;
}

static int mode_of(const char *folder, const char *file)
{
	char path[2048];
	struct stat st;

	snprintf(path, sizeof(path), "%s/%s", folder, file);
	return stat(path, &st) == 0 ? (int)(st.st_mode & 0777) : -1;
}

static int end_of(pid_t child)
{
	int end = -1;

	waitpid(child, &end, 0);
	return end;
}

static void what_was_committed_is_there_after_opening_again(void)
{
	const char *folder = check_folder();
	struct kv *kv = fresh(folder);

	CHECK(put(kv, "a", "1"));
	kv_close(kv);
	kv = fresh(folder);
	CHECK_TEXT(get(kv, "a"), "1");
	CHECK_TEXT(get(kv, "b"), "");
	kv_close(kv);
	kv_close(NULL);
}

static void an_aborted_step_leaves_nothing(void)
{
	struct kv *kv = fresh(check_folder());
	struct kv_txn txn;

	CHECK(put(kv, "a", "1"));
	CHECK(kv_begin_write(kv, &txn, &e));
	kv_put(&txn, KV_REC, text("a"), text("2"));
	kv_delete(&txn, KV_REC, text("nothing"));
	kv_abort(&txn);
	kv_abort(&txn);
	CHECK_TEXT(get(kv, "a"), "1");
	kv_close(kv);
}

static void a_deleted_key_is_gone(void)
{
	struct kv *kv = fresh(check_folder());
	struct kv_txn txn;

	CHECK(put(kv, "a", "1"));
	CHECK(kv_begin_write(kv, &txn, &e));
	kv_delete(&txn, KV_REC, text("a"));
	CHECK(!kv_has(&txn, KV_REC, text("a")));
	CHECK_INT(kv_count(&txn, KV_REC), 0);
	CHECK(kv_commit(&txn, &e));
	CHECK_TEXT(get(kv, "a"), "");
	kv_close(kv);
}

static void a_step_keeps_its_first_error_and_nothing_else(void)
{
	struct kv *kv = fresh(check_folder());
	struct err first = { 0 }, second = { 0 };
	struct kv_txn txn;
	struct bytes value;

	CHECK(put(kv, "a", "1"));
	CHECK(kv_begin_write(kv, &txn, &e));
	kv_put(&txn, KV_REC, text("b"), text("2"));
	err_set(&first, ERR_RULE, "first");
	err_set(&second, ERR_RULE, "second");
	kv_fail(&txn, &first);
	kv_fail(&txn, &second);
	kv_put(&txn, KV_REC, text("c"), text("3"));
	CHECK(!kv_get(&txn, KV_REC, text("a"), &value));
	CHECK_INT(kv_count(&txn, KV_REC), 0);
	CHECK(!kv_commit(&txn, &e));
	CHECK_TEXT(e.what, "first");
	CHECK_INT(e.kind, ERR_RULE);
	CHECK_TEXT(get(kv, "b"), "");
	kv_close(kv);
}

/* Four writes and the commit: each may be the one that finds the disk full. */
static void whichever_write_fails_the_old_state_stays(void)
{
	struct kv *kv = fresh(check_folder());
	bool done = false;
	int n = 0;

	CHECK(put(kv, "old", "1"));
	while (!done && n < 20) {
		struct kv_txn txn;

		kv_fail_at(++n);
		CHECK(kv_begin_write(kv, &txn, &e));
		kv_put(&txn, KV_REC, text("old"), text("2"));
		kv_put(&txn, KV_SORT, text("s"), text(""));
		kv_put_append(&txn, KV_REC, text("z"), text("3"));
		kv_delete(&txn, KV_REC, text("old"));
		done = kv_commit(&txn, &e);
		kv_fail_at(0);
		CHECK_TEXT(get(kv, "old"), done ? "" : "1");
		CHECK_TEXT(get(kv, "z"), done ? "3" : "");
		if (!done)
			CHECK_TEXT(e.what, "the disk is full");
	}
	CHECK_INT(n, 6);
	kv_close(kv);
}

static void keys_out_of_order_fail_an_append(void)
{
	struct kv *kv = fresh(check_folder());
	struct kv_txn txn;

	CHECK(kv_begin_write(kv, &txn, &e));
	kv_put_append(&txn, KV_REC, number(2), text(""));
	kv_put_append(&txn, KV_REC, number(1), text(""));
	CHECK(!kv_commit(&txn, &e));
	CHECK_INT(e.kind, ERR_STORE);
	kv_close(kv);
}

static void fill(struct kv *kv)
{
	struct kv_txn txn;

	CHECK(kv_begin_write(kv, &txn, &e));
	for (uint32_t i = 10; i < 1000; i += 10)
		kv_put(&txn, KV_REC, number(i), text("x"));
	CHECK(kv_commit(&txn, &e));
}

static bool at(const struct kv_cursor *c, uint32_t want)
{
	struct bytes rest = c->key;
	uint32_t got;

	return key_take_u32(&rest, &got) && got == want;
}

static void a_cursor_finds_its_place_from_both_sides(void)
{
	struct kv *kv = fresh(check_folder());
	struct kv_txn txn;
	struct kv_cursor c, empty;

	fill(kv);
	CHECK(kv_begin_read(kv, &txn, &e));
	kv_cursor_open(&txn, KV_REC, &c);
	CHECK(kv_first(&c) && at(&c, 10));
	CHECK(!kv_prev(&c));
	CHECK(kv_last(&c) && at(&c, 990));
	CHECK(!kv_next(&c));
	CHECK(kv_seek(&c, number(500)) && at(&c, 500));
	CHECK(kv_seek(&c, number(501)) && at(&c, 510));
	CHECK(kv_next(&c) && at(&c, 520));
	CHECK(!kv_seek(&c, number(991)));
	CHECK(kv_seek_before(&c, number(500)) && at(&c, 500));
	CHECK(kv_seek_before(&c, number(509)) && at(&c, 500));
	CHECK(kv_prev(&c) && at(&c, 490));
	CHECK(kv_seek_before(&c, number(5000)) && at(&c, 990));
	CHECK(!kv_seek_before(&c, number(9)));
	kv_cursor_open(&txn, KV_SORT, &empty);
	CHECK(!kv_first(&empty) && !kv_seek(&empty, number(1)) && !kv_seek_before(&empty, number(1)));
	kv_cursor_close(&c);
	kv_cursor_close(&c);
	kv_end_read(&txn); /* closes the other one */
	kv_end_read(&txn);
	kv_close(kv);
}

static void a_walk_by_prefix_sees_just_those(void)
{
	static const char *const keys[] = { "a", "ab", "abc", "abd\xFF", "ac", "b" };
	struct kv *kv = fresh(check_folder());
	struct kv_txn txn;
	struct kv_cursor c;
	int n = 0;

	for (size_t i = 0; i < COUNT_OF(keys); i++)
		CHECK(put(kv, keys[i], ""));
	CHECK(kv_begin_read(kv, &txn, &e));
	kv_cursor_open(&txn, KV_REC, &c);
	for (bool on = kv_seek_in(&c, text("ab")); on; on = kv_next_in(&c, text("ab")))
		CHECK(is(c.key, keys[1 + n++]));
	CHECK_INT(n, 3);
	n = 0;
	for (bool on = kv_seek_in(&c, text("")); on; on = kv_next_in(&c, text("")))
		n++;
	CHECK_INT(n, COUNT_OF(keys));
	kv_end_read(&txn);
	kv_close(kv);
}

static void deleting_what_the_cursor_stands_on_skips_nothing(void)
{
	struct kv *kv = fresh(check_folder());
	struct kv_txn txn;
	struct kv_cursor c;
	int n = 0;

	fill(kv);
	CHECK(kv_begin_write(kv, &txn, &e));
	kv_cursor_open(&txn, KV_REC, &c);
	for (bool on = kv_first(&c); on; on = kv_next(&c)) {
		struct key k;

		key_start(&k);
		key_raw(&k, c.key);
		CHECK(at(&c, (uint32_t)(++n * 10)));
		if (n % 3)
			kv_delete(&txn, KV_REC, key_bytes(&k));
	}
	CHECK_INT(n, 99);
	CHECK_INT(kv_count(&txn, KV_REC), 33);
	CHECK(kv_commit(&txn, &e)); /* with the cursor open */
	kv_close(kv);
}

static void a_reader_keeps_what_it_began_with(void)
{
	struct kv *kv = fresh(check_folder());
	struct kv_txn old, fresh_one;
	struct bytes value;

	CHECK(put(kv, "a", "1"));
	CHECK(kv_begin_read(kv, &old, &e));
	CHECK(put(kv, "a", "2"));
	CHECK(kv_begin_read(kv, &fresh_one, &e));
	CHECK(kv_get(&old, KV_REC, text("a"), &value) && is(value, "1"));
	CHECK(kv_get(&fresh_one, KV_REC, text("a"), &value) && is(value, "2"));
	kv_end_read(&old);
	kv_end_read(&fresh_one);
	kv_close(kv);
}

static void a_big_value_comes_back_whole(void)
{
	struct kv *kv = fresh(check_folder());
	size_t n = 3 << 20;
	char *big = malloc(n);
	struct kv_txn txn;
	struct bytes value;

	memset(big, 'x', n);
	CHECK(kv_begin_write(kv, &txn, &e));
	kv_put(&txn, KV_REC, text("big"), (struct bytes){ big, n });
	CHECK(kv_commit(&txn, &e));
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(kv_get(&txn, KV_REC, text("big"), &value) && value.n == n && !memcmp(value.at, big, n));
	kv_end_read(&txn);
	CHECK(kv_check(kv_folder(kv), &e));
	free(big);
	kv_close(kv);
}

static void the_folder_is_its_owners_alone_whatever_the_umask(void)
{
	static const mode_t umasks[] = { 0, 022, 0777 };
	static const char *const files[] = { "data.mdb", "lock.mdb", "store", "pen", "audited" };

	for (size_t i = 0; i < COUNT_OF(umasks); i++) {
		char folder[512];
		mode_t before;
		struct kv *kv;

		snprintf(folder, sizeof(folder), "%s/new/deeper", check_folder());
		before = umask(umasks[i]);
		kv = fresh(folder);
		CHECK(put(kv, "a", "1"));
		umask(before);
		CHECK_INT(mode_of(folder, ""), 0700);
		CHECK_INT(mode_of(folder, ".."), 0700);
		for (size_t f = 0; f < COUNT_OF(files); f++)
			CHECK_INT(mode_of(folder, files[f]), 0600);
		kv_close(kv);
	}
}

static void a_folder_without_a_store_says_so(void)
{
	const char *folder = check_folder();
	char none[512];
	struct kv *kv;

	CHECK(!kv_open(folder, 0, &kv, &e) && e.kind == ERR_ABSENT && !kv);
	CHECK_INT(mode_of(folder, "store"), -1);
	snprintf(none, sizeof(none), "%s/none", folder);
	CHECK(!kv_open(none, KV_READ_ONLY, &kv, &e) && e.kind == ERR_ABSENT);
	CHECK(!kv_open("/dev/null", 0, &kv, &e) && e.kind == ERR_STORE);
	CHECK(!kv_open("", KV_CREATE, &kv, &e) && e.kind == ERR_INPUT);
}

static void opening_twice_shares_one_store(void)
{
	const char *folder = check_folder();
	struct kv *a = fresh(folder), *b = fresh(folder);

	CHECK(a == b);
	kv_close(a);
	CHECK(put(b, "a", "1"));
	kv_close(b);
}

static void a_store_opened_for_reading_is_not_written(void)
{
	const char *folder = check_folder();
	struct kv *kv = fresh(folder), *again;
	struct kv_txn txn;

	CHECK(put(kv, "a", "1"));
	kv_close(kv);
	CHECK(kv_open(folder, KV_READ_ONLY, &kv, &e));
	CHECK(kv_is_read_only(kv));
	CHECK_TEXT(get(kv, "a"), "1");
	CHECK(!kv_begin_write(kv, &txn, &e) && e.kind == ERR_STORE);
	kv_abort(&txn);
	CHECK(!kv_open(folder, 0, &again, &e) && !again);
	kv_close(kv);
}

/* As a person without rights on the folder: read-only media, a backup put away. */
static bool read_as_nobody(const char *folder)
{
	struct kv *kv;
	bool good;

	if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		return false;
	if (!CHECK(kv_open(folder, KV_READ_ONLY, &kv, &e))) {
		printf("%s (%s)\n", e.what, e.where);
		return false;
	}
	good = CHECK(!strcmp(get(kv, "a"), "1")) && CHECK(!strcmp(get(kv, "a"), "1"));
	kv_close(kv);
	return good && CHECK(!kv_open(folder, 0, &kv, &e) && e.kind == ERR_STORE);
}

static void a_folder_that_cannot_be_written_can_be_read(void)
{
	const char *folder = check_folder();
	struct kv *kv = fresh(folder);
	char path[2048];
	pid_t child;

	CHECK(put(kv, "a", "1"));
	kv_close(kv);
	snprintf(path, sizeof(path), "%s/lock.mdb", folder);
	unlink(path);
	snprintf(path, sizeof(path), "chmod 444 %s/* && chmod 555 %s", folder, folder);
	CHECK_INT(system(path), 0);
	fflush(stdout);
	child = fork();
	if (!child) {
		bool good = read_as_nobody(folder);

		fflush(stdout);
		_exit(good ? 0 : 1);
	}
	CHECK_INT(end_of(child), 0);
	snprintf(path, sizeof(path), "chmod 700 %s", folder);
	CHECK_INT(system(path), 0);
}

static void the_generation_changes_when_another_process_commits(void)
{
	const char *folder = check_folder();
	struct kv *kv = fresh(folder);
	uint64_t before = kv_generation(kv);
	pid_t child = fork();

	if (!child) {
		struct kv *own = fresh(folder);

		_exit(put(own, "a", "from the child") ? 0 : 1);
	}
	CHECK_INT(end_of(child), 0);
	CHECK(kv_generation(kv) != before);
	before = kv_generation(kv);
	CHECK_TEXT(get(kv, "a"), "from the child");
	CHECK(kv_generation(kv) == before);
	kv_close(kv);
}

static void a_second_writer_is_told_who_writes(void)
{
	const char *folder = check_folder();
	struct kv *kv = fresh(folder);
	struct kv_txn txn, other;
	pid_t child;

	kv_sign(kv, "王敏", "import", 5000);
	CHECK(kv_begin_write(kv, &txn, &e));
	CHECK(!kv_begin_write(kv, &other, &e) && e.kind == ERR_BUSY);
	kv_abort(&other);
	child = fork();
	if (!child) {
		struct kv *own = fresh(folder);
		bool told;

		kv_sign(own, "李强", NULL, 30);
		told = !kv_begin_write(own, &txn, &e) && e.kind == ERR_BUSY && strstr(e.what, "王敏") &&
			strstr(e.what, "import");
		_exit(told ? 0 : 1);
	}
	CHECK_INT(end_of(child), 0);
	kv_put(&txn, KV_REC, text("a"), text("1"));
	CHECK(kv_commit(&txn, &e));
	CHECK_TEXT(get(kv, "a"), "1");
	kv_close(kv);
}

static void a_writer_killed_in_its_step_holds_nobody_up(void)
{
	const char *folder = check_folder();
	struct kv *kv = fresh(folder);
	pid_t child;

	CHECK(put(kv, "a", "1"));
	child = fork();
	if (!child) {
		struct kv *own = fresh(folder);
		struct kv_txn txn;

		if (kv_begin_write(own, &txn, &e))
			kv_put(&txn, KV_REC, text("a"), text("lost"));
		kill(getpid(), SIGKILL);
	}
	CHECK(WIFSIGNALED(end_of(child)));
	CHECK_TEXT(get(kv, "a"), "1");
	CHECK(put(kv, "a", "2"));
	CHECK_TEXT(get(kv, "a"), "2");
	kv_close(kv);
}

/* Two programs that count up together lose no count. */
static void two_writers_take_turns(void)
{
	enum { EACH = 100 };
	const char *folder = check_folder();
	struct kv *kv = fresh(folder);
	pid_t children[2];

	CHECK(put(kv, "n", "0"));
	kv_close(kv);
	for (int i = 0; i < 2; i++) {
		children[i] = fork();
		if (children[i])
			continue;
		kv = fresh(folder);
		for (int n = 0; n < EACH; n++) {
			char value[32];
			struct bytes old;
			struct kv_txn txn;

			if (!kv_begin_write(kv, &txn, &e) || !kv_get(&txn, KV_REC, text("n"), &old))
				_exit(1);
			snprintf(value, sizeof(value), "%.*s", (int)old.n, (const char *)old.at);
			snprintf(value, sizeof(value), "%d", atoi(value) + 1);
			kv_put(&txn, KV_REC, text("n"), text(value));
			if (!kv_commit(&txn, &e))
				_exit(2);
		}
		kv_close(kv);
		_exit(0);
	}
	for (int i = 0; i < 2; i++)
		CHECK_INT(end_of(children[i]), 0);
	kv = fresh(folder);
	CHECK_TEXT(get(kv, "n"), "200");
	kv_close(kv);
}

static const struct test tests[] = {
	TEST(what_was_committed_is_there_after_opening_again),
	TEST(an_aborted_step_leaves_nothing),
	TEST(a_deleted_key_is_gone),
	TEST(a_step_keeps_its_first_error_and_nothing_else),
	TEST(whichever_write_fails_the_old_state_stays),
	TEST(keys_out_of_order_fail_an_append),
	TEST(a_cursor_finds_its_place_from_both_sides),
	TEST(a_walk_by_prefix_sees_just_those),
	TEST(deleting_what_the_cursor_stands_on_skips_nothing),
	TEST(a_reader_keeps_what_it_began_with),
	TEST(a_big_value_comes_back_whole),
	TEST(the_folder_is_its_owners_alone_whatever_the_umask),
	TEST(a_folder_without_a_store_says_so),
	TEST(opening_twice_shares_one_store),
	TEST(a_store_opened_for_reading_is_not_written),
	TEST(a_folder_that_cannot_be_written_can_be_read),
	TEST(the_generation_changes_when_another_process_commits),
	TEST(a_second_writer_is_told_who_writes),
	TEST(a_writer_killed_in_its_step_holds_nobody_up),
	TEST(two_writers_take_turns),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
