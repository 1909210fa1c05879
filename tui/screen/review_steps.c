/* review_steps.c — F5, and every write of the review screen.
 *
 * All of it goes through verbs.  The first thing recorded while the meeting sits turns the
 * panel to the item (审议), and the clock goes along with whatever is written, so that one
 * undo takes back what the person did and nothing else.
 */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/args.h"
#include "store/panel/units.h"
#include "tui/screen/screens.h"

#include <string.h>

/* ---- acts ---- */

bool review_verb(
	struct review *r, struct act *act, const char *verb, const void *args, struct err *e)
{
	struct item after;

	return verb_do(act, verb_named(KIND_ITEM, verb), r->uid, args, &after, e);
}

static bool clock_on(struct review *r, struct ctx *ctx, struct act *act, struct err *e)
{
	struct clock_args args = { .seconds = review_seconds(r, ctx->now) };

	if (r->facts.item->state == ITEM_WAITING && !review_verb(r, act, "hear", NULL, e))
		return false;
	return args.seconds <= r->facts.item->seconds || review_verb(r, act, "clock", &args, e);
}

bool review_begin(struct review *r, struct ctx *ctx, struct act *act, struct err *e)
{
	if (!store_begin(ctx, act, e))
		return false;
	if (!r->facts.open || r->facts.meeting.state != MEETING_OPEN || clock_on(r, ctx, act, e))
		return true;
	act_abort(act);
	return false;
}

bool review_end(struct review *r, struct ctx *ctx, struct act *act, bool good, struct err *e)
{
	good = good && act_commit(act, e);
	act_abort(act);
	return good && review_again(r, ctx, e);
}

bool review_do(struct review *r, struct ctx *ctx, const char *verb, const void *args, struct err *e)
{
	struct act act;

	return review_begin(r, ctx, &act, e) &&
		review_end(r, ctx, &act, review_verb(r, &act, verb, args, e), e);
}

/* The ruling as the verbs take it. */
static struct ruling typed_ruling(const struct review *r, struct arena *a)
{
	struct ruling typed;

	schema_init(&ruling_schema, &typed);
	schema_copy(&ruling_schema, &r->made.ruling, &typed, a);
	review_ruling_tidy(&typed);
	return typed;
}

/* The stored ruling is the one on the screen from now on. */
static bool stored(struct review *r, struct ctx *ctx, struct err *e)
{
	struct buf note = { 0 };
	struct uid speaker = r->speaker;
	struct time noted = r->noted;
	bool known = r->speaker_known;

	buf_puts(&note, edit_text(&r->note));
	if (!review_draft_drop(r, ctx, e)) {
		buf_free(&note);
		return false;
	}
	review_draft_open(r, ctx);
	review_ruling_words(r);
	form_again(&r->form);
	edit_set(&r->note, buf_text(&note));
	r->speaker = speaker;
	r->speaker_known = known;
	r->noted = noted;
	buf_free(&note);
	return review_draft_save(r, ctx, true, e);
}

bool review_save(struct review *r, struct ctx *ctx, struct err *e)
{
	if (!r->facts.open)
		return true;
	form_leave(&r->form); /* what cannot be read stays in the draft */
	if (!review_draft_changed(r))
		return review_draft_save(r, ctx, true, e);
	struct ruling typed = typed_ruling(r, ctx->frame);
	return review_do(r, ctx, "draft", &typed, e) && stored(r, ctx, e);
}

/* ---- 议定 ---- */

static struct effect agree(struct review *r, struct ctx *ctx)
{
	struct ruling typed = typed_ruling(r, ctx->frame);
	const char *number = review_number((int64_t)r->facts.at + 1, ctx->frame);
	bool last = r->facts.at + 1 == r->facts.item_count;
	struct err e = { 0 };

	if (!review_do(r, ctx, "agree", &typed, &e) || !stored(r, ctx, &e))
		return say(e);
	r->typing = false;
	if (last)
		return tell(arena_format(ctx->frame,
			_("Item %s is agreed. It was the last one: F5 closes the meeting."), number));
	return tell(arena_format(ctx->frame,
		_("Item %s is agreed. F8 goes to the next one, Ctrl+U takes it back."), number));
}

static struct effect agree_answered(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	(void)text;
	return choice == 1 ? agree(state, ctx) : stay();
}

static void agree_warnings(
	const struct review *r, const struct ctx *ctx, const struct ruling *typed, struct buf *out)
{
	struct err e = { 0 };
	struct kv_txn txn;

	if (!store_read(ctx, &txn, &e))
		return;
	verb_warn(&txn, verb_named(KIND_ITEM, "agree"), r->facts.item, typed, out);
	kv_end_read(&txn);
	if (out->n)
		buf_cut(out, out->n - 1);
}

/* Asked only where something speaks against it. */
static struct effect ask_agree(struct review *r, struct ctx *ctx)
{
	struct ruling typed = typed_ruling(r, ctx->frame);
	struct prompt_choice *choices = arena_array(ctx->frame, 2, sizeof(*choices));
	struct buf warnings = { 0 };

	agree_warnings(r, ctx, &typed, &warnings);
	if (!warnings.n)
		return agree(r, ctx);
	choices[0].words = _("look at it again");
	choices[1].words = _("agree all the same");
	struct question q = {
		.words = _("Agree?"),
		.detail = arena_text(ctx->frame, buf_text(&warnings)),
		.choices = choices,
		.count = 2,
		.then = agree_answered,
	};
	buf_free(&warnings);
	return ask(q);
}

/* ---- 缓议 and the other outcomes: a form with the reason ---- */

static struct effect end_otherwise(struct review *r, struct ctx *ctx, const char *verb)
{
	struct arg arg = arg_text(verb);
	struct err e = { 0 };

	if (!review_save(r, ctx, &e))
		return say(e);
	hand_give(&ctx->store->hand, KIND_ITEM, &r->uid, 1);
	arg.kind = KIND_ITEM;
	return go("form", arg);
}

/* ---- the meeting ---- */

static struct effect open_meeting(struct review *r, struct ctx *ctx)
{
	struct err e = { 0 };

	r->since = ctx->now;
	if (!store_do(ctx, verb_named(KIND_MEETING, "open"), r->facts.meeting.head.uid, NULL, &e) ||
		!review_again(r, ctx, &e))
		return say(e);
	review_open_page(r, r->facts.quorum ? PAGE_PEOPLE : PAGE_RULING);
	return tell(_("The meeting is open. First who is there."));
}

/* What is drafted on this item is part of what goes round. */
static struct effect notify(struct review *r, struct ctx *ctx)
{
	struct err e = { 0 };

	if (!review_save(r, ctx, &e) ||
		!store_do(ctx, verb_named(KIND_MEETING, "notify"), r->facts.meeting.head.uid, NULL, &e) ||
		!review_again(r, ctx, &e))
		return say(e);
	return tell(meeting_circulated(&r->facts.meeting)
			? _("It goes round: each body's position is recorded on page 8, with who signed.")
			: _("The notice has gone out; 0 -> papers makes it."));
}

/* "二 议定  牵头交警大队 5工作日  信号灯…". */
static void outcome_line(struct kv_txn *txn, const struct review_entry *entry, size_t i,
	struct arena *a, struct buf *out)
{
	const struct duty *lead;
	struct ruling ruling;
	struct buf limit = { 0 };
	struct err e = { 0 };
	char day[DATE_TEXT];
	struct view view = { .kind = VIEW_EXPORT };

	buf_printf(out, "%s %s  ", review_number((int64_t)i + 1, a), entry->state);
	if (entry->item.state == ITEM_AGREED &&
		record_get(txn, &ruling_schema, entry->item.ruling, &ruling, a, &e) &&
		(lead = ruling_lead(&ruling))) {
		field_show(txn, &duty_schema, schema_field(&duty_schema, "limit"), lead, &view, &limit);
		buf_printf(out, "%s %s  ", unit_short(txn, lead->unit, a), buf_text(&limit));
		buf_free(&limit);
	}
	if (entry->item.until.n)
		buf_printf(out, _("until %s  "), day_short_text(entry->item.until, day));
	buf_printf(out, "%s\n", entry->title);
}

/* 散会核对: every item on one page, for the chair to read out. */
static const char *outcome(const struct review *r, const struct ctx *ctx, size_t *open)
{
	struct buf out = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;

	*open = 0;
	if (!store_read(ctx, &txn, &e))
		return "";
	for (size_t i = 0; i < r->facts.item_count; i++) {
		outcome_line(&txn, &r->facts.items[i], i, ctx->frame, &out);
		*open += item_undecided(&r->facts.items[i].item);
	}
	kv_end_read(&txn);
	buf_cut(&out, out.n ? out.n - 1 : 0);
	const char *words = arena_text(ctx->frame, buf_text(&out));
	buf_free(&out);
	return words;
}

/* What was begun on any item goes along to where its case is heard next. */
static bool close_meeting(struct review *r, struct ctx *ctx, struct act *act, struct err *e)
{
	struct close_args args = { .carry = true };
	struct meeting after;
	bool good = true;

	for (size_t i = 0; good && i < r->facts.item_count; i++)
		if (item_undecided(&r->facts.items[i].item))
			good = review_draft_store(ctx, &r->facts.items[i].item, act, e);
	return good &&
		verb_do(
			act, verb_named(KIND_MEETING, "close"), r->facts.meeting.head.uid, &args, &after, e);
}

static struct effect close_answered(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct review *r = state;
	struct err e = { 0 };
	struct act act;

	(void)text;
	review_room_summary(r, ctx, false);
	if (choice != 1)
		return stay();
	if (!review_save(r, ctx, &e) || !store_begin(ctx, &act, &e) ||
		!review_end(r, ctx, &act, close_meeting(r, ctx, &act, &e), &e))
		return say(e);
	for (size_t i = 0; i < r->facts.item_count; i++)
		if (r->facts.items[i].item.state == ITEM_CARRIED)
			review_draft_forget(ctx, &r->facts.items[i].item);
	return tell(_("The meeting is closed. F5: what was agreed is countersigned, signed, issued."));
}

static struct effect ask_close(struct review *r, struct ctx *ctx)
{
	struct prompt_choice *choices = arena_array(ctx->frame, 2, sizeof(*choices));
	size_t open;
	const char *detail = outcome(r, ctx, &open);

	review_room_summary(r, ctx, true);
	choices[0].words = _("go on with the meeting");
	choices[1].words = open
		? arena_format(ctx->frame, _("close it; %zu undecided go over to the next"), open)
		: _("close the meeting");
	return ask((struct question){
		.words = _("To be read out before the meeting closes:"),
		.detail = detail,
		.choices = choices,
		.count = 2,
		.then = close_answered,
	});
}

/* The form of what the verb asks for. */
static struct effect form_of(struct ctx *ctx, const char *verb, enum kind kind, struct uid uid)
{
	struct arg arg = arg_text(verb);

	hand_give(&ctx->store->hand, kind, &uid, 1);
	arg.kind = kind;
	return go("form", arg);
}

static struct effect issue(struct review *r, struct ctx *ctx)
{
	return form_of(ctx, "issue", KIND_MEETING, r->facts.meeting.head.uid);
}

static struct effect countersign_all(struct review *r, struct ctx *ctx)
{
	return form_of(ctx, "countersign", KIND_MEETING, r->facts.meeting.head.uid);
}

static struct effect sign_all(struct review *r, struct ctx *ctx)
{
	return form_of(ctx, "sign", KIND_MEETING, r->facts.meeting.head.uid);
}

/* The wording of this item, where a body wants it changed. */
static struct effect countersign(struct review *r, struct ctx *ctx)
{
	return form_of(ctx, "countersign", KIND_RULING, r->facts.item->ruling);
}

/* ---- F5 ---- */

static struct effect hear(struct review *r, struct ctx *ctx)
{
	struct err e = { 0 };
	struct act act;

	/* review_begin() turns to it. */
	if (!review_begin(r, ctx, &act, &e) || !review_end(r, ctx, &act, true, &e))
		return say(e);
	return stay();
}

/* States of the meeting, as a set. */
#define IN(state) (1u << (state))

enum { OVER = IN(MEETING_CLOSED) | IN(MEETING_COUNTERSIGNING) };

/* The outcomes keep their digits through the whole meeting. */
static const struct step {
	const char *verb;
	struct effect (*run)(struct review *r, struct ctx *ctx); /* NULL: a form asks why */
	enum kind kind;
	uint32_t meeting; /* only while the meeting is in one of these states */
} steps[] = {
	{ .kind = KIND_MEETING, .verb = "open", .run = open_meeting, .meeting = IN(MEETING_PLANNED) },
	{ .kind = KIND_MEETING, .verb = "notify", .run = notify, .meeting = IN(MEETING_PLANNED) },
	{ .kind = KIND_MEETING, .verb = "open", .run = open_meeting, .meeting = IN(MEETING_NOTIFIED) },
	{ .kind = KIND_ITEM, .verb = "agree", .run = ask_agree, .meeting = IN(MEETING_OPEN) },
	{ .kind = KIND_ITEM, .verb = "adjourn", .meeting = IN(MEETING_OPEN) },
	{ .kind = KIND_ITEM, .verb = "return", .meeting = IN(MEETING_OPEN) },
	{ .kind = KIND_ITEM, .verb = "ask-law", .meeting = IN(MEETING_OPEN) },
	{ .kind = KIND_ITEM, .verb = "refer", .meeting = IN(MEETING_OPEN) },
	{ .kind = KIND_ITEM, .verb = "decline", .meeting = IN(MEETING_OPEN) },
	{ .kind = KIND_MEETING, .verb = "close", .run = ask_close, .meeting = IN(MEETING_OPEN) },
	{ .kind = KIND_ITEM, .verb = "hear", .run = hear, .meeting = IN(MEETING_OPEN) },
	{ .kind = KIND_MEETING, .verb = "countersign", .run = countersign_all, .meeting = OVER },
	{ .kind = KIND_RULING, .verb = "countersign", .run = countersign, .meeting = OVER },
	{ .kind = KIND_MEETING, .verb = "sign", .run = sign_all, .meeting = OVER },
	{ .kind = KIND_MEETING, .verb = "issue", .run = issue, .meeting = OVER },
};

/* Nothing where the item has no ruling. */
static const void *subject_of(
	const struct review *r, struct kv_txn *txn, const struct verb *verb, struct arena *a)
{
	struct err e = { 0 };
	void *ruling;

	if (verb->subject == &item_schema)
		return r->facts.item;
	if (verb->subject == &meeting_schema)
		return &r->facts.meeting;
	ruling = schema_new(&ruling_schema, a);
	return record_get(txn, &ruling_schema, r->facts.item->ruling, ruling, a, &e) ? ruling : NULL;
}

static const char *why_not(const struct review *r, struct kv_txn *txn, const struct verb *verb,
	const void *subject, struct arena *a)
{
	struct err e = { 0 };
	char words[512];

	if (verb->subject == &item_schema && !r->facts.open)
		return r->facts.settled;
	if (!verb_may(txn, verb, subject, &e)) {
		e.where[0] = '\0'; /* it is on the screen */
		err_line(&e, words, sizeof(words));
		return arena_text(a, words);
	}
	return !strcmp(verb->name, "agree") && *r->made.missing ? r->made.missing : NULL;
}

/* As far as it belongs to the state of the meeting and of the item. */
static void add_step(struct review *r, struct kv_txn *txn, uint32_t step, uint32_t stage, size_t *n)
{
	const struct verb *verb = verb_named(steps[step].kind, steps[step].verb);
	const void *subject = subject_of(r, txn, verb, &r->facts.arena);

	if (!subject || !(steps[step].meeting & IN(stage)))
		return;
	if (!strcmp(verb->name, "hear") && r->facts.item->state != ITEM_WAITING)
		return;
	r->row_steps[*n] = step;
	r->rows[*n] = (struct picker_row){
		.words = _(verb->label),
		.why_not = why_not(r, txn, verb, subject, &r->facts.arena),
	};
	if (!r->rows[*n].why_not) /* the reason needs the room */
		r->rows[*n].note = _(verb->help);
	(*n)++;
}

static struct effect step_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct review *r = state;
	const struct step *s = count ? &steps[r->row_steps[rows[0]]] : NULL;

	if (!s)
		return stay();
	return s->run ? s->run(r, ctx) : end_otherwise(r, ctx, s->verb);
}

struct effect review_next_steps(void *state, struct ctx *ctx)
{
	struct review *r = state;
	struct err e = { 0 };
	struct kv_txn txn;
	size_t n = 0, first = 0;
	/* What goes round in writing is decided as if it sat. */
	uint32_t stage = meeting_sits(&r->facts.meeting) ? MEETING_OPEN : r->facts.meeting.state;

	if (r->facts.open && !form_leave(&r->form))
		return say(r->form.err);
	if (!store_read(ctx, &txn, &e))
		return say(e);
	r->rows = arena_array(&r->facts.arena, COUNT(steps), sizeof(*r->rows));
	for (uint32_t i = 0; i < COUNT(steps); i++)
		add_step(r, &txn, i, stage, &n);
	kv_end_read(&txn);
	while (first + 1 < n && r->rows[first].why_not)
		first++;
	return choose((struct choose){
		.title = _("next steps"),
		.source = picker_list(r->rows, n, &r->facts.arena),
		.focus = first < n && !r->rows[first].why_not ? first : 0,
		.then = step_chosen,
	});
}
