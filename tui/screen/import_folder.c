/* A file that is chosen and not typed: who downloads the hotline's table knows the folder,
 * seldom the path. */
#include "locale/msg/msg.h"
#include "tui/screen/import.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct entry {
	const char *path;
	bool folder;
	struct time changed;
};

struct folder {
	struct entry *at;
	size_t n, room;
};

bool import_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static void add(struct folder *f, const char *folder, const char *name, struct arena *a)
{
	size_t n = strlen(folder);
	const char *between = n && folder[n - 1] == '/' ? "" : "/";
	const char *path = arena_format(a, "%s%s%s", folder, between, name);
	struct stat st;

	if (stat(path, &st) != 0 || !(S_ISDIR(st.st_mode) || S_ISREG(st.st_mode)))
		return;
	if (f->n == f->room) {
		f->room = f->room ? 2 * f->room : 64;
		f->at = must_realloc(f->at, f->room * sizeof(*f->at));
	}
	f->at[f->n++] = (struct entry){ path, S_ISDIR(st.st_mode), { st.st_mtime } };
}

/* Files before folders, and the newest first: it is mostly the one just downloaded. */
static int newer(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->folder != y->folder)
		return x->folder - y->folder;
	if (x->changed.s != y->changed.s)
		return x->changed.s < y->changed.s ? 1 : -1;
	return strcmp(x->path, y->path);
}

static bool look(struct folder *f, const char *folder, struct arena *a, struct err *e)
{
	DIR *dir = opendir(folder);
	struct dirent *d;

	if (!dir) {
		err_set(e, ERR_INPUT, "the folder cannot be read");
		err_at(e, "%s", folder);
		return err_fix(e, "choose another one");
	}
	while ((d = readdir(dir)))
		if (d->d_name[0] != '.')
			add(f, folder, d->d_name, a);
	closedir(dir);
	if (f->n)
		qsort(f->at, f->n, sizeof(*f->at), newer);
	return true;
}

static const char *above(const char *folder, struct arena *a)
{
	char *real = realpath(folder, NULL);
	char *slash = real ? strrchr(real, '/') : NULL;
	const char *path = !slash || slash == real ? "/" : arena_copy(a, real, (size_t)(slash - real));

	free(real);
	return path;
}

static struct effect entry_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct import_screen *s = state;

	if (count == 0)
		return stay();
	s->queue = arena_array(ctx->arena, count, sizeof(*s->queue));
	s->queued = count - 1;
	for (size_t i = 1; i < count; i++)
		s->queue[i - 1] = s->paths[rows[i]];
	s->said = NULL;
	return import_take_path(s, ctx, s->paths[rows[0]]);
}

static const char *last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void offer(struct import_screen *s, struct ctx *ctx, const struct folder *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct entry *entry = &f->at[i];

		s->paths[i + 1] = entry->path;
		s->offers[i + 1] = (struct picker_row){
			.words = entry->folder ? arena_format(ctx->arena, "%s/", last_name(entry->path))
								   : last_name(entry->path),
			.note = time_short_text(entry->changed, arena_alloc(ctx->arena, DATE_TEXT)),
		};
	}
}

struct effect import_choose_in(struct import_screen *s, struct ctx *ctx, const char *folder)
{
	struct folder f = { 0 };
	struct err e = { 0 };

	if (!look(&f, folder, ctx->arena, &e))
		return say(e);
	s->offers = arena_array(ctx->arena, f.n + 1, sizeof(*s->offers));
	s->paths = arena_array(ctx->arena, f.n + 1, sizeof(*s->paths));
	s->offers[0] = (struct picker_row){ .words = _("../ the folder above") };
	s->paths[0] = above(folder, ctx->arena);
	offer(s, ctx, &f);
	struct choose c = {
		.title = arena_text(ctx->arena, folder),
		.source = picker_list(s->offers, f.n + 1, ctx->arena),
		.focus = f.n ? 1 : 0,
		.many = true,
		.then = entry_chosen,
	};
	free(f.at);
	return choose(c);
}
