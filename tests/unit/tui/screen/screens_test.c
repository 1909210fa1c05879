#include "tui/screen/screens.h"

#include "tests/check.h"
#include "tui/app/keymap.h"

#include <stdio.h>
#include <string.h>

/* What every screen owes to help, menu and manual. */

static void every_key_is_a_key_and_stands_once(void)
{
	for (size_t i = 0; i < screen_count; i++) {
		struct err e = { 0 };
		char line[1024];

		check_case(screens[i]->name);
		if (keymap_check(screens[i]->actions, screens[i]->action_count, &e))
			continue;
		err_line(&e, line, sizeof(line));
		CHECK_TEXT(line, "");
	}
}

static void every_action_says_what_it_does(void)
{
	for (size_t i = 0; i < screen_count; i++) {
		for (size_t n = 0; n < screens[i]->action_count; n++) {
			const struct action *a = &screens[i]->actions[n];

			check_case(a->name);
			CHECK(a->name && a->help && a->help[0] && a->run);
		}
	}
}

static void every_need_has_its_words(void)
{
	for (size_t i = 0; i < screen_count; i++) {
		unsigned said = 0;

		for (size_t n = 0; n < screens[i]->need_count; n++)
			said |= screens[i]->needs[n].bit;
		for (size_t n = 0; n < screens[i]->action_count; n++) {
			check_case(screens[i]->actions[n].name);
			CHECK(!(screens[i]->actions[n].needs & ~said));
		}
	}
}

static void every_screen_has_a_name_of_its_own(void)
{
	for (size_t i = 0; i < screen_count; i++)
		for (size_t n = 0; n < i; n++)
			CHECK(strcmp(screens[i]->name, screens[n]->name) != 0);
}

static const struct test tests[] = {
	TEST(every_key_is_a_key_and_stands_once),
	TEST(every_action_says_what_it_does),
	TEST(every_need_has_its_words),
	TEST(every_screen_has_a_name_of_its_own),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
