/* meta.h — what the store knows of itself: counters, its origin, its county.
 *
 *     origin          u32, drawn when the store is made: the first half of every uid here
 *     uid             the last counter given
 *     last KIND       the highest ordinal given to a kind
 *     events, step    the newest sequence and step of the journal
 *     head, clock     SM3 and time of the newest journal entry
 *     county          text
 *     form            of what the store holds (migrate.h)
 *     county rules    what the journal last saw of the county's files (rulebook.c)
 *
 * Missing numbers are 0.  Whatever else needs a counter keeps it here too.
 */
#ifndef YANPAN_STORE_REC_META_H
#define YANPAN_STORE_REC_META_H

#include "store/kv/kv.h"
#include "store/schema/schema.h"

uint64_t meta_number(struct kv_txn *, const char *name);
void meta_set_number(struct kv_txn *, const char *name, uint64_t value);
/* The number before it was raised by one. */
uint64_t meta_raise(struct kv_txn *, const char *name);

/* "" where there is none. */
const char *meta_text(struct kv_txn *, const char *name, struct arena *);
void meta_set_text(struct kv_txn *, const char *name, const char *text);

uint32_t meta_origin(struct kv_txn *);         /* drawn at the first write */
void meta_last_name(enum kind, char name[32]); /* "last order" */

#endif
