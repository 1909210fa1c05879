/* act.h — one thing that somebody did: all of it is there, or none.
 *
 * Verbs (store/panel) take an act and never commit; whoever began it commits.
 * All journal entries of an act share its step, so that one undo takes it back.
 */
#ifndef YANPAN_STORE_REC_ACT_H
#define YANPAN_STORE_REC_ACT_H

#include "store/kv/kv.h"
#include "store/schema/schema.h"

/* Who sits at the keyboard.  Known from the first day: asked once. */
struct who {
	struct uid member;   /* none where the name is no member's */
	const char *name;    /* 操作人 */
	const char *os_user; /* of the operating system */
	const char *host;
};

struct act {
	struct kv_txn txn;
	const struct who *who;
	struct time now;
	int64_t step;         /* of the journal; given at the first entry */
	int64_t undoes;       /* goes into every entry: the step this act takes back or brings back */
	struct arena scratch; /* for what need not outlive the act */
};

/* Takes the pen (see kv.h): ERR_BUSY names who has it.  Where the county's files have changed
 * an entry of its own says so first (rulebook.h). */
bool act_begin(struct act *, struct kv *, const struct who *, struct time now, struct err *);
bool act_commit(struct act *, struct err *);
void act_abort(struct act *); /* safe after act_commit */

#endif
