/* review_positions.c — 8研判意见: what each body says, and whether each party accepts. */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/panel/agenda.h"
#include "store/panel/attendance.h"

#include <string.h>

enum { NAME_COLS = 14, VALUE_COLS = 8, VALUES_MOST = 3 };

/* Codes of both tables go from 1; 0 is 未表态. */
struct side {
	const struct schema *schema;
	const char *field, *verb;
	uint32_t count;
};

static const struct side body_side = { &position_schema, "stance", "position", STANCE_RESERVES };
static const struct side party_side = { &answer_schema, "answer", "answer", ANSWER_REFUSES };

/* A row: a body that has not recused, or a party. */
struct row {
	const struct review_unit *unit;
	const struct side *side;
};

static bool speaks(const struct review *r, const struct review_unit *u)
{
	return u->body && attendance_of(r->facts.item, u->uid) != PRESENCE_RECUSED;
}

static bool row_at(const struct review *r, size_t at, struct row *out)
{
	const struct review_facts *f = &r->facts;

	for (size_t i = 0; i < f->unit_count; i++)
		if (speaks(r, &f->units[i]) && at-- == 0)
			return *out = (struct row){ &f->units[i], &body_side }, true;
	for (size_t i = 0; i < f->unit_count; i++)
		if (f->units[i].party && at-- == 0)
			return *out = (struct row){ &f->units[i], &party_side }, true;
	return false;
}

size_t review_position_count(const struct review *r)
{
	struct row row;
	size_t n = 0;

	while (row_at(r, n, &row))
		n++;
	return n;
}

static uint32_t value_of(const struct review *r, const struct row *row, const char **words)
{
	const struct position *positions = r->facts.item->positions.at;
	const struct answer *answers = r->facts.item->answers.at;

	*words = "";
	for (size_t i = 0; row->side == &body_side && i < r->facts.item->positions.n; i++)
		if (uid_same(positions[i].unit, row->unit->uid))
			return *words = positions[i].words, positions[i].stance;
	for (size_t i = 0; row->side == &party_side && i < r->facts.item->answers.n; i++)
		if (uid_same(answers[i].unit, row->unit->uid))
			return *words = answers[i].words, answers[i].answer;
	return 0;
}

static const char *value_label(const struct row *row, uint32_t value)
{
	const struct field *field = schema_field(row->side->schema, row->side->field);
	const struct choice *choice = field_choice(field, value);

	return choice ? _(choice->label) : _("silent");
}

static bool put(struct review *r, struct act *act, const struct row *row, uint32_t value,
	const char *words, struct err *e)
{
	struct answer answer = { .unit = row->unit->uid, .answer = value, .words = words };
	struct position position;

	schema_init(&position_schema, &position);
	position.unit = row->unit->uid;
	position.stance = value;
	position.words = words;
	if (r->signer)
		position.signer = r->signer;
	return review_verb(r, act, row->side->verb,
		row->side == &body_side ? (const void *)&position : (const void *)&answer, e);
}

static struct effect set(
	struct review *r, struct ctx *ctx, const struct row *row, uint32_t value, const char *words)
{
	struct err e = { 0 };
	struct act act;

	if (!review_begin(r, ctx, &act, &e) ||
		!review_end(r, ctx, &act, put(r, &act, row, value, words, &e), &e))
		return say(e);
	return stay();
}

/* In writing a position counts with who signed it: asked before it is recorded. */
static struct effect signer_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct review *r = state;
	struct effect effect;
	const char *words;
	struct row row;

	(void)choice;
	if (!row_at(r, r->positions.focus, &row))
		return stay();
	value_of(r, &row, &words);
	r->signer = text;
	effect = set(r, ctx, &row, r->signing, r->said ? r->said : words);
	r->signer = r->said = NULL;
	scroll_by(&r->positions, 1);
	return effect;
}

static bool needs_signer(const struct review *r, const struct row *row, uint32_t value)
{
	return value && row->side == &body_side && meeting_circulated(&r->facts.meeting);
}

static struct effect ask_signer(
	struct review *r, struct ctx *ctx, const struct row *row, uint32_t value)
{
	r->signing = value;
	return ask((struct question){
		.words = arena_format(
			ctx->frame, _("%s: %s. Signed by:"), row->unit->name, value_label(row, value)),
		.text = row->unit->usual,
		.then = signer_typed,
	});
}

/* ---- one ---- */

static struct effect step_value(struct review *r, const struct row *row)
{
	const char *words;
	uint32_t now = r->pending.on ? r->pending.value : value_of(r, row, &words);

	r->pending = (struct review_pending){
		.on = true,
		.row = r->positions.focus,
		.value = (now + 1) % (row->side->count + 1),
	};
	return stay();
}

struct effect review_positions_flush(struct review *r, struct ctx *ctx)
{
	struct review_pending pending = r->pending;
	const char *words;
	struct row row;

	r->pending.on = false;
	if (!pending.on || !row_at(r, pending.row, &row) || value_of(r, &row, &words) == pending.value)
		return stay();
	return set(r, ctx, &row, pending.value, words);
}

static struct effect value_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct review *r = state;
	const char *words;
	struct row row;

	if (!count || !row_at(r, r->positions.focus, &row))
		return stay();
	/* The last one of the list is 未表态. */
	uint32_t value = rows[0] < row.side->count ? (uint32_t)rows[0] + 1 : 0;
	if (needs_signer(r, &row, value))
		return ask_signer(r, ctx, &row, value);
	value_of(r, &row, &words);
	words = r->said ? r->said : words;
	r->said = NULL;
	struct effect effect = set(r, ctx, &row, value, words);
	scroll_by(&r->positions, 1);
	return effect;
}

static struct effect list_values(struct review *r, const struct row *row)
{
	size_t n = row->side->count + 1;
	struct picker_row *rows = arena_array(&r->facts.arena, n, sizeof(*rows));
	const char *words;
	uint32_t now = value_of(r, row, &words);

	for (size_t i = 0; i < n; i++)
		rows[i].words = value_label(row, i + 1 < n ? (uint32_t)i + 1 : 0);
	return choose((struct choose){
		.title = row->unit->name,
		.source = picker_list(rows, n, &r->facts.arena),
		.focus = now ? now - 1 : 0,
		.then = value_chosen,
	});
}

static struct effect words_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct review *r = state;
	const char *words;
	struct row row;

	(void)choice;
	if (!row_at(r, r->positions.focus, &row))
		return stay();
	uint32_t value = value_of(r, &row, &words);
	if (value)
		return set(r, ctx, &row, value, text);
	r->said = arena_text(&r->facts.arena, text);
	return list_values(r, &row);
}

/* Letters are what it said; whether it agrees is asked after them. */
static struct effect ask_words(
	struct review *r, struct ctx *ctx, const struct row *row, const struct input *in)
{
	const char *words;

	value_of(r, row, &words);
	return ask((struct question){
		.words = arena_format(ctx->frame, _("%s: %s. In words:"), row->unit->name,
			value_label(row, value_of(r, row, &words))),
		.text = arena_format(ctx->frame, "%s%.*s", words, (int)in->bytes, in->text),
		.then = words_typed,
	});
}

struct effect review_positions_input(struct review *r, struct ctx *ctx, const struct input *in)
{
	uint32_t key = input_key(in);
	bool changes = key == ' ' || key == K_ENTER || in->kind == INPUT_TEXT;
	struct row row;

	scroll_fit(&r->positions, review_position_count(r), review_pane(r, PAGE_POSITIONS).rows);
	if (key >= '0' && key <= '9')
		return pass();
	if (scroll_input(&r->positions, in))
		return stay();
	if (changes && !r->facts.open)
		return tell(r->facts.settled);
	if (!changes || !row_at(r, r->positions.focus, &row))
		return pass();
	if (key == ' ' && !needs_signer(r, &row, STANCE_AGREES))
		return step_value(r, &row);
	r->said = NULL;
	if (key == ' ')
		return list_values(r, &row);
	if (key == K_ENTER)
		return list_values(r, &row);
	return key == '?' || key == '/' ? pass() : ask_words(r, ctx, &row, in);
}

/* ---- all at once ---- */

static bool agree_all(struct review *r, struct act *act, struct err *e)
{
	const char *words;
	struct row row;
	bool good = true;

	for (size_t i = 0; good && row_at(r, i, &row); i++)
		if (!value_of(r, &row, &words)) /* 1 is 同意 in the one table and 接受 in the other */
			good = put(r, act, &row, 1, words, e);
	return good;
}

struct effect review_all_agree(void *state, struct ctx *ctx)
{
	struct review *r = state;
	struct err e = { 0 };
	struct act act;

	if (!review_begin(r, ctx, &act, &e) || !review_end(r, ctx, &act, agree_all(r, &act, &e), &e))
		return say(e);
	return tell(_("All who had not spoken agree and accept."));
}

/* ---- drawing ---- */

static enum style value_style(const struct row *row, uint32_t value)
{
	if (value == 0)
		return STYLE_QUIET;
	return row->side == &body_side && value == STANCE_DISAGREES ? STYLE_WARN : STYLE_NORMAL;
}

static void row_lines(const struct review *r, size_t at, const struct row *row, struct lines *l)
{
	const char *words;
	uint32_t value = value_of(r, row, &words);
	bool here = at == r->positions.focus && review_at(r, PAGE_POSITIONS);
	struct buf line = { 0 };

	if (r->pending.on && r->pending.row == at)
		value = r->pending.value;
	buf_puts(&line, here ? ">" : " ");
	width_pad(&line, row->unit->name, NAME_COLS);
	width_pad(&line, value_label(row, value), VALUE_COLS);
	if (row->side == &body_side && value == STANCE_DISAGREES)
		buf_puts(&line, "! ");
	buf_puts(&line, words);
	lines_add(l, here ? STYLE_FOCUS : value_style(row, value), 0, 1 + NAME_COLS + VALUE_COLS,
		arena_text(l->arena, buf_text(&line)));
	buf_free(&line);
}

static void recused_line(const struct review *r, struct lines *l)
{
	const char *names = r->facts.items[r->facts.at].recused;

	if (*names)
		lines_printf(l, STYLE_QUIET, 1, 0, _("%s recused"), names);
}

void review_positions_draw(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	struct lines l = { .arena = ctx->frame, .cols = area.cols };
	const struct side *before = &body_side;
	size_t cursor = 0, end = 0;
	struct row row;

	for (size_t i = 0; row_at(r, i, &row); i++) {
		if (row.side != before) {
			recused_line(r, &l);
			lines_add(&l, STYLE_TITLE, 1, 0, _("The parties, in their own words:"));
		}
		before = row.side;
		if (i == r->positions.focus)
			cursor = l.n;
		row_lines(r, i, &row, &l);
		if (i == r->positions.focus)
			end = l.n;
	}
	size_t top = end > (size_t)area.rows ? end - (size_t)area.rows : 0;
	lines_draw(&l, c, area, top);
	if (review_at(r, PAGE_POSITIONS))
		canvas_cursor(c, area.row + (int)(cursor - top), area.col);
}
