/* edit.h — text that a person types: one line, or many with CJK wrapping.
 *
 * The cursor steps by what a person takes for one character (utf8_cluster_*).  What is
 * typed or pasted is cleaned of control and format characters and is never cut; a single
 * line takes a line end as a blank.  Typing can be undone (Ctrl+U, Ctrl+Z) and redone
 * (Ctrl+Y), runs of typing as one step.
 *
 * Like every widget: a zeroed struct is an empty one; x_place() says where it stands
 * (call it on INPUT_RESIZE), x_input() says whether it used the input, x_draw() draws it,
 * x_free() is safe to call twice.
 */
#ifndef YANPAN_TUI_WIDGET_EDIT_H
#define YANPAN_TUI_WIDGET_EDIT_H

#include "locale/base/buf.h"
#include "tui/term/canvas.h"
#include "tui/term/input.h"

#include <stdbool.h>
#include <stddef.h>

struct edit_step; /* one change, for undo */

/* Where the first lines of a wrapped text begin: what a key far behind them need not find
 * again. */
struct edit_lines {
	size_t *starts; /* bytes */
	size_t n, room;
	int cols; /* they were wrapped at */
};

struct edit {
	struct buf text;
	size_t caret; /* byte, always between two characters */
	bool many;    /* several lines: Enter breaks, Up and Down move */
	bool secret;  /* shown as * */
	struct rect area;
	struct edit_lines lines;
	size_t top;   /* many: first shown line; one line: first shown byte */
	int want_col; /* the column Up and Down try to keep; -1: the caret's */
	struct edit_step *steps;
	size_t step_count, step_room, step_at; /* steps before step_at are done */
	int run;                               /* what the next key may join to the last step */
	uint64_t change; /* goes up with every change: is there something to save? */
};

void edit_set(struct edit *e, const char *text); /* forgets the steps; caret at the end */
const char *edit_text(const struct edit *e);
bool edit_empty(const struct edit *e);
void edit_free(struct edit *e);

void edit_place(struct edit *e, struct rect area);
bool edit_input(struct edit *e, const struct input *in);
/* `focus`: the real cursor stands in it. */
void edit_draw(const struct edit *e, struct canvas *c, bool focus);

void edit_insert(struct edit *e, const char *text, size_t bytes); /* at the caret, one step */
/* Puts the text in the place of these bytes, the caret behind it, as one step. */
void edit_replace(struct edit *e, size_t from, size_t to, const char *text, size_t bytes);
bool edit_undo(struct edit *e);
bool edit_redo(struct edit *e);

int edit_rows(const struct edit *e, int cols); /* lines it takes when wrapped at `cols` */

#endif
