/* backup.h — verified copies of the store in generations, made by themselves and by hand.
 *
 * A copy is written to a folder `unfinished`, read back from the disk and verified, and
 * only then gets its name (generation.h); older ones go after that.  All of it happens in
 * a child process, beside whoever writes.  Never fills the disk: a copy that would leave
 * too little room is refused before it is begun.
 */
#ifndef YANPAN_STORE_IO_BACKUP_H
#define YANPAN_STORE_IO_BACKUP_H

#include "store/io/generation.h"

#include <sys/types.h>

/* Where the automatic ones of a store lie: its `backups`, or below the folder of the
 * setting (NULL: none) one named by the store's path, so that stores do not mix.  NULL:
 * the setting is "no". */
const char *backup_folder(const char *store, const char *setting, struct arena *a);

enum backup_kind {
	BACKUP_AUTOMATIC, /* older ones go by the table; nothing new since the last: none is made */
	BACKUP_BY_HAND,   /* another folder: nothing there is touched */
};

/* `*made`: the new generation, in the arena; NULL where nothing was new (true all the
 * same).  ERR_BUSY: another program is just making one there.  ERR_STORE: the store is
 * damaged, or the disk. */
bool backup_make(const char *store, const char *folder, enum backup_kind, struct time now,
	const char **made, struct arena *a, struct err *e);

/* Every byte, record and look-up and the journal's chain of a store's folder, walked in a
 * child; and whether it still is what its note says. */
bool backup_check(const char *path, struct err *e);

/* The newest generation of the folder that is as good as it was when it was made: each is
 * checked, newest first; `bad` is told of those that are not.  ERR_ABSENT: none. */
bool backup_newest_good(const char *folder, struct generation *out,
	void (*bad)(const struct err *, void *arg), void *arg, struct arena *a, struct err *e);

/* --- automatic --------------------------------------------------------------------------- */

/* There is none of today yet. */
bool backup_is_due(const char *folder, struct time now);

/* A file is large enough for a copy before it is imported: some hundred rows. */
bool backup_before(const char *file);

/* One that is made beside the screens.  Zeroed, there is none. */
struct backup_run {
	pid_t child;
	struct err *err; /* shared with the child */
};

void backup_begin(struct backup_run *, const char *store, const char *folder, struct time now);
bool backup_runs(struct backup_run *);
/* How much of it is written so far, of about how many bytes. */
void backup_progress(const char *store, const char *folder, uint64_t *done, uint64_t *total);
/* Ends it now; what it has written is nobody's, and the next one takes it away. */
void backup_stop(struct backup_run *);
/* Waits for its end.  True: made, or there was nothing to do; safe on a zeroed one. */
bool backup_end(struct backup_run *, struct err *e);

#endif
