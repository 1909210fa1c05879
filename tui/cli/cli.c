#include "tui/cli/cli.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/utf8.h"
#include "store/io/backup.h"
#include "store/io/upgrade.h"
#include "store/kv/child.h"
#include "store/panel/verb.h"
#include "store/rec/journal.h"
#include "store/rec/migrate.h"
#include "store/rec/rulebook.h"
#include "store/rec/upkeep.h"
#include "tui/cli/folder.h"
#include "tui/cli/terminal.h"
#include "tui/conf/options.h"
#include "tui/screen/who.h"
#include "tui/term/kind.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct cli_option globals[] = {
	{
		.name = "store",
		.takes = "DIR",
		.help = N_("The store's folder."),
	},
	{
		.name = "lang",
		.takes = "L",
		.help = N_("zh_CN, zh_TW or en."),
	},
	{
		.name = "read-only",
		.help = N_("Change nothing."),
	},
	{
		.name = "personal",
		.takes = "REASON",
		.help = N_("Show personal data; the reason is logged: 1 verifying the request, "
				   "2 contacting the caller, 3:words."),
	},
	{
		.name = "as",
		.takes = "NAME",
		.help = N_("Who sits at the keyboard; remembered."),
	},
	{
		.name = "json",
		.help = N_("One JSON object a line."),
	},
	{
		.name = "csv",
		.help = N_("CSV with a heading of field names."),
	},
	{
		.name = "encoding",
		.takes = "E",
		.help = N_("Encoding of what is read or written: utf-8, utf-8-bom, gb18030 …"),
	},
	{
		.name = "plain",
		.help = N_("Numbered menus instead of screens; also where there is no terminal."),
	},
	{
		.name = "terminal-encoding",
		.takes = "E",
		.help = N_("What the terminal speaks: gb18030, gbk, big5 or utf-8; else "
				   "YANPAN_TERM_ENC or the language setting says."),
	},
	{
		.name = "help",
		.help = N_("What the command does."),
	},
	{
		.name = "version",
		.help = N_("The version."),
	},
};

const struct cli_options cli_globals = { globals, COUNT(globals) };

/* --- errors ------------------------------------------------------------------------ */

static enum cli_status status_of(const struct err *e)
{
	switch (e->kind) {
	case ERR_NONE:
		return CLI_DONE;
	case ERR_USAGE:
		return CLI_USAGE;
	case ERR_STORE:
	case ERR_BUSY:
		return CLI_STORE;
	default:
		return CLI_REFUSED;
	}
}

/* yanpan: what (where): fix */
static void complain(FILE *to, const struct err *e)
{
	fprintf(to, "yanpan: %s", e->what);
	if (*e->where)
		fprintf(to, " (%s)", e->where);
	if (*e->fix)
		fprintf(to, ": %s", e->fix);
	fputc('\n', to);
}

void cli_warn(struct cli *cli, const struct err *e)
{
	complain(cli->notes, e);
}

/* --- backups ------------------------------------------------------------------------- */

bool cli_backups(struct cli *cli, const char **folder, struct err *e)
{
	struct options options;

	if (!options_load(&options, &cli->arena, e))
		return false;
	*folder = backup_folder(cli->folder, options.backups, &cli->arena);
	return true;
}

/* Who reads that the store is damaged wants to know what is left. */
static void name_backup(struct cli *cli)
{
	const char *folder = NULL;
	struct generation *list;
	struct err e = { 0 };
	char made[DATE_TEXT];

	if (!cli_backups(cli, &folder, &e) || !folder ||
		generation_list(folder, &list, &cli->arena) == 0)
		return;
	fprintf(stderr, _("yanpan: the newest backup is of %s: yanpan restore (%s)\n"),
		time_text(list[0].made, made), list[0].path);
}

/* --- the store ---------------------------------------------------------------------- */

static void tell_warnings(const struct cli *cli)
{
	struct err warnings[KV_WARNINGS];
	int n = kv_warnings(cli->kv, warnings);

	for (int i = 0; i < n; i++)
		complain(cli->notes, &warnings[i]);
	if (rulebook_trouble(rulebook_of(cli->kv), &warnings[0]))
		complain(cli->notes, &warnings[0]);
}

/* Deadlines and "today" are counted from a clock that cannot be right. */
static void tell_clock(struct cli *cli)
{
	struct err e = { 0 };
	struct time behind = { 0 };
	struct kv_txn txn;
	char time[DATE_TEXT];

	if (kv_begin_read(cli->kv, &txn, &e)) {
		behind = journal_behind(&txn, cli->now);
		kv_end_read(&txn);
	}
	if (!behind.s)
		return;
	err_set(&e, ERR_STORE, "this PC's clock is behind the last step, which was at %s",
		time_text(behind, time));
	err_fix(&e, "set the date and time right; days left are counted from them");
	complain(cli->notes, &e);
}

bool cli_operator(struct cli *cli, const char *name, struct err *e)
{
	return who_keep(cli->kv, &cli->who, name, &cli->arena, e);
}

/* Who was never asked is known by what the operating system calls them. */
static bool find_operator(struct cli *cli, struct err *e)
{
	const char *as = args_value_in(&cli->args, &cli_globals, "as");

	if (!who_read(cli->kv, &cli->who, &cli->arena, e))
		return false;
	if (as)
		return cli_operator(cli, as, e);
	if (!*cli->who.name)
		cli->who.name = cli->who.os_user;
	return true;
}

/* A store of an older form is read as it is; whoever writes brings it to today's. */
static bool upgrade(struct cli *cli, bool writes, struct err *e)
{
	const char *dump;
	bool due;

	if (cli->read_only || !writes)
		return migrate_due(cli->kv, &due, e);
	if (!upgrade_store(cli->kv, &cli->who, cli->now, &dump, &cli->arena, e))
		return false;
	if (dump)
		fprintf(
			cli->notes, _("yanpan: the store has a new form; what it was stands in %s\n"), dump);
	return true;
}

bool cli_store(struct cli *cli, bool create, struct err *e)
{
	bool writes = !cli->command || cli->command->store == STORE_WRITES; /* none: the screens */
	unsigned flags = (cli->read_only ? KV_READ_ONLY : 0) | (create ? KV_CREATE : 0) |
		(writes && !cli->read_only ? KV_AUDIT : 0);

	if (cli->kv)
		return true;
	if (!kv_open(cli->folder, flags, &cli->kv, e)) {
		if (e->kind == ERR_ABSENT && !*e->fix)
			err_fix(e, "yanpan import FILE begins one; yanpan demo shows an example");
		if (e->kind == ERR_ABSENT)
			e->kind = ERR_STORE;
		return false;
	}
	tell_warnings(cli);
	tell_clock(cli);
	if (!find_operator(cli, e))
		return false;
	kv_sign(cli->kv, cli->who.name, cli->command ? cli->command->name : NULL, 5000);
	return upgrade(cli, writes, e);
}

bool cli_act(struct cli *cli, struct act *act, struct err *e)
{
	if (cli->read_only) {
		err_set(e, ERR_RULE, "nothing is changed with --read-only");
		return err_fix(e, "leave it out");
	}
	return act_begin(act, cli->kv, &cli->who, cli->now, e);
}

struct day cli_today(const struct cli *cli)
{
	return time_day(cli->now);
}

/* --- personal data -------------------------------------------------------------------- */

/* 1 核实诉求, 2 联系诉求人, 3 其他:words — by code, or by word in Chinese or the language
 * of the screens. */
static const struct {
	const char *label, *chinese;
} reasons[] = {
	{ N_("verifying the request"), "核实诉求" },
	{ N_("contacting the caller"), "联系诉求人" },
	{ N_("another reason"), "其他" },
};

static const char *after(const char *text, const char *start)
{
	size_t n = strlen(start);

	return strncmp(text, start, n) ? NULL : text + n;
}

/* Behind the code or the word of a reason; NULL: it is not this one. */
static const char *after_reason(const char *text, size_t i)
{
	char code[] = { (char)('1' + (int)i), 0 };
	const char *rest = after(text, code);

	if (!rest)
		rest = after(text, reasons[i].chinese);
	return rest ? rest : after(text, _(reasons[i].label));
}

static const char *skip_signs(const char *text)
{
	while (*text == ' ' || *text == ':' || !strncmp(text, "：", strlen("：")))
		text += *text == ' ' || *text == ':' ? 1 : strlen("：");
	return text;
}

static bool refuse_reason(const char *text, struct err *e)
{
	err_set(e, ERR_USAGE, "this is no reason for seeing personal data: %s", text);
	return err_fix(
		e, "--personal 1 (%s), 2 (%s) or 3:why", _(reasons[0].label), _(reasons[1].label));
}

static bool read_reason(struct cli *cli, const char *text, struct err *e)
{
	for (size_t i = 0; i < COUNT(reasons); i++) {
		const char *rest = after_reason(text, i);

		if (!rest)
			continue;
		rest = skip_signs(rest);
		if (i + 1 == COUNT(reasons) && !*rest)
			return refuse_reason(text, e);
		cli->reason =
			arena_format(&cli->arena, "%zu %s", i + 1, *rest ? rest : _(reasons[i].label));
		return true;
	}
	return refuse_reason(text, e);
}

bool cli_unmask(struct cli *cli, enum kind kind, struct uid uid, const char *number,
	const char *words, struct err *e)
{
	struct act act;
	const char *why;
	bool good;

	if (!cli->reason)
		return true;
	if (!cli_act(cli, &act, e))
		return err_at(e, "--personal");
	why = arena_format(&cli->arena, "%s%s%s", cli->reason, *words ? "; " : "", words);
	good = journal_note(&act, "unmask", kind, uid, number, why, e) && act_commit(&act, e);
	act_abort(&act);
	return good;
}

struct view cli_view(const struct cli *cli, enum view_kind kind)
{
	return (struct view){
		.kind = kind,
		.personal = cli->reason != NULL,
		.original = args_has(&cli->args, "original"),
		.today = cli_today(cli),
	};
}

/* --- printing ---------------------------------------------------------------------------- */

bool cli_kind(const char *word, const struct schema **out, struct err *e)
{
	struct buf names = { 0 };

	*out = schema_named(word);
	if (*out)
		return true;
	for (size_t i = 0; i < schema_count; i++)
		buf_printf(&names, "%s%s %s", i ? ", " : "", schemas[i]->name, _(schemas[i]->label));
	err_set(e, ERR_USAGE, "no kind of record is called %s", word);
	err_fix(e, "one of: %s", buf_text(&names));
	buf_free(&names);
	return false;
}

enum print_form cli_form(const struct cli *cli, enum print_form for_people)
{
	if (args_has(&cli->args, "json"))
		return PRINT_JSON;
	return args_has(&cli->args, "csv") ? PRINT_CSV : for_people;
}

bool cli_outlet(struct cli *cli, struct outlet *out, struct err *e)
{
	return outlet_stream(out, cli->out, args_value(&cli->args, "encoding"), e);
}

void cli_lost(struct cli *cli, uint64_t lost)
{
	struct err e = { 0 };

	if (!lost)
		return;
	err_set(&e, ERR_INPUT, "%llu characters are not in this encoding and became ?",
		(unsigned long long)lost);
	err_at(&e, "%s", args_value(&cli->args, "encoding"));
	err_fix(&e, "--encoding utf-8 has all of them");
	complain(cli->notes, &e);
}

bool cli_outlet_end(struct cli *cli, struct outlet *out, struct err *e)
{
	cli_lost(cli, out->encoder.lost);
	return outlet_end(out, e);
}

void cli_say(struct cli *cli, const char *format, ...)
{
	char line[1024];
	va_list ap;

	va_start(ap, format);
	vsnprintf(line, sizeof(line), format, ap);
	va_end(ap);
	cli->said = arena_text(&cli->arena, line);
}

/* --- running ----------------------------------------------------------------------------- */

static const struct command *command_named(const char *name)
{
	for (size_t i = 0; i < command_count; i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

static bool refuse_command(const char *name, struct err *e)
{
	err_set(e, ERR_USAGE, "no command %s", name);
	return err_fix(e, "yanpan help names the commands");
}

static const char *const *without(struct cli *cli, int argc, const char *const *argv, int at)
{
	const char **rest = arena_array(&cli->arena, (size_t)argc + 1, sizeof(*rest));

	for (int i = 0, n = 0; i < argc; i++)
		if (i != at)
			rest[n++] = argv[i];
	return rest;
}

static bool read_line(struct cli *cli, int argc, const char *const *argv, struct err *e)
{
	const struct command *c = cli->command;
	struct cli_options sets[] = { { NULL, 0 }, cli_globals };

	if (c)
		sets[0] = (struct cli_options){ c->options, c->option_count };
	if (!args_read(argc, argv, sets, COUNT(sets), &cli->args, &cli->arena, e))
		return c ? err_at(e, "%s", c->name) : false;
	return terminal_words(cli, e);
}

/* "--help" asks for the manual of the command; without one, for all of them. */
static bool wants_help(const struct cli *cli)
{
	return args_has(&cli->args, "help");
}

static bool run(struct cli *cli, struct err *e)
{
	const struct command *c = cli->command;

	if (wants_help(cli)) {
		cli->args.word_count = 1;
		cli->args.words[0] = c->name;
		return command_named("help")->run(cli, e);
	}
	if (!args_words(&cli->args, c->least, c->most,
			arena_format(&cli->arena, "%s %s", c->name, c->words), e) ||
		!c->run(cli, e))
		return false;
	if (cli->said && cli_form(cli, PRINT_LIST) == PRINT_LIST)
		fprintf(cli->out, "%s\n", cli->said);
	return true;
}

/* The Linux console shows no Han, so there it speaks English unless asked otherwise. */
static bool choose_language(const struct cli *cli, struct err *e)
{
	const char *lang = args_value(&cli->args, "lang");

	if (!lang && !getenv("YANPAN_LANG") && kind_is_console())
		lang = "en";
	if (msg_choose(lang, e))
		return true;
	e->kind = ERR_USAGE;
	return false;
}

static bool prepare(struct cli *cli, int argc, const char *const *argv, struct err *e)
{
	int at;
	const char *name = args_command(argc, argv, &cli_globals, &at);

	if (name) {
		cli->command = command_named(name);
		if (!cli->command)
			return refuse_command(name, e);
		argv = without(cli, argc, argv, at);
		argc--;
	}
	return read_line(cli, argc, argv, e);
}

static bool known_encoding(const char *name, struct err *e)
{
	enum encoding encoding;
	bool bom;

	if (!name || encoding_find(name, &encoding, &bom, e))
		return true;
	e->kind = ERR_USAGE;
	return false;
}

static bool set_out(struct cli *cli, struct err *e)
{
	const char *personal = args_value(&cli->args, "personal");

	cli->read_only = args_has(&cli->args, "read-only");
	if (!known_encoding(args_value(&cli->args, "encoding"), e) ||
		(personal && !read_reason(cli, personal, e)))
		return false;
	cli->folder = folder_of(args_value(&cli->args, "store"), &cli->arena);
	return true;
}

/* Without a command: what the options say, else the screens, else what is due. */
/* What is printed must have gone out before anybody says that it has. */
static bool run_and_flush(struct cli *cli, struct err *e)
{
	bool good = run(cli, e);

	if (fflush(stdout) && good && errno != EPIPE)
		good = err_errno(e, errno, "");
	return good;
}

static bool run_in_child(void *arg, int *status, struct err *e)
{
	struct cli *cli = arg;
	bool good = run_and_flush(cli, e);

	*status = (int)cli->status;
	if (good && cli->kv && cli->command->store == STORE_WRITES)
		upkeep_after(cli->kv);
	kv_close(cli->kv);
	return good;
}

static bool run_guarded(struct cli *cli, struct err *e)
{
	int status = CLI_DONE;
	bool good;

	if (cli->command->store == STORE_NONE || wants_help(cli))
		return run_and_flush(cli, e);
	good = kv_in_child(cli->folder, run_in_child, cli, &status, e);
	cli->status = (enum cli_status)status;
	return good;
}

static bool run_alone(struct cli *cli, bool (*screens)(struct cli *, struct err *), struct err *e)
{
	const char *name = "due";

	if (args_has(&cli->args, "version"))
		name = "version";
	else if (wants_help(cli))
		return command_named("help")->run(cli, e);
	else if (args_has(&cli->args, "plain"))
		name = "plain";
	else if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
		cli_form(cli, PRINT_LIST) == PRINT_LIST)
		return screens(cli, e);
	cli->command = command_named(name);
	return run_guarded(cli, e);
}

int cli_run(int argc, const char *const *argv, bool (*screens)(struct cli *, struct err *))
{
	struct cli cli = { .out = stdout, .notes = stderr, .now = clock_now() };
	struct err e = { 0 }, no_matter = { 0 };
	bool good;

	verb_start();
	msg_choose(NULL, &no_matter); /* for errors of the line itself */
	good = terminal_enter(&cli, argc, argv, &e) && prepare(&cli, argc, argv, &e) &&
		choose_language(&cli, &e) && set_out(&cli, &e) &&
		(cli.command ? run_guarded(&cli, &e) : run_alone(&cli, screens, &e));
	if (!good)
		complain(stderr, &e);
	if (e.damage || (good && cli.status == CLI_STORE))
		name_backup(&cli);
	kv_close(cli.kv);
	arena_free(&cli.arena);
	return good ? (int)cli.status : (int)status_of(&e);
}

bool cli_within(struct cli *outer, int argc, const char *const *argv, FILE *nowhere, struct err *e)
{
	struct cli cli = *outer;
	bool good;

	cli.command = NULL;
	cli.arena = (struct arena){ 0 };
	cli.out = cli.notes = nowhere;
	cli.status = CLI_DONE;
	cli.said = NULL;
	good = prepare(&cli, argc, argv, e) && run(&cli, e);
	outer->kv = cli.kv;
	if (good && cli.status != CLI_DONE)
		good = err_set(e, ERR_INPUT, "not all of it could be done");
	arena_free(&cli.arena);
	return good;
}
