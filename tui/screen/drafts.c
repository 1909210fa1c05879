#include "tui/screen/drafts.h"

#include "locale/msg/msg.h"
#include "store/schema/review.h"
#include "tui/screen/form_draft.h"
#include "tui/screen/screens.h"

#include <string.h>

static const char ruling_prefix[] = "ruling-";

/* What a draft is of: which screen opens it, and with what. */
struct origin {
	const char *screen;
	struct arg arg;
	const char *words;
	struct form_draft form; /* of a form */
};

static const char *form_words(
	struct kv_txn *txn, const struct form_draft *d, struct bytes text, struct arena *a)
{
	const char *kind = _(schema_of(d->kind)->label);

	if (d->on.n == 0) {
		const char *title = form_draft_title(text, a);

		return *title ? arena_format(a, _("new: %s  %s"), kind, title)
					  : arena_format(a, _("new: %s"), kind);
	}
	const char *number = record_number(txn, d->kind, d->on.at[0], a);
	if (!d->verb)
		return arena_format(a, "%s %s", kind, number);
	if (d->on.n > 1)
		return arena_format(a, _("%s: %zu marked"), _(d->verb->label), d->on.n);
	return arena_format(a, "%s: %s %s", _(d->verb->label), kind, number);
}

static bool of_form(
	struct kv_txn *txn, const char *folder, const char *name, struct origin *out, struct arena *a)
{
	struct buf text = { 0 };
	struct err e = { 0 };

	bool good = draft_load(folder, name, &text, &e) &&
		form_draft_head((struct bytes){ text.at, text.n }, &out->form, a);
	if (good)
		out->words = form_words(txn, &out->form, (struct bytes){ text.at, text.n }, a);
	buf_free(&text);
	if (!good)
		return false;
	out->screen = "form";
	if (out->form.verb)
		out->arg = arg_text(out->form.verb->name);
	else if (out->form.on.n)
		out->arg = arg_uid(out->form.kind, out->form.on.at[0]);
	out->arg.kind = out->form.kind;
	if (out->form.on.n == 0)
		out->arg.number = form_draft_serial(name);
	return true;
}

/* "ruling-2026-15-2" is of item 2026-15/2. */
static bool of_ruling(struct kv_txn *txn, const char *name, struct origin *out, struct arena *a)
{
	char *number = arena_text(a, name + sizeof(ruling_prefix) - 1);
	char *dash = strrchr(number, '-');
	struct item item;
	struct err e = { 0 };

	if (!dash)
		return false;
	*dash = '/';
	if (!record_find(txn, &item_schema, number, &item, a, &e))
		return false;
	out->screen = "review";
	out->words = arena_format(a, "%s %s", _(ruling_schema.label), number);
	out->arg = arg_uid(KIND_ITEM, item.head.uid);
	return true;
}

static bool origin_of(
	struct kv_txn *txn, const char *folder, const char *name, struct origin *out, struct arena *a)
{
	*out = (struct origin){ .screen = NULL };
	if (form_draft_is(name))
		return of_form(txn, folder, name, out, a);
	if (strncmp(name, ruling_prefix, sizeof(ruling_prefix) - 1) == 0)
		return of_ruling(txn, name, out, a);
	return false;
}

/* Those that some screen can open, newest first. */
static size_t known(
	const struct ctx *ctx, struct origin **out, struct draft **list, struct arena *a)
{
	const char *folder = kv_folder(ctx->store->kv);
	struct err e = { 0 };
	struct kv_txn txn;
	size_t n = 0, all = draft_list(folder, list, a);

	*out = arena_array(a, all + 1, sizeof(**out));
	if (!store_read(ctx, &txn, &e))
		return 0;
	for (size_t i = 0; i < all; i++)
		if (origin_of(&txn, folder, (*list)[i].name, &(*out)[n], a))
			(*list)[n++] = (*list)[i];
	kv_end_read(&txn);
	return n;
}

size_t drafts_count(const struct ctx *ctx)
{
	struct arena a = { 0 };
	struct origin *origins;
	struct draft *list;
	size_t n = known(ctx, &origins, &list, &a);

	arena_free(&a);
	return n;
}

struct effect drafts_choose(struct ctx *ctx,
	struct effect (*chosen)(void *, struct ctx *, const size_t *rows, size_t count))
{
	struct origin *origins;
	struct draft *list;
	size_t n = known(ctx, &origins, &list, ctx->arena);
	struct picker_row *rows = arena_array(ctx->arena, n + 1, sizeof(*rows));

	if (n == 0)
		return tell(_("There are no drafts."));
	for (size_t i = 0; i < n; i++) {
		char *saved = arena_alloc(ctx->arena, DATE_TEXT);

		rows[i] = (struct picker_row){
			.words = origins[i].words,
			.note = time_short_text(list[i].saved, saved),
		};
	}
	return choose((struct choose){
		.title = _("Drafts: go on with one"),
		.source = picker_list(rows, n, ctx->arena),
		.then = chosen,
	});
}

struct effect drafts_open(struct ctx *ctx, size_t row)
{
	struct origin *origins;
	struct draft *list;

	if (row >= known(ctx, &origins, &list, ctx->frame))
		return tell(_("That draft is gone."));
	const struct form_draft *form = &origins[row].form;
	hand_give(&ctx->store->hand, form->kind, form->on.at, form->on.n);
	return go(origins[row].screen, origins[row].arg);
}
