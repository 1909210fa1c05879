/* review_people.c — 7人员: who is there for this item, who left, who recuses. */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/panel/args.h"
#include "store/panel/attendance.h"

#include <string.h>

enum { NAME_COLS = 13, PERSON_COLS = 9, AS_MOST = 12 };

/* What Space steps through; 代会 and 回避 ask for words and come by Enter. */
static const uint32_t body_steps[] = { ATTENDS, ATTENDS_LEAVE, ATTENDS_ABSENT, ATTENDS_LEFT,
	ATTENDS_BACK };
static const uint32_t party_steps[] = { ATTENDS_INVITED, ATTENDS_LEFT, ATTENDS_BACK, ATTENDS_LEAVE,
	ATTENDS_ABSENT };

/* In the order of their digits. */
static const uint32_t all_values[] = { ATTENDS, ATTENDS_FOR, ATTENDS_LEAVE, ATTENDS_ABSENT,
	ATTENDS_INVITED, ATTENDS_LEFT, ATTENDS_BACK, ATTENDS_RECUSED };

/* While a body is not recorded that could sit, the first line takes all who are listed. */
static bool offers_all(const struct review *r)
{
	for (size_t i = 0; r->facts.open && i < r->facts.person_count; i++) {
		const struct review_person *p = &r->facts.people[i];

		if (p->unit->body && !p->row && !p->unit->conflict)
			return true;
	}
	return false;
}

static size_t row_count(const struct review *r)
{
	return r->facts.person_count + (offers_all(r) ? 1 : 0);
}

static const struct review_person *person_at(const struct review *r, size_t row)
{
	if (offers_all(r))
		return row == 0 ? NULL : &r->facts.people[row - 1];
	return row < r->facts.person_count ? &r->facts.people[row] : NULL;
}

static const struct review_person *person_now(const struct review *r)
{
	return person_at(r, r->people.focus);
}

static void fit(struct review *r)
{
	scroll_fit(&r->people, row_count(r), review_pane(r, PAGE_PEOPLE).rows);
}

static struct attender said_of(const struct review_person *p, uint32_t as)
{
	struct attender said;

	schema_init(&attender_schema, &said);
	said.unit = p->unit->uid;
	said.person = p->row ? p->row->person : p->unit->usual;
	said.as = as;
	return said;
}

static struct effect attend(struct review *r, struct ctx *ctx, const struct attender *said)
{
	struct err e = { 0 };

	if (!review_do(r, ctx, "attend", said, &e))
		return say(e);
	fit(r);
	return stay();
}

/* ---- all at once ---- */

static bool attend_all(struct review *r, struct act *act, struct err *e)
{
	bool good = true;

	for (size_t i = 0; good && i < r->facts.person_count; i++) {
		const struct review_person *p = &r->facts.people[i];
		struct attender said = said_of(p, p->unit->body ? ATTENDS : ATTENDS_INVITED);

		if (!p->row && !p->unit->conflict)
			good = review_verb(r, act, "attend", &said, e);
	}
	return good;
}

static struct effect take_all(struct review *r, struct ctx *ctx)
{
	struct err e = { 0 };
	struct act act;

	if (!review_begin(r, ctx, &act, &e) || !review_end(r, ctx, &act, attend_all(r, &act, &e), &e))
		return say(e);
	fit(r);
	scroll_to(&r->people, 0);
	return tell(_("Everybody listed is here; change with Space or Enter who is not."));
}

static bool send_parties_out(struct review *r, struct act *act, size_t *n, struct err *e)
{
	bool good = true;

	for (size_t i = 0; good && i < r->facts.person_count; i++) {
		const struct review_person *p = &r->facts.people[i];
		struct attender said = said_of(p, ATTENDS_LEFT);

		if (!p->unit->party || !p->row ||
			(p->row->as != ATTENDS_INVITED && p->row->as != ATTENDS_BACK))
			continue;
		good = review_verb(r, act, "attend", &said, e);
		(*n)++;
	}
	return good;
}

struct effect review_parties_leave(void *state, struct ctx *ctx)
{
	struct review *r = state;
	struct err e = { 0 };
	struct act act;
	size_t n = 0;

	if (!review_begin(r, ctx, &act, &e) ||
		!review_end(r, ctx, &act, send_parties_out(r, &act, &n, &e), &e))
		return say(e);
	return tell(arena_format(ctx->frame, _("%zu parties have left the room."), n));
}

/* ---- one ---- */

static uint32_t next_value(const struct review_person *p, uint32_t now)
{
	const uint32_t *steps = p->unit->body ? body_steps : party_steps;
	size_t n = COUNT(body_steps), at = 0;

	while (at < n && steps[at] != now)
		at++;
	return steps[at < n ? (at + 1) % n : 0];
}

static struct effect step_value(struct review *r)
{
	const struct review_person *p = person_now(r);
	uint32_t now = r->pending.on ? r->pending.value : p->row ? p->row->as : 0;

	if (!r->pending.on && now == ATTENDS_RECUSED)
		return tell(_("It has recused: Enter sets something else, with the reason."));
	r->pending =
		(struct review_pending){ .on = true, .row = r->people.focus, .value = next_value(p, now) };
	return stay();
}

struct effect review_people_flush(struct review *r, struct ctx *ctx)
{
	const struct review_person *p = person_at(r, r->pending.row);
	struct review_pending pending = r->pending;

	r->pending.on = false;
	if (!pending.on || !p || (p->row && p->row->as == pending.value))
		return stay();
	struct attender said = said_of(p, pending.value);
	return attend(r, ctx, &said);
}

static struct effect deputy_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct review *r = state;
	const struct review_person *p = person_now(r);
	struct attender said = said_of(p, ATTENDS_FOR);

	(void)choice;
	said.for_whom = said.person;
	said.person = text;
	return attend(r, ctx, &said);
}

static struct effect reason_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct review *r = state;
	const struct review_person *p = person_now(r);
	struct recuse_args args = { .unit = p->unit->uid, .reason = text };
	struct err e = { 0 };

	(void)choice;
	if (!review_do(r, ctx, "recuse", &args, &e))
		return say(e);
	fit(r);
	return stay();
}

static struct effect back_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct review *r = state;
	struct attender said = said_of(person_now(r), r->pending.value);

	(void)choice;
	said.reason = text;
	return attend(r, ctx, &said);
}

static struct effect ask_line(const char *words, const char *text,
	struct effect (*then)(void *, struct ctx *, size_t, const char *))
{
	return ask((struct question){ .words = words, .text = text, .then = then });
}

static struct effect value_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct review *r = state;
	const struct review_person *p = person_now(r);
	uint32_t as = all_values[count ? rows[0] : 0];

	if (as == ATTENDS_FOR)
		return ask_line(arena_format(ctx->frame, _("%s: who comes as deputy?"), p->unit->name),
			NULL, deputy_typed);
	if (as == ATTENDS_RECUSED)
		return ask_line(arena_format(ctx->frame, _("%s recuses: what hand has it in the matter?"),
							p->unit->name),
			p->unit->conflict, reason_typed);
	if (p->row && p->row->as == ATTENDS_RECUSED) {
		r->pending.value = as;
		return ask_line(
			arena_format(ctx->frame, _("%s has recused: why does it sit again?"), p->unit->name),
			NULL, back_typed);
	}
	struct attender said = said_of(p, as);
	struct effect effect = attend(r, ctx, &said);
	scroll_by(&r->people, 1);
	return effect;
}

static struct effect list_values(struct review *r)
{
	const struct review_person *p = person_now(r);
	const struct field *as = schema_field(&attender_schema, "as");
	struct picker_row *rows = arena_array(&r->facts.arena, COUNT(all_values), sizeof(*rows));
	size_t now = 0;

	for (size_t i = 0; i < COUNT(all_values); i++) {
		rows[i].words = _(field_choice(as, all_values[i])->label);
		if (all_values[i] == ATTENDS_RECUSED && p->unit->conflict)
			rows[i].note = p->unit->conflict;
		if (p->row && p->row->as == all_values[i])
			now = i;
		else if (!p->row && p->unit->conflict)
			now = COUNT(all_values) - 1;
	}
	return choose((struct choose){
		.title = p->unit->name,
		.source = picker_list(rows, COUNT(all_values), &r->facts.arena),
		.focus = now,
		.then = value_chosen,
	});
}

/* ---- somebody else ---- */

static struct effect unit_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct review *r = state;
	struct attender said;

	schema_init(&attender_schema, &said);
	said.unit = pick_uid(&r->pick, (uint32_t)rows[0]);
	said.as = ATTENDS_INVITED;
	return count ? attend(r, ctx, &said) : stay();
}

struct effect review_add_person(struct review *r, struct ctx *ctx)
{
	struct err e = { 0 };

	if (!pick_open(&r->pick, ctx, KIND_UNIT, "", &e))
		return say(e);
	return choose((struct choose){
		.title = _("A unit that attends"),
		.source = pick_source(&r->pick),
		.then = unit_chosen,
	});
}

static struct effect name_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct review *r = state;
	const struct review_person *p = person_now(r);
	struct attender said = said_of(p,
		p->row              ? p->row->as
			: p->unit->body ? ATTENDS
							: ATTENDS_INVITED);

	(void)choice;
	said.person = text;
	return attend(r, ctx, &said);
}

/* Letters are the name of who came. */
static struct effect ask_name(struct review *r, struct ctx *ctx, const struct input *in)
{
	const struct review_person *p = person_now(r);

	return ask_line(arena_format(ctx->frame, _("%s: who comes?"), p->unit->name),
		arena_copy(ctx->frame, in->text, in->bytes), name_typed);
}

struct effect review_people_input(struct review *r, struct ctx *ctx, const struct input *in)
{
	uint32_t key = input_key(in);
	bool changes = key == ' ' || key == K_ENTER || in->kind == INPUT_TEXT;

	fit(r);
	if (key >= '0' && key <= '9')
		return pass();
	if (scroll_input(&r->people, in))
		return stay();
	if (changes && !r->facts.open)
		return tell(r->facts.settled);
	if (!changes || row_count(r) == 0)
		return pass();
	if (!person_now(r))
		return key == ' ' || key == K_ENTER ? take_all(r, ctx) : pass();
	if (key == ' ')
		return step_value(r);
	if (key == K_ENTER)
		return list_values(r);
	return key == '?' || key == '/' ? pass() : ask_name(r, ctx, in);
}

/* ---- drawing ---- */

static uint32_t shown_value(const struct review *r, size_t row)
{
	const struct review_person *p = person_at(r, row);

	if (r->pending.on && r->pending.row == row)
		return r->pending.value;
	return p->row ? p->row->as : 0;
}

/* 主持, 当事, 10:05 离, 代 韩司南. */
static const char *aside(const struct review *r, const struct review_person *p, struct arena *a)
{
	const char *chair = r->facts.meeting.chair;
	char clock[DATE_TEXT];

	if (!p->row)
		return p->unit->conflict ? _("! should recuse") : p->unit->party ? _("party") : "";
	if (*p->row->for_whom && p->row->as == ATTENDS_FOR)
		return arena_format(a, _("for %s"), p->row->for_whom);
	if (p->row->at.s && (p->row->as == ATTENDS_LEFT || p->row->as == ATTENDS_BACK))
		return arena_text(a, time_clock_text(p->row->at, clock));
	if (*p->row->reason)
		return p->row->reason;
	if (*chair && !strcmp(chair, p->row->person))
		return _("chairs");
	return p->unit->conflict ? _("! should recuse") : p->unit->party ? _("party") : "";
}

/* Room for the longest of them in the language in use. */
static int as_cols(const struct field *as)
{
	int cols = 0;

	for (size_t i = 0; i < as->choice_count; i++) {
		int wide = width_text(_(as->choices[i].label)) + 1;

		cols = wide > cols ? wide : cols;
	}
	return cols < AS_MOST ? cols : AS_MOST;
}

static void draw_person(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect line, size_t row)
{
	const struct review_person *p = person_at(r, row);
	const struct field *as = schema_field(&attender_schema, "as");
	const struct choice *choice = field_choice(as, shown_value(r, row));
	bool here = row == r->people.focus && review_at(r, PAGE_PEOPLE);
	enum style style = here ? STYLE_FOCUS : p->row ? STYLE_NORMAL : STYLE_QUIET;
	int col = line.col;

	canvas_text(c, line.row, col, 1, style, here ? ">" : "");
	canvas_text(c, line.row, col + 1, line.cols - 1, style, p->unit->name);
	col += 1 + NAME_COLS;
	canvas_text(c, line.row, col, line.cols - 1 - NAME_COLS, style,
		p->row ? p->row->person : p->unit->usual);
	col += PERSON_COLS;
	canvas_text(c, line.row, col, as_cols(as), style, choice ? _(choice->label) : "-");
	col += as_cols(as);
	canvas_text(c, line.row, col, line.col + line.cols - col, style, aside(r, p, ctx->frame));
	if (here)
		canvas_cursor(c, line.row, line.col);
}

static void draw_offer(const struct review *r, struct canvas *c, struct rect line)
{
	bool here = r->people.focus == 0 && review_at(r, PAGE_PEOPLE);

	canvas_text(c, line.row, line.col, line.cols, here ? STYLE_FOCUS : STYLE_NORMAL,
		here ? _(">Enter: all are here as listed below")
			 : _(" Enter: all are here as listed below"));
	if (here)
		canvas_cursor(c, line.row, line.col);
}

static void below_lines(const struct review *r, struct lines *l)
{
	for (size_t i = 0; i < r->facts.person_count; i++) {
		const struct review_person *p = &r->facts.people[i];

		if (p->row && p->row->as == ATTENDS_RECUSED)
			lines_printf(l, STYLE_QUIET, 1, 2, _("%s recuses: %s"), p->unit->name, p->row->reason);
	}
	for (size_t i = 0; r->facts.open && i < r->facts.unit_count; i++)
		if (r->facts.units[i].conflict)
			lines_printf(l, STYLE_WARN, 1, 2, _("! %s should recuse: %s. Enter, 8."),
				r->facts.units[i].name, r->facts.units[i].conflict);
	if (r->facts.open && r->facts.quorum)
		lines_add(l, STYLE_WARN, 1, 2, r->facts.quorum);
}

void review_people_draw(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	struct lines l = { .arena = ctx->frame, .cols = area.cols - 1 };
	int rows, shown = (int)row_count(r);
	size_t top;

	below_lines(r, &l);
	rows = area.rows - (int)l.n - 1;
	rows = shown < rows ? shown : rows < 1 ? 1 : rows;
	top = r->people.focus >= (size_t)rows ? r->people.focus - (size_t)rows + 1 : 0;
	canvas_fill(c, area, STYLE_NORMAL);
	for (int i = 0; i < rows && top + (size_t)i < row_count(r); i++) {
		struct rect line = rect_rows(area, i, 1);

		if (person_at(r, top + (size_t)i))
			draw_person(r, ctx, c, line, top + (size_t)i);
		else
			draw_offer(r, c, line);
	}
	if (rows + 1 < area.rows)
		lines_draw(&l, c, rect_rows(area, rows + 1, area.rows - rows - 1), 0);
}
