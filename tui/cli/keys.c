/* keys — every key of every screen, from the tables of actions. */
#include "locale/msg/msg.h"
#include "tui/app/app.h"
#include "tui/cli/columns.h"
#include "tui/cli/command.h"
#include "tui/cli/json_line.h"
#include "tui/screen/screens.h"

#include <string.h>

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

static void json_actions(
	struct cli *cli, const char *screen, const struct action *actions, size_t n)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < n; i++) {
		const char *key = actions[i].keys;

		json_begin(&b);
		json_word(&b, "screen", screen);
		json_word(&b, "action", actions[i].name);
		json_list(&b, "keys");
		for (size_t bytes; *key; key += bytes + strspn(key + bytes, " ")) {
			bytes = strcspn(key, " ");
			json_item(&b, arena_copy(&cli->arena, key, bytes));
		}
		json_list_end(&b);
		json_word(&b, "help", _(actions[i].help));
		json_end(&b);
	}
	fputs(buf_text(&b), cli->out);
	buf_free(&b);
}

static void print_all(
	struct cli *cli, const char *screen, const char *title, const struct action *actions, size_t n)
{
	if (cli_form(cli, PRINT_LIST) == PRINT_JSON)
		json_actions(cli, screen, actions, n);
	else
		print_actions(cli, screen, title, actions, n);
}

bool run_keys(struct cli *cli, struct err *e)
{
	size_t n;
	const struct action *everywhere = app_actions(&n);

	(void)e;
	print_all(cli, "*", _("on every screen"), everywhere, n);
	for (size_t i = 0; i < screen_count; i++) {
		const struct screen_ops *s = screens[i];

		if (cli_form(cli, PRINT_LIST) != PRINT_JSON)
			fprintf(cli->out, "\n");
		print_all(cli, s->name, s->title ? _(s->title) : "", s->actions, s->action_count);
	}
	return true;
}
