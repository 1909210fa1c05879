/* circulate.h — 传签: a clear case settled in writing between meetings (F77).
 *
 * A meeting of the kind 传签 has no opening and no attendance.  `notify` sends a finished
 * text round; each body that has not recused states its position, with day and signer.
 * With the last one the item is agreed; where one disagrees it goes to a sitting instead.
 * With the last item the meeting closes itself.
 */
#ifndef YANPAN_STORE_PANEL_CIRCULATE_H
#define YANPAN_STORE_PANEL_CIRCULATE_H

#include "store/rec/record.h"
#include "store/schema/panel.h"
#include "store/schema/review.h"

/* The item's meeting is a 传签. */
bool circulate_item(struct kv_txn *, const struct item *);

/* Every text is finished; sets until when the bodies have time. */
bool circulate_begin(
	struct act *, struct meeting *, const struct item *items, size_t n, struct err *);

/* Who has not answered yet: bodies that have neither recused nor stated a position. */
size_t circulate_silent(struct kv_txn *, const struct item *, struct unit **out, struct arena *);

/* Enough bodies are left, and all of them have answered; err names those who have not. */
bool circulate_answered(struct kv_txn *, const struct item *, struct err *);

/* These three say yes of a meeting that sits in a room.
 * A position in writing has a signer and a day, today unless it says so. */
bool circulate_signed(struct act *, const struct item *, struct position *, struct err *);
/* Nobody has signed the text yet: it may still be changed. */
bool circulate_text_open(struct kv_txn *, const struct item *, struct err *);
/* The item is heard in a room: attendance can be recorded. */
bool circulate_needs_room(struct kv_txn *, const struct item *, struct err *);

/* After a position or a recusal: agrees the item, or sends it to a sitting, and closes the
 * meeting, as far as everybody has answered.  *item is as it now stands. */
bool circulate_settle(struct act *, struct item *, struct err *);

#endif
