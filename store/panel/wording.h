/* wording.h — a ruling as it is written, whoever writes it: on the item of a meeting, as an
 * amendment, or changed for a body that countersigns.
 */
#ifndef YANPAN_STORE_PANEL_WORDING_H
#define YANPAN_STORE_PANEL_WORDING_H

#include "store/rec/act.h"
#include "store/schema/review.h"

/* What was typed on the stored ruling; what only verbs change stays as it is stored.  False:
 * somebody changed it since it was read. */
bool wording_typed(
	const struct ruling *stored, const struct ruling *typed, struct ruling *out, struct err *);

/* Everybody sees the same sentence: composed, unless somebody edited it. */
void wording_fix(struct act *, struct ruling *);

/* The unit's duty in the place of its earlier one; one without words, limit and bases takes
 * it out. */
bool wording_set_duty(struct ruling *, const struct duty *given, struct arena *, struct err *);

void wording_lead_first(struct ruling *, struct arena *);

#endif
