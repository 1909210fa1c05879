#include "store/rec/draft.h"

#include "tests/check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct bytes words(const char *s)
{
	return (struct bytes){ s, strlen(s) };
}

static void a_draft_comes_back_as_saved_and_goes_when_dropped(void)
{
	const char *folder = check_folder();
	struct buf text = { 0 };
	struct err e = { 0 };

	CHECK(draft_save(folder, "ruling-2026-15-2", words("由交警大队牵头"), true, &e));
	CHECK(draft_save(folder, "ruling-2026-15-2", words("由住建局牵头"), false, &e));
	CHECK(draft_load(folder, "ruling-2026-15-2", &text, &e));
	CHECK_TEXT(buf_text(&text), "由住建局牵头");
	CHECK(draft_drop(folder, "ruling-2026-15-2", &e));
	CHECK(!draft_load(folder, "ruling-2026-15-2", &text, &e));
	CHECK_INT(e.kind, ERR_ABSENT);
	buf_free(&text);
}

static void a_draft_is_its_owners_alone_and_stays_in_its_folder(void)
{
	const char *folder = check_folder();
	struct arena a = { 0 };
	struct draft *list;
	struct err e = { 0 };
	struct stat st;
	char path[512];

	CHECK(draft_save(folder, "../../escape", words("x"), true, &e));
	CHECK_INT(draft_list(folder, &list, &a), 1);
	snprintf(path, sizeof(path), "%s/drafts/%s", folder, list[0].name);
	CHECK(stat(path, &st) == 0);
	CHECK_INT(st.st_mode & 0777, 0600);
	snprintf(path, sizeof(path), "%s/drafts", folder);
	CHECK(stat(path, &st) == 0);
	CHECK_INT(st.st_mode & 0777, 0700);
	arena_free(&a);
}

static void a_half_written_draft_is_not_offered(void)
{
	const char *folder = check_folder();
	struct arena a = { 0 };
	struct draft *list;
	struct err e = { 0 };
	char path[512];
	FILE *f;

	CHECK(draft_save(folder, "order-1", words("x"), false, &e));
	snprintf(path, sizeof(path), "%s/drafts/order-2.new", folder);
	f = fopen(path, "w");
	CHECK(f != NULL);
	if (f)
		fclose(f);
	CHECK_INT(draft_list(folder, &list, &a), 1);
	CHECK_TEXT(list[0].name, "order-1");
	arena_free(&a);
}

static void a_store_that_went_with_its_stick_is_said(void)
{
	struct err e = { 0 };
	char folder[512];

	snprintf(folder, sizeof(folder), "%s/stick", check_folder());
	CHECK(!draft_save(folder, "order-1", words("x"), false, &e));
	CHECK_TEXT(e.what, "the folder of the store is gone");
	CHECK_TEXT(e.where, folder);
}

static const struct test tests[] = {
	TEST(a_draft_comes_back_as_saved_and_goes_when_dropped),
	TEST(a_draft_is_its_owners_alone_and_stays_in_its_folder),
	TEST(a_half_written_draft_is_not_offered),
	TEST(a_store_that_went_with_its_stick_is_said),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
