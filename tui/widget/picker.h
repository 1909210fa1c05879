/* picker.h — a list to choose from: arrows, digits for the rows in view, a finder.
 *
 * Rows come from callbacks as they are shown, so a big list costs what its window costs.
 * picker_find_in() gives the usual callback for lists that are in memory.
 */
#ifndef YANPAN_TUI_WIDGET_PICKER_H
#define YANPAN_TUI_WIDGET_PICKER_H

#include "locale/base/arena.h"
#include "tui/widget/finder.h"
#include "tui/widget/scroll.h"

struct picker_row {
	const char *words, *note, *why_not; /* note (at the right) and why_not may be NULL */
};

struct picker_source {
	void *data;
	size_t (*find)(void *data, const char *text);              /* rows the text leaves */
	void (*row)(void *data, size_t i, struct picker_row *out); /* texts until the next call */
	size_t (*number)(void *data, size_t i); /* row i of those found is which of all; NULL: i */
};

struct picker {
	struct picker_source source;
	const char *title; /* lives as long as the picker */
	struct finder finder;
	struct scroll scroll;
	struct rect area;
	bool many;      /* Space marks */
	bool plain;     /* no finder: a short menu */
	size_t here;    /* number of the row that was taken */
	size_t *marked; /* numbers of all, in the order they were marked */
	size_t marked_count, marked_room;
};

enum picker_use {
	PICKER_PASSED,
	PICKER_MOVED,
	PICKER_TAKEN,   /* Enter or a digit: picker_taken() */
	PICKER_REFUSED, /* taken, but it has a why_not: scroll.focus is on it */
	PICKER_LEFT,    /* Esc */
};

void picker_open(struct picker *p, const char *title, struct picker_source source);
void picker_free(struct picker *p);
void picker_place(struct picker *p, struct rect area);
enum picker_use picker_input(struct picker *p, const struct input *in);
void picker_draw(const struct picker *p, struct canvas *c);

void picker_again(struct picker *p);                  /* the source has changed: find anew */
void picker_type(struct picker *p, const char *text); /* as if it was typed into the finder */
void picker_focus(struct picker *p, size_t row);
void picker_mark(struct picker *p, size_t number, bool on);
bool picker_is_marked(const struct picker *p, size_t number);

/* What was taken, as numbers of all: the marked, else the row in focus. */
size_t picker_taken(const struct picker *p, const size_t **numbers);

/* ---- lists in memory ---- */

/* True when the words hold the text: any part, folded (繁简, width, case), or by its pinyin. */
bool picker_matches(const char *words, const char *text);

/* A source over an array of rows: they and the arena live as long as the picker. */
struct picker_source picker_list(const struct picker_row *rows, size_t count, struct arena *a);

#endif
