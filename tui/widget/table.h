/* table.h — rows with columns: a window on a result.
 *
 * The widget asks for the rows it shows, at every draw; how many there are altogether costs
 * nothing.  A row begins with three signs: > focus, * mark, and one of its own (! = ?).
 */
#ifndef YANPAN_TUI_WIDGET_TABLE_H
#define YANPAN_TUI_WIDGET_TABLE_H

#include "locale/base/arena.h"
#include "tui/term/canvas.h"
#include "tui/term/input.h"
#include "tui/widget/scroll.h"

enum { TABLE_COLUMNS = 16, TABLE_SIGNS = 3, TABLE_MARKS = 12 };

struct table_column {
	const char *title; /* shown as it is: translate it before; NULL: none */
	int cols;          /* its width; for those that shrink the least */
	int shrink;        /* 0: never cut.  1 shrinks first and grows last: 事由 is 1, the units 2 */
	int wish;          /* of those that shrink: what is enough; what is over goes to 1 */
	bool right;
};

/* A stretch of a cell that was searched for; bytes. */
struct table_mark {
	size_t cell, at, bytes;
};

struct table_row {
	const char *cell[TABLE_COLUMNS]; /* in the arena, or longer lived; NULL: blank */
	char sign;                       /* '!', '=', '?' or 0 */
	bool marked;
	enum style style;
	struct table_mark marks[TABLE_MARKS];
	size_t mark_count;
};

struct table_source {
	void *data;
	void (*row)(void *data, size_t i, struct arena *a, struct table_row *out);
};

struct table {
	const struct table_column *columns; /* live as long as the table */
	size_t column_count;
	struct table_source source;
	struct scroll scroll;
	struct rect area; /* the first row is the headings, if any column has one */
};

void table_open(
	struct table *t, const struct table_column *columns, size_t count, struct table_source source);
void table_place(struct table *t, struct rect area);
void table_count(struct table *t, size_t rows); /* how many there are now */
bool table_input(struct table *t, const struct input *in);

/* `cursor`: the real cursor stands on the focused row.  `a`: for the cells of this frame. */
void table_draw(const struct table *t, struct canvas *c, struct arena *a, bool cursor);

/* The widths the columns get in so many columns of screen. */
void table_widths(const struct table_column *columns, size_t count, int cols, int *widths);

#endif
