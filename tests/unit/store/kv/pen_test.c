#include "store/kv/pen.h"

#include "tests/check.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err e;

/* A child that holds the pen of `folder` until it is told to end. */
static pid_t holder(const char *folder, int *tell)
{
	int ready[2], end[2];
	char c;
	pid_t child;

	if (pipe(ready) || pipe(end))
		return -1;
	child = fork();
	if (!child) {
		struct pen p;

		close(ready[0]);
		close(end[1]);
		if (!pen_take(folder, "王敏\033[2J", "import", 0, &p, &e) || write(ready[1], "", 1) != 1)
			_exit(1);
		if (read(end[0], &c, 1) >= 0) /* or the other end is closed */
			pen_drop(&p);
		_exit(0);
	}
	close(ready[1]);
	close(end[0]);
	CHECK(read(ready[0], &c, 1) == 1);
	close(ready[0]);
	*tell = end[1];
	return child;
}

static void who_waits_is_told_who_writes_what_and_since_when(void)
{
	const char *folder = check_folder();
	struct pen_holder h;
	struct pen p;
	char pid[32];
	int tell;
	pid_t child = holder(folder, &tell);

	CHECK(!pen_take(folder, "李强", NULL, 20, &p, &e));
	CHECK_INT(e.kind, ERR_BUSY);
	snprintf(pid, sizeof(pid), "process %d", (int)child);
	CHECK(strstr(e.what, "王敏") && strstr(e.what, "import") && strstr(e.what, pid));
	CHECK(strchr(e.what, '\033') == NULL);
	CHECK_TEXT(e.where, folder);
	CHECK(e.fix[0] != '\0');
	CHECK(pen_look(folder, &h));
	CHECK_INT(h.pid, child);
	CHECK_TEXT(h.task, "import");
	CHECK(h.since.s > 1700000000);
	close(tell);
	waitpid(child, NULL, 0);
	CHECK(!pen_look(folder, &h));
	pen_drop(&p);
}

static void a_killed_holder_lets_go(void)
{
	const char *folder = check_folder();
	struct pen p;
	int tell;
	pid_t child = holder(folder, &tell);

	CHECK(!pen_take(folder, NULL, NULL, 0, &p, &e));
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	CHECK(pen_take(folder, NULL, NULL, 0, &p, &e));
	pen_drop(&p);
	close(tell);
}

static void who_waits_gets_it_when_it_is_dropped(void)
{
	const char *folder = check_folder();
	struct pen p;
	int tell;
	pid_t child = holder(folder, &tell), ender = fork();

	if (!ender) {
		usleep(50000);
		_exit(write(tell, "", 1) == 1 ? 0 : 1);
	}
	CHECK(pen_take(folder, NULL, NULL, 5000, &p, &e));
	pen_drop(&p);
	waitpid(child, NULL, 0);
	waitpid(ender, NULL, 0);
	close(tell);
}

static void one_process_may_take_it_again(void)
{
	const char *folder = check_folder();
	struct pen_holder h;
	struct pen outer, inner;

	CHECK(pen_take(folder, "王敏", "import", 0, &outer, &e));
	CHECK(pen_take(folder, "王敏", NULL, 0, &inner, &e));
	pen_drop(&inner);
	CHECK(pen_look(folder, &h)); /* the outer one still holds it */
	CHECK_TEXT(h.name, "王敏");
	CHECK_TEXT(h.task, "import");
	pen_drop(&outer);
	pen_drop(&outer);
	CHECK(!pen_look(folder, &h));
}

static void a_child_does_not_have_its_parents_pen(void)
{
	const char *folder = check_folder();
	struct pen p;
	int end = -1;
	pid_t child;

	CHECK(pen_take(folder, NULL, NULL, 0, &p, &e));
	child = fork();
	if (!child) {
		struct pen own;

		_exit(!pen_take(folder, NULL, NULL, 0, &own, &e) && e.kind == ERR_BUSY ? 0 : 1);
	}
	waitpid(child, &end, 0);
	CHECK_INT(end, 0);
	pen_drop(&p);
}

/* An import drops and takes the pen between blocks; a clerk's ruling gets between. */
static void who_writes_without_pause_gives_way(void)
{
	const char *folder = check_folder();
	struct pen p;
	int end = -1, rounds = 0;
	pid_t child;

	CHECK(pen_take(folder, NULL, "import", 0, &p, &e));
	child = fork();
	if (!child) {
		struct pen own;

		_exit(pen_take(folder, NULL, NULL, 5000, &own, &e) ? 0 : 1);
	}
	for (; waitpid(child, &end, WNOHANG) == 0 && rounds < 1000; rounds++) {
		usleep(5000); /* a block's work */
		pen_drop(&p);
		CHECK(pen_take(folder, NULL, "import", 5000, &p, &e));
	}
	CHECK_INT(end, 0);
	CHECK(rounds < 100);
	pen_drop(&p);
}

static void a_reader_without_rights_keeps_writers_out(void)
{
	const char *folder = check_folder();
	struct pen reader, another, p;
	int end = -1;
	pid_t child;

	CHECK(pen_block(folder, 0, &reader, &e)); /* no pen yet: nobody ever wrote */
	CHECK(!reader.held);
	CHECK(pen_take(folder, NULL, NULL, 0, &p, &e));
	pen_drop(&p);
	CHECK(pen_block(folder, 0, &reader, &e) && pen_block(folder, 0, &another, &e));
	child = fork();
	if (!child)
		_exit(!pen_take(folder, NULL, NULL, 20, &p, &e) && e.kind == ERR_BUSY ? 0 : 1);
	waitpid(child, &end, 0);
	CHECK_INT(end, 0);
	pen_drop(&reader);
	pen_drop(&another);
}

static const struct test tests[] = {
	TEST(who_waits_is_told_who_writes_what_and_since_when),
	TEST(a_killed_holder_lets_go),
	TEST(who_waits_gets_it_when_it_is_dropped),
	TEST(one_process_may_take_it_again),
	TEST(a_child_does_not_have_its_parents_pen),
	TEST(who_writes_without_pause_gives_way),
	TEST(a_reader_without_rights_keeps_writers_out),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
