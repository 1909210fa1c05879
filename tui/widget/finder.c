#include "tui/widget/finder.h"

#include "locale/text/utf8.h"

#include <string.h>

void finder_free(struct finder *f)
{
	edit_free(&f->edit);
	*f = (struct finder){ 0 };
}

void finder_place(struct finder *f, struct rect area)
{
	edit_place(&f->edit, area);
}

void finder_enter(struct finder *f)
{
	f->typing = true;
}

const char *finder_text(const struct finder *f)
{
	return edit_text(&f->edit);
}

/* Letters of any script begin a search by themselves; digits, blanks and signs are
 * keys until the caret is in the finder. */
static bool begins(const struct input *in)
{
	uint32_t key = in->key;

	if (in->kind == INPUT_PASTE)
		return in->bytes > 0;
	return in->kind == INPUT_TEXT &&
		((key >= 'a' && key <= 'z') || (key >= 'A' && key <= 'Z') || key >= 0x80);
}

static bool too_long(const struct finder *f, const struct input *in)
{
	return (in->kind == INPUT_TEXT || in->kind == INPUT_PASTE) &&
		utf8_chars(in->text, in->bytes) + utf8_chars(finder_text(f), f->edit.text.n) > FINDER_MOST;
}

static enum finder_use edited(struct finder *f, const struct input *in)
{
	uint64_t before = f->edit.change;

	if (too_long(f, in))
		return FINDER_FULL;
	if (!edit_input(&f->edit, in))
		return FINDER_PASSED;
	return f->edit.change != before ? FINDER_CHANGED : FINDER_MOVED;
}

/* Esc takes the caret out, and only then empties the text; both are steps of their own. */
static enum finder_use escape(struct finder *f)
{
	if (f->typing) {
		f->typing = false;
		return FINDER_MOVED;
	}
	if (edit_empty(&f->edit))
		return FINDER_PASSED;
	edit_set(&f->edit, "");
	return FINDER_CHANGED;
}

static bool takes_caret_back(uint32_t key)
{
	return key == K_UP || key == K_DOWN || key == K_LEFT || key == K_RIGHT || key == K_PAGE_UP ||
		key == K_PAGE_DOWN || key == K_HOME || key == K_END || key == K_ENTER;
}

enum finder_use finder_input(struct finder *f, const struct input *in)
{
	if (in->kind == INPUT_KEY && in->key == K_ESC)
		return escape(f);
	if (in->kind == INPUT_KEY && in->key == INPUT_CTRL('F')) {
		f->typing = true;
		return FINDER_MOVED;
	}
	if (in->kind == INPUT_KEY && takes_caret_back(in->key)) {
		f->typing = false;
		return FINDER_PASSED; /* the key itself belongs to the list */
	}
	if (!f->typing && !begins(in))
		return FINDER_PASSED;
	f->typing = true;
	return edited(f, in);
}

void finder_draw(const struct finder *f, struct canvas *c, const char *label, const char *hint)
{
	struct rect r = f->edit.area;
	struct edit shown = f->edit; /* the label moves the field; the text is only looked at */
	int col = canvas_put(c, r.row, r.col, r.cols, STYLE_TITLE, label);

	if (!f->typing && edit_empty(&f->edit)) {
		canvas_text(c, r.row, col, r.col + r.cols - col, STYLE_QUIET, hint);
		return;
	}
	edit_place(&shown, (struct rect){ r.row, col, 1, r.col + r.cols - col });
	edit_draw(&shown, c, f->typing);
}
