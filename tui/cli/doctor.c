/* doctor — what yanpan finds on this PC, in plain words. */
#include "locale/msg/msg.h"
#include "store/kv/pen.h"
#include "store/rec/migrate.h"
#include "store/rec/record.h"
#include "store/rec/rulebook.h"
#include "tui/cli/command.h"
#include "tui/cli/json_line.h"
#include "tui/conf/options.h"
#include "tui/term/kind.h"
#include "tui/term/relay.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { COLS_LEAST = 80, ROWS_LEAST = 24, FREE_MIB_LEAST = 200 };

static bool as_json(const struct cli *cli)
{
	return cli_form(cli, PRINT_LIST) == PRINT_JSON;
}

static void heading(struct cli *cli, const char *words)
{
	if (!as_json(cli))
		fprintf(cli->out, "%s\n", words);
}

/* "    words" or " !  words": the sign says it without colour. */
static void tell(struct cli *cli, bool good, const char *words)
{
	struct buf b = { 0 };

	if (as_json(cli)) {
		json_begin(&b);
		json_truth(&b, "good", good);
		json_word(&b, "words", words);
		json_end(&b);
		fputs(buf_text(&b), cli->out);
		buf_free(&b);
	} else {
		fprintf(cli->out, "%s %s\n", good ? "   " : " ! ", words);
	}
}

static void tell_err(struct cli *cli, const struct err *e)
{
	char line[1024];

	err_line(e, line, sizeof(line));
	tell(cli, false, line);
}

static const char *said(const char *name)
{
	const char *value = getenv(name);

	return value ? value : "";
}

static void look_at_size(struct cli *cli)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col)
		return;
	tell(cli, size.ws_col >= COLS_LEAST && size.ws_row >= ROWS_LEAST,
		arena_format(&cli->arena, _("window of %d columns and %d rows; built for 80 × 24"),
			size.ws_col, size.ws_row));
}

static void look_at_terminal(struct cli *cli)
{
	const char *term = said("TERM");

	heading(cli, _("Terminal"));
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		tell(cli, true, _("no terminal here: yanpan prints text and shows no screens"));
	else
		look_at_size(cli);
	tell(cli, *term && strcmp(term, "dumb") != 0, arena_format(&cli->arena, "TERM=%s", term));
	if (relay_inside())
		tell(cli, true,
			arena_format(&cli->arena, _("it speaks %s, and yanpan translates"),
				relay_encoding(args_value(&cli->args, "terminal-encoding"))));
	if (kind_is_console())
		tell(cli, false,
			_("a bare Linux console has no Chinese letters: use a graphical terminal, fbterm or kmscon"));
	if (*said("NO_COLOR"))
		tell(cli, true, _("NO_COLOR is set: signs instead of colours"));
}

static void look_at_language(struct cli *cli)
{
	const char *charset;

	setlocale(LC_CTYPE, "");
	charset = arena_text(&cli->arena, nl_langinfo(CODESET));
	setlocale(LC_CTYPE, "C");
	heading(cli, _("Language and letters"));
	tell(cli, true, arena_format(&cli->arena, _("language of the program: %s"), msg_lang()));
	tell(cli, true,
		arena_format(&cli->arena, "LANG=%s LC_ALL=%s (%s)", said("LANG"), said("LC_ALL"), charset));
	if (as_json(cli))
		return; /* what only eyes can judge */
	tell(cli, true,
		_("these should be two columns each, evenly spaced; boxes mean a font without Chinese:"));
	tell(cli, true, "|研判|职责|：。|“”|〔〕|");
	tell(cli, true, "|1234|5678|9012|3456|7890|");
}

static void look_at_pen(struct cli *cli)
{
	struct pen_holder holder;

	if (pen_look(cli->folder, &holder))
		tell(cli, true,
			arena_format(&cli->arena, _("%s is writing now (%s, process %ld)"), holder.name,
				holder.host, holder.pid));
	else
		tell(cli, true, _("nobody is writing now"));
}

static void look_at_form(struct cli *cli, struct kv_txn *txn)
{
	unsigned form = migrate_form(txn);

	tell(cli, form <= FORM_NOW,
		arena_format(&cli->arena, _("form %u; this program knows %u"), form, (unsigned)FORM_NOW));
}

static void look_at_records(struct cli *cli)
{
	struct err e = { 0 };
	struct kv_txn txn;

	if (!kv_begin_read(cli->kv, &txn, &e)) {
		tell_err(cli, &e);
		return;
	}
	look_at_form(cli, &txn);
	for (size_t i = 0; i < schema_count; i++) {
		uint32_t n = record_last(&txn, schemas[i]->kind);

		if (n)
			tell(cli, true, arena_format(&cli->arena, "%s: %u", _(schemas[i]->label), n));
	}
	kv_end_read(&txn);
}

/* The county's files and the person's own. */
static void look_at_settings(struct cli *cli)
{
	const struct err *wrong;
	size_t n = options_wrong(&wrong, &cli->arena);
	struct rulebook book;

	rulebook_read(arena_format(&cli->arena, "%s/county", cli->folder), &book);
	heading(cli, _("Settings"));
	for (size_t i = 0; i < book.wrong_count; i++)
		tell_err(cli, &book.wrong[i]);
	for (size_t i = 0; i < n; i++)
		tell_err(cli, &wrong[i]);
	if (!book.wrong_count && !n)
		tell(cli, true, _("no line is wrong"));
	rulebook_drop(&book);
}

static void look_at_store(struct cli *cli)
{
	struct err warnings[KV_WARNINGS], e = { 0 };
	int n;

	heading(cli, _("Store"));
	tell(cli, true, cli->folder);
	if (!kv_open(cli->folder, KV_READ_ONLY, &cli->kv, &e)) {
		tell_err(cli, &e);
		if (e.kind != ERR_ABSENT)
			cli->status = CLI_STORE;
		return;
	}
	n = kv_warnings(cli->kv, warnings);
	for (int i = 0; i < n; i++)
		tell_err(cli, &warnings[i]);
	look_at_pen(cli);
	look_at_records(cli);
}

/* Of the folder, or where it is not there yet of the nearest one above it. */
static void look_at_disk(struct cli *cli)
{
	char *path = arena_text(&cli->arena, cli->folder), *slash;
	struct statvfs fs;
	unsigned long long mib;

	heading(cli, _("Disk"));
	while (statvfs(path, &fs)) {
		slash = strrchr(path, '/');
		if (!slash)
			return;
		if (slash == path && !path[1])
			return;
		slash[slash == path] = 0;
	}
	mib = (unsigned long long)fs.f_bavail * fs.f_frsize >> 20;
	tell(cli, mib >= FREE_MIB_LEAST,
		arena_format(&cli->arena, _("%llu MiB free; 100,000 orders need about 200"), mib));
}

bool run_doctor(struct cli *cli, struct err *e)
{
	(void)e;
	look_at_terminal(cli);
	look_at_language(cli);
	look_at_store(cli);
	look_at_settings(cli);
	look_at_disk(cli);
	return true;
}
