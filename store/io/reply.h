/* reply.h — 回复表: what a unit is asked about a case, part by part, as a sheet to fill in.
 *
 * A row a part of the matter; what the unit leads, assists or disowns is chosen from a list
 * in the sheet, and only what it is to write can be written.  What it said before stands
 * there already.  The filled-in sheet is read by import --kind claim (claim_row.h).
 */
#ifndef YANPAN_STORE_IO_REPLY_H
#define YANPAN_STORE_IO_REPLY_H

#include "store/rec/show.h"
#include "store/schema/panel.h"
#include "store/schema/review.h"

#include <stdio.h>

/* The stream must allow seeking and stays the caller's. */
bool reply_write(struct kv_txn *, const struct case_ *, const struct unit *, const struct view *,
	FILE *, struct err *);

#endif
