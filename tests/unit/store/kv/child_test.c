#include "store/kv/child.h"

#include "tests/check.h"

#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
	(void)signal_number;
	interrupted = 1;
}

static bool interrupts_its_parent(void *arg, int *status, struct err *e)
{
	(void)arg;
	(void)e;
	signal(SIGINT, interrupt);
	kill(getppid(), SIGINT);
	for (int i = 0; i < 500 && !interrupted; i++)
		usleep(10000);
	*status = interrupted;
	return true;
}

static void what_interrupts_the_parent_reaches_the_child(void)
{
	struct err e = { 0 };
	int status = 0;

	CHECK(kv_in_child(check_folder(), interrupts_its_parent, NULL, &status, &e));
	CHECK_INT(status, 1);
	CHECK_INT(interrupted, 0);
}

static const struct test tests[] = {
	TEST(what_interrupts_the_parent_reaches_the_child),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
