/* recusal.h — 回避: which body has a hand in the matter it is to review (F19).
 *
 * The program proposes, the chair announces, the verb `recuse` records.
 */
#ifndef YANPAN_STORE_PANEL_RECUSAL_H
#define YANPAN_STORE_PANEL_RECUSAL_H

#include "store/rec/record.h"
#include "store/schema/review.h"

enum conflict_why {
	CONFLICT_RETURNED = 1, /* the unit returned an order of the case */
	CONFLICT_AGAINST,      /* it is complained of */
	CONFLICT_PARTY,        /* it is a party: claims or refuses the matter */
};

struct conflict {
	struct uid body;
	struct uid unit; /* the body itself, its parent or its child */
	enum conflict_why why;
	const char *words; /* 公证处隶属司法局，系退单单位: Chinese, for the record */
};

/* Bodies that should recuse from the item and have not, each once, with the strongest
 * reason.  Having dispatched an order or having it in hand makes nobody a party. */
size_t item_conflicts(struct kv_txn *, const struct item *, struct conflict **out, struct arena *);

/* A recorder whose own body has recused from the item hands the pen over: while such a one
 * sits at the keyboard nothing is recorded on it. */
bool recusal_pen(struct act *, const struct item *, struct err *);

#endif
