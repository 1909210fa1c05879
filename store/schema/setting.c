#include "store/schema/setting.h"

#include "locale/msg/msg.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

static void *place_of(const struct setting *s, void *out)
{
	return (char *)out + s->offset;
}

static bool read_number(const struct setting *s, const char *text, void *out)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || *end || n < s->least || n > s->most)
		return false;
	*(int *)place_of(s, out) = (int)n;
	return true;
}

static bool read_choice(const struct setting *s, const char *text, void *out)
{
	for (size_t i = 0; i < s->choice_count; i++)
		if (!strcmp(s->choices[i].name, text) || !strcmp(s->choices[i].word, text)) {
			*(int *)place_of(s, out) = s->choices[i].value;
			return true;
		}
	return false;
}

/* regcomp() writes repeats out: ((x{255}){255}){255} would take all memory. */
static bool repeats_little(const char *text)
{
	enum { MOST = 1000 };
	long product = 1;

	for (const char *at = text; (at = strchr(at, '{'));) {
		long most = 1;

		for (at++; *at && *at != '}'; at++) {
			long n = strtol(at, NULL, 10);

			most = n > most && n <= MOST ? n : n > MOST ? MOST : most;
		}
		product *= most;
		if (product > MOST)
			return false;
	}
	return true;
}

static bool read_pattern(const char *text)
{
	regex_t compiled;
	bool good = strlen(text) < 256 && repeats_little(text) &&
		!regcomp(&compiled, text, REG_EXTENDED | REG_NOSUB);

	if (good)
		regfree(&compiled);
	return good;
}

/* Blanks around a word are not part of it; an empty one is none. */
static void split_words(const char *text, struct phrases *out, struct arena *a)
{
	const char **words = arena_array(a, strlen(text) / 2 + 1, sizeof(*words));

	out->n = 0;
	out->at = words;
	for (const char *s = text; *s;) {
		size_t n = strcspn(s, "|");
		const char *from = s, *to = s + n;

		while (from < to && *from == ' ')
			from++;
		while (to > from && to[-1] == ' ')
			to--;
		if (to > from)
			words[out->n++] = arena_copy(a, from, (size_t)(to - from));
		s += n + (s[n] == '|');
	}
}

static bool has_place(const char *places, const char *name, size_t bytes)
{
	for (const char *s = places; *s;) {
		size_t n = strcspn(s, "|");

		if (n == bytes && !memcmp(s, name, n))
			return true;
		s += n + (s[n] == '|');
	}
	return false;
}

/* "{a}、{b}" of "a|b". */
static const char *places_words(const char *places, struct arena *a)
{
	struct buf b = { 0 };
	const char *text;

	for (const char *s = places; *s;) {
		size_t n = strcspn(s, "|");

		buf_printf(&b, "%s{%.*s}", b.n ? "、" : "", (int)n, s);
		s += n + (s[n] == '|');
	}
	text = arena_text(a, buf_text(&b));
	buf_free(&b);
	return text;
}

static bool known_places(const struct setting *s, const char *text, struct arena *a, struct err *e)
{
	const char *places = s->places ? s->places : "";

	for (const char *at = text; (at = strchr(at, '{'));) {
		size_t n = strcspn(at + 1, "{}");

		if (at[n + 1] != '}')
			err_set(e, ERR_INPUT, "%s: a { without its }", s->name);
		else if (!has_place(places, at + 1, n))
			err_set(e, ERR_INPUT, "%s: nothing is called {%s} here", s->name,
				arena_copy(a, at + 1, n < 60 ? n : 60));
		if (e->kind)
			return *places ? err_fix(e, "there are %s", places_words(places, a))
						   : err_fix(e, "write the words themselves");
		at += n + 2;
	}
	return true;
}

static bool refuse(const struct setting *s, const char *text, struct arena *a, struct err *e)
{
	err_set(e, ERR_INPUT, "the setting %s cannot be \"%s\"", s->name, text);
	return err_fix(e, "it takes %s", setting_takes(s, a));
}

bool setting_read(
	const struct setting *s, const char *text, void *out, struct arena *a, struct err *e)
{
	if (s->check && !s->check(text, e))
		return false;
	switch (s->type) {
	case SETTING_NUMBER:
		return read_number(s, text, out) || refuse(s, text, a, e);
	case SETTING_CHOICE:
		return read_choice(s, text, out) || refuse(s, text, a, e);
	case SETTING_PATTERN:
		if (!read_pattern(text))
			return refuse(s, text, a, e);
		break;
	case SETTING_PHRASE:
		if (!known_places(s, text, a, e))
			return false;
		break;
	case SETTING_WORDS:
		split_words(text, place_of(s, out), a);
		return true;
	case SETTING_TEXT:
		break;
	}
	*(const char **)place_of(s, out) = arena_text(a, text);
	return true;
}

static const char *value_of(
	const struct setting_place *places, size_t n, const char *name, size_t bytes)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(places[i].name) == bytes && !memcmp(places[i].name, name, bytes))
			return places[i].value;
	return "";
}

void setting_fill(const char *phrase, const struct setting_place *places, size_t n, struct buf *out)
{
	for (const char *at = phrase; *at;) {
		size_t plain = strcspn(at, "{"), name;

		buf_add(out, at, plain);
		at += plain;
		if (!*at)
			break;
		name = strcspn(at + 1, "}");
		buf_puts(out, value_of(places, n, at + 1, name));
		at += 1 + name + (at[1 + name] == '}');
	}
}

static const char *choice_words(const struct setting *s, struct arena *a)
{
	const char *all = "";

	for (size_t i = 0; i < s->choice_count; i++)
		all = arena_format(
			a, "%s%s%s (%s)", all, i ? _(" or ") : "", s->choices[i].name, s->choices[i].word);
	return all;
}

const char *setting_takes(const struct setting *s, struct arena *a)
{
	switch (s->type) {
	case SETTING_NUMBER:
		return arena_format(a, _("a number, %d to %d"), s->least, s->most);
	case SETTING_CHOICE:
		return choice_words(s, a);
	case SETTING_PATTERN:
		return _("an extended regular expression, or nothing");
	case SETTING_WORDS:
		return _("words with | between");
	case SETTING_PHRASE:
		return s->places && *s->places
			? arena_format(a, _("words with %s"), places_words(s->places, a))
			: _("one line");
	case SETTING_TEXT:
		return _("one line");
	}
	return "";
}
