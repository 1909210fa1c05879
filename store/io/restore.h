/* restore.h — a backup takes the place of the store, which is set aside.
 *
 * The copy is made and verified inside the store's folder first; the change itself is
 * one renaming, after which either the old or the new data file is there.  The old one
 * lies in STORE/aside/TIME, a store like any other.  Drafts stay, those of the backup come
 * beside them; so do the county's rules.
 */
#ifndef YANPAN_STORE_IO_RESTORE_H
#define YANPAN_STORE_IO_RESTORE_H

#include "locale/base/arena.h"
#include "locale/base/clock.h"
#include "locale/base/err.h"

#include <stdbool.h>

/* `from`: the folder of one backup (or of any store).  `*aside`: where the old data file
 * is, NULL where there was none.  ERR_BUSY: another program has the store open; this
 * process must not have it open either.  False: the store is as it was. */
bool restore_store(const char *store, const char *from, struct time now, const char **aside,
	struct arena *a, struct err *e);

#endif
