/* import_write.c — the file becomes a batch: a backup first, then the writing, then the next
 * file. */
#include "locale/msg/msg.h"
#include "store/io/matched.h"
#include "tui/screen/import.h"

#include <time.h>

/* ---- after it ---- */

static const char *batch_words(const struct import_screen *s, struct arena *a)
{
	const struct import_counts *c = &s->counts;

	if (import_returns(s->im))
		return arena_format(a,
			_("Batch %lld: returns added %llu, changed %llu, in %llu orders; %llu come to be "
			  "screened."),
			(long long)import_batch(s->im), (unsigned long long)c->added,
			(unsigned long long)c->changed, (unsigned long long)c->orders,
			(unsigned long long)c->screened);
	return arena_format(a,
		_("Batch %lld: added %llu, changed %llu, returned again %llu, skipped %llu, rejected %llu."),
		(long long)import_batch(s->im), (unsigned long long)c->added,
		(unsigned long long)c->changed, (unsigned long long)c->returned,
		(unsigned long long)(c->skipped + c->same), (unsigned long long)c->rejected);
}

/* …; of what is new earlier rulings settle so many. */
static const char *matched_words(
	const struct import_screen *s, const struct ctx *ctx, const char *words)
{
	struct matched m;
	struct err e = { 0 };

	if (!import_batch(s->im) || import_returns(s->im) ||
		!matched_batch(ctx->store->kv, import_batch(s->im), store_today(ctx), &m, NULL, NULL, &e) ||
		!m.orders)
		return words;
	return arena_format(ctx->frame, _("%s By precedent: %llu, sent elsewhere %llu."), words,
		(unsigned long long)m.orders, (unsigned long long)m.elsewhere);
}

static struct effect written(void *state, struct ctx *ctx, enum job_end end, const struct err *e)
{
	struct import_screen *s = state;
	const char *words;

	if (end == JOB_STOPPED) {
		import_end(s);
		return tell(_("Stopped: nothing of it counts."));
	}
	if (end == JOB_FAILED) {
		import_end(s);
		return say(*e);
	}
	words = matched_words(s, ctx, batch_words(s, ctx->frame));
	if (s->counts.rejected)
		words =
			arena_format(ctx->frame, _("%s The rejected rows: %s"), words, import_rejects(s->im));
	if (s->queued == 0)
		return back_with(words);
	s->said = arena_text(ctx->arena, words);
	s->queued--;
	return import_take_path(s, ctx, *s->queue++);
}

static struct effect write_now(struct import_screen *s, struct ctx *ctx)
{
	struct err e = { 0 };

	if (!import_begin(s, ctx, false, &e))
		return say(e);
	return run_job((struct job){
		.words = arena_format(ctx->frame, _("importing %s"), s->path),
		.unit = JOB_BYTES,
		.data = s,
		.step = import_slice,
		.then = written,
	});
}

/* ---- before it ---- */

struct watch {
	struct import_screen *screen;
	const char *store, *backups;
};

/* The child works, this only looks: nothing is gained by looking all the time. */
static bool watch_backup(void *data, struct progress *p, struct err *e)
{
	const struct watch *w = data;
	const struct timespec moment = { 0, 5000000 };

	if (!backup_runs(&w->screen->backup)) {
		p->finished = true;
		return backup_end(&w->screen->backup, e);
	}
	backup_progress(w->store, w->backups, &p->done, &p->total);
	nanosleep(&moment, NULL);
	return true;
}

static struct effect backed_up(void *state, struct ctx *ctx, enum job_end end, const struct err *e)
{
	struct import_screen *s = state;
	struct err why = *e;

	if (end == JOB_STOPPED) {
		backup_stop(&s->backup);
		return tell(_("Stopped: nothing was backed up, and nothing is written."));
	}
	s->unsaved = true; /* or there is one now: F5 again needs no other */
	if (end == JOB_DONE)
		return write_now(s, ctx);
	err_fix(&why, "free some space; F5 again imports without a backup");
	return say(why);
}

struct effect import_write(struct import_screen *s, struct ctx *ctx)
{
	const struct store *store = ctx->store;
	struct watch *w;

	if (s->unsaved || !store->backups || !backup_before(s->path))
		return write_now(s, ctx);
	w = arena_alloc(ctx->arena, sizeof(*w));
	*w = (struct watch){ s, kv_folder(store->kv), store->backups };
	backup_begin(&s->backup, w->store, w->backups, ctx->now);
	return run_job((struct job){
		.words = _("making a backup before the import"),
		.unit = JOB_BYTES,
		.data = w,
		.step = watch_backup,
		.then = backed_up,
	});
}
