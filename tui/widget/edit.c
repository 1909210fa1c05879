#include "tui/widget/edit.h"

#include "locale/base/arena.h"
#include "locale/text/char_class.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"
#include "locale/text/wrap.h"

#include <stdlib.h>
#include <string.h>

/* `removed` stood at `at`, `added` stands there now. */
struct edit_step {
	size_t at;
	struct buf removed, added;
};

/* What the next key may join to the last step. */
enum edit_run { RUN_NONE, RUN_TYPING, RUN_ERASING };

const char *edit_text(const struct edit *e)
{
	return buf_text(&e->text);
}

bool edit_empty(const struct edit *e)
{
	return e->text.n == 0;
}

static const char *text_end(const struct edit *e)
{
	return edit_text(e) + e->text.n;
}

/* ---- changes ---- */

static void forget_from(struct edit *e, size_t first)
{
	for (size_t i = first; i < e->step_count; i++) {
		buf_free(&e->steps[i].removed);
		buf_free(&e->steps[i].added);
	}
	if (e->step_count > first)
		e->step_count = first;
}

void edit_free(struct edit *e)
{
	forget_from(e, 0);
	free(e->steps);
	free(e->lines.starts);
	buf_free(&e->text);
	*e = (struct edit){ 0 };
}

/* Those before a change stay where they are.  How a line ends depends on what stands in the
 * next one, too, and a mark may hang on the last character before it. */
static void forget_lines(struct edit *e, size_t from)
{
	struct edit_lines *l = &e->lines;
	size_t before = 0;

	while (before < l->n && l->starts[before] < from)
		before++;
	l->n = before > 3 ? before - 3 : 0;
}

/* The text itself; knows nothing of steps. */
static void splice(struct edit *e, size_t at, size_t gone, const char *added, size_t n)
{
	size_t behind = e->text.n - at - gone;

	buf_room(&e->text, n);
	memmove(e->text.at + at + n, e->text.at + at + gone, behind);
	if (n)
		memcpy(e->text.at + at, added, n);
	e->text.n = at + n + behind;
	e->text.at[e->text.n] = '\0';
	forget_lines(e, at);
	e->caret = at + n;
	e->change++;
}

static struct edit_step *new_step(struct edit *e, size_t at)
{
	forget_from(e, e->step_at);
	if (e->step_count == e->step_room) {
		e->step_room = e->step_room ? 2 * e->step_room : 16;
		e->steps = must_realloc(e->steps, e->step_room * sizeof(*e->steps));
	}
	e->steps[e->step_count] = (struct edit_step){ .at = at };
	e->step_at = e->step_count + 1;
	return &e->steps[e->step_count++];
}

static struct edit_step *joined(struct edit *e, enum edit_run run, size_t at, size_t gone)
{
	struct edit_step *last = e->step_at > 0 ? &e->steps[e->step_at - 1] : NULL;

	if (!last || run == RUN_NONE || e->run != (int)run || e->step_at != e->step_count)
		return NULL;
	if (run == RUN_TYPING)
		return at == last->at + last->added.n ? last : NULL;
	return at + gone == last->at ? last : NULL;
}

static void replace(
	struct edit *e, size_t at, size_t gone, const char *added, size_t n, enum edit_run run)
{
	struct edit_step *step = joined(e, run, at, gone);

	if (!step)
		step = new_step(e, at);
	if (gone) { /* erasing goes backwards: what was removed now stood before the rest */
		struct buf removed = { 0 };

		buf_add(&removed, edit_text(e) + at, gone);
		buf_add(&removed, buf_text(&step->removed), step->removed.n);
		buf_free(&step->removed);
		step->removed = removed;
		step->at = at;
	}
	buf_add(&step->added, added, n);
	splice(e, at, gone, added, n);
	e->run = (int)run;
}

bool edit_undo(struct edit *e)
{
	struct edit_step *step;

	e->run = RUN_NONE;
	if (e->step_at == 0)
		return false;
	step = &e->steps[--e->step_at];
	splice(e, step->at, step->added.n, buf_text(&step->removed), step->removed.n);
	return true;
}

bool edit_redo(struct edit *e)
{
	struct edit_step *step;

	e->run = RUN_NONE;
	if (e->step_at == e->step_count)
		return false;
	step = &e->steps[e->step_at++];
	splice(e, step->at, step->removed.n, buf_text(&step->added), step->added.n);
	return true;
}

/* Without control and format characters; line ends and tabs are blanks in a single line. */
static void clean(const struct edit *e, const char *s, const char *end, struct buf *to)
{
	while (s < end) {
		uint32_t cp = utf8_next(&s, end);
		enum char_class class = char_class(cp);

		if (cp == '\t' || (cp == '\n' && !e->many))
			buf_putc(to, ' ');
		else if (cp == '\n' || (cp != UTF8_BAD && class != CHAR_CONTROL && class != CHAR_FORMAT))
			utf8_add(to, cp);
	}
}

/* ---- where things stand ---- */

/* The last column is kept free for the caret behind a full line. */
static int text_cols(const struct edit *e)
{
	return e->area.cols > 1 ? e->area.cols - 1 : 1;
}

struct place {
	size_t line;
	struct wrap_line at;
};

static bool lines_known(const struct edit *e, int cols)
{
	return e->lines.n > 0 && e->lines.cols == cols;
}

/* The last known line that begins at this byte or before it, and is this one or an earlier. */
static size_t known_before(const struct edit *e, size_t byte, size_t line)
{
	const struct edit_lines *l = &e->lines;
	size_t low = 0, high = l->n;

	if (!lines_known(e, text_cols(e)))
		return 0;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (l->starts[middle] <= byte && middle <= line)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static size_t line_start(const struct edit *e, size_t line)
{
	return line ? e->lines.starts[line] : 0;
}

static struct wrap wrap_from(const struct edit *e, size_t start, int cols)
{
	return wrap_text(edit_text(e) + start, e->text.n - start, cols);
}

/* The line with the byte, or the line of that number, whichever comes first; else the last. */
static struct place find_line(const struct edit *e, size_t byte, size_t line)
{
	size_t n = known_before(e, byte, line);
	struct wrap w = wrap_from(e, line_start(e, n), text_cols(e));
	struct wrap_line at;
	struct place p = { 0 };

	for (; wrap_next(&w, &at); n++) {
		p = (struct place){ n, at };
		if (n == line || (size_t)(at.next - edit_text(e)) > byte)
			break;
	}
	return p;
}

static void know_line(struct edit_lines *l, size_t start)
{
	if (l->n == l->room) {
		l->room = l->room ? 2 * l->room : 64;
		l->starts = must_realloc(l->starts, l->room * sizeof(*l->starts));
	}
	l->starts[l->n++] = start;
}

/* All up to the caret's. */
static void know_lines(struct edit *e)
{
	struct edit_lines *l = &e->lines;
	struct wrap_line at;
	struct wrap w;

	if (!lines_known(e, text_cols(e))) {
		l->n = 0;
		l->cols = text_cols(e);
		know_line(l, 0);
	}
	w = wrap_from(e, l->starts[l->n - 1], l->cols);
	while (wrap_next(&w, &at) && (size_t)(at.next - edit_text(e)) <= e->caret && !w.done)
		know_line(l, (size_t)(at.next - edit_text(e)));
}

static struct place caret_line(const struct edit *e)
{
	return find_line(e, e->caret, (size_t)-1);
}

static int caret_col(const struct edit *e, const struct wrap_line *line)
{
	size_t start = (size_t)(line->at - edit_text(e));

	return width_text_n(line->at, e->caret - start);
}

int edit_rows(const struct edit *e, int cols)
{
	int wide = cols > 1 ? cols - 1 : 1;
	size_t known = lines_known(e, wide) ? e->lines.n - 1 : 0, start = line_start(e, known);

	return (int)known + wrap_lines(edit_text(e) + start, e->text.n - start, wide);
}

static void show_caret_many(struct edit *e)
{
	know_lines(e);
	size_t line = caret_line(e).line, rows = e->area.rows > 0 ? (size_t)e->area.rows : 1;

	if (line < e->top)
		e->top = line;
	if (line >= e->top + rows)
		e->top = line - rows + 1;
}

/* So far before the caret that it stands at two thirds of the line, by whole characters. */
static const char *view_before(const struct edit *e, const char *caret)
{
	const char *at = caret;

	for (int left = e->area.cols * 2 / 3; at > edit_text(e);) {
		const char *before = utf8_cluster_before(edit_text(e), at);

		left -= width_text_n(before, (size_t)(at - before));
		if (left < 0)
			break;
		at = before;
	}
	return at;
}

static void show_caret_single(struct edit *e)
{
	const char *caret = edit_text(e) + e->caret;
	const char *top;

	if (e->top > e->text.n)
		e->top = 0;
	top = edit_text(e) + e->top;
	if (caret < top)
		e->top = e->caret;
	else if (width_text_n(top, (size_t)(caret - top)) >= e->area.cols)
		e->top = (size_t)(view_before(e, caret) - edit_text(e));
	/* Only so far as it could fit: the text may be a page. */
	if (width_fit_n(edit_text(e), e->text.n, text_cols(e)) == e->text.n)
		e->top = 0;
}

static void show_caret(struct edit *e)
{
	if (e->many)
		show_caret_many(e);
	else
		show_caret_single(e);
}

void edit_place(struct edit *e, struct rect area)
{
	e->area = area;
	show_caret(e);
}

void edit_set(struct edit *e, const char *text)
{
	struct buf cleaned = { 0 };

	clean(e, text, text + strlen(text), &cleaned);
	forget_from(e, 0);
	e->step_at = 0;
	e->run = RUN_NONE;
	buf_free(&e->text);
	forget_lines(e, 0);
	e->text = cleaned;
	e->caret = cleaned.n;
	e->top = 0;
	e->want_col = -1;
	show_caret(e);
}

static void insert(struct edit *e, const char *text, size_t bytes, enum edit_run run)
{
	struct buf cleaned = { 0 };

	clean(e, text, text + bytes, &cleaned);
	if (cleaned.n)
		replace(e, e->caret, 0, cleaned.at, cleaned.n, run);
	buf_free(&cleaned);
	e->want_col = -1;
	show_caret(e);
}

void edit_insert(struct edit *e, const char *text, size_t bytes)
{
	insert(e, text, bytes, RUN_NONE);
}

void edit_replace(struct edit *e, size_t from, size_t to, const char *text, size_t bytes)
{
	replace(e, from, to - from, text, bytes, RUN_NONE);
	e->want_col = -1;
}

/* ---- keys ---- */

static void go_to(struct edit *e, const char *place)
{
	e->caret = (size_t)(place - edit_text(e));
	e->run = RUN_NONE;
	e->want_col = -1;
}

static void erase(struct edit *e, const char *from, const char *to)
{
	if (from < to)
		replace(e, (size_t)(from - edit_text(e)), (size_t)(to - from), "", 0, RUN_ERASING);
	e->want_col = -1;
}

/* To the column that was wanted when the moves up and down began. */
static void go_lines(struct edit *e, long lines)
{
	struct place from = caret_line(e);
	int want = e->want_col >= 0 ? e->want_col : caret_col(e, &from.at);
	size_t line = lines < 0 && (size_t)-lines > from.line ? 0 : from.line + (size_t)lines;
	struct place to = find_line(e, (size_t)-1, line);

	go_to(e, to.at.at + width_fit_n(to.at.at, to.at.bytes, want));
	e->want_col = want;
}

/* Behind the last character of a wrapped line is the start of the next one. */
static const char *line_end(const struct edit *e)
{
	struct wrap_line line = caret_line(e).at;
	const char *end = line.at + line.bytes;

	return line.ends || line.bytes == 0 ? end : utf8_cluster_before(line.at, line.next);
}

static bool many_key(struct edit *e, uint32_t key)
{
	switch (key) {
	case K_ENTER:
		insert(e, "\n", 1, RUN_TYPING);
		return true;
	case K_UP:
		return go_lines(e, -1), true;
	case K_DOWN:
		return go_lines(e, 1), true;
	case K_PAGE_UP:
		return go_lines(e, -e->area.rows), true;
	case K_PAGE_DOWN:
		return go_lines(e, e->area.rows), true;
	case K_HOME:
		return go_to(e, caret_line(e).at.at), true;
	case K_END:
		return go_to(e, line_end(e)), true;
	default:
		return false;
	}
}

static bool any_key(struct edit *e, uint32_t key)
{
	const char *start = edit_text(e), *caret = start + e->caret;

	switch (key) {
	case K_LEFT:
		return go_to(e, utf8_cluster_before(start, caret)), true;
	case K_RIGHT:
		return go_to(e, utf8_cluster_after(caret, text_end(e))), true;
	case K_HOME:
		return go_to(e, start), true;
	case K_END:
		return go_to(e, text_end(e)), true;
	case K_BACKSPACE:
		return erase(e, utf8_cluster_before(start, caret), caret), true;
	case K_DELETE:
		return erase(e, caret, utf8_cluster_after(caret, text_end(e))), true;
	case INPUT_CTRL('U'):
	case INPUT_CTRL('Z'):
		return edit_undo(e), true;
	case INPUT_CTRL('Y'):
		return edit_redo(e), true;
	default:
		return false;
	}
}

bool edit_input(struct edit *e, const struct input *in)
{
	bool used = false;

	if (in->kind == INPUT_TEXT || in->kind == INPUT_PASTE) {
		insert(e, in->text, in->bytes, in->kind == INPUT_TEXT ? RUN_TYPING : RUN_NONE);
		return true;
	}
	if (in->kind == INPUT_KEY)
		used = (e->many && many_key(e, in->key)) || any_key(e, in->key);
	if (used)
		show_caret(e);
	return used;
}

/* ---- drawing ---- */

static void draw_many(const struct edit *e, struct canvas *c, bool focus)
{
	size_t first = known_before(e, (size_t)-1, e->top);
	struct wrap w = wrap_from(e, line_start(e, first), text_cols(e));
	struct wrap_line line;
	size_t bottom = e->top + (size_t)(e->area.rows > 0 ? e->area.rows : 0);
	size_t caret = caret_line(e).line;
	int row = e->area.row;

	for (size_t n = first; n < bottom && wrap_next(&w, &line); n++) {
		if (n < e->top)
			continue;
		canvas_text_n(c, row, e->area.col, e->area.cols, STYLE_FIELD, line.at, line.bytes);
		if (focus && n == caret)
			canvas_cursor(c, row, e->area.col + caret_col(e, &line));
		row++;
	}
	while (row < e->area.row + e->area.rows)
		canvas_text(c, row++, e->area.col, e->area.cols, STYLE_FIELD, "");
}

static void draw_single(const struct edit *e, struct canvas *c, bool focus)
{
	const char *top = edit_text(e) + e->top;
	int before = width_text_n(top, e->caret - e->top);

	if (e->secret) {
		struct buf stars = { 0 };

		before = (int)utf8_chars(edit_text(e), e->caret);
		buf_fill(&stars, '*', utf8_chars(edit_text(e), e->text.n));
		canvas_text(c, e->area.row, e->area.col, e->area.cols, STYLE_FIELD, buf_text(&stars));
		buf_free(&stars);
	} else {
		canvas_text_n(
			c, e->area.row, e->area.col, e->area.cols, STYLE_FIELD, top, e->text.n - e->top);
	}
	if (focus)
		canvas_cursor(c, e->area.row, e->area.col + before);
}

void edit_draw(const struct edit *e, struct canvas *c, bool focus)
{
	if (e->area.rows < 1 || e->area.cols < 1)
		return;
	if (e->many)
		draw_many(e, c, focus);
	else
		draw_single(e, c, focus);
}
