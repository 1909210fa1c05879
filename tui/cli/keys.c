/* keys — every key of every screen, from the tables of actions. */
#include "locale/msg/msg.h"
#include "tui/app/app.h"
#include "tui/cli/columns.h"
#include "tui/cli/command.h"
#include "tui/screen/screens.h"

enum { ACTION_COLS = 18, KEY_COLS = 22 };

static void print_actions(
	struct cli *cli, const char *screen, const char *title, const struct action *actions, size_t n)
{
	struct buf line = { 0 };

	fprintf(cli->out, "%s  %s\n", screen, title);
	for (size_t i = 0; i < n; i++) {
		buf_cut(&line, 0);
		buf_puts(&line, "  ");
		column(&line, actions[i].name, ACTION_COLS);
		column(&line, actions[i].keys, KEY_COLS);
		fprintf(cli->out, "%s%s\n", buf_text(&line), _(actions[i].help));
	}
	buf_free(&line);
}

bool run_keys(struct cli *cli, struct err *e)
{
	size_t n;
	const struct action *everywhere = app_actions(&n);

	(void)e;
	print_actions(cli, "*", _("on every screen"), everywhere, n);
	for (size_t i = 0; i < screen_count; i++) {
		const struct screen_ops *s = screens[i];

		fprintf(cli->out, "\n");
		print_actions(cli, s->name, s->title ? _(s->title) : "", s->actions, s->action_count);
	}
	return true;
}
