/* review_project.c — what the room sees of the item: Ctrl+T sends, F9 draws the curtain. */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "tui/conf/options.h"
#include "tui/screen/projector.h"

#include <string.h>

/* Only an item that is decided, or whose wording was sent, shows more than its title. */
static const struct ruling *wording_of(const struct review *r, const struct ctx *ctx)
{
	if (r->facts.item->state == ITEM_AGREED)
		return &r->facts.ruling;
	if (ctx->options && ctx->options->live)
		return &r->made.ruling;
	return r->room.sent ? &r->room.wording : NULL;
}

static const char *stage_of(const struct review *r, const struct ruling *wording)
{
	if (!wording)
		return "";
	return r->facts.item->state == ITEM_AGREED ? _("agreed wording") : _("draft wording");
}

static void compose(const struct review *r, const struct ctx *ctx, struct kv_txn *txn,
	struct projection *p, struct arena *a)
{
	const struct review_facts *f = &r->facts;
	const struct ruling *wording = wording_of(r, ctx);

	if (r->room.summary)
		projection_summary(txn, f->meeting.head.uid, r->today, p, a);
	else
		projection_item(txn, &f->case_, wording, r->today, p, a);
	p->curtain = r->room.curtain;
	p->meeting = arena_format(a, _("panel meeting %s"), review_meeting_count(&f->meeting));
	if (r->room.summary)
		return;
	p->item = arena_format(a, _("item %s (of %s)"), review_number((int64_t)f->at + 1, a),
		review_number((int64_t)f->item_count, a));
	p->stage = stage_of(r, wording);
	p->seconds = review_seconds(r, ctx->now);
	if (f->open && f->meeting.state == MEETING_OPEN)
		p->at = ctx->now;
}

/* What stands still is written once: the clock runs on by itself. */
static bool changed(struct review *r, const struct projection *p)
{
	struct projection still = *p;
	struct buf text = { 0 };
	bool same;

	still.seconds = 0;
	still.at.s = still.at.s != 0;
	projection_text(&still, &text);
	same = text.n == r->room.last.n && !memcmp(text.at, r->room.last.at, text.n);
	buf_cut(&r->room.last, 0);
	buf_add(&r->room.last, text.at, text.n);
	buf_free(&text);
	return !same;
}

static bool show(struct review *r, const struct ctx *ctx, struct err *e)
{
	struct buf text = { 0 };
	bool good = true;
	struct kv_txn txn;

	if (!store_read(ctx, &txn, e))
		return false;
	arena_free(&r->room.arena);
	compose(r, ctx, &txn, &r->room.shown, &r->room.arena);
	kv_end_read(&txn);
	if (changed(r, &r->room.shown)) {
		projection_text(&r->room.shown, &text);
		good = projection_write(kv_folder(ctx->store->kv), &text, e);
		buf_free(&text);
	}
	return good;
}

/* After every input; nobody looks: nothing to do.  A projector that cannot be fed stops
 * nothing here. */
void review_room_follow(struct review *r, const struct ctx *ctx)
{
	struct err e = { 0 };

	r->room.followed = projection_followed(kv_folder(ctx->store->kv));
	if (r->facts.item && (r->room.followed || r->room.mirror))
		show(r, ctx, &e);
}

void review_room_summary(struct review *r, const struct ctx *ctx, bool on)
{
	r->room.summary = on;
	review_room_follow(r, ctx);
}

void review_room_item(struct review *r)
{
	r->room.sent = false;
	arena_free(&r->room.sent_arena);
}

/* Between items only the next one's number is seen. */
void review_room_leave(struct review *r, const struct ctx *ctx)
{
	const struct review_facts *f = &r->facts;
	size_t next = f->at;
	struct buf text = { 0 };
	struct arena a = { 0 };
	struct err e = { 0 };
	struct projection p = {
		.kind = PROJECTION_BETWEEN, .stage = "", .title = "", .bases = "", .item = ""
	};

	while (next < f->item_count && f->items[next].item.state > ITEM_IN_REVIEW)
		next++;
	p.curtain = r->room.curtain;
	p.meeting = arena_format(&a, _("panel meeting %s"), review_meeting_count(&f->meeting));
	if (next < f->item_count)
		p.item = arena_format(&a, _("next: item %s"), review_number((int64_t)next + 1, &a));
	projection_text(&p, &text);
	if (r->room.followed)
		projection_write(kv_folder(ctx->store->kv), &text, &e);
	buf_free(&text);
	arena_free(&a);
	buf_free(&r->room.last);
	arena_free(&r->room.arena);
	arena_free(&r->room.sent_arena);
}

/* ---- keys ---- */

struct effect review_room_send(void *state, struct ctx *ctx)
{
	struct review *r = state;

	(void)ctx;
	review_room_item(r);
	schema_copy(&ruling_schema, &r->made.ruling, &r->room.wording, &r->room.sent_arena);
	r->room.sent = true;
	return tell(r->room.followed || r->room.mirror
			? _("The wording as it stands now is shown to the room.")
			: _("No projector follows yet (yanpan project): F9 turns this window into it."));
}

/* A second window gets a curtain; a mirrored one becomes the room's view and comes back. */
struct effect review_room_curtain(void *state, struct ctx *ctx)
{
	struct review *r = state;

	(void)ctx;
	if (!r->room.followed) {
		r->room.mirror = !r->room.mirror;
		return r->room.mirror ? stay() : tell(_("This window is yours again."));
	}
	r->room.mirror = false;
	r->room.curtain = !r->room.curtain;
	return tell(r->room.curtain ? _("The room sees the name of the meeting only: F9 lifts it.")
								: _("The curtain is lifted."));
}

bool review_room_mirrored(const void *state)
{
	const struct review *r = state;

	return r->room.mirror;
}

const char *review_room_words(const struct review *r)
{
	if (!r->room.followed)
		return "";
	if (r->room.curtain)
		return _("  projector: curtain");
	return r->room.sent ? _("  projector: draft wording") : _("  projector: matter only");
}
