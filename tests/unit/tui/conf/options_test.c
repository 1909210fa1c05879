#include "tui/conf/options.h"

#include "tests/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct arena arena;

static void write_conf(const char *text)
{
	char path[600];
	FILE *f;

	setenv("XDG_CONFIG_HOME", check_folder(), 1);
	snprintf(path, sizeof(path), "%s/yanpan", getenv("XDG_CONFIG_HOME"));
	mkdir(path, 0700);
	strcat(path, "/yanpan.conf");
	f = fopen(path, "w");
	fputs(text, f);
	fclose(f);
}

static void without_a_file_the_defaults_hold(void)
{
	struct options o;
	struct err e = { 0 };

	setenv("XDG_CONFIG_HOME", check_folder(), 1);
	CHECK(options_load(&o, &arena, &e));
	CHECK_INT(o.escape_ms, 25);
	CHECK_INT(o.ambiguous, 0);
	CHECK(o.colour && !o.ascii && !o.lang);
}

static void the_environment_goes_before_the_file(void)
{
	struct options o;
	struct err e = { 0 };

	write_conf(
		"# mine\nescape = 80\nambiguous = 2\nframes = ascii\nlang = en\nkey.steps = F6 Ctrl+K\n");
	setenv("YANPAN_AMBIGUOUS", "1", 1);
	setenv("NO_COLOR", "1", 1);
	CHECK(options_load(&o, &arena, &e));
	CHECK_INT(o.escape_ms, 80);
	CHECK_INT(o.ambiguous, 1);
	CHECK(!o.colour && o.ascii);
	CHECK_TEXT(o.lang, "en");
	CHECK_INT(o.key_count, 1);
	CHECK_TEXT(o.keys[0].action, "steps");
	CHECK_TEXT(o.keys[0].keys, "F6 Ctrl+K");
	unsetenv("YANPAN_AMBIGUOUS");
	unsetenv("NO_COLOR");
}

static void a_wrong_value_is_refused_with_its_line(void)
{
	static const char *const wrong[] = { "escape = soon\n", "escape = 0\n", "ambiguous = 3\n",
		"colour = blue\n", "speed = 3\n", "lang =\n" };
	struct options o;

	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		char text[64];
		struct err e = { 0 };

		check_case(wrong[i]);
		snprintf(text, sizeof(text), "\n\n%s", wrong[i]);
		write_conf(text);
		CHECK(!options_load(&o, &arena, &e));
		CHECK(strstr(e.where, "line 3") != NULL);
		CHECK(e.fix[0] != '\0');
	}
}

static const struct test tests[] = {
	TEST(without_a_file_the_defaults_hold),
	TEST(the_environment_goes_before_the_file),
	TEST(a_wrong_value_is_refused_with_its_line),
};

int main(void)
{
	int failed = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return failed;
}
