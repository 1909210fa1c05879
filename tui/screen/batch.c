#include "tui/screen/batch.h"

#include "locale/msg/msg.h"
#include "store/io/import.h"
#include "store/schema/log.h"

static bool read_batch(struct ctx *ctx, struct uid uid, struct batch *b, struct err *e)
{
	struct kv_txn txn;

	if (!store_read(ctx, &txn, e))
		return false;
	bool good = record_get(&txn, &batch_schema, uid, b, ctx->frame, e);
	kv_end_read(&txn);
	return good;
}

struct effect batch_ask(struct ctx *ctx, struct uid uid,
	struct effect (*agreed)(void *, struct ctx *, size_t, const char *))
{
	struct prompt_choice *choices = arena_array(ctx->frame, 2, sizeof(*choices));
	struct batch b;
	struct err e = { 0 };

	if (!read_batch(ctx, uid, &b, &e))
		return say(e);
	bool live = b.state == BATCH_LIVE;
	choices[0].words = _("leave it as it is");
	choices[1].words = live ? _("take the import back") : _("bring the import back");
	return ask((struct question){
		.words = arena_format(ctx->frame,
			live ? _("Take batch %lld back?") : _("Bring batch %lld back?"), (long long)b.number),
		.detail =
			arena_format(ctx->frame, _("%lld added, %lld changed; what was changed since stays."),
				(long long)b.added, (long long)b.changed),
		.choices = choices,
		.count = 2,
		.then = agreed,
	});
}

static bool turn_it(struct act *act, struct uid uid, bool *back, struct buf *kept, struct err *e)
{
	struct batch b;

	if (!record_get(&act->txn, &batch_schema, uid, &b, &act->scratch, e))
		return false;
	*back = b.state == BATCH_LIVE;
	return (*back ? import_undo : import_redo)(act, b.number, kept, e) && act_commit(act, e);
}

struct effect batch_turn(struct ctx *ctx, struct uid batch)
{
	struct buf kept = { 0 };
	struct err e = { 0 };
	struct act act;
	bool taken_back = false;

	if (!store_begin(ctx, &act, &e))
		return say(e);
	bool good = turn_it(&act, batch, &taken_back, &kept, &e);
	act_abort(&act);
	const char *stayed = arena_text(ctx->frame, buf_text(&kept));
	buf_free(&kept);
	if (!good)
		return say(e);
	if (*stayed)
		return read_text(_("These were changed since and stay as they are"), stayed);
	return tell(taken_back ? _("The import is taken back as a whole.")
						   : _("The import is back as a whole."));
}
