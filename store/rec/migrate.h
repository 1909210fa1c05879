/* migrate.h — the form of what a store holds, and the steps from an older one to today's.
 *
 * `form` in meta counts up when a program needs what older stores lack.  Each step is one
 * transaction with the new form in it, so that a program killed in it leaves the store as
 * it was, and the next start does it again.  Before the first step the stamp (store/kv)
 * takes a number that keeps out programs from before there were forms; a program that
 * meets a newer form than it knows refuses the store.
 *
 *     1  before forms were counted
 *     2  imports keep the SM3 of the personal data they brought in
 *     3  days and times stand in `set`, and there are grams: a program that does not know
 *        of them would leave them behind what it writes; reindex.h builds them
 */
#ifndef YANPAN_STORE_REC_MIGRATE_H
#define YANPAN_STORE_REC_MIGRATE_H

#include "store/rec/act.h"

enum { FORM_NOW = 3 };

/* 0: nothing was ever written. */
unsigned migrate_form(struct kv_txn *);

/* Whether the store is of an older form.  False, ERR_STORE: of a newer one, or unreadable. */
bool migrate_due(struct kv *, bool *due, struct err *);

/* Brings the store to today's form, step by step; does nothing where it has it.  ERR_BUSY:
 * another program has the store open. */
bool migrate_store(struct kv *, const struct who *, struct time now, struct err *);

#endif
