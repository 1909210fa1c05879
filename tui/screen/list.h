/* list.h — the state of the list screen, for its files only.
 *
 * list.c is the screen; list_greet.c its first look; list_rows.c what it shows and where
 * its focus stands; list_find.c what is typed and list_filters.c what is saved of it;
 * list_preview.c the part below or beside it; list_empty.c what stands there instead of rows.
 */
#ifndef YANPAN_TUI_SCREEN_LIST_H
#define YANPAN_TUI_SCREEN_LIST_H

#include "store/find/complete.h"
#include "tui/screen/drawn.h"
#include "tui/screen/frame.h"
#include "tui/screen/marks.h"
#include "tui/screen/rows.h"
#include "tui/screen/steps.h"
#include "tui/screen/views.h"
#include "tui/widget/finder.h"

enum { LIST_VIEWS = 9, LIST_SAVED = 200 };

/* How the word that is being typed may go on. */
struct list_offers {
	struct completion found;
	size_t at; /* the one that Tab takes */
	struct arena arena;
	struct tally *values; /* of the field the caret is in; NULL: not counted */
	struct tally_by by;
	uint64_t generation;
};

/* A saved filter in the list of them. */
struct list_saved {
	const char *name, *query, *sort, *line;
	enum kind of;
	struct result *result; /* counts on while the row is shown; NULL: cannot be read */
	char words[32];
};

struct list {
	bool work; /* the work list with its views; else all records of one kind */
	size_t view;
	enum kind kind;            /* KIND_NONE: what is due today */
	char filter[ARG_TEXT];     /* F3 */
	const char *sort;          /* NULL: the view's or the kind's own */
	struct finder finder, box; /* the box: F3, the filter while it is typed */
	bool boxing;
	char filter_before[ARG_TEXT]; /* what Esc brings back */
	struct list_offers going_on;
	struct list_saved *saved; /* while they are shown */
	size_t saved_count, saved_found[LIST_SAVED];
	struct arena saved_arena;
	const char *saving; /* the name that is asked about */
	struct table table;
	struct rows_view rows;
	struct drawn drawn;
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
	bool heads;           /* they have been: after the first frame */
	bool halted;          /* the store failed while counting */
	struct time imported; /* the newest import of orders */
	char county[ARG_TEXT];
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

/* All that its rows satisfy: of the view, the filter and the finder. */
void list_query(const struct list *l, struct buf *out);

/* Reads the rows anew; the focus stays on its record where that is still there. */
void list_read(struct list *l, const struct ctx *ctx);
/* The same after a key in the finder: where the focus goes is said afterwards. */
void list_narrow(struct list *l, const struct ctx *ctx);
/* Reads all anew if somebody has written since; else counts on. */
void list_tick(struct list *l, const struct ctx *ctx);
bool list_counts(const struct list *l); /* is not at its end with it; the views' come last */
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

/* What is typed (list_find.c).  list_type() passes what is not its own. */
struct effect list_type(struct list *l, struct ctx *ctx, const struct input *in);
struct effect list_filter(void *state, struct ctx *ctx);
/* Puts a filter in the place of the one there is. */
void list_take_filter(struct list *l, struct ctx *ctx, const char *filter, const char *sort);
void list_draw_line(const struct list *l, const struct ctx *ctx, struct canvas *c);
void list_draw_offers(const struct list *l, struct canvas *c, struct rect row);
void list_close_line(struct list *l);
/* Whether more is to be counted of the values that are offered, and a little of it. */
bool list_offers_count(const struct list *l);
void list_offers_tick(struct list *l);
struct effect list_say_too_long(void);

/* Saved filters (list_filters.c). */
struct effect list_filters(void *state, struct ctx *ctx);
struct effect list_keep_filter(void *state, struct ctx *ctx);
struct effect list_rename_filter(void *state, struct ctx *ctx);
struct effect list_drop_filter(void *state, struct ctx *ctx);
void list_filters_close(struct list *l);

/* How rows come about, where there are none. */
void list_draw_empty(const struct list *l, struct canvas *c, struct rect area);

/* The first look: who sits at the keyboard, what was begun (list_greet.c). */
struct effect list_greet(struct list *l, struct ctx *ctx);
/* Once for every reading of the county's files: the line that is wrong. */
struct effect list_warn(struct list *l, struct ctx *ctx);
struct effect list_operator(void *state, struct ctx *ctx);
struct effect list_drafts(void *state, struct ctx *ctx);

#endif
