/* undo and redo — the last step of whoever sits here. */
#include "store/rec/undo.h"

#include "tui/cli/command.h"
#include "tui/screen/history.h"

static void say_step(struct cli *cli, const struct event *what)
{
	struct buf words = { 0 };

	history_step(what, &words);
	cli_say(cli, "%s", buf_text(&words));
	buf_free(&words);
}

static bool turn(
	struct cli *cli, bool (*how)(struct act *, struct event *, struct err *), struct err *e)
{
	struct event what;
	struct act act;
	bool good;

	if (!cli_store(cli, false, e) || !cli_act(cli, &act, e))
		return false;
	good = how(&act, &what, e);
	if (good) {
		say_step(cli, &what);
		good = act_commit(&act, e);
	}
	act_abort(&act);
	return good;
}

bool run_undo(struct cli *cli, struct err *e)
{
	return turn(cli, undo_last, e);
}

bool run_redo(struct cli *cli, struct err *e)
{
	return turn(cli, redo_last, e);
}
