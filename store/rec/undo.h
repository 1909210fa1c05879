/* undo.h — takes back the last step, or brings it back.
 *
 * An undo is a new step: journal entries that put the old values back if nobody
 * changed them since.  Steps that cannot be taken back (印发, an import: it has
 * its own way) end the row: err says what to do instead.
 */
#ifndef YANPAN_STORE_REC_UNDO_H
#define YANPAN_STORE_REC_UNDO_H

#include "store/rec/act.h"
#include "store/schema/log.h"

/* The newest step of act->who that was not taken back yet.  *what is the first entry of
 * it (verb, subject), for words like "受理 工单 2026…"; its texts live in act->scratch. */
bool undo_last(struct act *, struct event *what, struct err *);
/* The step that was taken back last, unless something else was done since. */
bool redo_last(struct act *, struct event *what, struct err *);

/* One entry's changes alone, for what is taken back as a whole in its own way (an import).
 * False, ERR_RULE: the record was changed since. */
bool undo_entry(struct act *, uint64_t sequence, bool redo, const char *verb, struct err *);

/* A verb whose steps cannot be undone: done to a record of the kind. */
struct undo_final {
	enum kind kind;
	const char *verb;
};

/* Set once at start by store/panel (flow.c knows them). */
void undo_refuse(const struct undo_final *, size_t n);

#endif
