#include "store/io/generation.h"

#include "locale/base/array.h"
#include "locale/base/buf.h"
#include "locale/base/file.h"
#include "locale/calendar/date.h"
#include "store/kv/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HOUR_S = 3600, DAY_S = 86400, KEEP_ALWAYS = 3, DEPTH_MOST = 8 };

/* --- names ------------------------------------------------------------------------------ */

void generation_name(struct time made, char out[GENERATION_NAME])
{
	char text[DATE_TEXT];
	size_t n = 0;

	for (const char *p = time_text(made, text); *p && n < GENERATION_NAME - 1; p++)
		if (*p >= '0' && *p <= '9')
			out[n++] = *p;
		else if (*p == ' ')
			out[n++] = '-';
	out[n] = '\0';
}

bool generation_time(const char *name, struct time *made)
{
	int year, month, day, hour, minute, second, end = 0;
	char again[GENERATION_NAME];

	if (strlen(name) != GENERATION_NAME - 1 ||
		sscanf(name, "%4d%2d%2d-%2d%2d%2d%n", &year, &month, &day, &hour, &minute, &second, &end) !=
			6 ||
		end != GENERATION_NAME - 1)
		return false;
	*made = time_of(day_of(year, month, day), hour * 3600 + minute * 60 + second);
	generation_name(*made, again);
	return made->s && !strcmp(name, again);
}

static int newest_first(const void *a, const void *b)
{
	const struct generation *x = a, *y = b;

	return (x->made.s < y->made.s) - (x->made.s > y->made.s);
}

size_t generation_list(const char *folder, struct generation **list, struct arena *a)
{
	DIR *dir = opendir(folder);
	struct buf found = { 0 };
	size_t n;

	for (struct dirent *d = dir ? readdir(dir) : NULL; d; d = readdir(dir)) {
		struct generation g;

		if (!generation_time(d->d_name, &g.made))
			continue;
		g.path = arena_format(a, "%s/%s", folder, d->d_name);
		g.name = strrchr(g.path, '/') + 1;
		buf_add(&found, &g, sizeof(g));
	}
	if (dir)
		closedir(dir);
	n = found.n / sizeof(**list);
	*list = (struct generation *)(void *)arena_copy(a, found.at, found.n);
	buf_free(&found);
	if (n)
		qsort(*list, n, sizeof(**list), newest_first);
	return n;
}

/* --- which stay --------------------------------------------------------------------------- */

static int64_t hour_of(struct time t)
{
	return t.s / HOUR_S;
}

static int64_t day_number(struct time t)
{
	return time_day(t).n;
}

static int64_t week_of(struct time t)
{
	return (time_day(t).n - 1) / 7; /* day 1 is a Monday */
}

static int64_t month_of(struct time t)
{
	struct civil c = day_civil(time_day(t));

	return c.year * 12 + c.month;
}

/* Up to so old, one of each slot stays: the newest. */
static const struct {
	int64_t age_s;
	int64_t (*slot)(struct time);
} rules[] = {
	{ 1 * DAY_S, hour_of },
	{ 7 * DAY_S, day_number },
	{ 35 * DAY_S, week_of },
	{ 400 * DAY_S, month_of },
};

void generation_keep(const struct generation *list, size_t n, struct time now, bool *keep)
{
	for (size_t i = 0; i < n; i++) {
		size_t r = 0;

		while (r < COUNT(rules) && now.s - list[i].made.s > rules[r].age_s)
			r++;
		keep[i] = i < KEEP_ALWAYS;
		if (r < COUNT(rules))
			keep[i] = keep[i] || rules[r].slot(list[i].made) != rules[r].slot(list[i - 1].made);
	}
}

/* --- removing ------------------------------------------------------------------------------- */

static bool remove_below(const char *path, int depth, struct err *e);

static bool remove_entry(const char *folder, const char *name, int depth, struct err *e)
{
	struct arena a = { 0 };
	char *path = arena_format(&a, "%s/%s", folder, name);
	struct stat st;
	bool done;

	if (lstat(path, &st) != 0)
		done = errno == ENOENT || err_errno(e, errno, path);
	else if (S_ISDIR(st.st_mode))
		done = depth < DEPTH_MOST && remove_below(path, depth + 1, e);
	else
		done = unlink(path) == 0 || err_errno(e, errno, path);
	arena_free(&a);
	return done;
}

static bool remove_below(const char *path, int depth, struct err *e)
{
	DIR *dir = opendir(path);
	bool done = true;

	if (!dir)
		return errno == ENOENT || err_errno(e, errno, path);
	for (struct dirent *d = readdir(dir); d; d = readdir(dir))
		if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0)
			done = remove_entry(path, d->d_name, depth, e) && done;
	closedir(dir);
	return done && (rmdir(path) == 0 || err_errno(e, errno, path));
}

bool generation_remove(const char *path, struct err *e)
{
	return remove_below(path, 0, e);
}

/* --- what is in one --------------------------------------------------------------------------- */

static const char HEAD[] = "yanpan backup\n";

static void note_path(const char *path, char *out, size_t room)
{
	snprintf(out, room, "%s/backup", path);
}

bool generation_note_write(const char *path, const struct generation_note *n, struct err *e)
{
	char file[4096], made[DATE_TEXT], text[512];
	size_t length = (size_t)snprintf(text, sizeof(text),
		"%smade %s\nrecords %" PRIu64 "\nentries %" PRIu64 "\nbytes %" PRIu64 "\nhead %s\n", HEAD,
		time_text(n->made, made), n->records, n->entries, n->bytes, n->head);
	bool done;
	int fd;

	note_path(path, file, sizeof(file));
	fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_errno(e, errno, file);
	done = file_write(fd, text, length) && fsync(fd) == 0;
	if (!done)
		err_errno(e, errno, file);
	close(fd);
	return done;
}

bool generation_note_read(const char *path, struct generation_note *out)
{
	char file[4096];
	struct buf b = { 0 };
	bool found;

	*out = (struct generation_note){ 0 };
	note_path(path, file, sizeof(file));
	found = buf_read_file(&b, file, 4096) && !strncmp(b.at, HEAD, strlen(HEAD));
	for (const char *line = found ? strchr(b.at, '\n') : NULL; line;
		 line = strchr(line + 1, '\n')) {
		sscanf(line, "\nrecords %" SCNu64, &out->records);
		sscanf(line, "\nentries %" SCNu64, &out->entries);
		sscanf(line, "\nbytes %" SCNu64, &out->bytes);
		sscanf(line, "\nhead %64[0-9a-f]", out->head);
	}
	if (found)
		generation_time(strrchr(path, '/') ? strrchr(path, '/') + 1 : path, &out->made);
	buf_free(&b);
	return found && out->head[0];
}
