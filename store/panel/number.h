/* number.h — the numbers people cite: 2026-0087, 2026-15, Y001.
 *
 * A number is taken once and never given again, also when what bore it was taken
 * back: the gap is explained by the journal, where the undo names it.  Counters run
 * per kind and year (a basis: for good) and live in `meta`; they are no records, so
 * undo leaves them alone.  A number somebody typed moves the counter behind it.
 */
#ifndef YANPAN_STORE_PANEL_NUMBER_H
#define YANPAN_STORE_PANEL_NUMBER_H

#include "store/rec/act.h"

/* Case, meeting, ruling and basis have counters; "" for another kind. */
const char *number_take(struct act *, enum kind, struct arena *);

/* The one that would be taken next in that year; nothing is taken. */
const char *number_next(struct kv_txn *, enum kind, int year, struct arena *);

/* Somebody typed the number: the next one taken comes after it.  A text of another
 * pattern is left alone.  False: the year's numbers are already beyond it (whatever bore
 * it may have been taken back); bases may be typed in any order. */
bool number_typed(struct act *, enum kind, const char *number, struct err *);

/* The number came in with an old ledger: the next one taken comes after it.  Others of the
 * year may have been given since. */
void number_seen(struct act *, enum kind, const char *number);

#endif
