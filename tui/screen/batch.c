#include "tui/screen/batch.h"

#include "locale/msg/msg.h"
#include "store/io/import.h"
#include "store/schema/log.h"

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
