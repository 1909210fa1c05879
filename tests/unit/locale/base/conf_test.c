#include "locale/base/conf.h"

#include "locale/base/arena.h"
#include "locale/base/buf.h"
#include "locale/base/err.h"
#include "tests/check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[512];

static const char *file_with(const char *text, size_t bytes)
{
	FILE *f;

	snprintf(path, sizeof(path), "%s/yanpan.conf", check_folder());
	f = fopen(path, "w");
	fwrite(text, 1, bytes, f);
	fclose(f);
	return path;
}

static void contents_are(const char *file, const char *want)
{
	struct buf b = { 0 };

	CHECK(buf_read_file(&b, file, 4096));
	CHECK_TEXT(buf_text(&b), want);
	buf_free(&b);
}

static void settings_are_read_with_their_line_numbers(void)
{
	static const char text[] =
		"\xEF\xBB\xBF# 说明\r\n\r\n  会议名称 =  联合 研判会 \r\ncolour=#fff\n"
		"empty =\nlast = a = b";
	struct arena a = { 0 };
	struct conf c;
	struct err e = { 0 };

	CHECK(conf_read(file_with(text, sizeof(text) - 1), &c, &a, &e));
	CHECK_INT(c.n, 4);
	CHECK_TEXT(conf_find(&c, "会议名称")->value, "联合 研判会");
	CHECK_INT(conf_find(&c, "会议名称")->number, 3);
	CHECK_TEXT(conf_find(&c, "colour")->value, "#fff");
	CHECK_TEXT(conf_find(&c, "empty")->value, "");
	CHECK_TEXT(conf_find(&c, "last")->value, "a = b");
	CHECK(!conf_find(&c, "colou"));
	arena_free(&a);
}

static void a_file_that_is_not_there_has_no_settings(void)
{
	struct arena a = { 0 };
	struct conf c;
	struct err e = { 0 };

	CHECK(conf_read("/nowhere/at/all.conf", &c, &a, &e));
	CHECK_INT(c.n, 0);
	CHECK(!conf_read("/", &c, &a, &e));
	CHECK_INT(e.kind, ERR_STORE);
	arena_free(&a);
}

static void a_wrong_line_is_named(void)
{
	static const struct {
		const char *name, *text;
		size_t bytes;
		const char *what, *place;
	} cases[] = {
		{ "no sign", "a = 1\nnonsense\n", 15, "this line is no setting", "yanpan.conf, line 2" },
		{ "no key", " = 1\n", 5, "this line is no setting", "yanpan.conf, line 1" },
		{ "GBK", "\n\na = \xD6\xD0\n", 8, "this line is not UTF-8", "yanpan.conf, line 3" },
		{ "NUL", "a = \0b\n", 7, "this line is not UTF-8", "yanpan.conf, line 1" },
		{ "surrogate", "a = \xED\xA0\x80", 7, "this line is not UTF-8", "yanpan.conf, line 1" },
		{ "cut", "a = \xE4\xB8", 6, "this line is not UTF-8", "yanpan.conf, line 1" },
		{ "twice", "a = 1\nb = 2\na = 3", 17, "a is set twice", "yanpan.conf, line 3" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena a = { 0 };
		struct conf c;
		struct err e = { 0 };

		check_case(cases[i].name);
		CHECK(!conf_read(file_with(cases[i].text, cases[i].bytes), &c, &a, &e));
		CHECK_TEXT(e.what, cases[i].what);
		CHECK(strstr(e.where, cases[i].place) != NULL);
		arena_free(&a);
	}
}

static void writing_a_key_keeps_the_rest(void)
{
	static const char text[] = "# keep me\r\na = 1\r\n\tb=2 \nnonsense";
	const char *file = file_with(text, sizeof(text) - 1);
	struct err e = { 0 };

	CHECK(conf_write(file, "a", "一", &e));
	contents_are(file, "# keep me\r\na = 一\r\n\tb=2 \nnonsense");
	CHECK(conf_write(file, "b", "", &e));
	CHECK(conf_write(file, "new", "x", &e));
	contents_are(file, "# keep me\r\na = 一\r\nb = \nnonsense\nnew = x\n");
}

static void writing_makes_the_file_and_its_folders(void)
{
	char file[600];
	struct stat st;
	struct err e = { 0 };

	snprintf(file, sizeof(file), "%s/a/b/yanpan.conf", check_folder());
	CHECK(conf_write(file, "a", "1", &e));
	contents_are(file, "a = 1\n");
	CHECK(!stat(file, &st) && (st.st_mode & 0777) == 0600);
}

static void the_rights_of_the_file_and_a_link_to_it_stay(void)
{
	const char *file = file_with("a = 1\n", 6);
	char link_path[600];
	struct stat st;
	struct err e = { 0 };

	chmod(file, 0640);
	snprintf(link_path, sizeof(link_path), "%s.link", file);
	CHECK(!symlink(file, link_path));
	CHECK(conf_write(link_path, "a", "2", &e));
	contents_are(file, "a = 2\n");
	CHECK(!lstat(link_path, &st) && S_ISLNK(st.st_mode));
	CHECK(!stat(file, &st) && (st.st_mode & 0777) == 0640);
}

static void what_could_not_be_read_back_is_refused(void)
{
	static const char *const wrong[][2] = {
		{ "a", "one\ntwo" },
		{ "a", " 1" },
		{ "a=b", "1" },
		{ "#a", "1" },
		{ "", "1" },
		{ "a ", "1" },
		{ "a", "\xFF" },
	};
	const char *file = file_with("a = 1\n", 6);

	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct err e = { 0 };

		check_case(wrong[i][1]);
		CHECK(!conf_write(file, wrong[i][0], wrong[i][1], &e));
	}
	contents_are(file, "a = 1\n");
}

static const struct test tests[] = {
	TEST(settings_are_read_with_their_line_numbers),
	TEST(a_file_that_is_not_there_has_no_settings),
	TEST(a_wrong_line_is_named),
	TEST(writing_a_key_keeps_the_rest),
	TEST(writing_makes_the_file_and_its_folders),
	TEST(the_rights_of_the_file_and_a_link_to_it_stay),
	TEST(what_could_not_be_read_back_is_refused),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
