/* review_materials.c — left: what is looked at. */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "store/panel/units.h"

#include <string.h>

/* Not yet in force, no longer, or replaced: what a recorder must not overlook. */
static const char *standing_of(const struct basis *b, const struct ctx *ctx)
{
	char day[DATE_TEXT];
	struct day today = store_today(ctx);

	if (!uid_none(b->replaced_by))
		return _("! replaced");
	if (b->to.n && b->to.n < today.n)
		return arena_format(ctx->frame, _("! in force until %s"), day_text(b->to, day));
	if (b->from.n > today.n)
		return arena_format(ctx->frame, _("! not before %s"), day_text(b->from, day));
	if (b->from.n)
		return arena_format(ctx->frame, _("in force (%s)"), day_text(b->from, day));
	return _("in force");
}

/* 第1级 现行(2021-04-29); what it is good for only where that is not a duty. */
static void standing_line(const struct basis *b, const struct ctx *ctx, struct lines *l)
{
	const struct choice *use = field_choice(schema_field(&basis_schema, "use"), b->use);
	const char *standing = standing_of(b, ctx);
	const char *rank =
		b->rank ? arena_format(ctx->frame, _("rank %lld  "), (long long)b->rank) : "";

	lines_printf(l, *standing == '!' ? STYLE_WARN : STYLE_QUIET, 2, 0, "%s%s%s%s", rank, standing,
		use && b->use != USE_DUTY ? "  " : "", use && b->use != USE_DUTY ? _(use->label) : "");
}

static void basis_lines(
	const struct review *r, const struct ctx *ctx, size_t i, bool whole, struct lines *l)
{
	const struct review_basis *b = &r->facts.bases[i];
	bool here = i == r->basis && r->on_left,
		 taken = uids_have(&r->made.ruling.bases, b->basis.head.uid);

	if (!b->cited && (i == 0 || r->facts.bases[i - 1].cited))
		lines_add(
			l, STYLE_TITLE, 1, 0, _("Likely, from earlier rulings and the parties' charters:"));
	lines_printf(l,
		here        ? STYLE_FOCUS
			: taken ? STYLE_MARK
					: STYLE_NORMAL,
		0, 2, "%c%c[%zu] %s %s", here ? '>' : ' ', taken ? '*' : ' ', i + 1, b->basis.title,
		b->basis.article);
	standing_line(&b->basis, ctx, l);
	if (whole)
		lines_add(l, STYLE_NORMAL, 2, 0, b->basis.text);
	if (*b->by)
		lines_printf(l, STYLE_QUIET, 2, 0, _("cited by: %s"), b->by);
}

static void bases_page(const struct review *r, const struct ctx *ctx, struct lines *l)
{
	for (size_t i = 0; i < r->facts.basis_count; i++)
		basis_lines(r, ctx, i, i == r->basis, l);
	if (!r->facts.basis_count)
		lines_add(l, STYLE_QUIET, 1, 0, _("Nothing is cited yet: F4 at the bases finds one."));
}

static void page_lines(const struct review *r, const struct ctx *ctx, struct lines *l)
{
	const char *text = "";

	if (r->left_page == PAGE_BASES) {
		bases_page(r, ctx, l);
		return;
	}
	if (r->left_page == PAGE_REQUEST)
		text = r->facts.request;
	else if (r->left_page == PAGE_RETURNS)
		text = r->facts.returns;
	else if (r->left_page == PAGE_CLAIMS)
		text = r->facts.claims;
	else if (r->left_page == PAGE_EARLIER)
		text = r->facts.earlier;
	lines_add(l, STYLE_NORMAL, 1, r->left_page == PAGE_REQUEST ? 0 : 2, text);
	if (!*text)
		lines_add(l, STYLE_QUIET, 1, 0, _("There is nothing here."));
}

static struct lines build(const struct review *r, const struct ctx *ctx, int cols)
{
	struct lines l = { .arena = ctx->frame, .cols = cols };

	page_lines(r, ctx, &l);
	return l;
}

const char *review_materials_where(const struct review *r, const struct ctx *ctx)
{
	struct rect area = review_pane(r, r->left_page);
	struct lines l = build(r, ctx, area.cols);
	size_t rows = area.rows > 0 ? (size_t)area.rows : 1;

	if (l.n <= rows)
		return NULL;
	return arena_format(ctx->frame, _("left: page %zu/%zu"),
		(r->top[r->left_page] + rows - 1) / rows + 1, (l.n + rows - 1) / rows);
}

/* ---- finding in the text ---- */

static bool line_has(const struct lines *l, size_t i, const char *text)
{
	return picker_matches(arena_copy(l->arena, l->at[i].at, l->at[i].bytes), text);
}

static struct effect find_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct review *r = state;
	struct rect area = review_pane(r, r->left_page);
	struct lines l = build(r, ctx, area.cols);
	size_t *top = &r->top[r->left_page];

	(void)choice;
	for (size_t step = 1; *text && step <= l.n; step++) {
		size_t i = (*top + step) % l.n;

		if (!line_has(&l, i, text))
			continue;
		*top = i < lines_last_top(&l, area.rows) ? i : lines_last_top(&l, area.rows);
		return stay();
	}
	return tell(_("It does not stand here."));
}

struct effect review_materials_find(struct review *r, struct ctx *ctx, const struct input *in)
{
	(void)r;
	return ask((struct question){
		.words = _("Find in this page:"),
		.text = arena_copy(ctx->frame, in->text, in->bytes),
		.then = find_typed,
	});
}

/* The line where the basis in focus begins. */
static size_t basis_line(const struct review *r, const struct ctx *ctx, int cols)
{
	struct lines l = { .arena = ctx->frame, .cols = cols };

	for (size_t i = 0; i < r->basis; i++)
		basis_lines(r, ctx, i, false, &l);
	return l.n;
}

static void scroll(struct review *r, struct ctx *ctx, long by)
{
	struct rect area = review_pane(r, r->left_page);
	struct lines l = build(r, ctx, area.cols);
	size_t *top = &r->top[r->left_page], last = lines_last_top(&l, area.rows);

	if (by < 0)
		*top = (size_t)-by > *top ? 0 : *top - (size_t)-by;
	else
		*top += (size_t)by;
	if (*top > last)
		*top = last;
}

/* The basis comes into view as far as the pane reaches. */
static void focus_basis(struct review *r, struct ctx *ctx, size_t basis)
{
	struct rect area = review_pane(r, PAGE_BASES);
	size_t *top = &r->top[PAGE_BASES], line, end;
	struct lines l;

	r->basis = basis;
	line = basis_line(r, ctx, area.cols);
	l = (struct lines){ .arena = ctx->frame, .cols = area.cols };
	basis_lines(r, ctx, basis, true, &l);
	end = line + l.n;
	if (end > *top + (size_t)area.rows)
		*top = end - (size_t)area.rows;
	if (line < *top)
		*top = line;
}

void review_toggle_basis(struct review *r, size_t basis)
{
	struct uids *bases = &r->made.ruling.bases, kept = { 0 };
	struct uid uid = r->facts.bases[basis].basis.head.uid;
	bool had = uids_have(bases, uid);

	for (size_t i = 0; i < bases->n; i++)
		if (!uid_same(bases->at[i], uid))
			uids_add(&kept, bases->at[i], &r->made.arena);
	if (!had)
		uids_add(&kept, uid, &r->made.arena);
	*bases = kept;
	review_ruling_words(r);
}

static bool bases_input(struct review *r, struct ctx *ctx, uint32_t key)
{
	size_t n = r->facts.basis_count;

	if (n == 0)
		return false;
	switch (key) {
	case K_DOWN:
		focus_basis(r, ctx, r->basis + 1 < n ? r->basis + 1 : r->basis);
		return true;
	case K_UP:
		focus_basis(r, ctx, r->basis ? r->basis - 1 : 0);
		return true;
	case ' ':
	case K_ENTER:
		if (r->facts.open)
			review_toggle_basis(r, r->basis);
		return r->facts.open;
	default:
		return false;
	}
}

bool review_materials_input(struct review *r, struct ctx *ctx, const struct input *in)
{
	uint32_t key = input_key(in);
	int rows = review_pane(r, r->left_page).rows;

	if (r->left_page == PAGE_BASES && bases_input(r, ctx, key))
		return true;
	switch (key) {
	case K_DOWN:
		return scroll(r, ctx, 1), true;
	case K_UP:
		return scroll(r, ctx, -1), true;
	case ' ':
	case K_PAGE_DOWN:
		return scroll(r, ctx, rows), true;
	case K_PAGE_UP:
		return scroll(r, ctx, -rows), true;
	case K_HOME:
		return r->top[r->left_page] = 0, true;
	default:
		return false;
	}
}

void review_materials_draw(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	struct lines l = build(r, ctx, area.cols);
	size_t last = lines_last_top(&l, area.rows), top = r->top[r->left_page];

	if (top > last)
		top = last;
	lines_draw(&l, c, area, top);
	if (review_at(r, r->left_page)) {
		size_t line = r->left_page == PAGE_BASES ? basis_line(r, ctx, area.cols) : top;

		canvas_cursor(c, area.row + (line > top ? (int)(line - top) : 0), area.col);
	}
}
