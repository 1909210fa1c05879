#include "tui/widget/table.h"

#include "locale/text/width.h"

#include <limits.h>

void table_open(
	struct table *t, const struct table_column *columns, size_t count, struct table_source source)
{
	*t = (struct table){ .columns = columns, .column_count = count, .source = source };
}

static int heading_rows(const struct table *t)
{
	for (size_t i = 0; i < t->column_count; i++)
		if (t->columns[i].title)
			return 1;
	return 0;
}

void table_place(struct table *t, struct rect area)
{
	t->area = area;
	scroll_fit(&t->scroll, t->scroll.count, area.rows - heading_rows(t));
}

void table_count(struct table *t, size_t rows)
{
	scroll_fit(&t->scroll, rows, t->scroll.rows);
}

bool table_input(struct table *t, const struct input *in)
{
	return scroll_input(&t->scroll, in);
}

/* ---- widths ---- */

enum { GAP = 1 };

static int total(const int *widths, size_t count)
{
	int sum = TABLE_SIGNS;

	for (size_t i = 0; i < count; i++)
		sum += widths[i] ? widths[i] + GAP : 0;
	return sum - (count ? GAP : 0);
}

/* The column that shrinks right before `order`, or `count`. */
static size_t next_to_grow(const struct table_column *columns, size_t count, int order)
{
	size_t best = count;

	for (size_t i = 0; i < count; i++)
		if (columns[i].shrink && columns[i].shrink < order &&
			(best == count || columns[i].shrink > columns[best].shrink))
			best = i;
	return best;
}

/* Those that shrink begin at their least and grow, the first to shrink last.  Where even
 * the least does not fit, the last columns go whole. */
void table_widths(const struct table_column *columns, size_t count, int cols, int *widths)
{
	size_t i, first = count;
	int left;

	for (i = 0; i < count; i++)
		widths[i] = columns[i].cols;
	for (i = count; i-- > 1 && total(widths, count) > cols;)
		if (columns[i].shrink != 1)
			widths[i] = 0;
	left = cols - total(widths, count);
	for (int order = INT_MAX; (i = next_to_grow(columns, count, order)) < count;
		 order = columns[i].shrink) {
		int want = widths[i] ? columns[i].wish - widths[i] : 0;

		want = want > left ? left : want;
		if (want > 0) {
			widths[i] += want;
			left -= want;
		}
		first = i;
	}
	if (first < count && left > 0)
		widths[first] += left;
}

/* ---- drawing ---- */

static void draw_headings(const struct table *t, struct canvas *c, const int *widths)
{
	int col = t->area.col + TABLE_SIGNS;

	canvas_text(c, t->area.row, t->area.col, t->area.cols, STYLE_TITLE, "");
	for (size_t i = 0; i < t->column_count; i++) {
		const char *title = t->columns[i].title ? t->columns[i].title : "";

		if (!widths[i])
			continue;
		if (t->columns[i].right)
			canvas_right(c, t->area.row, col, widths[i], STYLE_TITLE, title);
		else
			canvas_text(c, t->area.row, col, widths[i], STYLE_TITLE, title);
		col += widths[i] + GAP;
	}
}

static enum style row_style(const struct table_row *row, bool here)
{
	if (here)
		return STYLE_FOCUS;
	if (row->style != STYLE_NORMAL)
		return row->style;
	if (row->sign == '!')
		return STYLE_WARN;
	return row->marked ? STYLE_MARK : STYLE_NORMAL;
}

/* The words that were searched for; a number at the right is not searched in. */
static void draw_marks(
	struct canvas *c, const struct table_row *row, size_t cell, struct rect place, enum style style)
{
	const char *text = row->cell[cell] ? row->cell[cell] : "";
	int end = place.col + width_text_n(text, width_fit(text, place.cols));

	for (size_t i = 0; i < row->mark_count; i++) {
		const struct table_mark *m = &row->marks[i];
		struct rect r = place;

		if (m->cell != cell)
			continue;
		r.col += width_text_n(text, m->at);
		r.cols = width_text_n(text + m->at, m->bytes);
		if (r.col + r.cols > end)
			r.cols = end - r.col;
		if (r.cols > 0)
			canvas_restyle(c, r, style == STYLE_FOCUS ? STYLE_FOUND_HERE : STYLE_FOUND);
	}
}

static void draw_row(const struct table *t, struct canvas *c, const struct table_row *row, int y,
	bool here, const int *widths)
{
	enum style style = row_style(row, here);
	char signs[TABLE_SIGNS + 1] = { here ? '>' : ' ', row->marked ? '*' : ' ',
		row->sign ? row->sign : ' ', '\0' };
	int col = t->area.col + TABLE_SIGNS;

	canvas_text(c, y, t->area.col, t->area.cols, style, signs);
	for (size_t i = 0; i < t->column_count; i++) {
		const char *cell = row->cell[i] ? row->cell[i] : "";

		if (!widths[i])
			continue;
		if (t->columns[i].right)
			canvas_right(c, y, col, widths[i], style, cell);
		else
			canvas_text(c, y, col, widths[i], style, cell);
		if (!t->columns[i].right)
			draw_marks(c, row, i, (struct rect){ y, col, 1, widths[i] }, style);
		col += widths[i] + GAP;
	}
}

void table_draw(const struct table *t, struct canvas *c, struct arena *a, bool cursor)
{
	int widths[TABLE_COLUMNS];
	int head = heading_rows(t);

	table_widths(t->columns, t->column_count, t->area.cols, widths);
	if (head && t->area.rows > 0)
		draw_headings(t, c, widths);
	for (int i = 0; i < t->scroll.rows; i++) {
		size_t number = t->scroll.top + (size_t)i;
		struct table_row row = { 0 };
		int y = t->area.row + head + i;

		if (number >= t->scroll.count) {
			canvas_text(c, y, t->area.col, t->area.cols, STYLE_NORMAL, "");
			continue;
		}
		t->source.row(t->source.data, number, a, &row);
		draw_row(t, c, &row, y, number == t->scroll.focus, widths);
		if (cursor && number == t->scroll.focus)
			canvas_cursor(c, y, t->area.col);
	}
}
