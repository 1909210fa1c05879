/* attendance.h — who is in the room for an item, and whether that is enough (F18, F19).
 *
 * A body that has recused counts neither as present nor as absent.  Meeting quorum:
 * every body has come.  Item quorum: every body that has not recused is there now, and
 * at least two (rules).  With so many recused that fewer remain, only 提级 is open.
 */
#ifndef YANPAN_STORE_PANEL_ATTENDANCE_H
#define YANPAN_STORE_PANEL_ATTENDANCE_H

#include "store/rec/record.h"
#include "store/schema/panel.h"
#include "store/schema/review.h"

enum presence {
	PRESENCE_NONE,    /* nothing is recorded */
	PRESENCE_HERE,    /* 出席 代会 返席 */
	PRESENCE_AWAY,    /* 请假 缺席 离席; 列席 is not a body's seat either */
	PRESENCE_RECUSED, /* 回避 */
};

/* A body and what is recorded of it for an item. */
struct seat {
	struct uid unit;
	const char *name; /* short */
	enum presence now;
	bool came; /* to the meeting: it was in the room for one of its items */
};

/* All units of the table that are bodies of the panel, the convener first. */
size_t attendance_bodies(struct kv_txn *, struct unit **out, struct arena *);
size_t attendance_seats(struct kv_txn *, const struct item *, struct seat **out, struct arena *);

enum presence attendance_of(const struct item *, struct uid unit);

/* Both quorums; err says which, who is missing and what can be done. */
bool attendance_quorum(struct kv_txn *, const struct item *, struct err *);

/* All items of a meeting in the order of its agenda. */
size_t meeting_items(struct kv_txn *, struct uid meeting, struct item **out, struct arena *);

enum conflict_why {
	CONFLICT_RETURNED = 1, /* the unit returned an order of the case */
	CONFLICT_AGAINST,      /* it is complained of */
	CONFLICT_PARTY,        /* it is a party: claims or refuses the matter */
};

/* Why a body should recuse. */
struct conflict {
	struct uid body;
	struct uid unit; /* the body itself, its parent or its child */
	enum conflict_why why;
	const char *words; /* "县公证处隶属司法局，系退单单位": Chinese, for the record */
};

/* Bodies that should recuse from the item and have not, each once.  Having dispatched an
 * order or having it in hand makes nobody a party. */
size_t item_conflicts(struct kv_txn *, const struct item *, struct conflict **out, struct arena *);

#endif
