#include "tui/widget/picker.h"

#include "locale/msg/msg.h"
#include "locale/text/fold.h"
#include "locale/text/pinyin.h"
#include "locale/text/width.h"

#include <stdlib.h>
#include <string.h>

static size_t number_of(const struct picker *p, size_t row)
{
	return p->source.number ? p->source.number(p->source.data, row) : row;
}

static int list_rows(const struct picker *p)
{
	return p->area.rows - 2 - (p->plain ? 0 : 1); /* the frame and the finder's line */
}

void picker_open(struct picker *p, const char *title, struct picker_source source)
{
	*p = (struct picker){ .title = title, .source = source };
	picker_again(p);
}

void picker_free(struct picker *p)
{
	finder_free(&p->finder);
	free(p->marked);
	*p = (struct picker){ 0 };
}

void picker_place(struct picker *p, struct rect area)
{
	struct rect inside = rect_inside(area, 1, 2);

	p->area = area;
	finder_place(&p->finder, rect_rows(inside, 0, 1));
	scroll_fit(&p->scroll, p->scroll.count, list_rows(p));
}

void picker_again(struct picker *p)
{
	size_t found = p->source.find(p->source.data, finder_text(&p->finder));

	scroll_fit(&p->scroll, found, p->scroll.rows);
}

void picker_type(struct picker *p, const char *text)
{
	finder_enter(&p->finder);
	edit_set(&p->finder.edit, text);
	picker_again(p);
}

void picker_focus(struct picker *p, size_t row)
{
	scroll_to(&p->scroll, row);
}

/* ---- marks ---- */

static size_t mark_of(const struct picker *p, size_t number)
{
	for (size_t i = 0; i < p->marked_count; i++)
		if (p->marked[i] == number)
			return i;
	return p->marked_count;
}

bool picker_is_marked(const struct picker *p, size_t number)
{
	return mark_of(p, number) < p->marked_count;
}

void picker_mark(struct picker *p, size_t number, bool on)
{
	size_t at = mark_of(p, number);

	if (on == (at < p->marked_count))
		return;
	if (!on) {
		memmove(p->marked + at, p->marked + at + 1, (--p->marked_count - at) * sizeof(*p->marked));
		return;
	}
	if (p->marked_count == p->marked_room) {
		p->marked_room = p->marked_room ? 2 * p->marked_room : 16;
		p->marked = must_realloc(p->marked, p->marked_room * sizeof(*p->marked));
	}
	p->marked[p->marked_count++] = number;
}

size_t picker_taken(const struct picker *p, const size_t **numbers)
{
	*numbers = p->marked_count ? p->marked : &p->here;
	return p->marked_count ? p->marked_count : 1;
}

/* ---- keys ---- */

static enum picker_use take(struct picker *p)
{
	struct picker_row row = { 0 };

	if (p->scroll.count == 0)
		return PICKER_MOVED;
	p->here = number_of(p, p->scroll.focus);
	if (p->marked_count)
		return PICKER_TAKEN;
	p->source.row(p->source.data, p->scroll.focus, &row);
	return row.why_not ? PICKER_REFUSED : PICKER_TAKEN;
}

/* Digits count the rows in view from 1. */
static enum picker_use take_digit(struct picker *p, size_t digit)
{
	size_t row = p->scroll.top + digit - 1;

	if (row >= p->scroll.count || digit > (size_t)p->scroll.rows)
		return PICKER_MOVED;
	scroll_to(&p->scroll, row);
	return take(p);
}

static enum picker_use find(struct picker *p, const struct input *in)
{
	enum finder_use use = p->plain ? FINDER_PASSED : finder_input(&p->finder, in);

	if (use == FINDER_CHANGED) {
		scroll_to(&p->scroll, 0);
		picker_again(p);
	}
	return use == FINDER_PASSED ? PICKER_PASSED : PICKER_MOVED;
}

enum picker_use picker_input(struct picker *p, const struct input *in)
{
	uint32_t key = input_key(in);

	if (find(p, in) != PICKER_PASSED)
		return PICKER_MOVED;
	if (key >= '1' && key <= '9')
		return take_digit(p, key - '0');
	if (key == ' ' && p->many && p->scroll.count) {
		size_t number = number_of(p, p->scroll.focus);

		picker_mark(p, number, !picker_is_marked(p, number));
		scroll_by(&p->scroll, 1);
		return PICKER_MOVED;
	}
	if (key == K_ENTER)
		return take(p);
	if (key == K_ESC)
		return PICKER_LEFT;
	return scroll_input(&p->scroll, in) ? PICKER_MOVED : PICKER_PASSED;
}

/* ---- drawing ---- */

enum { KEY_NOTE_COLS = 14 };

/* Columns for the note at the right.  Why something cannot be done says more than a
 * sentence about it: then only a note as short as a key stays. */
static int note_cols(const struct picker_row *row, const char *words, int cols)
{
	int note = row->note ? width_text(row->note) : 0;

	if (row->why_not && note > KEY_NOTE_COLS && width_text(words) + 1 + note > cols)
		return 0;
	return note < cols / 2 ? note : cols / 2;
}

/* "> 3 words  (why not)      note": the note is kept whole, the rest gives way. */
static void draw_words(
	struct canvas *c, struct rect r, enum style style, const struct picker_row *row)
{
	struct buf words = { 0 }, shown = { 0 };
	int beside, cols;

	buf_puts(&words, row->words);
	if (row->why_not)
		buf_printf(&words, "  (%s)", row->why_not);
	beside = note_cols(row, buf_text(&words), r.cols);
	cols = r.cols - beside - (beside ? 1 : 0);
	width_clip(&shown, buf_text(&words), cols, "…");
	canvas_text(c, r.row, r.col, r.cols, style, "");
	canvas_text(c, r.row, r.col, cols, style, buf_text(&shown));
	canvas_text(c, r.row, r.col + r.cols - beside, beside, style, beside ? row->note : "");
	buf_free(&words);
	buf_free(&shown);
}

static void draw_row(const struct picker *p, struct canvas *c, struct rect r, size_t i)
{
	struct picker_row row = { 0 };
	bool here = i == p->scroll.focus, marked = picker_is_marked(p, number_of(p, i));
	size_t digit = i - p->scroll.top + 1;
	char signs[] = { here ? '>' : ' ', marked ? '*' : ' ', digit <= 9 ? (char)('0' + digit) : ' ',
		' ', '\0' };
	enum style style;

	p->source.row(p->source.data, i, &row);
	style = row.why_not ? STYLE_QUIET : here ? STYLE_FOCUS : marked ? STYLE_MARK : STYLE_NORMAL;
	canvas_text(c, r.row, r.col, 4, style, signs);
	draw_words(c, rect_cols(r, 4, r.cols - 4), style, &row);
	if (here && !p->finder.typing)
		canvas_cursor(c, r.row, r.col);
}

static void draw_frame(const struct picker *p, struct canvas *c)
{
	struct buf title = { 0 };

	canvas_box(c, p->area, STYLE_FRAME);
	buf_printf(&title, " %s ", p->title);
	canvas_put(c, p->area.row, p->area.col + 2, p->area.cols - 4, STYLE_TITLE, buf_text(&title));
	buf_cut(&title, 0);
	if (p->scroll.count > (size_t)p->scroll.rows)
		buf_printf(&title, " %zu/%zu ", p->scroll.focus + 1, p->scroll.count);
	canvas_right(c, p->area.row + p->area.rows - 1,
		p->area.col + p->area.cols - 2 - width_text(buf_text(&title)), width_text(buf_text(&title)),
		STYLE_QUIET, buf_text(&title));
	buf_free(&title);
}

void picker_draw(const struct picker *p, struct canvas *c)
{
	struct rect inside = rect_inside(p->area, 1, 2);
	int first = p->plain ? 0 : 1;

	draw_frame(p, c);
	if (!p->plain)
		finder_draw(&p->finder, c, _("Find: "), _("(just type)"));
	for (int i = 0; i < p->scroll.rows && p->scroll.top + (size_t)i < p->scroll.count; i++)
		draw_row(p, c, rect_rows(inside, first + i, 1), p->scroll.top + (size_t)i);
	if (p->scroll.count == 0)
		canvas_text(c, inside.row + first, inside.col, inside.cols, STYLE_QUIET,
			_("Nothing found: type less of it."));
}

/* ---- lists in memory ---- */

struct list {
	const struct picker_row *rows;
	size_t count;
	size_t *found; /* numbers, in order */
	size_t found_count;
};

bool picker_matches(const char *words, const char *text)
{
	struct buf needle = { 0 };
	struct fold_hit hit;
	bool found;

	fold_text(&needle, text, strlen(text));
	found = needle.n == 0 || fold_find(words, strlen(words), needle.at, needle.n, &hit) ||
		pinyin_match(words, strlen(words), text, &hit);
	buf_free(&needle);
	return found;
}

static size_t list_find(void *data, const char *text)
{
	struct list *l = data;

	l->found_count = 0;
	for (size_t i = 0; i < l->count; i++)
		if (picker_matches(l->rows[i].words, text) ||
			(l->rows[i].note && picker_matches(l->rows[i].note, text)))
			l->found[l->found_count++] = i;
	return l->found_count;
}

static void list_row(void *data, size_t i, struct picker_row *out)
{
	struct list *l = data;

	*out = l->rows[l->found[i]];
}

static size_t list_number(void *data, size_t i)
{
	struct list *l = data;

	return l->found[i];
}

struct picker_source picker_list(const struct picker_row *rows, size_t count, struct arena *a)
{
	struct list *l = arena_alloc(a, sizeof(*l));

	*l = (struct list){
		.rows = rows,
		.count = count,
		.found = arena_array(a, count ? count : 1, sizeof(*l->found)),
	};
	return (struct picker_source){ l, list_find, list_row, list_number };
}
