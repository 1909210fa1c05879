/* edit.h — a record typed in or changed by hand: `new`, `set` and the forms.
 *
 * What only verbs may change (FIELD_READONLY) stays as it is stored, and a number once
 * given stays.  What was agreed or issued is no longer changed by hand, but for what
 * comes later (the registry's 发文字号, a note).
 */
#ifndef YANPAN_STORE_PANEL_EDIT_H
#define YANPAN_STORE_PANEL_EDIT_H

#include "store/rec/act.h"

/* A fresh record with what is likely: its first state, today. */
void *edit_fresh(const struct schema *, struct time now, struct arena *);

/* Whether people may make such records at all: an item comes onto an agenda by 列入议程. */
bool edit_may_new(const struct schema *, struct err *);

/* Stores a new one; takes the next number where none was typed. */
bool edit_new(struct act *, const struct schema *, void *record, struct err *);

/* Stores a changed one that was read some time ago.  ERR_RULE: it may not be changed any
 * more, or somebody else changed it since (head.version). */
bool edit_save(struct act *, const struct schema *, void *record, struct err *);

/* Whether the field of the stored record may still be changed by hand. */
bool edit_may(
	struct kv_txn *, const struct schema *, const void *record, const struct field *, struct err *);

#endif
