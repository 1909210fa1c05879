/* form-1.dump is of a store that a program from before forms had made: an import of three
 * orders, the second of them changed since. */
#include "store/io/upgrade.h"

#include "store/io/dump.h"
#include "store/rec/batch.h"
#include "store/rec/meta.h"
#include "store/rec/migrate.h"
#include "store/rec/record.h"
#include "store/rec/verify.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KILLS = 24 };

static char folder[512];

static struct kv *old_store(const char *name)
{
	struct err e = { 0 };
	struct kv *kv = NULL;

	snprintf(folder, sizeof(folder), "%s/%s", check_own_folder(), name);
	CHECK(dump_load("tests/unit/store/io/form-1.dump", folder, fresh_now, &e));
	CHECK(kv_open(folder, 0, &kv, &e));
	return kv;
}

static void print_finding(const struct err *finding, void *arg)
{
	(void)arg;
	printf("%s (%s)\n", finding->what, finding->where);
}

static unsigned form_of(struct kv *kv, bool *sealed)
{
	struct verify_counts counts;
	struct arena a = { 0 };
	struct kv_txn txn;
	struct batch b;
	struct err e = { 0 };
	unsigned form;

	if (!CHECK(kv_begin_read(kv, &txn, &e)))
		return 0;
	form = migrate_form(&txn);
	CHECK(record_at(&txn, &batch_schema, 1, &b, &a, &e));
	*sealed = *b.personal_sm3 != '\0';
	CHECK(verify_store(&txn, NULL, print_finding, NULL, &counts));
	kv_end_read(&txn);
	arena_free(&a);
	return form;
}

static bool upgrade(struct kv *kv, const char **dump, struct arena *a, struct err *e)
{
	return upgrade_store(kv, &fresh_who, fresh_now, dump, a, e);
}

static void an_older_store_is_brought_to_todays_form_after_a_dump(void)
{
	struct kv *kv = old_store("old"), *loaded = NULL;
	struct arena a = { 0 };
	const char *dump = NULL;
	char again[600];
	struct err e = { 0 };
	bool sealed;

	CHECK_INT(form_of(kv, &sealed), 1);
	CHECK(!sealed);
	CHECK(upgrade(kv, &dump, &a, &e));
	CHECK_INT(form_of(kv, &sealed), FORM_NOW);
	CHECK(sealed);
	if (!CHECK(dump != NULL))
		return;
	snprintf(again, sizeof(again), "%s/again", check_own_folder());
	CHECK(dump_load(dump, again, fresh_now, &e) && kv_open(again, 0, &loaded, &e));
	CHECK_INT(form_of(loaded, &sealed), 1);
	CHECK(!sealed);
	kv_close(loaded);
	CHECK(upgrade(kv, &dump, &a, &e));
	CHECK(dump == NULL);
	kv_close(kv);
	arena_free(&a);
}

static void without_room_for_the_dump_nothing_is_changed(void)
{
	struct kv *kv = old_store("narrow");
	struct arena a = { 0 };
	const char *dump;
	struct err e = { 0 };
	bool sealed;

	/* As root a folder without permissions is no hindrance; one of the dump's name is. */
	CHECK(mkdir(arena_format(&a, "%s/before-20260921-084000.dump", folder), 0700) == 0);
	CHECK(!upgrade(kv, &dump, &a, &e));
	CHECK(e.what[0] && e.where[0]);
	CHECK_INT(form_of(kv, &sealed), 1);
	CHECK(!sealed);
	kv_close(kv);
	arena_free(&a);
}

static void a_step_that_fails_at_any_write_leaves_the_form_before_it(void)
{
	struct kv *kv = old_store("full");
	struct arena a = { 0 };
	struct err e = { 0 };
	bool sealed = false, done = false;

	for (int n = 1; n < 200 && !done; n++) {
		kv_fail_at(n);
		done = migrate_store(kv, &fresh_who, fresh_now, &e);
		kv_fail_at(0);
		unsigned form = form_of(kv, &sealed);

		CHECK(form == FORM_NOW || !done);
		CHECK(sealed == (form > 1)); /* step by step */
		e = (struct err){ 0 };
	}
	CHECK(done);
	kv_close(kv);
	arena_free(&a);
}

static void upgrade_and_be_killed(useconds_t us)
{
	struct arena a = { 0 };
	const char *dump;
	struct err e = { 0 };
	struct kv *kv;
	pid_t child = fork();

	if (child == 0)
		_exit(kv_open(folder, 0, &kv, &e) && upgrade(kv, &dump, &a, &e) ? 0 : 1);
	usleep(us);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void a_kill_leaves_one_form_or_another(void)
{
	struct arena a = { 0 };
	const char *dump;
	char name[32];
	bool sealed;

	for (int i = 0; i < KILLS; i++) {
		struct err e = { 0 };
		struct kv *kv;

		snprintf(name, sizeof(name), "killed-%d", i);
		kv_close(old_store(name));
		upgrade_and_be_killed((useconds_t)(i * i * 25));
		if (!CHECK(kv_open(folder, 0, &kv, &e)))
			return;
		CHECK((form_of(kv, &sealed) > 1) == sealed);
		CHECK(upgrade(kv, &dump, &a, &e));
		CHECK_INT(form_of(kv, &sealed), FORM_NOW);
		kv_close(kv);
	}
	arena_free(&a);
}

/* As a program from before forms writes it. */
static void write_old_stamp(void)
{
	char path[600];
	FILE *f;

	snprintf(path, sizeof(path), "%s/store", folder);
	f = fopen(path, "w");
	if (CHECK(f != NULL))
		CHECK(fputs("yanpan store\nformat 1\nlibc glibc\npage 4096\nmade yes\n", f) >= 0 &&
			!fclose(f));
}

static unsigned stamp_format(void)
{
	char path[600], line[64];
	unsigned format = 0;
	FILE *f;

	snprintf(path, sizeof(path), "%s/store", folder);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		sscanf(line, "format %u", &format);
	if (f)
		fclose(f);
	return format;
}

static void a_program_that_has_the_old_store_open_is_waited_for(void)
{
	struct kv *kv = old_store("open");
	struct arena a = { 0 };
	const char *dump;
	struct err e = { 0 };
	pid_t child;
	int status;

	kv_close(kv);
	write_old_stamp();
	CHECK(kv_open(folder, 0, &kv, &e));
	child = fork();
	if (child == 0) {
		struct kv *other;
		bool busy =
			kv_open(folder, 0, &other, &e) && !upgrade(other, &dump, &a, &e) && e.kind == ERR_BUSY;

		_exit(busy ? 0 : 1);
	}
	CHECK(waitpid(child, &status, 0) == child && status == 0);
	CHECK(upgrade(kv, &dump, &a, &e));
	CHECK_INT(stamp_format(), 2);
	kv_close(kv);
	arena_free(&a);
}

static void a_newer_form_is_refused_in_words(void)
{
	struct kv *kv = old_store("newer");
	struct kv_txn txn;
	struct err e = { 0 };
	bool due;

	CHECK(kv_begin_write(kv, &txn, &e));
	meta_set_number(&txn, "form", FORM_NOW + 1);
	CHECK(kv_commit(&txn, &e));
	CHECK(!migrate_due(kv, &due, &e));
	CHECK_INT(e.kind, ERR_STORE);
	CHECK(strstr(e.what, "newer") != NULL);
	kv_close(kv);
}

static const struct test tests[] = {
	TEST(an_older_store_is_brought_to_todays_form_after_a_dump),
	TEST(without_room_for_the_dump_nothing_is_changed),
	TEST(a_step_that_fails_at_any_write_leaves_the_form_before_it),
	TEST(a_kill_leaves_one_form_or_another),
	TEST(a_program_that_has_the_old_store_open_is_waited_for),
	TEST(a_newer_form_is_refused_in_words),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
