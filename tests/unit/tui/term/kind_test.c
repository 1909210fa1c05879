#include "tui/term/kind.h"

#include "tests/check.h"

#include <string.h>

static const struct {
	const char *name;
	struct kind_facts facts;
	bool console;
	const char *what, *fix; /* parts of the words; NULL: screens can be shown */
} kinds[] = {
	{
		.name = "a good one",
		.facts = { "xterm", true, false, true, true, true, false },
	},
	{
		.name = "a pipe",
		.facts = { "xterm", false, false, true, true, true, false },
		.what = "no terminal",
		.fix = "--plain",
	},
	{
		.name = "nothing said",
		.facts = { NULL, true, false, false, false, false, false },
		.what = "TERM is not set",
		.fix = "--plain",
	},
	{
		.name = "an editor's window",
		.facts = { "dumb", true, false, true, false, false, false },
		.what = "TERM=dumb",
		.fix = "--plain",
	},
	{
		.name = "not known",
		.facts = { "no-such", true, false, false, false, false, false },
		.what = "\"no-such\" is not known",
		.fix = "xterm",
	},
	{
		.name = "paper",
		.facts = { "lpr", true, false, true, true, true, true },
		.what = "on paper",
		.fix = "--plain",
	},
	{
		.name = "cursor",
		.facts = { "glasstty", true, false, true, false, true, false },
		.what = "cannot move its cursor",
		.fix = "--plain",
	},
	{
		.name = "clear",
		.facts = { "poor", true, false, true, true, false, false },
		.what = "cannot clear",
		.fix = "--plain",
	},
	{
		.name = "the Linux console",
		.facts = { "linux", true, true, true, true, true, false },
		.what = "no Chinese characters",
		.fix = "fbterm or kmscon",
	},
	{
		.name = "a Linux console with letters",
		.facts = { "linux", true, true, true, true, true, false },
		.console = true,
	},
};

static void every_kind_of_terminal_is_told_apart(void)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		struct err e = { 0 };
		bool good = kind_judge(&kinds[i].facts, kinds[i].console, &e);

		check_case(kinds[i].name);
		CHECK(good == !kinds[i].what);
		if (kinds[i].what && !good) {
			CHECK(strstr(e.what, kinds[i].what) != NULL);
			CHECK(strstr(e.fix, kinds[i].fix) != NULL);
		}
	}
}

static const struct test tests[] = {
	TEST(every_kind_of_terminal_is_told_apart),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
