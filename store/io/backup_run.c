/* A backup beside the screens: a child makes it while people work. */
#include "store/io/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Nothing of the terminal is the child's: neither its keys nor its end. */
static void step_aside(void)
{
	int nowhere = open("/dev/null", O_RDWR);

	for (int fd = 0; nowhere >= 0 && fd <= 2; fd++)
		dup2(nowhere, fd);
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setpriority(PRIO_PROCESS, 0, 10);
}

void backup_begin(struct backup_run *run, const char *store, const char *folder, struct time now)
{
	struct arena a = { 0 };
	const char *made;

	*run = (struct backup_run){ 0 };
	run->err =
		mmap(NULL, sizeof(*run->err), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (run->err == MAP_FAILED)
		return;
	fflush(NULL); /* else both would print what waits in the buffers */
	run->child = fork();
	if (run->child != 0)
		return;
	step_aside();
	backup_make(store, folder, BACKUP_AUTOMATIC, now, &made, &a, run->err);
	_exit(0);
}

bool backup_runs(struct backup_run *run)
{
	siginfo_t end = { 0 };

	return run->child > 0 &&
		waitid(P_PID, (id_t)run->child, &end, WEXITED | WNOHANG | WNOWAIT) == 0 && end.si_pid == 0;
}

static uint64_t bytes_of(const char *folder, const char *name)
{
	char path[4096];
	struct stat st;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return stat(path, &st) == 0 ? (uint64_t)st.st_size : 0;
}

void backup_progress(const char *store, const char *folder, uint64_t *done, uint64_t *total)
{
	*total = bytes_of(store, "data.mdb");
	*done = bytes_of(folder, "unfinished/data.mdb");
	if (*done > *total)
		*done = *total;
}

void backup_stop(struct backup_run *run)
{
	struct err e = { 0 };

	if (run->child > 0)
		kill(run->child, SIGKILL);
	backup_end(run, &e);
}

bool backup_end(struct backup_run *run, struct err *e)
{
	bool good = true;

	if (run->child > 0) {
		while (waitpid(run->child, NULL, 0) < 0 && errno == EINTR)
			continue;
		/* Another program that makes one will do. */
		if (run->err->kind && run->err->kind != ERR_BUSY) {
			*e = *run->err;
			good = false;
		}
	}
	if (run->err && run->err != MAP_FAILED)
		munmap(run->err, sizeof(*run->err));
	*run = (struct backup_run){ 0 };
	return good;
}
