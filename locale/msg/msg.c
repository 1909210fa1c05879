#include "locale/msg/msg.h"

#include "locale/base/array.h"
#include "locale/base/err.h"
#include "locale/msg/mo.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The compiled catalogs lie inside the program, so that there are no files to
 * install and none to lose.  The assembler looks for them on the -I paths. */
#define CATALOG(lang)                                                                              \
	__asm__(".pushsection .rodata\n"                                                               \
			".global yanpan_mo_" #lang "\n.global yanpan_mo_" #lang "_end\n"                       \
			"yanpan_mo_" #lang ":\n.incbin \"" #lang ".mo\"\n"                                     \
			"yanpan_mo_" #lang "_end:\n"                                                           \
			".popsection\n");                                                                      \
	extern const char yanpan_mo_##lang[], yanpan_mo_##lang##_end[]

CATALOG(zh_CN);
CATALOG(zh_TW);

struct language {
	const char *name;
	const char *catalog, *end; /* NULL: the msgids themselves */
};

enum { SIMPLIFIED, TRADITIONAL, ENGLISH };

static const struct language languages[] = {
	[SIMPLIFIED] = { "zh_CN", yanpan_mo_zh_CN, yanpan_mo_zh_CN_end },
	[TRADITIONAL] = { "zh_TW", yanpan_mo_zh_TW, yanpan_mo_zh_TW_end },
	[ENGLISH] = { "en", NULL, NULL },
};

static const struct {
	const char *name;
	int language;
} names[] = {
	{ "zh_CN", SIMPLIFIED },
	{ "zh", SIMPLIFIED },
	{ "zh_SG", SIMPLIFIED },
	{ "zh_Hans", SIMPLIFIED },
	{ "zh_Hans_CN", SIMPLIFIED },
	{ "简体中文", SIMPLIFIED },
	{ "简体", SIMPLIFIED },
	{ "中文", SIMPLIFIED },
	{ "zh_TW", TRADITIONAL },
	{ "zh_HK", TRADITIONAL },
	{ "zh_MO", TRADITIONAL },
	{ "zh_Hant", TRADITIONAL },
	{ "zh_Hant_TW", TRADITIONAL },
	{ "繁體中文", TRADITIONAL },
	{ "繁体中文", TRADITIONAL },
	{ "en", ENGLISH },
	{ "English", ENGLISH },
};

static int chosen = ENGLISH;
static struct mo catalog;

/* "zh-tw.UTF-8@x" names what "zh_TW" names; any English is English. */
static int language_named(const char *s)
{
	char name[32] = "";
	size_t n = strcspn(s, ".@");

	if (n >= sizeof(name))
		return -1;
	memcpy(name, s, n);
	for (char *p = name; *p; p++)
		if (*p == '-')
			*p = '_';
	for (size_t i = 0; i < COUNT(names); i++)
		if (!strcasecmp(name, names[i].name))
			return names[i].language;
	return !strncasecmp(name, "en_", 3) ? ENGLISH : -1;
}

static int language_of_environment(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < COUNT(variables); i++) {
		const char *value = getenv(variables[i]);
		int language = value ? language_named(value) : -1;

		if (language >= 0)
			return language;
	}
	return SIMPLIFIED;
}

static void use(int language)
{
	const struct language *l = &languages[language];

	chosen = language;
	catalog = (struct mo){ 0 };
	if (l->catalog)
		mo_open(&catalog, l->catalog, (size_t)(l->end - l->catalog));
	err_translate_with(msg_text);
}

bool msg_choose(const char *wanted, struct err *e)
{
	int language;

	use(language_of_environment());
	if (!wanted)
		wanted = getenv("YANPAN_LANG");
	if (!wanted || !*wanted)
		return true;
	language = language_named(wanted);
	if (language < 0) {
		err_set(e, ERR_USAGE, "no such language: %s", wanted);
		return err_fix(e, "known are zh_CN (简体中文), zh_TW (繁體中文) and en (English)");
	}
	use(language);
	return true;
}

const char *msg_lang(void)
{
	return languages[chosen].name;
}

const char *msg_text(const char *msgid)
{
	const char *found = *msgid ? mo_find(&catalog, msgid) : NULL;

	return found && *found ? found : msgid;
}

const char *msg_text_in(const char *context_and_msgid)
{
	const char *found = mo_find(&catalog, context_and_msgid);

	return found && *found ? found : strchr(context_and_msgid, '\004') + 1;
}

bool msg_is(const char *msgid, const char *word)
{
	static struct mo all[COUNT(languages)];

	if (!strcasecmp(msgid, word))
		return true;
	for (size_t i = 0; i < COUNT(languages); i++) {
		const struct language *l = &languages[i];
		const char *text;

		if (!all[i].at && l->catalog)
			mo_open(&all[i], l->catalog, (size_t)(l->end - l->catalog));
		text = mo_find(&all[i], msgid);
		if (text && !strcmp(text, word))
			return true;
	}
	return false;
}
