/* people.h — who was at a meeting, as its papers list them: each once, for all items.
 */
#ifndef YANPAN_STORE_DOC_PEOPLE_H
#define YANPAN_STORE_DOC_PEOPLE_H

#include "store/rec/record.h"
#include "store/schema/review.h"

enum people_group {
	PEOPLE_BODIES,  /* 出席: people of the panel's bodies who were there at all */
	PEOPLE_INVITED, /* 列席: people of other units who were */
	PEOPLE_LEAVE,   /* 请假, with the reason */
	PEOPLE_ABSENT,  /* 缺席 */
};

/* 县委编办李望舒，司法局陈砚秋（代韩司南）; "" when there is nobody. */
const char *people_words(
	struct kv_txn *, const struct item *, size_t items, enum people_group, struct arena *);

/* Why the unit recused from the item; "" where it did not. */
const char *people_recusal_reason(const struct item *, struct uid unit);

#endif
