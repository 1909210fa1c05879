/* main.c — the program: subcommands, or the screens on a terminal. */
#include "locale/msg/msg.h"
#include "tui/cli/cli.h"
#include "tui/screen/run.h"

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
	return cli_run(argc - 1, (const char *const *)argv + 1, show_screens);
}
