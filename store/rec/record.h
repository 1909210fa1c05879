/* record.h — reading and writing whole records.
 *
 * A write keeps everything that stands on a record in step: the record, its
 * personal part, the look-up by number and uid, sort and set, and one entry of
 * the journal.  It must be inside an act (see act.h).  What is read is copied
 * into the caller's arena and stays good.
 */
#ifndef YANPAN_STORE_REC_RECORD_H
#define YANPAN_STORE_REC_RECORD_H

#include "store/kv/kv.h"
#include "store/rec/act.h"
#include "store/schema/schema.h"

/* False and ERR_ABSENT: no live record there; ERR_STORE: damaged.  Both parts are read. */
bool record_get(
	struct kv_txn *, const struct schema *, struct uid, void *record, struct arena *, struct err *);
bool record_at(struct kv_txn *, const struct schema *, uint32_t ordinal, void *record,
	struct arena *, struct err *);
/* Both parts, also of one that no longer counts: for undo and take-back. */
bool record_any(struct kv_txn *, const struct schema *, uint32_t ordinal, void *record,
	struct arena *, struct err *);
/* The public part only: what lists and searches need. */
bool record_peek(struct kv_txn *, const struct schema *, uint32_t ordinal, void *record,
	struct arena *, struct err *);

/* By what a person cites it by: number, name, alias; case and width do not
 * matter.  ERR_ABSENT names the kind and the word; a name that two records bear
 * is ERR_INPUT and names both. */
bool record_find(struct kv_txn *, const struct schema *, const char *number, void *record,
	struct arena *, struct err *);
/* All that bear the name, at most `most`; how many there are. */
size_t record_named(
	struct kv_txn *, const struct schema *, const char *name, uint32_t *ordinals, size_t most);
/* The ordinal of a uid; 0: none. */
uint32_t record_ordinal(struct kv_txn *, enum kind, struct uid);
bool record_live(struct kv_txn *, enum kind, uint32_t ordinal);

/* What stands for a link on a screen: the record's number or short name, "" for none,
 * and its title. */
const char *record_number(struct kv_txn *, enum kind, struct uid, struct arena *);
const char *record_title(struct kv_txn *, enum kind, struct uid, struct arena *);

/* Writes a new record (head.ordinal 0: uid and ordinal are given) or one that was
 * read in this act.  Checks schema_check(), that names are free and that no
 * text that is new is marked as a state secret.  A record that
 * did not change leaves no trace.  `verb` goes to the journal. */
bool record_put(struct act *, const struct schema *, void *record, const char *verb, struct err *);

/* Takes a record out of what counts, or back in (undo of its making, a batch). */
bool record_set_live(struct act *, const struct schema *, uint32_t ordinal, bool live,
	const char *verb, struct err *);

/* The highest ordinal ever given to a kind. */
uint32_t record_last(struct kv_txn *, enum kind);

#endif
