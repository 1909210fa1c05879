/* backup [DIR] and restore [DIR] — see store/io/backup.h and store/io/restore.h. */
#include "store/io/backup.h"

#include "locale/msg/msg.h"
#include "store/io/restore.h"
#include "store/kv/child.h"
#include "store/rec/journal.h"
#include "tui/cli/command.h"

#include <string.h>
#include <sys/stat.h>

static bool none_are_made(struct err *e)
{
	err_set(e, ERR_RULE, "the settings say that no backups are made");
	return err_fix(e, "name a folder, or set backups in yanpan.conf");
}

static const char *mebibytes(struct cli *cli, uint64_t bytes)
{
	return arena_format(&cli->arena, "%.1f MiB", (double)bytes / (1 << 20));
}

/* --- making ------------------------------------------------------------------------------- */

static void print_made(struct cli *cli, const char *path)
{
	struct generation_note note;
	struct buf b = { 0 };

	generation_note_read(path, &note);
	if (cli_form(cli, PRINT_LIST) == PRINT_JSON) {
		buf_puts(&b, "{\"backup\":");
		json_text(&b, path, strlen(path));
		buf_printf(&b, ",\"records\":%llu,\"entries\":%llu,\"bytes\":%llu,\"head\":\"%s\"}\n",
			(unsigned long long)note.records, (unsigned long long)note.entries,
			(unsigned long long)note.bytes, note.head);
	} else {
		buf_printf(&b, _("%s: %llu records, %llu journal entries, %s; read again and verified\n"),
			path, (unsigned long long)note.records, (unsigned long long)note.entries,
			mebibytes(cli, note.bytes));
	}
	fputs(buf_text(&b), cli->out);
	buf_free(&b);
}

bool run_backup(struct cli *cli, struct err *e)
{
	const char *folder = cli->args.word_count ? cli->args.words[0] : NULL, *made;
	enum backup_kind kind = folder ? BACKUP_BY_HAND : BACKUP_AUTOMATIC;

	if (!folder && cli->read_only) {
		err_set(e, ERR_RULE, "nothing is changed with --read-only");
		return err_fix(e, "name a folder: yanpan backup DIR");
	}
	if (!folder && !cli_backups(cli, &folder, e))
		return false;
	if (!folder)
		return none_are_made(e);
	if (!backup_make(cli->folder, folder, kind, cli->now, &made, &cli->arena, e)) {
		if (e->kind == ERR_ABSENT)
			e->kind = ERR_STORE;
		return false;
	}
	if (made)
		print_made(cli, made);
	else
		cli_say(cli, "%s", _("nothing was done since the newest backup: no other is needed"));
	return true;
}

/* --- restoring ------------------------------------------------------------------------------ */

static void tell_bad(const struct err *e, void *arg)
{
	cli_warn(arg, e);
}

static bool is_backup(struct cli *cli, const char *path)
{
	struct stat st;

	return stat(arena_format(&cli->arena, "%s/data.mdb", path), &st) == 0;
}

/* The folder of one backup, or the newest good one of those in it. */
static bool find_backup(struct cli *cli, const char **from, struct err *e)
{
	const char *folder = cli->args.word_count ? cli->args.words[0] : NULL;
	struct generation found;

	if (!folder && !cli_backups(cli, &folder, e))
		return false;
	if (!folder)
		return none_are_made(e);
	if (is_backup(cli, folder)) {
		*from = folder;
		return true;
	}
	if (!backup_newest_good(folder, &found, tell_bad, cli, &cli->arena, e))
		return false;
	*from = found.path;
	return true;
}

/* The journal goes on where the backup ended; who reads it shall know why. */
struct restored {
	struct cli *cli;
	const char *from, *aside;
};

static bool note_restored(void *arg, int *status, struct err *e)
{
	const struct restored *r = arg;
	struct act act;
	const char *words;
	bool good;

	*status = 0;
	if (!cli_store(r->cli, false, e) || !cli_act(r->cli, &act, e))
		return false;
	words = arena_format(
		&r->cli->arena, "%s%s%s", r->from, r->aside ? " → " : "", r->aside ? r->aside : "");
	good = journal_note(&act, "restore", KIND_NONE, (struct uid){ 0 }, "", words, e) &&
		act_commit(&act, e);
	act_abort(&act);
	return good;
}

bool run_restore(struct cli *cli, struct err *e)
{
	struct restored r = { .cli = cli };
	struct err unnoted = { 0 };
	int status;

	if (cli->read_only) {
		err_set(e, ERR_RULE, "nothing is changed with --read-only");
		return err_fix(e, "leave it out");
	}
	if (!find_backup(cli, &r.from, e) ||
		!restore_store(cli->folder, r.from, cli->now, &r.aside, &cli->arena, e))
		return false;
	if (!kv_in_child(cli->folder, note_restored, &r, &status, &unnoted))
		cli_warn(cli, &unnoted);
	if (r.aside)
		cli_say(cli, _("restored from %s; what was there before lies in %s"), r.from, r.aside);
	else
		cli_say(cli, _("restored from %s"), r.from);
	return true;
}
