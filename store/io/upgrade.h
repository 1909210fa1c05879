/* upgrade.h — a store of an older form is brought to today's, after a dump of it.
 */
#ifndef YANPAN_STORE_IO_UPGRADE_H
#define YANPAN_STORE_IO_UPGRADE_H

#include "store/rec/act.h"

/* Does nothing to a store of today's form: then *dump is NULL.  Else all of it is first
 * written as text into the store's folder, whose path is *dump (in the arena); without
 * that nothing is changed. */
bool upgrade_store(struct kv *, const struct who *, struct time now, const char **dump,
	struct arena *, struct err *);

#endif
