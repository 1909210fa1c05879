/* place.h — whether a folder is a place for a store.
 *
 * LMDB maps its file and keeps its locks in shared memory: on a network drive both
 * go wrong silently, so those are refused with the reason.  Sticks with NTFS or exFAT
 * (`fuseblk`) are block devices of this PC and allowed.
 */
#ifndef YANPAN_STORE_KV_PLACE_H
#define YANPAN_STORE_KV_PLACE_H

#include "locale/base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Makes the folder and those above it, each 0700, whatever the umask. */
bool place_make(const char *folder, struct err *e);

/* False for a network drive; `folder` is absolute, links resolved. */
bool place_check(const char *folder, struct err *e);

bool place_is_memory(const char *folder);             /* tmpfs: gone with the power */
bool place_free(const char *folder, uint64_t *bytes); /* what this user may still write */

/* Takes the others' rights off a file or folder; false where the file system cannot. */
bool place_make_private(const char *path, mode_t mode);
bool place_is_private(const char *path); /* absent counts as private */

/* The type ("ext4", "fuseblk") of the mount that `path` lies on, read from the text of
 * /proc/self/mountinfo; "" when it is not found. */
void place_mount_type(const char *mountinfo, const char *path, char *out, size_t room);

/* As err_errno(), for a file below the folder of a store that was opened before: a folder that
 * is not there any more was on a stick, or was moved. */
bool place_error(struct err *e, int error_number, const char *folder, const char *path);

#endif
