/* check.h — a page to test with.
 *
 * A test is a function named as a sentence that should be true.  A suite is a
 * program: it runs its table of tests and its last line is `N passed, N failed`.
 */
#ifndef YANPAN_TESTS_CHECK_H
#define YANPAN_TESTS_CHECK_H

#include <stdbool.h>
#include <stddef.h>

struct test {
	const char *name;
	void (*run)(void);
};

#define TEST(function)                                                                             \
	{                                                                                              \
		.name = #function, .run = (function)                                                       \
	}
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Each says where and what when it does not hold, and the test goes on. */
#define CHECK(holds) check_that((holds), #holds, __FILE__, __LINE__)
#define CHECK_INT(got, want) check_int((got), (want), #got, __FILE__, __LINE__)
#define CHECK_TEXT(got, want) check_text((got), (want), #got, __FILE__, __LINE__)

bool check_that(bool holds, const char *what, const char *file, int line);
bool check_int(long long got, long long want, const char *what, const char *file, int line);
bool check_text(const char *got, const char *want, const char *what, const char *file, int line);

/* Names the case of a table that the checks now speak of; NULL: none. */
void check_case(const char *name);

/* Ends the test as skipped, with the reason: what it needs is not on this machine. */
void check_skip(const char *why);

/* Where the trial material lies (../shared beside the repository), or NULL. */
const char *check_shared(const char *file);

/* A fresh folder below $TMPDIR at every call; removed when the test ends. */
const char *check_folder(void);
/* The same one all through a test. */
const char *check_own_folder(void);

int check_run(const struct test *tests, size_t n);

#endif
