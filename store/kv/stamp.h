/* stamp.h — the file `store`: what made this folder a store, and who has it open.
 *
 *     yanpan store
 *     format 2
 *     libc glibc
 *     page 4096
 *     made yes
 *
 * Every process keeps the file locked as long as it has the environment open.  LMDB's
 * lock.mdb holds mutexes of the C library: a glibc and a musl program on one
 * environment wait for each other forever.  So a process that finds itself alone
 * writes its own flavour, and one that does not must have the flavour it reads.
 *
 * `made` says that all tables are there: from then on a missing one is damage.
 */
#ifndef YANPAN_STORE_KV_STAMP_H
#define YANPAN_STORE_KV_STAMP_H

#include "locale/base/err.h"

#include <stdbool.h>

enum {
	STAMP_FIRST = 1,  /* the store's form is not counted */
	STAMP_FORMAT = 2, /* it is: store/rec/migrate.h */
};

struct stamp {
	int fd; /* -1: there is none and none can be made (a folder that cannot be written) */
	unsigned format;
	bool made;     /* as read, like the format */
	bool alone;    /* nobody else has the store open, nor can open it before stamp_share() */
	bool writable; /* the stamp itself */
};

/* Reads and locks.  `make`: writes one where there is none.  Waits a few seconds for a
 * process that is just opening.  ERR_BUSY: another flavour has the store open; ERR_STORE:
 * a newer program made it. */
bool stamp_open(const char *folder, bool make, struct stamp *out, struct err *e);

/* Writes the stamp down as `made`, durably; only while alone. */
bool stamp_finish(struct stamp *s, const char *folder, unsigned page, struct err *e);

/* Gives a store of the first format today's, so that a program that knows only the first
 * refuses it.  ERR_BUSY: somebody else has it open. */
bool stamp_raise(struct stamp *s, const char *folder, unsigned page, struct err *e);

bool stamp_share(struct stamp *s); /* no longer alone; others may open */
void stamp_close(struct stamp *s);

#endif
