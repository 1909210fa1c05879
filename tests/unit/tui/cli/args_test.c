/* A command line is words and options in any order, and mistakes are named. */
#include "tui/cli/args.h"

#include "locale/base/array.h"
#include "tests/check.h"

#include <string.h>

static const struct cli_option table[] = {
	{ .name = "limit", .takes = "N", .help = "" },
	{ .name = "output", .letter = 'o', .takes = "FILE", .help = "" },
	{ .name = "map", .takes = "A=B", .words = true, .help = "" },
	{ .name = "count", .help = "" },
};

static const struct cli_options set = { table, COUNT(table) };
static struct arena arena;
static struct args args;
static struct err err;

#define READ(...)                                                                                  \
	read_line((const char *const[]){ __VA_ARGS__ },                                                \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static bool read_line(const char *const *argv, size_t n)
{
	memset(&err, 0, sizeof(err));
	return args_read((int)n, argv, &set, 1, &args, &arena, &err);
}

static void options_and_words_stand_in_any_order(void)
{
	size_t n = 7;

	CHECK(READ("a", "--limit", "3", "b", "-o", "f", "--count", "c"));
	CHECK_INT((long long)args.word_count, 3);
	CHECK_TEXT(args.words[2], "c");
	CHECK_TEXT(args_value(&args, "output"), "f");
	CHECK(args_has(&args, "count"));
	CHECK(args_number(&args, "limit", &n, &err));
	CHECK_INT((long long)n, 3);
}

static void values_may_be_joined_or_begin_with_a_dash(void)
{
	CHECK(READ("--output=x=y", "--limit", "-5"));
	CHECK_TEXT(args_value(&args, "output"), "x=y");
	CHECK_TEXT(args_value(&args, "limit"), "-5");
	CHECK(READ("--output="));
	CHECK_TEXT(args_value(&args, "output"), "");
}

static void behind_two_dashes_all_are_words(void)
{
	CHECK(READ("a", "--", "-b", "--count", "--"));
	CHECK_INT((long long)args.word_count, 4);
	CHECK_TEXT(args.words[1], "-b");
	CHECK_TEXT(args.words[3], "--");
	CHECK(!args_has(&args, "count"));
	CHECK(READ("-"));
	CHECK_INT((long long)args.word_count, 1);
}

static void an_option_may_take_several_words(void)
{
	const char *values[4];

	CHECK(READ("--map", "a=1", "b=2", "file", "--map", "c=3"));
	CHECK_INT((long long)args_values(&args, "map", values, 4), 3);
	CHECK_TEXT(values[1], "b=2");
	CHECK_INT((long long)args.word_count, 1);
	CHECK_TEXT(args.words[0], "file");
	CHECK_TEXT(args_value(&args, "map"), "c=3");
}

static void words_to_leave_out_are_words(void)
{
	CHECK(READ("-物业", "-unit:住建", "-2018"));
	CHECK_INT((long long)args.word_count, 3);
	CHECK_TEXT(args.words[1], "-unit:住建");
}

static void mistakes_are_named(void)
{
	size_t n = 7;

	CHECK(!READ("--lim", "3") && err.kind == ERR_USAGE && strstr(err.what, "--lim"));
	CHECK(!READ("-x") && strstr(err.what, "-x"));
	CHECK(!READ("--limit") && strstr(err.what, "--limit"));
	CHECK(!READ("--limit", "--", "x"));
	CHECK(!READ("--count=1") && strstr(err.what, "--count"));
	for (size_t i = 0; i < 5; i++) {
		static const char *const bad[] = { "", "0", "-1", "3x", "99999999999999999999" };

		check_case(bad[i]);
		CHECK(READ("--limit", bad[i]));
		CHECK(!args_number(&args, "limit", &n, &err));
		CHECK_INT((long long)n, 7);
	}
}

static void the_command_is_the_first_word_that_is_no_value(void)
{
	static const char *const line[] = { "--limit", "list", "--output=x", "-o", "y", "show", "z" };
	int at = -1;

	CHECK_TEXT(args_command((int)COUNT(line), line, &set, &at), "show");
	CHECK_INT(at, 5);
	CHECK(!args_command(2, line, &set, &at));
}

static void of_two_options_of_a_name_the_first_sets_counts(void)
{
	static const struct cli_option own[] = { { .name = "limit", .takes = "WHO", .help = "" } };
	const struct cli_options sets[] = { { own, COUNT(own) }, set };
	const char *const line[] = { "--limit", "x", "--output", "f" };

	CHECK(args_read((int)COUNT(line), line, sets, COUNT(sets), &args, &arena, &err));
	CHECK_TEXT(args_value_in(&args, &sets[0], "limit"), "x");
	CHECK(!args_value_in(&args, &sets[1], "limit"));
	CHECK_TEXT(args_value_in(&args, &sets[1], "output"), "f");
}

static const struct test tests[] = {
	TEST(options_and_words_stand_in_any_order),
	TEST(values_may_be_joined_or_begin_with_a_dash),
	TEST(behind_two_dashes_all_are_words),
	TEST(an_option_may_take_several_words),
	TEST(words_to_leave_out_are_words),
	TEST(mistakes_are_named),
	TEST(of_two_options_of_a_name_the_first_sets_counts),
	TEST(the_command_is_the_first_word_that_is_no_value),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
