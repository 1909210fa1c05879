#include "store/schema/secret.h"

#include "locale/base/array.h"

#include <stddef.h>
#include <string.h>

static const char *const levels[] = { "绝密", "机密", "秘密" };
static const char *const opening[] = { "【", "[", "［", "(", "（", "《", "〔", "★", "※", "*", " ",
	"\t", "\r", "\n", "　" };
static const char *const closing[] = { "】", "]", "］", ")", "）", "》", "〕", "★", "☆", "※", "*",
	" ", "\t", "\r", "\n", "　", ":", "：", "!", "！", "级", "件" };
static const char *const stars[] = { "★", "☆", "※" };

static size_t one_of(const char *const *list, size_t n, const char *s)
{
	for (size_t i = 0; i < n; i++)
		if (!strncmp(s, list[i], strlen(list[i])))
			return strlen(list[i]);
	return 0;
}

static size_t level_at(const char *s)
{
	return one_of(levels, COUNT(levels), s);
}

/* Nothing but the mark stands there: its end, a closing sign, or the years it holds. */
static bool ends_mark(const char *s)
{
	return !*s || one_of(closing, COUNT(closing), s);
}

static bool marked_at_start(const char *s)
{
	size_t n;

	while ((n = one_of(opening, COUNT(opening), s)))
		s += n;
	n = level_at(s);
	return n && ends_mark(s + n);
}

static bool marked_at(const char *s)
{
	static const char word[] = "密级";
	size_t n = level_at(s);

	if (n)
		return one_of(stars, COUNT(stars), s + n) > 0;
	if (strncmp(s, word, sizeof(word) - 1) != 0)
		return false;
	s += sizeof(word) - 1;
	while (*s && strchr(": ", *s))
		s++;
	if (!strncmp(s, "：", strlen("：")))
		s += strlen("：");
	return level_at(s + strspn(s, " ")) > 0;
}

bool secret_marked(const char *text)
{
	const char *at = strstr(text, "密");

	if (!at)
		return false; /* every level has it */
	if (marked_at_start(text))
		return true;
	for (; at; at = strstr(at + strlen("密"), "密")) {
		const char *before = at - text >= 3 ? at - 3 : at;

		if (marked_at(before) || marked_at(at))
			return true;
	}
	return false;
}

bool secret_level(const char *heading, const char *value)
{
	return strstr(heading, "密级") && level_at(value + strspn(value, " ")) > 0;
}
