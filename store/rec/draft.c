#include "store/rec/draft.h"

#include "locale/base/file.h"
#include "store/kv/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DRAFT_MOST_BYTES = 16 * 1024 * 1024 };

static bool plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
		c == '_' || (unsigned char)c >= 0x80;
}

/* Names come from numbers people type: nothing in them may lead out of the folder. */
static char *path_of(struct arena *a, const char *folder, const char *name)
{
	char *safe = arena_text(a, name);

	for (char *p = safe; *p; p++)
		if (!plain(*p))
			*p = '_';
	return arena_format(a, "%s/drafts/%s", folder, safe);
}

bool draft_save(const char *folder, const char *name, struct bytes text, bool sync, struct err *e)
{
	struct arena a = { 0 };
	char *drafts = arena_format(&a, "%s/drafts", folder);
	char *path = path_of(&a, folder, name);
	bool done;

	if (mkdir(drafts, 0700) != 0 && errno != EEXIST)
		done = place_error(e, errno, folder, drafts);
	else
		done = (file_replace(path, text.at, text.n, sync) && (!sync || file_sync_folder(drafts))) ||
			err_errno(e, errno, path);
	arena_free(&a);
	return done;
}

bool draft_load(const char *folder, const char *name, struct buf *text, struct err *e)
{
	struct arena a = { 0 };
	char *path = path_of(&a, folder, name);
	bool done = buf_read_file(text, path, DRAFT_MOST_BYTES);

	if (!done && errno == ENOENT)
		err_set(e, ERR_ABSENT, "there is no draft");
	else if (!done)
		err_errno(e, errno, path);
	arena_free(&a);
	return done;
}

bool draft_drop(const char *folder, const char *name, struct err *e)
{
	struct arena a = { 0 };
	char *path = path_of(&a, folder, name);
	bool done = unlink(path) == 0 || errno == ENOENT || err_errno(e, errno, path);

	arena_free(&a);
	return done;
}

static int newest_first(const void *a, const void *b)
{
	const struct draft *x = a, *y = b;

	return (x->saved.s < y->saved.s) - (x->saved.s > y->saved.s);
}

static bool is_draft(const char *name)
{
	size_t n = strlen(name);

	return name[0] != '.' && (n < 4 || strcmp(name + n - 4, ".new") != 0);
}

size_t draft_list(const char *folder, struct draft **list, struct arena *a)
{
	char *drafts = arena_format(a, "%s/drafts", folder);
	DIR *dir = opendir(drafts);
	struct buf found = { 0 };
	size_t n;

	for (struct dirent *d = dir ? readdir(dir) : NULL; d; d = readdir(dir)) {
		struct stat st;

		if (is_draft(d->d_name) && stat(arena_format(a, "%s/%s", drafts, d->d_name), &st) == 0) {
			struct draft one = { arena_text(a, d->d_name), { st.st_mtime }, (size_t)st.st_size };

			buf_add(&found, &one, sizeof(one));
		}
	}
	if (dir)
		closedir(dir);
	n = found.n / sizeof(**list);
	*list = (struct draft *)(void *)arena_copy(a, found.at, found.n);
	buf_free(&found);
	qsort(*list, n, sizeof(**list), newest_first);
	return n;
}
