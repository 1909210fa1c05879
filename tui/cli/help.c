/* help [COMMAND], --version */
#include "locale/msg/msg.h"
#include "tui/cli/columns.h"
#include "tui/cli/command.h"

#include <string.h>

#define VERSION "0.1"

enum { OPTION_COLS = 20, COMMAND_COLS = 10 };

static void print_option(struct cli *cli, const struct cli_option *o)
{
	struct buf name = { 0 }, line = { 0 };

	if (o->letter)
		buf_printf(&name, "-%c, ", o->letter);
	buf_printf(&name, "--%s%s%s", o->name, o->takes ? " " : "", o->takes ? o->takes : "");
	buf_puts(&line, "  ");
	column(&line, buf_text(&name), OPTION_COLS);
	fprintf(cli->out, "%s%s\n", buf_text(&line), _(o->help));
	buf_free(&name);
	buf_free(&line);
}

static void print_options(struct cli *cli, struct cli_options set)
{
	for (size_t i = 0; i < set.n; i++)
		print_option(cli, &set.at[i]);
}

static void print_command(struct cli *cli, const struct command *c)
{
	fprintf(cli->out, "yanpan %s%s%s\n\n%s\n", c->name, *c->words ? " " : "", c->words, _(c->help));
	if (c->option_count)
		fprintf(cli->out, "\n");
	print_options(cli, (struct cli_options){ c->options, c->option_count });
}

static void print_all(struct cli *cli)
{
	fprintf(cli->out, "%s\n\n", _("yanpan [options] [command]: without a command the screens"));
	for (size_t i = 0; i < command_count; i++) {
		struct buf line = { 0 };

		column(&line, commands[i].name, COMMAND_COLS);
		fprintf(cli->out, "  %s%s\n", buf_text(&line), _(commands[i].help));
		buf_free(&line);
	}
	fprintf(cli->out, "\n");
	print_options(cli, cli_globals);
	fprintf(cli->out, "\n%s\n", _("yanpan help COMMAND says more; so does man yanpan."));
}

bool run_help(struct cli *cli, struct err *e)
{
	if (!cli->args.word_count) {
		print_all(cli);
		return true;
	}
	for (size_t i = 0; i < command_count; i++)
		if (!strcmp(commands[i].name, cli->args.words[0])) {
			print_command(cli, &commands[i]);
			return true;
		}
	err_set(e, ERR_USAGE, "no command %s", cli->args.words[0]);
	return err_fix(e, "yanpan help names the commands");
}

bool run_version(struct cli *cli, struct err *e)
{
	(void)e;
	fprintf(cli->out, "yanpan %s\n", VERSION);
	return true;
}
