#include "tui/screen/list.h"

#include "locale/msg/msg.h"
#include "store/kv/pen.h"
#include "store/rec/rulebook.h"
#include "tui/screen/drafts.h"
#include "tui/screen/who.h"

#include <string.h>

/* ---- who sits here ---- */

static struct effect name_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct err e = { 0 };
	const char *from = text + strspn(text, " ");
	size_t n = strlen(from);

	(void)state, (void)choice;
	while (n && from[n - 1] == ' ')
		n--;
	if (n == 0)
		return stay();
	const char *name = arena_copy(ctx->frame, from, n);
	if (!store_sit(ctx->store, name, &e))
		return say(e);
	return tell(arena_format(ctx->frame, _("operator: %s"), name));
}

static struct effect ask_name(struct ctx *ctx)
{
	(void)ctx;
	return ask((struct question){
		.words = _("Who sits at the keyboard? The name stands beside every step."),
		.text = "",
		.then = name_typed,
	});
}

static struct effect member_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct list *l = state;

	if (count == 0)
		return stay();
	if (rows[0] == 0)
		return ask_name(ctx);
	return name_typed(state, ctx, 0, l->offers[rows[0]].words);
}

/* The members that are known, and a name to type. */
struct effect list_operator(void *state, struct ctx *ctx)
{
	struct list *l = state;
	struct err e = { 0 };
	struct kv_txn txn;

	if (!store_read(ctx, &txn, &e))
		return say(e);
	size_t n = who_members(&txn, &l->offers, ctx->arena);
	kv_end_read(&txn);
	if (n == 0)
		return ask_name(ctx);
	for (size_t i = n; i > 0; i--)
		l->offers[i] = l->offers[i - 1];
	l->offers[0] = (struct picker_row){ .words = _("another name") };
	return choose((struct choose){
		.title = _("Who sits at the keyboard?"),
		.source = picker_list(l->offers, n + 1, ctx->arena),
		.focus = 1,
		.then = member_chosen,
	});
}

static struct effect draft_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	(void)state;
	return count ? drafts_open(ctx, rows[0]) : stay();
}

struct effect list_drafts(void *state, struct ctx *ctx)
{
	(void)state;
	return drafts_choose(ctx, draft_chosen);
}

static struct effect greeted(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	(void)text;
	return choice == 1 ? list_drafts(state, ctx) : stay();
}

static struct effect offer_drafts(struct ctx *ctx, size_t n)
{
	struct prompt_choice *choices = arena_array(ctx->frame, 2, sizeof(*choices));

	choices[0].words = _("later: 0 lists them");
	choices[1].words = _("go on with one");
	return ask((struct question){
		.words = arena_format(ctx->frame, _("%zu drafts are here from last time."), n),
		.choices = choices,
		.count = 2,
		.then = greeted,
	});
}

static struct effect say_read_only(struct ctx *ctx)
{
	struct pen_holder holder;

	if (!pen_look(kv_folder(ctx->store->kv), &holder))
		return tell(_("Read only: nothing is changed here."));
	return tell(
		arena_format(ctx->frame, _("Read only: %s writes here now (%s, since %s)"), holder.name,
			holder.host, time_clock_text(holder.since, arena_alloc(ctx->frame, DATE_TEXT))));
}

struct effect list_greet(struct list *l, struct ctx *ctx)
{
	if (l->greeted || !l->work)
		return stay();
	l->greeted = true;
	if (kv_is_read_only(ctx->store->kv))
		return say_read_only(ctx);
	if (!*ctx->store->who.name)
		return list_operator(l, ctx);
	size_t n = drafts_count(ctx);
	return n ? offer_drafts(ctx, n) : stay();
}

struct effect list_warn(struct list *l, struct ctx *ctx)
{
	struct kv *kv = ctx->store->kv;
	struct err e = { 0 };

	if (rulebook_refresh(kv))
		l->told = false;
	if (l->told)
		return stay();
	l->told = true;
	return rulebook_trouble(rulebook_of(kv), &e) ? say(e) : stay();
}
