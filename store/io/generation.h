/* generation.h — backups as they lie in a folder: one folder each, named by its time.
 *
 *     backups/20260921-084000/data.mdb   the copy, a store like any other
 *                             store      its stamp
 *                             backup     what was in it (struct generation_note)
 *                             county/ drafts/
 *
 * Times are Beijing's.  What bears such a name was verified before it got it; an
 * unfinished one is called `unfinished` and swept by the next.  Not so named: left alone.
 */
#ifndef YANPAN_STORE_IO_GENERATION_H
#define YANPAN_STORE_IO_GENERATION_H

#include "locale/base/arena.h"
#include "locale/base/clock.h"
#include "locale/base/err.h"
#include "store/kv/digest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GENERATION_UNFINISHED "unfinished"

enum { GENERATION_NAME = 16 }; /* 20260921-084000 with the NUL */

struct generation {
	const char *path, *name;
	struct time made;
};

void generation_name(struct time made, char out[GENERATION_NAME]);
bool generation_time(const char *name, struct time *made); /* false: no such name */

/* All in the folder, newest first; none where there is no folder. */
size_t generation_list(const char *folder, struct generation **list, struct arena *a);

/* Which of them stay: every hour's last of a day, every day's of a week, every week's of
 * five, every month's of thirteen; and always the newest three. */
void generation_keep(const struct generation *list, size_t n, struct time now, bool *keep);

/* The whole folder, whatever is in it.  False: something of it is still there. */
bool generation_remove(const char *path, struct err *e);

struct generation_note {
	struct time made;
	uint64_t records, entries, bytes; /* of data.mdb */
	char head[DIGEST_HEX];            /* of the journal */
};

bool generation_note_write(const char *path, const struct generation_note *note, struct err *e);
bool generation_note_read(const char *path, struct generation_note *out); /* false: none to read */

#endif
