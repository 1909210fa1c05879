#include "tui/widget/scroll.h"

void scroll_fit(struct scroll *s, size_t count, int rows)
{
	size_t shown = rows > 0 ? (size_t)rows : 0;

	s->count = count;
	s->rows = rows > 0 ? rows : 0;
	if (s->focus >= count)
		s->focus = count ? count - 1 : 0;
	if (s->top + shown > count)
		s->top = count > shown ? count - shown : 0;
	if (s->focus < s->top)
		s->top = s->focus;
	if (shown && s->focus >= s->top + shown)
		s->top = s->focus - shown + 1;
}

void scroll_to(struct scroll *s, size_t row)
{
	s->focus = row;
	scroll_fit(s, s->count, s->rows);
}

bool scroll_by(struct scroll *s, long rows)
{
	size_t before = s->focus;
	size_t steps = rows < 0 ? (size_t)-rows : (size_t)rows;

	if (rows < 0)
		scroll_to(s, steps > before ? 0 : before - steps);
	else
		scroll_to(s, s->count && steps > s->count - 1 - before ? s->count - 1 : before + steps);
	return s->focus != before;
}

bool scroll_input(struct scroll *s, const struct input *in)
{
	long page = s->rows > 1 ? s->rows - 1 : 1;

	switch (in->kind == INPUT_KEY ? in->key : 0) {
	case K_UP:
		return scroll_by(s, -1), true;
	case K_DOWN:
		return scroll_by(s, 1), true;
	case K_PAGE_UP:
		return scroll_by(s, -page), true;
	case K_PAGE_DOWN:
		return scroll_by(s, page), true;
	case K_HOME:
		return scroll_to(s, 0), true;
	case K_END:
		return scroll_to(s, s->count ? s->count - 1 : 0), true;
	default:
		return false;
	}
}
