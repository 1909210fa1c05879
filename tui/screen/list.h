/* list.h — the state of the list screen, for its files only.
 *
 * list.c is the screen; list_greet.c its first look; list_rows.c what it shows and where
 * its focus stands; list_preview.c the part below or beside it; list_empty.c what stands
 * there instead of rows.
 */
#ifndef YANPAN_TUI_SCREEN_LIST_H
#define YANPAN_TUI_SCREEN_LIST_H

#include "tui/screen/frame.h"
#include "tui/screen/marks.h"
#include "tui/screen/rows.h"
#include "tui/screen/steps.h"
#include "tui/screen/views.h"
#include "tui/widget/finder.h"

enum { LIST_VIEWS = 9 };

struct list {
	bool work; /* the work list with its views; else all records of one kind */
	size_t view;
	enum kind kind;   /* KIND_NONE: what is due today */
	char filter[128]; /* F3 */
	const char *sort; /* NULL: the view's or the kind's own */
	struct finder finder;
	struct table table;
	struct rows_view rows;
	struct result *result; /* of KIND_NONE: the orders, which come last */
	struct due *due;       /* of KIND_NONE: the rest */
	size_t due_count;
	size_t *found; /* of `due`, what the finder leaves */
	size_t found_count;
	struct arena due_arena;
	struct marks marks;
	struct err refused; /* the query cannot be read: the old rows stay */
	size_t counts[LIST_VIEWS];
	uint64_t generation;  /* of the store when `events` was read */
	uint64_t events;      /* the journal's last: batches that do not count yet are not in it */
	uint64_t read;        /* `events` when the rows were read */
	uint64_t counted;     /* … and when the views were counted */
	bool heads;           /* they have been */
	bool halted;          /* the store failed while counting */
	struct time imported; /* the newest import */
	char county[128];
	bool bare; /* the store has no order at all */
	struct steps steps;
	uint64_t steps_done;
	bool handed; /* the marked went to a form */
	struct kv *kv;
	struct time now;
	bool greeted, told;        /* told: of the county's files */
	struct picker_row *offers; /* of the list that is open over the screen */
	const struct field **sorts;
};

/* What a row is. */
struct list_row {
	enum kind kind;
	uint32_t ordinal;
	struct uid uid;
};

/* Reads the rows anew; the focus stays on its record where that is still there. */
void list_read(struct list *l, const struct ctx *ctx);
/* The same after a key in the finder: where the focus goes is said afterwards. */
void list_narrow(struct list *l, const struct ctx *ctx);
/* Reads all anew if somebody has written since; else counts on. */
void list_tick(struct list *l, const struct ctx *ctx);
bool list_counts(const struct list *l); /* is not at its end with it */
void list_close(struct list *l);
/* After the finder narrowed: to the record whose number was typed, else to the first. */
void list_focus_found(struct list *l);

size_t list_count(const struct list *l);
bool list_row_at(const struct list *l, size_t i, struct list_row *out);
static inline bool list_row(const struct list *l, struct list_row *out)
{
	return list_row_at(l, l->table.scroll.focus, out);
}

/* The marked records, else the one in focus; in `a`.  0: there is none. */
size_t list_chosen(const struct list *l, enum kind *kind, struct uid **out, struct arena *a);

void list_show_view(struct list *l, const struct ctx *ctx, size_t view);
void list_show_kind(struct list *l, const struct ctx *ctx, enum kind kind);

void list_draw_preview(
	const struct list *l, const struct ctx *ctx, struct canvas *c, struct rect area, bool beside);

/* How rows come about, where there are none. */
void list_draw_empty(const struct list *l, struct canvas *c, struct rect area);

/* The first look: who sits at the keyboard, what was begun (list_greet.c). */
struct effect list_greet(struct list *l, struct ctx *ctx);
/* Once for every reading of the county's files: the line that is wrong. */
struct effect list_warn(struct list *l, struct ctx *ctx);
struct effect list_operator(void *state, struct ctx *ctx);
struct effect list_drafts(void *state, struct ctx *ctx);

#endif
