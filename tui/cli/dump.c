/* dump FILE and load FILE — see store/io/dump.h. */
#include "store/io/dump.h"

#include "locale/msg/msg.h"
#include "tui/cli/command.h"

#include <string.h>

/* "-" is standard output. */
static bool open_outlet(struct cli *cli, const char *path, struct outlet *out, struct err *e)
{
	return strcmp(path, "-") ? outlet_file(out, path, NULL, e)
							 : outlet_stream(out, cli->out, NULL, e);
}

static bool may_take_personal(struct cli *cli, const char *path, struct err *e)
{
	if (cli->reason)
		return cli_unmask(cli, KIND_NONE, (struct uid){ 0 }, "", path, e);
	err_set(e, ERR_USAGE, "a whole dump holds personal data: say why it is made");
	return err_fix(e, "--personal REASON, or --without-personal");
}

bool run_dump(struct cli *cli, struct err *e)
{
	const char *path = cli->args.words[0];
	bool personal = !args_has(&cli->args, "without-personal");
	struct dump_counts counts;
	struct outlet out;

	if (!cli_store(cli, false, e) || (personal && !may_take_personal(cli, path, e)) ||
		!open_outlet(cli, path, &out, e))
		return false;
	if (!dump_store(cli->kv, &out, cli->now, personal, &counts, e)) {
		outlet_drop(&out);
		return false;
	}
	if (!outlet_end(&out, e))
		return false;
	if (strcmp(path, "-") != 0)
		cli_say(cli, _("%s: %llu records, %llu journal entries, %llu lines"), path,
			(unsigned long long)counts.records, (unsigned long long)counts.entries,
			(unsigned long long)counts.lines);
	return true;
}

bool run_load(struct cli *cli, struct err *e)
{
	if (cli->read_only) {
		err_set(e, ERR_RULE, "nothing is changed with --read-only");
		return err_fix(e, "leave it out");
	}
	if (!dump_load(cli->args.words[0], cli->folder, cli->now, e))
		return false;
	cli_say(cli, _("the store in %s holds all of %s, verified"), cli->folder, cli->args.words[0]);
	return true;
}
