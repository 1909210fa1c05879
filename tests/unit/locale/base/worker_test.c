#include "locale/base/worker.h"

#include "tests/check.h"

#include <unistd.h>

struct sum {
	int add, total;
};

static void add(void *arg)
{
	struct sum *s = arg;

	s->total += s->add;
}

static void rest(void *arg)
{
	usleep(30000);
	add(arg);
}

static void pieces_are_done_one_after_the_other(void)
{
	struct worker w = { 0 };
	struct sum s = { 0 };

	CHECK(worker_done(&w, -1));
	for (int i = 1; i <= 1000; i++) {
		s.add = i;
		worker_give(&w, add, &s);
		CHECK(worker_done(&w, -1));
	}
	CHECK_INT(s.total, 500500);
	worker_end(&w);
	worker_end(&w);
}

static void waiting_ends_when_the_time_is_up(void)
{
	struct worker w = { 0 };
	struct sum s = { 7, 0 };

	worker_give(&w, rest, &s);
	CHECK(!worker_done(&w, 0));
	CHECK(worker_done(&w, 10000));
	CHECK_INT(s.total, 7);
	worker_end(&w);
}

static void the_end_waits_for_what_is_at_hand(void)
{
	struct worker w = { 0 };
	struct sum s = { 7, 0 };

	worker_give(&w, rest, &s);
	worker_end(&w);
	CHECK_INT(s.total, 7);
}

static const struct test tests[] = {
	TEST(pieces_are_done_one_after_the_other),
	TEST(waiting_ends_when_the_time_is_up),
	TEST(the_end_waits_for_what_is_at_hand),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
