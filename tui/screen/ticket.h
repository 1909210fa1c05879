/* ticket.h — what the ticket screen shows of a record, for its files only.
 *
 * Everything is read at once into the ticket's arena and only looked at by drawing.
 */
#ifndef YANPAN_TUI_SCREEN_TICKET_H
#define YANPAN_TUI_SCREEN_TICKET_H

#include "tui/screen/matrix.h"
#include "tui/screen/pick.h"
#include "tui/screen/steps.h"
#include "tui/widget/pager.h"
#include "tui/widget/scroll.h"

enum { TICKET_TASKS = '8' }; /* the digit of the page of tasks */
enum { TICKET_PAGES = 9, TICKET_HEAD_ROWS = 2, TICKET_LACKS = 3 };

struct ticket_page {
	char digit;
	const char *label; /* translated */
	const char *text;  /* "" is an empty page */
};

/* A unit that was asked: a row of page 6. */
struct ticket_consult {
	struct uid uid;
	const char *line, *words;
	bool late;
};

/* A ruling of page 5, to be opened. */
struct ticket_past {
	struct uid uid;
	const char *words, *note;
};

struct ticket_words {
	const char *title; /* 研判件 2026-0087  事由 */
	const char *state;
	const char *head[TICKET_HEAD_ROWS]; /* what and who; the clocks that are not ours */
	struct ticket_page pages[TICKET_PAGES];
	size_t page_count;
	const struct ticket_past *past; /* of page 5, in its order */
	size_t past_count;
	const char *lack[TICKET_LACKS]; /* what stands in the way of the next step; NULL: nothing */
	/* Of a case: */
	struct matrix_facts claims;
	const char *closed; /* why nothing can be said any more; NULL: it can */
	struct ticket_consult *consults;
	size_t consult_count;
	const char *advice; /* 专业意见 */
};

/* Where Enter goes on to: the case of an order, the item of a case, the records of a batch. */
struct ticket_next {
	enum kind kind; /* KIND_NONE: there is none */
	struct uid uid;
	const char *filter; /* a list of the kind, narrowed; NULL: the record */
};

struct ticket {
	enum kind kind;
	struct uid uid;
	const char *where; /* "2/5" of the list one came from, or "" */
	struct ticket_words words;
	struct ticket_next next;
	size_t page;
	struct pager pager;
	struct pager side;       /* the history, where there is room for it */
	bool on_side;            /* the keys go to it */
	struct matrix_view cell; /* page 3: the cell in focus */
	struct scroll asked;     /* page 6: the unit in focus */
	struct pick pick;
	struct picker_row values[4];
	struct arena read;
	uint64_t generation;
	struct steps steps;
	struct arg found;
};

bool ticket_read(struct kv_txn *txn, const struct ctx *ctx, enum kind kind, struct uid uid,
	struct ticket_words *out, struct ticket_next *next, struct arena *a, struct err *e);

/* Reads it anew. */
struct effect ticket_again(struct ticket *t, struct ctx *ctx);
/* What was done is seen at once; the effect goes on. */
struct effect ticket_after_step(void *state, struct ctx *ctx, struct effect effect);

/* The pages that only a case has, read into `out`: 3部门意见, 6征求, 7材料; 上会条件 as what is
 * lacking; 先行办理 for the head (ticket_case.c). */
void ticket_case_claims(struct kv_txn *txn, const struct ctx *ctx, const struct case_ *c,
	struct ticket_words *out, struct arena *a);
void ticket_case_asked(struct kv_txn *txn, const struct ctx *ctx, const struct case_ *c,
	struct ticket_words *out, struct arena *a);
void ticket_case_materials(const struct case_ *c, struct ticket_words *out, struct arena *a);
void ticket_case_conditions(struct kv_txn *txn, const struct ctx *ctx, const struct case_ *c,
	struct ticket_words *out, struct arena *a);
void ticket_case_units(struct kv_txn *txn, const struct case_ *c, struct buf *out, struct arena *a);

/* Page 3: the matrix, filled in cell by cell (ticket_claims.c).  pass(): not for it. */
void ticket_claims_place(struct ticket *t, struct rect area);
struct effect ticket_claims_input(struct ticket *t, struct ctx *ctx, const struct input *in);
struct effect ticket_claims_pick(void *state, struct ctx *ctx); /* F4 */
void ticket_claims_draw(
	const struct ticket *t, const struct ctx *ctx, struct canvas *c, struct rect area);

/* Page 6: a row a unit, the bodies' opinions below (ticket_consults.c). */
void ticket_consults_place(struct ticket *t, struct rect area);
struct effect ticket_consults_input(struct ticket *t, struct ctx *ctx, const struct input *in);
void ticket_consults_draw(
	const struct ticket *t, const struct ctx *ctx, struct canvas *c, struct rect area);

#endif
