#include "tui/screen/ticket.h"

#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/verb.h"
#include "tui/screen/frame.h"
#include "tui/screen/lines.h"

#include <string.h>

enum { BELOW_LEAST = 5 }; /* rows for the words of a cell */

static const struct claim *cell_now(const struct ticket *t)
{
	return matrix_cell(&t->words.claims.m, t->cell.part, t->cell.unit);
}

static struct rect grid_of(const struct ticket *t, struct rect area)
{
	int most = area.rows - BELOW_LEAST, rows = 1 + (int)t->words.claims.m.part_count;

	area.rows = rows < most ? rows : most > 2 ? most : 2;
	return area;
}

void ticket_claims_place(struct ticket *t, struct rect area)
{
	matrix_place(&t->cell, &t->words.claims.m, grid_of(t, area).rows - 1, area.cols);
}

/* --- changing a cell ---------------------------------------------------------------------- */

static struct effect put(struct ticket *t, struct ctx *ctx, struct claim_args *given)
{
	const struct verb *verb = verb_named(KIND_CASE, "claim");
	const struct matrix *m = &t->words.claims.m;
	struct err e = { 0 };

	given->part = m->parts[t->cell.part].name;
	given->unit = m->units[t->cell.unit].uid;
	if (!store_do(ctx, verb, t->uid, given, &e))
		return say(e);
	return ticket_again(t, ctx);
}

static struct claim_args *fresh(struct ctx *ctx)
{
	return schema_new(verb_named(KIND_CASE, "claim")->args, ctx->frame);
}

static struct effect set_value(struct ticket *t, struct ctx *ctx, uint32_t says)
{
	struct claim_args *given = fresh(ctx);

	given->says = says;
	return put(t, ctx, given);
}

static struct effect next_value(struct ticket *t, struct ctx *ctx)
{
	const struct claim *claim = cell_now(t);
	uint32_t says = claim ? claim->says : CLAIM_SILENT;

	return set_value(t, ctx, says == CLAIM_SILENT ? CLAIM_LEADS : says + 1);
}

static struct effect value_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	return count ? set_value(state, ctx, (uint32_t)rows[0] + CLAIM_LEADS) : stay();
}

static const char *cell_title(const struct ticket *t, struct arena *a)
{
	const struct matrix *m = &t->words.claims.m;

	return arena_format(a, "%s / %s", m->parts[t->cell.part].label, m->units[t->cell.unit].name);
}

static struct effect list_values(struct ticket *t, struct ctx *ctx)
{
	const struct field *f = schema_field(&claim_schema, "says");
	const struct claim *claim = cell_now(t);

	for (uint32_t i = 0; i < COUNT(t->values); i++)
		t->values[i] = (struct picker_row){ .words = _(field_choice(f, i + CLAIM_LEADS)->label) };
	return choose((struct choose){
		.title = cell_title(t, ctx->frame),
		.source = picker_list(t->values, COUNT(t->values), ctx->arena),
		.focus = claim ? claim->says - CLAIM_LEADS : 0,
		.then = value_chosen,
	});
}

static struct effect words_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct claim_args *given = fresh(ctx);

	(void)choice;
	given->words = text;
	return *text ? put(state, ctx, given) : stay();
}

static struct effect ask_words(struct ticket *t, struct ctx *ctx, const struct input *in)
{
	const struct claim *claim = cell_now(t);

	return ask((struct question){
		.words = arena_format(ctx->frame, _("%s. In words:"), cell_title(t, ctx->frame)),
		.text =
			arena_format(ctx->frame, "%s%.*s", claim ? claim->words : "", (int)in->bytes, in->text),
		.then = words_typed,
	});
}

static struct effect bases_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct ticket *t = state;
	struct claim_args *given = fresh(ctx);
	struct uid *uids = arena_array(ctx->frame, count + 1, sizeof(*uids));

	for (size_t i = 0; i < count; i++)
		uids[i] = pick_uid(&t->pick, (uint32_t)rows[i]);
	pick_close(&t->pick);
	given->bases = (struct uids){ count, uids };
	return count ? put(t, ctx, given) : stay();
}

static const char *why_not(const struct ticket *t)
{
	if (!t->words.claims.m.unit_count)
		return _("No unit is a party yet: Ctrl+E names the parties.");
	return t->words.closed;
}

struct effect ticket_claims_pick(void *state, struct ctx *ctx)
{
	struct ticket *t = state;
	const struct claim *claim = cell_now(t);
	struct uids none = { 0 };
	struct err e = { 0 };
	size_t *marked, n;

	if (why_not(t))
		return tell(why_not(t));
	pick_close(&t->pick);
	if (!pick_open(&t->pick, ctx, KIND_BASIS, "", &e))
		return say(e);
	n = pick_ordinals(&t->pick, claim ? &claim->bases : &none, &marked, ctx->frame);
	return choose((struct choose){
		.title = arena_format(ctx->frame, _("Bases of %s"), cell_title(t, ctx->frame)),
		.source = pick_source(&t->pick),
		.many = true,
		.marked = marked,
		.marked_count = n,
		.then = bases_chosen,
	});
}

static bool is_words(const struct input *in)
{
	uint32_t key = in->key;

	return in->kind == INPUT_PASTE ||
		(in->kind == INPUT_TEXT &&
			((key >= 'a' && key <= 'z') || (key >= 'A' && key <= 'Z') || key >= 0x80) &&
			input_key(in) == key);
}

struct effect ticket_claims_input(struct ticket *t, struct ctx *ctx, const struct input *in)
{
	uint32_t key = input_key(in);

	if (matrix_key(&t->cell, &t->words.claims.m, key))
		return stay();
	if (key != ' ' && key != K_ENTER && !is_words(in))
		return pass();
	if (why_not(t))
		return tell(why_not(t));
	if (key == ' ')
		return next_value(t, ctx);
	return key == K_ENTER ? list_values(t, ctx) : ask_words(t, ctx, in);
}

/* --- drawing ------------------------------------------------------------------------------ */

static void add_claim(const struct ticket *t, const struct claim *claim, size_t at, struct lines *l)
{
	char day[DATE_TEXT];

	lines_printf(l, STYLE_NORMAL, 1, 0, "%s  %s%s%s", claim_label(claim),
		claim->day.n ? day_short_text(claim->day, day) : "", *claim->by ? "  " : "", claim->by);
	if (*claim->words)
		lines_add(l, STYLE_NORMAL, 1, 0, claim->words);
	if (*t->words.claims.cites[at])
		lines_printf(l, STYLE_NORMAL, 1, 5, _("bases %s"), t->words.claims.cites[at]);
}

/* Another unit that would lead the same part. */
static void add_other(const struct ticket *t, struct lines *l)
{
	const struct matrix *m = &t->words.claims.m;

	for (size_t u = 0; u < m->unit_count; u++) {
		const struct claim *claim = matrix_cell(m, t->cell.part, u);

		if (u == t->cell.unit || !claim || claim->says != CLAIM_LEADS)
			continue;
		lines_blank(l);
		lines_printf(l, STYLE_WARN, 1, 0, _("another unit: %s %s  %s"), m->units[u].name,
			claim_label(claim), t->words.claims.cites[t->cell.part * m->unit_count + u]);
		if (*claim->words)
			lines_add(l, STYLE_NORMAL, 1, 0, claim->words);
		return;
	}
}

static void add_three(const struct ticket *t, struct lines *l)
{
	lines_blank(l);
	for (size_t i = 0; i < COUNT(t->words.claims.three); i++)
		if (*t->words.claims.three[i])
			lines_add(l, STYLE_QUIET, 1, 3, t->words.claims.three[i]);
}

void ticket_claims_draw(
	const struct ticket *t, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	struct lines l = { .arena = ctx->frame, .cols = area.cols };
	struct rect grid = grid_of(t, area), below = area;
	const struct claim *claim = cell_now(t);

	below.row += grid.rows + 1;
	below.rows -= grid.rows + 1;
	if (!t->words.claims.m.unit_count) {
		canvas_text(c, area.row, area.col, area.cols, STYLE_QUIET, why_not(t));
		return;
	}
	frame_rule(c, (struct rect){ below.row - 1, area.col, 1, area.cols }, cell_title(t, ctx->frame),
		matrix_where(&t->words.claims.m, &t->cell, ctx->frame));
	if (claim)
		add_claim(t, claim, t->cell.part * t->words.claims.m.unit_count + t->cell.unit, &l);
	else
		lines_add(&l, STYLE_QUIET, 1, 0, _("It has not spoken yet."));
	add_other(t, &l);
	add_three(t, &l);
	lines_draw(&l, c, below, 0);
	matrix_draw(&t->words.claims, &t->cell, c, grid, true);
}
