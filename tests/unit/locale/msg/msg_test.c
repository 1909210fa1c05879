#include "locale/msg/msg.h"

#include "locale/base/err.h"
#include "tests/check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void environment(const char *yanpan, const char *all, const char *messages, const char *lang)
{
	setenv("YANPAN_LANG", yanpan, 1);
	setenv("LC_ALL", all, 1);
	setenv("LC_MESSAGES", messages, 1);
	setenv("LANG", lang, 1);
}

static void chosen_is(const char *wanted, const char *lang)
{
	struct err e = { 0 };

	CHECK(msg_choose(wanted, &e));
	CHECK_TEXT(msg_lang(), lang);
}

static void a_language_is_known_by_every_name_people_give_it(void)
{
	static const char *const names[][2] = {
		{ "zh_CN", "zh_CN" },
		{ "zh", "zh_CN" },
		{ "简体中文", "zh_CN" },
		{ "zh-cn", "zh_CN" },
		{ "zh_CN.GB18030", "zh_CN" },
		{ "zh_TW", "zh_TW" },
		{ "zh_HK", "zh_TW" },
		{ "zh-Hant", "zh_TW" },
		{ "繁體中文", "zh_TW" },
		{ "en", "en" },
		{ "English", "en" },
		{ "en_US.UTF-8", "en" },
		{ "en_ZA", "en" },
	};

	environment("", "", "", "");
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		check_case(names[i][0]);
		chosen_is(names[i][0], names[i][1]);
	}
}

static void without_a_word_it_is_chinese(void)
{
	environment("", "", "", "");
	chosen_is(NULL, "zh_CN");
	environment("", "C", "POSIX", "C.UTF-8");
	chosen_is(NULL, "zh_CN");
	environment("", "", "", "fr_FR.UTF-8");
	chosen_is(NULL, "zh_CN");
}

static void the_nearer_wish_wins(void)
{
	environment("", "C", "", "en_US.UTF-8");
	chosen_is(NULL, "en");
	environment("", "zh_TW.UTF-8", "en_US", "en_US");
	chosen_is(NULL, "zh_TW");
	environment("en", "zh_TW.UTF-8", "", "");
	chosen_is(NULL, "en");
	chosen_is("zh_CN", "zh_CN");
}

static void an_unknown_language_is_refused_with_the_known_ones(void)
{
	struct err e = { 0 };

	environment("", "", "", "en");
	CHECK(!msg_choose("klingon", &e));
	CHECK_INT(e.kind, ERR_USAGE);
	CHECK_TEXT(e.what, "no such language: klingon");
	CHECK(strstr(e.fix, "zh_CN") && strstr(e.fix, "zh_TW") && strstr(e.fix, "en"));
	environment("klingon", "", "", "");
	CHECK(!msg_choose(NULL, &e));
	CHECK_TEXT(e.what, "没有这种语言: klingon");
}

static void errors_speak_the_chosen_language(void)
{
	struct err e = { 0 };
	char line[256];

	chosen_is("zh_CN", "zh_CN");
	err_errno(&e, ENOSPC, "/data");
	err_line(&e, line, sizeof(line));
	CHECK_TEXT(line, "磁盘已满(/data)。请腾出空间后再做一次");
	chosen_is("zh_TW", "zh_TW");
	err_errno(&e, ENOSPC, "/data");
	CHECK_TEXT(e.what, "磁碟已滿");
	chosen_is("en", "en");
	err_errno(&e, ENOSPC, "/data");
	CHECK_TEXT(e.what, "the disk is full");
}

static void what_has_no_translation_is_shown_as_written(void)
{
	const char *nowhere = "these words stand in no catalog";

	chosen_is("zh_CN", "zh_CN");
	CHECK_TEXT(msg_text(nowhere), nowhere);
	CHECK_TEXT(msg_text_in("nowhere\004Open"), "Open");
	CHECK_TEXT(msg_text(""), "");
}

static const struct test tests[] = {
	TEST(a_language_is_known_by_every_name_people_give_it),
	TEST(without_a_word_it_is_chinese),
	TEST(the_nearer_wish_wins),
	TEST(an_unknown_language_is_refused_with_the_known_ones),
	TEST(errors_speak_the_chosen_language),
	TEST(what_has_no_translation_is_shown_as_written),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
