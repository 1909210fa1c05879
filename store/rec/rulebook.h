/* rulebook.h — the county's own files as they stand: the folder county of the store (F72).
 *
 * Files that are there say what differs from the defaults (store/schema/rules.h); their good
 * lines hold whatever the others say, and the wrong ones are named with file and line.
 * holidays.conf adds days off and make-up days to the notices:
 *
 *     2027-01-01 = 休
 *     2027-02-06..2027-02-12 = 休
 *     2027-02-14 = 班
 *
 * UTF-8; a file that was saved as GB18030 is recognised.  Files are read again when they
 * have changed, but only at the beginning of an act or where rulebook_refresh() is called: one
 * act goes by one set of rules.  What was read stays until the store is closed.
 */
#ifndef YANPAN_STORE_REC_RULEBOOK_H
#define YANPAN_STORE_REC_RULEBOOK_H

#include "locale/calendar/holiday.h"
#include "store/kv/kv.h"
#include "store/rec/act.h"
#include "store/schema/rules.h"

struct rulebook_value {
	const char *text; /* as the file or the default says it */
	const char *path; /* NULL: the default */
	int line;
};

struct rulebook {
	struct rules rules;
	const struct rulebook_value *values; /* of all settings, in the order of the table */
	const struct holiday *days;          /* sorted */
	size_t day_count;
	const struct err *wrong; /* lines, and files of no known name */
	size_t wrong_count;
	const char *said;  /* "name = value" of all that the files change, a line each */
	const char *files; /* "name SM3" of the files there are, a line each */
	struct arena arena;
};

/* Reads the files of the folder (it need not be there).  rulebook_drop() frees it. */
void rulebook_read(const char *folder, struct rulebook *);
void rulebook_drop(struct rulebook *);

/* Of the open store; read at the first call. */
const struct rulebook *rulebook_of(struct kv *);
const struct rules *rules_of(struct kv_txn *);

/* The files once more, where they are other ones than when they were read: true. */
bool rulebook_refresh(struct kv *);

/* The first wrong line, and in its place how many more there are.  False: none is wrong. */
bool rulebook_trouble(const struct rulebook *, struct err *);

/* Files to begin with: every setting with its default, as a remark, in the person's language.
 * A file that is there stays as it is. */
struct rulebook_written {
	const char *paths[8];
	size_t n, kept;
};
bool rulebook_write(
	const char *folder, struct rulebook_written *, struct arena *a, struct err *);

/* One journal entry about what changed since the journal last saw the files; nothing where
 * nothing did.  An act of its own. */
bool rulebook_note(struct kv *, const struct who *, struct time now, struct err *);

#endif
