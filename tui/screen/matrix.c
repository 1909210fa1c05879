#include "tui/screen/matrix.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/panel/units.h"
#include "tui/term/input.h"

#include <string.h>

enum { PART_COLS = 16, UNIT_COLS = 13, SUM_COLS = 12, UNITS_MOST = 12 };

/* --- what is shown ---------------------------------------------------------------------- */

static size_t place_among(const struct uids *bases, struct uid basis)
{
	size_t i = 0;

	while (i < bases->n && !uid_same(bases->at[i], basis))
		i++;
	return i + 1;
}

static void read_cell(struct kv_txn *txn, const struct case_ *c, const struct claim *claim,
	const char **cites, const char **marks, struct arena *a)
{
	*cites = *marks = "";
	for (size_t i = 0; i < claim->bases.n; i++) {
		size_t n = place_among(&c->bases, claim->bases.at[i]);
		struct err e = { 0 };
		struct basis b;

		if (!record_get(txn, &basis_schema, claim->bases.at[i], &b, a, &e))
			continue;
		*cites = arena_format(a, "%s%s[%zu] %s %s", *cites, i ? "  " : "", n, b.title, b.article);
		*marks = arena_format(a, "%s%s%zu", *marks, i ? "," : " [", n);
	}
	if (**marks)
		*marks = arena_format(a, "%s]", *marks);
}

static const char *three_words(const char *label, const struct by_rule *by, struct arena *a)
{
	return uid_none(by->unit) ? "" : arena_format(a, _("%s: %s (%s)"), label, by->name, by->rule);
}

static void read_three(
	struct kv_txn *txn, const struct case_ *c, struct matrix_facts *f, struct arena *a)
{
	struct suggestion *leads;
	struct by_rule by;
	size_t n = suggested_leads(txn, c, &leads, a);

	convener_of(txn, c, &by, a);
	f->three[0] = three_words(_("convenes the talks"), &by, a);
	meanwhile_of(txn, c, &by, a);
	f->three[1] = three_words(_("acts meanwhile"), &by, a);
	f->three[2] =
		n ? arena_format(a, _("could lead: %s (%s)"), leads[0].name, leads[0].reasons) : "";
}

void matrix_facts_read(
	struct kv_txn *txn, const struct case_ *c, struct matrix_facts *f, struct arena *a)
{
	size_t cells;

	matrix_read(txn, c, &f->m, a);
	cells = f->m.part_count * f->m.unit_count;
	f->cites = arena_array(a, cells + 1, sizeof(*f->cites));
	f->marks = arena_array(a, cells + 1, sizeof(*f->marks));
	for (size_t i = 0; i < cells; i++)
		if (f->m.cells[i])
			read_cell(txn, c, f->m.cells[i], &f->cites[i], &f->marks[i], a);
	read_three(txn, c, f, a);
}

/* --- where ------------------------------------------------------------------------------ */

static size_t into(size_t at, size_t count)
{
	return at < count ? at : count ? count - 1 : 0;
}

static size_t window(size_t top, size_t focus, size_t shown, size_t count)
{
	if (focus < top)
		top = focus;
	if (focus >= top + shown)
		top = focus + 1 - shown;
	return top + shown > count ? (count > shown ? count - shown : 0) : top;
}

void matrix_place(struct matrix_view *v, const struct matrix *m, int rows, int cols)
{
	int units = (cols - PART_COLS - SUM_COLS) / UNIT_COLS;

	v->parts = rows > 1 ? (size_t)rows : 1;
	v->units = units < 1 ? 1 : units > UNITS_MOST ? UNITS_MOST : (size_t)units;
	v->part = into(v->part, m->part_count);
	v->unit = into(v->unit, m->unit_count);
	v->top = window(v->top, v->part, v->parts, m->part_count);
	v->left = window(v->left, v->unit, v->units, m->unit_count);
}

bool matrix_key(struct matrix_view *v, const struct matrix *m, uint32_t key)
{
	switch (key) {
	case K_LEFT:
		v->unit -= v->unit > 0;
		break;
	case K_RIGHT:
		v->unit += v->unit + 1 < m->unit_count;
		break;
	case K_UP:
		v->part -= v->part > 0;
		break;
	case K_DOWN:
		v->part += v->part + 1 < m->part_count;
		break;
	case K_HOME:
		v->unit = 0;
		break;
	case K_END:
		v->unit = m->unit_count ? m->unit_count - 1 : 0;
		break;
	default:
		return false;
	}
	v->top = window(v->top, v->part, v->parts, m->part_count);
	v->left = window(v->left, v->unit, v->units, m->unit_count);
	return true;
}

const char *matrix_where(const struct matrix *m, const struct matrix_view *v, struct arena *a)
{
	size_t last = v->left + v->units < m->unit_count ? v->left + v->units : m->unit_count;

	if (v->units >= m->unit_count)
		return "";
	return arena_format(a, _("units %zu to %zu of %zu"), v->left + 1, last, m->unit_count);
}

/* --- drawing ---------------------------------------------------------------------------- */

/* A text in its column, with a blank behind it. */
static void put(struct canvas *c, int row, int col, int cols, enum style style, const char *text)
{
	struct buf clipped = { 0 };

	width_clip(&clipped, text, cols - 1, "…");
	canvas_text(c, row, col, cols, style, buf_text(&clipped));
	buf_free(&clipped);
}

static void draw_heading(
	const struct matrix *m, const struct matrix_view *v, struct canvas *c, struct rect area)
{
	int col = area.col + 1 + PART_COLS;

	put(c, area.row, area.col + 1, PART_COLS, STYLE_TITLE, _("part of the matter"));
	for (size_t u = v->left; u < v->left + v->units && u < m->unit_count; u++, col += UNIT_COLS)
		put(c, area.row, col, UNIT_COLS, STYLE_TITLE, m->units[u].name);
	put(c, area.row, col, SUM_COLS - 1, STYLE_TITLE, _("in sum"));
}

static int draw_cell(const struct matrix_facts *f, struct canvas *c, int row, int col, size_t part,
	size_t unit, bool here)
{
	const struct claim *claim = matrix_cell(&f->m, part, unit);
	const char *mark = claim ? f->marks[part * f->m.unit_count + unit] : "";
	enum style style = here                     ? STYLE_FOCUS
		: !claim || claim->says == CLAIM_SILENT ? STYLE_QUIET
												: STYLE_NORMAL;
	struct buf text = { 0 };

	buf_printf(&text, "%s%s%s%s", here ? ">" : "", claim_label(claim), mark, here ? "<" : "");
	put(c, row, col, UNIT_COLS, style, buf_text(&text));
	buf_free(&text);
	return col;
}

static void draw_summary(
	const struct matrix_part *p, struct canvas *c, int row, int col, struct arena *a)
{
	const char *words = matrix_summary(p, a);

	put(c, row, col, SUM_COLS, p->leaders == 1 ? STYLE_NORMAL : STYLE_WARN,
		p->leaders == 1 ? words : arena_format(a, "! %s", words));
}

void matrix_draw(const struct matrix_facts *f, const struct matrix_view *v, struct canvas *c,
	struct rect area, bool focus)
{
	const struct matrix *m = &f->m;
	struct arena a = { 0 };

	draw_heading(m, v, c, area);
	for (size_t p = v->top; p < m->part_count && p < v->top + v->parts; p++) {
		int row = area.row + 1 + (int)(p - v->top), col = area.col + 1 + PART_COLS;
		bool here = focus && p == v->part;

		canvas_text(c, row, area.col, 1, STYLE_FOCUS, here ? ">" : "");
		put(c, row, area.col + 1, PART_COLS, here ? STYLE_FOCUS : STYLE_NORMAL, m->parts[p].label);
		for (size_t u = v->left; u < v->left + v->units && u < m->unit_count;
			 u++, col += UNIT_COLS) {
			if (here && u == v->unit)
				canvas_cursor(c, row, col);
			draw_cell(f, c, row, col, p, u, here && u == v->unit);
		}
		draw_summary(&m->parts[p], c, row, col, &a);
	}
	arena_free(&a);
}
