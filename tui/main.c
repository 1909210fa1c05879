/* main.c — the program: subcommands, and what is due where nothing was asked. */
#include "tui/cli/cli.h"

int main(int argc, char **argv)
{
	return cli_run(argc - 1, (const char *const *)argv + 1);
}
