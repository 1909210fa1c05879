/* reindex — see store/rec/reindex.h. */
#include "store/rec/reindex.h"

#include "locale/base/clock.h"
#include "locale/msg/msg.h"
#include "tui/cli/command.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { STEP_MS = 50, PROGRESS_MS = 200 };

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
	(void)signal_number;
	interrupted = 1;
}

static void catch_interrupts(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = interrupt;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

/* How far, how fast, how long still. */
static void show_progress(const struct reindex_counts *n, int64_t begun, int64_t *last)
{
	int64_t now = clock_monotonic_ms(), ms = now - begun;
	uint64_t done = n->done < n->total ? n->done : n->total;

	if (!isatty(STDERR_FILENO) || now - *last < PROGRESS_MS || !done || ms <= 0)
		return;
	*last = now;
	fprintf(stderr, "\r%3llu%%  %llu/s  %llu s ", (unsigned long long)(done * 100 / n->total),
		(unsigned long long)(done * 1000 / (uint64_t)ms),
		(unsigned long long)((n->total - done) * (uint64_t)ms / done / 1000));
}

static void end_progress(void)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r                              \r");
}

static bool was_stopped(struct err *e)
{
	err_set(e, ERR_RULE, "stopped before the end; searches look at every record until then");
	return err_fix(e, "yanpan reindex goes on where it was");
}

bool run_reindex(struct cli *cli, struct err *e)
{
	int64_t begun = clock_monotonic_ms(), last = begun;
	struct reindex *r;
	bool good;

	if (cli->read_only) {
		err_set(e, ERR_RULE, "nothing is changed with --read-only");
		return err_fix(e, "leave it out");
	}
	if (!cli_store(cli, false, e) || !reindex_open(cli->kv, false, &r, e))
		return false;
	catch_interrupts();
	for (good = true; good && !interrupted && !reindex_done(r);) {
		good = reindex_step(r, STEP_MS, e);
		show_progress(reindex_counts(r), begun, &last);
	}
	end_progress();
	if (good && !reindex_done(r))
		good = was_stopped(e);
	if (good)
		cli_say(cli, _("all look-ups are built; wrong rows: %llu, records put in again: %llu"),
			(unsigned long long)reindex_counts(r)->removed,
			(unsigned long long)reindex_counts(r)->added);
	reindex_close(r);
	return good;
}
