/* units.h — 单位 as the verbs need them: found by name, told apart by kind, kept in lists.
 */
#ifndef YANPAN_STORE_PANEL_UNITS_H
#define YANPAN_STORE_PANEL_UNITS_H

#include "store/rec/record.h"
#include "store/schema/panel.h"
#include "store/schema/rules.h"

/* The unit that the name, short name or alias means; false where none or several do. */
bool unit_called(struct kv_txn *, const char *name, struct unit *out, struct arena *);

/* All units that the cell of an order names ("交警大队、住建局"): those that are known and
 * meant without doubt join the list. */
void units_in_cell(struct kv_txn *, const char *cell, struct uids *list, struct arena *);

/* The same, and the names that are no unit's (or several's: *several) with 、 between. */
void units_read(struct kv_txn *, const char *cell, struct uids *list, struct buf *unknown,
	bool *several, struct arena *);

/* Short name; "" of none. */
const char *unit_short(struct kv_txn *, struct uid, struct arena *);

/* 垂管, 市级, 企业: the county cannot order it about, only ask (商请). */
bool unit_outside(const struct unit *);

/* It hands orders out (热线, 群众服务中心): by the words of the rules. */
bool unit_dispatches(const struct unit *, const struct rules *);

bool uids_have(const struct uids *, struct uid);
void uids_add(struct uids *, struct uid, struct arena *); /* once each */

/* Adds a name to a list for a sentence, "司法局、群众中心"; false, and nothing is added, where
 * `room` bytes do not hold it with something behind. */
bool name_add(char *list, size_t room, const char *name);

#endif
