/* ticket.h — what the ticket screen shows of a record, for its files only.
 *
 * Everything is read at once into the ticket's arena and only looked at by drawing.
 */
#ifndef YANPAN_TUI_SCREEN_TICKET_H
#define YANPAN_TUI_SCREEN_TICKET_H

#include "tui/screen/steps.h"
#include "tui/widget/pager.h"

enum { TICKET_TASKS = '8' }; /* the digit of the page of tasks */
enum { TICKET_PAGES = 6, TICKET_HEAD_ROWS = 2, TICKET_LACKS = 2 };

struct ticket_page {
	char digit;
	const char *label; /* translated */
	const char *text;  /* "" is an empty page */
};

struct ticket_words {
	const char *title; /* 研判件 2026-0087  事由 */
	const char *state;
	const char *head[TICKET_HEAD_ROWS]; /* what and who; the clocks that are not ours */
	struct ticket_page pages[TICKET_PAGES];
	size_t page_count;
	const char *lack[TICKET_LACKS]; /* what stands in the way of the next step; NULL: nothing */
};

/* Where Enter goes on to: the case of an order, the item of a case, the records of a batch. */
struct ticket_next {
	enum kind kind; /* KIND_NONE: there is none */
	struct uid uid;
	const char *filter; /* a list of the kind, narrowed; NULL: the record */
};

bool ticket_read(struct kv_txn *txn, const struct ctx *ctx, enum kind kind, struct uid uid,
	struct ticket_words *out, struct ticket_next *next, struct arena *a, struct err *e);

#endif
