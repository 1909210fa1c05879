/* draft.h — what was typed and not confirmed, as small files beside the environment.
 *
 * A draft survives Esc, a crash (half a second lost) and a power cut (five seconds
 * lost).  Its name says what it belongs to ("ruling-2026-15-2"); its text is the
 * screen's own.  Drafts may hold personal data: 0600, never logged.
 */
#ifndef YANPAN_STORE_REC_DRAFT_H
#define YANPAN_STORE_REC_DRAFT_H

#include "locale/base/arena.h"
#include "locale/base/buf.h"
#include "locale/base/clock.h"
#include "locale/base/err.h"

/* Written to a new file and renamed into place; `sync`: on disk before it returns
 * (when a form is left, and every five seconds). */
bool draft_save(
	const char *store_folder, const char *name, struct bytes text, bool sync, struct err *);
/* False and ERR_ABSENT: there is none. */
bool draft_load(const char *store_folder, const char *name, struct buf *text, struct err *);
bool draft_drop(const char *store_folder, const char *name, struct err *);

struct draft {
	const char *name;
	struct time saved;
	size_t bytes;
};

/* All there are, newest first. */
size_t draft_list(const char *store_folder, struct draft **list, struct arena *);

#endif
