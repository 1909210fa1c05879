/* list_filters.c — saved filters: opened with their counts, kept, renamed, taken away. */
#include "locale/msg/msg.h"
#include "store/panel/filter.h"
#include "store/rec/record.h"
#include "tui/screen/list.h"

#include <stdio.h>
#include <string.h>

enum { COUNT_MS = 3 /* a filter, every time its row is drawn */ };

/* ---- reading ---- */

void list_filters_close(struct list *l)
{
	for (size_t i = 0; i < l->saved_count; i++)
		result_close(l->saved[i].result);
	l->saved_count = 0;
	arena_free(&l->saved_arena);
}

static void read_one(struct list *l, struct kv_txn *txn, uint32_t ordinal)
{
	struct list_saved *s = &l->saved[l->saved_count];
	struct err e = { 0 };
	struct filter f;

	if (!record_peek(txn, &filter_schema, ordinal, &f, &l->saved_arena, &e))
		return;
	*s = (struct list_saved){ .name = f.name, .query = f.query, .sort = f.sort };
	s->of = (enum kind)f.of;
	s->line = arena_format(&l->saved_arena, "%s  %s", f.name, f.query);
	result_open(l->kv, schema_of(s->of), f.query, NULL, time_day(l->now), &s->result, &e);
	l->saved_count++;
}

/* Those of the kind of the list first, for they are what one mostly wants here. */
static bool read_saved(struct list *l, struct err *e)
{
	uint32_t ordinals[LIST_SAVED];
	struct result *all = NULL;
	struct kv_txn txn;
	size_t n = 0;

	list_filters_close(l);
	if (!result_open(l->kv, &filter_schema, "", "name", time_day(l->now), &all, e))
		return false;
	bool good = result_window(all, 0, LIST_SAVED, ordinals, &n, e) && kv_begin_read(l->kv, &txn, e);
	result_close(all);
	if (!good)
		return false;
	l->saved = arena_array(&l->saved_arena, n + 1, sizeof(*l->saved));
	for (size_t i = 0; i < n; i++)
		read_one(l, &txn, ordinals[i]);
	kv_end_read(&txn);
	return true;
}

/* ---- the list of them ---- */

static size_t find_saved(void *data, const char *text)
{
	struct list *l = data;
	size_t n = 0;

	for (size_t i = 0; i < l->saved_count; i++)
		if (picker_matches(l->saved[i].name, text) || picker_matches(l->saved[i].query, text))
			l->saved_found[n++] = i;
	return n;
}

/* How many it finds: exact, or as far as it is counted. */
static void saved_row(void *data, size_t i, struct picker_row *out)
{
	struct list *l = data;
	struct list_saved *s = &l->saved[l->saved_found[i]];
	struct err e = { 0 };

	s->words[0] = '\0';
	if (s->result && result_step(s->result, COUNT_MS, &e))
		snprintf(s->words, sizeof(s->words), result_exact(s->result) ? "%zu" : ">= %zu",
			result_count(s->result));
	*out = (struct picker_row){ .words = s->line, .note = s->words };
}

static size_t saved_number(void *data, size_t i)
{
	return ((struct list *)data)->saved_found[i];
}

static struct effect choose_saved(struct list *l, struct ctx *ctx, const char *title,
	struct effect (*then)(void *, struct ctx *, const size_t *, size_t))
{
	struct err e = { 0 };

	(void)ctx;
	if (!read_saved(l, &e))
		return say(e);
	if (!l->saved_count)
		return tell(_("No filter is kept yet: narrow the list, then keep it (0, menu)."));
	return choose((struct choose){
		.title = title,
		.source = { .data = l, .find = find_saved, .row = saved_row, .number = saved_number },
		.then = then,
	});
}

static struct effect open_saved(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct list *l = state;

	if (!count)
		return stay();
	const struct list_saved *s = &l->saved[rows[0]];
	if (strlen(s->query) >= ARG_TEXT)
		return list_say_too_long();
	if (s->of != l->kind) {
		struct arg arg = arg_text(s->query);

		arg.kind = s->of;
		return go("list", arg);
	}
	list_take_filter(l, ctx, s->query, s->sort);
	return l->refused.kind ? say(l->refused) : stay();
}

struct effect list_filters(void *state, struct ctx *ctx)
{
	return choose_saved(state, ctx, _("Saved filters"), open_saved);
}

/* Nothing that others would miss happens on one key. */
static struct effect ask_first(struct ctx *ctx, const char *words, const char *detail,
	const char *deed, struct effect (*then)(void *, struct ctx *, size_t, const char *))
{
	struct prompt_choice *choices = arena_array(ctx->frame, 2, sizeof(*choices));

	choices[0].words = _("leave it");
	choices[1].words = deed;
	return ask((struct question){
		.words = words,
		.detail = detail,
		.choices = choices,
		.count = 2,
		.then = then,
	});
}

/* ---- keeping ---- */

static struct effect keep(struct list *l, struct ctx *ctx)
{
	struct filter f;
	struct buf query = { 0 };
	struct err e = { 0 };
	struct act act;

	schema_init(&filter_schema, &f);
	list_query(l, &query);
	f.name = l->saving;
	f.of = l->kind;
	f.query = buf_text(&query);
	f.sort = l->sort ? l->sort : "";
	bool good = store_begin(ctx, &act, &e);
	if (good) {
		good = filter_keep(&act, &f, &e) && act_commit(&act, &e);
		act_abort(&act);
	}
	buf_free(&query);
	return good ? tell(arena_format(ctx->frame, _("The filter is kept as %s."), l->saving))
				: say(e);
}

static struct effect keep_agreed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	(void)text;
	return choice == 1 ? keep(state, ctx) : stay();
}

static bool name_taken(struct list *l, const char *name)
{
	struct err e = { 0 };
	struct kv_txn txn;
	uint32_t ordinal;

	if (!kv_begin_read(l->kv, &txn, &e))
		return false;
	bool taken = record_named(&txn, &filter_schema, name, &ordinal, 1) > 0;
	kv_end_read(&txn);
	return taken;
}

static struct effect name_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct list *l = state;

	(void)choice;
	l->saving = arena_text(ctx->arena, text);
	if (!*text || !name_taken(l, text))
		return *text ? keep(l, ctx) : stay();
	return ask_first(ctx, arena_format(ctx->frame, _("There is a filter %s already."), text), NULL,
		_("put this one in its place"), keep_agreed);
}

struct effect list_keep_filter(void *state, struct ctx *ctx)
{
	struct buf query = { 0 };

	list_query(state, &query);
	const char *detail = arena_text(ctx->frame, buf_text(&query));
	buf_free(&query);
	if (!*detail)
		return tell(_("Nothing narrows the list: there is no filter to keep."));
	return ask((struct question){
		.words = _("Under which name is the filter kept? Everybody who opens this store has it."),
		.detail = detail,
		.then = name_typed,
	});
}

/* ---- renaming, taking away ---- */

static struct effect do_with(struct ctx *ctx,
	bool (*what)(struct act *, const char *, const char *, struct err *), const char *name,
	const char *to, const char *done)
{
	struct err e = { 0 };
	struct act act;
	bool good = store_begin(ctx, &act, &e);

	if (good) {
		good = what(&act, name, to, &e) && act_commit(&act, &e);
		act_abort(&act);
	}
	return good ? tell(done) : say(e);
}

static bool drop(struct act *act, const char *name, const char *unused, struct err *e)
{
	(void)unused;
	return filter_drop(act, name, e);
}

static struct effect rename_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct list *l = state;

	(void)choice;
	if (!*text || !strcmp(text, l->saving))
		return stay();
	return do_with(ctx, filter_rename, l->saving, text,
		arena_format(ctx->frame, _("%s is called %s now."), l->saving, text));
}

static struct effect rename_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct list *l = state;

	if (!count)
		return stay();
	l->saving = arena_text(ctx->arena, l->saved[rows[0]].name);
	return ask((struct question){
		.words = _("The filter's new name"),
		.text = l->saving,
		.then = rename_typed,
	});
}

struct effect list_rename_filter(void *state, struct ctx *ctx)
{
	return choose_saved(state, ctx, _("Rename which filter?"), rename_chosen);
}

static struct effect drop_agreed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct list *l = state;

	(void)text;
	if (choice != 1)
		return stay();
	return do_with(ctx, drop, l->saving, NULL,
		arena_format(ctx->frame, _("%s is taken away; Ctrl+U brings it back."), l->saving));
}

static struct effect drop_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct list *l = state;

	if (!count)
		return stay();
	l->saving = arena_text(ctx->arena, l->saved[rows[0]].name);
	return ask_first(ctx,
		arena_format(ctx->frame, _("Take the filter %s away, for everybody?"), l->saving),
		arena_text(ctx->frame, l->saved[rows[0]].query), _("take it away"), drop_agreed);
}

struct effect list_drop_filter(void *state, struct ctx *ctx)
{
	return choose_saved(state, ctx, _("Take which filter away?"), drop_chosen);
}
