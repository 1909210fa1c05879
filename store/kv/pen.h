/* pen.h — one writer at a time across processes, and a name to ask for.
 *
 * The pen is a lock on the file `pen` in the store's folder.  The kernel drops it
 * when its holder dies, whatever way.  While it is held the file says who writes,
 * one `word value` a line:
 *
 *     name 王敏
 *     task import
 *     host pc-3
 *     pid 4711
 *
 * The file's time of change says since when.  What is in the file of a pen that
 * nobody holds means nothing.
 */
#ifndef YANPAN_STORE_KV_PEN_H
#define YANPAN_STORE_KV_PEN_H

#include "locale/base/clock.h"
#include "locale/base/err.h"

#include <stdbool.h>
#include <sys/types.h>

/* A held pen may not be moved.  A zeroed one is not held. */
struct pen {
	bool held; /* false also where the process had it already: dropping does nothing */
	int fd;
	pid_t pid;
	dev_t dev;
	ino_t ino;
	struct pen *next; /* of those this process holds */
};

struct pen_holder {
	char name[64], task[64], host[64];
	long pid;
	struct time since;
};

/* Takes the pen of `folder`, waiting up to `wait_ms` for others; NULL or "" as name: the
 * operating system's user; task: what is done ("import"), or NULL.  Taking it again in
 * one process succeeds at once.  ERR_BUSY: who has it, since when. */
bool pen_take(const char *folder, const char *name, const char *task, int wait_ms, struct pen *out,
	struct err *e);

/* Gives way: where somebody waits, it sleeps a moment so that they get it.  Safe to call
 * twice, and on a zeroed one. */
void pen_drop(struct pen *p);

/* Whether somebody holds the pen of `folder` now (this process counts), and who. */
bool pen_look(const char *folder, struct pen_holder *out);

/* Keeps writers out while somebody reads a store whose folder cannot be written, where
 * LMDB has no table of readers.  Many may hold it so; a missing pen means no writer. */
bool pen_block(const char *folder, int wait_ms, struct pen *out, struct err *e);

#endif
