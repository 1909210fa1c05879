/* review.c — the meeting's one screen: left what is looked at, right what is made. */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "tui/screen/papers.h"
#include "tui/screen/screens.h"

#include <stdlib.h>
#include <string.h>

/* ---- opening ---- */

/* The stored ruling is another than the one on the screen was begun on.  What is typed
 * stays; so does what was agreed when that is taken back. */
static void adopt(struct review *r, struct ctx *ctx, bool was_open)
{
	const struct head *mine = &r->made.ruling.head, *theirs = &r->facts.ruling.head;

	if (uid_same(mine->uid, theirs->uid) && mine->version == theirs->version)
		return;
	if (!was_open && r->facts.open)
		review_draft_keep(r);
	else if (!review_draft_changed(r)) /* nothing of ours would be lost */
		review_draft_open(r, ctx);
}

static bool read_facts(struct review *r, struct ctx *ctx, struct uid uid, struct err *e)
{
	struct review_facts facts = { 0 };
	struct arena a = { 0 };
	struct uids also = { 0 };
	struct kv_txn txn;

	if (uid_same(uid, r->uid) && r->made.ruling.bases.n) {
		also.n = r->made.ruling.bases.n;
		also.at = arena_array(&a, also.n, sizeof(*also.at));
		memcpy(also.at, r->made.ruling.bases.at, also.n * sizeof(*also.at));
	}
	bool good = store_read(ctx, &txn, e);
	if (good) {
		r->generation = kv_generation(ctx->store->kv);
		good = review_read(&txn, ctx, uid, &also, &facts, e);
		kv_end_read(&txn);
	}
	arena_free(&a);
	struct arena old = good ? r->facts.arena : facts.arena;
	if (good)
		r->facts = facts;
	arena_free(&old);
	return good;
}

static void keep_room(struct review *r)
{
	size_t n = r->facts.item_count;

	if (n <= r->spent_count)
		return;
	r->spent = must_realloc(r->spent, n * sizeof(*r->spent));
	memset(r->spent + r->spent_count, 0, (n - r->spent_count) * sizeof(*r->spent));
	r->spent_count = n;
}

bool review_again(struct review *r, struct ctx *ctx, struct err *e)
{
	bool was_open = r->facts.open;

	if (!read_facts(r, ctx, r->uid, e))
		return false;
	keep_room(r);
	adopt(r, ctx, was_open);
	review_ruling_words(r);
	if (r->basis >= r->facts.basis_count)
		r->basis = 0;
	return true;
}

/* In a meeting first who is there. */
static int first_page(const struct review_facts *f)
{
	return f->open && f->quorum && f->meeting.state == MEETING_OPEN ? PAGE_PEOPLE : PAGE_RULING;
}

bool review_show(struct review *r, struct ctx *ctx, struct uid uid, struct err *e)
{
	if (!read_facts(r, ctx, uid, e))
		return false;
	if (!uid_same(uid, r->uid))
		review_room_item(r);
	r->uid = uid;
	keep_room(r);
	r->since = ctx->now;
	r->basis = 0;
	memset(r->top, 0, sizeof(r->top));
	r->people = r->positions = (struct scroll){ 0 };
	r->pending.on = false;
	form_free(&r->form);
	review_draft_open(r, ctx);
	review_ruling_words(r);
	form_open(&r->form, &review_ruling_ops, r);
	review_form_resume(r);
	r->left_page = r->facts.basis_count ? PAGE_BASES : PAGE_REQUEST;
	review_open_page(r, first_page(&r->facts));
	return true;
}

static bool open(void *state, struct ctx *ctx, const struct arg *arg, struct err *e)
{
	struct review *r = state;

	r->kv = ctx->store->kv;
	r->today = store_today(ctx);
	r->made_page = PAGE_RULING;
	return review_show(r, ctx, (struct uid){ .origin = arg->origin, .counter = arg->counter }, e);
}

static struct effect flush(struct review *r, struct ctx *ctx)
{
	if (!r->pending.on)
		return stay();
	return r->right_page == PAGE_POSITIONS ? review_positions_flush(r, ctx)
										   : review_people_flush(r, ctx);
}

static void close(void *state, struct ctx *ctx)
{
	struct review *r = state;
	struct err e = { 0 };

	if (r->facts.item) {
		flush(r, ctx);
		review_draft_save(r, ctx, true, &e);
		review_room_leave(r, ctx);
	}
	pick_close(&r->pick);
	form_free(&r->form);
	edit_free(&r->note);
	buf_free(&r->stored);
	buf_free(&r->saved);
	buf_free(&r->unread.text);
	buf_free(&r->made.asked);
	arena_free(&r->made.arena);
	arena_free(&r->made.words);
	arena_free(&r->facts.arena);
	free(r->spent);
}

/* ---- items ---- */

static struct effect item_by(struct review *r, struct ctx *ctx, size_t to)
{
	size_t from = r->facts.at;
	struct err e = { 0 };

	if (to >= r->facts.item_count)
		return tell(from == 0 && to != from + 1
				? _("This is the first item.")
				: _("This is the last item: F5 closes the meeting."));
	if (!review_save(r, ctx, &e))
		return say(e);
	r->spent[from] = review_seconds(r, ctx->now);
	if (!review_show(r, ctx, r->facts.items[to].item.head.uid, &e))
		return say(e);
	review_place(r, ctx);
	return r->greeting ? tell(r->greeting) : stay();
}

static struct effect next_item(void *state, struct ctx *ctx)
{
	struct review *r = state;

	return item_by(r, ctx, r->facts.at + 1);
}

static struct effect previous_item(void *state, struct ctx *ctx)
{
	struct review *r = state;

	return item_by(r, ctx, r->facts.at - 1);
}

/* ---- actions ---- */

static struct effect pick(void *state, struct ctx *ctx)
{
	struct review *r = state;

	if (r->on_left || r->right_page != PAGE_RULING)
		review_open_page(r, PAGE_RULING);
	return review_form_pick(r, ctx);
}

static struct effect add_one(void *state, struct ctx *ctx)
{
	struct review *r = state;

	if (!r->facts.open)
		return tell(r->facts.settled);
	if (review_at(r, PAGE_PEOPLE))
		return review_add_person(r, ctx);
	review_open_page(r, PAGE_RULING);
	return review_form_add(r);
}

static struct effect edit_case(void *state, struct ctx *ctx)
{
	const struct review *r = state;

	(void)ctx;
	return go("form", arg_uid(KIND_CASE, r->facts.case_.head.uid));
}

static struct effect papers(void *state, struct ctx *ctx)
{
	const struct review *r = state;

	return papers_open(ctx, KIND_ITEM, r->uid);
}

static struct effect to_meeting(void *state, struct ctx *ctx)
{
	const struct review *r = state;

	(void)ctx;
	return go("meeting", arg_uid(KIND_MEETING, r->facts.meeting.head.uid));
}

static const char *settled(const void *state, struct ctx *ctx)
{
	const struct review *r = state;

	(void)ctx;
	return r->facts.settled;
}

static const char *not_by_hand(const void *state, struct ctx *ctx)
{
	const struct review *r = state;

	(void)ctx;
	return r->made.ruling.by_hand ? NULL : _("The wording follows from the fields.");
}

static const char *no_draft(const void *state, struct ctx *ctx)
{
	const struct review *r = state;

	(void)ctx;
	return r->drafted ? NULL : _("Nothing is unfinished here.");
}

static struct effect thrown_away(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct review *r = state;
	struct err e = { 0 };

	(void)text;
	if (choice != 1)
		return stay();
	if (!review_draft_drop(r, ctx, &e) || !review_show(r, ctx, r->uid, &e))
		return say(e);
	review_place(r, ctx);
	return stay();
}

static struct effect throw_away(void *state, struct ctx *ctx)
{
	struct prompt_choice *choices = arena_array(ctx->frame, 2, sizeof(*choices));

	(void)state;
	choices[0].words = _("keep it as a draft");
	choices[1].words = _("throw away what was typed");
	return ask((struct question){
		.words = _("Throw the draft away?"),
		.choices = choices,
		.count = 2,
		.then = thrown_away,
	});
}

/* ---- input ---- */

static struct effect to_page(struct review *r, struct ctx *ctx, const struct input *in)
{
	uint32_t key = input_key(in);

	if (r->on_left && review_materials_input(r, ctx, in))
		return stay();
	if (r->on_left)
		return in->kind == INPUT_TEXT && (key < '0' || key > '9') && key != '?' && key != '/'
			? review_materials_find(r, ctx, in)
			: pass();
	switch (r->right_page) {
	case PAGE_NOTES:
		return review_notes_input(r, ctx, in);
	case PAGE_PEOPLE:
		return review_people_input(r, ctx, in);
	case PAGE_POSITIONS:
		return review_positions_input(r, ctx, in);
	default:
		return review_form_input(r, ctx, in);
	}
}

static struct effect passed_on(struct review *r, const struct input *in)
{
	uint32_t key = input_key(in);

	if (key >= '1' && key <= '9')
		return review_turn_page(r, (int)(key - '0'));
	if ((key == K_LEFT || key == K_RIGHT) && !r->typing)
		return review_page_by(r, key == K_RIGHT ? 1 : -1);
	if (key == K_ESC && r->typing) {
		r->typing = false;
		return stay();
	}
	return pass();
}

/* A value stepped to with Space is written before anything else happens. */
static struct effect person_input(struct review *r, struct ctx *ctx, const struct input *in)
{
	struct effect effect;

	if (r->pending.on && input_key(in) != ' ') {
		effect = flush(r, ctx);
		if (effect.kind != EFFECT_STAY)
			return effect;
	}
	if (in->kind == INPUT_KEY && in->key >= '1' && in->key <= '9')
		return review_turn_page(r, (int)(in->key - '0'));
	effect = to_page(r, ctx, in);
	return effect.kind == EFFECT_PASS ? passed_on(r, in) : effect;
}

static struct effect tick(struct review *r, struct ctx *ctx)
{
	struct effect effect = flush(r, ctx);
	struct err e = { 0 };

	if (kv_generation(ctx->store->kv) != r->generation && !review_again(r, ctx, &e))
		return say(e);
	if (!review_draft_save(r, ctx, false, &e))
		return say(e);
	return effect;
}

static struct effect resized(struct review *r, struct ctx *ctx)
{
	const char *greeting = r->greeting;

	review_place(r, ctx);
	r->greeting = NULL;
	return greeting ? tell(greeting) : stay();
}

static struct effect handle(struct review *r, struct ctx *ctx, const struct input *in)
{
	switch (in->kind) {
	case INPUT_RESIZE:
		return resized(r, ctx);
	case INPUT_TICK:
		return tick(r, ctx);
	case INPUT_KEY:
	case INPUT_TEXT:
	case INPUT_PASTE:
		return person_input(r, ctx, in);
	default:
		return pass();
	}
}

/* The keys that are not the screen's own do their part first; the room follows at once. */
static struct effect send(void *state, struct ctx *ctx)
{
	struct effect effect = review_room_send(state, ctx);

	review_room_follow(state, ctx);
	return effect;
}

static struct effect curtain(void *state, struct ctx *ctx)
{
	struct effect effect = review_room_curtain(state, ctx);

	review_room_follow(state, ctx);
	return effect;
}

static struct effect input(void *state, struct ctx *ctx, const struct input *in)
{
	struct review *r = state;
	struct effect effect;

	r->today = store_today(ctx);
	if (r->room.mirror && input_key(in) == K_ESC)
		return curtain(r, ctx);
	effect = handle(r, ctx, in);
	if (effect.kind != EFFECT_PASS)
		review_room_follow(r, ctx);
	return effect;
}

static const struct action actions[] = {
	{
		.name = "steps",
		.keys = "F5",
		.run = review_next_steps,
		.help = N_("Agree, adjourn; open, close and issue the meeting"),
		.hint = N_("Steps"),
	},
	{
		.name = "pick",
		.keys = "F4",
		.run = pick,
		.why_not = settled,
		.help = N_("The list for this field: units, bases, words used before"),
		.hint = N_("Pick"),
	},
	{
		.name = "other_side",
		.keys = "F6",
		.run = review_other_side,
		.help = N_("The other side of the screen"),
		.hint = N_("Side"),
	},
	{
		.name = "next_item",
		.keys = "F8",
		.run = next_item,
		.help = N_("The next item; what is unfinished is kept"),
		.hint = N_("Items"),
		.hint_keys = N_("F7/F8"),
	},
	{
		.name = "previous_item",
		.keys = "F7",
		.run = previous_item,
		.help = N_("The item before; what is unfinished is kept"),
	},
	{
		.name = "notes",
		.keys = "Ctrl+R",
		.run = review_notes_and_back,
		.help = N_("To the notes, and back from them"),
		.hint = N_("Notes"),
	},
	{
		.name = "send",
		.keys = "Ctrl+T",
		.run = send,
		.help = N_("Shows the room the wording as it now stands"),
		.hint = N_("Send"),
	},
	{
		.name = "curtain",
		.keys = "F9",
		.run = curtain,
		.help =
			N_("Curtain on the projector; on one screen: the room's view in this window, and back"),
		.hint = N_("Curtain"),
	},
	{
		.name = "add",
		.keys = "Ctrl+N",
		.run = add_one,
		.why_not = settled,
		.help = N_("One more unit that assists; on page 7 one more that attends"),
		.hint = N_("Assist"),
	},
	{
		.name = "remove",
		.keys = "",
		.run = review_form_remove,
		.why_not = review_not_in_duty,
		.help = N_("Takes this unit out of the ruling"),
	},
	{
		.name = "stage",
		.keys = "",
		.run = review_form_stage,
		.why_not = review_not_in_duty,
		.help = N_("This duty: beforehand, during, afterwards"),
	},
	{
		.name = "duty_bases",
		.keys = "",
		.run = review_form_bases,
		.why_not = review_not_in_duty,
		.help = N_("What this duty alone rests on"),
	},
	{
		.name = "recompose",
		.keys = "",
		.run = review_form_recompose,
		.why_not = not_by_hand,
		.help = N_("Composes the wording from the fields again"),
	},
	{
		.name = "parties_leave",
		.keys = "",
		.run = review_parties_leave,
		.why_not = settled,
		.help = N_("The parties leave the room"),
	},
	{
		.name = "all_agree",
		.keys = "",
		.run = review_all_agree,
		.why_not = settled,
		.help = N_("All who have not spoken agree and accept"),
	},
	{
		.name = "edit",
		.keys = "Ctrl+E",
		.run = edit_case,
		.help = N_("The form of the case: its parties, its title"),
	},
	{
		.name = "papers",
		.keys = "",
		.run = papers,
		.help = N_("Papers: opinion, hand-over slips, minutes; read here or written to a file"),
	},
	{
		.name = "meeting",
		.keys = "",
		.run = to_meeting,
		.help = N_("The meeting: its agenda and its minutes"),
	},
	{
		.name = "throw_away",
		.keys = "",
		.run = throw_away,
		.why_not = no_draft,
		.help = N_("Throws away what was typed here"),
	},
};

const struct screen_ops review_screen = {
	.name = "review",
	.title = N_("review"),
	.state_size = sizeof(struct review),
	.actions = actions,
	.action_count = COUNT(actions),
	.open = open,
	.close = close,
	.input = input,
	.draw = review_draw,
	.bare = review_room_mirrored,
};
