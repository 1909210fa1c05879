/* due.h — what is due today: the view 今日, and what `yanpan` says without a terminal.
 */
#ifndef YANPAN_STORE_PANEL_DUE_H
#define YANPAN_STORE_PANEL_DUE_H

#include "store/rec/record.h"
#include "store/schema/rules.h"

enum due_why {
	DUE_ITEM = 1,  /* on the agenda of the meeting that is open or comes next */
	DUE_CASE,      /* ready, and on no agenda */
	DUE_RULING,    /* on its way from agreement to issue */
	DUE_OBJECTION, /* to be answered */
	DUE_LATE,      /* 定后再退: returned after the ruling, and nobody took charge of it yet */
	DUE_TASK,      /* a unit's own day is near or past */
	DUE_ANSWER,    /* an extension that was asked for, a report to check */
	DUE_HAND_OVER, /* not handed over yet, or not signed for */
	DUE_CALL_BACK, /* 待回访 */
	DUE_IMPORT,    /* what today's file brought */
	DUE_ORDER,     /* to be screened, and the platform's deadline is near or past */
};

struct due {
	enum due_why why;
	enum kind kind;
	struct uid uid;
	const char *number;
	const char *title;
	const char *state;      /* translated */
	const char *state_name; /* stable */
	struct time time;       /* the meeting's, the unit's day, or the platform's deadline; 0: none */
	const char *meeting;    /* number, of an item or a ruling; "" */
};

/* In the order of due_why, within it by time and number. */
size_t due_today(struct kv_txn *, struct day today, struct due **out, struct arena *);

/* The same without the orders, of which there may be many thousands: they are what the
 * query (find/query.h) finds of kind order, sorted by `due`. */
size_t due_agenda(struct kv_txn *, struct day today, struct due **out, struct arena *);
/* The tasks of units that are past their day, the longest first. */
size_t due_late(struct kv_txn *, struct day today, struct due **out, struct arena *);
/* The newest batch of orders: not units, nor an old ledger.  False: none. */
struct batch;
bool due_last_import(struct kv_txn *, struct batch *, struct arena *);
void due_orders_query(const struct rules *, struct buf *out);
/* One of them; false: it cannot be read. */
bool due_order(struct kv_txn *, uint32_t ordinal, struct due *out, struct arena *);

const char *due_label(enum due_why); /* translated: the heading of the group */

#endif
