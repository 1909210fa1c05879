#include "tui/screen/unmask.h"

#include "locale/msg/msg.h"
#include "store/rec/journal.h"

#include <stdio.h>
#include <string.h>

/* What the journal keeps: the code, and the words of the last. */
static const char *const reasons[] = {
	N_("verifying the request"),
	N_("contacting the caller"),
	N_("another reason"),
};

struct effect unmask_ask(struct ctx *ctx,
	struct effect (*chosen)(void *, struct ctx *, const size_t *rows, size_t count))
{
	struct picker_row *rows = arena_array(ctx->arena, COUNT(reasons), sizeof(*rows));

	for (size_t i = 0; i < COUNT(reasons); i++)
		rows[i] = (struct picker_row){ .words = _(reasons[i]) };
	return choose((struct choose){
		.title = _("Personal data: why? The reason is logged"),
		.source = picker_list(rows, COUNT(reasons), ctx->arena),
		.then = chosen,
	});
}

static bool log_it(
	struct ctx *ctx, enum kind kind, struct uid uid, const char *words, struct err *e)
{
	struct act act;

	if (!store_begin(ctx, &act, e))
		return false;
	const char *number = record_number(&act.txn, kind, uid, &act.scratch);
	bool good = journal_note(&act, "unmask", kind, uid, number, words, e) && act_commit(&act, e);
	act_abort(&act);
	return good;
}

static struct effect show(struct ctx *ctx, enum kind kind, struct uid uid, const char *words,
	void (*shown)(void *, struct ctx *), void *state)
{
	struct err e = { 0 };

	if (!log_it(ctx, kind, uid, words, &e))
		return say(e);
	ctx->store->unmasked = uid;
	shown(state, ctx);
	return tell(_("Personal data of this record are shown until you leave it; this was logged."));
}

struct effect unmask_reason(struct ctx *ctx, enum kind kind, struct uid uid, size_t row,
	struct effect (*words)(void *, struct ctx *, size_t, const char *),
	void (*shown)(void *, struct ctx *), void *state)
{
	if (row + 1 == COUNT(reasons))
		return ask((struct question){ .words = _("Which reason?"), .then = words });
	return show(
		ctx, kind, uid, arena_format(ctx->frame, "%zu %s", row + 1, _(reasons[row])), shown, state);
}

struct effect unmask_for(struct ctx *ctx, enum kind kind, struct uid uid, const char *words,
	void (*shown)(void *, struct ctx *), void *state)
{
	struct err e = { 0 };

	if (words[strspn(words, " ")] == '\0') {
		err_set(&e, ERR_INPUT, "no reason was given");
		err_fix(&e, "say in a few words why the personal data are needed");
		return say(e);
	}
	return show(
		ctx, kind, uid, arena_format(ctx->frame, "%zu %s", COUNT(reasons), words), shown, state);
}
