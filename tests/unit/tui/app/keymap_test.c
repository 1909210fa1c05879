#include "tui/app/keymap.h"

#include "tests/check.h"
#include "tui/app/app.h"

#include <string.h>

static struct effect nothing(void *state, struct ctx *ctx)
{
	(void)state, (void)ctx;
	return stay();
}

static const struct action actions[] = {
	{ .name = "steps", .keys = "F5", .run = nothing },
	{ .name = "mark", .keys = "Space", .run = nothing },
	{ .name = "page4", .keys = "4", .run = nothing },
	{ .name = "next", .keys = "F8 Ctrl+N", .run = nothing, .hint_keys = "F7/F8" },
	{ .name = "more", .keys = "", .run = nothing },
};

static const char *action_of(const struct options *o, const char *key)
{
	const struct action *a =
		keymap_find(o, actions, COUNT(actions), input_key_named(key, strlen(key)));

	return a ? a->name : "";
}

static void a_key_finds_its_action_whatever_its_width(void)
{
	CHECK_TEXT(action_of(NULL, "F5"), "steps");
	CHECK_TEXT(action_of(NULL, "Space"), "mark");
	CHECK_TEXT(action_of(NULL, "４"), "page4");
	CHECK_TEXT(action_of(NULL, "　"), "mark");
	CHECK_TEXT(action_of(NULL, "Ctrl+N"), "next");
	CHECK_TEXT(action_of(NULL, "F6"), "");
	CHECK(!keymap_find(NULL, actions, COUNT(actions), 0));
}

static void habits_from_elsewhere_are_met(void)
{
	size_t n;
	const struct action *globals = app_actions(&n);
	const struct action *undo = keymap_find(NULL, globals, n, INPUT_CTRL('Z'));

	CHECK_TEXT(action_of(NULL, "Ctrl+S"), "steps");
	CHECK(undo && !strcmp(undo->name, "undo"));
}

static void the_persons_keys_stand_instead_of_ours(void)
{
	static const struct options_key keys[] = { { "steps", "F6 Ctrl+K" }, { "next", "" } };
	struct options o = { .keys = keys, .key_count = COUNT(keys) };
	struct buf label = { 0 };

	CHECK_TEXT(action_of(&o, "F5"), "");
	CHECK_TEXT(action_of(&o, "F6"), "steps");
	CHECK_TEXT(action_of(&o, "Ctrl+K"), "steps");
	CHECK_TEXT(action_of(&o, "F8"), "");
	keymap_label(&o, &actions[0], &label);
	CHECK_TEXT(buf_text(&label), "F6");
	buf_free(&label);
}

static void labels_show_one_key_or_all(void)
{
	struct buf label = { 0 };

	keymap_label(NULL, &actions[3], &label);
	CHECK_TEXT(buf_text(&label), "F7/F8");
	buf_cut(&label, 0);
	keymap_labels(NULL, &actions[3], &label);
	CHECK_TEXT(buf_text(&label), "F8 Ctrl+N");
	buf_cut(&label, 0);
	keymap_label(NULL, &actions[4], &label);
	CHECK_TEXT(buf_text(&label), "");
	buf_free(&label);
}

static void a_table_with_a_wrong_key_is_named(void)
{
	static const struct action wrong[] = { { .name = "a", .keys = "F5" },
		{ .name = "b", .keys = "Crtl+X" } };
	static const struct action twice[] = { { .name = "a", .keys = "F5 F6" },
		{ .name = "b", .keys = "F6" } };
	struct err e = { 0 };
	size_t n;
	const struct action *globals = app_actions(&n);

	CHECK(keymap_check(actions, COUNT(actions), &e));
	CHECK(keymap_check(globals, n, &e));
	CHECK(!keymap_check(wrong, COUNT(wrong), &e));
	CHECK_TEXT(e.what, "\"Crtl+X\" is no key");
	CHECK_TEXT(e.where, "action b");
	CHECK(!keymap_check(twice, COUNT(twice), &e));
	CHECK_TEXT(e.what, "F6 is the key of a, too");
}

static const struct test tests[] = {
	TEST(a_key_finds_its_action_whatever_its_width),
	TEST(habits_from_elsewhere_are_met),
	TEST(the_persons_keys_stand_instead_of_ours),
	TEST(labels_show_one_key_or_all),
	TEST(a_table_with_a_wrong_key_is_named),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
