/* import FILE… — see store/io/import.h; --undo and --redo take a batch back and bring it again. */
#include "store/io/import.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/io/backup.h"
#include "store/io/return_row.h"
#include "store/schema/claim_row.h"
#include "store/schema/ledger.h"
#include "tui/cli/command.h"
#include "tui/cli/import_say.h"
#include "tui/cli/meter.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { MAPS_MOST = 256 };

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
	(void)signal_number;
	interrupted = 1;
}

/* --- one file ----------------------------------------------------------------------------- */

static enum import_answer run_steps(struct import *im, struct err *e)
{
	const struct import_counts *n = import_counts(im);
	enum import_answer answer;
	struct meter meter;

	meter_begin(&meter);
	do {
		if (interrupted)
			import_stop(im);
		answer = import_step(im, e);
		meter_show(&meter, n->rows, n->done, n->total);
	} while (answer == IMPORT_MORE && !interrupted);
	meter_end(&meter);
	return answer;
}

/* What cannot be backed up is said and imported all the same: that is taken back, too. */
static void back_up(struct cli *cli, const struct import_options *options)
{
	const char *folder = NULL, *made;
	struct err e = { 0 };

	if (options->dry_run || cli->read_only || !backup_before(options->path))
		return;
	if ((!cli_backups(cli, &folder, &e) ||
			(folder &&
				!backup_make(
					cli->folder, folder, BACKUP_AUTOMATIC, cli->now, &made, &cli->arena, &e))) &&
		e.kind != ERR_BUSY)
		cli_warn(cli, &e);
}

static bool import_file(struct cli *cli, const struct import_options *options, struct err *e)
{
	enum import_answer answer;
	struct import *im;

	back_up(cli, options);
	if (!import_open(cli->kv, options, &im, e))
		return false;
	if (options->dry_run && cli_form(cli, PRINT_LIST) == PRINT_LIST)
		import_say_mapping(cli, im);
	answer = run_steps(im, e);
	if (answer == IMPORT_DONE)
		import_say_counts(cli, im, options->path);
	import_close(im);
	if (answer == IMPORT_MORE) {
		err_set(e, ERR_RULE, "stopped; nothing of this file was imported");
		return err_at(e, "%s", options->path);
	}
	return answer == IMPORT_DONE;
}

/* --- the command ---------------------------------------------------------------------------- */

static bool read_maps(struct cli *cli, struct import_options *o, struct err *e)
{
	const char *values[MAPS_MOST];
	size_t n = args_values(&cli->args, "map", values, MAPS_MOST);
	struct import_map *maps = arena_array(&cli->arena, n, sizeof(*maps));

	if (n > MAPS_MOST)
		return err_set(e, ERR_USAGE, "too many --map");
	for (size_t i = 0; i < n; i++) {
		const char *sign = strchr(values[i], '=');

		if (!sign) {
			err_set(e, ERR_USAGE, "not field=heading: %s", values[i]);
			return err_fix(e, "write --map text=诉求内容");
		}
		maps[i].field = arena_copy(&cli->arena, values[i], (size_t)(sign - values[i]));
		maps[i].heading = sign + 1;
	}
	o->maps = maps;
	o->map_count = n;
	return true;
}

static bool read_repair(struct cli *cli, enum import_repair *out, struct err *e)
{
	const char *word = args_value(&cli->args, "repair");

	if (!word)
		return true;
	if (!strcmp(word, "certain") || !strcmp(word, "offered")) {
		*out = *word == 'c' ? IMPORT_REPAIR_CERTAIN : IMPORT_REPAIR_OFFERED;
		return true;
	}
	err_set(e, ERR_USAGE, "no such repair: %s", word);
	return err_fix(e, "write --repair certain, or --repair offered for the likely ones, too");
}

static bool read_means(struct cli *cli, uint32_t *out, struct err *e)
{
	const char *word = args_value(&cli->args, "means");

	*out = word ? return_way_of(word) : 0;
	if (!word || *out)
		return true;
	err_set(e, ERR_USAGE, "退回 cannot mean %s", word);
	return err_fix(e,
		"write --means 申请退单 (a unit asks to return the order) or 退回重办 (the "
		"hotline sends it back)");
}

/* Returns are rows of orders, not records of their own; rulings come in as the lines of an
 * old ledger, claims as those of a reply sheet. */
static bool read_kind(const char *word, const struct schema **out, struct err *e)
{
	static const char *const returns[] = { "return", "returns", "退单", "退回" };

	for (size_t i = 0; i < COUNT(returns); i++)
		if (!strcmp(word, returns[i])) {
			*out = &return_row_schema;
			return true;
		}
	if (!cli_kind(word, out, e))
		return false;
	if (*out == &ruling_schema)
		*out = &ledger_row_schema;
	if (*out == &claim_schema)
		*out = &claim_row_schema;
	return true;
}

static bool read_options(struct cli *cli, struct import_options *o, struct err *e)
{
	const char *kind = args_value(&cli->args, "kind");

	*o = (struct import_options){
		.schema = &order_schema,
		.encoding = args_value(&cli->args, "encoding"),
		.sheet = args_value(&cli->args, "sheet"),
		.dry_run = args_has(&cli->args, "dry-run"),
		.update = args_has(&cli->args, "update"),
		.keep_personal = args_has(&cli->args, "keep-personal"),
		.rejects = args_value(&cli->args, "rejects"),
		.now = cli->now,
		.found = import_say_finding,
		.arg = cli,
	};
	return (!kind || read_kind(kind, &o->schema, e)) && read_means(cli, &o->means, e) &&
		read_repair(cli, &o->repair, e) && read_maps(cli, o, e);
}

/* One of several files cannot be read: it is named, and the others are none the worse. */
static bool pass_over(struct cli *cli, struct err *e)
{
	if (cli->args.word_count == 1 || interrupted || e->kind == ERR_STORE || e->kind == ERR_USAGE)
		return false;
	cli_warn(cli, e);
	cli->status = CLI_REFUSED;
	*e = (struct err){ 0 };
	return true;
}

/* --- a trial where there is no store yet: it must not make one --- */

static bool has_store(struct cli *cli)
{
	return access(arena_format(&cli->arena, "%s/data.mdb", cli->folder), F_OK) == 0;
}

/* An empty one that nobody knows of, in the place of the one that is not there. */
static const char *make_passing(struct cli *cli, struct err *e)
{
	const char *temporary = getenv("TMPDIR");
	char *path =
		arena_format(&cli->arena, "%s/yanpan-trial-XXXXXX", temporary ? temporary : "/tmp");

	if (!mkdtemp(path)) {
		err_errno(e, errno, path);
		return NULL;
	}
	cli->folder = path;
	return path;
}

static void drop_passing(struct cli *cli, const char *path)
{
	struct err e = { 0 };

	kv_close(cli->kv);
	cli->kv = NULL;
	generation_remove(path, &e);
}

static bool open_store(struct cli *cli, bool dry, const char **passing, struct err *e)
{
	*passing = NULL;
	if (dry && !has_store(cli)) {
		*passing = make_passing(cli, e);
		if (!*passing)
			return false;
	}
	if (cli_store(cli, true, e))
		return true;
	if (*passing)
		drop_passing(cli, *passing);
	return false;
}

static bool import_files(struct cli *cli, struct err *e)
{
	struct sigaction on = { .sa_handler = interrupt }, before;
	struct import_options o;
	const char *passing = NULL;
	bool good = true;

	if (!args_words(&cli->args, 1, CLI_MANY, "import FILE...", e) || !read_options(cli, &o, e))
		return false;
	if (!open_store(cli, o.dry_run, &passing, e))
		return false;
	o.who = &cli->who;
	interrupted = 0;
	sigaction(SIGINT, &on, &before);
	for (size_t i = 0; good && i < cli->args.word_count; i++) {
		o.path = cli->args.words[i];
		good = import_file(cli, &o, e) || pass_over(cli, e);
	}
	sigaction(SIGINT, &before, NULL);
	if (passing)
		drop_passing(cli, passing);
	return good;
}

static bool turn(struct cli *cli, const char *word, bool redo, struct err *e)
{
	struct buf kept = { 0 };
	struct act act;
	char *end;
	int64_t batch = strtoll(word, &end, 10);
	bool good;

	if (!*word || *end || batch < 1)
		return err_set(e, ERR_USAGE, "a batch is a number: %s", word);
	if (!args_words(&cli->args, 0, 0, "import --undo BATCH", e) || !cli_store(cli, false, e) ||
		!cli_act(cli, &act, e))
		return false;
	good = (redo ? import_redo : import_undo)(&act, batch, &kept, e) && act_commit(&act, e);
	act_abort(&act);
	if (good && redo)
		cli_say(cli, _("batch %lld was brought back"), (long long)batch);
	else if (good)
		cli_say(cli, _("batch %lld was taken back"), (long long)batch);
	if (good && kept.n)
		fprintf(cli->out, "%s\n%s", _("left as they are, changed since:"), buf_text(&kept));
	buf_free(&kept);
	return good;
}

bool run_import(struct cli *cli, struct err *e)
{
	const char *undo = args_value(&cli->args, "undo"), *redo = args_value(&cli->args, "redo");

	if (undo)
		return turn(cli, undo, false, e);
	return redo ? turn(cli, redo, true, e) : import_files(cli, e);
}
