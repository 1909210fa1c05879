/* projection.h — what the projector follows (F22): a small file beside the store.
 *
 * The recorder's review screen writes it, `yanpan project` reads it; no transaction and
 * no sync, so that typing never waits for it and a frame is there within a blink.  It
 * holds what everybody in the room may read and nothing else: no caller, no notes, no
 * positions, no materials, and of items that are not being heard only the number.
 *
 * Texts of a projection are one line each.
 */
#ifndef YANPAN_STORE_PANEL_PROJECTION_H
#define YANPAN_STORE_PANEL_PROJECTION_H

#include "locale/base/clock.h"
#include "store/rec/record.h"
#include "store/schema/review.h"

enum projection_kind {
	PROJECTION_NONE,    /* no meeting is followed */
	PROJECTION_BETWEEN, /* between two items: only the next one's number */
	PROJECTION_ITEM,    /* the item that is being heard */
	PROJECTION_SUMMARY, /* 散会核对: all outcomes, to be read out */
};

/* A unit and what it shall do; of the summary: an item and how it ended. */
struct projection_line {
	const char *label; /* 牵头, 配合, 争议; 议题二 */
	const char *name;  /* the unit; the matter */
	const char *limit; /* 5个工作日，10月9日前; the outcome */
	const char *words; /* the duty */
};

struct projection {
	enum projection_kind kind;
	bool curtain;        /* the name of the meeting only */
	const char *meeting; /* 第15次研判会 */
	const char *item;    /* 议题二(共五项) */
	const char *stage;   /* 讨论稿, 已议定; "": no wording was sent */
	const char *title;
	struct projection_line *lines; /* disputes, then duties, the lead first */
	size_t count;
	const char *bases; /* 《…》第三十条、… */
	int64_t seconds;   /* spent on the item when this was written */
	struct time at;    /* … and when that was; 0: the clock stands still */
};

/* The item as the room may see it.  `wording`: the ruling as it was sent to the projector,
 * NULL: none was.  meeting, item, stage, seconds and at are for the caller to fill in. */
void projection_item(struct kv_txn *, const struct case_ *, const struct ruling *wording,
	struct day today, struct projection *out, struct arena *a);

/* 散会核对: every item of the meeting, its outcome, units and days, to be read out before it
 * closes; what is undecided says that it goes over.  meeting is for the caller to fill in. */
void projection_summary(
	struct kv_txn *, struct uid meeting, struct day today, struct projection *out, struct arena *a);

/* As text, for the file and to see whether anything changed. */
void projection_text(const struct projection *, struct buf *out);
void projection_parse(const char *text, struct projection *out, struct arena *a);

/* The file in the store's folder. */
bool projection_write(const char *folder, const struct buf *text, struct err *);
/* Nothing there, or unreadable: PROJECTION_NONE. */
void projection_read(const char *folder, struct projection *out, struct arena *a);

/* Whether a projector follows the store: it holds a lock while it runs. */
bool projection_followed(const char *folder);
/* Held by the descriptor until it is closed; -1: it cannot be held. */
int projection_follow(const char *folder);

#endif
