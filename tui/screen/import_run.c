#include "tui/screen/import.h"

#include "locale/msg/msg.h"

#include <string.h>

/* ---- findings ---- */

static enum import_page page_of(const struct finding *f)
{
	if (f->kind == FIND_DUPLICATE)
		return IMPORT_SKIPPED;
	if (f->kind == FIND_GONE)
		return IMPORT_GONE;
	return f->rejects || f->stops ? IMPORT_REJECTED : IMPORT_NOTED;
}

static const char *place_of(const struct finding *f, struct arena *a)
{
	if (f->row == 0)
		return *f->number ? arena_text(a, f->number) : _("the file");
	return arena_format(a, _("row %llu"), (unsigned long long)f->row);
}

static void found(const struct finding *f, void *arg)
{
	struct import_screen *s = arg;

	s->finding_all++;
	if (s->finding_count == IMPORT_FINDINGS)
		return;
	s->findings[s->finding_count++] = (struct import_finding){
		.page = page_of(f),
		.place = place_of(f, &s->read),
		.column = arena_text(&s->read, f->heading),
		.words = arena_text(&s->read, f->words),
		.offered = arena_text(&s->read, f->offered),
	};
}

static void forget(struct import_screen *s)
{
	import_close(s->im);
	s->im = NULL;
	arena_free(&s->read);
	s->findings = arena_array(&s->read, IMPORT_FINDINGS, sizeof(*s->findings));
	s->shown = arena_array(&s->read, IMPORT_FINDINGS, sizeof(*s->shown));
	s->finding_count = 0;
	s->finding_all = 0;
	s->counts = (struct import_counts){ 0 };
}

/* ---- running ---- */

bool import_begin(struct import_screen *s, struct ctx *ctx, bool dry, struct err *e)
{
	forget(s);
	s->writing = !dry;
	s->options = (struct import_options){
		.schema = s->schema,
		.path = s->path,
		.encoding = s->encoding,
		.sheet = s->sheet,
		.repair = s->repair,
		.means = s->means,
		.maps = s->maps,
		.map_count = s->map_count,
		.dry_run = dry,
		.update = dry || s->update,
		.keep_personal = s->keep_personal,
		.who = &ctx->store->who,
		.now = ctx->now,
		.found = found,
		.arg = s,
	};
	if (!import_open(ctx->store->kv, &s->options, &s->im, e))
		return false;
	s->found_encoding = import_encoding(s->im, &s->sure);
	import_show_page(s, IMPORT_COLUMNS);
	return true;
}

/* How many headings name a field of the kind; 0: not even those a record must have. */
static size_t fit(
	const struct schema *schema, const char *const *headings, size_t n, struct arena *a)
{
	struct mapping m;
	struct err e = { 0 };
	size_t known = 0;

	mapping_guess(&m, schema, headings, n, false, a);
	if (!mapping_complete(&m, &e))
		return 0;
	for (size_t i = 0; i < n; i++)
		known += m.columns[i].field != NULL;
	return known;
}

/* The file is opened once: a workbook of many rows takes its time. */
void import_guess_kind(struct import_screen *s, struct ctx *ctx)
{
	const struct schema *best = s->schema;
	const struct mapping *m;
	const char **headings;
	struct err e = { 0 };
	size_t most;

	if (!import_begin(s, ctx, true, &e))
		return;
	m = import_mapping(s->im);
	headings = arena_array(ctx->arena, m->n, sizeof(*headings));
	for (size_t i = 0; i < m->n; i++)
		headings[i] = m->columns[i].heading;
	most = fit(best, headings, m->n, ctx->arena);
	for (size_t i = 0; i < IMPORT_KINDS; i++) {
		size_t n = fit(import_kinds[i], headings, m->n, ctx->arena);

		if (n > most) {
			best = import_kinds[i];
			most = n;
		}
	}
	s->schema = best;
}

bool import_slice(void *data, struct progress *p, struct err *e)
{
	struct import_screen *s = data;
	enum import_answer answer = import_step(s->im, e);

	s->counts = *import_counts(s->im);
	p->done = s->counts.done;
	p->total = s->counts.total;
	p->finished = answer == IMPORT_DONE;
	return answer != IMPORT_FAILED;
}

static struct effect tried(void *state, struct ctx *ctx, enum job_end end, const struct err *e)
{
	struct import_screen *s = state;

	s->stopped = import_stopped(s->im);
	import_show_page(s, s->stopped ? IMPORT_REJECTED : IMPORT_COLUMNS);
	if (end == JOB_FAILED)
		return say(*e);
	if (end == JOB_STOPPED)
		return tell(_("Stopped: the counts are of what was read so far."));
	if (import_asks_means(s->im))
		return import_ask_means(s, ctx);
	if (s->stopped)
		return tell(_("It cannot be written like this: Enter on a row reads why."));
	if (s->said)
		return tell(
			arena_format(ctx->frame, _("%s This is the next file: F5 writes it."), s->said));
	return tell(_("Tried, nothing is written yet. F5 writes it."));
}

struct effect import_try(struct import_screen *s, struct ctx *ctx)
{
	struct err e = { 0 };

	if (!import_begin(s, ctx, true, &e))
		return say(e);
	return run_job((struct job){
		.words = arena_format(ctx->frame, _("trying %s"), s->path),
		.unit = JOB_BYTES,
		.data = s,
		.step = import_slice,
		.then = tried,
	});
}

void import_end(struct import_screen *s)
{
	import_close(s->im);
	s->im = NULL;
	arena_free(&s->read);
	s->findings = NULL;
	s->finding_count = s->shown_count = 0;
}
