/* Kills a program while it writes: what it had confirmed is there, and all agrees.
 *
 * The child puts one order after another, each in an act of its own, and says so on a
 * pipe after the commit.  30 kills in `make check`, SOAK_KILLS of them in `make soak`.
 */
#include "store/rec/record.h"
#include "store/rec/verify.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[512];

static void put_one(struct kv *kv, int number)
{
	char name[32], text[512];
	struct order o;
	struct err e = { 0 };
	struct act act;

	schema_init(&order_schema, &o);
	snprintf(name, sizeof(name), "%08d", number);
	snprintf(text, sizeof(text), "%0*d", 1 + number * 37 % 400, number);
	o.number = name;
	o.text = text;
	o.caller = "张三";
	o.state = ORDER_TO_SCREEN;
	if (!act_begin(&act, kv, &fresh_who, fresh_now, &e) ||
		!record_put(&act, &order_schema, &o, "new", &e) || !act_commit(&act, &e)) {
		fprintf(stderr, "%s (%s)\n", e.what, e.where);
		_exit(1);
	}
}

static void write_until_killed(int confirmed, int from)
{
	struct kv *kv;
	struct err e = { 0 };

	if (!kv_open(folder, KV_CREATE, &kv, &e))
		_exit(1);
	for (int number = from;; number++) {
		put_one(kv, number);
		if (write(confirmed, &number, sizeof(number)) != sizeof(number))
			_exit(0);
	}
}

/* The last number the child confirmed, or `from` - 1. */
static int kill_after(int from, useconds_t us)
{
	int pipe_ends[2], last = from - 1, number;
	pid_t child;

	if (pipe(pipe_ends) != 0)
		abort();
	child = fork();
	if (child == 0) {
		close(pipe_ends[0]);
		write_until_killed(pipe_ends[1], from);
	}
	close(pipe_ends[1]);
	usleep(us);
	kill(child, SIGKILL);
	while (read(pipe_ends[0], &number, sizeof(number)) == sizeof(number))
		last = number;
	close(pipe_ends[0]);
	waitpid(child, NULL, 0);
	return last;
}

static void print_finding(const struct err *finding, void *arg)
{
	(void)arg;
	printf("%s (%s)\n", finding->what, finding->where);
}

/* Returns the first number that is not there. */
static int check_store(int confirmed)
{
	struct arena a = { 0 };
	struct verify_counts counts;
	struct kv_txn txn;
	struct err e = { 0 };
	struct kv *kv;
	uint32_t last = 0;

	if (!CHECK(kv_open(folder, KV_CREATE, &kv, &e)))
		return confirmed + 1;
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(verify_store(&txn, NULL, print_finding, NULL, &counts));
	last = record_last(&txn, KIND_ORDER);
	/* One more than was confirmed may be there: killed between commit and word. */
	CHECK(last == (uint32_t)confirmed || last == (uint32_t)confirmed + 1);
	for (int number = 1; number <= confirmed; number++) {
		struct order o;
		char name[32];

		snprintf(name, sizeof(name), "%08d", number);
		CHECK(record_find(&txn, &order_schema, name, &o, &a, &e));
	}
	kv_end_read(&txn);
	kv_close(kv);
	arena_free(&a);
	return (int)last + 1;
}

static void what_was_confirmed_outlives_every_kill(void)
{
	const char *kills = getenv("SOAK_KILLS");
	int n = kills ? atoi(kills) : 30, next = 1;

	snprintf(folder, sizeof(folder), "%s/store", check_folder());
	for (int i = 0; i < n; i++)
		next = check_store(kill_after(next, (useconds_t)(1000 + i * 7919 % 30000)));
	CHECK(next > n);
}

static const struct test tests[] = {
	TEST(what_was_confirmed_outlives_every_kill),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
