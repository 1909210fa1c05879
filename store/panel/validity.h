/* validity.h — what becomes of a ruling in force: amended, superseded, revoked, stayed (F27).
 *
 * The old text stays as it is: an amendment is a ruling of its own that says which one it
 * replaces, goes the same way to its number, and only then takes the old one's place.
 */
#ifndef YANPAN_STORE_PANEL_VALIDITY_H
#define YANPAN_STORE_PANEL_VALIDITY_H

#include "store/rec/act.h"
#include "store/schema/review.h"

/* A draft of the ruling's next version, written; false too where one is under way already.
 * `empty`: without its duties and wording. */
bool ruling_new_version(struct act *, const struct ruling *old, const char *reason, bool empty,
	struct ruling *out, struct err *);

/* Each puts the ruling, its case and its tasks. */
bool ruling_set_superseded(struct act *, struct ruling *old, const struct ruling *by, struct err *);
bool ruling_set_stayed(struct act *, struct ruling *, const char *reason, struct err *);
bool ruling_set_resumed(struct act *, struct ruling *, const char *reason, struct err *);
bool ruling_set_revoked(struct act *, struct ruling *, const char *reason, struct err *);

#endif
