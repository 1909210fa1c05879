/* review_form.c — the keys and lists of 9结论.
 *
 * In a unit's field digits take the parties of the case, in the bases' field they cite what
 * has that number on page 4; letters open the list.  What is typed is in the ruling with
 * every key, so that what is missing and the wording are always those of now.
 */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/panel/units.h"

#include <string.h>

enum { SETTLED_COLS = 8 };

static bool is_text(enum review_part part)
{
	return part == PART_TASK || part == PART_LIMIT || part == PART_MEANWHILE_TASK ||
		part == PART_CONDITIONS || part == PART_RIVAL_WORDS || part == PART_SENTENCE;
}

static struct effect go_to(struct review *r, enum review_part part, size_t duty)
{
	form_go(&r->form, review_spot(r, part, duty));
	r->typing = true;
	return stay();
}

/* The field in focus shows what the ruling says now. */
static void again(struct review *r)
{
	review_ruling_words(r);
	form_again(&r->form);
}

static struct effect take(struct review *r, const char *text)
{
	return form_take(&r->form, text) ? stay() : say(r->form.err);
}

/* ---- digits ---- */

static bool takes_party(struct review *r, size_t n)
{
	const struct uids *parties = &r->facts.case_.parties;
	const struct review_unit *u;

	if (n == 0 || n > parties->n || !(u = review_unit(&r->facts, parties->at[n - 1])))
		return false;
	form_take(&r->form, u->name);
	return true;
}

static bool takes_digit(struct review *r, const struct input *in)
{
	enum review_part part = review_spot_now(r)->part;
	uint32_t key = input_key(in);

	if (in->kind != INPUT_TEXT || key < '1' || key > '9')
		return false;
	if (part == PART_UNIT || part == PART_MEANWHILE)
		return takes_party(r, key - '0');
	if (part != PART_BASES || key - '1' >= r->facts.basis_count)
		return false;
	review_toggle_basis(r, key - '1');
	r->form.change++;
	return true;
}

/* ---- lists ---- */

static struct effect unit_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct review *r = state;

	return count ? take(r, pick_number(&r->pick, (uint32_t)rows[0], ctx->frame)) : stay();
}

static struct effect name_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct review *r = state;
	struct err e = { 0 };

	if (count)
		form_insert(&r->form, pick_number(&r->pick, (uint32_t)rows[0], ctx->frame));
	review_ruling_set(r, r->form.scroll.focus, edit_text(&r->form.edit), &e);
	return stay();
}

static struct effect bases_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct review *r = state;
	struct uids *bases = &r->made.ruling.bases, more = { 0 };
	struct err e = { 0 };

	for (size_t i = 0; i < bases->n; i++)
		uids_add(&more, bases->at[i], &r->made.arena);
	for (size_t i = 0; i < count; i++)
		uids_add(&more, pick_uid(&r->pick, (uint32_t)rows[i]), &r->made.arena);
	*bases = more;
	if (!review_again(r, ctx, &e))
		return say(e);
	again(r);
	r->left_page = PAGE_BASES;
	return stay();
}

static struct effect phrase_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct review *r = state;
	const char *words = count ? r->rows[rows[0]].words : "";
	struct err e = { 0 };

	(void)ctx;
	if (edit_empty(&r->form.edit))
		return take(r, words);
	form_insert(&r->form, words);
	review_ruling_set(r, r->form.scroll.focus, edit_text(&r->form.edit), &e);
	return stay();
}

/* What is likely to be taken stands at the top: the parties; what the case cites and what
 * page 4 offers. */
static void likely_first(struct review *r, enum kind kind)
{
	struct arena a = { 0 };
	struct uids bases = { 0 };

	for (size_t i = 0; i < r->facts.basis_count; i++)
		uids_add(&bases, r->facts.bases[i].basis.head.uid, &a);
	if (kind == KIND_BASIS)
		pick_first(&r->pick, &bases);
	else if (kind == KIND_UNIT)
		pick_first(&r->pick, &r->facts.case_.parties);
	arena_free(&a);
}

static struct effect choose_record(struct review *r, struct ctx *ctx, enum kind kind, bool many,
	struct effect (*then)(void *, struct ctx *, const size_t *, size_t))
{
	struct err e = { 0 };

	if (!pick_open(&r->pick, ctx, kind, "", &e))
		return say(e);
	likely_first(r, kind);
	return choose((struct choose){
		.title = _(schema_of(kind)->plural),
		.source = pick_source(&r->pick),
		.text = r->form.typed,
		.many = many,
		.then = then,
	});
}

static struct effect choose_phrase(struct review *r, struct ctx *ctx)
{
	size_t n = review_phrases(r, ctx, &r->rows, &r->facts.arena);

	if (!n)
		return tell(_("No earlier ruling says anything here yet."));
	return choose((struct choose){
		.title = _("Used before"),
		.source = picker_list(r->rows, n, &r->facts.arena),
		.then = phrase_chosen,
	});
}

static const char *const limits[] = { N_("3 working days"), N_("5 working days"),
	N_("10 working days"), N_("24 hours"), N_("without an end") };
static const char *const limits_typed[] = { "3工作日", "5工作日", "10工作日", "24时", "长期" };

static struct effect limit_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct review *r = state;

	(void)ctx;
	return count ? take(r, limits_typed[rows[0]]) : stay();
}

static struct effect choose_limit(struct review *r)
{
	r->rows = arena_array(&r->facts.arena, COUNT(limits), sizeof(*r->rows));
	for (size_t i = 0; i < COUNT(limits); i++)
		r->rows[i].words = _(limits[i]);
	return choose((struct choose){
		.title = _("time limit"),
		.source = picker_list(r->rows, COUNT(limits), &r->facts.arena),
		.then = limit_chosen,
	});
}

struct effect review_form_pick(struct review *r, struct ctx *ctx)
{
	if (!r->facts.open)
		return tell(r->facts.settled);
	r->typing = true;
	switch (review_spot_now(r)->part) {
	case PART_UNIT:
	case PART_MEANWHILE:
		return choose_record(r, ctx, KIND_UNIT, false, unit_chosen);
	case PART_BASES:
		return choose_record(r, ctx, KIND_BASIS, true, bases_chosen);
	case PART_TASK:
	case PART_MEANWHILE_TASK:
	case PART_CONDITIONS:
		return choose_phrase(r, ctx);
	case PART_LIMIT:
		return choose_limit(r);
	case PART_SENTENCE:
		return choose_record(r, ctx, KIND_UNIT, false, name_chosen);
	default:
		return tell(_("There is no list for this field."));
	}
}

/* ---- assists ---- */

struct effect review_form_add(struct review *r)
{
	if (!r->facts.open)
		return tell(r->facts.settled);
	if (!form_leave(&r->form))
		return say(r->form.err);
	review_ruling_add(r);
	review_ruling_words(r);
	return go_to(r, PART_UNIT, r->made.ruling.duties.n - 1);
}

const char *review_not_in_duty(const void *state, struct ctx *ctx)
{
	const struct review *r = state;
	const struct review_spot *spot = review_spot_now(r);

	(void)ctx;
	if (!r->facts.open)
		return r->facts.settled;
	if (r->right_page == PAGE_RULING && spot && spot->part <= PART_LIMIT)
		return NULL;
	return _("First go to the unit it is about, on page 9.");
}

struct effect review_form_remove(void *state, struct ctx *ctx)
{
	struct review *r = state;
	size_t duty = review_spot_now(r)->duty;

	(void)ctx;
	review_ruling_remove(r, duty);
	again(r);
	return go_to(r, PART_UNIT, duty < r->made.ruling.duties.n ? duty : duty - 1);
}

struct effect review_form_stage(void *state, struct ctx *ctx)
{
	static const uint32_t after[] = { [0] = STAGE_BEFORE,
		[STAGE_BEFORE] = STAGE_DURING,
		[STAGE_DURING] = STAGE_AFTER,
		[STAGE_AFTER] = STAGE_BEFORE };
	struct review *r = state;
	struct duty *d = (struct duty *)r->made.ruling.duties.at + review_spot_now(r)->duty;

	(void)ctx;
	d->stage = after[d->stage <= STAGE_AFTER ? d->stage : 0];
	review_ruling_words(r);
	return stay();
}

static struct effect duty_bases_chosen(
	void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct review *r = state;
	struct duty *d = (struct duty *)r->made.ruling.duties.at + review_spot_now(r)->duty;

	(void)ctx;
	d->bases = (struct uids){ 0 };
	for (size_t i = 0; i < count; i++)
		uids_add(&d->bases, r->facts.bases[rows[i]].basis.head.uid, &r->made.arena);
	review_ruling_words(r);
	return stay();
}

struct effect review_form_bases(void *state, struct ctx *ctx)
{
	struct review *r = state;
	size_t n = r->facts.basis_count;

	(void)ctx;
	if (!n)
		return tell(_("Nothing is cited yet: F4 at the bases finds one."));
	r->rows = arena_array(&r->facts.arena, n, sizeof(*r->rows));
	for (size_t i = 0; i < n; i++)
		r->rows[i] = (struct picker_row){
			.words = r->facts.bases[i].basis.title,
			.note = r->facts.bases[i].basis.article,
		};
	return choose((struct choose){
		.title = _("What this duty rests on: Space marks several"),
		.source = picker_list(r->rows, n, &r->facts.arena),
		.many = true,
		.then = duty_bases_chosen,
	});
}

struct effect review_form_recompose(void *state, struct ctx *ctx)
{
	struct review *r = state;

	(void)ctx;
	r->made.ruling.by_hand = false;
	r->made.ruling.sentence = "";
	again(r);
	return tell(_("The wording follows from the fields again."));
}

/* ---- once settled ---- */

/* Once settled it is only read: the wording first. */
static struct lines settled_lines(const struct review *r, const struct ctx *ctx, int cols)
{
	struct lines l = { .arena = ctx->frame, .cols = cols };
	size_t sentence = review_spot(r, PART_SENTENCE, 0);

	lines_add(&l, STYLE_TITLE, 1, 2, r->facts.settled);
	if (*r->facts.item->reason)
		lines_printf(&l, STYLE_NORMAL, 1, 2, _("Reason: %s"), r->facts.item->reason);
	if (uid_none(r->facts.ruling.head.uid) || sentence == r->made.count)
		return l;
	lines_add(&l, STYLE_NORMAL, 1, 0, r->made.spots[sentence].text);
	lines_blank(&l);
	for (size_t i = 0; i < sentence; i++) {
		const struct review_spot *s = &r->made.spots[i];
		struct buf label = { 0 };

		width_pad(&label, s->label, SETTLED_COLS);
		if (*s->text)
			lines_printf(&l, STYLE_NORMAL, 1, SETTLED_COLS, "%s%s", buf_text(&label), s->text);
		buf_free(&label);
	}
	return l;
}

static bool scrolls_settled(struct review *r, struct ctx *ctx, uint32_t key)
{
	struct rect area = review_pane(r, PAGE_RULING);
	struct lines l = settled_lines(r, ctx, area.cols);
	size_t last = lines_last_top(&l, area.rows), *top = &r->top[PAGE_RULING];
	size_t by = key == K_PAGE_UP || key == K_PAGE_DOWN ? (size_t)area.rows : 1;

	if (key == K_UP || key == K_PAGE_UP)
		*top = *top > by ? *top - by : 0;
	else if (key == K_DOWN || key == K_PAGE_DOWN)
		*top = *top + by < last ? *top + by : last;
	else
		return false;
	return true;
}

/* ---- keys ---- */

/* Backspace on an assist without a unit takes it out. */
static bool takes_out(struct review *r, struct ctx *ctx, uint32_t key)
{
	const struct review_spot *spot = review_spot_now(r);

	if ((key != K_BACKSPACE && key != K_DELETE) || spot->part != PART_UNIT || spot->duty == 0 ||
		*spot->text)
		return false;
	review_form_remove(r, ctx);
	return true;
}

static void take_live(struct review *r)
{
	const struct review_spot *spot = review_spot_now(r);
	const char *text = edit_text(&r->form.edit);
	struct err e = { 0 };

	r->unread.on = false;
	if (!is_text(spot->part) || !form_unsaved(&r->form) ||
		review_ruling_set(r, r->form.scroll.focus, text, &e))
		return;
	r->unread.on = true;
	r->unread.part = spot->part;
	r->unread.duty = spot->duty;
	buf_cut(&r->unread.text, 0);
	buf_puts(&r->unread.text, text);
	review_ruling_set(r, r->form.scroll.focus, "", &e);
}

void review_form_resume(struct review *r)
{
	size_t spot = review_spot(r, r->unread.part, r->unread.duty);

	if (!r->unread.on || spot == r->made.count)
		return;
	form_go(&r->form, spot);
	form_insert(&r->form, buf_text(&r->unread.text));
	take_live(r);
}

/* A duty is one line of a paper: Enter goes on. */
static struct input as_key(const struct review *r, const struct input *in)
{
	struct input key = *in;
	enum review_part part = review_spot_now(r)->part;

	if (input_key(in) == K_ENTER &&
		(part == PART_TASK || part == PART_RIVAL_WORDS || part == PART_SENTENCE))
		key = (struct input){ .kind = INPUT_KEY, .key = K_TAB };
	return key;
}

static bool for_keys(const struct review *r, const struct input *in)
{
	uint32_t key = input_key(in);

	return !r->typing && in->kind == INPUT_TEXT &&
		((key >= '0' && key <= '9') || key == '?' || key == ' ');
}

/* No unit and no basis is called by a digit: one that takes nothing turns the page. */
static bool is_page_digit(const struct review *r, const struct input *in)
{
	enum review_part part = review_spot_now(r)->part;
	uint32_t key = input_key(in);

	return in->kind == INPUT_TEXT && key >= '0' && key <= '9' &&
		(part == PART_UNIT || part == PART_MEANWHILE || part == PART_BASES);
}

struct effect review_form_input(struct review *r, struct ctx *ctx, const struct input *in)
{
	struct input key;

	if (for_keys(r, in) || !review_spot_now(r))
		return pass();
	if (!r->facts.open && scrolls_settled(r, ctx, input_key(in)))
		return stay();
	if (!r->facts.open)
		return in->kind == INPUT_TEXT ? tell(r->facts.settled) : pass();
	if (!r->typing && input_key(in) == K_ENTER)
		return r->typing = true, stay();
	if (takes_digit(r, in) || takes_out(r, ctx, input_key(in)))
		return stay();
	if (is_page_digit(r, in))
		return pass();
	if (in->kind == INPUT_TEXT || in->kind == INPUT_PASTE)
		r->typing = true;
	key = as_key(r, in);
	switch (form_input(&r->form, &key)) {
	case FORM_WANTS_PICKER:
		return review_form_pick(r, ctx);
	case FORM_USED:
		take_live(r);
		return stay();
	default:
		return pass();
	}
}

/* ---- drawing ---- */

static void parties_words(const struct review *r, struct buf *out)
{
	const struct uids *parties = &r->facts.case_.parties;

	for (size_t i = 0; i < parties->n && i < 9; i++) {
		const struct review_unit *u = review_unit(&r->facts, parties->at[i]);

		buf_printf(out, "%zu%s ", i + 1, u ? u->name : "");
	}
	buf_puts(out, _("or type a name"));
}

const char *review_form_help(const struct review *r, const struct ctx *ctx)
{
	const struct review_spot *spot = review_spot_now(r);
	struct buf words = { 0 };

	if (!r->facts.open || !spot)
		return "";
	if (!r->typing)
		return _("digits open pages, Enter goes on typing");
	switch (spot->part) {
	case PART_UNIT:
	case PART_MEANWHILE:
		parties_words(r, &words);
		break;
	case PART_BASES:
		buf_puts(&words, _("digits cite what page 4 numbers, letters find others"));
		break;
	case PART_LIMIT:
		buf_puts(&words, _("5 = 5 working days, 24时, 09-30, 0 = standing"));
		break;
	case PART_TASK:
	case PART_CONDITIONS:
	case PART_MEANWHILE_TASK:
		buf_puts(&words, _("F4 what was used before"));
		break;
	default:
		break;
	}
	const char *out = arena_text(ctx->frame, buf_text(&words));
	buf_free(&words);
	return out;
}

static void draw_settled(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	struct lines l = settled_lines(r, ctx, area.cols);
	size_t last = lines_last_top(&l, area.rows), top = r->top[PAGE_RULING];

	lines_draw(&l, c, area, top < last ? top : last);
	if (review_at(r, PAGE_RULING))
		canvas_cursor(c, area.row, area.col);
}

void review_form_draw(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	if (r->facts.open)
		form_draw(&r->form, c, review_at(r, PAGE_RULING));
	else
		draw_settled(r, ctx, c, area);
}
