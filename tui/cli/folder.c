#include "tui/cli/folder.h"

#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *said(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static const char *beside_program(struct arena *a)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	const char *folder;
	struct stat st;
	char *slash;

	if (n <= 0)
		return NULL;
	path[n] = 0;
	slash = strrchr(path, '/');
	if (!slash)
		return NULL;
	*slash = 0;
	folder = arena_format(a, "%s/yanpan-data", path);
	return !stat(folder, &st) && S_ISDIR(st.st_mode) ? folder : NULL;
}

static const char *home(void)
{
	const struct passwd *p;
	const char *value = said("HOME");

	if (value)
		return value;
	p = getpwuid(geteuid());
	return p ? p->pw_dir : "/";
}

const char *folder_of(const char *given, struct arena *a)
{
	const char *found = given && *given ? given : said("YANPAN_STORE");

	if (!found)
		found = beside_program(a);
	if (found)
		return arena_text(a, found);
	if (said("XDG_DATA_HOME"))
		return arena_format(a, "%s/yanpan", said("XDG_DATA_HOME"));
	return arena_format(a, "%s/.local/share/yanpan", home());
}
