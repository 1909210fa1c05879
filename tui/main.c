/* main.c — the program: subcommands, or the screens on a terminal. */
#include "locale/msg/msg.h"
#include "tui/cli/cli.h"
#include "tui/screen/run.h"

#include <fcntl.h>
#include <unistd.h>

/* A program started with a stream closed (>&-) would open the store's files in its place
 * and print into them.  Opened the wrong way round, the stream still says that it fails. */
static bool streams_open(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			return false;
	return true;
}

/* --as says who sits here before the screens ask. */
static bool show_screens(struct cli *cli, struct err *e)
{
	unsigned flags = cli->read_only ? KV_READ_ONLY : KV_CREATE | KV_AUDIT;
	struct options options;

	if (cli->reason) {
		err_set(e, ERR_USAGE, "--personal goes with a command");
		return err_fix(e, "the screens ask for the reason themselves");
	}
	if (!options_load(&options, &cli->arena, e))
		return false;
	if (!args_has(&cli->args, "lang") && options.lang && !msg_choose(options.lang, e))
		return false;
	if (args_has(&cli->args, "as") && !cli_store(cli, true, e))
		return false;
	return run_screens(cli->folder, flags, &options, e);
}

int main(int argc, char **argv)
{
	if (!streams_open())
		return CLI_STORE;
	return cli_run(argc - 1, (const char *const *)argv + 1, show_screens);
}
