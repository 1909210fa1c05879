#include "tests/check.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int failures; /* of the running test */
static const char *skipped;
static const char *case_name;
static char folders[256][256];
static size_t folder_count;

static bool failed(const char *file, int line)
{
	failures++;
	printf("%s:%d: ", file, line);
	if (case_name)
		printf("[%s] ", case_name);
	return false;
}

bool check_that(bool holds, const char *what, const char *file, int line)
{
	if (holds)
		return true;
	failed(file, line);
	printf("does not hold: %s\n", what);
	return false;
}

bool check_int(long long got, long long want, const char *what, const char *file, int line)
{
	if (got == want)
		return true;
	failed(file, line);
	printf("%s is %lld, not %lld\n", what, got, want);
	return false;
}

bool check_text(const char *got, const char *want, const char *what, const char *file, int line)
{
	if (got && want && !strcmp(got, want))
		return true;
	failed(file, line);
	printf("%s is\n  \"%s\", not\n  \"%s\"\n", what, got ? got : "(null)", want ? want : "(null)");
	return false;
}

void check_case(const char *name)
{
	case_name = name;
}

void check_skip(const char *why)
{
	skipped = why;
}

const char *check_shared(const char *file)
{
	static char path[512];
	const char *base = getenv("YANPAN_SHARED");

	snprintf(path, sizeof(path), "%s/%s", base ? base : "../shared", file);
	if (access(path, R_OK) == 0)
		return path;
	check_skip("../shared is not here");
	return NULL;
}

const char *check_folder(void)
{
	const char *base = getenv("TMPDIR");
	char *path;

	if (folder_count == COUNT_OF(folders))
		abort();
	path = folders[folder_count];
	snprintf(path, sizeof(folders[0]), "%s/yanpan-test-XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(path)) {
		perror(path);
		exit(1);
	}
	folder_count++;
	return path;
}

static const char *own;

const char *check_own_folder(void)
{
	own = own ? own : check_folder();
	return own;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st, (void)flag, (void)ftw;
	return remove(path);
}

static void remove_folders(void)
{
	own = NULL;
	while (folder_count > 0)
		nftw(folders[--folder_count], remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int check_run(const struct test *tests, size_t n)
{
	int passed = 0, broken = 0, left_out = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (size_t i = 0; i < n; i++) {
		failures = 0;
		skipped = case_name = NULL;
		tests[i].run();
		remove_folders();
		if (failures) {
			printf("FAILED %s\n", tests[i].name);
			broken++;
		} else if (skipped) {
			printf("skipped %s: %s\n", tests[i].name, skipped);
			left_out++;
		} else {
			passed++;
		}
	}
	if (left_out)
		printf("%d passed, %d failed, %d skipped\n", passed, broken, left_out);
	else
		printf("%d passed, %d failed\n", passed, broken);
	return broken ? 1 : 0;
}
