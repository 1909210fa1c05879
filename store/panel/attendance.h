/* attendance.h — who is in the room for an item, and whether that is enough (F18).
 *
 * A body that has recused counts neither as present nor as absent.  Meeting quorum:
 * every body has come to the meeting.  Item quorum: every body that has not recused is
 * there now, and there are at least two of them (rules).  With fewer left only 提级 is
 * open.
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

/* A body and what is recorded of it. */
struct seat {
	struct uid unit;
	const char *name;  /* short */
	enum presence now; /* for the item */
	bool came;         /* it was in the room for one of the meeting's items */
};

/* The bodies of the panel, the convener first. */
size_t attendance_bodies(struct kv_txn *, struct unit **out, struct arena *);
size_t attendance_seats(struct kv_txn *, const struct item *, struct seat **out, struct arena *);

enum presence attendance_of(const struct item *, struct uid unit);

/* Both quorums; err says which is not met, for want of whom, and what can be done. */
bool attendance_quorum(struct kv_txn *, const struct item *, struct err *);

/* Enough bodies are left without those that have recused; else only 提级 is open. */
bool attendance_panel_stands(struct kv_txn *, const struct item *, struct err *);

/* Writes down what was said of a unit: changes its row, or adds one.  Fields that are
 * empty in `said` stay as they were. */
void attendance_record(struct item *, const struct attender *said, struct arena *);

#endif
