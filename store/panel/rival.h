/* rival.h — an earlier ruling in force on the same matter that names another lead (F29).
 *
 * A draft must be told apart from it (区别理由) or supersede it (取代先例), with words, before
 * it can be agreed; the county may be content with a warning.  Which of the two it was stays
 * on the ruling (distinctions).
 */
#ifndef YANPAN_STORE_PANEL_RIVAL_H
#define YANPAN_STORE_PANEL_RIVAL_H

#include "store/panel/precedent.h"
#include "store/rec/act.h"

/* Both name a lead, and not the same one. */
bool rival_leads_otherwise(const struct ruling *draft, const struct ruling *earlier);

/* The draft says how and why, or is a new version of it anyway. */
bool rival_told_apart(const struct ruling *draft, struct uid earlier);

/* The draft's row about the earlier ruling; NULL: none. */
struct distinction *rival_row(const struct ruling *draft, struct uid earlier);

/* The earlier rulings from which the draft still has to be told apart. */
size_t rivals_open(struct kv_txn *, const struct ruling *draft, const struct case_ *,
	struct precedent **out, struct arena *);

/* False where there is such a one, and the rules refuse it. */
bool rivals_settled(
	struct kv_txn *, const struct ruling *draft, const struct case_ *, struct err *);
/* A line each, translated. */
void rivals_warn(
	struct kv_txn *, const struct ruling *draft, const struct case_ *, struct buf *lines);

/* With 印发: what the ruling supersedes is no longer in force.  Puts the earlier ones; the
 * ruling itself, which may get its `replaces`, is the caller's to put. */
bool rivals_supersede(struct act *, struct ruling *issued, struct err *);

#endif
