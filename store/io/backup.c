#include "store/io/backup.h"

#include "locale/base/file.h"
#include "locale/calendar/date.h"
#include "store/io/beside.h"
#include "store/kv/child.h"
#include "store/kv/kv.h"
#include "store/kv/place.h"
#include "store/rec/journal.h"
#include "store/rec/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	IMPORT_BYTES = 128 << 10,
	KEEP_LEAST = 3,
	DROP_MOST = 2, /* of those that the table calls old, at once: the clock may be wrong */
};

/* What a copy leaves of the disk, for the work of some weeks. */
static const uint64_t ROOM_LEFT = 64 << 20;

const char *backup_folder(const char *store, const char *setting, struct arena *a)
{
	char *real, *name;

	if (setting && !strcmp(setting, "no"))
		return NULL;
	if (!setting)
		return arena_format(a, "%s/backups", store);
	real = realpath(store, NULL);
	name = arena_text(a, real ? real : store);
	free(real);
	name += strspn(name, "/");
	for (char *p = name; *p; p++)
		if (*p == '/')
			*p = '-';
	return arena_format(a, "%s/%s", setting, name);
}

/* --- checking ------------------------------------------------------------------------------- */

static void keep_first(const struct err *finding, void *arg)
{
	struct err *first = arg;

	if (!first->kind)
		*first = *finding;
}

static bool verify_opened(struct kv *kv, struct generation_note *note, struct err *e)
{
	struct verify_counts counts;
	struct digest head;
	struct kv_txn txn;
	bool sound;

	if (!kv_begin_read(kv, &txn, e))
		return false;
	sound = verify_store(&txn, NULL, keep_first, e, &counts);
	head = journal_head(&txn);
	kv_end_read(&txn);
	note->records = counts.records;
	note->entries = counts.entries;
	note->bytes = kv_bytes(kv);
	digest_hex(&head, note->head);
	return sound;
}

/* LMDB reads every byte in a child of its own first: after that its pages are safe here. */
static bool verify_path(const char *path, struct generation_note *note, struct err *e)
{
	struct kv *kv;
	bool sound;

	if (!kv_check(path, e) || !kv_open(path, KV_READ_ONLY, &kv, e))
		return false;
	sound = verify_opened(kv, note, e);
	kv_close(kv);
	return sound;
}

/* A copy of an older state is sound, but it is another one. */
static bool fits_note(const char *path, const struct generation_note *now, struct err *e)
{
	struct generation_note then;

	if (!generation_note_read(path, &then) || !strcmp(then.head, now->head))
		return true;
	err_set(e, ERR_STORE, "this backup is not what it was when it was made");
	return err_at(e, "%s", path);
}

static bool check_in_child(void *arg, int *status, struct err *e)
{
	struct generation_note now = { 0 };

	*status = 0;
	return verify_path(arg, &now, e) && fits_note(arg, &now, e);
}

bool backup_check(const char *path, struct err *e)
{
	char copy[4096];
	int status;

	snprintf(copy, sizeof(copy), "%s", path);
	return kv_in_child(path, check_in_child, copy, &status, e);
}

bool backup_newest_good(const char *folder, struct generation *out,
	void (*bad)(const struct err *, void *), void *arg, struct arena *a, struct err *e)
{
	struct generation *list;
	size_t n = generation_list(folder, &list, a);

	for (size_t i = 0; i < n; i++) {
		struct err why = { 0 };

		if (backup_check(list[i].path, &why)) {
			*out = list[i];
			return true;
		}
		err_at(&why, "%s", list[i].path);
		bad(&why, arg);
	}
	err_set(e, ERR_ABSENT, "there is no good backup in this folder");
	err_at(e, "%s", folder);
	return err_fix(e, "name the folder of a backup: yanpan restore DIR");
}

/* --- making --------------------------------------------------------------------------------- */

struct making {
	const char *store, *folder, *unfinished, *made;
	enum backup_kind kind;
	struct time now;
};

enum { MADE, NOTHING_NEW };

/* The kernel drops the lock when its holder dies: what is unfinished then is nobody's. */
static bool take_lock(const char *folder, int *lock, struct err *e)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/lock", folder);
	*lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (*lock < 0)
		return err_errno(e, errno, path);
	if (!flock(*lock, LOCK_EX | LOCK_NB))
		return true;
	close(*lock);
	err_set(e, ERR_BUSY, "another program is just making a backup");
	err_at(e, "%s", folder);
	return err_fix(e, "wait until it is done, then try again");
}

static bool has_room(struct kv *kv, const char *folder, enum backup_kind kind, struct err *e)
{
	uint64_t left, need = kv_bytes(kv) + (kind == BACKUP_AUTOMATIC ? ROOM_LEFT : 0);

	if (!place_free(folder, &left) || left >= need)
		return true;
	err_set(e, ERR_STORE, "too little room for a backup: %u MiB are left, %u are needed",
		(unsigned)(left >> 20), (unsigned)(need >> 20) + 1);
	err_at(e, "%s", folder);
	return err_fix(e, "free some space, or set another folder for backups");
}

static bool is_new(struct kv *kv, const struct making *m, struct err *e)
{
	struct generation_note newest = { 0 };
	struct arena a = { 0 };
	struct generation *list;
	char hex[DIGEST_HEX];
	struct digest head;
	struct kv_txn txn;
	uint64_t entries;

	if (!kv_begin_read(kv, &txn, e))
		return false;
	head = journal_head(&txn);
	entries = journal_last(&txn);
	kv_end_read(&txn);
	digest_hex(&head, hex);
	if (generation_list(m->folder, &list, &a) > 0)
		generation_note_read(list[0].path, &newest);
	arena_free(&a);
	return entries > 0 && strcmp(newest.head, hex) != 0;
}

static void drop(const struct making *m, const char *path)
{
	struct err ignored = { 0 };

	/* Half a generation must not bear the name of a whole one. */
	if (rename(path, m->unfinished) == 0)
		generation_remove(m->unfinished, &ignored);
}

static bool is_narrow(const struct making *m, uint64_t bytes)
{
	uint64_t left;

	return place_free(m->folder, &left) && left < bytes + ROOM_LEFT;
}

/* Only once the new one is good; and where the disk gets narrow, more than the table says. */
static void drop_old(const struct making *m, uint64_t bytes)
{
	struct arena a = { 0 };
	struct generation *list;
	size_t n = generation_list(m->folder, &list, &a);
	bool *keep = arena_array(&a, n, sizeof(*keep));
	size_t dropped = 0;

	generation_keep(list, n, m->now, keep);
	for (size_t i = n; i-- > KEEP_LEAST;)
		if ((!keep[i] && dropped < DROP_MOST) || is_narrow(m, bytes)) {
			drop(m, list[i].path);
			dropped++;
		}
	arena_free(&a);
}

/* LMDB's locks of whoever verified it belong to nobody. */
static void tidy(const struct making *m)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/lock.mdb", m->unfinished);
	unlink(path);
}

static bool fill(const struct making *m, struct kv *kv, struct err *e)
{
	struct generation_note note = { .made = m->now };

	if (!has_room(kv, m->folder, m->kind, e) || !kv_copy(kv, m->unfinished, e) ||
		!beside_copy(kv_folder(kv), m->unfinished, e) || !verify_path(m->unfinished, &note, e) ||
		!generation_note_write(m->unfinished, &note, e))
		return false;
	tidy(m);
	file_sync_folder(m->unfinished);
	if (rename(m->unfinished, m->made) != 0)
		return err_errno(e, errno, m->made);
	file_sync_folder(m->folder);
	if (m->kind == BACKUP_AUTOMATIC)
		drop_old(m, note.bytes);
	return true;
}

/* The lock is held. */
static bool make(const struct making *m, int *status, struct err *e)
{
	struct err ignored = { 0 };
	struct kv *kv;
	bool done;

	if (!generation_remove(m->unfinished, e) || !kv_open(m->store, KV_READ_ONLY, &kv, e))
		return false;
	if (m->kind == BACKUP_AUTOMATIC && !is_new(kv, m, e)) {
		kv_close(kv);
		*status = NOTHING_NEW;
		return !e->kind;
	}
	done = fill(m, kv, e);
	kv_close(kv);
	if (!done)
		generation_remove(m->unfinished, &ignored);
	return done;
}

static bool make_in_child(void *arg, int *status, struct err *e)
{
	struct making *m = arg;
	bool done;
	int lock;

	*status = MADE;
	if (!place_make(m->folder, e) || !take_lock(m->folder, &lock, e))
		return false;
	done = make(m, status, e);
	close(lock);
	return done;
}

/* A second one within a second bears the next second's name. */
static const char *free_name(const char *folder, struct time *now, struct arena *a)
{
	for (;; now->s++) {
		char name[GENERATION_NAME];
		const char *path;

		generation_name(*now, name);
		path = arena_format(a, "%s/%s", folder, name);
		if (access(path, F_OK) != 0)
			return path;
	}
}

bool backup_make(const char *store, const char *folder, enum backup_kind kind, struct time now,
	const char **made, struct arena *a, struct err *e)
{
	struct making m = { .store = store, .folder = folder, .kind = kind, .now = now };
	int status = MADE;

	m.made = free_name(folder, &m.now, a);
	m.unfinished = arena_format(a, "%s/%s", folder, GENERATION_UNFINISHED);
	if (!kv_in_child(store, make_in_child, &m, &status, e))
		return false;
	*made = status == MADE ? m.made : NULL;
	return true;
}

/* --- automatic ------------------------------------------------------------------------------- */

bool backup_is_due(const char *folder, struct time now)
{
	struct arena a = { 0 };
	struct generation *list;
	bool today = false;
	size_t n = generation_list(folder, &list, &a);

	for (size_t i = 0; i < n; i++)
		today = today || time_day(list[i].made).n == time_day(now).n;
	arena_free(&a);
	return !today;
}

bool backup_before(const char *file)
{
	struct stat st;

	return stat(file, &st) == 0 && st.st_size >= IMPORT_BYTES;
}
