/* child.h — work that a damaged file may kill, done in a child process.
 *
 * LMDB trusts its file: a flipped byte can end in SIGBUS, SIGSEGV or an assertion.
 * Work on the store runs here, and such a death becomes ERR_STORE in the caller; what it
 * had not committed is gone.
 */
#ifndef YANPAN_STORE_KV_CHILD_H
#define YANPAN_STORE_KV_CHILD_H

#include "locale/base/err.h"

#include <stdbool.h>

/* Forks and runs `work` in the child, which opens its own store; its answer, `*status`
 * and error come back as if it had run here.  Changes it makes to memory do not, unless
 * `arg` is shared (mmap); what it prints does.  Nothing of an open store, pen or
 * transaction of this process may be used in it.  `folder` is named as the damaged place.
 * Stopped by a person (Ctrl+C, kill): ERR_BUSY. */
bool kv_in_child(const char *folder, bool (*work)(void *arg, int *status, struct err *e), void *arg,
	int *status, struct err *e);

#endif
