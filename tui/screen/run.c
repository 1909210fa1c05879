#include "tui/screen/run.h"

#include "locale/msg/msg.h"
#include "store/io/backup.h"
#include "store/io/upgrade.h"
#include "store/rec/bulk.h"
#include "store/rec/migrate.h"
#include "store/rec/undo.h"
#include "tui/app/loop.h"
#include "tui/screen/find.h"
#include "tui/screen/history.h"
#include "tui/screen/screens.h"

#include <stdio.h>

/* ---- Ctrl+U, Ctrl+Y ---- */

static bool take(struct ctx *ctx, bool (*step)(struct act *, struct event *, struct err *),
	const char *format, char *words, size_t bytes, struct err *e)
{
	struct act act;
	struct event what;
	struct buf said = { 0 };

	if (!store_begin(ctx, &act, e))
		return false;
	bool good = step(&act, &what, e);
	if (good)
		history_step(&what, &said);
	good = good && act_commit(&act, e);
	act_abort(&act);
	snprintf(words, bytes, "%s: %s", format, buf_text(&said));
	buf_free(&said);
	return good;
}

static bool undo(struct ctx *ctx, char *words, size_t bytes, struct err *e)
{
	return take(ctx, undo_last, _("taken back"), words, bytes, e);
}

static bool redo(struct ctx *ctx, char *words, size_t bytes, struct err *e)
{
	return take(ctx, redo_last, _("brought back"), words, bytes, e);
}

static bool rest(struct store *store, int ms)
{
	return upkeep_step(&store->upkeep, ms);
}

/* ---- running ---- */

struct app_setup run_setup(struct store *store, const struct options *options)
{
	return (struct app_setup){
		.screens = screens,
		.screen_count = screen_count,
		.first = "list",
		.store = store,
		.options = options,
		.find = find_anywhere,
		.undo = undo,
		.redo = redo,
		.rest = rest,
	};
}

/* Once a day, while people work. */
static void begin_backup(const struct store *store, struct backup_run *run)
{
	struct time now = clock_now();

	if (!kv_is_read_only(store->kv) && store->backups && backup_is_due(store->backups, now))
		backup_begin(run, kv_folder(store->kv), store->backups, now);
}

static void end_backup(struct backup_run *run)
{
	struct err e = { 0 };
	char line[1024];

	if (backup_runs(run))
		fprintf(stderr, "%s\n", _("the backup of today is being finished ..."));
	if (backup_end(run, &e))
		return;
	err_line(&e, line, sizeof(line));
	fprintf(stderr, "%s: %s\n", _("today's backup could not be made"), line);
}

static bool upgrade(struct store *store, struct err *e)
{
	const char *dump = NULL;
	bool due;

	if (kv_is_read_only(store->kv))
		return migrate_due(store->kv, &due, e);
	if (!upgrade_store(store->kv, &store->who, clock_now(), &dump, &store->arena, e))
		return false;
	if (dump)
		fprintf(stderr, _("yanpan: the store has a new form; what it was stands in %s\n"), dump);
	return true;
}

bool run_screens(
	const char *folder, unsigned kv_flags, const struct options *options, struct err *e)
{
	struct backup_run backup = { 0 };
	struct store store;

	verb_start();
	if (!store_open(&store, folder, kv_flags, e))
		return false;
	if (!upgrade(&store, e)) {
		store_close(&store);
		return false;
	}
	struct err swept = { 0 };
	if (!kv_is_read_only(store.kv))
		bulk_sweep(store.kv, &swept); /* another program may be at it: the next start then */
	store.backups = backup_folder(folder, options->backups, &store.arena);
	begin_backup(&store, &backup);
	struct app_setup setup = run_setup(&store, options);
	bool good = loop_run(
		&setup, _("What was typed and not confirmed is a draft, offered at the next start."), e);
	end_backup(&backup);
	store_close(&store);
	return good;
}

/* Nothing is written: it only follows what the recorder's screen puts beside the store. */
bool run_projector(const char *folder, const struct options *options, struct err *e)
{
	struct app_setup setup = {
		.screens = screens,
		.screen_count = screen_count,
		.first = "project",
		.options = options,
	};
	struct store store;

	if (!store_open(&store, folder, KV_READ_ONLY, e))
		return false;
	setup.store = &store;
	bool good = loop_run(&setup, "", e);
	store_close(&store);
	return good;
}
