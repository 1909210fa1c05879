/* undo.h — takes back the last step, or brings it back.
 *
 * An undo is a new step: journal entries that put the old values back if nobody
 * changed them since.  Steps that cannot be taken back (印发, an import: it has
 * its own way) end the row: err says what to do instead.
 */
#ifndef YANPAN_STORE_REC_UNDO_H
#define YANPAN_STORE_REC_UNDO_H

#include "store/rec/act.h"

/* `done` says in words what was taken back: verb and subject ("受理 工单 2026…"). */
bool undo_last(struct act *, struct buf *done, struct err *);
bool redo_last(struct act *, struct buf *done, struct err *);

/* Verbs whose steps cannot be undone, set once at start by store/panel (flow.c knows them). */
void undo_refuse(const char *const *verbs, size_t n);

#endif
