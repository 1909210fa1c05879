/* store.h — what the screens share: the open store and who sits at the keyboard.
 *
 * Reading is short: begin, read, end, within one input or one draw.  Writing goes
 * through a verb (store_do) or an act of one's own; both take the pen and say who has
 * it when another program does.
 */
#ifndef YANPAN_TUI_SCREEN_STORE_H
#define YANPAN_TUI_SCREEN_STORE_H

#include "store/panel/verb.h"
#include "store/rec/act.h"
#include "store/rec/show.h"
#include "store/rec/upkeep.h"
#include "tui/app/screen.h"

/* Records a screen hands to the next one beside its arg: the marked ones of a list. */
struct hand {
	enum kind kind;
	size_t n;
	struct uid *uids; /* malloc */
};

struct store {
	struct kv *kv;
	const char *backups; /* where automatic ones go; NULL: none are made */
	struct who who;
	struct arena arena; /* the texts of who */
	struct arena hits;  /* what the palette shows */
	struct hand hand;
	struct uid made;       /* a new record that the list has not been to yet */
	struct steps *steps;   /* those last offered; lives as long as the screen that asked */
	struct papers *papers; /* the list last shown; lives as long as the screen that asked */
	struct upkeep upkeep;
	struct uid unmasked; /* the record that is shown with its personal data; none: no record */
};

/* Opens the store of a folder for the screens; on false there is nothing to close. */
bool store_open(struct store *s, const char *folder, unsigned flags, struct err *e);
void store_close(struct store *s); /* safe to call twice */

/* Who sits at the keyboard from now on. */
bool store_sit(struct store *s, const char *name, struct err *e);

struct day store_today(const struct ctx *ctx);

/* How fields are shown here; personal data of `uid` only while it is the unmasked one. */
struct view store_view(const struct ctx *ctx, enum view_kind kind, struct uid uid);

bool store_read(const struct ctx *ctx, struct kv_txn *txn, struct err *e);
bool store_begin(const struct ctx *ctx, struct act *act, struct err *e);

/* One verb on one record: begins, does, commits.  `args` NULL: none. */
bool store_do(const struct ctx *ctx, const struct verb *verb, struct uid subject, const void *args,
	struct err *e);

/* One verb on many as one act, so that one undo takes it back: all or none; err names
 * the record that refused.  What `args` leave empty is as the verb suggests for each. */
bool store_do_all(const struct ctx *ctx, const struct verb *verb, const struct uid *subjects,
	size_t n, const void *args, struct err *e);

void hand_give(struct hand *h, enum kind kind, const struct uid *uids, size_t n); /* copies */
void hand_clear(struct hand *h);

#endif
