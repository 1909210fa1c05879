#include "locale/base/err.h"

#include "tests/check.h"

#include <errno.h>
#include <string.h>

static void an_error_says_what_where_and_how_to_fix(void)
{
	struct err e = { 0 };
	char line[1024];

	CHECK(!err_set(&e, ERR_RULE, "quorum not met: %d of %d bodies", 2, 3));
	err_at(&e, "order %s", "2026-0142");
	err_fix(&e, "adjourn with F5");
	err_line(&e, line, sizeof(line));
	CHECK_TEXT(line, "quorum not met: 2 of 3 bodies (order 2026-0142): adjourn with F5");
}

static void a_long_place_is_cut_in_its_middle_at_a_character(void)
{
	struct err e = { 0 };
	char path[1024] = "/";

	while (strlen(path) < 900)
		strcat(path, "目录/");
	strcat(path, "数据.mdb");
	err_at(&e, "%s", path);
	CHECK(strlen(e.where) < sizeof(e.where));
	CHECK(strstr(e.where, "...") != NULL);
	CHECK(strstr(e.where, "数据.mdb") != NULL);
}

static void a_full_disk_is_called_so(void)
{
	struct err e = { 0 };

	err_errno(&e, ENOSPC, "/data");
	CHECK_INT(e.kind, ERR_STORE);
	CHECK_TEXT(e.what, "the disk is full");
}

static const struct test tests[] = {
	TEST(an_error_says_what_where_and_how_to_fix),
	TEST(a_long_place_is_cut_in_its_middle_at_a_character),
	TEST(a_full_disk_is_called_so),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
