/* project.c — `yanpan project`: what the room looks at, in a window of its own. */
#include "tui/cli/command.h"
#include "tui/conf/options.h"
#include "tui/screen/run.h"

#include <unistd.h>

bool run_project(struct cli *cli, struct err *e)
{
	struct options options;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_set(e, ERR_USAGE, "the projector needs a terminal");
		return err_fix(e, "open a second window, move it to the projector and start it there");
	}
	return options_load(&options, &cli->arena, e) && run_projector(cli->folder, &options, e);
}
