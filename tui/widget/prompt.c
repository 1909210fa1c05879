#include "tui/widget/prompt.h"

#include "locale/base/arena.h"
#include "locale/text/width.h"
#include "locale/text/wrap.h"

#include <string.h>

enum { MOST_COLS = 72 };

void prompt_open(struct prompt *p, const char *words, const char *detail,
	const struct prompt_choice *choices, size_t count, const char *text)
{
	*p = (struct prompt){ .words = words, .detail = detail, .choices = choices, .count = count };
	edit_set(&p->edit, text ? text : "");
}

void prompt_free(struct prompt *p)
{
	edit_free(&p->edit);
	*p = (struct prompt){ 0 };
}

/* ---- place ---- */

static int text_rows(const char *s, int cols)
{
	return s ? wrap_lines(s, strlen(s), cols) : 0;
}

static int choice_rows(const struct prompt *p)
{
	return p->count ? (int)p->count : 1;
}

/* The detail gives way when the screen is low: the choices have to be there. */
void prompt_place(struct prompt *p, struct rect screen)
{
	int cols = screen.cols - 4 < MOST_COLS ? screen.cols - 4 : MOST_COLS;
	int inside = cols - 4;
	int rows = 2 + text_rows(p->words, inside) + text_rows(p->detail, inside) + choice_rows(p);

	p->area = rect_middle(screen, rows, cols);
	edit_place(
		&p->edit, (struct rect){ p->area.row + p->area.rows - 2, p->area.col + 2, 1, inside });
}

/* ---- keys ---- */

static enum prompt_use take(struct prompt *p, size_t choice)
{
	p->focus = choice;
	return p->choices[choice].why_not ? PROMPT_REFUSED : PROMPT_TAKEN;
}

static bool is_char(const struct input *in, const char *text)
{
	return in->kind == INPUT_TEXT && in->bytes == strlen(text) &&
		!memcmp(in->text, text, in->bytes);
}

/* 是 and 否, y and n, where there are two ways. */
static enum prompt_use yes_or_no(struct prompt *p, const struct input *in)
{
	if (p->count != 2)
		return PROMPT_KEPT;
	if (input_key(in) == 'y' || input_key(in) == 'Y' || is_char(in, "是"))
		return take(p, 1);
	if (input_key(in) == 'n' || input_key(in) == 'N' || is_char(in, "否"))
		return take(p, 0);
	return PROMPT_KEPT;
}

static enum prompt_use choose_input(struct prompt *p, const struct input *in)
{
	uint32_t key = input_key(in);

	if (key >= '1' && key < '1' + p->count)
		return take(p, key - '1');
	switch (key) {
	case K_ENTER:
		return take(p, p->focus);
	case K_ESC:
		p->focus = 0;
		return PROMPT_LEFT;
	case K_UP:
	case K_SHIFT_TAB:
		p->focus = p->focus ? p->focus - 1 : p->count - 1;
		return PROMPT_KEPT;
	case K_DOWN:
	case K_TAB:
		p->focus = (p->focus + 1) % p->count;
		return PROMPT_KEPT;
	default:
		return yes_or_no(p, in);
	}
}

enum prompt_use prompt_input(struct prompt *p, const struct input *in)
{
	if (p->count)
		return choose_input(p, in);
	if (input_key(in) == K_ENTER)
		return PROMPT_TAKEN;
	if (input_key(in) == K_ESC)
		return PROMPT_LEFT;
	edit_input(&p->edit, in);
	return PROMPT_KEPT;
}

/* ---- drawing ---- */

static int draw_lines(
	struct canvas *c, struct rect r, int row, int last, enum style style, const char *s)
{
	struct wrap w = wrap_text(s, strlen(s), r.cols);
	struct wrap_line line;

	while (row < last && wrap_next(&w, &line))
		canvas_text_n(c, row++, r.col, r.cols, style, line.at, line.bytes);
	return row;
}

static void draw_choice(const struct prompt *p, struct canvas *c, struct rect r, size_t i)
{
	const struct prompt_choice *choice = &p->choices[i];
	bool here = i == p->focus;
	enum style style = choice->why_not ? STYLE_QUIET : here ? STYLE_FOCUS : STYLE_NORMAL;
	int row = r.row + r.rows - (int)p->count + (int)i;
	struct buf line = { 0 };

	buf_printf(&line, "%c%zu %s", here ? '>' : ' ', i + 1, choice->words);
	if (choice->why_not)
		buf_printf(&line, "  (%s)", choice->why_not);
	canvas_text(c, row, r.col, r.cols, style, buf_text(&line));
	if (here)
		canvas_cursor(c, row, r.col);
	buf_free(&line);
}

void prompt_draw(const struct prompt *p, struct canvas *c)
{
	struct rect r = rect_inside(p->area, 1, 2);
	int last = r.row + r.rows - choice_rows(p), row;

	canvas_box(c, p->area, STYLE_FRAME);
	row = draw_lines(c, r, r.row, last, STYLE_TITLE, p->words);
	if (p->detail)
		draw_lines(c, r, row, last, STYLE_NORMAL, p->detail);
	for (size_t i = 0; i < p->count; i++)
		draw_choice(p, c, r, i);
	if (!p->count)
		edit_draw(&p->edit, c, true);
}
