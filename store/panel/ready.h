/* ready.h — 上会条件: what a case needs before a meeting, and what mends it (F5, F14).
 *
 * The county's rules say of each whether it is only warned of or refused.
 */
#ifndef YANPAN_STORE_PANEL_READY_H
#define YANPAN_STORE_PANEL_READY_H

#include "store/rec/record.h"
#include "store/schema/review.h"
#include "store/schema/rules.h"

enum condition_of { CONDITION_RETURNS, CONDITION_PARTS, CONDITION_BASES, CONDITION_REPLIES };

struct condition {
	enum condition_of of;
	const char *words; /* 退单2次以上; of one that is not met: what is the matter */
	const char *mend;  /* how to; "" of one that is met */
	bool met;
	int firm;           /* enum strictness, never STRICT_OFF */
	struct uid consult; /* the request that is waited for, of CONDITION_REPLIES */
};

/* Those that the county asks for; the units that were asked each by itself.  Translated. */
size_t ready_conditions(struct kv_txn *, const struct case_ *, struct day today,
	struct condition **out, struct arena *);

/* What is not met and only warned of, a line each. */
void ready_warn(struct kv_txn *, const struct case_ *, struct buf *lines);
/* False: one that is refused is not met. */
bool ready_enough(struct kv_txn *, const struct case_ *, struct err *);

#endif
