/* edit.h — a record typed in or changed by hand: `new`, `set` and the forms.
 *
 * What only verbs may change (FIELD_READONLY) is kept from the stored record; what has
 * been issued is no longer changed by hand, but for the few fields that come later (the
 * 发文字号 of the registry).
 */
#ifndef YANPAN_STORE_PANEL_EDIT_H
#define YANPAN_STORE_PANEL_EDIT_H

#include "store/rec/act.h"

/* A fresh record with what is likely: its first state, today, the next number. */
void *edit_fresh(struct kv_txn *, const struct schema *, struct time now, struct arena *);

/* Stores a new one; takes the number where none was typed. */
bool edit_new(struct act *, const struct schema *, void *record, struct err *);

/* Stores a changed one.  ERR_RULE: it may not be changed any more, or somebody else
 * changed it since it was read (head.version). */
bool edit_save(struct act *, const struct schema *, void *record, struct err *);

/* Whether it may still be changed by hand. */
bool edit_may(struct kv_txn *, const struct schema *, const void *record, struct err *);

#endif
