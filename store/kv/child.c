#include "store/kv/child.h"

#include "store/kv/datafile.h"
#include "store/kv/place.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* What both see: the child writes, the parent reads once the child is gone. */
struct answer {
	bool finished, good;
	int status;
	struct err err;
};

static const int DEADLY[] = { SIGBUS, SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGTRAP };

static bool is_deadly(int signal_number)
{
	for (size_t i = 0; i < sizeof(DEADLY) / sizeof(DEADLY[0]); i++)
		if (DEADLY[i] == signal_number)
			return true;
	return false;
}

/* The parent's handlers restore a terminal that is not the child's to touch; a core
 * of a damaged file helps nobody and holds personal data. */
static void die_quietly(void)
{
	for (size_t i = 0; i < sizeof(DEADLY) / sizeof(DEADLY[0]); i++)
		signal(DEADLY[i], SIG_DFL);
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0 });
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/* Nobody reads any more what the child prints (`| head`): this process goes the same quiet
 * way that it would have gone alone. */
static void follow_into_pipe(int end)
{
	if (!WIFSIGNALED(end) || WTERMSIG(end) != SIGPIPE)
		return;
	signal(SIGPIPE, SIG_DFL);
	raise(SIGPIPE);
}

/* A stick that was pulled out kills as damage does: the pages behind the file are gone. */
static bool can_be_read(const char *path, const char *folder, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char first[512];
	bool good = fd >= 0 && pread(fd, first, sizeof(first), 0) >= 0;

	if (!good)
		place_error(e, errno, folder, path);
	if (fd >= 0)
		close(fd);
	return good;
}

static void judge(const struct answer *a, int end, const char *folder, struct err *e)
{
	char path[4096];

	if (a->finished) {
		*e = a->err;
	} else if (WIFSIGNALED(end) && !is_deadly(WTERMSIG(end))) {
		err_set(e, ERR_BUSY, "stopped from outside (signal %d)", WTERMSIG(end));
		err_at(e, "%s", folder);
	} else {
		snprintf(path, sizeof(path), "%s/data.mdb", folder);
		if (can_be_read(path, folder, e))
			datafile_damaged(path, NULL, e);
	}
}

static volatile sig_atomic_t waited_for;

static void pass_on(int signal_number)
{
	kill((pid_t)waited_for, signal_number);
}

/* Ctrl+C is for the child, which knows how to end what it does.  A terminal sends it to
 * both; kill(1) and supervisors only to the process they know.  Both signals are held back
 * (`before`: the mask without that) until there is somebody to pass them to. */
static bool wait_for(pid_t child, const sigset_t *before, int *end)
{
	struct sigaction on = { .sa_handler = pass_on }, interrupt, quit;
	bool gone = true;

	waited_for = child;
	sigaction(SIGINT, &on, &interrupt);
	sigaction(SIGQUIT, &on, &quit);
	sigprocmask(SIG_SETMASK, before, NULL);
	while (gone && waitpid(child, end, 0) < 0)
		gone = errno == EINTR;
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	return gone;
}

static pid_t fork_held_back(sigset_t *before)
{
	sigset_t both;
	pid_t child;

	sigemptyset(&both);
	sigaddset(&both, SIGINT);
	sigaddset(&both, SIGQUIT);
	sigprocmask(SIG_BLOCK, &both, before);
	child = fork();
	if (child <= 0)
		sigprocmask(SIG_SETMASK, before, NULL);
	return child;
}

bool kv_in_child(const char *folder, bool (*work)(void *arg, int *status, struct err *e), void *arg,
	int *status, struct err *e)
{
	struct answer *a =
		mmap(NULL, sizeof(*a), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	bool good;
	sigset_t before;
	pid_t child;
	int end = 0;

	if (a == MAP_FAILED)
		return err_errno(e, errno, folder);
	fflush(NULL); /* else both would print what waits in the buffers */
	child = fork_held_back(&before);
	if (child == 0) {
		die_quietly();
		a->good = work(arg, &a->status, &a->err);
		fflush(NULL);
		a->finished = true;
		_exit(0);
	}
	if (child < 0 || !wait_for(child, &before, &end))
		err_errno(e, errno, folder);
	else if (!a->finished || !a->good) {
		follow_into_pipe(end);
		judge(a, end, folder, e);
	}
	good = child > 0 && a->finished && a->good;
	*status = a->status;
	munmap(a, sizeof(*a));
	return good;
}
