/* screen_test.c — plays the cases of this folder; see README. */
#include "locale/base/arena.h"
#include "locale/base/buf.h"
#include "locale/msg/msg.h"
#include "tests/check.h"
#include "tests/screen_play.h"
#include "tui/screen/run.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *folder_of_cases = "tests/screen";

struct made {
	const char *program; /* yanpan, by its whole path */
	char store[600];
	char who[64]; /* --as, or "" */
};

static void quoted(struct buf *b, const char *s)
{
	buf_putc(b, '\'');
	for (; *s; s++)
		buf_puts(b, *s == '\'' ? "'\\''" : (char[]){ *s, '\0' });
	buf_putc(b, '\'');
}

/* `@2026-09-15 08:00 宋知夏` */
static bool set_clock(struct made *m, const char *line)
{
	char day[16], minute[16], now[64];

	if (sscanf(line, "@%15s %15s %63s", day, minute, m->who) != 3)
		return false;
	snprintf(now, sizeof(now), "%s %s:00", day, minute);
	return setenv("YANPAN_NOW", now, 1) == 0;
}

/* The shell splits the words; the program finds its files beside the case or in the county. */
static bool run_line(const struct made *m, const char *path, const char *line)
{
	struct buf command = { 0 };
	int status;

	buf_puts(&command, "cd ");
	quoted(&command, path);
	buf_puts(&command, " && set -- ");
	buf_puts(&command, line);
	buf_puts(&command,
		" && for w; do shift; [ -e \"$w\" ] || [ ! -e ../../county/\"$w\" ] || "
		"w=../../county/$w; set -- \"$@\" \"$w\"; done && ");
	quoted(&command, m->program);
	buf_puts(&command, " --lang zh_CN --store ");
	quoted(&command, m->store);
	if (m->who[0]) {
		buf_puts(&command, " --as ");
		quoted(&command, m->who);
	}
	buf_puts(&command, " \"$@\" </dev/null >/dev/null");
	status = system(buf_text(&command));
	buf_free(&command);
	return status == 0;
}

static bool make_store(struct made *m, const char *path)
{
	char data[700], line[4096];
	FILE *f;
	bool good = true;

	snprintf(data, sizeof(data), "%s/data", path);
	f = fopen(data, "r");
	while (f && good && fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '@')
			good = set_clock(m, line);
		else if (line[0] && line[0] != '#')
			good = run_line(m, path, line);
		if (!good)
			printf("%s: this failed: %s\n", data, line);
	}
	if (f)
		fclose(f);
	return good;
}

static bool play(const char *store_folder, const char *keys, struct buf *got)
{
	struct options options = { .escape_ms = 25, .ambiguous = 1 };
	struct err e = { 0 };
	struct store store;
	struct app_setup setup;
	bool good;

	verb_start();
	if (!store_open(&store, store_folder, KV_CREATE, &e)) {
		printf("%s\n", e.what);
		return false;
	}
	setup = run_setup(&store, &options);
	good = screen_play(&setup, keys, got, &e);
	if (!good)
		printf("keys, %s: %s\n", e.where, e.what);
	store_close(&store);
	return good;
}

static bool write_file(const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "w");
	bool good = f && fwrite(buf_text(b), 1, b->n, f) == b->n;

	if (f)
		fclose(f);
	return good;
}

static bool same(const char *path, const struct buf *got, const char *folder)
{
	char want[700], is[700], command[1500];

	snprintf(want, sizeof(want), "%s/want", path);
	if (getenv("UPDATE"))
		return write_file(want, got);
	snprintf(is, sizeof(is), "%s/got", folder);
	write_file(is, got);
	snprintf(command, sizeof(command), "diff -u '%s' '%s'", want, is);
	fflush(stdout);
	return system(command) == 0;
}

static bool run_case(const char *name, const char *with)
{
	const char *folder = check_folder();
	struct made made = { .program = with };
	struct buf keys = { 0 }, got = { 0 };
	char path[600], keys_path[700];
	bool good;

	snprintf(path, sizeof(path), "%s/%s", folder_of_cases, name);
	snprintf(keys_path, sizeof(keys_path), "%s/keys", path);
	snprintf(made.store, sizeof(made.store), "%s/store", folder);
	setenv("YANPAN_NOW", "2026-09-21 08:40:00", 1);
	good = buf_read_file(&keys, keys_path, 1 << 20) && make_store(&made, path);
	setenv("YANPAN_NOW", "2026-09-21 08:40:00", 1);
	good = good && play(made.store, buf_text(&keys), &got) && same(path, &got, folder);
	buf_free(&keys);
	buf_free(&got);
	return good;
}

static int is_case(const struct dirent *entry)
{
	char keys[600];

	snprintf(keys, sizeof(keys), "%s/%s/keys", folder_of_cases, entry->d_name);
	return entry->d_name[0] != '.' && access(keys, R_OK) == 0;
}

static const char **cases; /* their folders' names, in the order of the tests */
static const char *program;

static void next_case(void)
{
	const char *name = *cases++;

	check_case(name);
	CHECK(run_case(name, program));
}

/* Each folder is a test of its own, by its name. */
static size_t find_cases(const char ***names, struct arena *a)
{
	struct dirent **entries = NULL;
	int found = scandir(folder_of_cases, &entries, is_case, alphasort);
	size_t n = found > 0 ? (size_t)found : 0;

	*names = arena_array(a, n + 1, sizeof(**names));
	for (size_t i = 0; i < n; i++) {
		(*names)[i] = arena_text(a, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return n;
}

int main(int argc, char **argv)
{
	const char *build = getenv("BUILD");
	char relative[600], whole[PATH_MAX];
	struct err e = { 0 };
	struct arena a = { 0 };
	struct test *tests;
	size_t n = find_cases(&cases, &a);
	int status;

	if (argc > 1) {
		cases = (const char **)argv + 1;
		n = (size_t)argc - 1;
	}
	msg_choose("zh_CN", &e);
	snprintf(relative, sizeof(relative), "%s/yanpan", build ? build : "build");
	program = realpath(relative, whole) ? whole : relative;
	tests = arena_array(&a, n + 1, sizeof(*tests));
	for (size_t i = 0; i < n; i++)
		tests[i] = (struct test){ cases[i], next_case };
	status = check_run(tests, n);
	arena_free(&a);
	return status;
}
