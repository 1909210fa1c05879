#include "tui/widget/form.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"

#include <stdio.h>
#include <string.h>

enum { SIGN_COLS = 1, LABEL_LEAST = 6, PAGE_FIELDS = 8 };

static size_t count_of(const struct form *f)
{
	return f->ops->count(f->data);
}

static struct form_field field_at(const struct form *f, size_t i)
{
	struct form_field field = { 0 };

	f->ops->field(f->data, i, &field);
	return field;
}

static bool can_focus(const struct form *f, size_t i)
{
	enum form_kind kind = field_at(f, i).kind;

	return kind != FORM_SHOWN && kind != FORM_TITLE;
}

static bool is_text(enum form_kind kind)
{
	return kind == FORM_TEXT || kind == FORM_LONG;
}

/* ---- where things stand ---- */

static int label_cols(const struct form *f)
{
	int most = f->area.cols / 3, cols = LABEL_LEAST;

	for (size_t i = 0; i < count_of(f); i++) {
		struct form_field field = field_at(f, i);
		int wide = width_text(field.label) + 2;

		if (field.kind != FORM_TITLE && wide > cols)
			cols = wide;
	}
	return cols < most ? cols : most;
}

static struct rect value_area(const struct form *f, int row, int rows)
{
	int left = SIGN_COLS + label_cols(f);

	return (struct rect){ f->area.row + row, f->area.col + left, rows, f->area.cols - left };
}

/* Lines the text takes, and at least those the field asks for. */
static int field_rows(const struct form *f, size_t i)
{
	struct form_field field = field_at(f, i);
	struct edit text = { .many = true };
	int rows, least = field.rows > 1 ? field.rows : 1;

	if (field.kind != FORM_LONG)
		return 1;
	if (i == f->scroll.focus) {
		rows = edit_rows(&f->edit, value_area(f, 0, 1).cols);
	} else {
		edit_set(&text, f->ops->get(f->data, i));
		rows = edit_rows(&text, value_area(f, 0, 1).cols);
		edit_free(&text);
	}
	return rows > least ? rows : least;
}

static bool refused(const struct form *f)
{
	return f->err.kind != ERR_NONE;
}

/* The row of all rows where the field begins; the refusal stands under the focused one. */
static int row_of(const struct form *f, size_t field)
{
	int row = 0;

	for (size_t i = 0; i < field; i++)
		row += field_rows(f, i) + (i == f->scroll.focus && refused(f));
	return row;
}

/* Brings the focused field, and what was refused about it, into view. */
static void arrange(struct form *f)
{
	size_t focus = f->scroll.focus;
	int row = row_of(f, focus), rows = field_rows(f, focus) + refused(f);
	int top = (int)f->scroll.top, shown = f->area.rows, all = row_of(f, count_of(f));

	if (top + shown > all)
		top = all - shown;
	if (row + rows > top + shown)
		top = row + rows - shown;
	if (row < top || shown < 1)
		top = row;
	f->scroll.top = (size_t)(top > 0 ? top : 0);
	rows = field_rows(f, focus);
	edit_place(&f->edit, value_area(f, row - (int)f->scroll.top, rows < shown ? rows : shown));
}

void form_place(struct form *f, struct rect area)
{
	f->area = area;
	arrange(f);
}

/* ---- the field in focus ---- */

static void load(struct form *f)
{
	struct form_field field = field_at(f, f->scroll.focus);

	edit_free(&f->edit);
	f->edit.many = field.kind == FORM_LONG;
	f->edit.area = value_area(f, 0, 1);
	if (is_text(field.kind))
		edit_set(&f->edit, f->ops->get(f->data, f->scroll.focus));
	f->loaded = f->edit.change;
	f->err = (struct err){ 0 };
	arrange(f);
}

void form_open(struct form *f, const struct form_ops *ops, void *data)
{
	size_t first = 0;

	*f = (struct form){ .ops = ops, .data = data };
	while (first + 1 < count_of(f) && !can_focus(f, first))
		first++;
	f->scroll.focus = first;
	load(f);
}

void form_free(struct form *f)
{
	edit_free(&f->edit);
	buf_free(&f->typed_text);
	*f = (struct form){ 0 };
}

void form_again(struct form *f)
{
	size_t count = count_of(f);

	if (f->scroll.focus >= count)
		f->scroll.focus = count ? count - 1 : 0;
	load(f);
}

static bool set_value(struct form *f, const char *text)
{
	f->err = (struct err){ 0 };
	if (!f->ops->set(f->data, f->scroll.focus, text, &f->err)) {
		arrange(f);
		return false;
	}
	f->change++;
	return true;
}

bool form_unsaved(const struct form *f)
{
	return is_text(field_at(f, f->scroll.focus).kind) && f->edit.change != f->loaded;
}

bool form_leave(struct form *f)
{
	if (!form_unsaved(f))
		return !refused(f) || !is_text(field_at(f, f->scroll.focus).kind);
	if (!set_value(f, edit_text(&f->edit)))
		return false;
	f->loaded = f->edit.change;
	return true;
}

void form_go(struct form *f, size_t field)
{
	if (field >= count_of(f) || !form_leave(f))
		return;
	f->scroll.focus = field;
	load(f);
}

/* `steps` fields on or back, over those that only show something; stays at the ends. */
static void go_by(struct form *f, int steps)
{
	size_t at = f->scroll.focus, reached = at, count = count_of(f);
	int by = steps < 0 ? -1 : 1;

	while (steps != 0 && (by > 0 ? at + 1 < count : at > 0)) {
		at = by > 0 ? at + 1 : at - 1;
		if (can_focus(f, at)) {
			reached = at;
			steps -= by;
		}
	}
	if (reached != f->scroll.focus)
		form_go(f, reached);
	else
		form_leave(f);
}

bool form_take(struct form *f, const char *text)
{
	if (!set_value(f, text))
		return false;
	load(f);
	go_by(f, 1);
	return true;
}

void form_insert(struct form *f, const char *text)
{
	if (is_text(field_at(f, f->scroll.focus).kind))
		edit_insert(&f->edit, text, strlen(text));
	arrange(f);
}

/* ---- keys ---- */

static enum form_use want_picker(struct form *f, const char *typed, size_t bytes)
{
	buf_cut(&f->typed_text, 0);
	buf_add(&f->typed_text, typed, bytes);
	f->typed = buf_text(&f->typed_text);
	return FORM_WANTS_PICKER;
}

static size_t choice_now(const struct form *f, size_t i, const struct form_field *field)
{
	const char *now = f->ops->get(f->data, i);
	size_t at = 0;

	while (at < field->choice_count && strcmp(field->choices[at], now))
		at++;
	return at;
}

static enum form_use choice_input(
	struct form *f, const struct form_field *field, const struct input *in)
{
	size_t now = choice_now(f, f->scroll.focus, field), n = field->choice_count;
	uint32_t key = input_key(in);

	if (n == 0)
		return FORM_PASSED;
	if (key >= '1' && key <= '9' && key - '1' < n)
		set_value(f, field->choices[key - '1']);
	else if (key == ' ' || key == K_RIGHT)
		set_value(f, field->choices[now + 1 < n ? now + 1 : 0]);
	else if (key == K_LEFT)
		set_value(f, field->choices[now > 0 ? now - 1 : n - 1]);
	else if (key == K_DELETE || key == K_BACKSPACE)
		set_value(f, "");
	else
		return FORM_PASSED;
	return FORM_USED;
}

static enum form_use pick_input(struct form *f, const struct input *in)
{
	uint32_t key = input_key(in);

	if (in->kind == INPUT_TEXT || in->kind == INPUT_PASTE)
		return want_picker(f, in->text, key == ' ' ? 0 : in->bytes);
	if (key != K_DELETE && key != K_BACKSPACE)
		return FORM_PASSED;
	set_value(f, "");
	return FORM_USED;
}

/* Up on its first line and Down on its last leave a long text. */
static enum form_use text_input(struct form *f, const struct input *in)
{
	size_t caret = f->edit.caret;
	uint32_t key = input_key(in);
	bool used = edit_input(&f->edit, in);

	if (!used || ((key == K_UP || key == K_DOWN) && f->edit.caret == caret))
		return FORM_PASSED;
	f->err = (struct err){ 0 }; /* it is being mended */
	arrange(f);
	return FORM_USED;
}

static bool moved(struct form *f, uint32_t key)
{
	switch (key) {
	case K_TAB:
	case K_ENTER:
	case K_DOWN:
		return go_by(f, 1), true;
	case K_SHIFT_TAB:
	case K_UP:
		return go_by(f, -1), true;
	case K_PAGE_DOWN:
		return go_by(f, PAGE_FIELDS), true;
	case K_PAGE_UP:
		return go_by(f, -PAGE_FIELDS), true;
	default:
		return false;
	}
}

enum form_use form_input(struct form *f, const struct input *in)
{
	struct form_field field = field_at(f, f->scroll.focus);
	enum form_use use = FORM_PASSED;

	if (input_key(in) == K_F1 + 3)
		return want_picker(f, "", 0);
	if (is_text(field.kind))
		use = text_input(f, in);
	else if (field.kind == FORM_CHOICE)
		use = choice_input(f, &field, in);
	else if (field.kind == FORM_PICK)
		use = pick_input(f, in);
	if (use == FORM_PASSED && in->kind == INPUT_KEY && moved(f, in->key))
		use = FORM_USED;
	return use;
}

/* ---- drawing ---- */

/* All of them numbered, the one that holds in [ ]; where they do not fit, that one. */
static void add_choices(
	const struct form *f, size_t i, const struct form_field *field, int cols, struct buf *out)
{
	size_t now = choice_now(f, i, field);

	for (size_t n = 0; n < field->choice_count; n++)
		buf_printf(out, n == now ? "[%zu%s] " : "%zu%s ", n + 1, field->choices[n]);
	if (width_text(buf_text(out)) <= cols)
		return;
	buf_cut(out, 0);
	if (now < field->choice_count)
		buf_printf(
			out, "[%zu%s] %zu/%zu", now + 1, field->choices[now], now + 1, field->choice_count);
}

static void draw_value(
	const struct form *f, struct canvas *c, size_t i, const struct form_field *field, struct rect r)
{
	const char *value = f->ops->get(f->data, i);
	bool missing = field->required && !value[0];
	struct buf line = { 0 };
	int col;

	if (field->kind == FORM_CHOICE)
		add_choices(f, i, field, r.cols, &line);
	else
		buf_puts(&line, value);
	if (missing)
		buf_puts(&line, _("(missing)"));
	canvas_text(c, r.row, r.col, r.cols, STYLE_NORMAL, "");
	col = canvas_put(c, r.row, r.col, r.cols, missing ? STYLE_WARN : STYLE_NORMAL, buf_text(&line));
	if (field->note)
		canvas_put(c, r.row, col + 2, r.col + r.cols - col - 2, STYLE_QUIET, field->note);
	buf_free(&line);
}

static void draw_long(const struct form *f, struct canvas *c, size_t i, struct rect r)
{
	struct edit text = { .many = true };
	const char *value = f->ops->get(f->data, i);

	if (!value[0]) {
		struct form_field field = field_at(f, i);

		draw_value(f, c, i, &field, r);
		return;
	}
	edit_set(&text, value);
	text.caret = 0;
	edit_place(&text, r);
	edit_draw(&text, c, false);
	canvas_restyle(c, r, STYLE_NORMAL);
	edit_free(&text);
}

static void draw_field(
	const struct form *f, struct canvas *c, size_t i, int row, int rows, bool focus)
{
	struct form_field field = field_at(f, i);
	bool here = i == f->scroll.focus;
	struct rect r = value_area(f, row, rows);
	int y = f->area.row + row;

	canvas_text(c, y, f->area.col, f->area.cols, STYLE_NORMAL, here ? ">" : "");
	canvas_text(c, y, f->area.col + SIGN_COLS,
		field.kind == FORM_TITLE ? f->area.cols - 1 : label_cols(f),
		field.kind == FORM_TITLE ? STYLE_TITLE
			: here               ? STYLE_KEY
								 : STYLE_NORMAL,
		field.label);
	if (field.kind == FORM_TITLE)
		return;
	if (here && is_text(field.kind)) {
		edit_draw(&f->edit, c, focus);
		return;
	}
	if (field.kind == FORM_LONG)
		draw_long(f, c, i, r);
	else
		draw_value(f, c, i, &field, r);
	if (here && focus)
		canvas_cursor(c, r.row, r.col);
}

static void draw_refusal(const struct form *f, struct canvas *c, int row)
{
	char words[1024];
	struct rect r = value_area(f, row, 1);
	struct err e = f->err;

	e.where[0] = '\0'; /* it stands below its field */
	err_line(&e, words, sizeof(words));
	canvas_text(c, r.row, r.col, r.cols, STYLE_ERROR, words);
}

/* A field that is only partly in view is drawn with the lines that are. */
void form_draw(const struct form *f, struct canvas *c, bool focus)
{
	int row = -(int)f->scroll.top;

	canvas_fill(c, f->area, STYLE_NORMAL);
	for (size_t i = 0; i < count_of(f) && row < f->area.rows; i++) {
		int rows = field_rows(f, i);
		int left = f->area.rows - row;

		if (row >= 0)
			draw_field(f, c, i, row, rows < left ? rows : left, focus);
		row += rows;
		if (i == f->scroll.focus && refused(f)) {
			if (row >= 0 && row < f->area.rows)
				draw_refusal(f, c, row);
			row++;
		}
	}
}
