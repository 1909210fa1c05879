#include "store/io/damage.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/entity.h"
#include "locale/text/likeness.h"
#include "locale/text/utf8.h"

#include <string.h>

enum {
	MISREAD_SCORE = 35,  /* below it no Chinese text is */
	MISREAD_CHARS = 12,  /* fewer say nothing */
	MISREAD_LETTERS = 4, /* accented letters without any Han: ÖÐÎÄ */
};

static struct damage found(enum damage_kind kind, int64_t places, int64_t at)
{
	return (struct damage){ kind, places, at };
}

/* 锟斤拷: U+FFFD twice in UTF-8, read as GBK. */
static bool is_kun_jin_kao(const char *s, const char *end)
{
	static const char word[] = "锟斤拷";

	return (size_t)(end - s) >= sizeof(word) - 1 && !memcmp(s, word, sizeof(word) - 1);
}

static struct damage replaced(const char *s, const char *end)
{
	int64_t places = 0, first = 0, chars = 0;

	if (!memmem(s, (size_t)(end - s), UTF8_REPLACEMENT_TEXT, 3) &&
		!memmem(s, (size_t)(end - s), "锟斤", 6))
		return found(DAMAGE_NONE, 0, 0);
	for (const char *p = s; p < end; chars++) {
		bool kun = is_kun_jin_kao(p, end);
		uint32_t cp = utf8_next(&p, end);

		if ((cp == UTF8_REPLACEMENT || kun) && places++ == 0)
			first = chars;
	}
	return found(places ? DAMAGE_REPLACED : DAMAGE_NONE, places, first);
}

static bool is_han(uint32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

/* 敢不敢, 有没有: the same character on both sides. */
static bool has_choice(const char *s, const char *end)
{
	static const char *const between[] = { "不", "没" };

	for (const char *p = s; p + 9 <= end; utf8_next(&p, end))
		for (size_t i = 0; i < COUNT(between); i++)
			if (!memcmp(p + 3, between[i], 3) && !memcmp(p, p + 6, 3))
				return true;
	return false;
}

/* The words from the last sign on ask something, or what follows them asks for it. */
static bool reads_as_question(const char *clause, const char *mark, const char *after)
{
	static const char *const words[] = { "吗", "呢", "什么", "怎", "何", "谁", "哪", "是否", "能否",
		"可否", "多少", "多久", "咨询", "询问", "请问", "疑问", "到底", "究竟", "难道" };
	static const char *const pleas[] = { "请", "望", "盼", "希望", "恳请", "敬请", "要求", "谢谢" };
	enum { SHORT_CLAUSE = 5 * 3 }; /* 联系人张?请: a name, not a question */

	for (size_t i = 0; i < COUNT(words); i++)
		if (memmem(clause, (size_t)(mark - clause), words[i], strlen(words[i])))
			return true;
	for (size_t i = 0; i < COUNT(pleas) && mark - clause > SHORT_CLAUSE; i++)
		if (!strncmp(after, pleas[i], strlen(pleas[i])))
			return true;
	return has_choice(clause, mark);
}

/* A ? that stands for a character has Han right behind it; one that asks has a space,
 * a sign, a line end or the end. */
static bool stands_for_one(uint32_t before, uint32_t after)
{
	static const char asks[] = "吗呢么嘛啊吧何谁哪否样少多里办法";
	char utf8[5] = { 0 };

	if (!is_han(after))
		return false;
	if (!is_han(before))
		return before != '?' && (before > ' ' || before == 0);
	utf8_put(utf8, before);
	return !strstr(asks, utf8);
}

static bool ends_clause(uint32_t cp)
{
	static const char signs[] = "，。；！？、：";
	char utf8[5] = { 0 };

	if (cp < 0x80)
		return strchr(",.;!?:\n\t", (int)cp) != NULL;
	utf8_put(utf8, cp);
	return strstr(signs, utf8) != NULL;
}

static struct damage questions(const char *s, const char *end)
{
	int64_t places = 0, first = 0, chars = 0, marks = 0, others = 0;
	uint32_t before = 0, run_before = 0;
	const char *clause = s;

	if (!memchr(s, '?', (size_t)(end - s)))
		return found(DAMAGE_NONE, 0, 0);
	for (const char *p = s; p < end; chars++) {
		const char *mark = p;
		uint32_t cp = utf8_next(&p, end);

		if (cp == '?') {
			const char *next = p;

			run_before = before == '?' ? run_before : before;
			marks++;
			if (stands_for_one(run_before, utf8_next(&next, end)) &&
				!reads_as_question(clause, mark, p) && places++ == 0)
				first = chars;
		} else if (cp > 0x7F) {
			others++;
		}
		if (ends_clause(cp) && !(cp == '?' && p < end && *p == '?'))
			clause = p;
		before = cp;
	}
	if (marks >= 2 && others == 0 && marks * 2 >= chars)
		return found(DAMAGE_QUESTION, marks, 0);
	return found(places ? DAMAGE_QUESTION : DAMAGE_NONE, places, first);
}

/* &#24066; &nbsp; \u5e02 */
static size_t entity_at(const char *s, const char *end)
{
	size_t left = (size_t)(end - s), n;
	uint32_t cp;

	if (*s == '\\' && left >= 6 && s[1] == 'u' && strspn(s + 2, "0123456789abcdefABCDEF") >= 4)
		return 6;
	n = entity_read(s, end, &cp);
	return n && s[n - 1] == ';' ? n : 0;
}

static struct damage entities(const char *s, const char *end)
{
	int64_t places = 0, first = 0;

	if (!memchr(s, '&', (size_t)(end - s)) && !memchr(s, '\\', (size_t)(end - s)))
		return found(DAMAGE_NONE, 0, 0);
	for (const char *p = s; p < end;) {
		size_t n = entity_at(p, end);

		if (n && places++ == 0)
			first = (int64_t)utf8_chars(s, (size_t)(p - s));
		p += n ? n : 1;
	}
	return found(places ? DAMAGE_ENTITIES : DAMAGE_NONE, places, first);
}

static bool only_letters(const char *s, const char *end)
{
	int letters = 0;

	for (const char *p = s; p < end;) {
		uint32_t cp = utf8_next(&p, end);

		if (cp >= 0x250)
			return false;
		letters += cp >= 0x80;
	}
	return letters >= MISREAD_LETTERS;
}

/* Letters of the west in a row (ÖÐÎÄ, ä¸­), private and rare Han (鐢ㄦ埛): a text of
 * another encoding read as this one. */
static struct damage misread(const char *s, const char *end)
{
	struct likeness l = { 0 };
	uint64_t all;

	likeness_add(&l, s, (size_t)(end - s));
	all = l.frequent + l.common + l.rare + l.odd + l.broken;
	if ((all >= MISREAD_CHARS && likeness_score(&l) < MISREAD_SCORE) || only_letters(s, end))
		return found(DAMAGE_MISREAD, 1, 0);
	return found(DAMAGE_NONE, 0, 0);
}

static bool is_plain(const char *s, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		if ((unsigned char)s[i] >= 0x80 || s[i] == '?' || s[i] == '&' || s[i] == '\\')
			return false;
	return true;
}

struct damage damage_of(const char *text, size_t bytes)
{
	static struct damage (*const looks[])(
		const char *, const char *) = { replaced, questions, entities, misread };
	struct damage none = { 0 };

	if (is_plain(text, bytes))
		return none;
	for (size_t i = 0; i < COUNT(looks); i++) {
		struct damage d = looks[i](text, text + bytes);

		if (d.kind)
			return d;
	}
	return none;
}

const char *damage_words(enum damage_kind kind)
{
	static const char *const words[DAMAGE_KINDS] = {
		[DAMAGE_NONE] = "",
		[DAMAGE_REPLACED] = N_("a system before us could not read these characters; they are gone"),
		[DAMAGE_QUESTION] = N_("? may stand where a character was lost"),
		[DAMAGE_ENTITIES] = N_("codes of a web page stand for characters"),
		[DAMAGE_MISREAD] = N_("a system before us read this text in a wrong encoding"),
	};

	return words[kind];
}
