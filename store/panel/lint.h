/* lint.h — whether a duty says what is to be done (F13): vague words, no verb, no object.
 *
 * Only told, never in the way.  The words are the county's (rules.conf); what is offered
 * instead is what rulings in force say of the same unit.
 */
#ifndef YANPAN_STORE_PANEL_LINT_H
#define YANPAN_STORE_PANEL_LINT_H

#include "store/rec/record.h"
#include "store/schema/review.h"
#include "store/schema/rules.h"

/* What is wrong with the words of a duty, translated: “配合做好” says little; "" where nothing
 * is, and of words that are blank. */
const char *lint_words(const struct rules *, const char *words, struct arena *);

/* A duty of the unit in a ruling in force that says more; "" where there is none. */
const char *lint_better(struct kv_txn *, struct uid unit, struct arena *);

/* A line for every duty of the ruling that says little. */
void lint_ruling(struct kv_txn *, const struct ruling *, struct buf *lines);

#endif
