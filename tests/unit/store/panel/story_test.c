/* The demo county's story speaks of verbs and fields that there are. */
#include "locale/base/buf.h"
#include "store/panel/verb.h"
#include "tests/check.h"

#include <stdio.h>
#include <string.h>

/* The next word of a line, quotes off; NULL at its end. */
static char *next_word(char **rest)
{
	char *word = *rest + strspn(*rest, " ");
	char *end;

	if (!*word)
		return NULL;
	end = *word == '"' ? strchr(++word, '"') : strchr(word, ' ');
	*rest = end ? end + 1 : word + strlen(word);
	if (end)
		*end = '\0';
	return word;
}

static void check_fields(const struct verb *v, char *rest)
{
	for (char *word; (word = next_word(&rest));) {
		char *equals = strchr(word, '=');

		if (!CHECK(equals != NULL))
			continue;
		*equals = '\0';
		CHECK(v->args && schema_field_named(v->args, word));
	}
}

static void check_line(char *line)
{
	char *rest = line;
	const char *first = next_word(&rest), *verb, *kind;
	const struct schema *s;
	const struct verb *v;

	if (!first || strcmp(first, "do"))
		return;
	verb = next_word(&rest);
	kind = next_word(&rest);
	next_word(&rest);
	s = kind ? schema_named(kind) : NULL;
	v = s ? verb_named(s->kind, verb) : NULL;
	if (CHECK(v != NULL))
		check_fields(v, rest);
}

static void every_line_of_the_story_can_be_done(void)
{
	struct buf story = { 0 };
	int lines = 0;

	CHECK(buf_read_file(&story, "tests/county/story.txt", 1 << 20));
	for (char *rest = story.at, *line; rest && (line = strsep(&rest, "\n")); lines++) {
		char name[32];

		snprintf(name, sizeof(name), "line %d", lines + 1);
		check_case(name);
		check_line(line);
	}
	check_case(NULL);
	CHECK(lines > 100);
	buf_free(&story);
}

static const struct test tests[] = {
	TEST(every_line_of_the_story_can_be_done),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
