/* guide.h — 派单指引: to whom an order goes by the rulings in force, with words to paste (F30).
 *
 * A row for a class says so by its conditions, a row for an order by its number.  The words
 * are Chinese whatever the language of the screens: they are pasted into the platform.
 */
#ifndef YANPAN_STORE_PANEL_GUIDE_H
#define YANPAN_STORE_PANEL_GUIDE_H

#include "store/panel/precedent.h"

struct guide_row {
	const char *number;         /* of the order; "" for a class */
	const char *matter;         /* of the order; of a class its conditions */
	const char *lead, *assists; /* 主办, 协办 */
	const char *ruling;
	const char *words;   /* to paste */
	const char *in_hand; /* who has the order */
	bool elsewhere;      /* and that is neither the lead nor an assist */
};

extern const struct schema guide_schema;

/* Of a class ruling. */
void guide_class(struct kv_txn *, const struct ruling *, struct guide_row *, struct arena *);
/* Of an order: its precedent, its case's ruling in force, else the newest class ruling that
 * matches.  False: none speaks of it. */
bool guide_order(struct kv_txn *, const struct precedent_classes *, const struct order *,
	struct guide_row *, struct arena *);

#endif
